"""What the page of a sheet shows: how it stands, whom it is split to, its printed notice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.http import urlencode

from kernel.figures import percent
from targets.breakdown import classed, has_missing
from targets.indicators import (
    INDICATORS,
    REACHED,
    Count,
    Indicator,
    day_of,
    indicator,
    total,
)
from targets.models import Share, TargetSheet
from targets.standing import Standing, standings
from targets.workflow import NOTICE, SHARE, ShareStage
from unions.models import Job, Officer, Union
from unions.offices import Level

NAMED = ("pk", "short_name")


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

    @property
    def classes(self) -> dict[str, str]:
        """What the employers are narrowed to."""
        asked = {"ownership": self.ownership, "size": self.size}
        return {name: value for name, value in asked.items() if value}

    @property
    def has_missing(self) -> bool:
        return has_missing(self.indicator)

    @property
    def url(self) -> str:
        return self.url_of("")

    @property
    def parts(self) -> dict[str, str]:
        """The address of each part."""
        return {part: self.url_of(part) for part in ("numerator", "denominator", "missing")}

    def url_of(self, part: str) -> str:
        args = [self.year, self.indicator.code, self.place.pk]
        asked = {"on": self.on.isoformat() if self.on else "", **self.classes, "part": part}
        query = urlencode({name: value for name, value in asked.items() if value})
        return reverse("targets:figure-rows", args=args) + (f"?{query}" if query else "")

    def rows(self, part: str) -> Any:
        """The rows behind `part`, or what is `missing`; narrow them to the officer who asks."""
        known, missing = self.indicator, part == "missing"
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
    """How a target stands for the officer's place; `url` is empty where its rows are not theirs."""

    standing: Standing
    url: str


def figures_of(sheet: TargetSheet, officer: Officer) -> list[Line]:
    """A county officer's own county; for everyone else, the whole federation."""
    county = officer.union if officer.level == Level.COUNTY else None
    opens = officer.level in {Level.COUNTY, Level.FEDERATION}
    return [
        Line(
            standing,
            Figure(standing.indicator, sheet.year, officer.union).url if opens else "",
        )
        for standing in standings(sheet, day=day_of(sheet.year), county=county)
    ]


def further_figures(sheet: TargetSheet, officer: Officer, lines: list[Line]) -> list[Figure]:
    """What is counted without being asked for; each is reckoned when its page is opened."""
    if officer.level not in {Level.COUNTY, Level.FEDERATION}:
        return []
    asked = {line.standing.indicator.code for line in lines}
    return [
        Figure(known, sheet.year, officer.union)
        for known in INDICATORS.values()
        if known.code not in asked
    ]


@dataclass(frozen=True)
class Part:
    """A county's row of the split. `reached`: units up to standard this year."""

    share: Share
    reached: int
    figure_url: str
    tone: str


def split_of(sheet: TargetSheet, officer: Officer) -> list[Part]:
    """The shares this officer may see: all of them for the city, its own for a county."""
    shares = sheet.shares.visible_to(officer).select_related("union", "sheet")
    counts = indicator(REACHED).by_county(day_of(sheet.year), sheet.year)
    waiting = SHARE.waiting_for(officer)
    parts = []
    for share in shares.order_by("union__code", "pk"):
        figure = Figure(indicator(REACHED), sheet.year, share.union)
        reached = total(counts, county=figure.county).numerator
        parts.append(Part(share, reached, figure.url, tone_of(share, waiting)))
    return parts


def tone_of(share: Share, waiting: list[str]) -> str:
    if share.stage == ShareStage.ACCEPTED:
        return "green"
    return "red" if share.stage in waiting else ""


def notices_of(sheet: TargetSheet) -> QuerySet[Job]:
    """The jobs that print the sheet: everyone who sees an issued sheet may have its notice."""
    jobs = Job.objects.unscoped("the notice of a sheet is for whoever sees the sheet")
    return jobs.filter(kind=NOTICE, inputs__sheet_id=sheet.pk).order_by("-pk")
