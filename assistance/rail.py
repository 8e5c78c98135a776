"""Assistance's entries of the left rail, for those whose work it is.

Each entry's `shown_to` is `reads_assistance` unless fewer may go there.
"""

from django.utils.translation import gettext_lazy as _

from assistance.offices import reads_assistance
from unions.navigation import Item, section

ASSISTANCE, FUNDS, SERVICES = 3, 4, 5

section(_("Assistance"), ASSISTANCE)
section(_("Funds"), FUNDS)
section(_("Services"), SERVICES)

section(_("Services"), SERVICES).items += [
    Item(_("Visits"), "assistance:visit-list", reads_assistance),
]
