"""Wages recovered on every road together: the call, the mediation, the legal aid.

The rows are the unions that recovered them, with their sums; the cases stand behind each part.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from assistance.indicators_services import (
    NOBODY,
    calls_answered,
    legal_closed,
    mediations_paid,
)
from targets.counting import counted_by
from targets.indicators import UNION, Count, Indicator, declare
from targets.places import where_stood
from targets.sources import HOTLINE
from unions.models import Union

# No yuan is on two of them. Each with its column of yuan, and of the union that recovered it.
ROADS: tuple[tuple[Any, str, str], ...] = (
    (calls_answered, "regained", "holder"),
    (mediations_paid, "recovered", "union"),
    (legal_closed, "recovered", "union"),
)
NOTHING = Value(Decimal(0), output_field=DecimalField(max_digits=14, decimal_places=2))


def by_county(day: date, year: int) -> list[Count]:
    """In whole yuan, cut once over all roads."""
    sums: Counter[int | None] = Counter()
    for road, column, union in ROADS:
        won = road(day, year).filter(**{f"{column}__gt": 0})
        found = counted_by(where_stood(union), won, day)
        for row in found.annotate(yuan=Sum(column)):
            sums[row["in_county"]] += row["yuan"]
    return [Count(county, int(yuan)) for county, yuan in sums.items()]


def rows(day: date, year: int, part: str) -> QuerySet[Any]:
    counts: Any = NOTHING
    for road, column, union in ROADS:
        mine = road(day, year).filter(**{union: OuterRef("pk")}).order_by().values(union)
        yuan = mine.annotate(yuan=Sum(column)).values("yuan")
        counts = counts + Coalesce(Subquery(yuan), NOTHING)
    found: QuerySet[Any] = Union.objects.unscoped(NOBODY).annotate(counts=counts)
    return found.filter(counts__gt=0)


declare(
    Indicator(
        "assistance.wages_recovered",
        _("Wages recovered, all roads"),
        _("yuan"),
        is_rate=False,
        unit=_("yuan"),
        formula=_("What the hotline, mediation and legal aid recovered, no yuan of it twice"),
        source=HOTLINE,
        by_county=by_county,
        rows=rows,
        place=where_stood("pk"),
        **UNION,
    ),
)
