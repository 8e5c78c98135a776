"""Figures of books on rotation, by the county of the union whose reading room has them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import BookRotation
from targets.counting import Rows, sum_of
from targets.indicators import Indicator, declare
from targets.places import where_stood
from targets.sources import TONGAN

NOBODY = "figures count for no officer; the caller narrows the rows"


def out(day: date, year: int) -> Rows:
    still = Q(returned_on=None) | Q(returned_on__gt=day)
    return with_books(BookRotation.objects.unscoped(NOBODY).filter(still, lent_on__lte=day))


def lent(day: date, year: int) -> Rows:
    """Each venue they came to: books that were passed on count there again."""
    lent = BookRotation.objects.unscoped(NOBODY).filter(lent_on__year=year, lent_on__lte=day)
    return with_books(lent)


def with_books(rotations: Rows) -> Rows:
    found: Rows = rotations.select_related("venue").annotate(counts=F("books"))
    return found


def as_rotation(row: Any) -> tuple[str, str]:
    return f"{row.venue.name} · {row.lent_on}", row.venue.get_absolute_url()


ROTATION: dict[str, Any] = {"reads": as_rotation, "row_label": _("Rotation")}
BOOKS = pgettext_lazy("counted", "books")
declare(
    Indicator(
        "campaigns.books_out",
        _("Books on rotation"),
        _("books"),
        unit=BOOKS,
        formula=_("Books lent to reading rooms by the day and not back, nor passed on, by then"),
        source=TONGAN,
        **sum_of(out, where_stood()),
        **ROTATION,
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
        **sum_of(lent, where_stood()),
        **ROTATION,
    ),
)
