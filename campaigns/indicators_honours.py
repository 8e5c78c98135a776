"""Figures of honours: who takes part in harmonious labour relations, and what was awarded."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from campaigns.indicators_contests import large_with_union, share_of_enterprises, with_union
from campaigns.models import Nomination
from campaigns.models.campaign import Family
from campaigns.models.honour import Honoured
from targets.counting import Chosen, Rows, number_of
from targets.indicators import Indicator, declare
from targets.places import where_stood
from targets.sources import JIAXING, PERCENT, TONGAN, XILIN, XUANCHENG
from unions.models.employers import Ownership
from unions.workflow import Words

NOBODY = "figures count for no officer; the caller narrows them"

# 劳动关系和谐创建: employers that applied in the year, or hold a grade ÷ enterprises with a union.
# One that applied took part, whatever became of it since: a past day keeps its figure.


def takes_part(day: date, year: int) -> Exists:
    of_employers = Nomination.objects.unscoped(NOBODY).filter(
        scheme__family=Family.HARMONY, subject=Honoured.EMPLOYER, employer=OuterRef("pk")
    )
    applied = Q(handed_in_on__lte=day, handed_in_on__year=year)
    alive = Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)
    return Exists(of_employers.filter(applied | Q(alive, awarded_on__lte=day)))


# 和谐企业达标: enterprises with a union that hold a grade, of whatever height.


def is_harmonious(day: date, year: int) -> Exists:
    held = Nomination.objects.unscoped(NOBODY).held(day)
    return Exists(
        held.filter(
            scheme__family=Family.HARMONY, subject=Honoured.EMPLOYER, employer=OuterRef("pk")
        )
    )


# 评先评优: what was awarded in the year and is not withdrawn.


def awards(day: date, year: int) -> Rows:
    held = Nomination.objects.unscoped(NOBODY).held(day)
    return held.filter(awarded_on__year=year).select_related("scheme")


def as_award(row: Any) -> tuple[str, str]:
    return f"{row.name} · {row.scheme}", row.get_absolute_url()


HONOUR: dict[str, Any] = {"reads": as_award, "row_label": _("Honour")}


HARMONIOUS = _(
    "Enterprises of the class with a union that were put forward for an honour of harmonious "
    "labour relations in the year by the day, or hold one then ÷ enterprises of the class with a "
    "union; class as the roll says it that day"
)
HARMONY: list[tuple[str, Words, Words, Chosen]] = [
    ("", _("Enterprises in the creation of harmonious labour relations"), JIAXING, with_union),
    (
        "_public",
        _("Public enterprises in the creation of harmonious labour relations"),
        XUANCHENG,
        partial(with_union, ownership=Ownership.PUBLIC),
    ),
    (
        "_non_public",
        _("Non-public enterprises in the creation of harmonious labour relations"),
        XUANCHENG,
        partial(with_union, ownership=Ownership.NON_PUBLIC),
    ),
    (
        "_large",
        _("Large enterprises in the creation of harmonious labour relations"),
        TONGAN,
        large_with_union,
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
            **share_of_enterprises(takes_part, base),
        )
        for part, label, source, base in HARMONY
    ),
    Indicator(
        "campaigns.harmonious",
        _("Harmonious enterprises"),
        _("enterprises with a union"),
        unit=PERCENT,
        formula=_(
            "Enterprises with a union that hold an honour of harmonious labour relations on the "
            "day, of whatever grade ÷ enterprises with a union"
        ),
        source=XILIN,
        **share_of_enterprises(is_harmonious),
    ),
    Indicator(
        "campaigns.honours",
        _("Honours awarded in the year"),
        _("honours"),
        unit=_("honours"),
        formula=_("Honours awarded in the year by the day and not withdrawn by then"),
        source=XILIN,
        **number_of(awards, where_stood()),
        **HONOUR,
    ),
)
