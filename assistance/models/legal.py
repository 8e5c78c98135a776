from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.models.casework import ServiceCase
from assistance.models.hotline import HotlineTicket
from assistance.models.household import HouseholdFile
from assistance.models.scope import AssistanceLifecycleQuerySet, AssistanceQuerySet
from assistance.workflows.legal import LegalStage
from kernel.columns import never_below_nought, yuan
from kernel.days import today
from kernel.sealing import BlindIndex, SealedField, mask_all, mask_id
from unions.casework.guards import lines
from unions.scoping import UnionOwned


class LegalKind(models.TextChoices):
    """The five kinds of cases a union gives legal aid in."""

    DISPUTE = "dispute", _("Labour dispute")
    RIGHTS = "rights", _("Personal, democratic or property rights at work")
    OFFICIAL = "official", _("Union worker acting in office")
    UNION = "union", _("Trade union itself")
    OTHER = "other", _("Other")


class LegalCase(ServiceCase):
    """A worker's request for legal aid, and the case a lawyer makes of it."""

    numbered = _("Legal aid %(number)06d")

    stage = models.CharField(
        _("stage"), max_length=20, choices=LegalStage.choices, default=LegalStage.DRAFT
    )
    name = models.CharField(_("applicant"), max_length=40)
    id_number = SealedField(_("identity number"), mask=mask_id, blank=True)
    id_index = BlindIndex("id_number", purpose="id_number")
    workplace = models.CharField(_("unit"), max_length=80, blank=True)
    kind = models.CharField(_("kind of case"), max_length=10, choices=LegalKind.choices)
    file = models.ForeignKey(
        HouseholdFile, models.PROTECT, null=True, blank=True, related_name="legal_cases",
        verbose_name=_("hardship file"),
    )  # fmt: skip
    # A call no longer counts from then on.
    opened_on = models.DateField(pgettext_lazy("case", "opened on"), default=today, editable=False)
    ticket = models.ForeignKey(
        HotlineTicket, models.PROTECT, null=True, blank=True, related_name="legal_cases"
    )
    means = models.CharField(_("means, and how they were checked"), max_length=400, blank=True)
    opponent = models.CharField(_("opposite party"), max_length=80)
    facts = models.TextField(_("facts and request"), max_length=4000)
    illness = SealedField(_("illness or injury"), mask=mask_all, blank=True)
    amount = yuan(_("amount claimed, yuan"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    lawyer = models.CharField(_("lawyer"), max_length=40, blank=True)
    law_firm = models.CharField(_("law firm"), max_length=80, blank=True)
    assigned_on = models.DateField(_("assigned on"), null=True, blank=True)
    outcome = models.TextField(_("how it ended"), max_length=2000, blank=True)
    recovered = yuan(_("recovered, yuan"), null=True, blank=True)
    persons = models.PositiveIntegerField(_("Persons"), null=True, blank=True)
    fee = yuan(_("fee paid to the lawyer, yuan"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = AssistanceLifecycleQuerySet["LegalCase"].as_manager()

    class Meta(ServiceCase.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=LegalStage.values), name="legalcase_stage"
            ),
            models.CheckConstraint(
                condition=never_below_nought("amount", "recovered", "fee"), name="legalcase_sums"
            ),
            models.CheckConstraint(
                condition=~Q(stage=LegalStage.CLOSED)
                | Q(closed_on__isnull=False, recovered__isnull=False, fee__isnull=False),
                name="legalcase_closed_with_its_sums",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("assistance:legal-detail", args=[self.pk])

    @property
    def means_need_no_check(self) -> bool:
        """A household on the register has been checked already."""
        return bool(self.file and self.file.is_on_file)

    # What the table of moves asks (assistance/workflows/legal.py)

    def missing_to_submit(self) -> list[str]:
        return lines(
            (bool(self.id_number), _("The applicant's identity number is missing.")),
            (bool(self.phone), _("The applicant's phone number is missing.")),
        )

    def missing_to_grant(self) -> list[str]:
        return lines(
            (
                self.means_need_no_check or bool(self.means.strip()),
                _("The applicant is not on the register: say how the means were checked."),
            ),
        )

    def missing_to_assign(self) -> list[str]:
        return lines(
            (bool(self.lawyer.strip()), _("Name the lawyer.")),
            (bool(self.law_firm.strip()), _("Name the law firm.")),
        )

    def missing_to_close(self) -> list[str]:
        phases = list(self.phases.all())
        return lines(
            (bool(phases), _("Record at least one stage of the case.")),
            (all(p.ended_on for p in phases), _("A stage of the case has not ended.")),
            (self.recovered is not None, _("Say how much was recovered, if only 0.")),
            (self.fee is not None, _("Say what fee was paid, if only 0.")),
        )


class PhaseKind(models.TextChoices):
    NEGOTIATION = "negotiation", _("Negotiation")
    MEDIATION = "mediation", _("Mediation")
    ARBITRATION = "arbitration", _("Arbitration")
    FIRST = "first", _("First instance")
    SECOND = "second", _("Second instance")
    ENFORCEMENT = "enforcement", _("Enforcement")


class LegalPhase(UnionOwned):
    """A stage of a case before one body, with its result."""

    case = models.ForeignKey(LegalCase, models.CASCADE, related_name="phases")
    kind = models.CharField(_("stage"), max_length=12, choices=PhaseKind.choices)
    body = models.CharField(_("before whom"), max_length=80, blank=True)
    began_on = models.DateField(_("began on"), default=today)
    ended_on = models.DateField(pgettext_lazy("stage of a case", "ended on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=400, blank=True)

    objects = AssistanceQuerySet["LegalPhase"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("began_on")) & ~Q(result=""),
                name="legalphase_ends_with_a_result",
                violation_error_message=_("A stage ends after it began, and with a result."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
