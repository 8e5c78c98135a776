from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from homes.models.plan import HomePlan
from homes.models.standard import Criterion
from homes.scoring import Scored
from unions.models import Officer
from unions.scoping import ScopedQuerySet, UnionOwned


class ProgressNote(UnionOwned):
    """What an enterprise reports while it builds."""

    plan = models.ForeignKey(HomePlan, models.CASCADE, related_name="progress_notes")
    text = models.CharField(_("progress"), max_length=500)
    written_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet["ProgressNote"].as_manager()

    class Meta(UnionOwned.Meta):
        pass


class SelfScore(UnionOwned):
    """The enterprise's own answer to one criterion, and the points it earns."""

    plan = models.ForeignKey(HomePlan, models.CASCADE, related_name="self_scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    applies = models.BooleanField(_("applies"), default=True)
    answer = models.DecimalField(
        pgettext_lazy("assessment", "answer"),
        max_digits=9,
        decimal_places=4,
        validators=[MinValueValidator(Decimal(0))],
    )
    points = models.DecimalField(max_digits=4, decimal_places=1)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = ScopedQuerySet["SelfScore"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["plan", "criterion"], name="selfscore_once"),
            models.CheckConstraint(
                condition=models.Q(answer__gte=0, points__gte=0), name="selfscore_not_negative"
            ),
        ]

    def scored(self) -> Scored:
        return Scored(
            self.criterion.points, self.points if self.applies else None, self.criterion.must
        )
