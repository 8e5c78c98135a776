"""A figure told for one employer: what a criterion of its home can rest on.

It gives counts and days, and the rows themselves only to those who may see them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Value

from kernel.figures import percent
from targets.indicators import INDICATORS, Count, Happening, Indicator, day_of
from unions.models import Employer, Officer


@dataclass(frozen=True)
class EmployerFigure:
    """`happenings`: what the base holds, by day. `url`: the rows, empty if not the reader's."""

    indicator: Indicator
    day: date
    count: Count
    happenings: list[Happening]
    url: str

    @property
    def text(self) -> str:
        """The percentage, "—" where there is nothing to divide by, or the plain count."""
        if self.count.denominator is None:
            return str(self.count.numerator)
        return percent(self.count.numerator, self.count.denominator)


def figure_at(code: str, employer: Employer, *, year: int, by: Officer) -> EmployerFigure | None:
    """None for a code nobody has declared, and for a figure that says nothing of one employer."""
    indicator = INDICATORS.get(code)
    if indicator is None or not indicator.employer:
        return None
    day = day_of(year)
    return EmployerFigure(
        indicator,
        day,
        _count(indicator, employer, day, year),
        indicator.days(employer.pk, day, year) if indicator.days else [],
        indicator.rows_url(by, employer) if indicator.rows_url else "",
    )


def _count(indicator: Indicator, employer: Employer, day: date, year: int) -> Count:
    def counts(part: str) -> Any:
        rows = indicator.rows(day, year, part).filter(**{indicator.employer: employer.pk})
        return rows.order_by().annotate(of=Value(part, CharField())).values_list("of", "counts")

    found = counts("numerator")
    if indicator.is_rate:  # both in one statement
        found = found.union(counts("denominator"), all=True)
    sums = {"numerator": 0, "denominator": 0}
    for part, n in found:
        sums[part] += n
    base = int(sums["denominator"]) if indicator.is_rate else None
    return Count(None, int(sums["numerator"]), base)
