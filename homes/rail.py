"""Home-building's entries of the left rail."""

from django.utils.translation import gettext_lazy as _

from unions.models import Officer
from unions.navigation import Item, section
from unions.offices import CITY_STAFF, COUNTY_STAFF, Level, Role

BUILDING = 2


def builds(officer: Officer) -> bool:
    """All but the finance office, which pays aid and has no part in homes."""
    return officer.role != Role.FINANCE


def chooses(officer: Officer) -> bool:
    return COUNTY_STAFF.held_by(officer)


def sees_counties(officer: Officer) -> bool:
    return builds(officer) and officer.level in {Level.FEDERATION, Level.COUNTY}


def staffs(officer: Officer) -> bool:
    return COUNTY_STAFF.held_by(officer) or CITY_STAFF.held_by(officer)


section(_("Home-building"), BUILDING).items += [
    Item(_("Choose enterprises"), "homes:eligible-list", chooses),
    Item(_("Home plans"), "homes:plan-list", builds),
    Item(_("Review plans"), "homes:review-list", chooses),
    Item(_("County plans"), "homes:county-plan-list", sees_counties),
    Item(_("Applications"), "homes:application-list", staffs),
    Item(_("Inspections"), "homes:inspection-list", builds),
    Item(_("Publicity"), "homes:publicity-list", builds),
    Item(_("Not accepted"), "homes:failure-list", staffs),
    Item(_("Accepted homes"), "homes:home-list", builds),
]
