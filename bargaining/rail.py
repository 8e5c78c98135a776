"""Bargaining's entries of the left rail."""

from django.utils.translation import gettext_lazy as _

from bargaining.offices import reads_bargaining
from unions.navigation import Item, section

BARGAINING = 6

section(_("Bargaining"), BARGAINING).items += [
    Item(_("Rounds of bargaining"), "bargaining:round-list", reads_bargaining),
    Item(_("Offer seasons"), "bargaining:season-list", reads_bargaining),
    Item(_("Coverage"), "bargaining:coverage", reads_bargaining),
]

section(_("Bargaining"), BARGAINING).items += [
    Item(_("Contracts"), "bargaining:contract-list", reads_bargaining),
    Item(_("Due for renewal"), "bargaining:contract-renewals", reads_bargaining),
]

section(_("Bargaining"), BARGAINING).items += [
    Item(_("Workers' congress"), "bargaining:congress-list", reads_bargaining),
    Item(_("Openness of affairs"), "bargaining:posting-list", reads_bargaining),
]
