"""What was asked and reached in former years, beside this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kernel.figures import percent, plain
from targets.forecast import BACK, Kept
from targets.indicators import Count
from targets.models import SharePart, TargetLine, TargetSheet
from targets.sheets import Figure
from targets.workflow import SheetStage
from unions.models import Union
from unions.offices import Level

WHY = "what a place was asked for and reached, told to whoever sees its sheet"


@dataclass(frozen=True)
class Year:
    """One former year of a line. `reached` is empty where no figure of it was kept."""

    year: int
    asked: str
    reached: str
    url: str


@dataclass(frozen=True)
class Former:
    """A line of the sheet through the years, the earliest first."""

    label: str
    years: list[Year]


def former_years(sheet: TargetSheet, place: Union, kept: Kept, *, opens: bool) -> list[Former]:
    """The lines of the sheet that were asked for or kept before; `place` a county, or the root."""
    lines = sheet.lines.all()
    asked = _asked(sheet, [line.indicator for line in lines], place)
    reached = {
        (code, day.year): (day, count)
        for code, own in kept.items()
        for day, count in own
        if day.year < sheet.year
    }
    years = sorted({year for _code, year in {*asked, *reached}})
    return [
        Former(str(line), [_year(line, year, asked, reached, place, opens) for year in years])
        for line in lines
        if any((line.indicator, year) in {*asked, *reached} for year in years)
    ]


def _year(
    line: TargetLine,
    year: int,
    asked: Mapping[tuple[str, int], str],
    reached: Mapping[tuple[str, int], tuple[date, Count]],
    place: Union,
    opens: bool,
) -> Year:
    day, count = reached.get((line.indicator, year), (None, None))
    text = _reached_text(line, count) if count else ""
    url = Figure(line.known, year, place, day).url if opens else ""
    return Year(year, asked.get((line.indicator, year), ""), text, url)


def _asked(sheet: TargetSheet, codes: Sequence[str], place: Union) -> dict[tuple[str, int], str]:
    """(indicator, year) → what was asked of the county, or of all."""
    years = range(sheet.year - BACK, sheet.year)
    if place.level != Level.COUNTY:
        lines = (
            TargetLine.objects.unscoped(WHY)
            .select_related("sheet")
            .filter(indicator__in=codes, sheet__year__in=years, sheet__stage=SheetStage.ISSUED)
        )
        return {(x.indicator, x.sheet.year): _asked_text(x, x.value) for x in lines}
    parts = (
        SharePart.objects.unscoped(WHY)
        .select_related("line__sheet")
        .filter(
            union=place,
            line__indicator__in=codes,
            line__sheet__year__in=years,
            line__sheet__stage=SheetStage.ISSUED,
        )
    )
    return {
        (part.line.indicator, part.line.sheet.year): _asked_text(part.line, part.value)
        for part in parts
    }


def _asked_text(line: TargetLine, value: Decimal) -> str:
    return f"{line.get_operator_display()} {plain(value)}{line.unit}"


def _reached_text(line: TargetLine, count: Count) -> str:
    if line.known.is_rate:
        return percent(count.numerator, count.denominator or 0)
    return str(count.numerator)
