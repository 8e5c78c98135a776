from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.eligibility import AccidentGround, Category, LegacyClass
from assistance.models.completeness import (
    lacking_for_approval,
    lacking_for_check,
    lacking_for_endorsement,
    lacking_for_forwarding,
    lacking_for_renewal,
    lacking_for_submission,
)
from assistance.models.scope import AssistanceLifecycleQuerySet
from assistance.workflows.household import LIVE, ON_FILE, SHOWN_IN_PUBLIC, FileStage
from kernel.days import months_after, today
from kernel.sealing import BlindIndex, SealedField, SealedRow, mask_all, mask_card, mask_phone
from kernel.workdays import add_working_days, working_days_between
from unions.models import Lifecycle
from unions.parameters import parameter
from unions.scoping import MOST_WORDS


class Reason(models.TextChoices):
    """致困原因 of the paper form."""

    OWN_ILLNESS = "own_illness", _("Own illness")
    FAMILY_ILLNESS = "family_illness", _("Illness in the family")
    DISABILITY = "disability", _("Disability")
    SCHOOLING = "schooling", _("Children's schooling")
    SINGLE_PARENT = "single_parent", _("Single parent")
    LAID_OFF = "laid_off", _("Laid off or unemployed")
    LOW_INCOME = "low_income", _("Low income")
    ACCIDENT = "accident", _("Accident or disaster")
    WORK_INJURY = "work_injury", _("Work injury or occupational disease")
    OTHER = "other", _("Other")


class WorkerKind(models.TextChoices):
    EMPLOYED = "employed", _("Employed")
    LAID_OFF = "laid_off", _("Laid off")
    MIGRANT = "migrant", _("Migrant worker")
    RETIRED = "retired", _("Retired")


class Origin(models.TextChoices):
    OFFICER = "officer", _("Reported by an officer")
    PUBLIC = "public", _("Applied for on the public page")
    MIGRATED = "migrated", _("Taken over from the old register")


class ExitReason(models.TextChoices):
    OUT_OF_HARDSHIP = "out_of_hardship", _("Out of hardship")
    STATE_SUPPORT = "state_support", _("Taken into state support")
    RETIRED = "retired", _("Retired")
    MOVED = "moved", _("Moved away")
    DIED = "died", _("Died")
    CHECK_FAILED = "check_failed", _("Means check does not agree")
    GAVE_UP = "gave_up", _("Gave up")
    DUPLICATE = "duplicate", _("Duplicate")
    OTHER = "other", _("Other")


class HouseholdFileQuerySet(AssistanceLifecycleQuerySet["HouseholdFile"]):
    def named(self, words: str) -> Self:
        """Files whose applicant's name or pinyin holds each of the words."""
        match = Q()
        for word in words.split()[:MOST_WORDS]:
            match &= Q(applicant_name__icontains=word) | Q(pinyin__icontains=word.lower())
        return self.filter(match)

    def for_reason(self, reason: str) -> Self:
        return self.filter(Q(main_reason=reason) | Q(other_reasons__contains=[reason]))

    def live(self) -> Self:
        return self.filter(stage__in=LIVE)

    def on_file(self) -> Self:
        """Households that may be helped from an earmarked fund (先建档后帮扶)."""
        return self.filter(stage__in=ON_FILE)

    def filed_by(self, day: date) -> Self:
        """On the register at the end of a day."""
        return self.filter(Q(exited_on=None) | Q(exited_on__gt=day), filed_on__lte=day)

    def shown_in_public(self, day: date) -> Self:
        """In publicity that has not ended, whether or not the clock has passed by since."""
        return self.filter(stage__in=SHOWN_IN_PUBLIC, due_on__gte=day)

    def publicity_ended(self) -> Self:
        return self.filter(stage__in=SHOWN_IN_PUBLIC, due_on__lt=today())

    def appeal_ended(self) -> Self:
        return self.filter(stage=FileStage.REJECTED, due_on__lt=today())

    def review_due(self) -> Self:
        return self.filter(stage=FileStage.ACTIVE, review_due_on__lte=today())


class HouseholdFile(SealedRow, Lifecycle):
    """A household in hardship (困难职工档案): one file, from the first visit to the exit.

    It belongs to the township or basic union that reports it. Its number stands for it wherever a
    name need not: in the log, in addresses, in what jobs are told.
    """

    stage = models.CharField(
        _("stage"), max_length=20, choices=FileStage.choices, default=FileStage.DRAFT
    )
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.OFFICER)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    legacy_class = models.CharField(
        _("class in the old register"), max_length=16, choices=LegacyClass.choices, blank=True
    )
    # Who
    applicant_name = models.CharField(_("applicant"), max_length=40)
    pinyin = models.CharField(max_length=200, blank=True)
    worker_kind = models.CharField(_("worker"), max_length=10, choices=WorkerKind.choices)
    employer = models.ForeignKey(
        "unions.Employer", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("employer on the roll"),
    )  # fmt: skip
    workplace = models.CharField(_("unit"), max_length=80)
    phone = SealedField(_("mobile number"), mask=mask_phone, blank=True)
    phone_index = BlindIndex("phone", purpose="phone")
    address = SealedField(_("address"), mask=mask_all, blank=True)
    card = SealedField(_("bank card"), mask=mask_card, blank=True)
    card_index = BlindIndex("card", purpose="card")
    card_holder = models.CharField(_("card holder"), max_length=40, blank=True)
    bank_name = models.CharField(_("bank and branch"), max_length=80, blank=True)
    # Why
    main_reason = models.CharField(_("main reason"), max_length=16, choices=Reason.choices)
    other_reasons = ArrayField(
        models.CharField(max_length=16, choices=Reason.choices),
        verbose_name=_("further reasons"), default=list, blank=True,
    )  # fmt: skip
    accident_ground = models.CharField(
        _("ground of the accident"), max_length=16, choices=AccidentGround.choices, blank=True
    )
    accident_proof = models.CharField(_("paper that proves the ground"), max_length=120, blank=True)
    story = models.TextField(_("how it came about"), blank=True)
    intended_amount = models.DecimalField(
        _("intended aid, yuan"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    # What was decided, by a person, and what the portal had proposed
    category = models.CharField(_("category"), max_length=10, choices=Category.choices, blank=True)
    proposed_category = models.CharField(max_length=10, choices=Category.choices, blank=True)
    working = models.JSONField(default=dict, blank=True)  # the sum as it stood, for later readers
    decided_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    decision_note = models.CharField(_("why so decided"), max_length=400, blank=True)
    # Publicity and the register
    publicity_stage = models.CharField(max_length=20, blank=True)
    publicity_until = models.DateField(null=True)
    publicity_days_left = models.PositiveSmallIntegerField(null=True)
    filed_on = models.DateField(_("on file since"), null=True)
    review_due_on = models.DateField(_("yearly review due"), null=True)
    exited_on = models.DateField(_("left on"), null=True)
    exit_reason = models.CharField(
        _("why it left"), max_length=16, choices=ExitReason.choices, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = HouseholdFileQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["federation", "phone_index"], name="householdfile_phone"),
            models.Index(fields=["federation", "card_index"], name="householdfile_card"),
            models.Index(fields=["federation", "stage", "due_on"], name="householdfile_waiting"),
            # The yearly reviews, the most urgent first: at 100,000 files 2 ms where it was 80.
            models.Index(
                fields=["federation", "review_due_on", "id"],
                name="householdfile_review",
                condition=Q(stage__in=ON_FILE),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=FileStage.values), name="householdfile_stage"
            ),
            models.CheckConstraint(
                condition=Q(category__in=["", *Category.values]), name="householdfile_category"
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=ON_FILE) | Q(filed_on__isnull=False),
                name="householdfile_on_file_since",
            ),
            models.CheckConstraint(
                condition=~Q(stage=FileStage.EXITED)
                | Q(exited_on__isnull=False) & ~Q(exit_reason=""),
                name="householdfile_left_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("assistance:file-detail", args=[self.pk])

    @property
    def number(self) -> str:
        """What the file is called where no name is needed, as in 困难-000123."""
        return gettext("Hardship file %(number)06d") % {"number": self.pk or 0}

    @property
    def interrupted_stage(self) -> str:
        return self.publicity_stage

    @property
    def is_on_file(self) -> bool:
        return self.stage in ON_FILE

    @property
    def is_live(self) -> bool:
        return self.stage in LIVE

    @property
    def reasons(self) -> list[str]:
        """All reasons, the main one first."""
        return [self.main_reason, *(r for r in self.other_reasons if r != self.main_reason)]

    @property
    def reason_labels(self) -> list[str]:
        return [str(Reason(reason).label) for reason in self.reasons]

    @property
    def proved_ground(self) -> str:
        """The accident's ground and its paper; "" without one of the two."""
        if not self.accident_ground or not self.accident_proof.strip():
            return ""
        return f"{self.get_accident_ground_display()} · {self.accident_proof}"

    # What the table of moves asks and changes (assistance/workflows/household.py)

    def missing_to_submit(self) -> list[str]:
        return lacking_for_submission(self)

    def missing_to_endorse(self) -> list[str]:
        return lacking_for_endorsement(self)

    def missing_to_forward(self) -> list[str]:
        return lacking_for_forwarding(self)

    def missing_to_check(self) -> list[str]:
        return lacking_for_check(self)

    def missing_to_approve(self) -> list[str]:
        return lacking_for_approval(self)

    def missing_to_renew(self) -> list[str]:
        return lacking_for_renewal(self)

    def missing_to_appeal(self) -> list[str]:
        """The clock empties `due_on` when the days of appeal have run out."""
        if self.due_on is not None and self.due_on >= today():
            return []
        return [gettext("The time to appeal has passed: the household can apply anew.")]

    def begin_publicity(self) -> None:
        self._keep(publicity_stage=self.stage, publicity_until=self.due_on)

    def stop_the_clock(self) -> None:
        """Keep how many days of publicity were still to come; today's counts as seen."""
        until = self.publicity_until or today()
        self._keep(publicity_days_left=working_days_between(today(), until))

    def go_on_counting(self) -> None:
        """The rest of the publicity, from today on; at least one day, so that people see it."""
        until = add_working_days(today(), max(1, self.publicity_days_left or 0))
        self._keep(due_on=until, publicity_until=until, publicity_days_left=None)

    def filed_today(self) -> dict[str, Any]:
        return {"filed_on": today(), **self.reviewed_today()}

    def reviewed_today(self) -> dict[str, Any]:
        months = int(parameter("assistance.review_months"))
        return {"review_due_on": months_after(today(), months)}

    def left_today(self) -> dict[str, Any]:
        return {"exited_on": today(), "exit_reason": self.exit_reason}

    def free_members(self) -> None:
        """A household whose file is closed may have a new one."""
        self.members.filter(live=True).update(live=False)

    def claim_members(self) -> None:
        self.members.filter(live=False).update(live=True)

    def _keep(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))
