"""Celery: what the calendar asks for. Platform role for the ids; each federation by itself."""

from functools import partial

from celery import shared_task

from kernel.days import today
from reports.actions import start_half_year_reports, start_yearly_reports
from unions.models import Union
from unions.offices import Level
from unions.rowsecurity import in_each


@shared_task
def make_yearly_reports(year: int | None = None) -> None:
    """Start the year's reports of every federation: in January the last year's, else this one's."""
    day = today()
    year = year or (day.year - 1 if day.month == 1 else day.year)
    in_each(_federation_ids(), partial(start_yearly_reports, year))


@shared_task
def make_half_year_reports() -> None:
    """Start the bulletin on the half-year that ended last, in every federation."""
    day = today()
    ended = (day.year, 1) if day.month > 6 else (day.year - 1, 2)
    in_each(_federation_ids(), partial(start_half_year_reports, *ended))


def _federation_ids() -> list[int]:
    roots = Union.objects.using("platform").filter(level=Level.FEDERATION)
    return list(roots.order_by("pk").values_list("federation_id", flat=True))
