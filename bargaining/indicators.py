"""Figures of bargaining that targets and criteria point at, each as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import F, Sum, Value
from django.utils.translation import gettext_lazy as _

from bargaining.coverage import Base, Part, marked
from bargaining.kinds import Measure
from targets.indicators import Count, Indicator, declare
from targets.sources import CONTRACTS, JIAXING, PERCENT, XUANCHENG

COVERED = Part.TOTAL.rows


def rate_of(measure: str, base: str) -> dict[str, Any]:
    """Covered employers ÷ employers of the base."""

    def by_county(day: date, year: int) -> list[Count]:
        found = marked(day, measure, base).values("county_id")
        found = found.annotate(reached=CountOf("pk", filter=COVERED), base=CountOf("pk"))
        return [Count(r["county_id"], r["reached"], r["base"]) for r in found.order_by()]

    def rows(day: date, year: int, part: str) -> Any:
        found = marked(day, measure, base).annotate(counts=Value(1))
        return found.filter(COVERED) if part == "numerator" else found

    return {"is_rate": True, "by_county": by_county, "rows": rows, "employer": "pk"}


def workers_of(measure: str, base: str) -> dict[str, Any]:
    """Workers of covered employers ÷ workers of the base, by the roll of the day."""

    def by_county(day: date, year: int) -> list[Count]:
        heads = Sum("profiles__headcount", default=0)
        found = marked(day, measure, base).values("county_id")
        found = found.annotate(
            reached=Sum("profiles__headcount", filter=COVERED, default=0), base=heads
        )
        return [Count(r["county_id"], r["reached"], r["base"]) for r in found.order_by()]

    def rows(day: date, year: int, part: str) -> Any:
        found = marked(day, measure, base).annotate(counts=F("profiles__headcount"))
        return found.filter(COVERED) if part == "numerator" else found

    return {"is_rate": True, "by_county": by_county, "rows": rows, "employer": "pk"}


BY_WAGES = _(
    "Enterprises of the base bound on the day by a wage agreement in force, their own or a "
    "regional or industry one that lists them, or by a comprehensive contract with a wage annex ÷ "
    "enterprises of the base; under two of them an enterprise counts once"
)
BY_ANY = _(
    "Enterprises of the base bound on the day by a collective contract in force, their own or a "
    "regional or industry one that lists them ÷ enterprises of the base; under two of them an "
    "enterprise counts once"
)
WORKERS = _(
    "Headcounts on the roll of the enterprises that a wage agreement in force binds on the day ÷ "
    "headcounts of all enterprises of the base; under two agreements an enterprise counts once"
)

declare(
    Indicator(
        "bargaining.wage_coverage",
        _("Wage agreements: enterprises covered"),
        _("enterprises with a union"),
        target="bargaining.target_wage_percent",
        unit=PERCENT,
        formula=BY_WAGES,
        source=JIAXING,
        **rate_of(Measure.WAGE, Base.ESTABLISHED),
    ),
    Indicator(
        "bargaining.wage_workers",
        _("Wage agreements: workers covered"),
        _("workers of enterprises with a union"),
        unit=PERCENT,
        formula=WORKERS,
        source=CONTRACTS,
        **workers_of(Measure.WAGE, Base.ESTABLISHED),
    ),
    Indicator(
        "bargaining.coverage",
        _("Collective contracts: enterprises covered"),
        _("enterprises with a union"),
        unit=PERCENT,
        formula=BY_ANY,
        source=CONTRACTS,
        **rate_of(Measure.ANY, Base.ESTABLISHED),
    ),
    Indicator(
        "bargaining.wage_state",
        _("Wage agreements: state-held enterprises covered"),
        _("state-held enterprises with a union"),
        unit=PERCENT,
        formula=BY_WAGES,
        source=XUANCHENG,
        **rate_of(Measure.WAGE, Base.STATE),
    ),
    Indicator(
        "bargaining.wage_non_public",
        _("Wage agreements: non-public enterprises covered"),
        _("non-public enterprises with a union"),
        unit=PERCENT,
        formula=BY_WAGES,
        source=XUANCHENG,
        **rate_of(Measure.WAGE, Base.NON_PUBLIC),
    ),
)
