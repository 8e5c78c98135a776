from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evidence.models import EvidenceFile
from homes.models.standard import Criterion, Standard
from homes.scoring import Level, Veto, score_of
from homes.workflow import PLAN, RollUpStage, Stage, Step
from kernel.days import today
from unions.models import Employer, Event, Lifecycle, Officer
from unions.models.lifecycle import LifecycleQuerySet
from unions.scoping import ScopedQuerySet, UnionOwned, same_owner

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from homes.models.building import SelfScore
    from homes.models.home import Home

OPEN_STAGES = [
    stage
    for stage in Stage
    if stage not in {Stage.ACCEPTED, Stage.CARRIED, Stage.WITHDRAWN, Stage.REVOKED}
]


class CountyPlan(Lifecycle):
    """What a county brings before the city: its approved plans of a year, gathered in batches."""

    year = models.PositiveSmallIntegerField(_("year"))
    batch = models.PositiveSmallIntegerField(_("batch"), default=1)
    stage = models.CharField(
        _("stage"), max_length=10, choices=RollUpStage.choices, default=RollUpStage.DRAFT
    )
    summary = models.TextField(_("how the county will go about it"), blank=True, max_length=2000)

    objects = LifecycleQuerySet["CountyPlan"].as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["union", "year", "batch"], name="countyplan_once_a_batch"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=RollUpStage.values), name="countyplan_stage"
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(county)s: plan of %(year)s, batch %(batch)s") % {
            "county": self.union.short_name,
            "year": self.year,
            "batch": self.batch,
        }

    def get_absolute_url(self) -> str:
        return reverse("homes:county-plan-detail", args=[self.pk])

    def missing_to_submit(self) -> list[str]:
        if self.plans.filter(stage__in=[Stage.APPROVED, Stage.GATHERED]).exists():
            return []
        return [gettext("There is no approved plan in it.")]


class HomePlanQuerySet(LifecycleQuerySet["HomePlan"]):
    def awaiting_officer(self, officer: Officer) -> Self:
        """Plans on which this officer is the next to act, the most urgent first."""
        return self.visible_to(officer).awaiting(PLAN.waiting_for(officer))

    def of_year(self, year: int) -> Self:
        return self.filter(year=year)

    def open(self) -> Self:
        return self.filter(stage__in=OPEN_STAGES)

    def to_gather(self, officer: Officer) -> Self:
        """Approved plans of the officer's own branch that are in no county plan yet."""
        own = self.filter(self.branch_of(officer))  # a home opened as a guest's stays its county's
        return own.filter(stage=Stage.APPROVED, county_plan=None)

    def with_progress(self) -> Self:
        """Adds `measures_total`, `measures_done` and `measures_late` (past due and not done)."""
        late = Q(measures__done_on=None, measures__already_met=False, measures__due_on__lt=today())
        done = Q(measures__done_on__isnull=False) | Q(measures__already_met=True)
        return self.annotate(
            measures_total=Count("measures", distinct=True),
            measures_done=Count("measures", filter=done, distinct=True),
            measures_late=Count("measures", filter=late, distinct=True),
        )

    def with_application_gaps(self) -> Self:
        """Reads, for all rows at once, what `gaps_to_apply` tells of each."""
        return self.prefetch_related(
            Prefetch("self_scores", musts_lost(), to_attr="musts_lost"),
            Prefetch("measures", musts_unproved(), to_attr="musts_unproved"),
        )

    def publicity_ended(self) -> Self:
        return self.filter(stage=Stage.PUBLICITY, publicity_until__lt=today())

    def behind(self) -> Self:
        """Plans being built with a measure past its date, or past their own."""
        late = Measure.objects.filter(
            plan=OuterRef("pk"), done_on=None, already_met=False, due_on__lt=today()
        )
        return self.filter(Q(Exists(late)) | Q(due_on__lt=today()), stage=Stage.BUILDING)


class HomePlan(Lifecycle):
    """An employer's way to a home in one year; it belongs to the union that covers the employer.

    `name` and `pinyin` are the employer's as of the year. `score` and `level` are the panel's.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="home_plans")
    name = models.CharField(_("employer"), max_length=80)
    pinyin = models.CharField(max_length=400, blank=True)
    standard = models.ForeignKey(Standard, models.PROTECT, related_name="+")
    stage = models.CharField(_("stage"), max_length=12, choices=Stage.choices, default=Stage.LISTED)
    sponsor = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+"
    )  # 包扶责任人
    county_plan = models.ForeignKey(
        CountyPlan, models.SET_NULL, null=True, blank=True, related_name="plans"
    )
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    declared_vetoes = ArrayField(
        models.CharField(max_length=20, choices=Veto.choices), default=list, blank=True
    )
    publicity_until = models.DateField(null=True, blank=True)  # the last day, included
    self_score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.NONE)

    objects = HomePlanQuerySet.as_manager()

    measures: RelatedManager[Measure]
    self_scores: RelatedManager[SelfScore]
    findings: RelatedManager[Finding]
    home: Home

    class Meta(Lifecycle.Meta):
        permissions = [("inspect_homeplan", "Can inspect this home")]
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "year"],
                condition=~Q(stage="withdrawn"),
                name="homeplan_once_a_year",
                violation_error_message=_("This employer is already on the list of that year."),
            ),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="homeplan_stage"),
        ]
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["county", "stage", "due_on"], name="homeplan_county_stage"),
            models.Index(fields=["federation", "stage", "due_on"], name="homeplan_city_stage"),
            # The inbox reads several stages in the order of their deadlines.
            models.Index(fields=["county", "due_on", "id"], name="homeplan_county_due"),
            models.Index(fields=["federation", "due_on", "id"], name="homeplan_city_due"),
        ]

    def __str__(self) -> str:
        return gettext("%(name)s: home plan of %(year)s") % {"name": self.name, "year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("homes:plan-detail", args=[self.pk])

    # What stands against a step: lines for the person who would take it.

    def missing_to_submit(self) -> list[str]:
        attached = Attachment.objects.filter(measure=OuterRef("pk"))
        measures = self.measures.select_related("criterion").annotate(proved=Exists(attached))
        missing = []
        for measure in measures.order_by("criterion__position"):
            missing += measure.gaps(proved=measure.proved)
        return missing

    def missing_to_assess(self) -> list[str]:
        answered = self.self_scores.values("criterion")
        return [
            gettext("%(criterion)s: not assessed yet.") % {"criterion": criterion}
            for criterion in Criterion.objects.filter(standard=self.standard_id)
            .exclude(pk__in=answered)
            .order_by("position")
        ]

    def missing_to_apply(self) -> list[str]:
        """Veto items declared, ★ items at nought, and measures for ★ items without proof."""
        return self.gaps_to_apply(
            musts_lost().filter(plan=self), musts_unproved().filter(plan=self)
        )

    def gaps_to_apply(self, lost: Iterable[SelfScore], unproved: Iterable[Measure]) -> list[str]:
        """The same, of rows a list has read for all its plans at once."""
        lines = [
            gettext("Veto item: %(veto)s.") % {"veto": Veto(veto).label}
            for veto in self.declared_vetoes
        ]
        lines += [
            gettext("%(criterion)s: must be met, and is not.") % {"criterion": score.criterion}
            for score in lost
        ]
        lines += [
            gettext("%(criterion)s: no evidence yet.") % {"criterion": measure.criterion}
            for measure in unproved
        ]
        return lines

    def missing_to_accept(self) -> list[str]:
        if self.publicity_until is None or today() > self.publicity_until:
            return []
        return [
            gettext("The publicity runs until %(day)s.") % {"day": self.publicity_until.isoformat()}
        ]

    @property
    def failed_twice(self) -> bool:
        """Whether it failed after it was carried over: a matter for the union above."""
        return self.carried_from_id is not None and self.stage in {Stage.FAILED, Stage.CARRIED}

    # What follows from a step.

    def keep_self_score(self) -> None:
        answered = self.self_scores.select_related("criterion")
        self.self_score = score_of(score.scored() for score in answered)
        self.save(update_fields=["self_score"])

    def keep_objection(self, by: Officer | None) -> None:
        """What was objected is to be mended next year."""
        objection = Event.objects.about(self).filter(step=Step.OBJECT).first()
        self.findings.create(
            origin=Origin.OBJECTION,
            reason=objection.note[:300] if objection else "",
            raised_by=by,
            **same_owner(self),
        )

    def begin_publicity(self) -> None:
        self.publicity_until = self.due_on  # the move's deadline: the next move clears that one
        self.save(update_fields=["publicity_until"])

    def settle_findings(self) -> None:
        self.findings.filter(settled_on=None).update(settled_on=today())

    def leave_county_plan(self) -> None:
        self.county_plan = None
        self.save(update_fields=["county_plan"])

    def open_home(self) -> None:
        """From today this home counts, in the place of an earlier one."""
        from homes.models.home import Home

        Home.objects.filter(employer=self.employer_id, revoked_on=None).update(revoked_on=today())
        Home.objects.create(
            plan=self,
            employer_id=self.employer_id,
            level=self.level,
            accepted_on=today(),
            **same_owner(self),
        )

    def revoke_home(self) -> None:
        from homes.models.home import Home

        Home.objects.filter(plan=self, revoked_on=None).update(revoked_on=today())


def musts_lost() -> QuerySet[SelfScore]:
    """★ items to which an enterprise itself gave nothing."""
    from homes.models.building import SelfScore

    scores = SelfScore.objects.filter(criterion__must=True, points=0, applies=True)
    return scores.select_related("criterion").order_by("criterion__position")


def musts_unproved() -> QuerySet[Measure]:
    """Measures for ★ items that have no evidence."""
    attached = Attachment.objects.filter(measure=OuterRef("pk"))
    measures = Measure.objects.filter(~Exists(attached), criterion__must=True)
    return measures.select_related("criterion").order_by("criterion__position")


class Measure(UnionOwned):
    """What a plan does for one criterion: by whom and until when, or that it is met already."""

    plan = models.ForeignKey(HomePlan, models.CASCADE, related_name="measures")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    text = models.CharField(_("measure"), max_length=300, blank=True)
    responsible = models.CharField(_("responsible"), max_length=40, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    already_met = models.BooleanField(_("met already"), default=False)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = ScopedQuerySet["Measure"].as_manager()

    attachments: RelatedManager[Attachment]

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["plan", "criterion"], name="measure_once"),
        ]

    def __str__(self) -> str:
        return str(self.criterion)

    def lacks(self, *, proved: bool) -> list[str]:
        """The fields still to fill before the plan can be submitted; "evidence" for a file."""
        if self.already_met:
            return [] if proved else ["evidence"]
        return [name for name in ("text", "responsible", "due_on") if not getattr(self, name)]

    def gaps(self, *, proved: bool) -> list[str]:
        """The same as sentences."""
        said = {
            "evidence": gettext("%(criterion)s: met already, but no evidence."),
            "text": gettext("%(criterion)s: no measure yet."),
            "responsible": gettext("%(criterion)s: nobody responsible yet."),
            "due_on": gettext("%(criterion)s: no date yet."),
        }
        name = {"criterion": self.criterion}
        return [said[field] % name for field in self.lacks(proved=proved)]

    @property
    def is_done(self) -> bool:
        return self.already_met or self.done_on is not None

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.due_on is not None and self.due_on < today()


class Attachment(UnionOwned):
    """A file that proves a measure."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="+")

    objects = ScopedQuerySet["Attachment"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["measure", "file"], name="attachment_once"),
        ]


class Origin(models.TextChoices):
    RETURNED = "returned", _("Returned")
    INSPECTION = "inspection", _("Inspection")
    VETO = "veto", _("Veto item")
    OBJECTION = "objection", _("Objection")


class Finding(UnionOwned):
    """Something to mend: what a reviewer or a panel found, tied to a criterion where it can be."""

    plan = models.ForeignKey(HomePlan, models.CASCADE, related_name="findings")
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    origin = models.CharField(max_length=10, choices=Origin.choices)
    reason = models.CharField(_("reason"), max_length=300)
    raised_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    raised_on = models.DateField(default=today)
    settled_on = models.DateField(null=True, blank=True)

    objects = ScopedQuerySet["Finding"].as_manager()

    class Meta(UnionOwned.Meta):
        pass
