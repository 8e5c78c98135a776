"""The board of a city or a county: each target, its year, its parts, and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, partial
from operator import itemgetter
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kernel.charts import Chart, Target
from kernel.days import today
from kernel.figures import NO_FIGURE, plain
from reports.boards.drawing import drawn
from reports.boards.figures import Change, base_text, change_of, value_text
from reports.boards.ranking import Ranking, rank
from reports.boards.trends import draw_trend, ends_of, trend_of
from reports.facts import parts_of
from targets.indicators import (
    INDICATORS,
    REACHED,
    Count,
    Indicator,
    indicator,
    total,
)
from targets.models import FIRST_YEAR, Measure, Operator, TargetLine, TargetSheet
from targets.month_ends import Kept, kept_of, under_way
from targets.sheets import Figure
from targets.snapshots import Told, told_of
from targets.standing import Standing, parts_asked, year_gone
from targets.workflow import SheetStage
from unions.models import Job, Officer, Union
from unions.offices import Level

WHY = "the figures of the union whose paper or board it is"


@dataclass(frozen=True)
class Strand:
    """One figure of the board. `asked` None: nothing is asked of it this year.

    `ranking` None: its parts are told when they are asked for.
    """

    indicator: Indicator
    count: Count
    asked: Standing | None
    change: Change
    chart: Chart | None
    ranking: Ranking | None
    url: str

    @property
    def value(self) -> str:
        if self.asked is not None:
            return self.asked.value_text
        return value_text(self.count, is_rate=self.indicator.is_rate)

    @property
    def base(self) -> str:
        """Of growth on a count what it grew from; nothing where there is none."""
        text = self.asked.base_text if self.asked is not None else base_text(self.count)
        return "" if text == NO_FIGURE else text

    @property
    def slug(self) -> str:
        return self.indicator.code.replace(".", "-")


@dataclass(frozen=True)
class Known:
    """What a board stands on: the newest figures, the former months', and the parts."""

    place: Union
    told: Told
    newest: Mapping[str, Count]
    kept: Kept
    parts: Sequence[Union]
    since: date


@dataclass(frozen=True)
class PlaceBoard:
    place: Union
    year: int
    asked: Mapping[str, TargetLine | None]
    known: Known
    counting: Job | None

    @property
    def sheet(self) -> TargetSheet | None:
        return next((line.sheet for line in self.asked.values() if line), None)

    @property
    def told(self) -> Told:
        return self.known.told

    @property
    def pace(self) -> int:
        return year_gone(self.year, self.told.day)

    @property
    def is_running(self) -> bool:
        return self.year == today().year

    @property
    def has_trend(self) -> bool:
        return bool(self.known.kept.totals)

    @cached_property
    def strands(self) -> list[Strand]:
        return [_strand(code, ln, self.known, self.pace) for code, ln in self.asked.items()]

    @property
    def drawn(self) -> SafeString:
        return drawn("reports/_strands.html", self._said, lambda: {"board": self})

    @property
    def _said(self) -> list[Any]:
        known, place = self.known, self.place
        places = [(part.pk, part.short_name, part.code) for part in (place, *known.parts)]
        lines = [line and {**vars(line), "_state": None} for line in self.asked.values()]
        counts = [known.told.counts, known.newest, known.kept.totals, known.kept.by_union]
        asked = [sorted(line.items(), key=str) if line else None for line in lines]
        whose = [place.federation_id, self.year, known.told.day]
        return [whose, places, list(self.asked), asked, counts]


def board_of_place(place: Union, year: int, officer: Officer) -> PlaceBoard:
    """From what is kept; what no night has kept yet is counted, a query for each figure."""
    asked = _asked(issued_lines(year), place)
    known = _known(place, year, list(asked))
    return PlaceBoard(place, year, asked, known, under_way(officer.federation_id))


def issued_lines(year: int) -> list[TargetLine]:
    """Of the issued sheet, with it: a sheet without a line is not issued."""
    issued = TargetLine.objects.unscoped(WHY).filter(sheet__stage=SheetStage.ISSUED)
    return list(issued.filter(sheet__year=year).select_related("sheet").order_by("pk"))


def _asked(lines: Sequence[TargetLine], place: Union) -> dict[str, TargetLine | None]:
    """Code → what is asked of it; the year's count first, and without a sheet what one would ask.

    Of a county its part of a line; a count that is not split is the whole city's to reach.
    """
    if not lines:
        usual = [code for code, figure in INDICATORS.items() if figure.target]
        return dict.fromkeys([REACHED, *usual])
    if place.level == Level.COUNTY:
        lines = _own(lines, place)
    first = sorted(lines, key=lambda line: line.indicator != REACHED)
    return {line.indicator: line for line in first}


def _own(lines: Sequence[TargetLine], county: Union) -> list[TargetLine]:
    """The lines as they are asked of one county."""
    parts = {part.line_id: part for part in parts_asked(lines[0].sheet, county)}
    for line in lines:
        if part := parts.get(line.pk):
            line.value, line.base_value = part.value, part.base_value
    return [line for line in lines if line.pk in parts or line.known.is_rate]


def _known(place: Union, year: int, codes: list[str]) -> Known:
    county = place if place.level == Level.COUNTY else None
    told = told_of(year, codes)
    told = replace(told, counts={code: told.counted(indicator(code)) for code in codes})
    newest = {code: total(told.counts[code], county=county) for code in codes}
    since = told.day.replace(day=1) - timedelta(days=1)
    parts = [] if county else parts_of(place)
    if parts and parts[0].level != Level.COUNTY:
        parts = []
    kept = kept_of(codes, ends_of(told.day), county, apart=since if parts else None)
    return Known(place, told, newest, kept, parts, since)


def _strand(code: str, line: TargetLine | None, known: Known, pace: int) -> Strand:
    figure, count = indicator(code), known.newest[code]
    trend = trend_of(code, count, known.told.day, known.kept)
    fewer, target = line is not None and line.operator == Operator.AT_MOST, _target(line)
    change = change_of(count, trend.former, is_rate=figure.is_rate, fewer=fewer)
    draw = partial(draw_trend, figure, trend, known.place, target=target, opens=True)
    return Strand(
        figure,
        count,
        _standing(line, known, pace) if line else None,
        change,
        draw() if trend.is_told else None,
        _ranking(code, known, target if figure.is_rate else None, fewer),
        Figure(figure, known.told.day.year, known.place, known.told.day).url,
    )


def _standing(line: TargetLine, known: Known, pace: int) -> Standing:
    code, day = line.indicator, known.told.day
    former = [(on, count) for (of, on), count in known.kept.totals.items() if of == code]
    return Standing(
        line,
        line.known,
        known.newest[code],
        pace,
        day,
        line.value,
        line.base_value,
        kept=sorted((f for f in former if f[0].year == day.year), key=itemgetter(0)),
    )


def _ranking(code: str, known: Known, target: Target | None, fewer: bool) -> Ranking | None:
    if not known.parts:
        return None
    now = {count.union_id: count for count in known.told.counts[code]}
    then = known.kept.by_union.get(code)
    return rank(
        indicator(code), known.parts, now, then,
        day=known.told.day, since=known.since, target=target, fewer=fewer,
    )  # fmt: skip


def _target(line: TargetLine | None) -> Target | None:
    """Where the figure itself must be: nowhere, if a count is asked to grow by a percentage."""
    if line is None or (line.measure == Measure.GROWTH and not line.known.is_rate):
        return None
    before = (line.base_value or Decimal(0)) if line.is_cumulative else Decimal(0)
    words = f"{line.get_operator_display()}{plain(line.value - before)}{line.unit}"
    return Target(line.value - before, _("target %(target)s") % {"target": words})


def year_asked(text: str) -> int | None:
    """The year of a board's address; None where it is none."""
    if not text:
        return today().year
    return int(text) if text.isdecimal() and FIRST_YEAR <= int(text) <= today().year else None
