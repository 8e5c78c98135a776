from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.ledger import book
from assistance.models.aid import Aid
from assistance.models.funds import POSITIVE, AccountKind, TransferKind
from assistance.models.scope import AssistanceLifecycleQuerySet, AssistanceQuerySet
from assistance.workflows.loan import LENT, LoanStage
from kernel.days import months_after, today
from kernel.sealing import SealedField, SealedRow, mask_phone
from unions.models import Lifecycle, Officer, Parameter
from unions.parameters import declared, parameter
from unions.scoping import UnionOwned, same_owner

NOBODY_CALLED = {"reminders": 0, "reminded_on": None, "guarantor_called_on": None}
REMINDERS = 3  # before the guarantor is called
FEN = Decimal("0.01")


class LoanQuerySet(AssistanceLifecycleQuerySet["Loan"]):
    def named(self, words: str) -> Self:
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(aid__recipient__icontains=word)
                | Q(aid__file__pinyin__icontains=word.lower())
                | Q(business__icontains=word)
            )
        return found

    def lent(self) -> Self:
        return self.filter(stage__in=LENT)

    def late(self) -> Self:
        """Lent, an instalment's day over, and not yet called overdue."""
        return self.filter(stage=LoanStage.REPAYING, due_on__lt=today())

    def to_follow(self) -> Self:
        """Late ones, and those that wait for their aid (keep_loans)."""
        return self.late() | self.filter(stage=LoanStage.APPLIED)

    def due_soon(self) -> Self:
        """Within the days of the federation's figure; read in the same query, on every page."""
        figure = "assistance.loan_remind_days"
        own = Parameter.objects.filter(key=figure, valid_from__lte=today())
        newest = own.order_by("-valid_from").values("value")[:1]
        days = Coalesce(Cast(Subquery(newest), models.IntegerField()), declared(figure).default)
        until = ExpressionWrapper(Value(today()) + days, models.DateField())
        return self.filter(stage=LoanStage.REPAYING, due_on__gte=today(), due_on__lte=until)


class Loan(SealedRow, Lifecycle):
    """Money lent without interest to a household's own business, paid back in instalments.

    `aid` asks for it, is approved, and pays it out; `due_on` is the next unpaid instalment's day.
    """

    stage = models.CharField(
        _("stage"), max_length=12, choices=LoanStage.choices, default=LoanStage.APPLIED
    )
    aid = models.OneToOneField(Aid, models.PROTECT, related_name="loan")
    months = models.PositiveSmallIntegerField(_("term, months"))
    instalments_wanted = models.PositiveSmallIntegerField(_("number of instalments"), default=1)
    business = models.CharField(_("own business it is for"), max_length=200)
    guarantor = models.CharField(_("guarantor"), max_length=40)
    guarantor_phone = SealedField(_("guarantor's phone"), mask=mask_phone)
    lent_on = models.DateField(_("lent on"), null=True)
    ends_on = models.DateField(_("last day of repayment"), null=True)
    rollovers = models.PositiveSmallIntegerField(_("rolled over"), default=0)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0)
    reminded_on = models.DateField(null=True)
    guarantor_called_on = models.DateField(_("guarantor called on"), null=True)
    minutes = models.CharField(_("minutes of the chair's meeting"), max_length=60, blank=True)
    settled_on = models.DateField(_("settled on"), null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LoanQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["federation", "stage", "due_on"], name="loan_waiting"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=LoanStage.values), name="loan_stage"),
            models.CheckConstraint(condition=Q(months__gt=0), name="loan_has_a_term"),
            models.CheckConstraint(
                condition=Q(instalments_wanted__gt=0, instalments_wanted__lte=F("months")),
                name="loan_instalments_within_the_term",
                violation_error_message=_("At most one instalment a month."),
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=LENT) | Q(lent_on__isnull=False, ends_on__isnull=False),
                name="loan_lent_has_its_days",
            ),
            models.CheckConstraint(
                condition=~Q(stage=LoanStage.WRITTEN_OFF) | ~Q(minutes=""),
                name="loan_written_off_by_minutes",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Loan %(number)06d") % {"number": self.pk or 0}

    def get_absolute_url(self) -> str:
        return reverse("assistance:loan-detail", args=[self.pk])

    @property
    def amount(self) -> Decimal:
        """Yuan lent; what is asked for until it is granted."""
        return self.aid.granted or self.aid.asked

    def outstanding(self) -> Decimal:
        """What the books say is still lent."""
        return self.aid.stands().get(AccountKind.LENT, Decimal(0))

    def next_due_on(self) -> date | None:
        return self.instalments.unpaid().values_list("due_on", flat=True).first()

    # What the table of moves asks and changes (assistance/workflows/loan.py)

    def lent_columns(self) -> dict[str, Any]:
        lent_on = self.aid.paid_on or today()
        return {"lent_on": lent_on, "ends_on": months_after(lent_on, self.months)}

    def lay_instalments(self) -> None:
        """Equal parts in whole fen; the last takes the rest, so that the sum is the loan."""
        assert self.lent_on is not None  # noqa: S101 - set by the move
        parts = shares(self.amount, self.instalments_wanted)
        Instalment.objects.bulk_create(
            Instalment(
                loan=self, number=number, amount=part, **same_owner(self),
                due_on=months_after(self.lent_on, self.months * number // len(parts)),
            )
            for number, part in enumerate(parts, 1)
        )  # fmt: skip
        self._wait_for_the_next()

    def _wait_for_the_next(self) -> None:
        self.due_on = self.next_due_on()
        Loan.objects.filter(pk=self.pk).update(due_on=self.due_on)

    def settled_columns(self) -> dict[str, Any]:
        return {"settled_on": today(), "due_on": None}

    def missing_to_roll_over(self) -> list[str]:
        lines = []
        limit = int(parameter("assistance.loan_rollovers"))
        if self.rollovers >= limit:
            words = gettext("It has been rolled over %(n)d times; the limit is %(limit)d.")
            lines.append(words % {"n": self.rollovers, "limit": limit})
        return lines

    def rolled_over_columns(self) -> dict[str, Any]:
        return {"rollovers": self.rollovers + 1, "ends_on": self.ends_on, **NOBODY_CALLED}

    def caught_up_columns(self) -> dict[str, Any]:
        return {"due_on": self.next_due_on(), **NOBODY_CALLED}

    def lay_out_again(self) -> None:
        """What is still owed, in as many parts as are open, evenly up to the new last day."""
        assert self.ends_on is not None  # noqa: S101 - lent
        left = list(self.instalments.unpaid())
        span = (self.ends_on - today()).days
        for place, instalment in enumerate(left, 1):
            instalment.due_on = today() + timedelta(days=span * place // len(left))
        Instalment.objects.bulk_update(left, ["due_on"])
        self._wait_for_the_next()

    def missing_to_remind(self) -> list[str]:
        if self.guarantor_called_on:
            return [
                gettext("The guarantor was called. What stays unpaid, the chair may write off.")
            ]
        if self.reminders >= REMINDERS:
            return [gettext("Three reminders were sent: call the guarantor.")]
        if self.reminded_on == today():
            return [gettext("The borrower was reminded today already.")]
        return []

    def reminded_columns(self) -> dict[str, Any]:
        return {"reminders": self.reminders + 1, "reminded_on": today(), "due_on": self.due_on}

    def missing_to_call_guarantor(self) -> list[str]:
        if self.reminders < REMINDERS:
            words = gettext("Only %(n)d of %(all)d reminders were sent.")
            return [words % {"n": self.reminders, "all": REMINDERS}]
        return []

    def called_columns(self) -> dict[str, Any]:
        return {"guarantor_called_on": today(), "due_on": self.due_on}

    def missing_to_write_off(self) -> list[str]:
        lines = []
        if self.guarantor_called_on is None:
            lines.append(gettext("The guarantor has not been called."))
        if not self.minutes:
            lines.append(gettext("Name the minutes of the chair's meeting."))
        return lines

    def written_off_columns(self) -> dict[str, Any]:
        return {"minutes": self.minutes, "settled_on": today(), "due_on": None}

    def write_off_money(self, by: Officer | None) -> None:
        assert self.aid.fund is not None  # noqa: S101 - lent from it
        book(
            self.aid.fund, TransferKind.WRITE_OFF, self.outstanding(), aid=self.aid, by=by,
            document=self.minutes, key=f"write_off:{self.aid_id}",
        )  # fmt: skip


def shares(amount: Decimal, count: int) -> list[Decimal]:
    """`amount` yuan in `count` parts of whole fen, the last taking what is left over."""
    part = (amount / count).quantize(FEN, rounding="ROUND_DOWN")
    return [*[part] * (count - 1), amount - part * (count - 1)]


class InstalmentQuerySet(AssistanceQuerySet["Instalment"]):
    def unpaid(self) -> Self:
        return self.filter(repaid__lt=F("amount")).order_by("number")

    def owed(self) -> Decimal:
        sums = self.aggregate(amount=Sum("amount"), repaid=Sum("repaid"))
        return (sums["amount"] or Decimal(0)) - (sums["repaid"] or Decimal(0))


class Instalment(UnionOwned):
    """A part of a loan and the day it is to be repaid by."""

    loan = models.ForeignKey(Loan, models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField(_("instalment"))
    due_on = models.DateField(_("due on"))
    amount = models.DecimalField(_("yuan"), max_digits=14, decimal_places=2, validators=POSITIVE)
    repaid = models.DecimalField(_("repaid, yuan"), max_digits=14, decimal_places=2, default=0)
    repaid_on = models.DateField(_("repaid on"), null=True)

    objects = InstalmentQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["loan", "number"], name="instalment_number"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, repaid__gte=0, repaid__lte=F("amount")),
                name="instalment_not_over_repaid",
            ),
        ]

    @property
    def is_late(self) -> bool:
        return self.repaid < self.amount and self.due_on < today()


class JobsCreated(UnionOwned):
    """People at work through a loan, since a day."""

    loan = models.ForeignKey(Loan, models.CASCADE, related_name="jobs")
    persons = models.PositiveSmallIntegerField(_("persons"))
    since = models.DateField(_("since"))
    what = models.CharField(_("what they do"), max_length=120)

    objects = AssistanceQuerySet["JobsCreated"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(persons__gt=0), name="jobscreated_someone"),
        ]
