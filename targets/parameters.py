"""The figures of targets a federation may set. All defaults are design defaults, not law."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from unions.parameters import Declared, declare, parameter

_OUTLINE = "锦州市“和谐职工之家”建设五年发展纲要（征求意见稿）四（一）"
_PERCENT = _("percent")
_LARGE = "targets.large_workers"


def large_from(day: date) -> int:
    """From how many workers on an enterprise is large (规模以上), where a plan gives no figure."""
    return int(parameter(_LARGE, on=day))


declare(
    Declared(
        _LARGE,
        _("Enterprises count as large from"),
        100,
        _("workers"),
        _("default of the portal"),
    ),
    Declared(
        "targets.answer_days",
        _("To accept a share or answer it"),
        5,
        _("working days"),
        _("default of the portal"),
    ),
    Declared(
        "targets.sign_days",
        _("To sign a share that was agreed"),
        10,
        _("working days"),
        _("default of the portal"),
    ),
    Declared(
        "targets.model_units", _("Model units within 3 to 5 years"), 100, _("units"), _OUTLINE
    ),
    Declared(
        "targets.growth_percent",
        _("Yearly growth of units up to standard"),
        30,
        _PERCENT,
        _OUTLINE,
    ),
    Declared(
        "targets.large_private_percent",
        _("Homes in non-public enterprises of 100 workers or more"),
        90,
        _PERCENT,
        _OUTLINE,
    ),
    Declared(
        "targets.public_percent",
        _("Homes in state-owned enterprises and public institutions"),
        100,
        _PERCENT,
        _OUTLINE,
    ),
)
