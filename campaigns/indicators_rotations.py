"""Figures of books on rotation, by the county of the union whose reading room has them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import BookRotation
from targets.indicators import Count, Indicator, counted_by, declare
from targets.places import where_stood
from targets.sources import TONGAN

NOBODY = "figures count for no officer; the caller narrows the rows"

Rows = QuerySet[Any]
STOOD = where_stood()


def out(day: date, year: int) -> Rows:
    still = Q(returned_on=None) | Q(returned_on__gt=day)
    return BookRotation.objects.unscoped(NOBODY).filter(still, lent_on__lte=day)


def lent(day: date, year: int) -> Rows:
    """Each venue they came to: books that were passed on count there again."""
    return BookRotation.objects.unscoped(NOBODY).filter(lent_on__year=year, lent_on__lte=day)


def as_rotation(row: Any) -> tuple[str, str]:
    return f"{row.venue.name} · {row.lent_on}", row.venue.get_absolute_url()


def books_of(chosen: Callable[[date, int], Rows]) -> dict[str, Any]:
    def by_county(day: date, year: int) -> list[Count]:
        found = counted_by(STOOD, chosen(day, year), day).annotate(all=Sum("books"))
        return [Count(row["in_county"], row["all"]) for row in found]

    def rows(day: date, year: int, part: str) -> Rows:
        found: Rows = chosen(day, year).select_related("venue").annotate(counts=F("books"))
        return found

    return {
        "is_rate": False, "by_county": by_county, "rows": rows, "reads": as_rotation,
        "row_label": _("Rotation"), "place": STOOD,
    }  # fmt: skip


BOOKS = pgettext_lazy("counted", "books")
declare(
    Indicator(
        "campaigns.books_out",
        _("Books on rotation"),
        _("books"),
        unit=BOOKS,
        formula=_("Books lent to reading rooms by the day and not back, nor passed on, by then"),
        source=TONGAN,
        **books_of(out),
    ),
    Indicator(
        "campaigns.books_rotated",
        _("Books rotated"),
        _("books"),
        unit=BOOKS,
        formula=_(
            "Books that came to reading rooms in the year by the day; those passed on, at each "
            "room they came to"
        ),
        source=TONGAN,
        **books_of(lent),
    ),
)
