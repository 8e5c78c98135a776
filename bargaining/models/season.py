from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bargaining.kinds import ContractKind
from bargaining.models.round import Round
from bargaining.workflows.season import SeasonStage
from kernel.days import today
from unions.models import Employer, Lifecycle
from unions.models.lifecycle import IssuedQuerySet
from unions.scoping import ScopedQuerySet, UnionOwned


class SeasonQuerySet(IssuedQuerySet["Season"]):
    not_yet = (SeasonStage.DRAFT.value, SeasonStage.DROPPED.value)


class Season(Lifecycle):
    """An offer season: a union asks those below it to make their offers by `offer_by`."""

    stage = models.CharField(
        _("stage"), max_length=10, choices=SeasonStage.choices, default=SeasonStage.DRAFT
    )
    title = models.CharField(_("title"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(
        pgettext_lazy("bargaining", "kind"),
        max_length=14,
        choices=ContractKind.choices,
        default=ContractKind.WAGE,
    )
    offer_by = models.DateField(_("offers by"))
    basis = models.CharField(_("basis document"), max_length=120, blank=True)
    jointly = models.CharField(
        _("issued jointly with"), max_length=120, blank=True,
        help_text=_("Such as the labour authority and the federation of industry and commerce."),
    )  # fmt: skip
    matters = models.TextField(_("what offers should ask for"), max_length=2000, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)

    objects = SeasonQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=SeasonStage.values), name="season_stage"),
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(offer_by__gte=F("issued_on")),
                name="season_days_in_order",
                violation_error_message=_("The day for offers lies before the season begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("bargaining:season-detail", args=[self.pk])

    @property
    def number(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        return self.stage == SeasonStage.ISSUED and self.offer_by < today()

    # What the table of moves asks (bargaining/workflows/season.py)

    def missing_to_issue(self) -> list[str]:
        lines = []
        if not self.asked.exists():
            lines.append(gettext("Nobody is on the list yet."))
        if self.offer_by < today():
            lines.append(gettext("The day for offers has gone by."))
        return lines


class SeasonUnitQuerySet(ScopedQuerySet["SeasonUnit"]):
    def silent(self) -> Self:
        """Asked, and no offer was made yet."""
        return self.filter(Q(round=None) | Q(round__offered_on=None))

    def offered(self) -> Self:
        return self.filter(round__offered_on__isnull=False)

    def replied(self) -> Self:
        return self.offered().filter(round__replied_on__isnull=False)

    def in_force(self) -> Self:
        return self.offered().filter(round__effective_on__isnull=False)


class SeasonUnit(UnionOwned):
    """An employer whose union is asked for an offer in a season, and the round it opened."""

    season = models.ForeignKey(Season, models.CASCADE, related_name="asked")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="+")
    round = models.OneToOneField(
        Round, models.PROTECT, null=True, blank=True, related_name="season_unit"
    )
    urged_on = models.DateField(_("urged on"), null=True, blank=True)

    objects = SeasonUnitQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["season", "employer"], name="employer_once_in_season"),
        ]
