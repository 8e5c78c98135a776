"""The figures of home-building that targets point at, each as of a day, from dated rows.

Figures are grouped by the county that keeps the employer on its roll: that place does not move
when a basic union does, so a past day gives the same answer for ever.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models import Count as CountOf
from django.utils.translation import gettext_lazy as _

from homes.models import Home
from homes.models.standard import LARGE
from homes.scoring import Level
from targets.counting import Chosen, Rows, number_of, share_of
from targets.indicators import ELIGIBLE, GROWTH, REACHED, Count, Indicator, declare
from targets.sources import JINZHOU, NANTONG, OURS, PERCENT
from unions.models import Employer
from unions.models.employers import EmployerQuerySet, Ownership, UnitKind

MIDDLE = 50  # workers; Jinzhou's outline, 四（一）: in years 5 to 10 all of them
LARGE_PRIVATE = Q(kind=UnitKind.ENTERPRISE, ownership=Ownership.NON_PUBLIC, headcount__gte=LARGE)
MIDDLE_PRIVATE = Q(kind=UnitKind.ENTERPRISE, ownership=Ownership.NON_PUBLIC, headcount__gte=MIDDLE)
PUBLIC = Q(kind=UnitKind.ENTERPRISE, ownership=Ownership.PUBLIC) | Q(kind=UnitKind.INSTITUTION)


def employers() -> EmployerQuerySet:
    return Employer.objects.unscoped("the caller narrows figures to the officer")


def has_home(day: date, **wanted: Any) -> Exists:
    """Whether the employer had a home that counted at the end of `day`."""
    return Exists(Home.objects.as_of(day).filter(employer=OuterRef("pk"), **wanted))


# Plain counts: which employers count once each.


def qualified(day: date, year: int) -> Rows:
    """Accepted in the year, and not revoked since."""
    return employers().filter(has_home(day, accepted_on__gte=date(year, 1, 1)))


def model_units(day: date, year: int) -> Rows:
    return employers().filter(has_home(day, level=Level.MODEL))


def eligible(day: date, year: int) -> Rows:
    """On the roll, covered by a union, and without a home: who may build one."""
    return with_union(day, year).filter(~has_home(day))


# Rates: homes that count ÷ employers of the class, by what the roll said on the day.


def in_class(of_class: Q, day: date, year: int) -> Rows:
    return employers().on_roll(day).of_class(day, of_class)


def with_union(day: date, year: int) -> Rows:
    return employers().with_union(day)


def with_home(day: date, year: int) -> Rows:
    return employers().filter(has_home(day))


def rate_of(of_class: Q) -> dict[str, Any]:
    return rate_among(partial(in_class, of_class))


def rate_among(base: Chosen, **wanted: Any) -> dict[str, Any]:
    """Those of a base that have a home, or one of the `wanted` kind."""
    return share_of(base, lambda day, year: has_home(day, **wanted))


# Growth: what counts now less what counted at the end of last year ÷ the latter.


def then_and_now(day: date, year: int) -> Rows:
    last_year_end = min(day, date(year - 1, 12, 31))
    found: Rows = employers().annotate(now=has_home(day), then=has_home(last_year_end))
    return found.filter(Q(now=True) | Q(then=True))


def growth(day: date, year: int) -> list[Count]:
    found = then_and_now(day, year).values("county_id")
    found = found.annotate(
        now_all=CountOf("pk", filter=Q(now=True)), base=CountOf("pk", filter=Q(then=True))
    )
    return [Count(r["county_id"], r["now_all"] - r["base"], r["base"]) for r in found.order_by()]


def growth_rows(day: date, year: int, part: str) -> Rows:
    change: Case | Value = Case(When(now=True, then=Value(1)), default=Value(-1))
    found: Rows = then_and_now(day, year)
    if part == "denominator":
        found, change = found.filter(then=True), Value(1)
    else:
        found = found.exclude(now=F("then"))
    changed: Rows = found.annotate(counts=change)
    return changed


UNITS = _("units")
OF_CLASS = _(
    "Employers of the class on the roll with a home on the day ÷ employers of the class on the "
    "roll; class, ownership and headcount as the roll says them that day"
)

declare(
    Indicator(
        "homes.model",
        _("Model units"),
        _("units, in all"),
        unit=UNITS,
        formula=_("Employers with a model home that is not revoked by the day, each once"),
        source=JINZHOU,
        target="targets.model_units",
        **number_of(model_units),
    ),
    Indicator(
        GROWTH,
        _("Yearly growth of units up to standard"),
        _("units more than at the end of last year ÷ units then"),
        is_rate=True,
        unit=PERCENT,
        formula=_(
            "(Employers with a home on the day − employers with one at the end of last year) ÷ "
            "employers with one at the end of last year"
        ),
        source=JINZHOU,
        target="targets.growth_percent",
        by_county=growth,
        rows=growth_rows,
    ),
    Indicator(
        "homes.rate_large_private",
        _("Homes in non-public enterprises of 100 workers or more"),
        _("enterprises of the class on the roll"),
        unit=PERCENT,
        formula=OF_CLASS,
        source=JINZHOU,
        target="targets.large_private_percent",
        **rate_of(LARGE_PRIVATE),
    ),
    Indicator(
        "homes.rate_public",
        _("Homes in state-owned enterprises and public institutions"),
        _("enterprises and institutions of the class on the roll"),
        unit=PERCENT,
        formula=OF_CLASS,
        source=JINZHOU,
        target="targets.public_percent",
        **rate_of(PUBLIC),
    ),
    Indicator(
        "homes.rate_private_50",
        _("Homes in non-public enterprises of 50 workers or more"),
        _("enterprises of the class on the roll"),
        unit=PERCENT,
        formula=OF_CLASS,
        source=JINZHOU,
        **rate_of(MIDDLE_PRIVATE),
    ),
    Indicator(
        "homes.rate_covered",
        _("Homes among employers that could have one"),
        _("employers on the roll with a union"),
        unit=PERCENT,
        formula=_(
            "Employers on the roll with a union and a home on the day ÷ employers on the roll "
            "with a union that day"
        ),
        source=NANTONG,
        **rate_among(with_union),
    ),
    Indicator(
        "homes.rate_model",
        _("Model homes among homes"),
        _("employers with a home"),
        unit=PERCENT,
        formula=_("Employers with a model home on the day ÷ employers with a home on the day"),
        source=NANTONG,
        **rate_among(with_home, level=Level.MODEL),
    ),
    Indicator(
        REACHED,
        _("Units up to standard this year"),
        _("units accepted"),
        unit=UNITS,
        formula=_("Employers whose home was accepted in the year and counts on the day, each once"),
        source=JINZHOU,
        **number_of(qualified),
    ),
    Indicator(
        ELIGIBLE,
        _("Eligible employers"),
        _("employers"),
        unit=UNITS,
        formula=_("Employers on the roll with a union and without a home on the day"),
        source=OURS,
        **number_of(eligible),
    ),
)
