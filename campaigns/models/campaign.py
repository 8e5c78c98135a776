from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.workflows.campaign import CampaignStage, PartStage
from unions.models import Lifecycle
from unions.models.lifecycle import IssuedQuerySet, LifecycleQuerySet
from unions.scoping import SharedQuerySet, UnionOwned


class Family(models.TextChoices):
    """What a programme is for; no code depends on which programme it is."""

    COMPETITION = "competition", _("Labour competition")
    TRAINING = "training", _("Training and skills")
    HARMONY = "harmony", _("Labour relations")
    CULTURE = "culture", _("Culture and learning")
    HONOUR = "honour", _("Honours")
    ORGANISING = "organising", _("Organising")
    WELFARE = "welfare", _("Welfare")


class Programme(UnionOwned):
    """A kind of campaign that a federation runs year after year, such as 安康杯."""

    code = models.SlugField(_("code"), max_length=40)
    title = models.CharField(_("title"), max_length=80)
    family = models.CharField(_("family"), max_length=12, choices=Family.choices)
    about = models.TextField(_("what it is for"), max_length=1000, blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True)

    objects = SharedQuerySet["Programme"].as_manager()

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


class CampaignQuerySet(IssuedQuerySet["Campaign"]):
    pass


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

    objects = CampaignQuerySet.as_manager()

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


class Participation(Lifecycle):
    """One union's part in a campaign: what it was asked and what it reported. It owns the row."""

    stage = models.CharField(
        _("stage"), max_length=10, choices=PartStage.choices, default=PartStage.INVITED
    )
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="parts")

    objects = LifecycleQuerySet["Participation"].as_manager()

    class Meta(Lifecycle.Meta):
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["federation", "stage", "due_on"], name="participation_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=PartStage.values), name="participation_stage"
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
        return self.campaign.title
