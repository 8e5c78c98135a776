"""Free training for workers in hardship and their families, and the jobs they came to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assistance.models.circumstances import HouseholdMember, Income
from assistance.models.household import HouseholdFile
from assistance.models.scope import AssistanceQuerySet
from kernel.days import months_after, today
from kernel.sealing import BlindIndex, SealedField, SealedRow, mask_id
from unions.parameters import parameter
from unions.scoping import UnionOwned


class TrainingClassQuerySet(AssistanceQuerySet["TrainingClass"]):
    def named(self, words: str) -> Self:
        found = self
        for word in words.split()[:8]:
            found = found.filter(Q(title__icontains=word) | Q(pinyin__icontains=word.lower()))
        return found


class TrainingClass(UnionOwned):
    """A course for a group of people, at one place, from a day to a day."""

    title = models.CharField(_("training class"), max_length=80)
    pinyin = models.CharField(max_length=400, blank=True)
    sponsor = models.CharField(_("sponsor"), max_length=80)
    place = models.CharField(_("place"), max_length=80)
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    hours = models.PositiveSmallIntegerField(_("hours"), validators=[MinValueValidator(1)])
    seats = models.PositiveSmallIntegerField(_("seats"), validators=[MinValueValidator(1)])

    objects = TrainingClassQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="trainingclass_ends_after_it_begins",
                violation_error_message=_("The class would end before it begins."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assistance:class-detail", args=[self.pk])

    @property
    def is_over(self) -> bool:
        return self.ends_on < today()


class Level(models.TextChoices):
    """Skill levels of the national list (职业技能等级), as certificates name them."""

    NONE = "", _("No level")
    FIVE = "5", _("Level five, junior")
    FOUR = "4", _("Level four, middle")
    THREE = "3", _("Level three, senior")
    TWO = "2", _("Level two, technician")
    ONE = "1", _("Level one, senior technician")


class Trainee(SealedRow, UnionOwned):
    """One person in one class: hours attended and what came of it.

    Of a household on file, or a worker by name; the index of the identity number tells persons
    apart, so that someone trained twice in a year counts once.
    """

    training = models.ForeignKey(TrainingClass, models.CASCADE, related_name="trainees")
    file = models.ForeignKey(HouseholdFile, models.PROTECT, null=True, related_name="trainees")
    member = models.ForeignKey(HouseholdMember, models.PROTECT, null=True, related_name="trainees")
    name = models.CharField(pgettext_lazy("person", "name"), max_length=40)
    id_number = SealedField(_("identity number"), mask=mask_id)
    id_index = BlindIndex("id_number", purpose="id_number")
    attended = models.DecimalField(
        _("hours attended"), max_digits=5, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )  # fmt: skip
    passed = models.BooleanField(_("passed"), null=True)
    certificate = models.CharField(_("certificate number"), max_length=40, blank=True)
    skill = models.CharField(_("skill level"), max_length=1, choices=Level.choices, blank=True)

    objects = AssistanceQuerySet["Trainee"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["training", "id_index"], name="trainee_once_in_a_class",
                violation_error_message=_("This person is already in the class."),
            ),
            models.CheckConstraint(
                # An unknown `passed` would make the whole unknown, which a check lets through.
                condition=Q(passed__isnull=False, passed=True) | Q(certificate="", skill=""),
                name="trainee_certified_has_passed",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return gettext("Trainee %(number)06d") % {"number": self.pk or 0}


class Outcome(models.TextChoices):
    WORKING = "working", _("At work there")
    CHANGED = "changed", _("Changed to another job")
    LOST = "lost", _("Without work again")


CHECKED_AFTER = (3, 6)  # months; what upper levels ask of a placement


class JobPlacementQuerySet(AssistanceQuerySet["JobPlacement"]):
    def named(self, words: str) -> Self:
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(name__icontains=word)
                | Q(pinyin__icontains=word.lower())
                | Q(workplace__icontains=word)
            )
        return found

    def check_due(self) -> Self:
        return self.filter(check_due_on__lte=today())


class JobPlacement(UnionOwned):
    """A job someone of a household came to through the union, and whether it was kept."""

    file = models.ForeignKey(HouseholdFile, models.PROTECT, related_name="placements")
    member = models.ForeignKey(
        HouseholdMember, models.PROTECT, related_name="placements", verbose_name=_("person")
    )
    name = models.CharField(pgettext_lazy("person", "name"), max_length=40)
    pinyin = models.CharField(max_length=200, blank=True)
    employer = models.ForeignKey(
        "unions.Employer", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("employer on the roll"),
    )  # fmt: skip
    workplace = models.CharField(_("employer"), max_length=80)
    post = models.CharField(_("job"), max_length=60)
    since = models.DateField(_("since"))
    kept_3 = models.BooleanField(_("kept after three months"), null=True)
    kept_6 = models.BooleanField(_("kept after six months"), null=True)
    outcome = models.CharField(
        _("outcome"), max_length=8, choices=Outcome.choices, default=Outcome.WORKING
    )
    check_due_on = models.DateField(_("next check"), null=True)
    placed_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")

    objects = JobPlacementQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["member", "since"], name="jobplacement_once_a_day",
                violation_error_message=_("This person already began a job on that day."),
            ),
            models.CheckConstraint(
                condition=Q(kept_6=None) | Q(kept_3__isnull=False),
                name="jobplacement_three_months_before_six",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return gettext("Placement %(number)06d") % {"number": self.pk or 0}

    @property
    def next_check(self) -> date | None:
        """When the job is to be asked after next; never again once it is lost or six months old."""
        if self.kept_6 is not None or self.kept_3 is False or self.outcome == Outcome.LOST:
            return None
        return months_after(self.since, CHECKED_AFTER[self.kept_3 is not None])


def without_work(members: models.QuerySet[HouseholdMember]) -> models.QuerySet[HouseholdMember]:
    """Members of working age, not at school, without wages and not placed by us (以户为单位)."""
    oldest, youngest = (
        today().year - int(parameter(f"assistance.candidate_{end}")) for end in ("to", "from")
    )
    wages = Income.objects.filter(member=OuterRef("pk"), kind="wages", amount__gt=0)
    at_work = JobPlacement.objects.filter(member=OuterRef("pk"), outcome__in=["working", "changed"])
    return members.filter(
        ~Exists(wages),
        ~Exists(at_work),
        birth_year__range=(oldest, youngest),
        schooling="",
        not_counted="",
    )
