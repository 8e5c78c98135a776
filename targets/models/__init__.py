"""What a city asks for, and what was counted day by day."""

from targets.models.plan import Measure, Plan, PlanLine, PlanYear
from targets.models.sheets import (
    FIRST_YEAR,
    LAST_YEAR,
    Operator,
    Share,
    TargetLine,
    TargetSheet,
)
from targets.models.snapshot import Snapshot

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Measure",
    "Operator",
    "Plan",
    "PlanLine",
    "PlanYear",
    "Share",
    "Snapshot",
    "TargetLine",
    "TargetSheet",
]
