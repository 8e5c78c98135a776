"""All rows of a world, read once and without a filter, and what a twin asks of them in Python.

A twin is told by the words of its figure (`Indicator.formula`), not by its query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from unions.models import Coverage, Employer, EmployerProfile, Parameter, Placement

Part = tuple[int | None, Any, Any]  # the county, what it adds above the line and below it
Twin = Callable[["World", date, int], Iterable[Part]]

TWINS: dict[str, Twin] = {}


def twin(*codes: str) -> Callable[[Twin], Twin]:
    def keep(told: Twin) -> Twin:
        TWINS.update(dict.fromkeys(codes, told))
        return told

    return keep


def runs(row: Any, on: date, first: str = "valid_from", over: str = "valid_to") -> bool:
    began, ended = getattr(row, first), getattr(row, over)
    return began is not None and began <= on and (ended is None or ended > on)


def by(day: date | None, on: date) -> bool:
    """Whether something had happened by the end of a day."""
    return day is not None and day <= on


def in_year(day: date | None, on: date, year: int) -> bool:
    return by(day, on) and day is not None and day.year == year


class World:
    def __init__(self) -> None:
        self._tables: dict[Any, list[Any]] = {}
        self._sorted: dict[Any, dict[Hashable, list[Any]]] = {}

    def all(self, model: Any) -> list[Any]:
        if model not in self._tables:
            self._tables[model] = sorted(model._base_manager.all(), key=lambda row: row.pk)
        return self._tables[model]

    def of(self, model: Any, column: str, key: Hashable) -> list[Any]:
        """The rows whose column holds the key, in the order they were written."""
        if (model, column) not in self._sorted:
            piles = self._sorted[model, column] = defaultdict(list)
            for row in self.all(model):
                piles[getattr(row, column)].append(row)
        return self._sorted[model, column].get(key, [])

    def get(self, model: Any, pk: int) -> Any:
        return self.of(model, "pk", pk)[0]

    def place(self, union_id: int, on: date) -> int | None:
        """The county a union stood in that day; before its first place, the first."""
        places = sorted(self.of(Placement, "union_id", union_id), key=lambda p: p.valid_from)
        then = [place for place in places if runs(place, on)] or places
        county: int | None = then[0].county_id
        return county

    @cached_property
    def employers(self) -> list[Any]:
        return self.all(Employer)

    def on_roll(self, employer: Any, on: date) -> bool:
        return runs(employer, on, "joined_on", "left_on")

    def profile(self, employer: Any, on: date) -> Any:
        """What the roll said of it that day; None where it said nothing."""
        told = self.of(EmployerProfile, "employer_id", employer.pk)
        return next((profile for profile in told if runs(profile, on)), None)

    def has_union(self, employer: Any, on: date) -> bool:
        return any(runs(row, on) for row in self.of(Coverage, "employer_id", employer.pk))

    def enterprises(self, on: date, *, with_union: bool) -> Iterator[tuple[Any, Any]]:
        """Those on the roll that day, each with what it said of them."""
        for employer in self.employers:
            profile = self.profile(employer, on)
            if not self.on_roll(employer, on) or profile is None or profile.kind != "enterprise":
                continue
            if not with_union or self.has_union(employer, on):
                yield employer, profile

    def setting(self, key: str, on: date, default: int) -> int:
        """What the federation had set for itself by that day."""
        known = [row for row in self.of(Parameter, "key", key) if row.valid_from <= on]
        return max(known, key=lambda row: row.valid_from).value if known else default
