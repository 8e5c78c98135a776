"""How a figure is counted: its sums by county and the rows behind them come of one choice of rows.

`place` says in which county a row counts (targets/places.py); employers count where the roll keeps
them. Each function gives columns of an Indicator.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum, Value

from targets.indicators import Count
from targets.places import Place, on_the_roll

Rows = QuerySet[Any]
Chosen = Callable[[date, int], Rows]  # (day, year) → the rows that count
Condition = Callable[[date, int], Any]  # (day, year) → which of them, as a Q or an Exists
ONE = Value(1)


def number_of(chosen: Chosen, place: Place = on_the_roll) -> dict[str, Any]:
    """A plain count: each row counts one."""
    return sum_of(lambda day, year: chosen(day, year).annotate(counts=ONE), place)


def sum_of(chosen: Chosen, place: Place = on_the_roll) -> dict[str, Any]:
    """A sum of what rows say they count as `counts`; cut to whole yuan, where rows bear fen."""

    def by_county(day: date, year: int) -> list[Count]:
        found = counted_by(place, chosen(day, year), day).annotate(sum=Sum("counts"))
        return [Count(row["in_county"], int(row["sum"])) for row in found]

    def rows(day: date, year: int, part: str) -> Rows:
        return chosen(day, year)

    return {"is_rate": False, "by_county": by_county, "rows": rows, "place": place}


def share_of(
    base: Chosen, reached: Condition, place: Place = on_the_roll, *, each: Any = ONE
) -> dict[str, Any]:
    """A rate: the rows of the base that are so ÷ all of them; `each`: what a row weighs."""

    def by_county(day: date, year: int) -> list[Count]:
        found = counted_by(place, base(day, year).annotate(counts=each), day)
        reach = Sum("counts", filter=reached(day, year), default=0)
        found = found.annotate(reached=reach, base=Sum("counts", default=0))
        return [Count(row["in_county"], row["reached"], row["base"]) for row in found]

    def rows(day: date, year: int, part: str) -> Rows:
        found: Rows = base(day, year).annotate(counts=each)
        return found.filter(reached(day, year)) if part == "numerator" else found

    return {"is_rate": True, "by_county": by_county, "rows": rows, "place": place}


def counted_by(place: Place, rows: Rows, day: date) -> Rows:
    """The rows grouped by `in_county`, for the sums of `by_county`."""
    placed: Rows = rows.order_by().annotate(in_county=place(day, "county"))
    return placed.values("in_county")
