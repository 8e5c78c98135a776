"""Figures of the honours that plans name, each by its title, as honours.toml has it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.catalogue import known_honours
from campaigns.indicators_honours import HONOUR, NOBODY
from campaigns.models import Nomination
from targets.counting import Rows, number_of, share_of
from targets.indicators import Indicator, declare, indicator
from targets.places import where_stood
from targets.sources import JIAXING, JINZHOU, NANTONG, PERCENT, XILIN
from unions.models import Employer
from unions.workflow import Words

TWO_YEARS = 2


def held(code: str, day: date) -> QuerySet[Nomination]:
    title = known_honours()[code]["title"]
    return Nomination.objects.unscoped(NOBODY).held(day).filter(scheme__title=title)


def awards_of(code: str, years: int) -> dict[str, Any]:
    """Awarded in the last so many years, this one among them."""

    def awarded(day: date, year: int) -> Rows:
        of_years = held(code, day).filter(awarded_on__year__gt=year - years)
        return of_years.filter(awarded_on__year__lte=year).select_related("scheme")

    return number_of(awarded, where_stood()) | HONOUR


# 行业龙头企业: whom the county names by an award, and whose workers have a wage agreement.


def leading(day: date, year: int) -> Rows:
    named = held("leading", day).filter(employer=OuterRef("pk"))
    return Employer.objects.unscoped(NOBODY).on_roll(day).filter(Exists(named))


def with_wage_agreement(day: date, year: int) -> Q:
    # Told by the floor's other app through its figure: the two do not know each other.
    bargained = indicator("bargaining.wage_coverage").rows(day, year, "numerator")
    return Q(pk__in=bargained.order_by().values("pk"))


HONOURED = pgettext_lazy("a figure and its honour", "Honoured: {title}")
IN_THE_YEAR = _("Awards of this title in the year by the day that were not withdrawn by then")
IN_TWO_YEARS = _(
    "Awards of this title by the day, in the year or the one before, that were not withdrawn by "
    "then: it is awarded every two years"
)
AWARDS: list[tuple[str, Words, Words, int]] = [
    ("pioneer", pgettext_lazy("counted", "collectives"), JINZHOU, 1),
    ("union", pgettext_lazy("counted", "unions"), XILIN, 1),
    ("skill_leader", _("persons"), JIAXING, 1),
    ("guide", _("persons"), NANTONG, TWO_YEARS),
    ("method", pgettext_lazy("counted", "working methods"), NANTONG, TWO_YEARS),
]
declare(
    *(
        Indicator(
            f"campaigns.honours_{code}",
            format_lazy(HONOURED, title=known_honours()[code]["title"]),
            _("honours"),
            unit=unit,
            formula=IN_TWO_YEARS if years == TWO_YEARS else IN_THE_YEAR,
            source=source,
            **awards_of(code, years),
        )
        for code, unit, source, years in AWARDS
    ),
    Indicator(
        "campaigns.leading_bargained",
        _("Leading enterprises of an industry with a wage agreement"),
        _("leading enterprises"),
        unit=PERCENT,
        formula=format_lazy(
            _(
                "Enterprises on the roll that hold the title {title} on the day, with a union and "
                "a wage agreement in force then ÷ enterprises on the roll that hold the title"
            ),
            title=known_honours()["leading"]["title"],
        ),
        source=XILIN,
        employer="pk",
        **share_of(leading, with_wage_agreement),
    ),
)
