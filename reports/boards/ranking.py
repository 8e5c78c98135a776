"""The parts of a place by a figure, the best first, and what changed since the former month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kernel.charts import Chart, Target, bars
from reports.boards.figures import Change, base_text, change_of, moved, point_of, value_text
from reports.facts import parts_of
from targets.breakdown import counts_by
from targets.indicators import Count, Indicator, day_of, value_of
from targets.sheets import Figure
from unions.models import Officer, Union
from unions.offices import Level

Counts = Mapping[int | None, Count]


@dataclass(frozen=True)
class Rank:
    """A part's line. `rank` None: it has no figure; `url` is empty where its rows do not open."""

    union: Union
    rank: int | None
    count: Count
    value: str
    base: str
    moved: str
    change: Change
    url: str


@dataclass(frozen=True)
class Ranking:
    lines: Sequence[Rank]
    chart: Chart
    since: date

    @property
    def compares(self) -> bool:
        """Whether anything was kept of the former day."""
        return any(line.change.is_told for line in self.lines)

    @property
    def tells(self) -> bool:
        """Whether any part has something of the figure."""
        return any(line.count.numerator for line in self.lines)


def rank(
    known: Indicator,
    parts: Sequence[Union],
    now: Counts,
    then: Counts | None,
    *,
    day: date,
    since: date,
    target: Target | None = None,
    fewer: bool = False,
    opens: bool = True,
) -> Ranking:
    """`then` None: nothing was kept of the former day, and nothing is said to have changed.

    `fewer`: the least is the best.
    """
    nothing = Count(None, 0, 0 if known.is_rate else None)
    places = _places(known, parts, now, nothing, fewer)
    former = _places(known, parts, then, nothing, fewer) if then is not None else {}
    ordered = sorted(parts, key=lambda part: (places[part.pk] or len(parts) + 1, part.code))
    lines = [
        Rank(
            part,
            places[part.pk],
            count := now.get(part.pk, nothing),
            value_text(count, is_rate=known.is_rate),
            base_text(count),
            moved(places[part.pk], former.get(part.pk)),
            change_of(
                count,
                None if then is None else then.get(part.pk, nothing),
                is_rate=known.is_rate,
                fewer=fewer,
            ),
            Figure(known, day.year, part, day).url if opens else "",
        )
        for part in ordered
    ]
    return Ranking(lines, _draw(known, lines, day, target, opens), since)


def _places(
    known: Indicator, parts: Sequence[Union], counts: Counts, nothing: Count, fewer: bool
) -> dict[int, int | None]:
    """The place of each; equals share one, and what has no figure has none."""
    values = {
        part.pk: value_of(counts.get(part.pk, nothing), is_rate=known.is_rate) for part in parts
    }
    told = [value for value in values.values() if value is not None]

    def place(value: Decimal | None) -> int | None:
        if value is None:
            return None
        return 1 + sum(1 for other in told if (other < value if fewer else other > value))

    return {pk: place(value) for pk, value in values.items()}


def _draw(
    known: Indicator, lines: Sequence[Rank], day: date, target: Target | None, opens: bool
) -> Chart:
    return bars(
        f"ranking-{known.code.replace('.', '-')}",
        _("%(figure)s, by place") % {"figure": known.label},
        [line.union.short_name for line in lines],
        [point_of(known, line.count, day, line.union, opens) for line in lines],
        desc=_("The best first."),
        target=target,
        heads=(pgettext("ranking", "Place"), str(known.label)),
    )


def by_township(known: Indicator, place: Union, day: date, by: Officer) -> Counts | None:
    """Township → its part of a county's figure, from the rows.

    What no township has stands under None. None at all: the figure cannot be told by township.
    """

    def rows(part: str) -> Any:
        below: Any = known.rows_below(place, day, day.year, part)
        return below.visible_to(by)

    found = counts_by("in_township", known, rows)
    return None if set(found) == {None} else found


def rank_townships(known: Indicator, place: Union, year: int, by: Officer) -> Ranking | None:
    """Today, or the year's end, beside the end of the month before; None if it cannot be told."""
    day = day_of(year)
    since = day.replace(day=1) - timedelta(days=1)
    now = by_township(known, place, day, by)
    if now is None:
        return None
    then = by_township(known, place, since, by)
    towns = [part for part in parts_of(place) if part.level == Level.TOWNSHIP]
    own = [place] if None in now else []
    told, before = _owned(now, place), None if then is None else _owned(then, place)
    return rank(known, [*towns, *own], told, before, day=day, since=since)


def _owned(counts: Counts, place: Union) -> Counts:
    """What no township has is the county's own."""
    return {town or place.pk: count for town, count in counts.items()}
