"""A plan as a table: its lines, what each year asks for, and how the last told figure stands."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.days import today
from kernel.figures import percent, plain
from targets.indicators import INDICATORS, Indicator, total
from targets.models import Plan, PlanLine
from targets.planning import Asked, years_of
from targets.sheets import Figure
from targets.snapshots import Told, told_of
from unions.models import Officer
from unions.offices import Level


@dataclass(frozen=True)
class PlanRow:
    """`years`: what each year of the plan asks for, empty where it asks for nothing.

    `actual` and `url` are empty where the portal counts no such figure; the url also where its rows
    are not the reader's.
    """

    line: PlanLine
    years: list[str]
    actual: str
    url: str


def told_for(plan: Plan) -> Told:
    """The figures of this year, or of the plan's last where it is over."""
    return told_of(min(max(today().year, plan.first_year), plan.last_year))


def table_of(plan: Plan, told: Told, officer: Officer) -> list[PlanRow]:
    asked = years_of(plan)
    return [
        PlanRow(line, _texts(line, plan.years, asked), *_now(line, told, officer))
        for line in plan.lines.all()
    ]


def _texts(line: PlanLine, years: range, asked: Asked) -> list[str]:
    values = (asked.get((line.pk, year)) for year in years)
    return ["" if value is None else plain(value) for value in values]


def _now(line: PlanLine, told: Told, officer: Officer) -> tuple[str, str]:
    known = INDICATORS.get(line.indicator)
    if known is None:
        return "", ""
    county = officer.union if officer.level == Level.COUNTY else None
    count = total(told.counted(known), county=county)
    if known.is_rate:
        return percent(count.numerator, count.denominator or 0), _rows_url(known, told, officer)
    return str(count.numerator), _rows_url(known, told, officer)


def _rows_url(known: Indicator, told: Told, officer: Officer) -> str:
    if officer.level not in {Level.COUNTY, Level.FEDERATION}:
        return ""
    return Figure(known, told.day.year, officer.union, told.day).url
