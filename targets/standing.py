"""How the targets of a year stand: the figure beside what was asked, for a county or for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kernel.figures import NO_FIGURE, percent, plain
from targets.forecast import Forecast, Kept, forecast, kept_of
from targets.indicators import Count, Indicator, indicator, total, value_of
from targets.models import Measure, Operator, SharePart, TargetLine, TargetSheet
from targets.snapshots import Told
from unions.models import Union

NEAR = Decimal("0.9")  # of what is expected by now: at risk rather than missed
WHY = "what a place is asked for, told to whoever sees the sheet"


@dataclass(frozen=True)
class Light:
    """How a target stands: in words, and by a tone, which has a shape of its own (docs/look.md)."""

    words: str
    tone: str


@dataclass(frozen=True)
class Standing:
    """One line of a sheet and what was reached. `pace`: percent of the line's time gone, whole.

    `asked`: the county's part, or the line's own value; `start` and `limit` go with it. `is_own`:
    whether it is asked of the place that is told. `kept`: earlier figures of the year.
    """

    line: TargetLine
    indicator: Indicator
    count: Count
    pace: int
    day: date
    asked: Decimal
    start: Decimal | None = None
    limit: Decimal | None = None
    is_own: bool = True
    kept: Sequence[tuple[date, Count]] = ()

    @property
    def value(self) -> Decimal | None:
        return self._value_of(self.count)

    def _value_of(self, count: Count) -> Decimal | None:
        start = self.start or Decimal(0)
        if self._grows_on_a_count:
            return (count.numerator - start) * 100 / start if start else None
        found = value_of(count, is_rate=self.indicator.is_rate)
        return found + start if found is not None and self.line.is_cumulative else found

    @property
    def _grows_on_a_count(self) -> bool:
        return self.line.measure == Measure.GROWTH and not self.indicator.is_rate

    @property
    def value_text(self) -> str:
        if self.indicator.is_rate:
            return percent(self.count.numerator, self.count.denominator or 0)
        return self.text_of(self.value)

    def text_of(self, value: Decimal | None) -> str:
        return NO_FIGURE if value is None else f"{plain(value)}{self.line.unit}"

    @property
    def target_text(self) -> str:
        return f"{self.line.get_operator_display()} {self.text_of(self.asked)}"

    @property
    def base_text(self) -> str:
        if self._grows_on_a_count:
            return f"{self.count.numerator} / {plain(self.start or Decimal(0))}"
        if not self.count.denominator:
            return NO_FIGURE if self.indicator.is_rate else ""
        return f"{self.count.numerator} / {self.count.denominator}"

    @property
    def base_words(self) -> str:
        """What the place starts from, and when that was; empty where it starts from nothing."""
        return self.line.base_words_of(self.start)

    @property
    def is_met(self) -> bool:
        """Where there is nothing to divide by, the first unit meets the target."""
        if self.value is None:
            return self.count.numerator > 0
        return self.line.is_met_by(self.value, self.asked)

    @property
    def percent(self) -> int | None:
        """How much of the target is reached, 0 to 100, whole; None where that says nothing."""
        if self.is_met:
            return 100
        if self.value is None or not self.asked:
            return None
        reached = self.value / self.asked
        if self.value > self.asked:  # more than it may be
            reached = self.asked / self.value
        return max(0, min(99, int(reached * 100)))

    @property
    def expected(self) -> Decimal:
        """What should be reached by now: of a count and of growth, as much as time has gone.

        A rate is asked for at any time, unless a plan lets it climb; so is what must not exceed.
        """
        if self.line.operator == Operator.AT_MOST or self._first is None:
            return self.asked
        return self._first + (self.asked - self._first) * self._gone

    @property
    def _first(self) -> Decimal | None:
        """Where the course to the target begins; None: it has none."""
        if self.line.measure == Measure.GROWTH:
            return Decimal(0)
        return (self.start or Decimal(0)) if self.line.is_count else self.start

    @property
    def _gone(self) -> Decimal:
        return part_gone(self.line.ends_on, self.day)

    @property
    def expected_text(self) -> str:
        return self.text_of(self.expected)

    @property
    def expected_basis(self) -> str:
        """The method, in words."""
        if self.line.operator == Operator.AT_MOST or self._first is None:
            return _("asked for at any time of the year")
        known = {"percent": self.pace, "from": self.text_of(self._first)}
        if self._first:
            return _("%(percent)s%% of the way from %(from)s, as of the time gone") % known
        return _("%(percent)s%% of the target, as of the time gone") % known

    @cached_property
    def forecast(self) -> Forecast | None:
        """What is to be expected at the deadline; None where nothing was counted."""
        counted = [*((day, count) for day, count in self.kept if day < self.day)]
        found = [(day, self._value_of(count)) for day, count in [*counted, (self.day, self.count)]]
        points = [(day, value) for day, value in found if value is not None]
        if self.value is None:
            return None
        return forecast(points, by=self.line.ends_on, start=self._first, most=self._most)

    @property
    def _most(self) -> Decimal | None:
        if self.line.is_count:
            return self.limit
        return None if self.line.measure == Measure.GROWTH else Decimal(100)

    @property
    def forecast_text(self) -> str:
        if self.forecast is None:
            return NO_FIGURE
        # Of a count, only what is complete.
        value = self.forecast.value
        return self.text_of(Decimal(int(value)) if self.line.is_count else value)

    @property
    def forecast_basis(self) -> str:
        return self.forecast.basis if self.forecast else ""

    @property
    def light(self) -> Light:
        if self.is_met:
            return Light(self._met_words, "green")
        if self.percent is None:
            return Light(_("nothing to measure yet"), "")
        if self.day < self.line.ends_on and self._is_near:
            return Light(_("on the way"), "amber")
        return Light(_("behind"), "red")

    @property
    def _met_words(self) -> str:
        """What may not be exceeded is not done before its day."""
        if self.line.operator == Operator.AT_MOST and self.day < self.line.ends_on:
            return _("within the limit")
        return _("met")

    @property
    def _is_near(self) -> bool:
        if self.line.operator == Operator.AT_MOST or self.value is None:
            return False
        return self.value >= NEAR * self.expected

    @property
    def tone(self) -> str:
        return self.light.tone

    @property
    def note(self) -> str:
        """The base, the verdict, and how far the year has gone."""
        gone = _("%(percent)s%% of the year gone") % {"percent": self.pace}
        return " · ".join(part for part in (self.base_text, self.verdict, gone) if part)

    @property
    def verdict(self) -> str:
        return self.light.words


def year_gone(year: int, day: date) -> int:
    """How much of `year` has gone by the end of `day`, in whole percent."""
    return int(100 * part_gone(date(year, 12, 31), day))


def part_gone(by: date, day: date) -> Decimal:
    """How much of the time from the year's first day to `by` has gone by the end of `day`."""
    first = date(by.year, 1, 1)
    gone = (min(max(day, first), by) - first).days + (day >= first)
    return Decimal(gone) / ((by - first).days + 1)


def standings(
    sheet: TargetSheet,
    *,
    day: date,
    county: Union | None = None,
    told: Told | None = None,
    kept: Kept | None = None,
    parts: Iterable[SharePart] | None = None,
) -> list[Standing]:
    """`county` None is the whole federation.

    From the figures that were `told` of the day; without them each is counted, by a query. `kept`
    and `parts`: earlier figures and what is asked of the place, where they are read already.
    """
    told = told or Told(day)
    kept = kept_of(sheet, told.day, county) if kept is None else kept
    asked: dict[int, list[SharePart]] = {}
    for part in parts_asked(sheet, county) if parts is None else parts:
        asked.setdefault(part.line_id, []).append(part)
    this_year = {code: [k for k in own if k[0].year == sheet.year] for code, own in kept.items()}
    return [
        _standing(line, sheet, asked.get(line.pk, []), told, county, this_year)
        for line in sheet.lines.all()
    ]


def parts_asked(sheet: TargetSheet, county: Union | None) -> QuerySet[SharePart]:
    """What is asked of the county, or of all of them."""
    parts = SharePart.objects.unscoped(WHY).filter(share__sheet=sheet)
    return parts.filter(union=county) if county else parts


def _standing(
    line: TargetLine,
    sheet: TargetSheet,
    parts: Sequence[SharePart],
    told: Told,
    county: Union | None,
    kept: Kept,
) -> Standing:
    line.sheet, known = sheet, indicator(line.indicator)
    asked, start, limit = line.value, line.base_value, _sum_of_limits(parts)
    if county and parts:
        asked, start, limit = parts[0].value, parts[0].base_value, parts[0].most
    return Standing(
        line,
        known,
        total(told.counted(known), county=county),
        int(100 * part_gone(line.ends_on, told.day)),
        told.day,
        asked,
        start,
        limit,
        is_own=county is None or bool(parts),
        kept=kept.get(line.indicator, ()),
    )


def _sum_of_limits(parts: Sequence[SharePart]) -> Decimal | None:
    limits = [part.most for part in parts]
    known = [limit for limit in limits if limit is not None]
    return sum(known, Decimal(0)) if limits and len(known) == len(limits) else None
