"""Labour competitions (劳动竞赛): who takes part, what came of them, who won."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from campaigns.models.certified import Certified, certified_check
from campaigns.workflows.contest import ContestStage
from kernel.days import today
from kernel.sealing import BlindIndex, SealedField, SealedRow, mask_id
from unions.casework.guards import lines
from unions.models import Employer, Lifecycle
from unions.models.lifecycle import IssuedQuerySet
from unions.scoping import ScopedQuerySet, UnionOwned


class ContestLevel(models.TextChoices):
    NATIONAL = "national", _("National")
    PROVINCE = "province", _("Provincial")
    CITY = "city", pgettext_lazy("contest level", "City")
    COUNTY = "county", pgettext_lazy("contest level", "County or district")
    TOWNSHIP = "township", pgettext_lazy("contest level", "Township or street")
    UNIT = "unit", pgettext_lazy("contest level", "Unit")


class ContestKind(models.TextChoices):
    """The types the national notices name."""

    STRATEGY = "strategy", _("Major strategy")
    PROJECT = "project", _("Key project")
    EVENT = "event", _("Major event")
    CORE = "core", _("Core work")
    WINDOW = "window", _("Service window")
    ENERGY = "energy", _("Energy saving and emission cuts")
    SAFETY = "safety", _("Safety and health")
    SKILL = "skill", _("Skills")
    OTHER = "other", pgettext_lazy("contest", "Other")


class ContestQuerySet(IssuedQuerySet["Contest"]):
    not_yet: ClassVar[tuple[str, ...]] = ("planned",)

    def held(self, day: date, year: int) -> Self:
        """Of the year, opened by the day and not dropped by then."""
        alive = Q(dropped_on=None) | Q(dropped_on__gt=day)
        return self.filter(alive, year=year, opened_on__lte=day)


class Contest(Lifecycle):
    """A competition of one year, run by the union that owns it."""

    stage = models.CharField(
        _("stage"), max_length=10, choices=ContestStage.choices, default=ContestStage.PLANNED
    )
    name = models.CharField(pgettext_lazy("contest", "name"), max_length=80)
    pinyin = models.CharField(max_length=400, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    level = models.CharField(
        pgettext_lazy("contest", "level"), max_length=8, choices=ContestLevel.choices
    )
    kind = models.CharField(_("type"), max_length=8, choices=ContestKind.choices)
    theme = models.CharField(_("theme"), max_length=200, blank=True)
    organiser = models.CharField(_("organiser"), max_length=80)
    judges = models.CharField(_("judges"), max_length=200, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="contests",
        verbose_name=_("part of the campaign"),
    )  # fmt: skip
    opened_on = models.DateField(_("opened on"), null=True, blank=True, editable=False)
    dropped_on = models.DateField(_("dropped on"), null=True, blank=True, editable=False)

    objects = ContestQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=ContestStage.values), name="contest_stage"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="contest_days_in_order",
                violation_error_message=_("The competition would end before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(stage=ContestStage.PLANNED) | Q(opened_on__isnull=False)
                | Q(dropped_on__isnull=False),
                name="contest_opened_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["union", "year", "name"], name="contest_once_a_year",
                violation_error_message=_("This union already has that competition this year."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:contest-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return self.name

    @property
    def is_late(self) -> bool:
        return self.stage == ContestStage.RUNNING and self.ends_on < today()

    @property
    def takes_entries(self) -> bool:
        return self.stage in {ContestStage.PLANNED, ContestStage.RUNNING}

    @property
    def takes_results(self) -> bool:
        return self.stage in {ContestStage.RUNNING, ContestStage.JUDGED}

    # What the table of moves asks (campaigns/workflows/contest.py)

    def missing_to_judge(self) -> list[str]:
        return lines(
            (self.units.exists(), _("No unit takes part yet.")),
            (bool(self.judges.strip()), _("Name the judges.")),
        )

    def missing_to_close(self) -> list[str]:
        placed = ~Q(award="") | Q(rank__isnull=False)
        won = self.units.filter(placed).exists() or self.contestants.filter(placed).exists()
        return lines((won, _("No rank or award is recorded yet.")))


class Ranked(models.Model):
    """Where a unit or a person came in."""

    rank = models.PositiveSmallIntegerField(
        _("rank"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    award = models.CharField(_("award"), max_length=60, blank=True)

    class Meta:
        abstract = True


class ContestUnit(Ranked, UnionOwned):
    """An employer that takes part; it belongs to the union that covers the employer."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="units")
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="contest_units", verbose_name=_("employer")
    )
    teams = models.PositiveIntegerField(_("teams"), default=0)
    joined_on = models.DateField(_("joined on"), default=today)

    objects = ScopedQuerySet["ContestUnit"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "employer"], name="contestunit_once_in_a_contest",
                violation_error_message=_("This employer already takes part."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.employer.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:contest-detail", args=[self.contest_id])


class ContestantQuerySet(ScopedQuerySet["Contestant"]):
    def of_year(self, day: date, year: int) -> Self:
        """Entries by the day in competitions held in the year; a person as often as entered."""
        contests = Contest.objects.unscoped("narrowed by the entries").held(day, year)
        return self.filter(contest__in=contests, entered_on__lte=day)

    def first_of_each(self) -> Self:
        """One entry of each person, the earliest."""
        firsts = self.order_by("person", "pk").distinct("person").values("pk")
        return self.filter(pk__in=firsts)


class Contestant(Ranked, SealedRow, UnionOwned):
    """One person in one competition; `person` is the same wherever that person is entered.

    A person is told by the identity number, or by the employer's staff number where that is all
    that is known; entering fills the one in where the other tells it.
    """

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="contestants")
    unit = models.ForeignKey(ContestUnit, models.PROTECT, related_name="contestants")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    name = models.CharField(pgettext_lazy("person", "name"), max_length=40)
    id_number = SealedField(_("identity number"), mask=mask_id, blank=True)
    id_index = BlindIndex("id_number", purpose="id_number")
    staff_number = models.CharField(_("staff number"), max_length=30, blank=True)
    team = models.CharField(_("team"), max_length=60, blank=True)
    entered_on = models.DateField(default=today)
    person = models.GeneratedField(
        expression=Case(
            When(~Q(id_index=""), then=F("id_index")),
            default=Concat(
                Value("s"), Cast("employer_id", CharField()), Value(":"), F("staff_number")
            ),
        ),
        output_field=CharField(max_length=80),
        db_persist=True,
    )

    objects = ContestantQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(fields=["employer", "staff_number"], name="contestant_staff_number"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["contest", "person"], name="contestant_once_in_a_contest",
                violation_error_message=_("This person already takes part."),
            ),
            models.CheckConstraint(
                condition=~Q(id_index="") | ~Q(staff_number=""), name="contestant_is_somebody",
                violation_error_message=_("Enter the identity number or the staff number."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return gettext("Contestant %(number)06d") % {"number": self.pk or 0}


class OutcomeKind(models.TextChoices):
    """The columns the national returns of competitions have."""

    INNOVATION = "innovation", _("Technical innovations")
    INVENTION = "invention", _("Inventions")
    METHOD = "method", _("Advanced working methods")
    CLASSES = "classes", _("Training classes held")
    PROMOTION = "promotion", _("Workers raised a skill level")
    OTHER = "other", pgettext_lazy("outcome", "Other")


class ContestOutcome(Certified, UnionOwned):
    """What one unit brought about in one competition, of one kind."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="outcomes")
    unit = models.ForeignKey(ContestUnit, models.PROTECT, related_name="outcomes")
    kind = models.CharField(
        pgettext_lazy("outcome", "kind"), max_length=10, choices=OutcomeKind.choices
    )
    title = models.CharField(_("what it is"), max_length=120, blank=True)
    count = models.PositiveIntegerField(
        pgettext_lazy("outcome", "number"), validators=[MinValueValidator(1)]
    )
    attendances = models.PositiveIntegerField(_("persons, each time counted"), default=0)
    achieved_on = models.DateField(_("achieved on"), default=today)

    objects = ScopedQuerySet["ContestOutcome"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [certified_check()]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.count}"


def with_a_contest(day: date, year: int) -> Exists:
    """Whether an employer took part in a competition of the year by the day."""
    contests = Contest.objects.unscoped("the caller narrows employers").held(day, year)
    entered = ContestUnit.objects.unscoped("the caller narrows employers").filter(
        employer=OuterRef("pk"), contest__in=contests, joined_on__lte=day
    )
    return Exists(entered)
