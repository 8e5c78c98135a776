from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unions.scoping import ScopedQuerySet, UnionOwned

if TYPE_CHECKING:
    from unions.models.officers import Officer


# App label → whose work its records are; to nobody else are their events shown.
READERS: dict[str, Callable[[Officer], bool]] = {}


class EventQuerySet(ScopedQuerySet["Event"]):
    def branch_of(self, officer: Officer) -> Q:
        """The branch's events, but of records that are for few only to those few."""
        branch = super().branch_of(officer)
        for app, may_read in READERS.items():
            if not may_read(officer):
                branch &= ~Q(subject__startswith=f"{app}.")
        return branch

    def about(self, record: models.Model) -> Self:
        """What happened to this record, the newest first."""
        return self.filter(subject=record._meta.label_lower, subject_id=record.pk).order_by("-pk")


class Event(UnionOwned):
    """One act: who did what to which record, when and why. Append-only.

    `digest` is the SM3 of what the act changed, `detail` what a page shows of it
    ({"measures": [{"code", "title", "reason"}], …}).
    """

    subject = models.CharField(max_length=60)  # "homes.homeplan"
    subject_id = models.BigIntegerField()
    title = models.CharField(max_length=160)
    step = models.CharField(max_length=40)
    label = models.CharField(_("act"), max_length=60)
    source = models.CharField(max_length=30, blank=True)
    target = models.CharField(max_length=30, blank=True)
    officer = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    actor = models.CharField(_("who"), max_length=160)  # as it read on the day
    note = models.TextField(_("note"), blank=True)
    detail = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = EventQuerySet.as_manager()
    append_only: ClassVar[bool] = True

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(fields=["subject", "subject_id", "-id"], name="event_subject"),
        ]


class EventLink(UnionOwned):
    """An event's place in its federation's hash chain, written by the database at commit."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="link")
    number = models.BigIntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = ScopedQuerySet["EventLink"].as_manager()
    append_only: ClassVar[bool] = True

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["federation", "number"], name="eventlink_number"),
        ]
