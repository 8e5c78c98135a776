"""What the page of a sheet shows: how it stands, whom it is split to, its printed notice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import get_script_prefix, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from kernel.figures import percent, plain
from targets.breakdown import classed, has_missing
from targets.forecast import Kept
from targets.indicators import INDICATORS, Count, Indicator, day_of, total
from targets.models import Share, SharePart, TargetLine, TargetSheet
from targets.snapshots import KeptFigure, Told, kept_figure, told_of
from targets.standing import Standing, standings
from targets.workflow import NOTICE, SHARE, TAKEN_ON
from unions.models import Job, Officer, Union
from unions.offices import Level

NAMED = ("pk", "short_name")


@lru_cache(maxsize=4096)
def _address(prefix: str, year: int, code: str, union_id: int) -> str:
    """A board gives hundreds, the same each time; `prefix` is what they all begin with."""
    return reverse("targets:figure-rows", args=[year, code, union_id])


@dataclass(frozen=True)
class Figure:
    """One figure of a year, of a township, a county or the whole federation, and its rows.

    `on`: the day it is told as of; none: the year's last, or today while it runs. `ownership` and
    `size`: of the employers alone that are of this class (targets/breakdown.py).
    """

    indicator: Indicator
    year: int
    place: Union
    on: date | None = None
    ownership: str = ""
    size: str = ""

    @property
    def day(self) -> date:
        return self.on or day_of(self.year)

    @property
    def county(self) -> Union | None:
        return self.place if self.place.level == Level.COUNTY else None

    @cached_property
    def count(self) -> Count:
        if self.classes or self.place.level == Level.TOWNSHIP:
            base = self.sum_of("denominator") if self.indicator.is_rate else None
            return Count(self.place.pk, self.sum_of("numerator"), base)
        return total(self.indicator.by_county(self.day, self.year), county=self.county)

    @property
    def percent_text(self) -> str:
        if not self.indicator.is_rate:
            return ""
        return percent(self.count.numerator, self.count.denominator or 0)

    @cached_property
    def kept_otherwise(self) -> KeptFigure | None:
        """What was kept of the day, where what was entered later makes it another today."""
        kept = None if self.classes else kept_figure(self.indicator, self.place, self.day)
        return None if kept is None or kept.tells(self.count) else kept

    @property
    def classes(self) -> dict[str, str]:
        """What the employers are narrowed to."""
        asked = {"ownership": self.ownership, "size": self.size}
        return {name: value for name, value in asked.items() if value}

    @property
    def has_missing(self) -> bool:
        return has_missing(self.indicator)

    @property
    def missing_count(self) -> int | None:
        """Where each row is an employer that counts once; else only the rows tell."""
        if not self.indicator.counts_employers:
            return None
        return max(0, (self.count.denominator or 0) - self.count.numerator)

    @property
    def url(self) -> str:
        return self.url_of("")

    @property
    def parts(self) -> dict[str, str]:
        """The address of each part."""
        return {part: self.url_of(part) for part in ("numerator", "denominator", "missing")}

    def url_of(self, part: str) -> str:
        address = _address(get_script_prefix(), self.year, self.indicator.code, self.place.pk)
        asked = {"on": self.on.isoformat() if self.on else "", **self.classes, "part": part}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{address}?{query}" if query else address

    def rows(self, part: str) -> Any:
        """The rows behind `part`, or what is `missing`; narrow them to the officer who asks."""
        known = self.indicator
        missing = part == "missing" and not known.tells_missing
        rows = known.rows_below(self.place, self.day, self.year, "denominator" if missing else part)
        if missing:
            reached = known.rows(self.day, self.year, "numerator").order_by()
            rows = rows.exclude(pk__in=reached.values("pk"))
        if not self.classes:
            return rows
        return classed(known, rows, self.day).filter(
            **{f"of_{name}": value for name, value in self.classes.items()}
        )

    def sum_of(self, part: str) -> int:
        return int(self.rows(part).order_by().aggregate(all=Sum("counts"))["all"] or 0)

    def unseen(self, part: str, rows: Any) -> int:
        """How much of `part` is not in these `rows`, which are those the reader may see.

        Employers are seen by whoever sees the figure: they stay where they are on the roll.
        """
        if self.indicator.counts_employers:
            return 0
        told = {"numerator": self.count.numerator, "denominator": self.count.denominator}
        all_of_it = told[part] if part in told else self.sum_of(part)
        seen = rows.aggregate(seen=Sum("counts"))["seen"] or 0
        return max(0, (all_of_it or 0) - int(seen))


@dataclass(frozen=True)
class RowLine:
    """A row that counts, its words and its page, and the names of where it counted that day."""

    row: Any
    words: str
    url: str
    county: str
    township: str


def lines_of(indicator: Indicator, rows: Iterable[Any]) -> list[RowLine]:
    """Of some `placed_rows`; one query for the names of all their places."""
    rows = list(rows)
    places = {place for row in rows for place in (row.in_county, row.in_township) if place}
    names = dict(Union.objects.unscoped("names").filter(pk__in=places).values_list(*NAMED))
    return [
        RowLine(
            row,
            *indicator.reads(row),
            names.get(row.in_county, ""),
            names.get(row.in_township, ""),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Line:
    """How a target stands for a place; `url` is empty where its rows are not the reader's.

    `part`: what is asked of a county, where something is.
    """

    standing: Standing
    url: str
    part: SharePart | None = None


def told_for(sheet: TargetSheet) -> Told:
    """The figures of the year as they were last kept; what no night has kept is counted here."""
    told = told_of(sheet.year)
    missing = {
        line.indicator: line.known.by_county(told.day, sheet.year)
        for line in sheet.lines.all()
        if line.indicator not in told.counts
    }
    return Told(told.day, told.taken_at, {**told.counts, **missing})


def opens_rows(officer: Officer) -> bool:
    return officer.level in {Level.COUNTY, Level.FEDERATION}


def county_of(officer: Officer) -> Union | None:
    """Whose figures a page tells: a county officer's own county's; else the whole federation's."""
    return officer.union if officer.level == Level.COUNTY else None


def figures_of(sheet: TargetSheet, officer: Officer, told: Told, kept: Kept) -> list[Line]:
    day, county = told.day if told.taken_at else None, county_of(officer)
    return [
        Line(
            standing,
            Figure(standing.indicator, sheet.year, officer.union, day).url
            if opens_rows(officer)
            else "",
        )
        for standing in standings(sheet, day=told.day, county=county, told=told, kept=kept)
    ]


def further_figures(sheet: TargetSheet, officer: Officer, lines: list[Line]) -> list[Figure]:
    """What is counted without being asked for; each is reckoned when its page is opened."""
    if not opens_rows(officer):
        return []
    asked = {line.standing.indicator.code for line in lines}
    return [
        Figure(known, sheet.year, officer.union)
        for known in INDICATORS.values()
        if known.code not in asked
    ]


@dataclass(frozen=True)
class Cell:
    """What a county is asked of a line, and what it reached; `counter`: what it proposes."""

    line: TargetLine
    asked: str
    counter: str
    reached: str
    url: str


@dataclass(frozen=True)
class Row:
    share: Share
    tone: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class SplitSum:
    """What is split of a line, what is left of it in words, and what all reached."""

    line: TargetLine
    given: str
    left: str
    reached: str
    url: str


@dataclass(frozen=True)
class SplitTable:
    """Counties by lines; `sums`: of the lines that add up."""

    lines: Sequence[TargetLine]
    rows: Sequence[Row]
    sums: Sequence[SplitSum]


def split_of(sheet: TargetSheet, officer: Officer, told: Told) -> list[SplitTable]:
    """What the officer may see of the split: first the lines that add up, then those alike for all.

    All shares for the city, its own for a county.
    """
    shares = sheet.shares.visible_to(officer).select_related("union", "sheet__union")
    shares = shares.order_by("union__code", "pk").prefetch_related("parts")
    lines = [line for line in sheet.lines.all() if line.is_split]
    groups = [[x for x in lines if x.adds_up], [x for x in lines if not x.adds_up]]
    rows, waiting = list(shares), SHARE.waiting_for(officer)
    return [_table(group, rows, waiting, told) for group in groups if group and rows]


def _table(
    lines: Sequence[TargetLine], shares: Sequence[Share], waiting: list[str], told: Told
) -> SplitTable:
    rows = []
    given: dict[int, Decimal] = {}
    for share in shares:
        parts = {part.line_id: part for part in share.parts.all()}
        for line in lines:
            if line.pk in parts:
                given[line.pk] = given.get(line.pk, Decimal(0)) + parts[line.pk].value
        cells = [_cell(line, parts.get(line.pk), share, told) for line in lines]
        rows.append(Row(share, tone_of(share, waiting), cells))
    sheet = shares[0].sheet
    return SplitTable(lines, rows, [_sum(x, given, sheet, told) for x in lines if x.adds_up])


def _cell(line: TargetLine, part: SharePart | None, share: Share, told: Told) -> Cell:
    asked, counter = (part.value_text, part.counter_text) if part else ("", "")
    return Cell(line, asked, counter, *_reached(line, share.sheet.year, share.union, told))


def _sum(line: TargetLine, given: dict[int, Decimal], sheet: TargetSheet, told: Told) -> SplitSum:
    whole = given.get(line.pk, Decimal(0))
    left, reached = left_words(line.value - whole), _reached(line, sheet.year, sheet.union, told)
    return SplitSum(line, plain(whole), left, *reached)


def _reached(line: TargetLine, year: int, place: Union, told: Told) -> tuple[str, str]:
    """What a county or all together reached, and the address of its rows."""
    known, county = line.known, place if place.level == Level.COUNTY else None
    count = total(told.counted(known), county=county)
    rate = known.is_rate
    text = percent(count.numerator, count.denominator or 0) if rate else str(count.numerator)
    return text, Figure(known, year, place, told.day if told.taken_at else None).url


def left_words(left: Decimal) -> str:
    """What is left of a line to split, or too much; empty where nothing is."""
    if left > 0:
        return _("%(count)s left") % {"count": plain(left)}
    return _("%(count)s too many") % {"count": plain(-left)} if left else ""


def tone_of(share: Share, waiting: list[str]) -> str:
    if share.stage in waiting:
        return "red"
    return "green" if share.stage in TAKEN_ON else ""


def notices_of(sheet: TargetSheet) -> QuerySet[Job]:
    """The jobs that print the sheet: everyone who sees an issued sheet may have its notice."""
    jobs = Job.objects.unscoped("the notice of a sheet is for whoever sees the sheet")
    return jobs.filter(kind=NOTICE, inputs__sheet_id=sheet.pk).order_by("-pk")


def contracts_of(share: Share) -> QuerySet[Job]:
    """The jobs that print what both signed, for whoever sees the share.

    What was carried over from a version before is in force by the contract printed then.
    """
    why = "the contract of a share is for whoever sees the share"
    jobs = Job.objects.unscoped(why)
    if share.city_signed_at is None:
        return jobs.none()
    signed = [share.pk]
    if share.previous_id is not None:
        alike = Share.objects.unscoped(why).filter(union=share.union_id)
        signed += alike.filter(city_signed_at=share.city_signed_at).values_list("pk", flat=True)
    return jobs.filter(kind=NOTICE, inputs__share_id__in=signed).order_by("-pk")
