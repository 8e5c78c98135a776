"""Figures of the unions' own tree, which stands below the floor where figures are declared."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from targets.indicators import Count, Indicator, declare
from targets.sources import JIAXING, NANTONG, PERCENT
from unions.models import Coverage, Employer, EmployerProfile
from unions.models.employers import Ownership, UnitKind

WHY = "the caller narrows figures to the officer"


def organised(**of_class: Any) -> dict[str, Any]:
    """工会组建率: enterprises a union covers ÷ those on the roll, by what it said that day."""

    def enterprises(day: date) -> QuerySet[Any]:
        profile = EmployerProfile.objects.as_of(day).filter(
            employer=OuterRef("pk"), kind=UnitKind.ENTERPRISE, **of_class
        )
        on_roll: QuerySet[Any] = Employer.objects.unscoped(WHY).on_roll(day)
        return on_roll.filter(Exists(profile))

    def covered(day: date) -> Exists:
        return Exists(Coverage.objects.as_of(day).filter(employer=OuterRef("pk")))

    def by_county(day: date, year: int) -> list[Count]:
        found = enterprises(day).annotate(has=covered(day)).order_by().values("county_id")
        found = found.annotate(n=CountOf("pk", filter=Q(has=True)), of=CountOf("pk"))
        return [Count(row["county_id"], row["n"], row["of"]) for row in found]

    def rows(day: date, year: int, part: str) -> QuerySet[Any]:
        found: QuerySet[Any] = enterprises(day).annotate(counts=Value(1))
        return found.filter(covered(day)) if part == "numerator" else found

    return {"is_rate": True, "by_county": by_county, "rows": rows}


declare(
    Indicator(
        "targets.organised",
        pgettext_lazy("figure", "Enterprises with a union"),
        _("enterprises on the roll"),
        unit=PERCENT,
        formula=_("Enterprises on the roll with a union on the day ÷ enterprises on the roll"),
        source=JIAXING,
        **organised(),
    ),
    Indicator(
        "targets.organised_non_public",
        pgettext_lazy("figure", "Non-public enterprises with a union"),
        _("non-public enterprises on the roll"),
        unit=PERCENT,
        formula=_(
            "Non-public enterprises on the roll with a union on the day ÷ non-public "
            "enterprises on the roll; ownership as the roll says it that day"
        ),
        source=NANTONG,
        **organised(ownership=Ownership.NON_PUBLIC),
    ),
)
