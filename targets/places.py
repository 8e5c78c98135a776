"""In which county a row counts, as of a day.

A roll of employers stays with the union that keeps it. Everything else follows the union it belongs
to, and a basic union may stand in another county by now: its past stays where it was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from unions.models import Placement

# (day, "county" or "township") → the expression of that union's id, for `annotate`.
Place = Callable[[date, str], Any]


def on_the_roll(day: date, level: str) -> Any:
    """Of employers: where they are kept on the roll, which no move changes."""
    return F(f"{level}_id")


def where_stood(union: str = "union") -> Place:
    """Where a union stood at the end of the day; `union`: the path from a row to it.

    A row older than its union's first place counts in that first place.
    """

    def place(day: date, level: str) -> Any:
        lasting = Q(valid_to=None) | Q(valid_to__gt=day)
        places = Placement.objects.unscoped("figures count for no officer").filter(
            lasting, union=OuterRef(union)
        )
        # Places follow one another without a gap: the first that had not ended is that of the day.
        return Subquery(places.order_by("valid_from").values(f"{level}_id")[:1])

    return place
