"""Figures that boards show and papers freeze. They act for no officer: the caller has decided whose
branch is told, and names it by its union."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from homes.models import Finding, Home, HomePlan, PanelMember
from homes.workflow import InspectionStage, Stage
from targets.indicators import REACHED, indicator
from targets.models import Share, SharePart, TargetSheet
from targets.snapshots import Told
from unions.models import Union
from unions.offices import Level
from unions.workflow import Words

WHY = "the figures of the union whose paper or board it is"


@dataclass(frozen=True)
class Part:
    """A figure of the year's acceptance: its plans stand in one of these stages."""

    label: Words
    stages: frozenset[Stage]


DECIDED = {Stage.PUBLICITY, Stage.OBJECTION, Stage.ACCEPTED, Stage.REVOKED, Stage.FAILED}
DECIDED |= {Stage.CARRIED}
PARTS = {
    "listed": Part(_("On the list"), frozenset(set(Stage) - {Stage.WITHDRAWN})),
    "applied": Part(
        _("Applied for acceptance"), frozenset(DECIDED | {Stage.APPLIED, Stage.INSPECTING})
    ),
    "inspected": Part(_("Inspected"), frozenset(DECIDED)),
    "passed": Part(
        _("Passed"), frozenset({Stage.PUBLICITY, Stage.OBJECTION, Stage.ACCEPTED, Stage.REVOKED})
    ),
    "publicity": Part(_("In publicity"), frozenset({Stage.PUBLICITY, Stage.OBJECTION})),
    "accepted": Part(_("Named after publicity"), frozenset({Stage.ACCEPTED})),
    "failed": Part(_("Not accepted"), frozenset({Stage.FAILED, Stage.CARRIED})),
    "carried": Part(_("Carried to next year"), frozenset({Stage.CARRIED})),
}


def below(union: Union) -> Q:
    """Rows of the union and of every union under it."""
    place = union.federation_id if union.level == Level.FEDERATION else union.pk
    return Q(**{f"{union.level}_id": place})


def issued_sheet(year: int) -> TargetSheet | None:
    """The version in force, with its lines."""
    sheets = TargetSheet.objects.unscoped(WHY).in_force().filter(year=year)
    found: TargetSheet | None = sheets.select_related("union").prefetch_related("lines").first()
    return found


def parts_of(union: Union) -> list[Union]:
    """What a union's figures are broken down to: a city's counties, a county's townships."""
    unions = Union.objects.unscoped(WHY).open().order_by("code", "pk")
    counties = list(unions.filter(level=Level.COUNTY)) if union.level == Level.FEDERATION else []
    return counties or list(unions.filter(below(union), level=Level.TOWNSHIP))


@dataclass(frozen=True)
class Progress:
    """A part's year. `quota`: its share, None where no share is given at its level."""

    union: Union
    quota: int | None
    listed: int
    reached: int


def progress_of(union: Union, year: int, day: date, told: Told | None = None) -> list[Progress]:
    """One line for each part, from three queries; what belongs to no part stands under `union`.

    `told`: the figures kept, by county; where they hold none, and by township, rows are counted.
    """
    parts = parts_of(union)
    column = "county_id" if parts and parts[0].level == Level.COUNTY else "township_id"
    plans = HomePlan.objects.unscoped(WHY).of_year(year).exclude(stage=Stage.WITHDRAWN)
    listed = _counted(plans.filter(below(union)), column)
    if told and REACHED in told.counts and column == "county_id":
        root = union.pk  # what no county keeps
        kept = told.counts[REACHED]
        reached = {None if c.union_id == root else c.union_id: c.numerator for c in kept}
    else:
        rows = indicator(REACHED).rows(day, year, "numerator")
        reached = _counted(rows.filter(below(union)), column)
    quotas = _quotas(year)
    lines = [
        Progress(part, quotas.get(part.pk), listed.get(part.pk, 0), reached.get(part.pk, 0))
        for part in parts
    ]
    if listed.get(None) or reached.get(None):
        own = quotas.get(union.pk) if not parts else None
        lines.append(Progress(union, own, listed.get(None, 0), reached.get(None, 0)))
    return lines


def _quotas(year: int) -> dict[int, int]:
    """County id → the units the version in force asks of it."""
    parts = SharePart.objects.unscoped(WHY).filter(line__indicator=REACHED)
    asked = parts.filter(share__in=Share.objects.unscoped(WHY).in_force(year))
    return {pk: int(value) for pk, value in asked.values_list("union_id", "value")}


def _counted(rows: QuerySet[Any], column: str) -> dict[int | None, int]:
    return {row[column]: row["n"] for row in rows.order_by().values(column).annotate(n=Count("pk"))}


def plans_of(union: Union, year: int) -> list[dict[str, Any]]:
    """The year's plans below a union as plain rows, by county; reasons of those that failed."""
    plans = (
        HomePlan.objects.unscoped(WHY)
        .of_year(year)
        .filter(below(union))
        .exclude(stage=Stage.WITHDRAWN)
        .select_related("county", "standard")
        .order_by("county__code", "pk")
    )
    accepted = dict(
        Home.objects.unscoped(WHY).filter(plan__in=plans).values_list("plan_id", "accepted_on")
    )
    reasons = _reasons(plans)
    return [
        {
            "id": plan.pk,
            "name": plan.name,
            "county_id": plan.county_id,
            "township_id": plan.township_id,
            "county": plan.county.short_name if plan.county else "",
            "type": plan.standard.get_unit_type_display(),
            "stage": str(plan.stage),
            "score": f"{plan.score:.1f}" if plan.score is not None else "",
            "level": plan.get_level_display() if plan.stage in PARTS["passed"].stages else "",
            "accepted_on": _iso(accepted.get(plan.pk)),
            "reasons": reasons.get(plan.pk, []),
        }
        for plan in plans
    ]


def _reasons(plans: QuerySet[Any]) -> dict[int, list[str]]:
    findings = (
        Finding.objects.unscoped(WHY)
        .filter(plan__in=plans.filter(stage__in=PARTS["failed"].stages).order_by())
        .exclude(origin="returned")
        .select_related("criterion")
        .order_by("criterion__position", "pk")
    )
    found: dict[int, list[str]] = {}
    for finding in findings:
        criterion = f"{finding.criterion}：" if finding.criterion else ""
        found.setdefault(finding.plan_id, []).append(criterion + finding.reason)
    return found


def panels_of(union: Union, year: int) -> dict[str, int]:
    """Closed visits of the year, and who sat on their panels."""
    seats = PanelMember.objects.unscoped(WHY).filter(
        below(union), inspection__plan__year=year, inspection__stage=InspectionStage.CLOSED
    )
    return seats.aggregate(
        visits=Count("inspection", distinct=True),
        seats=Count("pk"),
        workers=Count("pk", filter=Q(is_worker=True)),
    )


def rows_in(plans: Sequence[dict[str, Any]], part: str, place_id: int | None = None) -> list[Any]:
    """The frozen plans a figure counts, in all or in one county or township."""
    stages = PARTS[part].stages
    return [
        plan
        for plan in plans
        if plan["stage"] in stages
        and (place_id is None or place_id in {plan["county_id"], plan["township_id"]})
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def has_work(year: int) -> bool:
    """Whether the open federation has issued targets or listed employers in a year."""
    plans = HomePlan.objects.unscoped(WHY).of_year(year).exclude(stage=Stage.WITHDRAWN)
    return issued_sheet(year) is not None or plans.exists()
