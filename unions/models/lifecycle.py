from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unions.scoping import M, ScopedQuerySet, UnionOwned, of_unions_above

if TYPE_CHECKING:
    from unions.models import Officer


class LifecycleQuerySet(ScopedQuerySet[M]):
    def awaiting(self, stages: list[str]) -> Self:
        """Records in these stages, the most urgent first."""
        return self.filter(stage__in=stages).order_by(models.F("due_on").asc(nulls_last=True), "pk")


class IssuedQuerySet(LifecycleQuerySet[M]):
    """What a union issues to those below it: they read it too, as soon as it is issued."""

    not_yet: ClassVar[tuple[str, ...]] = ("draft",)

    def branch_of(self, officer: Officer) -> Q:
        issued = of_unions_above(officer) & ~Q(stage__in=self.not_yet)
        return super().branch_of(officer) | issued


class Lifecycle(UnionOwned):
    """A record that climbs through a table of moves (unions/workflow.py).

    Subclasses declare `stage` with their own choices. `moves` counts the moves made: it is what a
    page saw, and what the compare-and-set compares.
    """

    stage: models.CharField[str, str]
    moves = models.PositiveIntegerField(default=0, editable=False)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    drafted_by = models.ForeignKey(
        "unions.Officer", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(UnionOwned.Meta):
        abstract = True
