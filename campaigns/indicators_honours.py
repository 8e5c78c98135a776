"""Figures of honours: who takes part in harmonious labour relations, and what was awarded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from campaigns.indicators_contests import with_union
from campaigns.models import Nomination
from campaigns.models.campaign import Family
from campaigns.models.honour import Honoured
from targets.indicators import Count, Indicator, counted_by, declare
from targets.places import where_stood
from targets.sources import JIAXING, PERCENT, TONGAN, XILIN, XUANCHENG
from unions.models.employers import Ownership
from unions.workflow import Words

NOBODY = "figures count for no officer; the caller narrows them"

Rows = QuerySet[Any]
STOOD = where_stood()
LARGE = 100  # workers, where a plan speaks of enterprises above the size and gives no figure


# 劳动关系和谐创建: employers that applied in the year, or hold a grade ÷ enterprises with a union.
# One that applied took part, whatever became of it since: a past day keeps its figure.


def takes_part(day: date, year: int) -> Exists:
    of_employers = Nomination.objects.unscoped(NOBODY).filter(
        scheme__family=Family.HARMONY, subject=Honoured.EMPLOYER, employer=OuterRef("pk")
    )
    applied = Q(handed_in_on__lte=day, handed_in_on__year=year)
    alive = Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)
    return Exists(of_employers.filter(applied | Q(alive, awarded_on__lte=day)))


def harmony(**of_class: Any) -> dict[str, Any]:
    """All enterprises with a union, or those of a class."""

    def by_county(day: date, year: int) -> list[Count]:
        found = (
            with_union(day, **of_class)
            .annotate(joined=takes_part(day, year))
            .order_by()
            .values("county_id")
        )
        found = found.annotate(n=CountOf("pk", filter=Q(joined=True)), of=CountOf("pk"))
        return [Count(row["county_id"], row["n"], row["of"]) for row in found]

    def rows(day: date, year: int, part: str) -> Rows:
        found: Rows = with_union(day, **of_class).annotate(counts=Value(1))
        return found.filter(takes_part(day, year)) if part == "numerator" else found

    return {"is_rate": True, "by_county": by_county, "rows": rows, "employer": "pk"}


# 和谐企业达标: enterprises with a union that hold a grade, of whatever height.


def is_harmonious(day: date) -> Exists:
    held = Nomination.objects.unscoped(NOBODY).held(day)
    return Exists(
        held.filter(
            scheme__family=Family.HARMONY, subject=Honoured.EMPLOYER, employer=OuterRef("pk")
        )
    )


def harmonious_by_county(day: date, year: int) -> list[Count]:
    found = with_union(day).annotate(holds=is_harmonious(day)).order_by().values("county_id")
    found = found.annotate(n=CountOf("pk", filter=Q(holds=True)), of=CountOf("pk"))
    return [Count(row["county_id"], row["n"], row["of"]) for row in found]


def harmonious_rows(day: date, year: int, part: str) -> Rows:
    found: Rows = with_union(day).annotate(counts=Value(1))
    return found.filter(is_harmonious(day)) if part == "numerator" else found


# 评先评优: what was awarded in the year and is not withdrawn.


def awards(day: date, year: int) -> Rows:
    found: Rows = Nomination.objects.unscoped(NOBODY).held(day).filter(awarded_on__year=year)
    return found


def awards_by_county(day: date, year: int) -> list[Count]:
    found = counted_by(STOOD, awards(day, year), day).annotate(n=CountOf("pk"))
    return [Count(row["in_county"], row["n"]) for row in found]


def award_rows(day: date, year: int, part: str) -> Rows:
    found: Rows = awards(day, year).select_related("scheme").annotate(counts=Value(1))
    return found


def as_award(row: Any) -> tuple[str, str]:
    return f"{row.name} · {row.scheme}", row.get_absolute_url()


HARMONIOUS = _(
    "Enterprises of the class with a union that were put forward for an honour of harmonious "
    "labour relations in the year by the day, or hold one then ÷ enterprises of the class with a "
    "union; class as the roll says it that day"
)
HARMONY: list[tuple[str, Any, Words, Callable[[], dict[str, Any]]]] = [
    ("", _("Enterprises in the creation of harmonious labour relations"), JIAXING, harmony),
    (
        "_public",
        _("Public enterprises in the creation of harmonious labour relations"),
        XUANCHENG,
        lambda: harmony(ownership=Ownership.PUBLIC),
    ),
    (
        "_non_public",
        _("Non-public enterprises in the creation of harmonious labour relations"),
        XUANCHENG,
        lambda: harmony(ownership=Ownership.NON_PUBLIC),
    ),
    (
        "_large",
        _("Large enterprises in the creation of harmonious labour relations"),
        TONGAN,
        lambda: harmony(headcount__gte=LARGE),
    ),
]
declare(
    *(
        Indicator(
            f"campaigns.harmony_participation{part}",
            label,
            _("enterprises with a union"),
            unit=PERCENT,
            formula=HARMONIOUS,
            source=source,
            **of(),
        )
        for part, label, source, of in HARMONY
    ),
    Indicator(
        "campaigns.harmonious",
        _("Harmonious enterprises"),
        _("enterprises with a union"),
        is_rate=True,
        unit=PERCENT,
        formula=_(
            "Enterprises with a union that hold an honour of harmonious labour relations on the "
            "day, of whatever grade ÷ enterprises with a union"
        ),
        source=XILIN,
        by_county=harmonious_by_county,
        rows=harmonious_rows,
        employer="pk",
    ),
    Indicator(
        "campaigns.honours",
        _("Honours awarded in the year"),
        _("honours"),
        is_rate=False,
        unit=_("honours"),
        formula=_("Honours awarded in the year by the day and not withdrawn by then"),
        source=XILIN,
        by_county=awards_by_county,
        rows=award_rows,
        reads=as_award,
        row_label=_("Honour"),
        place=STOOD,
    ),
)
