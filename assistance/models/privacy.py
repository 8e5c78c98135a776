"""What is done with personal data besides helping: requests, registers, and the end of keeping."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assistance.models.application import PublicApplication
from assistance.models.household import HouseholdFile
from assistance.models.scope import AssistanceLifecycleQuerySet, AssistanceQuerySet
from assistance.workflows.privacy import DisposalStage, RequestStage
from kernel.sealing import BlindIndex, SealedField, SealedRow, mask_all, mask_phone
from unions.models import Lifecycle
from unions.scoping import UnionOwned


class RequestKind(models.TextChoices):
    """What a person may ask of who holds their data (PIPL §15, 45–47)."""

    COPY = "copy", _("A copy of my data")
    CORRECTION = "correction", _("Correct my data")
    DELETION = "deletion", _("Delete my data")
    WITHDRAWAL = "withdrawal", _("Withdraw my consent")


class Channel(models.TextChoices):
    PAPER = "paper", _("In person or on paper")
    PUBLIC = "public", _("On the public page")


class DataRequest(SealedRow, Lifecycle):
    """A person's request about their own data; it is answered within a deadline."""

    stage = models.CharField(
        _("stage"), max_length=12, choices=RequestStage.choices, default=RequestStage.RECEIVED
    )
    kind = models.CharField(_("request"), max_length=12, choices=RequestKind.choices)
    channel = models.CharField(_("received"), max_length=8, choices=Channel.choices)
    name = models.CharField(pgettext_lazy("person", "name"), max_length=40)
    phone = SealedField(_("mobile number"), mask=mask_phone, blank=True)
    phone_index = BlindIndex("phone", purpose="phone")
    words = SealedField(_("in the person's words"), mask=mask_all, blank=True)
    file = models.ForeignKey(
        HouseholdFile, models.PROTECT, null=True, blank=True, related_name="data_requests",
        verbose_name=_("file"),
    )  # fmt: skip
    application = models.ForeignKey(
        PublicApplication, models.PROTECT, null=True, blank=True, related_name="data_requests"
    )
    received_on = models.DateField(_("received on"))
    identity_check = models.CharField(_("identity check"), max_length=200, blank=True)
    answer = models.CharField(_("answer"), max_length=400, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    # What was done about it, which the answer rests on
    copied_at = models.DateTimeField(_("copy handed over"), null=True, editable=False)
    blanked_at = models.DateTimeField(_("deleted"), null=True, editable=False)
    kept_because = models.CharField(_("kept, because"), max_length=200, blank=True)

    objects = AssistanceLifecycleQuerySet["DataRequest"].as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=RequestStage.values), name="datarequest_stage"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return gettext("Data request %(number)06d") % {"number": self.pk or 0}

    def get_absolute_url(self) -> str:
        return reverse("assistance:request-detail", args=[self.pk])

    def missing_to_answer(self) -> list[str]:
        if self.kind == RequestKind.COPY and self.copied_at is None:
            return [gettext("Hand the copy over first.")]
        acted = self.blanked_at or self.kept_because
        if self.kind in {RequestKind.DELETION, RequestKind.WITHDRAWAL} and not acted:
            return [gettext("Carry the request out first.")]
        return []


class RecordKind(models.TextChoices):
    ASSESSMENT = "assessment", _("Impact assessment (§55)")
    BREACH = "breach", _("Breach (§57)")
    TRANSFER = "transfer", _("Data handed over (§23)")


class PrivacyRecord(UnionOwned):
    """An entry of the registers the Personal Information Protection Law asks for."""

    kind = models.CharField(_("register"), max_length=10, choices=RecordKind.choices)
    title = models.CharField(_("what about"), max_length=120)
    happened_on = models.DateField(_("day"))
    data_kinds = models.CharField(_("kinds of data"), max_length=200)
    purpose = models.CharField(_("purpose, or cause of the breach"), max_length=200)
    receiver = models.CharField(_("receiver"), max_length=80, blank=True)
    basis = models.CharField(_("consent or legal duty"), max_length=120, blank=True)
    risks = models.TextField(_("risk or harm to the persons"), blank=True)
    measures = models.TextField(_("measures taken"), blank=True)
    authority_told_on = models.DateField(_("authority told on"), null=True, blank=True)
    persons_told_on = models.DateField(_("persons told on"), null=True, blank=True)
    contact = models.CharField(_("contact given to them"), max_length=80, blank=True)
    keep_until = models.DateField(_("keep until"))
    recorded_by = models.ForeignKey("unions.Officer", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = AssistanceQuerySet["PrivacyRecord"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=RecordKind.TRANSFER) | ~Q(receiver="") & ~Q(basis=""),
                name="privacyrecord_transfer_names_the_receiver",
                violation_error_message=_("Name the receiver, and what allows it."),
            ),
            models.CheckConstraint(
                condition=Q(kind=RecordKind.TRANSFER) | ~Q(risks="") & ~Q(measures=""),
                name="privacyrecord_says_risks_and_measures",
                violation_error_message=_("Say the risk and the measures."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Disposal(Lifecycle):
    """A file whose time is over: one person appraises it, another decides on its end."""

    stage = models.CharField(
        _("stage"), max_length=12, choices=DisposalStage.choices, default=DisposalStage.PROPOSED
    )
    file = models.ForeignKey(HouseholdFile, models.PROTECT, related_name="disposals")
    appraisal = models.CharField(_("appraisal"), max_length=400)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AssistanceLifecycleQuerySet["Disposal"].as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=DisposalStage.values), name="disposal_stage"
            ),
            models.UniqueConstraint(
                fields=["file"], condition=Q(stage=DisposalStage.PROPOSED),
                name="disposal_one_open",
                violation_error_message=_("This file is already waiting for its end."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return gettext("Disposal %(number)06d") % {"number": self.pk or 0}

    def get_absolute_url(self) -> str:
        return reverse("assistance:disposal-detail", args=[self.pk])
