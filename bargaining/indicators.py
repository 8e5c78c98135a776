"""Figures of bargaining that targets and criteria point at, each as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bargaining.coverage import Base, Part, marked
from bargaining.kinds import Measure
from targets.counting import ONE, share_of
from targets.indicators import Indicator, declare
from targets.sources import CONTRACTS, JIAXING, PERCENT, XUANCHENG

OF_EMPLOYERS: dict[str, Any] = {"employer": "pk"}


def covered(day: date, year: int) -> Q:
    return Part.TOTAL.rows


def rate_of(measure: str, base: str, each: Any = ONE) -> dict[str, Any]:
    """Covered employers ÷ employers of the base; `each`: what an employer weighs."""
    return share_of(lambda day, year: marked(day, measure, base), covered, each=each) | OF_EMPLOYERS


def workers_of(measure: str, base: str) -> dict[str, Any]:
    """Workers of covered employers ÷ workers of the base, by the roll of the day."""
    return rate_of(measure, base, F("profiles__headcount"))


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
