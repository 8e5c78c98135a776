"""Where a figure will be at its deadline: a straight line through what was kept of the year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import itemgetter

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from targets import month_ends
from targets.indicators import Count
from targets.models import TargetSheet
from unions.models import Union

APART = 14  # days between the first and the last figure; from fewer, no line is drawn
BACK = 5  # years that are shown beside this one

Kept = Mapping[str, Sequence[tuple[date, Count]]]  # indicator → what was kept, the earliest first


@dataclass(frozen=True)
class Forecast:
    """What is to be expected at the deadline, and what that rests on."""

    value: Decimal
    basis: str


def kept_of(sheet: TargetSheet, until: date, county: Union | None) -> Kept:
    """What was kept of its lines, in one statement: of this year so far, and of former years' ends.

    Two days a month say where a figure goes as well as thirty.
    """
    days = [*year_ends(sheet.year), *month_days(sheet.year, until)]
    codes = [line.indicator for line in sheet.lines.all()]
    totals = month_ends.kept_of(codes, days, county, apart=None).totals
    found: dict[str, list[tuple[date, Count]]] = {}
    for (code, day), count in sorted(totals.items(), key=itemgetter(0)):
        found.setdefault(code, []).append((day, count))
    return found


def year_ends(year: int) -> list[date]:
    return [date(former, 12, 31) for former in range(year - BACK, year)]


def month_days(year: int, until: date) -> list[date]:
    """The middle and the end of each month that is over, and the day itself."""
    ends = [date(year, month, monthrange(year, month)[1]) for month in range(1, 13)]
    middles = [end.replace(day=15) for end in ends]
    return sorted({day for day in (*ends, *middles) if day < until} | {until})


def straight_line(points: Sequence[tuple[date, Decimal]], on: date) -> Decimal:
    """Least squares through the points, read at `on`. Needs two days at least."""
    first = points[0][0]
    days = [Decimal((day - first).days) for day, _value in points]
    middle, height = _mean(days), _mean([value for _day, value in points])
    spread_of_days = sum(((day - middle) ** 2 for day in days), Decimal(0))
    rise = sum(
        ((x - middle) * (value - height) for x, (_day, value) in zip(days, points, strict=True)),
        Decimal(0),
    )
    return height + rise / spread_of_days * (Decimal((on - first).days) - middle)


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def forecast(
    points: Sequence[tuple[date, Decimal]],
    *,
    by: date,
    start: Decimal | None,
    most: Decimal | None,
) -> Forecast | None:
    """From the figures of some days, the last of them the newest; None where there is none.

    `start`: what the year began with; None where the figure has no pace of its own, as a rate.
    `most`: what is possible at all.
    """
    if not points:
        return None
    (first, _value), (last, now) = points[0], points[-1]
    if last >= by:
        return Forecast(now, _("the deadline is reached"))
    if (last - first).days >= APART:
        words = _("from %(count)s figures, %(first)s to %(last)s, in a straight line") % {
            "count": len(points),
            "first": date_format(first, "m-d"),
            "last": date_format(last, "m-d"),
        }
        return _capped(straight_line(points, by), words, most)
    if start is None:
        return Forecast(now, _("as it stands; too few days are kept for a line"))
    gone = (last - date(by.year, 1, 1)).days + 1
    whole = (by - date(by.year, 1, 1)).days + 1
    return _capped(start + (now - start) * whole / gone, _("at the pace of the year so far"), most)


def _capped(value: Decimal, words: str, most: Decimal | None) -> Forecast:
    value = max(Decimal(0), value)
    if most is not None and value > most:
        return Forecast(most, _("%(basis)s, capped at what is possible") % {"basis": words})
    return Forecast(value, words)
