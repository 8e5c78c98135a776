"""The organisation's entries of the left rail."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.models import Officer
from unions.navigation import Item, section
from unions.offices import CITY_STAFF, Level

RESULTS, ORGANISATION = 8, 9


def above_base(officer: Officer) -> bool:
    return officer.level != Level.BASE


def sets_figures(officer: Officer) -> bool:
    return CITY_STAFF.held_by(officer)


section(_("Results"), RESULTS).items += [Item(_("Jobs"), "unions:job-list", above_base)]
section(_("Organisation"), ORGANISATION).items += [
    Item(_("Unions"), "unions:union-list", above_base),
    Item(_("Employers"), "unions:employer-list"),
    Item(pgettext_lazy("register", "Members"), "unions:return-list"),
    Item(_("Event log"), "unions:event-list"),
    Item(_("Parameters"), "unions:parameter-list", sets_figures),
    Item(_("API tokens"), "unions:token-list"),
]
