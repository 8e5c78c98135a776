"""Training: courses, their lessons, who learns in them, and what came of it."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from kernel.columns import yuan
from kernel.days import today
from kernel.sealing import BlindIndex, SealedField, SealedRow, mask_id, mask_phone
from unions.models import Employer, Officer
from unions.parameters import parameter
from unions.scoping import ScopedQuerySet, UnionOwned, each_word_in, of_unions_above

FULL_MARK = 100


class CourseKind(models.TextChoices):
    SKILL = "skill", _("Skills")
    ORDER = "order", _("To an employer's order")
    PRE_JOB = "pre_job", _("Before a job")
    CADRE = "cadre", _("Union cadres")
    SAFETY = "safety", _("Safety")
    WEEKEND = "weekend", _("Weekend school")


# After these somebody is to be at work: they are asked after.
FOR_A_JOB = (CourseKind.ORDER, CourseKind.PRE_JOB)


class CourseQuerySet(ScopedQuerySet["Course"]):
    def branch_of(self, officer: Officer) -> Q:
        """One's own and those below; and courses of unions above, to which workers are sent."""
        return super().branch_of(officer) | of_unions_above(officer)

    def named(self, words: str) -> Self:
        return self.filter(each_word_in(words, "title", "pinyin"))


class Course(UnionOwned):
    """A course a union holds, from a day to a day."""

    title = models.CharField(_("course"), max_length=80)
    pinyin = models.CharField(max_length=400, blank=True)
    kind = models.CharField(
        pgettext_lazy("course", "kind"), max_length=8, choices=CourseKind.choices
    )
    orderer = models.ForeignKey(
        Employer, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("ordered by"),
    )  # fmt: skip
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    hours = models.PositiveSmallIntegerField(
        pgettext_lazy("course", "hours"), validators=[MinValueValidator(1)]
    )
    place = models.CharField(_("place"), max_length=80)
    seats = models.PositiveSmallIntegerField(
        _("trainees wanted"), validators=[MinValueValidator(1)]
    )
    cost = yuan(_("cost, yuan"), null=True, blank=True)
    funded_by = models.CharField(_("paid from"), max_length=80, blank=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"), default=60, validators=[MaxValueValidator(FULL_MARK)]
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="courses",
        verbose_name=_("part of the campaign"),
    )  # fmt: skip
    last_certificate = models.PositiveIntegerField(default=0, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="course_days_in_order",
                violation_error_message=_("The course would end before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=CourseKind.ORDER) | Q(orderer__isnull=False),
                name="course_ordered_by_somebody",
                violation_error_message=_("Name the employer who orders the course."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:course-detail", args=[self.pk])

    @property
    def is_for_a_job(self) -> bool:
        return self.kind in FOR_A_JOB


def new_code() -> str:
    return secrets.token_urlsafe(9)


class Lesson(UnionOwned):
    """One sitting of a course; `code` is the secret part of what its QR code says."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="lessons")
    topic = models.CharField(_("topic"), max_length=80, blank=True)
    day = models.DateField(_("day"))
    starts_at = models.TimeField(pgettext_lazy("lesson", "from"))
    ends_at = models.TimeField(pgettext_lazy("lesson", "to"))
    code = models.CharField(max_length=16, unique=True, default=new_code, editable=False)

    objects = ScopedQuerySet["Lesson"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["course", "day", "starts_at"], name="lesson_one_at_a_time",
                violation_error_message=_("The course already has a lesson at that time."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="lesson_ends_after_it_starts",
                violation_error_message=_("The lesson would end before it starts."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.course.title} {self.day:%m-%d} {self.starts_at:%H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:lesson-detail", args=[self.pk])

    @cached_property
    def opens(self) -> datetime:
        """When signing in begins, somewhat before the lesson."""
        early = timedelta(minutes=int(parameter("campaigns.sign_in_opens_minutes")))
        return self._local(self.starts_at) - early

    @property
    def closes(self) -> datetime:
        return self._local(self.ends_at)

    def is_open_at(self, moment: datetime) -> bool:
        return self.opens <= moment <= self.closes

    def _local(self, at: object) -> datetime:
        zone = timezone.get_current_timezone()
        return datetime.combine(self.day, at, tzinfo=zone)  # type: ignore[arg-type]


class SkillLevel(models.TextChoices):
    """Skill levels of the national list (职业技能等级); the smaller, the higher."""

    NONE = "6", _("No level yet")
    FIVE = "5", _("Level five, junior")
    FOUR = "4", _("Level four, middle")
    THREE = "3", _("Level three, senior")
    TWO = "2", _("Level two, technician")
    ONE = "1", _("Level one, senior technician")


# A higher level than before; whose level before nobody wrote down counts for nothing.
PROMOTED = Q(level_before__gt=F("level")) & ~Q(level="") & ~Q(level_before="")


class LearnerQuerySet(ScopedQuerySet["Learner"]):
    def trained(self, day: date, year: int) -> Self:
        """Of courses that began in the year, who was at a lesson or passed by the day: 人次."""
        attended = Exists(SignIn.objects.filter(learner=OuterRef("pk"), lesson__day__lte=day))
        found = self.filter(course__starts_on__year=year, course__starts_on__lte=day)
        return found.filter(attended | Q(passed=True, scored_on__lte=day))

    def certified(self, day: date, year: int) -> Self:
        return self.filter(issued_on__year=year, issued_on__lte=day)

    def promoted(self, day: date, year: int) -> Self:
        """Given a certificate in the year of a higher level than they had."""
        return self.certified(day, year).filter(PROMOTED)

    def first_of_each(self) -> Self:
        """One row of each person, the earliest."""
        firsts = self.order_by("id_index", "pk").distinct("id_index").values("pk")
        return self.filter(pk__in=firsts)

    def expiring(self) -> Self:
        """Certificates that still hold, and end soon."""
        return self.filter(expires_on__gte=today(), remind_on__lte=today())


class Learner(SealedRow, UnionOwned):
    """One person in one course: exam, certificate, and the job it led to.

    It belongs to the union that covers the employer, or to the course's own where none is named.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="learners")
    name = models.CharField(pgettext_lazy("person", "name"), max_length=40)
    id_number = SealedField(_("identity number"), mask=mask_id)
    id_index = BlindIndex("id_number", purpose="id_number")
    phone = SealedField(_("mobile number"), mask=mask_phone, blank=True)
    employer = models.ForeignKey(
        Employer, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("employer"),
    )  # fmt: skip
    is_migrant = models.BooleanField(_("migrant worker"), default=False)
    enrolled_on = models.DateField(default=today)
    score = models.DecimalField(
        _("score"), max_digits=4, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(FULL_MARK))],
    )  # fmt: skip
    passed = models.BooleanField(_("passed"), null=True)
    scored_on = models.DateField(null=True)
    certificate = models.PositiveIntegerField(_("certificate number"), null=True)
    level_before = models.CharField(
        _("level before"), max_length=1, choices=SkillLevel.choices, blank=True
    )
    level = models.CharField(_("level"), max_length=1, choices=SkillLevel.choices, blank=True)
    issued_on = models.DateField(_("issued on"), null=True)
    expires_on = models.DateField(_("valid until"), null=True)
    # Kept with the certificate: the workbench asks for it on every page.
    remind_on = models.DateField(null=True, editable=False)
    placed_at = models.CharField(_("works at"), max_length=80, blank=True)
    placed_on = models.DateField(_("since"), null=True, blank=True)
    kept_3 = models.BooleanField(_("still there after three months"), null=True)

    objects = LearnerQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(fields=["federation", "remind_on"], name="learner_expiring"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "id_index"], name="learner_once_in_a_course",
                violation_error_message=_("This person is already in the course."),
            ),
            models.UniqueConstraint(
                fields=["course", "certificate"], name="learner_own_certificate_number"
            ),
            models.CheckConstraint(condition=~Q(id_index=""), name="learner_is_somebody"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=FULL_MARK),
                name="learner_score_of_a_hundred",
            ),
            models.CheckConstraint(
                condition=Q(certificate=None, issued_on=None, expires_on=None)
                # An unknown `passed` would make the whole unknown, which a check lets through.
                | Q(certificate__isnull=False, issued_on__isnull=False)
                & Q(passed__isnull=False, passed=True),
                name="learner_certified_has_passed",
                violation_error_message=_("A certificate goes to who has passed."),
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gt=F("issued_on")),
                name="learner_certificate_ends_after_it_begins",
                violation_error_message=_("The certificate would end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(placed_on=None, placed_at="", kept_3=None)
                | Q(placed_on__isnull=False) & ~Q(placed_at=""),
                name="learner_placed_somewhere",
                violation_error_message=_("Say where and since when."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return gettext("Learner %(number)06d") % {"number": self.pk or 0}

    @property
    def certificate_number(self) -> str:
        """As it is printed: year, course, and the number within the course."""
        if self.certificate is None:
            return ""
        return f"{self.course.starts_on:%Y}-{self.course_id:06d}-{self.certificate:04d}"


class SignInWay(models.TextChoices):
    PHONE = "phone", _("By phone")
    HAND = "hand", _("By hand")


class SignIn(UnionOwned):
    """One learner was at one lesson."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="sign_ins")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="sign_ins")
    at = models.DateTimeField(_("at"), auto_now_add=True)
    way = models.CharField(_("how"), max_length=5, choices=SignInWay.choices)
    by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet["SignIn"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["learner", "lesson"], name="signin_once_in_a_lesson"),
            models.CheckConstraint(
                condition=Q(way=SignInWay.PHONE, by=None) | Q(way=SignInWay.HAND, by__isnull=False),
                name="signin_by_phone_or_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.lesson_id)
