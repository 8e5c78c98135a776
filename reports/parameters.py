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
)
