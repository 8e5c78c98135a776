from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.models.household import HouseholdFile
from assistance.models.scope import AssistanceQuerySet
from kernel.days import today
from unions.scoping import SharedQuerySet, UnionOwned


class Occasion(models.TextChoices):
    """Why a visit is paid. A federation names its five of 五必访 (see FiveOccasions)."""

    SURVEY = "survey", _("Home visit for a file")
    FESTIVAL = "festival", _("Festival")
    ILLNESS = "illness", _("Illness, hospital")
    FAMILY = "family", _("Wedding or funeral")
    BIRTH = "birth", _("Birth of a child")
    RETIREMENT = "retirement", _("Leaving or retirement")
    DISASTER = "disaster", _("Accident or disaster")
    HARDSHIP = "hardship", _("Hard times")
    CONFLICT = "conflict", _("Conflict in the family")
    SPIRITS = "spirits", _("Low spirits")


# No national list of the five exists; this choice among the variants in use is ours.
DEFAULT_FIVE = [
    Occasion.ILLNESS,
    Occasion.FAMILY,
    Occasion.BIRTH,
    Occasion.RETIREMENT,
    Occasion.DISASTER,
]


class FiveOccasionsQuerySet(SharedQuerySet["FiveOccasions"]):
    def in_force(self, day: date) -> list[str]:
        """The codes of the five on a day; the portal's own where the federation set none."""
        newest = self.filter(valid_from__lte=day).order_by("-valid_from")
        return newest.values_list("codes", flat=True).first() or [str(o) for o in DEFAULT_FIVE]


class FiveOccasions(UnionOwned):
    """The five occasions on which a federation always visits (五必访), from a day on."""

    codes = ArrayField(models.CharField(max_length=12, choices=Occasion.choices), size=5)
    valid_from = models.DateField(_("valid from"))
    basis = models.CharField(_("basis document"), max_length=120)

    objects = FiveOccasionsQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "valid_from"],
                name="fiveoccasions_once_a_day",
                violation_error_message=_("The five already change on that day."),
            ),
            models.CheckConstraint(condition=Q(codes__len=5), name="fiveoccasions_are_five"),
        ]

    def __str__(self) -> str:
        return gettext("The five occasions from %(day)s") % {"day": self.valid_from}

    @property
    def labels(self) -> list[str]:
        return [str(Occasion(code).label) for code in self.codes]


PAID_IN_TIME = Q(visited_on__isnull=False) & (Q(due_on=None) | Q(visited_on__lte=F("due_on")))


class VisitQuerySet(AssistanceQuerySet["Visit"]):
    def named(self, words: str) -> Self:
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(worker_name__icontains=word)
                | Q(pinyin__icontains=word.lower())
                | Q(round_title__icontains=word)
            )
        return found

    def open(self) -> Self:
        return self.filter(visited_on=None)

    def late(self) -> Self:
        """Paid after the last day, or not paid and the last day is over."""
        return self.filter(Q(visited_on__gt=F("due_on")) | Q(visited_on=None, due_on__lt=today()))

    def in_time(self) -> Self:
        return self.filter(PAID_IN_TIME)

    def happened(self, year: int, day: date) -> Self:
        """The year's events that can be judged on a day: visited by then, or their time over."""
        judged = Q(visited_on__lte=day) | Q(due_on__lt=day)
        return self.filter(judged, event_on__range=(date(year, 1, 1), min(day, date(year, 12, 31))))


class Visit(UnionOwned):
    """A visit to a worker's home or bedside: for a file, an occasion or a festival.

    Entered before it is paid, it waits on the workbench until `due_on`.
    """

    file = models.ForeignKey(
        HouseholdFile, models.CASCADE, null=True, blank=True, related_name="visits"
    )
    occasion = models.CharField(_("occasion"), max_length=12, choices=Occasion.choices)
    round_title = models.CharField(_("round"), max_length=40, blank=True)  # of a festival
    worker_name = models.CharField(_("whom"), max_length=40)
    pinyin = models.CharField(max_length=200, blank=True)
    workplace = models.CharField(_("unit"), max_length=80, blank=True)
    employer = models.ForeignKey(
        "unions.Employer", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("employer on the roll"),
    )  # fmt: skip
    event_on = models.DateField(_("day of the event"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)  # none: nothing began a clock
    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    visitors = models.CharField(_("visitors"), max_length=120, blank=True)  # names, one a line
    place = models.CharField(_("place"), max_length=80, blank=True)
    finding = models.TextField(_("finding"), blank=True)
    photo = models.ForeignKey("evidence.EvidenceFile", models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = VisitQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(
                fields=["federation", "due_on"],
                condition=Q(visited_on=None),
                name="visit_open",
            ),
            models.Index(fields=["federation", "event_on"], name="visit_event"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(event_on=None) | Q(due_on__isnull=False),
                name="visit_event_starts_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(visited_on=None) | ~Q(finding="") & ~Q(place="") & ~Q(visitors=""),
                name="visit_says_who_where_what",
            ),
            models.CheckConstraint(
                condition=Q(visited_on=None)
                | Q(event_on=None)
                | Q(visited_on__gte=models.F("event_on")),
                name="visit_after_the_event",
                violation_error_message=_("A visit cannot come before its event."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_occasion_display()} {self.visited_on or self.event_on or ''}".strip()

    def get_absolute_url(self) -> str:
        return reverse("assistance:visit-detail", args=[self.pk])

    @property
    def visitor_names(self) -> list[str]:
        return [name.strip() for name in self.visitors.splitlines() if name.strip()]

    @property
    def in_time(self) -> bool:
        return self.visited_on is not None and (
            self.due_on is None or self.visited_on <= self.due_on
        )

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and (self.visited_on or today()) > self.due_on

    @property
    def tone(self) -> str:
        if self.is_late:
            return "red" if self.visited_on is None else "amber"
        return "green" if self.visited_on else "neutral"

    @property
    def standing(self) -> str:
        """Where it stands, in a word or two."""
        if self.visited_on is None:
            return gettext("Overdue") if self.is_late else gettext("To be paid")
        return gettext("Paid late") if self.is_late else gettext("Paid in time")
