from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.models.round import Round, Side
from bargaining.votes import shortfalls_of
from evidence.models import EvidenceFile
from unions.scoping import ScopedQuerySet, UnionOwned


class Meeting(UnionOwned):
    """One meeting of a round. `scan`: its minutes, signed by both chief delegates."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="meetings")
    held_on = models.DateField(pgettext_lazy("bargaining", "held on"))
    place = models.CharField(_("place"), max_length=80)
    chaired_by = models.CharField(_("chaired by"), max_length=8, choices=Side.choices)
    minutes_taker = models.CharField(
        _("minutes taken by"), max_length=40, help_text=_("Somebody who is no delegate.")
    )
    minutes = models.TextField(pgettext_lazy("bargaining", "minutes"), max_length=10_000)
    scan = models.ForeignKey(EvidenceFile, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedQuerySet["Meeting"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(chaired_by__in=Side.values), name="meeting_chair"),
        ]


class Ballot(UnionOwned):
    """How a draft fared before the workers' congress, or before all workers.

    `half_inclusive`: whether exactly half of the votes was enough on that day
    (`bargaining.half_inclusive`), kept so that the result stands.
    """

    class Body(models.TextChoices):
        CONGRESS = "congress", _("Workers' congress")
        ALL = "all", _("All workers")

    round = models.ForeignKey(Round, models.CASCADE, related_name="ballots")
    body = models.CharField(_("who voted"), max_length=8, choices=Body.choices)
    held_on = models.DateField(pgettext_lazy("bargaining", "held on"))
    total = models.PositiveIntegerField(_("entitled to vote"))
    present = models.PositiveIntegerField(_("present"))
    yes = models.PositiveIntegerField(_("votes for"))
    half_inclusive = models.BooleanField(default=False)

    objects = ScopedQuerySet["Ballot"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(total__gt=0, present__lte=F("total"), yes__lte=F("present")),
                name="ballot_counts",
                violation_error_message=_(
                    "No more can be present than are entitled, and no more vote than are present."
                ),
            ),
            models.CheckConstraint(condition=Q(body__in=["congress", "all"]), name="ballot_body"),
        ]

    @property
    def passed(self) -> bool:
        return not self.shortfalls

    @property
    def shortfalls(self) -> list[str]:
        """Why it did not pass."""
        return shortfalls_of(self.total, self.present, self.yes, half_inclusive=self.half_inclusive)
