"""Figures of the honours that plans name, each by its title, as honours.toml has it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.catalogue import known_honours
from campaigns.indicators_honours import NOBODY, STOOD, as_award
from campaigns.models import Nomination
from targets.indicators import Count, Indicator, counted_by, declare, indicator
from targets.sources import JIAXING, JINZHOU, NANTONG, PERCENT, XILIN
from unions.models import Employer
from unions.workflow import Words

Rows = QuerySet[Any]
TWO_YEARS = 2


def held(code: str, day: date) -> QuerySet[Nomination]:
    title = known_honours()[code]["title"]
    return Nomination.objects.unscoped(NOBODY).held(day).filter(scheme__title=title)


def awards_of(code: str, years: int) -> dict[str, Any]:
    """Awarded in the last so many years, this one among them."""

    def awarded(day: date, year: int) -> Rows:
        return held(code, day).filter(awarded_on__year__gt=year - years, awarded_on__year__lte=year)

    def by_county(day: date, year: int) -> list[Count]:
        found = counted_by(STOOD, awarded(day, year), day).annotate(n=CountOf("pk"))
        return [Count(row["in_county"], row["n"]) for row in found]

    def rows(day: date, year: int, part: str) -> Rows:
        found: Rows = awarded(day, year).select_related("scheme").annotate(counts=Value(1))
        return found

    return {
        "is_rate": False, "by_county": by_county, "rows": rows, "reads": as_award,
        "row_label": _("Honour"), "place": STOOD,
    }  # fmt: skip


# 行业龙头企业: whom the county names by an award, and whose workers have a wage agreement.


def leading(day: date) -> Rows:
    named = held("leading", day).filter(employer=OuterRef("pk"))
    found: Rows = Employer.objects.unscoped(NOBODY).on_roll(day).filter(Exists(named))
    return found


def with_wage_agreement(day: date, year: int) -> Rows:
    # Told by the floor's other app through its figure: the two do not know each other.
    bargained = indicator("bargaining.wage_coverage").rows(day, year, "numerator")
    return bargained.order_by().values("pk")


def leading_by_county(day: date, year: int) -> list[Count]:
    bargained = CountOf("pk", filter=Q(pk__in=with_wage_agreement(day, year)))
    found = leading(day).order_by().values("county_id").annotate(n=bargained, of=CountOf("pk"))
    return [Count(row["county_id"], row["n"], row["of"]) for row in found]


def leading_rows(day: date, year: int, part: str) -> Rows:
    found: Rows = leading(day).annotate(counts=Value(1))
    return found.filter(pk__in=with_wage_agreement(day, year)) if part == "numerator" else found


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
        is_rate=True,
        unit=PERCENT,
        formula=format_lazy(
            _(
                "Enterprises on the roll that hold the title {title} on the day, with a union and "
                "a wage agreement in force then ÷ enterprises on the roll that hold the title"
            ),
            title=known_honours()["leading"]["title"],
        ),
        source=XILIN,
        by_county=leading_by_county,
        rows=leading_rows,
        employer="pk",
    ),
)
