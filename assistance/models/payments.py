from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assistance.banks import layouts
from assistance.ledger import BookingRefused, Entry, book_all
from assistance.models.aid import Aid
from assistance.models.funds import POSITIVE, FundBatch, Transfer, TransferKind
from assistance.models.scope import AssistanceLifecycleQuerySet, AssistanceQuerySet
from assistance.workflows.aid import AID, AidStep, BatchStage, BatchStep
from kernel.days import today
from kernel.sealing import BlindIndex, SealedField, SealedRow, mask_card
from unions.models import Event, Lifecycle, Officer
from unions.refusals import MoveRefused
from unions.scoping import UnionOwned

TAKE_OUT = "take-out"  # the act of the log by which a line leaves its batch
MADE_UP = (AidStep.GATHER.value, TAKE_OUT, BatchStep.SUBMIT.value)
MOST_NAMED = 20  # lines a refusal names one by one

# Money goes to a card in the recipient's own name: that of the file, or the payee's without one.
HAS_CARD = Q(file__card_holder=F("file__applicant_name")) & ~Q(file__card_index="") | Q(
    file=None, payee__name=F("recipient")
) & ~Q(payee__card_index="")


class Payee(SealedRow, UnionOwned):
    """The card of a recipient who has no file."""

    aid = models.OneToOneField(Aid, models.CASCADE, related_name="payee")
    name = models.CharField(_("card holder"), max_length=40)
    card = SealedField(_("bank card"), mask=mask_card)
    card_index = BlindIndex("card", purpose="card")
    bank_name = models.CharField(_("bank and branch"), max_length=80, blank=True)

    objects = AssistanceQuerySet["Payee"].as_manager()


class PaymentBatchQuerySet(AssistanceLifecycleQuerySet["PaymentBatch"]):
    def with_sums(self) -> Self:
        """With `size` and `sum` of the lines that stand, and `open_lines`, which wait."""

        lines = PaymentLine.objects.filter(batch=OuterRef("pk")).order_by().values("batch")
        standing = lines.exclude(result=LineResult.DROPPED)
        waiting = lines.filter(result=LineResult.WAITING)
        return self.annotate(
            size=Coalesce(Subquery(standing.annotate(n=Count("pk")).values("n")), 0),
            open_lines=Coalesce(Subquery(waiting.annotate(n=Count("pk")).values("n")), 0),
            sum=Coalesce(Subquery(standing.annotate(s=Sum("amount")).values("s")), Decimal(0)),
        )


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

    objects = PaymentBatchQuerySet.as_manager()
    is_money: ClassVar[bool] = True  # asked of the whole when its aids are gathered

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
        return self.lines.standing().aggregate(sum=Sum("amount"))["sum"] or Decimal(0)

    # What the table of moves asks and changes (assistance/workflows/aid.py)

    def missing_to_submit(self) -> list[str]:
        lines = [] if self.lines.waiting().exists() else [gettext("The batch is empty.")]
        if self.layout not in layouts():
            words = gettext("There is no bank layout “%(layout)s” any more.")
            lines.append(words % {"layout": self.layout})
        return lines

    def missing_to_close(self) -> list[str]:
        lines = []
        if waiting := self.lines.waiting().count():
            words = gettext("The bank has not answered for %(n)d payments.")
            lines.append(words % {"n": waiting})
        if differing := list(self.differing().values_list("number", flat=True)):
            words = gettext("Lines whose sums differ: %(lines)s.")
            lines.append(words % {"lines": in_ranges(differing)})
        return lines

    def differing(self) -> PaymentLineQuerySet:
        """Lines of which the grant, the bank's word and the books do not say the same."""
        return self.lines.standing().booked_under(self.reference).differing()

    def approved_by_another(self, by: Officer | None) -> dict[str, Any]:
        """Raises MoveRefused where this person, in whatever post, made the batch up."""
        if self._was_in_hands_of(by, MADE_UP):
            raise MoveRefused(gettext("You made this batch up; someone else has to approve it."))
        return {}

    def sent_by_another(self, by: Officer | None) -> dict[str, Any]:
        """Raises MoveRefused where this person made up or approved the batch, or one of its aids.

        The refusal lists the aids.
        """
        if self._was_in_hands_of(by, (*MADE_UP, BatchStep.APPROVE.value)):
            raise MoveRefused(
                gettext("You made up or approved this batch; someone else has to pay it.")
            )
        if aids := self._aids_in_hands_of(by):
            raise MoveRefused(
                gettext("You applied for, checked or approved aids of this batch yourself."),
                missing=first_few(aids, gettext("Line %(line)d: aid %(aid)06d")),
            )
        return {"sent_by": by, "sent_on": today()}

    def _was_in_hands_of(self, by: Officer | None, steps: Iterable[str]) -> bool:
        assert by is not None  # noqa: S101 - the table gives it to an office
        acts = Event.objects.about(self).filter(step__in=steps, officer__user_id=by.user_id)
        return acts.exists()

    def _aids_in_hands_of(self, by: Officer | None) -> list[dict[str, Any]]:
        assert by is not None  # noqa: S101 - the table gives it to an office
        mine = Q()
        for hand in ("drafted_by", "approved_by", "round__drafted_by", "round__approved_by"):
            mine |= Q(**{f"aid__{hand}__user_id": by.user_id})
        acts = Event.objects.filter(
            subject=Aid._meta.label_lower, subject_id=OuterRef("aid_id"),
            officer__user_id=by.user_id, step__in=[AidStep.CHECK.value, AidStep.APPROVE.value],
        )  # fmt: skip
        lines = self.lines.waiting().filter(mine | Q(Exists(acts))).order_by("number")
        return [{"line": number, "aid": aid} for number, aid in lines.values_list("number", "aid")]

    def send_money(self, by: Officer | None) -> None:
        """Every aid to the bank and its money with it, fund by fund; or nothing at all."""
        lines = list(
            self.lines.waiting()
            .order_by("number")
            .values_list("pk", "number", "aid_id", "amount", "aid__granted", "aid__fund_id")
        )
        sent = set(AID.take_together(AidStep.SEND, self._aids(), whole=self, by=by))
        if wrong := [row[1] for row in lines if row[2] not in sent or row[3] != row[4]]:
            raise MoveRefused(
                gettext("What was granted has changed since the batch was made up."),
                missing=[gettext("Lines %(lines)s") % {"lines": in_ranges(wrong)}],
            )
        funds = FundBatch.objects.unscoped("granted from").in_bulk({row[5] for row in lines})
        for pk in sorted(funds):  # in one order, so that two batches never wait for each other
            self._send_from(funds[pk], [row for row in lines if row[5] == pk], by)

    def _send_from(self, fund: FundBatch, lines: list[Any], by: Officer | None) -> None:
        entries = [
            Entry(TransferKind.SEND, amount, f"send:line:{pk}", Aid(pk=aid), self.reference)
            for pk, _number, aid, amount, *_rest in lines
        ]
        try:
            book_all(fund, entries, by=by)
        except BookingRefused as refused:
            words = gettext("“%(fund)s”: lines %(lines)s")
            numbers = in_ranges(row[1] for row in lines)
            raise MoveRefused(
                str(refused), missing=[words % {"fund": fund, "lines": numbers}]
            ) from refused

    def free_aids(self, by: Officer | None) -> None:
        AID.take_together(AidStep.RELEASE, self._aids(), whole=self, by=by)
        self.lines.waiting().update(result=LineResult.DROPPED)

    def _aids(self) -> QuerySet[Aid]:
        waiting = self.lines.waiting().values("aid_id")
        return Aid.objects.unscoped("of a batch already found").filter(pk__in=waiting)


def in_ranges(numbers: Iterable[int]) -> str:
    """1, 2, 3, 5 as "1–3, 5"; the numbers rise."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    said = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    return ", ".join(said[:MOST_NAMED]) + (" …" if len(said) > MOST_NAMED else "")


def first_few(rows: list[dict[str, Any]], words: str) -> list[str]:
    said = [words % row for row in rows[:MOST_NAMED]]
    if more := len(rows) - MOST_NAMED:
        said += [gettext("and %(n)d more") % {"n": more}] if more > 0 else []
    return said


class LineResult(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("bank", "Waiting")
    SUCCEEDED = "succeeded", _("Paid")
    FAILED = "failed", pgettext_lazy("bank", "Refused")
    DROPPED = "dropped", _("Taken out")


class PaymentLineQuerySet(AssistanceQuerySet["PaymentLine"]):
    def waiting(self) -> Self:
        return self.filter(result=LineResult.WAITING)

    def standing(self) -> Self:
        """All that were not taken out before the bank heard of them."""
        return self.exclude(result=LineResult.DROPPED)

    def booked_under(self, reference: str) -> Self:
        """With what is booked of each line of the batch `reference`: sent, settled, bounced."""

        def booked(*kinds: str) -> Coalesce:
            transfers = Transfer.objects.filter(
                aid=OuterRef("aid"), document=reference, kind__in=kinds
            )
            sums = transfers.order_by().values("aid").annotate(sum=Sum("amount")).values("sum")
            return Coalesce(Subquery(sums), Decimal(0))

        return self.annotate(
            sent=booked(TransferKind.SEND),
            settled=booked(TransferKind.PAY, TransferKind.LEND),
            bounced=booked(TransferKind.BOUNCE),
        )

    def differing(self) -> Self:
        """Of lines booked_under their batch, those that do not come out even."""
        amount, nothing = F("amount"), Decimal(0)
        even = Q(sent=amount) & (
            Q(result=LineResult.WAITING, settled=nothing, bounced=nothing)
            | Q(result=LineResult.SUCCEEDED, settled=amount, bounced=nothing, aid__granted=amount)
            | Q(result=LineResult.FAILED, settled=nothing, bounced=amount)
        )
        return self.filter(~even)


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
