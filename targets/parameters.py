"""The figures of targets a federation may set. All defaults are design defaults, not law."""

from django.utils.translation import gettext_lazy as _

from unions.parameters import Declared, declare

declare(
    Declared(
        "targets.answer_days",
        _("To accept a share or answer it"),
        5,
        _("working days"),
        "default of the portal",
    ),
    Declared(
        "targets.growth_percent",
        _("Yearly growth of units up to standard"),
        30,
        _("percent"),
        "锦州市“和谐职工之家”建设五年发展纲要(征求意见稿)四(一)",
    ),
)
