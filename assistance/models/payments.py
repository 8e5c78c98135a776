from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.models.aid import Aid
from assistance.models.funds import POSITIVE
from assistance.models.scope import AssistanceLifecycleQuerySet, AssistanceQuerySet
from assistance.workflows.aid import BatchStage
from kernel.sealing import BlindIndex, SealedField, SealedRow, mask_card
from unions.models import Lifecycle
from unions.scoping import UnionOwned


class Payee(SealedRow, UnionOwned):
    """The card of a recipient who has no file."""

    aid = models.OneToOneField(Aid, models.CASCADE, related_name="payee")
    name = models.CharField(_("card holder"), max_length=40)
    card = SealedField(_("bank card"), mask=mask_card)
    card_index = BlindIndex("card", purpose="card")
    bank_name = models.CharField(_("bank and branch"), max_length=80, blank=True)

    objects = AssistanceQuerySet["Payee"].as_manager()


class PaymentBatch(Lifecycle):
    """Aids paid together: one bank file out, one return file back, closed to zero difference."""

    stage = models.CharField(
        _("stage"), max_length=10, choices=BatchStage.choices, default=BatchStage.DRAFT
    )
    title = models.CharField(_("title"), max_length=80)
    layout = models.CharField(_("layout of the bank file"), max_length=30)
    sent_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AssistanceLifecycleQuerySet["PaymentBatch"].as_manager()

    class Meta(Lifecycle.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=BatchStage.values), name="paymentbatch_stage"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("assistance:batch-detail", args=[self.pk])

    @property
    def reference(self) -> str:
        """What the bank file and its return file carry."""
        return f"HJ{self.federation_id:04d}{self.pk:08d}"

    @property
    def total(self) -> Decimal:
        return self.lines.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)

    def missing_to_submit(self) -> list[str]:
        return [] if self.lines.exists() else [gettext("The batch is empty.")]

    def missing_to_close(self) -> list[str]:
        open_lines = self.lines.filter(result=LineResult.WAITING).count()
        words = gettext("The bank has not answered for %(n)d payments.")
        return [words % {"n": open_lines}] if open_lines else []


class LineResult(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SUCCEEDED = "succeeded", _("Paid")
    FAILED = "failed", _("Refused")
    DROPPED = "dropped", _("Taken out")


class PaymentLineQuerySet(AssistanceQuerySet["PaymentLine"]):
    def waiting(self) -> Self:
        return self.filter(result=LineResult.WAITING)


class PaymentLine(SealedRow, UnionOwned):
    """One payment of a batch, as the bank was told, and what the bank answered."""

    batch = models.ForeignKey(PaymentBatch, models.PROTECT, related_name="lines")
    aid = models.ForeignKey(Aid, models.PROTECT, related_name="payments")
    number = models.PositiveIntegerField(_("number"))
    payee = models.CharField(_("card holder"), max_length=40)
    card = SealedField(_("bank card"), mask=mask_card)
    bank_name = models.CharField(_("bank and branch"), max_length=80, blank=True)
    amount = models.DecimalField(_("yuan"), max_digits=14, decimal_places=2, validators=POSITIVE)
    result = models.CharField(
        _("result"), max_length=10, choices=LineResult.choices, default=LineResult.WAITING
    )
    bank_reason = models.CharField(_("the bank's reason"), max_length=120, blank=True)
    answered_by = models.ForeignKey(
        "assistance.ReturnFile", models.PROTECT, null=True, related_name="lines"
    )

    objects = PaymentLineQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="paymentline_number"),
            models.UniqueConstraint(
                fields=["aid"],
                condition=Q(result__in=["waiting", "succeeded"]),
                name="paymentline_paid_once",
                violation_error_message=_("This aid is already being paid."),
            ),
        ]

    @property
    def reference(self) -> str:
        return f"{self.number:06d}"


class ReturnFile(UnionOwned):
    """A bank's answer to a batch, as read: its digest, and what it said in sum. Not its content."""

    batch = models.ForeignKey(PaymentBatch, models.PROTECT, related_name="return_files")
    name = models.CharField(_("file"), max_length=120)
    sm3 = models.CharField(max_length=64)
    succeeded = models.PositiveIntegerField(_("paid"), default=0)
    failed = models.PositiveIntegerField(_("refused"), default=0)
    paid_total = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    failed_total = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    officer = models.ForeignKey("unions.Officer", models.PROTECT, related_name="+")
    read_at = models.DateTimeField(auto_now_add=True)

    objects = AssistanceQuerySet["ReturnFile"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "sm3"], name="returnfile_once",
                violation_error_message=_("This return file has been read already."),
            ),
        ]  # fmt: skip
