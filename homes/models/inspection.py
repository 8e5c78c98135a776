from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evidence.models import EvidenceFile
from homes.models.plan import HomePlan
from homes.models.standard import Criterion
from homes.scoring import Level, Scored, Veto
from homes.workflow import InspectionStage
from unions.actions import drop_grants
from unions.models import Lifecycle, Officer
from unions.models.lifecycle import LifecycleQuerySet
from unions.scoping import ScopedQuerySet, UnionOwned, live_grants

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


def granted(officer: Officer, plan: str) -> Q:
    """Rows of the homes opened to this officer; `plan` is the path to the plan's key.

    A seat on a panel opens nothing by itself: from outside the branch it counts as long as the
    grant that came with it.
    """
    if not officer.holds_grants:
        return Q(pk__in=[])
    grants = live_grants(officer, HomePlan)
    return Q(Exists(grants.filter(object_pk=Cast(OuterRef(plan), models.CharField()))))


class InspectionQuerySet(LifecycleQuerySet["Inspection"]):
    def branch_of(self, officer: Officer) -> Q:
        seat = Q(Exists(PanelMember.objects.filter(inspection=OuterRef("pk"), officer=officer)))
        return super().branch_of(officer) | seat & granted(officer, "plan_id")

    def to_score(self, officer: Officer) -> Self:
        """Open inspections whose panel still waits for this officer's scores."""
        waiting = PanelMember.objects.filter(
            inspection=OuterRef("pk"), officer=officer, handed_in_at=None
        )
        return (
            self.visible_to(officer)
            .filter(Exists(waiting), stage=InspectionStage.SCORING)
            .order_by("visit_on", "pk")
        )

    def to_close(self, officer: Officer) -> Self:
        """Open inspections this officer chairs and everyone has scored."""
        seats = PanelMember.objects.filter(inspection=OuterRef("pk"))
        return (
            self.visible_to(officer)
            .filter(
                Exists(seats.filter(officer=officer, is_chair=True)),
                ~Exists(seats.filter(handed_in_at=None)),
                stage=InspectionStage.SCORING,
            )
            .order_by("visit_on", "pk")
        )


class Inspection(Lifecycle):
    """A panel's visit to one home, household by household; it belongs to the plan's union."""

    plan = models.ForeignKey(HomePlan, models.PROTECT, related_name="inspections")
    visit_on = models.DateField(_("visit on"))
    place = models.CharField(_("place"), max_length=120)
    stage = models.CharField(
        _("stage"), max_length=10, choices=InspectionStage.choices, default=InspectionStage.SCORING
    )
    vetoes = ArrayField(
        models.CharField(max_length=20, choices=Veto.choices), default=list, blank=True
    )
    satisfaction = models.DecimalField(
        _("satisfaction of members (%)"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.NONE)
    conclusion = models.TextField(_("conclusion"), blank=True, max_length=2000)

    objects = InspectionQuerySet.as_manager()

    members: RelatedManager[PanelMember]

    class Meta(Lifecycle.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(stage="scoring"),
                name="inspection_one_at_a_time",
                violation_error_message=_("This home is being inspected already."),
            ),
            models.CheckConstraint(
                condition=Q(stage__in=InspectionStage.values), name="inspection_stage"
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(name)s: inspection") % {"name": self.plan.name}

    def get_absolute_url(self) -> str:
        return reverse("homes:inspection-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stage == InspectionStage.SCORING

    def dismiss_panel(self) -> None:
        """Close the home to the members from outside its branch."""
        drop_grants(self.plan, Officer.objects.filter(panel_seats__inspection=self))


class PanelMemberQuerySet(ScopedQuerySet["PanelMember"]):
    def branch_of(self, officer: Officer) -> Q:
        own = Q(officer=officer) & granted(officer, "inspection__plan_id")
        return super().branch_of(officer) | own


class PanelMember(UnionOwned):
    """One person on a panel; `handed_in_at` says their scores stand."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="members")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="panel_seats")
    is_chair = models.BooleanField(_("panel chair"), default=False)
    is_worker = models.BooleanField(_("represents workers or members"), default=False)
    handed_in_at = models.DateTimeField(null=True, blank=True)

    objects = PanelMemberQuerySet.as_manager()

    scores: RelatedManager[PanelScore]

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["inspection", "officer"], name="panelmember_once"),
            models.UniqueConstraint(
                fields=["inspection"], condition=Q(is_chair=True), name="panelmember_one_chair"
            ),
        ]


class PanelScoreQuerySet(ScopedQuerySet["PanelScore"]):
    def visible_to(self, officer: Officer) -> Self:
        """A member's own scores; the branch's only once the inspection is closed."""
        own = Q(member__officer=officer)
        closed = Q(member__inspection__stage=InspectionStage.CLOSED)
        branch = self.branch_of(officer)
        return self.filter(
            own & (branch | granted(officer, "member__inspection__plan_id")) | branch & closed
        )


class PanelScore(UnionOwned):
    """One member's answer to one criterion; nobody else sees it before the panel closes."""

    member = models.ForeignKey(PanelMember, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    applies = models.BooleanField(default=True)
    answer = models.DecimalField(
        max_digits=9, decimal_places=4, validators=[MinValueValidator(Decimal(0))]
    )
    points = models.DecimalField(max_digits=4, decimal_places=1)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = PanelScoreQuerySet.as_manager()

    photos: RelatedManager[ScorePhoto]

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["member", "criterion"], name="panelscore_once"),
            models.CheckConstraint(
                condition=Q(answer__gte=0, points__gte=0), name="panelscore_not_negative"
            ),
        ]

    def scored(self) -> Scored:
        return Scored(
            self.criterion.points, self.points if self.applies else None, self.criterion.must
        )


class ScorePhotoQuerySet(ScopedQuerySet["ScorePhoto"]):
    def visible_to(self, officer: Officer) -> Self:
        """Photos of the scores the officer may see."""
        return self.filter(score__in=PanelScore.objects.visible_to(officer))


class ScorePhoto(UnionOwned):
    """A photo a member took of what a score rests on."""

    score = models.ForeignKey(PanelScore, models.CASCADE, related_name="photos")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="shown_by")

    objects = ScorePhotoQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        pass
