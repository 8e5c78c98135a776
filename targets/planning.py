"""Deeds on plans of several years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kernel.digest import sm3_of
from kernel.figures import plain
from targets.catalogue import known_plans
from targets.indicators import INDICATORS
from targets.models import Measure, Operator, Plan, PlanLine, PlanYear
from unions.events import log_event
from unions.models import Officer, Union
from unions.refusals import Overtaken
from unions.scoping import owned_by, same_owner

WHY = "a plan is everybody's in its federation"
Asked = dict[tuple[int, int], Decimal]  # (line id, year) → value


def years_of(plan: Plan) -> Asked:
    rows = PlanYear.objects.unscoped(WHY).filter(line__plan=plan)
    found = rows.values_list("line_id", "year", "value")
    return {(line_id, year): value for line_id, year, value in found}


@dataclass(frozen=True)
class Wanted:
    """What a document asks of a year, and which. `since`: the year from whose end on years add up.

    `course_from`: what it asked of the year before, where a rate is to climb.
    """

    indicator: str
    value: Decimal
    source: str
    measure: str
    operator: str = Operator.AT_LEAST
    since: int | None = None
    course_from: Decimal | None = None


def asked_by_plans(year: int) -> dict[str, Wanted]:
    """Indicator → what the plans ask of the year; of several, the latest plan's."""
    rows = PlanYear.objects.unscoped(WHY).filter(year__in=(year - 1, year))
    found = rows.filter(line__indicator__in=INDICATORS).select_related("line__plan").order_by("pk")
    before = {row.line_id: row.value for row in found if row.year < year}
    return {
        row.line.indicator: _wanted(row, before.get(row.line_id))
        for row in found
        if row.year == year
    }


def _wanted(row: PlanYear, before: Decimal | None) -> Wanted:
    line = row.line
    climbs = line.measure in (Measure.RATE, Measure.DEADLINE) and before != row.value
    return Wanted(
        line.indicator,
        row.value,
        line.plan.source,
        line.measure,
        line.operator,
        since=line.plan.first_year - 1 if line.is_cumulative else None,
        course_from=before if climbs else None,
    )


@transaction.atomic
def adopt_known_plans(root: Union, *, by: Officer | None) -> list[Plan]:
    """The plans known of this federation that it does not have yet, broken down into years.

    Those it has are told which figures the portal has come to count.
    """
    has = set(Plan.objects.unscoped(WHY).values_list("code", flat=True))
    code = root.federation.division_code
    mine = [known for known in known_plans() if code in known["divisions"]]
    for known in mine:
        _name_figures(known)
    return [_adopt(known, root, by) for known in mine if known["code"] not in has]


def _name_figures(known: Mapping[str, Any]) -> None:
    uncounted = PlanLine.objects.unscoped(WHY).filter(plan__code=known["code"], indicator="")
    for line in known["lines"]:
        if line["indicator"]:
            uncounted.filter(code=line["code"]).update(indicator=line["indicator"])


def _adopt(known: Mapping[str, Any], root: Union, by: Officer | None) -> Plan:
    said = {name: known[name] for name in ("code", "title", "source", "first_year", "last_year")}
    plan = Plan.objects.create(**said, **owned_by(root))
    for line in known["lines"]:
        row = PlanLine.objects.create(plan=plan, **line, **same_owner(plan))
        row.refresh_from_db(fields=["value"])
        PlanYear.objects.bulk_create(
            PlanYear(line=row, year=year, value=value, **same_owner(plan))
            for year, value in row.broken_down().items()
        )
    log_event(plan, "adopt", _("Taken over from its source"), by=by)
    return plan


def seen_of(asked: Asked) -> str:
    """What a page saw of the years, to tell whether somebody changed them since."""
    return sm3_of(sorted([*key, plain(value)] for key, value in asked.items()))


@transaction.atomic
def set_years(
    plan: Plan,
    values: Mapping[tuple[int, int], Decimal | None],
    *,
    why: str,
    by: Officer,
    seen: str = "",
) -> None:
    """Ask for other figures: (line id, year) → value, or None where a year is asked nothing.

    What was asked before stands in the log, with the reason. Raises Overtaken, and changes nothing,
    where somebody else changed them since they were `seen`.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    asked = years_of(plan)
    if seen and seen != seen_of(asked):
        raise Overtaken()
    changed = {key: value for key, value in values.items() if asked.get(key) != value}
    gone = [key for key, value in changed.items() if value is None]
    for line_id, year in gone:
        PlanYear.objects.unscoped(WHY).filter(line_id=line_id, year=year).delete()
    PlanYear.objects.bulk_create(
        [
            PlanYear(line_id=line_id, year=year, value=value, **same_owner(plan))
            for (line_id, year), value in changed.items()
            if value is not None
        ],
        update_conflicts=True,
        unique_fields=["line", "year"],
        update_fields=["value"],
    )
    if changed:
        detail = _told(plan, asked, changed)
        log_event(plan, "years", _("Figures of the years changed"), by=by, note=why, detail=detail)


def _told(plan: Plan, asked: Asked, changed: Mapping[tuple[int, int], Decimal | None]) -> Any:
    titles = {line.pk: line.full_title for line in plan.lines.all()}
    return {
        f"{titles[line_id]} {year}": [_text(asked.get((line_id, year))), _text(value)]
        for (line_id, year), value in changed.items()
    }


def _text(value: Decimal | None) -> str:
    return "" if value is None else plain(value)
