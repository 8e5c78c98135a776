"""Whose a figure's rows are: ownership and size of their employers, as the roll said that day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.utils.translation import gettext_lazy as _

from targets.indicators import GROWTH, Count, Indicator
from unions.models import EmployerProfile


class Size(TextChoices):
    """Bands of headcount; targets speak of enterprises of 50 and of 100 workers or more."""

    UNDER_50 = "0-49", _("fewer than 50 workers")
    FROM_50 = "50-99", _("50 to 99 workers")
    FROM_100 = "100-299", _("100 to 299 workers")
    FROM_300 = "300-999", _("300 to 999 workers")
    FROM_1000 = "1000", _("1000 workers or more")


BEGINS = {
    Size.FROM_1000: 1000,
    Size.FROM_300: 300,
    Size.FROM_100: 100,
    Size.FROM_50: 50,
    Size.UNDER_50: 0,
}


def employer_path(known: Indicator) -> str:
    """The path from a row of the figure to its employer; empty where there is none."""
    return known.employer or ("pk" if known.counts_employers else "")


def classed(known: Indicator, rows: QuerySet[Any], day: date) -> QuerySet[Any]:
    """The rows with `of_ownership` and `of_size`; None where the roll said nothing that day."""
    path = employer_path(known)
    profile = EmployerProfile.objects.as_of(day).filter(employer=OuterRef(path)).order_by()
    bands = [When(headcount__gte=least, then=Value(band.value)) for band, least in BEGINS.items()]
    banded = profile.annotate(band=Case(*bands, output_field=CharField()))
    found: QuerySet[Any] = rows.annotate(
        of_ownership=Subquery(profile.values("ownership")[:1]),
        of_size=Subquery(banded.values("band")[:1]),
    )
    return found


def has_missing(known: Indicator) -> bool:
    """Whether something can be in the base and not reached: growth compares two days instead."""
    return known.is_rate and known.code != GROWTH


def counts_by(
    path: str, known: Indicator, rows: Callable[[str], QuerySet[Any]]
) -> dict[int | None, Count]:
    """What each that `path` leads to has of a figure; two queries, one for a count.

    `rows`: those of a part, "numerator" or "denominator".
    """

    def sums(part: str) -> dict[int | None, int]:
        found = rows(part).order_by().values(path).annotate(all=Sum("counts"))
        return {row[path]: int(row["all"]) for row in found}

    reached = sums("numerator")
    base = sums("denominator") if known.is_rate else {}
    return {
        whose: Count(whose, reached.get(whose, 0), base.get(whose, 0) if known.is_rate else None)
        for whose in {*reached, *base}
    }
