"""What span of time a report tells: a year, half of one, or all that was until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.utils import timezone

from kernel.days import today
from targets.models import FIRST_YEAR

Span = Literal["year", "half", "day"]


@dataclass(frozen=True)
class Period:
    """`day`: as of when the figures stand; within the span, and never after it was asked."""

    begins: date
    ends: date
    day: date
    words: str

    @property
    def year(self) -> int:
        return self.ends.year


def period_of(span: Span, inputs: dict[str, Any], as_of: datetime) -> Period:
    """The period a job's inputs name: {year}, {year, half} or {day}."""
    asked_on = timezone.localdate(as_of)
    if span == "day":
        day = date.fromisoformat(inputs["day"])
        return Period(date(day.year, 1, 1), day, min(day, asked_on), f"{day.year}年")
    year = int(inputs["year"])
    begins, ends, words = date(year, 1, 1), date(year, 12, 31), f"{year}年度"
    if span == "half":
        first = int(inputs["half"]) == 1
        begins, ends = (begins, date(year, 6, 30)) if first else (date(year, 7, 1), ends)
        words = f"{year}年{'上' if first else '下'}半年"
    return Period(begins, ends, min(ends, asked_on), words)


def has_begun(inputs: dict[str, Any], span: Span) -> bool:
    """Whether there can be figures: not before the portal's first year, and not in the future."""
    if span == "day":
        return date.fromisoformat(inputs["day"]).year >= FIRST_YEAR and (
            date.fromisoformat(inputs["day"]) <= today()
        )
    begins = date(int(inputs["year"]), 7 if inputs.get("half") == 2 else 1, 1)
    return begins.year >= FIRST_YEAR and begins <= today()
