"""Yesterday's answers kept: what boards read, so that nobody waits while a city is counted.

A day is told figure by figure, each in a step of its own: a job that was cut off goes on with the
figures that have no row yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Min, Q, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from targets.indicators import INDICATORS, Count, Indicator, day_of
from targets.models import Snapshot
from unions.jobs import Progress, begun_already, runner, start_job
from unions.models import Job, Officer, Union
from unions.offices import Level
from unions.refusals import Refused
from unions.scoping import owned_by

KIND = "targets.snapshot"
WHY = "the figures of the whole federation, for the board that asks"
KEY = ["union", "day", "indicator"]
TOLD = ["numerator", "denominator", "taken_at"]


@dataclass(frozen=True)
class Told:
    """The figures of a day, by code, and when the oldest of them was counted.

    `taken_at` None: nothing is kept, and each figure is counted when it is asked for.
    """

    day: date
    taken_at: datetime | None = None
    counts: Mapping[str, list[Count]] = field(default_factory=dict)

    def counted(self, indicator: Indicator) -> list[Count]:
        """A figure declared since has no snapshot; it is counted at once."""
        if indicator.code in self.counts:
            return self.counts[indicator.code]
        return indicator.by_county(self.day, self.day.year)


def told_of(year: int, codes: Collection[str] | None = None) -> Told:
    """The newest figures kept of a year; without any, those of its day as they are counted.

    `codes`: the figures wanted, where they are not all.
    """
    kept = Snapshot.objects.unscoped(WHY).of_the_newest_day(year)
    if codes is not None:
        kept = kept.filter(indicator__in=codes)
    columns = ("day", "taken_at", "indicator", "union_id", "numerator", "denominator")
    counts: dict[str, list[Count]] = {}
    day, oldest = day_of(year), None
    for told_of_day, at, code, union_id, numerator, denominator in kept.values_list(*columns):
        day, oldest = told_of_day, min(oldest or at, at)
        counts.setdefault(code, []).append(Count(union_id, numerator, denominator))
    return Told(day, oldest, counts)


@dataclass(frozen=True)
class KeptFigure:
    """What a figure was when its day was told, and when that was."""

    count: Count
    taken_at: datetime

    @property
    def text(self) -> str:
        base = self.count.denominator
        return str(self.count.numerator) if base is None else f"{self.count.numerator} / {base}"

    def tells(self, count: Count) -> bool:
        """Whether this is the same figure; no base is one of nought."""
        mine = (self.count.numerator, self.count.denominator or 0)
        return mine == (count.numerator, count.denominator or 0)


def kept_figure(known: Indicator, place: Union, day: date) -> KeptFigure | None:
    """What was kept of a county, or of all together, once `day` was over; none of a township."""
    if place.level not in {Level.FEDERATION, Level.COUNTY}:
        return None
    mine = Q() if place.level == Level.FEDERATION else Q(union=place)
    # The root's row says that a day was told: a county without one had nothing then.
    kept = Snapshot.objects.unscoped(WHY).filter(mine | Q(union__parent=None))
    kept = kept.filter(indicator=known.code, day=day, taken_at__date__gt=day)
    sums = kept.aggregate(
        n=Sum("numerator", filter=mine), of=Sum("denominator", filter=mine), at=Min("taken_at")
    )
    if sums["at"] is None:
        return None
    base = int(sums["of"] or 0) if known.is_rate else None
    return KeptFigure(Count(place.pk, int(sums["n"] or 0), base), sums["at"])


def take_snapshot(indicator: Indicator, day: date, *, root: Union) -> None:
    """Tell one figure of one day, in one query and one statement; an earlier telling is replaced.

    Unions that have nothing any more keep no row of the earlier telling.
    """
    found = {count.union_id or root.pk: count for count in indicator.by_county(day, day.year)}
    base = 0 if indicator.is_rate else None
    found.setdefault(root.pk, Count(root.pk, 0, base))
    unions = Union.objects.unscoped(WHY).in_bulk(found)
    now = timezone.now()
    rows = [
        Snapshot(
            indicator=indicator.code, day=day, numerator=count.numerator,
            denominator=count.denominator, taken_at=now, **owned_by(unions[pk]),
        )
        for pk, count in found.items()
    ]  # fmt: skip
    kept = Snapshot.objects.unscoped(WHY).filter(indicator=indicator.code, day=day)
    kept.exclude(union__in=unions).delete()
    Snapshot.objects.bulk_create(rows, update_conflicts=True, unique_fields=KEY, update_fields=TOLD)


@transaction.atomic
def start_snapshot(day: date, *, by: Officer | None = None) -> Job:
    """Count every figure of `day` in the open federation; raises Refused while one counts."""
    root = Union.objects.unscoped(WHY).get(parent=None)
    if begun_already(KIND, {}, union=root):
        raise Refused(_("The figures are being counted right now."))
    title = _("Figures of %(day)s") % {"day": date_format(day, "Y-m-d")}
    return start_job(KIND, title, {"day": day.isoformat()}, union=root, by=by)


@runner(KIND)
def count_figures(job: Job) -> Iterator[Progress]:
    day, root = date.fromisoformat(job.inputs["day"]), job.union
    since = Snapshot.objects.unscoped(WHY).of_the_roots().filter(day=day)
    done = set(since.filter(taken_at__gte=job.created_at).values_list("indicator", flat=True))
    left = [known for code, known in INDICATORS.items() if code not in done]
    for number, known in enumerate(left, start=len(done)):
        take_snapshot(known, day, root=root)
        yield Progress(number + 1, len(done) + len(left), str(known.label))
