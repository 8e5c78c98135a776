"""Honours (评先评优): what is awarded in a year, to how many, and each nomination for it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Family
from campaigns.workflows.honour import (
    HOLDING,
    OVER,
    NominationStage,
    SchemeStage,
    Withdrawal,
)
from evidence.models import EvidenceFile
from kernel.days import today
from unions.casework.guards import lines
from unions.casework.lateness import LateQuerySet
from unions.models import Employer, Lifecycle
from unions.models.lifecycle import IssuedQuerySet
from unions.refusals import MoveRefused
from unions.scoping import ScopedQuerySet, UnionOwned


class Honoured(models.TextChoices):
    """Who can be honoured."""

    EMPLOYER = "employer", _("Employer or its union")
    COLLECTIVE = "collective", _("Front-line collective")
    PERSON = "person", pgettext_lazy("honour", "Person")
    HOME = "home", _("Workers' home")
    METHOD = "method", _("Working method")


def months_before(day: date, months: int) -> date:
    """The same day that many months earlier, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class HonourSchemeQuerySet(IssuedQuerySet["HonourScheme"]):
    not_yet: ClassVar[tuple[str, ...]] = (SchemeStage.DRAFT, SchemeStage.DROPPED)


class HonourScheme(Lifecycle):
    """An honour in one year, issued by a city or a county.

    The same title year after year is the same honour; `grade` is its level where it has some.
    `needs_grade`: the grade that must have been held for `needs_months` before this one.
    """

    stage = models.CharField(
        _("stage"), max_length=10, choices=SchemeStage.choices, default=SchemeStage.DRAFT
    )
    title = models.CharField(_("honour"), max_length=60)
    year = models.PositiveSmallIntegerField(_("year"))
    family = models.CharField(
        _("family"), max_length=12, choices=Family.choices, default=Family.HONOUR
    )
    honours = models.CharField(_("who can be honoured"), max_length=10, choices=Honoured.choices)
    grade = models.CharField(
        _("grade"), max_length=10, blank=True, help_text=_("Such as A, AA or AAA.")
    )
    basis = models.CharField(_("basis document"), max_length=120, blank=True)
    about = models.TextField(_("conditions"), max_length=2000, blank=True)
    publicity_days = models.PositiveSmallIntegerField(
        _("working days of publicity"), default=5,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )  # fmt: skip
    recheck_months = models.PositiveSmallIntegerField(
        _("months to the re-check"), default=0, validators=[MaxValueValidator(120)],
        help_text=_("0: it is not checked again."),
    )  # fmt: skip
    least_score = models.DecimalField(
        _("least score"), max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )  # fmt: skip
    needs_grade = models.CharField(_("grade held before"), max_length=10, blank=True)
    needs_months = models.PositiveSmallIntegerField(
        _("months it was held"), default=12, validators=[MaxValueValidator(120)]
    )
    last_plate = models.PositiveIntegerField(default=0, editable=False)

    objects = HonourSchemeQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=SchemeStage.values), name="honourscheme_stage"
            ),
            models.UniqueConstraint(
                fields=["union", "title", "grade", "year"], name="honourscheme_once_a_year",
                violation_error_message=_("This honour is already issued for the year."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.year} {self.title}{self.grade and f' {self.grade}'}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:honour-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return str(self)

    @property
    def is_late(self) -> bool:
        return False

    def next_plate(self) -> str:
        """The next plate number; of two awards at once, the second waits for the first."""
        same = HonourScheme.objects.unscoped("the scheme in hand").filter(pk=self.pk)
        same.update(last_plate=F("last_plate") + 1)
        return f"{self.year}-{same.values_list('last_plate', flat=True).get():04d}"

    def recheck_after(self, day: date) -> date | None:
        return months_before(day, -self.recheck_months) if self.recheck_months else None


class HonourQuota(UnionOwned):
    """How many a county may forward; it owns the row. A scheme without quotas sets no limit."""

    scheme = models.ForeignKey(HonourScheme, models.CASCADE, related_name="quotas")
    seats = models.PositiveIntegerField(_("places"), validators=[MaxValueValidator(10_000)])
    forwarded = models.PositiveIntegerField(_("forwarded"), default=0, editable=False)

    objects = ScopedQuerySet["HonourQuota"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["scheme", "union"], name="honourquota_once"),
            models.CheckConstraint(
                condition=Q(forwarded__lte=F("seats")), name="honourquota_not_exceeded",
                violation_error_message=_("More were forwarded already than these places."),
            ),
        ]  # fmt: skip


class NominationQuerySet(LateQuerySet["Nomination"]):
    def held(self, day: date) -> Self:
        """Awarded by the day and not withdrawn by then."""
        alive = Q(withdrawn_on=None) | Q(withdrawn_on__gt=day)
        return self.filter(alive, awarded_on__lte=day)

    def ever_awarded(self) -> Self:
        return self.filter(awarded_on__isnull=False)

    def in_publicity(self) -> Self:
        return self.filter(stage=NominationStage.PUBLICITY, publicity_until__gte=today())

    def publicity_ended(self) -> Self:
        return self.filter(stage=NominationStage.PUBLICITY, publicity_until__lt=today())

    def recheck_due(self) -> Self:
        return self.filter(stage__in=HOLDING, recheck_on__lte=today())


class Nomination(Lifecycle):
    """One unit, collective, person or home put forward for an honour, by the union that owns it.

    `name` is whom the honour goes to; `employer` where it belongs. `days_left`: working days the
    publicity had left when an objection stopped it.
    """

    stage = models.CharField(
        _("stage"), max_length=10, choices=NominationStage.choices, default=NominationStage.DRAFTED
    )
    scheme = models.ForeignKey(HonourScheme, models.PROTECT, related_name="nominations")
    subject = models.CharField(
        _("who is honoured"), max_length=10, choices=Honoured.choices, editable=False
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, null=True, blank=True, related_name="nominations",
        verbose_name=_("employer"),
    )  # fmt: skip
    name = models.CharField(_("name of the collective or person"), max_length=80)
    pinyin = models.CharField(max_length=400, blank=True, editable=False)
    members = models.PositiveIntegerField(
        _("members of the collective"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
    )  # fmt: skip
    summary = models.CharField(
        _("deeds in short"), max_length=200, help_text=_("This is what the publicity shows.")
    )
    deeds = models.TextField(_("deeds"), max_length=4000, blank=True)
    score = models.DecimalField(
        pgettext_lazy("honour", "score"), max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )  # fmt: skip
    evidence = models.ForeignKey(
        EvidenceFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    seat = models.ForeignKey(
        HonourQuota, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    handed_in_on = models.DateField(_("handed in on"), null=True, editable=False)
    published_on = models.DateField(_("in publicity from"), null=True, editable=False)
    publicity_until = models.DateField(_("in publicity until"), null=True, editable=False)
    days_left = models.PositiveSmallIntegerField(null=True, editable=False)
    plate = models.CharField(_("plate number"), max_length=20, blank=True, editable=False)
    awarded_on = models.DateField(_("awarded on"), null=True, editable=False)
    recheck_on = models.DateField(_("re-check on"), null=True, editable=False)
    rechecked_on = models.DateField(_("last re-checked on"), null=True, editable=False)
    withdrawn_on = models.DateField(pgettext_lazy("honour", "withdrawn on"), null=True,
                                    editable=False)  # fmt: skip
    withdrawal = models.CharField(
        _("way of withdrawal"), max_length=10, choices=Withdrawal.choices, blank=True
    )

    objects = NominationQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(
                fields=["federation", "stage", "publicity_until"], name="nomination_shown"
            ),
            models.Index(fields=["federation", "awarded_on"], name="nomination_awarded"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=NominationStage.values), name="nomination_stage"
            ),
            models.CheckConstraint(
                condition=Q(employer__isnull=False) | Q(subject=Honoured.PERSON),
                name="nomination_of_an_employer",
            ),
            models.CheckConstraint(
                condition=Q(members__isnull=False) | ~Q(subject=Honoured.COLLECTIVE),
                name="nomination_collective_has_members",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[*HOLDING, NominationStage.WITHDRAWN])
                | (Q(awarded_on__isnull=False) & ~Q(plate="")),
                name="nomination_awarded_with_a_plate",
            ),
            models.CheckConstraint(
                condition=~Q(stage=NominationStage.WITHDRAWN)
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawal="")),
                name="nomination_withdrawn_some_way",
            ),
            models.UniqueConstraint(
                fields=["scheme", "plate"], condition=~Q(plate=""), name="nomination_plate_once"
            ),
            models.UniqueConstraint(
                fields=["scheme", "employer", "name"], condition=~Q(stage__in=OVER),
                name="nomination_once_in_a_scheme",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return gettext("Nomination %(number)06d") % {"number": self.pk or 0}

    def get_absolute_url(self) -> str:
        return reverse("campaigns:nomination-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return str(self)

    @property
    def is_late(self) -> bool:
        waits = self.stage in (NominationStage.COUNTY, NominationStage.CITY,
                               NominationStage.OBJECTED)  # fmt: skip
        return waits and self.due_on is not None and self.due_on < today()

    @property
    def is_recheck_due(self) -> bool:
        return self.stage in HOLDING and self.recheck_on is not None and self.recheck_on <= today()

    @property
    def seat_holder_id(self) -> int:
        """The union whose quota counts: the county, or the issuer where there is no county."""
        return self.county_id or self.scheme.union_id

    def take_seat(self) -> None:
        """Take a place of the county's quota. Raises MoveRefused when none is left."""
        quotas = HonourQuota.objects.unscoped("of the scheme in hand").filter(scheme=self.scheme_id)
        if not quotas.exists():
            return
        own = quotas.filter(union_id=self.seat_holder_id)
        # The row's lock and the condition are one statement: the second of two finds no place.
        if not own.filter(forwarded__lt=F("seats")).update(forwarded=F("forwarded") + 1):
            raise MoveRefused(gettext("No place of this county's quota is left."))
        self.seat = own.get()
        self.save(update_fields=["seat"])

    def free_seat(self) -> None:
        if self.seat_id is None:
            return
        own = HonourQuota.objects.unscoped("the place it took").filter(pk=self.seat_id)
        own.update(forwarded=F("forwarded") - 1)
        self.seat = None
        self.save(update_fields=["seat"])

    def settle_objection(self, *, upheld: bool) -> None:
        open_ones = HonourObjection.objects.unscoped("of the nomination in hand")
        open_ones.filter(nomination=self.pk, upheld=None).update(upheld=upheld, settled_on=today())

    # What the table of moves asks (campaigns/workflows/honour.py)

    def missing_to_hand_in(self) -> list[str]:
        scheme, score = self.scheme, self.score
        least = scheme.least_score
        return lines(
            (
                scheme.stage == SchemeStage.OPEN or self.stage != NominationStage.DRAFTED,
                _("This honour takes no more nominations."),
            ),
            (bool(self.deeds.strip()), _("The deeds are not described yet.")),
            (
                least is None or (score is not None and score >= least),
                _("The score has to be at least %(least)s.") % {"least": least},
            ),
            (
                not scheme.needs_grade or self.held_the_grade_before(),
                _("Grade %(grade)s has not been held for %(months)s months.")
                % {"grade": scheme.needs_grade, "months": scheme.needs_months},
            ),
        )

    def held_the_grade_before(self) -> bool:
        since = months_before(today(), self.scheme.needs_months)
        before = Nomination.objects.unscoped("the subject's own past").held(today())
        same = Q(scheme__title=self.scheme.title, scheme__union=self.scheme.union_id)
        return before.filter(
            same, scheme__grade=self.scheme.needs_grade, employer=self.employer_id, name=self.name,
            awarded_on__lte=since,
        ).exists()  # fmt: skip

    def missing_to_award(self) -> list[str]:
        until = self.publicity_until
        ended = until is not None and until < today()
        return lines((ended, _("The publicity runs until %(day)s.") % {"day": until}))

    def missing_to_keep(self) -> list[str]:
        return lines(
            (
                self.is_recheck_due,
                _("Its re-check is on %(day)s.") % {"day": self.recheck_on or "—"},
            )
        )


class HonourObjection(UnionOwned):
    """What somebody said against a nomination in publicity; its owner is the nomination's."""

    nomination = models.ForeignKey(Nomination, models.PROTECT, related_name="objections")
    ground = models.TextField(_("what is objected"), max_length=1000)
    objector = models.CharField(_("raised by"), max_length=60, blank=True)
    recorded_by = models.ForeignKey("unions.Officer", models.PROTECT, related_name="+")
    recorded_on = models.DateField(default=today)
    upheld = models.BooleanField(null=True)
    settled_on = models.DateField(null=True)  # why, the log says

    objects = ScopedQuerySet["HonourObjection"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(upheld__isnull=True, settled_on__isnull=True)
                | Q(upheld__isnull=False, settled_on__isnull=False),
                name="honourobjection_settled_on_a_day",
            ),
        ]
