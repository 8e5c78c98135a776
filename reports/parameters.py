"""What a federation may set about its documents."""

from django.utils.translation import gettext_lazy as _

from unions.parameters import Declared, declare

declare(
    Declared(
        "reports.addressee",
        _("To whom the federation's own reports go"),
        "省总工会",
        "",
        _("default of the portal"),
    ),
    Declared(
        "reports.dispatch_check_days",
        _("Working days to check or countersign a dispatch"),
        3,
        _("days"),
        _("default of the portal"),
    ),
    Declared(
        "reports.dispatch_sign_days",
        _("Working days to sign a dispatch"),
        3,
        _("days"),
        _("default of the portal"),
    ),
)

declare(
    Declared(
        "reports.half_year_bulletin",
        _("Half-year bulletin made by the calendar: 1 yes, 0 no"),
        1,
        "",
        _("default of the portal"),
    ),
)
