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
from targets.indicators import INDICATORS, Count, Indicator, day_of, indicator, total
from targets.models import Operator, Share, SharePart, TargetLine, TargetSheet, unit_of
from targets.snapshots import KeptFigure, Told, kept_figure, told_of
from targets.standing import Standing, standings
from targets.workflow import NOTICE, SHARE, TAKEN_ON, SheetStage
from unions.models import Job, Officer, Union
from unions.offices import CITY_STAFF, Level

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
class SplitTable:
    """Counties by lines. `sums`: of each line what is split, and what is left of it in words."""

    lines: Sequence[TargetLine]
    rows: Sequence[Row]
    sums: Sequence[tuple[TargetLine, str, str]]


def split_of(sheet: TargetSheet, officer: Officer, told: Told) -> list[SplitTable]:
    """What the officer may see of the split: first the lines that add up, then those alike for all.

    All shares for the city, its own for a county.
    """
    shares = sheet.shares.visible_to(officer).select_related("union", "sheet")
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
    return SplitTable(lines, rows, [_sum(line, given) for line in lines if line.adds_up])


def _cell(line: TargetLine, part: SharePart | None, share: Share, told: Told) -> Cell:
    place = share.union if share.union.level == Level.COUNTY else None
    count = total(told.counted(line.known), county=place)
    known = line.known
    if known.is_rate:
        reached = percent(count.numerator, count.denominator or 0)
    else:
        reached = str(count.numerator)
    figure = Figure(known, share.sheet.year, share.union, told.day if told.taken_at else None)
    asked, counter = (part.value_text, part.counter_text) if part else ("", "")
    return Cell(line, asked, counter, reached, figure.url)


def _sum(line: TargetLine, given: dict[int, Decimal]) -> tuple[TargetLine, str, str]:
    whole = given.get(line.pk, Decimal(0))
    return line, plain(whole), left_words(line.value - whole)


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
    """The jobs that print what both signed, for whoever sees the share."""
    jobs = Job.objects.unscoped("the contract of a share is for whoever sees the share")
    if share.city_signed_at is None:
        return jobs.none()
    return jobs.filter(kind=NOTICE, inputs__share_id=share.pk).order_by("-pk")


@dataclass(frozen=True)
class Change:
    """What a version asks otherwise than the one before; `place` None: of all."""

    line: str
    place: str
    was: str
    now: str


def changes_of(sheet: TargetSheet, mine: Union | None) -> list[Change]:
    """Against the version before; of the counties' figures those of all, or of one county alone."""
    before = sheet.version_before()
    if before is None:
        return []
    was, now = before.asks(), sheet.asks()
    names = _names_of(key[1] for key in {*was, *now})
    changed = [
        key
        for key in sorted({*was, *now}, key=lambda key: (key[0], key[1] or 0))
        if was.get(key) != now.get(key) and (mine is None or key[1] in (None, mine.pk))
    ]
    return [
        Change(
            str(indicator(code).label),
            names.get(county or 0, ""),
            _terms_text(was.get((code, county))),
            _terms_text(now.get((code, county))),
        )
        for code, county in changed
    ]


def _names_of(counties: Iterable[int | None]) -> dict[int, str]:
    unions = Union.objects.unscoped("the counties of a sheet are named to who sees it")
    found = unions.filter(pk__in={pk for pk in counties if pk})
    return dict(found.values_list("pk", "short_name"))


def _terms_text(terms: tuple[Any, ...] | None) -> str:
    """A figure, or a line's figure with its operator and deadline; "—" where nothing is asked."""
    if terms is None:
        return "—"
    value, measure, *more = terms
    operator, deadline = more or ("", None)
    sign = f"{Operator(operator).label} " if operator else ""
    figure = f"{sign}{plain(value)}{unit_of(measure)}"
    if not deadline:
        return figure
    return _("%(figure)s, until %(day)s") % {"figure": figure, "day": f"{deadline:%Y-%m-%d}"}


def versions_of(sheet: TargetSheet, officer: Officer) -> list[TargetSheet]:
    """All that the officer may see of the year, the newest first."""
    sheets = TargetSheet.objects.visible_to(officer).filter(year=sheet.year)
    return list(sheets.order_by("-version"))


def draft_of(versions: Sequence[TargetSheet]) -> TargetSheet | None:
    """The version that is being drafted, of those the officer may see."""
    return next((v for v in versions if v.stage == SheetStage.DRAFT), None)


def may_follow(sheet: TargetSheet, versions: Sequence[TargetSheet], officer: Officer) -> bool:
    """Whether the officer may begin a new version now."""
    drafting = any(version.stage == SheetStage.DRAFT for version in versions)
    in_force = sheet.stage == SheetStage.ISSUED
    return in_force and not drafting and CITY_STAFF.held_by(officer)
