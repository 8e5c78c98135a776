"""A figure through the year: the ends of its months, beside the same months of the year before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kernel.charts import Chart, Series, Target, line
from reports.boards.figures import point_of
from targets.indicators import Count, Indicator
from targets.month_ends import Kept, month_ends
from unions.models import Union

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Trend:
    """(day, count) by month, of the year and of the one before; months without a figure lack."""

    year: int
    now: Mapping[int, tuple[date, Count]] = field(default_factory=dict)
    before: Mapping[int, tuple[date, Count]] = field(default_factory=dict)

    @property
    def former(self) -> Count | None:
        """The last end of a month that is kept, before the newest day."""
        months = sorted(self.now)
        return self.now[months[-2]][1] if len(months) > 1 else None

    @property
    def is_told(self) -> bool:
        return len(self.now) + len(self.before) > 1


def ends_of(day: date) -> list[date]:
    """The days a trend up to `day` tells: its year's ends of months before it, and the last's."""
    return [*month_ends(day.year, day), *month_ends(day.year - 1, date(day.year, 1, 1))]


def trend_of(code: str, newest: Count, day: date, kept: Kept) -> Trend:
    """`newest`: the count of `day` itself."""
    return Trend(
        day.year,
        {**_by_month(code, day.year, kept), day.month: (day, newest)},
        _by_month(code, day.year - 1, kept),
    )


def _by_month(code: str, year: int, kept: Kept) -> dict[int, tuple[date, Count]]:
    return {
        day.month: (day, count)
        for (found, day), count in kept.totals.items()
        if found == code and day.year == year
    }


def draw_trend(
    known: Indicator, trend: Trend, place: Union, *, target: Target | None, opens: bool
) -> Chart:
    def series(year: int, told: Mapping[int, tuple[date, Count]]) -> Series:
        points = []
        for month in MONTHS:
            day, count = told.get(month, (date(year, month, 1), None))
            points.append(point_of(known, count, day, place, opens))
        return Series(_("Year %(year)s") % {"year": year}, points)

    both = [series(trend.year, trend.now), series(trend.year - 1, trend.before)]
    return line(
        f"trend-{known.code.replace('.', '-')}",
        _("%(figure)s through the year") % {"figure": known.label},
        month_labels(MONTHS),
        both if trend.before else both[:1],
        desc=_("The ends of the months; the newest figure is written out."),
        unit="%" if known.is_rate else "",
        target=target,
        first=_("Month"),
    )


def month_labels(months: Collection[int]) -> list[str]:
    return [pgettext("a month by its number", "%(month)s") % {"month": month} for month in months]
