"""Homes: the standards they are measured by, their plans, inspections and what was accepted."""

from homes.models.building import ProgressNote, SelfScore
from homes.models.home import Home
from homes.models.inspection import Inspection, PanelMember, PanelScore, ScorePhoto
from homes.models.plan import Attachment, CountyPlan, Finding, HomePlan, Measure
from homes.models.standard import Criterion, Standard, UnitType

__all__ = [
    "Attachment",
    "CountyPlan",
    "Criterion",
    "Finding",
    "Home",
    "HomePlan",
    "Inspection",
    "Measure",
    "PanelMember",
    "PanelScore",
    "ProgressNote",
    "ScorePhoto",
    "SelfScore",
    "Standard",
    "UnitType",
]
