"""Campaigns' entries of the left rail."""

from django.utils.translation import gettext_lazy as _

from unions.navigation import section

CAMPAIGNS = 7

section(_("Campaigns"), CAMPAIGNS)
