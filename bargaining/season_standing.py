"""How a season stands: asked, offered, replied in time, in force; for all and by county."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from bargaining.clock import LegalClock
from bargaining.models import Season
from kernel.days import today
from kernel.figures import percent

OFFERED = Q(round__offered_on__isnull=False)
REPLIED = OFFERED & Q(round__replied_on__isnull=False)
IN_FORCE = OFFERED & Q(round__effective_on__isnull=False)
NOBODY = Q(pk__in=[])


@dataclass(frozen=True)
class SeasonStanding:
    """要约率 = offered ÷ due, 应约率 = replied in time ÷ offered, 签约率 = in force ÷ offered."""

    county_id: int | None
    due: int
    offered: int
    replied: int
    in_time: int
    in_force: int

    @property
    def offer_rate(self) -> str:
        return percent(self.offered, self.due)

    @property
    def reply_rate(self) -> str:
        return percent(self.in_time, self.offered)

    @property
    def contract_rate(self) -> str:
        return percent(self.in_force, self.offered)


def by_county(season: Season, units: Any) -> list[SeasonStanding]:
    """Of the units an officer sees, by the county of the union asked."""
    found = units.values("county_id").annotate(
        due=Count("pk"),
        offered=Count("pk", filter=OFFERED),
        replied=Count("pk", filter=REPLIED),
        in_time=Count("pk", filter=_in_time(season, units)),
        in_force=Count("pk", filter=IN_FORCE),
    )
    return [SeasonStanding(**row) for row in found.order_by("county__code", "county_id")]


def together(standings: Iterable[SeasonStanding]) -> SeasonStanding:
    rows = list(standings)
    names = ("due", "offered", "replied", "in_time", "in_force")
    return SeasonStanding(None, *(sum(getattr(row, name) for row in rows) for name in names))


def _in_time(season: Season, units: Any) -> Q:
    """Replied by the last day of the legal clock, from each day on which offers went out."""
    last_day = LegalClock("reply").as_on(season.issued_on or today())
    days = units.filter(REPLIED).order_by().values_list("round__offered_on", flat=True).distinct()
    in_time = NOBODY
    for day in days:
        until = last_day(day)
        on_the_day = Q(round__offered_on=day)
        in_time |= on_the_day if until is None else on_the_day & Q(round__replied_on__lte=until)
    return REPLIED & in_time
