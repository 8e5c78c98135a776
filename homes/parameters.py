"""The figures of home-building a federation may set. All defaults are design defaults, not law."""

from django.utils.translation import gettext_lazy as _

from unions.parameters import Declared, declare

_DAYS, _WORKDAYS = _("days"), _("working days")
_POINTS, _PERCENT = _("points"), _("percent")
_OURS = _("default of the portal")

declare(
    Declared("homes.draft_days", _("To write the plan"), 15, _WORKDAYS, _OURS),
    Declared("homes.review_days", _("To review a plan"), 5, _WORKDAYS, _OURS),
    Declared("homes.correct_days", _("To mend a returned plan"), 5, _WORKDAYS, _OURS),
    Declared("homes.build_days", _("To build the home"), 180, _DAYS, _OURS),
    Declared("homes.inspect_days", _("To inspect after the application"), 20, _WORKDAYS, _OURS),
    Declared("homes.publicity_days", _("Publicity before acceptance"), 5, _WORKDAYS, _OURS),
    Declared("homes.panel_size", _("Least members of a panel"), 3, _("persons"), _OURS),
    Declared("homes.panel_days", _("To score after the visit"), 10, _DAYS, _OURS),
    Declared("homes.qualified_score", _("Up to standard from"), 80, _POINTS, _OURS),
    Declared("homes.advanced_score", _("Advanced from"), 90, _POINTS, _OURS),
    Declared("homes.model_score", _("Model from"), 95, _POINTS, _OURS),
    Declared("homes.advanced_satisfaction", _("Advanced: satisfaction from"), 80, _PERCENT, _OURS),
    Declared("homes.model_satisfaction", _("Model: satisfaction from"), 90, _PERCENT, _OURS),
    Declared("homes.progress_days", _("Between progress reports"), 30, _DAYS, _OURS),
)
