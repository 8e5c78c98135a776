"""Figures of assistance that targets and criteria point at, each as of a day.

Only the counts leave this app: a figure's rows are employers, never visits or households.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from assistance.models import FiveOccasions, Visit
from assistance.models.visit import PAID_IN_TIME
from assistance.offices import reads_assistance
from targets.indicators import Count, Happening, Indicator, declare
from targets.sources import OURS, PERCENT
from unions.models import Employer, Officer

NOBODY = "figures count for no officer; the caller narrows the employers"


# 五必访: visits in time ÷ events on the five occasions, of employers on the roll.


def five_events(day: date, year: int) -> QuerySet[Visit]:
    codes = FiveOccasions.objects.unscoped(NOBODY).in_force(day)
    events = Visit.objects.unscoped(NOBODY).happened(year, day)
    return events.filter(occasion__in=codes, employer__isnull=False)


def five_by_county(day: date, year: int) -> list[Count]:
    paid = CountOf("pk", filter=PAID_IN_TIME)
    found = five_events(day, year).values(county_of_roll=F("employer__county_id"))
    found = found.annotate(paid=paid, events=CountOf("pk"))
    return [Count(row["county_of_roll"], row["paid"], row["events"]) for row in found.order_by()]


def five_days(employer_id: int, day: date, year: int) -> list[Happening]:
    """Days alone: on what occasion, and whom, only the offices of assistance may know."""
    events = five_events(day, year).filter(employer=employer_id).order_by("event_on", "pk")
    return [
        Happening(visit.event_on, visit.visited_on, visit.in_time)
        for visit in events
        if visit.event_on
    ]


def visits_url(officer: Officer, employer: Employer) -> str:
    if not reads_assistance(officer):
        return ""
    return f"{reverse('assistance:visit-list')}?{urlencode({'employer': employer.name})}"


def five_rows(day: date, year: int, part: str) -> QuerySet[Any]:
    """The employers; each counts as often as it had events, or visits in time."""
    events = five_events(day, year).filter(employer=OuterRef("pk"))
    if part == "numerator":
        events = events.filter(PAID_IN_TIME)
    counted = events.order_by().values("employer").annotate(n=CountOf("pk")).values("n")
    employers = Employer.objects.unscoped(NOBODY).annotate(counts=Subquery(counted))
    return employers.filter(counts__gt=0)


declare(
    Indicator(
        "assistance.five_visits",
        _("Visits in time on the five occasions"),
        _("events on the five occasions at employers on the roll"),
        is_rate=True,
        unit=PERCENT,
        formula=_(
            "Events of the year on the five occasions in force on the day that were visited in "
            "time ÷ those that were visited by the day or whose last day has passed; of employers "
            "on the roll"
        ),
        source=OURS,
        target="assistance.target_five_visits",
        by_county=five_by_county,
        rows=five_rows,
        employer="pk",
        days=five_days,
        rows_url=visits_url,
    ),
)
