"""The targets' entry of the left rail."""

from django.utils.translation import gettext_lazy as _

from unions.navigation import Item, section

HOME_BUILDING = 2

section(_("Home-building"), HOME_BUILDING).items += [
    Item(_("Yearly targets"), "targets:sheet-list"),
    Item(_("Plans of several years"), "targets:plan-list"),
]
