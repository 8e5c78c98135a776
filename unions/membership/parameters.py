"""The figures of returns a federation may set."""

from django.utils.translation import gettext_lazy as _

from unions.parameters import Declared, declare

RETURN_MONTHS = "unions.return_months"
JOINED_PERCENT = "unions.joined_percent"

declare(
    Declared(
        RETURN_MONTHS,
        _("A return of members counts for"),
        12,
        _("months"),
        _("default of the portal"),
    ),
    Declared(
        JOINED_PERCENT,
        _("Target: employees who are members"),
        90,
        _("percent"),
        _("targets of two cities (seeds)"),
    ),
)
