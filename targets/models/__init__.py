"""What a city asks for, and what was counted day by day."""

from targets.models.plan import Plan, PlanLine, PlanYear
from targets.models.shares import Share, SharePart
from targets.models.sheets import (
    EQUAL,
    FIRST_YEAR,
    LAST_YEAR,
    NOT_SPLIT,
    SAME,
    Measure,
    Operator,
    TargetLine,
    TargetSheet,
    unit_of,
)
from targets.models.snapshot import Snapshot

__all__ = [
    "EQUAL",
    "FIRST_YEAR",
    "LAST_YEAR",
    "NOT_SPLIT",
    "SAME",
    "Measure",
    "Operator",
    "Plan",
    "PlanLine",
    "PlanYear",
    "Share",
    "SharePart",
    "Snapshot",
    "TargetLine",
    "TargetSheet",
    "unit_of",
]
