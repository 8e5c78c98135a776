"""Figures of the unions' own tree, which stands below the floor where figures are declared."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from targets.counting import Rows, share_of
from targets.indicators import Indicator, declare
from targets.sources import JIAXING, NANTONG, PERCENT
from unions.models import Coverage, Employer
from unions.models.employers import Ownership, UnitKind

WHY = "the caller narrows figures to the officer"


def organised(**of_class: Any) -> dict[str, Any]:
    """工会组建率: enterprises a union covers ÷ those on the roll, by what it said that day."""

    def enterprises(day: date, year: int) -> Rows:
        on_roll = Employer.objects.unscoped(WHY).on_roll(day)
        return on_roll.of_class(day, kind=UnitKind.ENTERPRISE, **of_class)

    def covered(day: date, year: int) -> Exists:
        return Exists(Coverage.objects.as_of(day).filter(employer=OuterRef("pk")))

    return share_of(enterprises, covered)


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
