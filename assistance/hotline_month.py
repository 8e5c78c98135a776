"""The hotline's figures of a month: intake by class, answers in time, satisfaction, wages."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum

from assistance.models.hotline import Channel, Matter, Satisfaction
from kernel.figures import percent


@dataclass(frozen=True)
class Month:
    """Calls received in the month. `due`: answered, or past the day promised; `in_time` of them.

    `pleased` of `asked`: satisfied or fairly satisfied, of all who were called back.
    """

    by_matter: list[tuple[Any, int]]
    by_channel: list[tuple[Any, int]]
    received: int
    answered: int
    due: int
    in_time: int
    asked: int
    pleased: int
    recovered: Decimal  # yuan
    persons: int
    closed: int

    @property
    def in_time_text(self) -> str:
        return percent(self.in_time, self.due)

    @property
    def pleased_text(self) -> str:
        return percent(self.pleased, self.asked)


def figures_of(tickets: Any, year: int, month: int, *, on: date) -> Month:
    """Of these tickets, those of the month, as they stand on a day. One query."""
    last = date(year, month, calendar.monthrange(year, month)[1])
    answered = Q(answered_on__lte=on)
    due = answered | Q(promised_on__lt=on)
    pleased = Q(satisfaction__in=[Satisfaction.SATISFIED, Satisfaction.FAIRLY])
    counted = tickets.filter(received_on__gte=date(year, month, 1), received_on__lte=last)
    sums = counted.aggregate(
        **{f"matter_{m.value}": Count("pk", filter=Q(matter=m)) for m in Matter},
        **{f"channel_{c.value}": Count("pk", filter=Q(channel=c)) for c in Channel},
        received=Count("pk"),
        answered=Count("pk", filter=answered),
        due=Count("pk", filter=due),
        in_time=Count("pk", filter=answered & Q(answered_on__lte=F("promised_on"))),
        asked=Count("pk", filter=~Q(satisfaction="")),
        pleased=Count("pk", filter=pleased),
        recovered=Sum("recovered"),
        persons=Sum("persons"),
        closed=Count("pk", filter=Q(closed_on__lte=on)),
    )
    return Month(
        by_matter=[(m.label, sums.pop(f"matter_{m.value}")) for m in Matter],
        by_channel=[(c.label, sums.pop(f"channel_{c.value}")) for c in Channel],
        **{**sums, "recovered": sums["recovered"] or Decimal(0), "persons": sums["persons"] or 0},
    )
