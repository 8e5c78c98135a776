from __future__ import annotations

from itertools import pairwise
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.models.casework import ServiceCase
from assistance.models.hotline import HotlineTicket
from assistance.models.scope import AssistanceLifecycleQuerySet
from assistance.workflows.mediation import (
    MEDIATION,
    MEDIATORS,
    MediationStage,
    Tier,
    tier_above,
)
from kernel.columns import never_below_nought, yuan
from kernel.days import today
from unions.casework.guards import lines
from unions.models import Officer, Union
from unions.offices import Level, holds_any
from unions.scoping import UnionOwned


class Claim(models.TextChoices):
    WAGES = "wages", pgettext_lazy("what is claimed", "Wages")
    INSURANCE = "insurance", _("Social insurance")
    INJURY = "injury", _("Work injury")
    DISMISSAL = "dismissal", _("Dismissal and severance")
    CONTRACT = "contract", _("Labour contract")
    HOURS = "hours", _("Working hours and leave")
    OTHER = "other", _("Other")


class Confirmation(models.TextChoices):
    NONE = "", pgettext_lazy("confirmation", "None")
    JUDICIAL = "judicial", _("Confirmed by the court")
    ARBITRATION = "arbitration", _("Exchanged for an arbitration paper")


class MediationQuerySet(AssistanceLifecycleQuerySet["MediationCase"]):
    def on_desk_of(self, officer: Officer) -> Self:
        """Cases whose level in charge is this officer's, that wait for a step."""
        tiers = [t for t, offices in MEDIATORS.items() if holds_any(officer, offices)]
        return self.awaiting(MEDIATION.waiting_for(officer)).filter(tier__in=tiers)

    def late_one_level_down(self, officer: Officer) -> Self:
        """Late at a level whose next level up is this officer's."""
        held = [t for t, offices in MEDIATORS.items() if holds_any(officer, offices)]
        # Every level is seen to by the next, the city included, which need not mediate itself.
        order = [Tier.UNIT, Tier.TOWNSHIP, Tier.COUNTY, Tier.CITY]
        under = [low for low, high in pairwise(order) if high in held and low not in held]
        return self.late().filter(tier__in=under).order_by("due_on", "pk")


class MediationCase(ServiceCase):
    """A labour dispute the unions mediate, at one level after the other.

    It belongs to the union where it was opened, which goes on seeing it; `in_charge` is the union
    that mediates now, at the level `tier`.
    """

    numbered = _("Mediation %(number)06d")

    stage = models.CharField(
        _("stage"), max_length=20, choices=MediationStage.choices, default=MediationStage.OPENED
    )
    tier = models.CharField(_("level in charge"), max_length=10, choices=Tier.choices)
    in_charge = models.ForeignKey("unions.Union", models.PROTECT, related_name="+")
    name = models.CharField(_("who complains"), max_length=40)
    persons = models.PositiveIntegerField(_("persons"), default=1)
    respondent = models.CharField(_("against whom"), max_length=80)
    claim = models.CharField(_("claim"), max_length=10, choices=Claim.choices)
    amount = yuan(_("amount claimed, yuan"), null=True, blank=True)
    facts = models.TextField(_("facts and claim"), max_length=4000)
    # A call no longer counts from then on.
    opened_on = models.DateField(pgettext_lazy("case", "opened on"), default=today, editable=False)
    ticket = models.ForeignKey(
        HotlineTicket, models.PROTECT, null=True, blank=True, related_name="mediations"
    )
    accepted_on = models.DateField(pgettext_lazy("mediation", "accepted on"), null=True, blank=True)
    mediators = models.CharField(_("mediators"), max_length=120, blank=True)
    agreement_number = models.CharField(_("agreement number"), max_length=40, blank=True)
    agreement = models.TextField(_("what was agreed"), max_length=2000, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    confirmation = models.CharField(
        _("confirmation"), max_length=12, choices=Confirmation.choices, blank=True
    )
    confirmation_number = models.CharField(
        _("number of the confirmation"), max_length=40, blank=True
    )
    recovered = yuan(_("wages recovered, yuan"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = MediationQuerySet.as_manager()

    class Meta(ServiceCase.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=MediationStage.values), name="mediationcase_stage"
            ),
            models.CheckConstraint(condition=Q(tier__in=Tier.values), name="mediationcase_tier"),
            models.CheckConstraint(
                condition=never_below_nought("amount", "recovered"), name="mediationcase_sums"
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=[MediationStage.AGREED, MediationStage.CLOSED])
                | ~Q(agreement_number="") & Q(agreed_on__isnull=False),
                name="mediationcase_agreed_on_paper",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("assistance:mediation-detail", args=[self.pk])

    @property
    def tier_above(self) -> Tier | None:
        return tier_above(self.tier, self.federation)

    # What the table of moves asks and changes (assistance/workflows/mediation.py)

    def missing_to_accept(self) -> list[str]:
        return lines((bool(self.mediators.strip()), _("Name the mediators.")))

    def missing_to_agree(self) -> list[str]:
        return lines(
            (bool(self.agreement_number.strip()), _("The agreement needs its number.")),
            (bool(self.agreement.strip()), _("Write down what was agreed.")),
        )

    def missing_to_confirm(self) -> list[str]:
        return lines(
            (bool(self.confirmation), _("Say who confirmed the agreement.")),
            (bool(self.confirmation_number.strip()), _("The confirmation needs its number.")),
        )

    def one_level_up(self) -> dict[str, Any]:
        above = self.tier_above
        assert above is not None  # noqa: S101 - the edge is open only below the top
        place = place_at(above, self)
        return {"tier": above.value, "in_charge": place, "accepted_on": None, "mediators": ""}


def place_at(tier: str, row: UnionOwned) -> Union:
    """The union of a tier over (or at) the place of a row; the root where there is none between."""
    if tier == Tier.UNIT:
        return row.union
    if tier in (Tier.TOWNSHIP, Tier.COMMUNITY) and row.township:
        return row.township
    if tier != Tier.CITY and row.county:
        return row.county
    roots = Union.objects.unscoped("the place of a level, whoever asks")
    return roots.get(level=Level.FEDERATION)
