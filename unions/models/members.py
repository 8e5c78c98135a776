from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernel.days import today
from unions.models.employers import Coverage, Employer
from unions.offices import Level
from unions.scoping import ScopedQuerySet, UnionOwned

if TYPE_CHECKING:
    from unions.models import Officer


class OneShoulder(models.TextChoices):
    """一肩挑: whether whoever leads the Party organisation also chairs the union."""

    YES = "yes", _("One person holds both")
    NO = "no", _("Two persons")
    NO_PARTY = "no_party", _("No Party organisation")


class MemberReturnQuerySet(ScopedQuerySet["MemberReturn"]):
    def branch_of(self, officer: Officer) -> Q:
        if officer.level == Level.BASE:
            covered = Coverage.objects.current().filter(covering=officer.union_id)
            return Q(Exists(covered.filter(employer=OuterRef("employer"))))
        return super().branch_of(officer)

    def as_of(self, day: date) -> Self:
        """The last one of each employer by that day, however old."""
        return self.filter(Q(next_on=None) | Q(next_on__gt=day), counted_on__lte=day)


class MemberReturn(UnionOwned):
    """What an employer's union counted on a day: how many, and never who.

    It counts from its day until that of the next, which `next_on` names (none: the newest).
    """

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="member_returns")
    counted_on = models.DateField(_("counted on"))
    next_on = models.DateField(null=True, blank=True, editable=False)
    entered_on = models.DateField(_("entered on"), default=today, editable=False)
    employees = models.PositiveIntegerField(_("employees"))
    members = models.PositiveIntegerField(_("members"))
    women_members = models.PositiveIntegerField(_("women members"))
    migrant_members = models.PositiveIntegerField(_("migrant workers among the members"))
    one_shoulder = models.CharField(
        _("head of the Party organisation and union chair"),
        max_length=8,
        choices=OneShoulder.choices,
    )
    has_women_organisation = models.BooleanField(_("women workers' organisation"))

    objects = MemberReturnQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "counted_on"],
                name="memberreturn_once_a_day",
                violation_error_message=_("There is a return of this day already."),
            ),
            models.CheckConstraint(
                condition=Q(members__lte=F("employees")),
                name="memberreturn_members_are_employees",
                violation_error_message=_("There cannot be more members than employees."),
            ),
            models.CheckConstraint(
                condition=Q(women_members__lte=F("members"), migrant_members__lte=F("members")),
                name="memberreturn_parts_are_members",
                violation_error_message=_("A part of the members cannot be more than all of them."),
            ),
            models.CheckConstraint(
                condition=Q(counted_on__lte=F("entered_on")),
                name="memberreturn_not_of_a_day_to_come",
                violation_error_message=_("What is counted on a day is entered that day or later."),
            ),
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=F("counted_on")),
                name="memberreturn_next_comes_later",
            ),
            models.CheckConstraint(
                condition=Q(one_shoulder__in=OneShoulder.values), name="memberreturn_one_shoulder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer.name} {self.counted_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("unions:employer-detail", args=[self.employer_id])
