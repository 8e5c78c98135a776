from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.form import FormField, FormVersion
from campaigns.workflows.campaign import ANSWERED, CampaignStage, PartStage
from evidence.models import EvidenceFile
from kernel.days import today
from unions.casework.guards import lines
from unions.casework.lateness import LateQuerySet
from unions.models import Lifecycle, Officer
from unions.models.lifecycle import IssuedQuerySet
from unions.scoping import ScopedQuerySet, UnionOwned, of_unions_above

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Family(models.TextChoices):
    """What a programme is for; no code depends on which programme it is."""

    COMPETITION = "competition", _("Labour competition")
    TRAINING = "training", _("Training and skills")
    HARMONY = "harmony", _("Labour relations")
    CULTURE = "culture", _("Culture and learning")
    HONOUR = "honour", _("Honours")
    ORGANISING = "organising", _("Organising")
    WELFARE = "welfare", _("Welfare")


class ProgrammeQuerySet(ScopedQuerySet["Programme"]):
    def branch_of(self, officer: Officer) -> Q:
        """One's own, those below, and what a union above keeps for all below it."""
        return super().branch_of(officer) | of_unions_above(officer)


class Programme(UnionOwned):
    """A kind of campaign that a federation runs year after year, such as 安康杯.

    `figures`: what its source aims at or tells of, [{"what", "figure"}]. `form`: the questions a
    first campaign begins with, as FormField.spec.
    """

    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("title"), max_length=80)
    family = models.CharField(_("family"), max_length=12, choices=Family.choices)
    about = models.TextField(_("what it is for"), max_length=1000, blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True)
    figures = models.JSONField(_("figures"), default=list, blank=True)
    form = models.JSONField(_("form"), default=list, blank=True)
    from_catalogue = models.BooleanField(_("from the catalogue"), default=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "code"],
                name="programme_once_in_a_federation",
                violation_error_message=_("There already is a programme with this code."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:programme-detail", args=[self.pk])


class CampaignQuerySet(IssuedQuerySet["Campaign"]):
    not_yet = (CampaignStage.DRAFT, CampaignStage.DROPPED)


class Campaign(Lifecycle):
    """One running of a programme, issued by a union to unions below it."""

    stage = models.CharField(
        _("stage"), max_length=10, choices=CampaignStage.choices, default=CampaignStage.DRAFT
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="campaigns", verbose_name=_("programme")
    )
    title = models.CharField(_("title"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    report_by = models.DateField(_("report by"))
    basis = models.CharField(_("basis document"), max_length=120, blank=True)
    about = models.TextField(_("what the units are asked to do"), max_length=2000, blank=True)
    outcome = models.TextField(_("what came of it"), max_length=4000, blank=True)
    urged_on = models.DateField(_("last urged on"), null=True, blank=True)

    objects = CampaignQuerySet.as_manager()

    versions: RelatedManager[FormVersion]
    parts: RelatedManager[Participation]

    class Meta(Lifecycle.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=CampaignStage.values), name="campaign_stage"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"), report_by__gte=F("starts_on")),
                name="campaign_days_in_order",
                violation_error_message=_("A campaign ends, and is reported, after it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:campaign-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        """Past its reporting day and not closed."""
        return self.stage == CampaignStage.ISSUED and self.report_by < today()

    @property
    def form(self) -> FormVersion | None:
        """The version in force; the one being written where there is none yet."""
        return self._forms().first()

    @property
    def questions(self) -> list[FormField]:
        """The fields of that version, in order."""
        fields = FormField.objects.unscoped("of the campaign in hand")
        now = fields.filter(version__in=self._forms().values("pk")[:1])
        return list(now.order_by("position", "pk"))

    def _forms(self) -> models.QuerySet[FormVersion]:
        return self.versions.order_by(F("in_force_on").desc(nulls_last=True), "-number")

    # What the table of moves asks (campaigns/workflows/campaign.py)

    def missing_to_issue(self) -> list[str]:
        chosen = (self.parts.exists(), _("No unit has been chosen yet."))
        return [*self.missing_to_ask(), *lines(chosen)]

    def missing_to_ask(self) -> list[str]:
        """The same before any unit is chosen."""
        form = self.form
        return lines(
            (form is not None and form.fields.exists(), _("The form has no field yet.")),
            (self.report_by >= today(), _("The day to report by has passed.")),
        )

    def missing_to_sum_up(self) -> list[str]:
        waiting = self.parts.filter(stage=PartStage.REPORTED).exists()
        return lines((not waiting, _("Reports still wait to be accepted or sent back.")))


class Participation(Lifecycle):
    """One union's part in a campaign: what it was asked and what it reported. It owns the row.

    `answers`: by the code of the field; numbers and days as text that keeps them exactly, yes and
    no as such, several choices as a list, a file as the id of its PartFile's file. Until the part
    is reported they are its saved draft.
    """

    stage = models.CharField(
        _("stage"), max_length=10, choices=PartStage.choices, default=PartStage.INVITED
    )
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="parts")
    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="parts")
    answers = models.JSONField(default=dict, blank=True)
    reported_on = models.DateField(pgettext_lazy("report", "reported on"), null=True, blank=True)
    accepted_on = models.DateField(
        pgettext_lazy("report", "accepted on"), null=True, blank=True, editable=False
    )
    urged_on = models.DateField(_("last urged on"), null=True, blank=True)

    objects = LateQuerySet["Participation"].as_manager()

    files: RelatedManager[PartFile]

    class Meta(Lifecycle.Meta):
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["federation", "stage", "due_on"], name="participation_waiting"),
            models.Index(fields=["campaign", "county", "stage"], name="participation_totals"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=PartStage.values), name="participation_stage"
            ),
            models.CheckConstraint(
                condition=~Q(stage=PartStage.ACCEPTED) | Q(accepted_on__isnull=False),
                name="participation_accepted_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["campaign", "union"],
                name="union_once_in_a_campaign",
                violation_error_message=_("This union already takes part."),
            ),
        ]

    def __str__(self) -> str:
        return self.campaign.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:part-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return f"{self.campaign.title} · {self.union.name}"

    @property
    def told(self) -> dict[str, Any]:
        """What has been reported: a saved draft is its unit's alone."""
        return self.answers if self.stage in ANSWERED else {}

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < today()

    @cached_property
    def asked(self) -> list[FormField]:
        """The questions of the version it answers, in order."""
        return list(self.version.fields.order_by("position", "pk"))

    @cached_property
    def last_answers(self) -> dict[str, Any]:
        """What the same union reported the last time the same programme ran."""
        before = Participation.objects.unscoped("the unit's own past").filter(
            union_id=self.union_id,
            campaign__programme_id=self.campaign.programme_id,
            campaign__union_id=self.campaign.union_id,
            campaign__year__lt=self.campaign.year,
            stage__in=ANSWERED,
        )
        answers = before.order_by("-campaign__year", "-pk").values_list("answers", flat=True)
        return answers.first() or {}

    def missing_to_report(self) -> list[str]:
        unanswered = [
            field.label
            for field in self.asked
            if field.required and not answered(self.answers.get(field.code))
        ]
        return lines(
            (
                self.campaign.stage == CampaignStage.ISSUED,
                _("This campaign takes no more reports."),
            ),
            *((False, _("Not answered yet: %(field)s") % {"field": label}) for label in unanswered),
        )


def answered(value: object) -> bool:
    """Nought and no are answers; nothing, and nothing picked, are none."""
    return value not in (None, "", [])


class PartFile(UnionOwned):
    """The file that answers a field of a part."""

    part = models.ForeignKey(Participation, models.CASCADE, related_name="files")
    code = models.SlugField(max_length=40)
    file = models.ForeignKey(EvidenceFile, models.PROTECT, related_name="+")

    objects = ScopedQuerySet["PartFile"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["part", "code"], name="partfile_once_for_a_field"),
        ]
