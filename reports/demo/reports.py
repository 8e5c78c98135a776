"""A report of the city staff's own, to be made at a press."""

from __future__ import annotations

from kernel.days import today
from reports.actions import save_own_report
from reports.models import OwnReport
from unions.models import Officer, Union
from unions.offices import Level


def put_reports_together(city: Officer) -> None:
    places = Union.objects.visible_to(city).filter(level__in=[Level.FEDERATION, Level.COUNTY])
    year = today().year
    save_own_report(
        OwnReport(
            title="近三年建家和集体协商对比",
            indicators=["homes.rate_covered", "bargaining.coverage"],
            unions=list(places.order_by("pk").values_list("pk", flat=True)),
            years=[year - 2, year - 1, year],
        ),
        by=city,
    )
