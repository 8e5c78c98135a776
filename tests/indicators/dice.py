"""What a random world is thrown with: few days, so that much begins and ends on the same one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from kernel.days import months_after, today

T = TypeVar("T")
Span = tuple[date, date | None]  # the first day, and the day it is over; none: it lasts


def pool() -> list[date]:
    """The days of a world: ends and beginnings of years, a year ago, and those around today."""
    now, one = today(), timedelta(days=1)
    a_year_ago = months_after(now, -12)
    turns = {date(year, *day) for year in (now.year - 1, now.year) for day in ((1, 1), (12, 31))}
    near = {a_year_ago - one, a_year_ago, now - one, now, now + one}
    return sorted(turns | near | {date(now.year - 2, 12, 31), date(now.year + 1, 1, 1)})


class Dice:
    def __init__(self, seed: int) -> None:
        self.random, self.days = Random(seed), pool()
        self.size = self.random.choice([3, 8, 12])
        # What happens is mostly over by today, or nothing would count on most days.
        self.weights = [4 if day <= today() else 1 for day in self.days]

    def day(self) -> date:
        return self.random.choices(self.days, self.weights)[0]

    def often(self, chance: float = 0.75) -> bool:
        return self.random.random() < chance

    def maybe_day(self, chance: float = 0.5, *, since: date | None = None) -> date | None:
        """A day, `since` at the earliest; none where it is not thrown."""
        if not self.often(chance):
            return None
        later = [day for day in self.days if since is None or day >= since]
        return self.random.choice(later) if later else None

    def span(self, ends: float = 0.4) -> Span:
        first = self.day()
        return first, self.maybe_day(ends, since=first + timedelta(days=1))

    def spans(self, most: int) -> list[Span]:
        """Up to so many after one another, here and there with a gap between them."""
        turns = sorted(self.random.sample(self.days, min(most, len(self.days))))
        ends: list[date | None] = [*turns[1:], self.maybe_day(0.3, since=turns[-1] + DAY)]
        found = list(zip(turns, ends, strict=True))
        return [span for span in found if self.often(0.85)] or found[:1]

    def pick(self, some: Sequence[T]) -> T:
        return self.random.choice(some)

    def some(self, many: float) -> range:
        """About so many for each step of the world's size; sometimes none."""
        return range(self.random.randint(0, round(many * self.size) + 1))

    def yuan(self) -> str:
        return self.pick(["0", "0.40", "0.60", "99.99", "1000", "2500.50"])


DAY = timedelta(days=1)
