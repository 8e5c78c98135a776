"""Rates of 建制: workers' congress and openness of affairs, each as of a day."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.coverage import Base
from bargaining.governed import Governed, marked
from targets.counting import share_of
from targets.indicators import Indicator, declare
from targets.sources import CONGRESS, JIAXING, PERCENT

BASES = (Base.ESTABLISHED, Base.PUBLIC, Base.NON_PUBLIC, Base.PRIVATE_100)
# No more than these two become lines of a new sheet.
TARGETS = {
    (Governed.BOTH, Base.PRIVATE_100): "bargaining.target_governed_large_percent",
    (Governed.BOTH, Base.NON_PUBLIC): "bargaining.target_governed_non_public_percent",
}
SOURCES = {(Governed.BOTH, Base.PRIVATE_100): JIAXING}
FORMULAS = {
    Governed.CONGRESS: _(
        "Enterprises of the base with a session within the months set, of their own congress or "
        "of a regional or industry one that lists them ÷ enterprises of the base"
    ),
    Governed.OPENNESS: _(
        "Enterprises of the base with a rule of openness in force on the day and a posting within "
        "the months set ÷ enterprises of the base"
    ),
    Governed.BOTH: _(
        "Enterprises of the base that have both a congress and openness on the day ÷ enterprises "
        "of the base"
    ),
}
OF_WHOM = pgettext_lazy("a figure and its base", "{what}: {whom}")


def rate_of(what: Governed, base: Base) -> dict[str, Any]:
    """Enterprises that have it ÷ enterprises of the base."""
    rate = share_of(lambda day, year: marked(day, base), lambda day, year: what.rows)
    return rate | {"employer": "pk"}


declare(
    *(
        Indicator(
            f"bargaining.{what.value}_{base.value}",
            format_lazy(OF_WHOM, what=what.label, whom=base.label),
            base.label,
            unit=PERCENT,
            formula=FORMULAS[what],
            source=SOURCES.get((what, base), CONGRESS),
            target=TARGETS.get((what, base), ""),
            **rate_of(what, base),
        )
        for what in Governed
        for base in BASES
    )
)
