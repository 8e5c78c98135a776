"""Bargaining's entries of the left rail."""

from django.utils.translation import gettext_lazy as _

from unions.navigation import section

BARGAINING = 6

section(_("Bargaining"), BARGAINING)
