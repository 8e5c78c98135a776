"""How the targets of a year stand: the figure beside what was asked, for a county or for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from kernel.figures import NO_FIGURE, percent
from targets.indicators import Count, Indicator, indicator, total, value_of
from targets.models import TargetLine, TargetSheet
from targets.snapshots import Told
from unions.models import Union

NEAR = Decimal("0.9")  # of the target: at risk rather than missed


@dataclass(frozen=True)
class Standing:
    """One line of a sheet and what was reached. `pace`: percent of the year gone, whole."""

    line: TargetLine
    indicator: Indicator
    count: Count
    pace: int

    @property
    def value(self) -> Decimal | None:
        return value_of(self.count, is_rate=self.indicator.is_rate)

    @property
    def value_text(self) -> str:
        if not self.indicator.is_rate:
            return str(self.count.numerator)
        return percent(self.count.numerator, self.count.denominator or 0)

    @property
    def target_text(self) -> str:
        unit = "%" if self.indicator.is_rate else ""
        return f"{self.line.get_operator_display()} {self.line.value_text}{unit}"

    @property
    def base_text(self) -> str:
        if self.count.denominator is None:
            return NO_FIGURE if self.indicator.is_rate else ""
        return f"{self.count.numerator} / {self.count.denominator}"

    @property
    def is_met(self) -> bool:
        """Where there is nothing to divide by, the first unit meets the target."""
        if self.value is None:
            return self.count.numerator > 0
        return self.line.is_met_by(self.value)

    @property
    def percent(self) -> int | None:
        """How much of the target is reached, 0 to 100, whole; None where that says nothing."""
        if self.is_met:
            return 100
        if self.value is None or not self.line.value:
            return None
        return max(0, min(99, int(self.value * 100 / self.line.value)))

    @property
    def tone(self) -> str:
        if self.is_met:
            return "green"
        if self.percent is None:
            return ""
        near = self.percent >= NEAR * 100 or self.percent >= self.pace
        return "amber" if near else "red"

    @property
    def note(self) -> str:
        """The base, the verdict, and how far the year has gone."""
        gone = _("%(percent)s%% of the year gone") % {"percent": self.pace}
        return " · ".join(part for part in (self.base_text, self.verdict, gone) if part)

    @property
    def verdict(self) -> str:
        if self.percent is None:
            return _("nothing to measure yet")
        words = {"green": _("met"), "amber": _("on the way"), "red": _("behind")}
        return words[self.tone]


def year_gone(year: int, day: date) -> int:
    """How much of `year` has gone by the end of `day`, in whole percent."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    gone = (min(max(day, first), last) - first).days + (day >= first)
    return 100 * gone // ((last - first).days + 1)


def standings(
    sheet: TargetSheet, *, day: date, county: Union | None = None, told: Told | None = None
) -> list[Standing]:
    """`county` None is the whole federation.

    From the figures that were `told` of the day; without them each is counted, by a query.
    """
    told = told or Told(day)
    pace = year_gone(sheet.year, told.day)
    found = []
    for line in sheet.lines.order_by("pk"):
        known = indicator(line.indicator)
        count = total(told.counted(known), county=county)
        found.append(Standing(line, known, count, pace))
    return found
