"""What each county would be asked of a line: by its base, within what it has, the sum exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kernel.figures import share_within
from targets.indicators import ELIGIBLE, REACHED, Count, day_of, indicator, total
from targets.models import EQUAL, SAME, Measure, SharePart, TargetLine, TargetSheet
from targets.workflow import ShareStage
from unions.models import Union
from unions.offices import Level

WHOLE = Decimal(100)  # percent: no rate is asked for more


@dataclass(frozen=True)
class Proposal:
    """What a county would be asked of a line, as the columns of a SharePart."""

    county: Union
    value: Decimal
    base: int | None
    most: Decimal | None
    base_value: Decimal | None


@dataclass
class Counted:
    """The figures that a split asks for, each counted once."""

    year: int
    found: dict[tuple[str, date, int], list[Count]] = field(default_factory=dict)

    def of(self, code: str, day: date, year: int) -> list[Count]:
        key = (code, day, year)
        if key not in self.found:
            self.found[key] = indicator(code).by_county(day, year)
        return self.found[key]

    def now(self, code: str) -> list[Count]:
        return self.of(code, day_of(self.year), self.year)

    def at_end_of(self, year: int, code: str) -> list[Count]:
        return self.of(code, date(year, 12, 31), year)


def counties_to_split_to(root: Union) -> list[Union]:
    """A county that is a federation of its own has nobody to split to, and takes it all."""
    return list(Union.objects.unscoped("the targets are split to all").counties()) or [root]


def starts_of(line: TargetLine, counted: Counted, county: Union | None = None) -> Decimal | None:
    """What the line starts from in a county, or in all; None where it starts from nothing."""
    place = county if county is not None and county.level == Level.COUNTY else None
    if line.measure == Measure.GROWTH:
        return Decimal(_grown_from(line, counted, place))
    if line.measure != Measure.COUNT:
        return None
    if line.is_cumulative and line.base_year is not None:
        years = range(line.base_year + 1, counted.year)
        found = [counted.at_end_of(year, line.indicator) for year in years]
        return Decimal(sum(total(counts, county=place).numerator for counts in found))
    # A count of the year had nothing before the year began; one of what there is, has.
    eve = date(counted.year - 1, 12, 31)
    there = total(counted.of(line.indicator, eve, counted.year), county=place).numerator
    return Decimal(max(0, there))


def _grown_from(line: TargetLine, counted: Counted, place: Union | None) -> int:
    if line.known.is_rate:  # of growth, which is told by what there was
        return total(counted.now(line.indicator), county=place).denominator or 0
    year = line.base_year or counted.year - 1
    return total(counted.at_end_of(year, line.indicator), county=place).numerator


def propose(line: TargetLine, counties: Sequence[Union], counted: Counted) -> list[Proposal]:
    """One for each county; none where the line is not split.

    A count that starts from something is split by what is to come on top. What the counties could
    not take is missing in the sum.
    """
    starts = [starts_of(line, counted, county) for county in counties]
    if not line.is_split:
        return []
    if line.split_by == SAME:
        limit = None if line.is_count or line.measure == Measure.GROWTH else WHOLE
        value = line.value if limit is None else min(line.value, limit)
        return [
            Proposal(county, value, None, limit, start)
            for county, start in zip(counties, starts, strict=True)
        ]
    there = [start or Decimal(0) for start in starts]
    bases = [_base_of(line, county, counted) for county in counties]
    rooms = [_room_of(line, county, counted) for county in counties]
    more = max(0, int(line.value - sum(there)))
    parts, _left = share_within(more, [1 if base is None else base for base in bases], rooms)
    return [
        Proposal(county, start + part, base, None if room is None else start + room, start)
        for county, start, part, base, room in zip(
            counties, there, parts, bases, rooms, strict=True
        )
    ]


def offers_of(sheet: TargetSheet) -> list[tuple[SharePart, int]]:
    """Who could be asked for what is left of an issued sheet, and how much more each.

    Counties that have not signed yet, by the base of the line and the room they have.
    """
    left = {line.pk: int(rest) for line, rest in sheet.remainders().items() if rest > 0}
    open_to = (ShareStage.ISSUED, ShareStage.ACCEPTED)
    parts = SharePart.objects.unscoped("the city hands out what is left").filter(
        line__in=left, share__stage__in=open_to
    )
    found = parts.select_related("share__union", "line").order_by("line_id", "share__union__code")
    by_line: dict[int, list[SharePart]] = {}
    for part in found if left else ():
        by_line.setdefault(part.line_id, []).append(part)
    offers = []
    for pk, own in by_line.items():
        rooms = [None if part.room is None else int(part.room) for part in own]
        weights = [1 if part.base is None else part.base for part in own]
        more, _unplaced = share_within(left[pk], weights, rooms)
        offers += list(zip(own, more, strict=True))
    return offers


def _base_of(line: TargetLine, county: Union, counted: Counted) -> int | None:
    """Its weight; None in equal parts."""
    return None if line.split_by == EQUAL else _there_of(line, line.split_by, county, counted)


def _room_of(line: TargetLine, county: Union, counted: Counted) -> int | None:
    """How much it can take; None where nothing limits it. Units are built of those eligible."""
    if not line.is_limited:
        return None
    if line.indicator == REACHED:
        return _there_of(line, ELIGIBLE, county, counted)
    return _base_of(line, county, counted)


def _there_of(line: TargetLine, code: str, county: Union, counted: Counted) -> int:
    """What a county has. Whoever built this year could when the year began."""
    place = county if county.level == Level.COUNTY else None
    there = total(counted.now(code), county=place).numerator
    if (line.indicator, code) == (REACHED, ELIGIBLE):
        there += total(counted.now(REACHED), county=place).numerator
    return max(0, there)
