from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.models.household import HouseholdFile
from assistance.models.scope import AssistanceQuerySet
from kernel.workdays import add_working_days
from unions.parameters import parameter
from unions.scoping import UnionOwned


class Occasion(models.TextChoices):
    """Why a visit is paid. A federation names its five of 五必访 (`VisitOccasion` rows choose)."""

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


class Visit(UnionOwned):
    """A visit to a worker's home or bedside: for a file, an occasion or a festival."""

    file = models.ForeignKey(
        HouseholdFile, models.CASCADE, null=True, blank=True, related_name="visits"
    )
    occasion = models.CharField(_("occasion"), max_length=12, choices=Occasion.choices)
    worker_name = models.CharField(_("whom"), max_length=40)
    employer = models.ForeignKey(
        "unions.Employer", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("employer on the roll"),
    )  # fmt: skip
    event_on = models.DateField(_("day of the event"), null=True, blank=True)
    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    visitors = models.CharField(_("visitors"), max_length=120, blank=True)  # names, one a line
    place = models.CharField(_("place"), max_length=80, blank=True)
    finding = models.TextField(_("finding"), blank=True)
    photo = models.ForeignKey("evidence.EvidenceFile", models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AssistanceQuerySet["Visit"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
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
        return f"{self.get_occasion_display()} {self.visited_on or self.event_on or ''}"

    @property
    def visitor_names(self) -> list[str]:
        return [name.strip() for name in self.visitors.splitlines() if name.strip()]

    @property
    def due_on(self) -> date | None:
        """The last day of a visit in time; none where no event began a clock."""
        if self.event_on is None:
            return None
        return add_working_days(self.event_on, int(parameter("assistance.visit_days")))

    @property
    def in_time(self) -> bool:
        due = self.due_on
        return self.visited_on is not None and (due is None or self.visited_on <= due)
