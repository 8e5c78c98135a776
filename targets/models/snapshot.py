from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Subquery
from django.utils.translation import gettext_lazy as _

from unions.scoping import ScopedQuerySet, UnionOwned

SOON = timedelta(days=4)  # the night after a day, or a few later where a night was missed
IN_ITS_TIME = Q(
    taken_at__lt=ExpressionWrapper(F("day") + SOON, output_field=models.DateTimeField())
)


class SnapshotQuerySet(ScopedQuerySet["Snapshot"]):
    def of_the_roots(self) -> Self:
        """One for each figure that was told of a day: the root has a row even where nothing is."""
        return self.filter(union__parent=None)

    def of_the_newest_day(self, year: int) -> Self:
        """The last day of a year that was told; of some figures perhaps only.

        An end of a month counted long after it is kept for the trend and is nobody's newest day,
        unless it ended the year.
        """
        of_year = self.filter(IN_ITS_TIME | Q(day__month=12, day__day=31), day__year=year)
        # By the index from its end: a maximum would read the rows of the whole year.
        return of_year.filter(day=Subquery(of_year.order_by("-day").values("day")[:1]))


class Snapshot(UnionOwned):
    """What a figure was for one union at the end of a day, or so far where the day was running.

    Rows belong to the counties, and to the root for what no county keeps; a figure of the whole
    federation is their sum.
    """

    indicator = models.CharField(_("indicator"), max_length=60)
    day = models.DateField(_("day"))
    numerator = models.BigIntegerField(_("numerator"))
    denominator = models.BigIntegerField(_("denominator"), null=True)
    taken_at = models.DateTimeField(_("counted at"))

    objects = SnapshotQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["union", "day", "indicator"], name="snapshot_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gte=0),
                name="snapshot_base_never_negative",
            ),
        ]
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(F("federation"), F("day"), F("indicator"), name="snapshot_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.day:%Y-%m-%d}"
