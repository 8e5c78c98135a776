"""The ends of months kept, for trends: those that no night told are counted later, as of their day.

A figure asks only for dated rows, so what is counted today of a day in spring is what was so then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, DecimalField, F, Q, Sum, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from kernel.days import months_after, today
from targets.indicators import INDICATORS, REACHED, Count
from targets.models import PlanLine, Snapshot, TargetLine
from targets.snapshots import KIND as DAILY
from targets.snapshots import WHY, take_snapshot
from unions.jobs import Progress, begun_already, runner, start_job
from unions.models import Job, Officer, Union
from unions.refusals import Refused

KIND = "targets.month_ends"
YEARS = 2  # a trend shows this year beside the last

NUMBER: DecimalField[Any, Any] = DecimalField(max_digits=30, decimal_places=0)


def month_ends(year: int, day: date) -> list[date]:
    """The last days of the months of `year` that were over before `day`."""
    firsts = [months_after(date(year, 1, 1), months) for months in range(1, 13)]
    ends = [first - timedelta(days=1) for first in firsts]
    return [end for end in ends if end < day]


def figures_asked() -> list[str]:
    """The codes that sheets and plans name, or that a new sheet would; the rest is asked seldom."""
    named = set(TargetLine.objects.unscoped(WHY).values_list("indicator", flat=True).distinct())
    named |= set(PlanLine.objects.unscoped(WHY).values_list("indicator", flat=True).distinct())
    return [code for code, f in INDICATORS.items() if f.target or code in named or code == REACHED]


@dataclass(frozen=True)
class Kept:
    """`totals`: (indicator, day) → its count; `by_union`: of one day, indicator → union → count."""

    totals: Mapping[tuple[str, date], Count]
    by_union: Mapping[str, Mapping[int | None, Count]]


def kept_of(
    codes: Collection[str], days: Collection[date], county: Union | None, *, apart: date | None
) -> Kept:
    """What is kept of these days, for a county or all together; of a day `apart`, by union.

    In one query.
    """
    rows = Snapshot.objects.unscoped(WHY).filter(indicator__in=codes)
    # The root's row says that a day was told: a county without one had nothing then.
    mine = Q(union=county) if county else Q()
    wanted = rows.filter(mine | Q(union__parent=None)) if county else rows
    sums = wanted.filter(day__in=days).order_by().values("indicator", "day")
    sums = sums.annotate(
        of=Value(None, BigIntegerField()),
        counted=Coalesce(Sum("numerator", filter=mine), Value(0), output_field=NUMBER),
        base=Coalesce(Sum("denominator", filter=mine), Sum("denominator") * 0),
    )
    one_day = rows.filter(day=apart) if apart else rows.none()
    each = one_day.order_by().annotate(
        of=F("union_id"), counted=Cast("numerator", NUMBER), base=Cast("denominator", NUMBER)
    )
    columns = ("indicator", "day", "of", "counted", "base")
    totals: dict[tuple[str, date], Count] = {}
    by_union: dict[str, dict[int | None, Count]] = {}
    for code, day, union_id, counted, base in sums.values_list(*columns).union(
        each.values_list(*columns), all=True
    ):
        count = Count(union_id, int(counted), None if base is None else int(base))
        if union_id is None:
            totals[code, day] = count
        else:
            by_union.setdefault(code, {})[union_id] = count
    return Kept(totals, by_union)


def missing_ends(day: date) -> list[date]:
    """The ends of months before `day`, of its year and the last, that lack a figure asked for."""
    asked = figures_asked()
    years = range(day.year - YEARS + 1, day.year + 1)
    ends = [end for year in years for end in month_ends(year, day)]
    roots = Snapshot.objects.unscoped(WHY).of_the_roots().filter(indicator__in=asked, day__in=ends)
    kept = Counter(roots.values_list("day", flat=True))
    return [end for end in ends if kept[end] < len(asked)]


@transaction.atomic
def start_backfill(ends: Collection[date], *, by: Officer | None = None) -> Job:
    """Count the figures asked for as of each of these days, in the open federation.

    Raises Refused where nothing is missing, and while such a count goes on.
    """
    root = Union.objects.unscoped(WHY).get(parent=None)
    if not ends:
        raise Refused(_("The figures of every month's end are kept."))
    if begun_already(KIND, {}, union=root):
        raise Refused(_("The figures of past months are being counted right now."))
    days = [end.isoformat() for end in sorted(ends, reverse=True)]
    return start_job(KIND, _("Figures of past months"), {"days": days}, union=root, by=by)


def under_way(federation_id: int) -> Job | None:
    """Whatever counts right now, a day or past months."""
    jobs = Job.objects.unscoped("the figures are everybody's").unfinished()
    job: Job | None = jobs.filter(kind__in=(DAILY, KIND), federation_id=federation_id).first()
    return job


@transaction.atomic
def keep_missing_ends() -> None:
    """What the night asks for: those of months that no night has told; none, if all are there."""
    root = Union.objects.unscoped(WHY).get(parent=None)
    ends = missing_ends(today())
    if ends and begun_already(KIND, {}, union=root) is None:
        start_backfill(ends)


@runner(KIND)
def count_past_figures(job: Job) -> Iterator[Progress]:
    """A step for each figure of each day, the newest day first; what is kept already is left."""
    days, codes = [date.fromisoformat(day) for day in job.inputs["days"]], figures_asked()
    roots = Snapshot.objects.unscoped(WHY).of_the_roots().filter(day__in=days)
    kept = set(roots.values_list("day", "indicator"))
    left = [(day, code) for day in days for code in codes if (day, code) not in kept]
    done = len(days) * len(codes) - len(left)
    for number, (day, code) in enumerate(left, start=done + 1):
        take_snapshot(INDICATORS[code], day, root=job.union)
        yield Progress(number, done + len(left), f"{day:%Y-%m} {INDICATORS[code].label}")
