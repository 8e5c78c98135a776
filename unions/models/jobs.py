from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.scoping import ScopedQuerySet, UnionOwned


class JobState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", pgettext_lazy("a job", "Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class JobQuerySet(ScopedQuerySet["Job"]):
    def unfinished(self) -> Self:
        return self.exclude(state__in=ENDED)


class Job(UnionOwned):
    """A piece of slow work: what was asked, how far it is, and where its result lies."""

    kind = models.CharField(max_length=40)
    title = models.CharField(_("title"), max_length=160)
    inputs = models.JSONField(default=dict)
    officer = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=JobState.choices, default=JobState.QUEUED
    )
    step = models.CharField(_("step"), max_length=80, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(_("problem"), max_length=400, blank=True)
    result_url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)
    # Of the present attempt: when it began, and how many steps it found done.
    began_at = models.DateTimeField(null=True)
    begun_with = models.PositiveIntegerField(default=0)
    # That it has ended: when a mail took it to its owner, and when the owner looked.
    mailed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int:
        """0 to 100, whole."""
        if self.state == JobState.DONE:
            return 100
        return min(99, 100 * self.done // self.total) if self.total else 0

    @property
    def finished(self) -> bool:
        return self.state in ENDED

    def get_absolute_url(self) -> str:
        return reverse("unions:job-detail", args=[self.pk])
