"""A section of a defined report: what it freezes, what can be said of it, its tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kernel.charts import Chart
from reports.papers.paper import Grid
from reports.periods import Period
from unions.models import Union
from unions.offices import Level

Data = dict[str, Any]


@dataclass(frozen=True)
class Scope:
    """Whom and when a report tells; `heading`, `choices`: as the definition has them."""

    union: Union
    period: Period
    as_of: datetime
    key: str
    heading: str
    choices: Mapping[str, Any]

    @property
    def year(self) -> int:
        return self.period.year

    @property
    def is_city(self) -> bool:
        return self.union.level == Level.FEDERATION


def nothing_lacks(year: int) -> str:
    return ""


def nothing_said(data: Data, key: str) -> dict[str, Any]:
    return {}


def no_grids(data: Data, key: str) -> Sequence[Grid]:
    return ()


def no_chart(data: Data, key: str) -> Chart | None:
    return None


@dataclass(frozen=True)
class Section:
    """freeze(scope, data): what is to be added to the data, in values JSON keeps exactly; `data`
    holds what the sections before it have frozen. Raises Refused where there is nothing to tell.

    lacks(year): why there is nothing to tell of a year, as far as it is known before anything is
    frozen.
    say: the values that templates of words may name, besides the data itself.
    say, grids, chart take the data and the section's key.
    by_day: it tells how things stood on the last day of the span, not when it was frozen.
    """

    freeze: Callable[[Scope, Data], Data]
    say: Callable[[Data, str], dict[str, Any]] = nothing_said
    grids: Callable[[Data, str], Sequence[Grid]] = no_grids
    chart: Callable[[Data, str], Chart | None] = no_chart
    lacks: Callable[[int], str] = nothing_lacks
    by_day: bool = True
