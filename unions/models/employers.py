from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from unions.models.tree import DatedQuerySet, DateRange, Union
from unions.offices import Level
from unions.scoping import ScopedQuerySet, UnionOwned

if TYPE_CHECKING:
    from unions.models import Officer


class Ownership(models.TextChoices):
    """The split of union reports (domain-rules 1.6): seed 002's and the yearbooks' columns."""

    PUBLIC = "public", _("State, collective and held by them")
    NON_PUBLIC = "non_public", _("Non-public")


class UnitKind(models.TextChoices):
    """The four kinds of employer that the Trade Union Law names (工会法 §3)."""

    ENTERPRISE = "enterprise", _("Enterprise")
    INSTITUTION = "institution", _("Public institution")
    AGENCY = "agency", _("Government agency")
    SOCIETY = "society", _("Social organisation")


class Holding(models.TextChoices):
    """Who holds the controlling share (控股情况, national statistics codes)."""

    STATE = "1", _("State-held")
    COLLECTIVE = "2", _("Collectively held")
    PRIVATE = "3", _("Privately held")
    HKMT = "4", _("Held from Hong Kong, Macao or Taiwan")
    FOREIGN = "5", _("Foreign-held")
    OTHER = "9", _("Other holding")


# 1998/2011 and 2023 registration types counted as public (domain-rules 1.6; a default, hence the
# override with a reason on the profile).
PUBLIC_REGISTRATIONS = {"110", "111", "120", "131", "132", "141", "142", "143", "151"}


def ownership_of(registration: str, holding: str) -> Ownership:
    """Public or non-public, from the registration type and who holds control."""
    if registration in PUBLIC_REGISTRATIONS or holding in {Holding.STATE, Holding.COLLECTIVE}:
        return Ownership.PUBLIC
    return Ownership.NON_PUBLIC


class EmployerQuerySet(ScopedQuerySet["Employer"]):
    def branch_of(self, officer: Officer) -> Q:
        if officer.level == Level.BASE:
            covered = Coverage.objects.current().filter(covering=officer.union_id)
            return Q(Exists(covered.filter(employer=OuterRef("pk"))))
        return super().branch_of(officer)

    def on_roll(self, day: date) -> Self:
        return self.filter(Q(left_on=None) | Q(left_on__gt=day), joined_on__lte=day)

    def with_union(self, day: date) -> Self:
        """On the roll and covered by some union, as of a day."""
        covered = Coverage.objects.as_of(day).filter(employer=OuterRef("pk"))
        return self.on_roll(day).filter(Exists(covered))

    def of_class(self, day: date, *conditions: Q, **wanted: Any) -> Self:
        """Of whom the roll said so on a day; by the columns of a profile: kind, headcount."""
        profile = EmployerProfile.objects.as_of(day).filter(*conditions, **wanted)
        return self.filter(Exists(profile.filter(employer=OuterRef("pk"))))

    def covered_by(self, union: Union) -> Self:
        return self.filter(
            Exists(Coverage.objects.current().filter(employer=OuterRef("pk"), covering=union))
        )

    def covered(self) -> Self:
        """Employers that some union covers today."""
        return self.filter(Exists(Coverage.objects.current().filter(employer=OuterRef("pk"))))


class Employer(UnionOwned):
    """An employer (用人单位) on the roll of the township or county union that owns the row.

    Ownership, kind and headcount are copied from today's profile, as the places are from today's
    placement; answers "as of" a day read the profiles.
    """

    name = models.CharField(_("employer"), max_length=80)
    uscc = models.CharField(_("social credit code"), max_length=18)
    pinyin = models.CharField(max_length=400, blank=True)
    industry = models.CharField(_("industry section"), max_length=1)  # GB/T 4754-2017, A to T
    joined_on = models.DateField(_("on the roll from"))
    left_on = models.DateField(_("on the roll to"), null=True, blank=True)
    ownership = models.CharField(_("ownership"), max_length=10, choices=Ownership.choices)
    kind = models.CharField(_("kind"), max_length=12, choices=UnitKind.choices)
    headcount = models.PositiveIntegerField(_("headcount"))

    objects = EmployerQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "uscc"],
                name="employer_once_in_a_federation",
                violation_error_message=_("An employer with this code is already on the roll."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EmployerProfile(UnionOwned):
    """What the roll says about an employer from a day (included) to a day (not included)."""

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="profiles")
    registration = models.CharField(_("registration type"), max_length=3)
    holding = models.CharField(_("holding"), max_length=1, choices=Holding.choices)
    ownership = models.CharField(_("ownership"), max_length=10, choices=Ownership.choices)
    ownership_reason = models.CharField(_("why it differs"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=UnitKind.choices)
    headcount = models.PositiveIntegerField(_("headcount"))
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet["EmployerProfile"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            ExclusionConstraint(
                name="employer_one_profile_at_a_time",
                expressions=[
                    (F("employer"), RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This employer already has a profile in that time."),
            ),
        ]


class Coverage(UnionOwned):
    """Which union covers an employer, dated; a joint union covers several."""

    employer = models.ForeignKey(Employer, models.CASCADE, related_name="coverages")
    covering = models.ForeignKey(Union, models.PROTECT, related_name="coverages")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet["Coverage"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            ExclusionConstraint(
                name="employer_covered_once_at_a_time",
                expressions=[
                    (F("employer"), RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another union already covers this employer."),
            ),
        ]
