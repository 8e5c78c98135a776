from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.models.scope import AssistanceLifecycleQuerySet, AssistanceQuerySet
from assistance.offices import reads_assistance
from assistance.workflows.counselling import TAKEN, CounselStage, may_read
from kernel.days import today
from kernel.sealing import BlindIndex, SealedField, SealedRow, mask_all
from unions.casework.guards import lines
from unions.models import Lifecycle, Officer
from unions.scoping import UnionOwned


class SlotQuerySet(AssistanceQuerySet["CounselSlot"]):
    def branch_of(self, officer: Officer) -> Q:
        """Hours of the branch, and those the centres above it offer."""
        branch = super().branch_of(officer)
        if not reads_assistance(officer):
            return branch
        above = Q(union_id__in=[officer.county_id, officer.township_id])
        return branch | above | Q(county_id=None, federation_id=officer.federation_id)

    def free_from(self, day: date) -> Self:
        """Hours nobody has booked yet, the nearest first."""
        taken = Q(pk__in=Appointment._base_manager.filter(stage__in=TAKEN).values("slot_id"))
        return self.filter(day__gte=day).exclude(taken).order_by("day", "begins", "pk")


class CounselSlot(UnionOwned):
    """An hour a counsellor offers, at a place."""

    counsellor = models.ForeignKey(
        Officer, models.PROTECT, related_name="+", verbose_name=_("counsellor")
    )
    day = models.DateField(_("day"))
    begins = models.TimeField(_("begins at"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=50)
    place = models.CharField(_("place"), max_length=80)

    objects = SlotQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "counsellor", "day", "begins"],
                name="counselslot_once",
                violation_error_message=_("This counsellor offers that hour already."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=10, minutes__lte=480), name="counselslot_minutes"
            ),
        ]

    def __str__(self) -> str:
        person = self.counsellor.user.display_name
        return f"{self.day:%Y-%m-%d} {self.begins:%H:%M} · {person} · {self.place}"


class Appointment(SealedRow, Lifecycle):
    """An hour with a counsellor. Who comes and what about is for the counsellor alone.

    Everyone else at the centre sees the number, the hour and the stage.
    """

    stage = models.CharField(
        _("stage"), max_length=20, choices=CounselStage.choices, default=CounselStage.BOOKED
    )
    slot = models.ForeignKey(
        CounselSlot, models.PROTECT, related_name="appointments", verbose_name=_("hour")
    )
    counsellor = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    client = SealedField(_("who comes"), mask=mask_all)
    phone = SealedField(_("phone number"), mask=mask_all, blank=True)
    phone_index = BlindIndex("phone", purpose="phone")
    problem = SealedField(_("what about"), mask=mask_all, blank=True)
    notes = SealedField(_("counsellor's notes"), mask=mask_all, blank=True)
    held_on = models.DateField(_("held on"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AssistanceLifecycleQuerySet["Appointment"].as_manager()

    class Meta(Lifecycle.Meta):
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["federation", "stage", "due_on"], name="appointment_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=CounselStage.values), name="appointment_stage"
            ),
            models.UniqueConstraint(
                fields=["federation", "slot"],
                condition=Q(stage__in=TAKEN),
                name="appointment_one_an_hour",
                violation_error_message=_("This hour has just been taken. Please choose another."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("assistance:counsel-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return gettext("Appointment %(number)06d") % {"number": self.pk or 0}

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < today()

    def may_be_read_by(self, officer: Officer) -> bool:
        return may_read(self, officer)

    def missing_to_hold(self) -> list[str]:
        return lines((self.slot.day <= today(), _("The hour has not come yet.")))
