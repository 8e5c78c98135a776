"""Figures that targets point at, declared once under a code by the app whose rows they count.

Every figure is "as of" a day and computed from dated rows, for all counties at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernel.days import today
from targets.places import Place, on_the_roll
from unions.models import Employer, Officer, Union
from unions.offices import Level
from unions.refusals import Refused
from unions.workflow import Words


@dataclass(frozen=True)
class Count:
    """One union's part of a figure: what was reached, of how many. No base: a plain count."""

    union_id: int | None
    numerator: int
    denominator: int | None = None


@dataclass(frozen=True)
class Happening:
    """One thing in the base of a figure: its day, the day it was answered, whether it counts."""

    on: date
    answered_on: date | None
    counts: bool


EMPLOYER = _("Employer")


def as_employer(row: Any) -> tuple[str, str]:
    return row.name, reverse("unions:employer-detail", args=[row.pk])


def as_union(row: Any) -> tuple[str, str]:
    return row.name, reverse("unions:union-detail", args=[row.pk])


# How a figure reads its rows where they are unions.
UNION: dict[str, Any] = {"reads": as_union, "row_label": _("Union")}


@dataclass(frozen=True)
class Indicator:
    """A figure.

    label and base name it; `unit` is what is counted, `formula` what counts in words, and `source`
    the document and clause that ask for it, or that it is the portal's own.
    by_county(day, year): one row per county that has any, from one query over the open federation.
    rows(day, year, part): what a figure counts; `part` is "numerator" or "denominator".
    Each `counts` 1, or -1 where it was lost, or its yuan, and they sum to the figure. `rows_below`
    narrows them to a county; the caller, to the officer.
    place: in which county a row counts; what by_county groups by.
    target: the parameter that holds what a new sheet asks of the figure; none: no line of a sheet.
    reads: a row's words and the address of its page. Rows are employers unless it says otherwise;
    row_label: what one row is.
    employer: the path from a row to its employer, where the figure can be told for one of them.
    days(employer id, day, year): what the base holds of one employer, by its days alone: whoever
    asks may not be of those who see the rows. rows_url(officer, employer): where an officer who
    may see them finds them, empty for everyone else.
    is_returned: employers told it themselves; nought may mean that they told nothing.
    tells_missing: a row can be reached in part; as `part` "missing" it counts what it lacks.
    """

    code: str
    label: Words
    base: Words
    is_rate: bool
    by_county: Callable[[date, int], list[Count]]
    rows: Callable[[date, int, str], QuerySet[Any]]
    target: str = ""
    reads: Callable[[Any], tuple[str, str]] = as_employer
    row_label: Words = EMPLOYER
    employer: str = ""
    days: Callable[[int, date, int], list[Happening]] | None = None
    rows_url: Callable[[Officer, Employer], str] | None = None
    is_returned: bool = False
    tells_missing: bool = False
    place: Place = on_the_roll
    unit: Words = ""
    formula: Words = ""
    source: Words = ""

    def placed_rows(self, day: date, year: int, part: str) -> QuerySet[Any]:
        """`rows`, each with `in_county` and `in_township`: the ids of where it counts that day."""
        found: QuerySet[Any] = self.rows(day, year, part).annotate(
            in_county=self.place(day, "county"), in_township=self.place(day, "township")
        )
        return found

    def rows_below(self, union: Union, day: date, year: int, part: str) -> QuerySet[Any]:
        """Those that count in a county or township; below the root, all of them."""
        return self.placed_rows(day, year, part).filter(counted_below(union))

    @property
    def placed_by(self) -> Words:
        """Which county a row counts in, in words."""
        if self.place is on_the_roll:
            return _("Counted in the county that keeps the employer on its roll.")
        return _("Counted in the county where its union stood on the day.")

    @property
    def counts_employers(self) -> bool:
        return self.row_label is EMPLOYER


# The year's count to split: by whom it could be reached, what is counted against it, and the
# growth it is to bring. Declared beside the rows they count, as every figure is.
ELIGIBLE, REACHED, GROWTH = "homes.eligible", "homes.qualified", "homes.growth"

INDICATORS: dict[str, Indicator] = {}


class UnknownIndicator(Refused):
    """A code that no app has declared."""

    status = 404


def counted_below(union: Union) -> Q:
    """Which of an indicator's `placed_rows` count below a union."""
    if union.level == Level.FEDERATION:
        return Q()
    return Q(**{f"in_{union.level}": union.pk})


def declare(*indicators: Indicator) -> None:
    for indicator in indicators:
        INDICATORS[indicator.code] = indicator


def indicator(code: str) -> Indicator:
    try:
        return INDICATORS[code]
    except KeyError:
        raise UnknownIndicator(code) from None


def day_of(year: int) -> date:
    """The day a year's figures are told as of: its last, or today while it runs."""
    return min(today(), date(year, 12, 31))


def total(counts: list[Count], *, county: Union | None = None) -> Count:
    """The figure of a county, or of the whole federation."""
    wanted = [c for c in counts if county is None or c.union_id == county.pk]
    bases = [c.denominator for c in wanted if c.denominator is not None]
    return Count(
        county.pk if county else None,
        sum(c.numerator for c in wanted),
        sum(bases) if bases else None,
    )


def value_of(count: Count, *, is_rate: bool) -> Decimal | None:
    """What a target compares: the count, or the percentage; None where there is no base."""
    if not is_rate:
        return Decimal(count.numerator)
    if not count.denominator:
        return None
    return Decimal(count.numerator) * 100 / Decimal(count.denominator)
