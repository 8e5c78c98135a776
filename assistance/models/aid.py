from __future__ import annotations

from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.amounts import spelled
from assistance.eligibility import Category
from assistance.ledger import book
from assistance.models.funds import POSITIVE, AidKind, FundBatch, TransferKind
from assistance.models.household import HouseholdFile
from assistance.models.limits import hold_to_limit, remaining_cap
from assistance.models.round import AidRound, Form
from assistance.models.scope import AssistanceLifecycleQuerySet
from assistance.workflows.aid import (
    COMMITTED,
    IN_A_BATCH,
    RECEIVED,
    UNDECIDED,
    UNPAID,
    AidStage,
    RoundStage,
)
from kernel.days import today
from unions.models import Lifecycle, Officer
from unions.scoping import MOST_WORDS

__all__ = ["Aid", "AidQuerySet", "AidRound", "Form"]


class AidQuerySet(AssistanceLifecycleQuerySet["Aid"]):
    def committed(self, year: int) -> Self:
        """What counts against a year's caps: approved, paid or on the way."""
        return self.filter(stage__in=COMMITTED, year=year)

    def received(self) -> Self:
        return self.filter(stage__in=RECEIVED)

    def under_way(self) -> Self:
        """Asked for, and neither paid nor off its way."""
        return self.filter(stage__in=[*UNDECIDED, *UNPAID, *IN_A_BATCH])

    def named(self, words: str) -> Self:
        """Aids whose recipient, or the recipient's pinyin, holds each of the words."""
        match = Q()
        for word in words.split()[:MOST_WORDS]:
            match &= Q(recipient__icontains=word) | Q(file__pinyin__icontains=word.lower())
        return self.filter(match)

    def to_decide_singly(self) -> Self:
        """Not those that are decided with their round."""
        return self.filter(Q(round=None) | Q(round__stage=RoundStage.APPROVED))

    def payable(self) -> Self:
        return self.filter(stage=AidStage.READY, form=Form.MONEY)

    def publicity_ended(self) -> Self:
        return self.filter(stage=AidStage.PUBLICITY, due_on__lt=today())


class Aid(Lifecycle):
    """One help to one household or worker: what was asked, granted, from which fund, and paid.

    Without a file it needs a visit on record, and a fund that allows it. Money goes to the card of
    the file, or to `payee`'s (a Payee row) where there is none.
    """

    stage = models.CharField(
        _("stage"), max_length=10, choices=AidStage.choices, default=AidStage.APPLIED
    )
    file = models.ForeignKey(
        HouseholdFile, models.PROTECT, null=True, blank=True, related_name="aids"
    )
    visit = models.ForeignKey(
        "assistance.Visit", models.PROTECT, null=True, blank=True, related_name="aids"
    )
    member = models.ForeignKey(
        "assistance.HouseholdMember", models.PROTECT, null=True, blank=True, related_name="aids",
        verbose_name=_("for which member"),
    )  # fmt: skip
    round = models.ForeignKey(AidRound, models.PROTECT, null=True, related_name="aids")
    recipient = models.CharField(_("recipient"), max_length=40)
    kind = models.CharField(_("kind"), max_length=10, choices=AidKind.choices)
    category = models.CharField(_("category"), max_length=10, choices=Category.choices, blank=True)
    form = models.CharField(_("form"), max_length=5, choices=Form.choices, default=Form.MONEY)
    goods = models.CharField(_("goods"), max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    asked = models.DecimalField(
        _("asked for, yuan"), max_digits=14, decimal_places=2, validators=POSITIVE
    )
    basis = models.DecimalField(
        _("costs it rests on, yuan"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    why = models.CharField(_("reason"), max_length=400, blank=True)
    fund = models.ForeignKey(
        FundBatch, models.PROTECT, null=True, blank=True, related_name="aids",
        verbose_name=_("fund"),
    )  # fmt: skip
    granted = models.DecimalField(
        _("granted, yuan"), max_digits=14, decimal_places=2, null=True, blank=True,
        validators=POSITIVE,
    )  # fmt: skip
    minutes = models.CharField(_("minutes of the chair's meeting"), max_length=60, blank=True)
    approved_by = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    excepted_why = models.CharField(_("why it differs from the round"), max_length=200, blank=True)
    paid_on = models.DateField(_("paid on"), null=True)
    bank_reason = models.CharField(_("the bank's reason"), max_length=120, blank=True)
    receipt = models.ForeignKey(
        "evidence.EvidenceFile", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("signed receipt"),
    )  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AidQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["federation", "stage", "due_on"], name="aid_waiting"),
            models.Index(fields=["round", "id"], name="aid_round"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=AidStage.values), name="aid_stage"),
            models.CheckConstraint(
                condition=Q(file__isnull=False) | Q(visit__isnull=False) | Q(round__isnull=False),
                name="aid_for_a_file_or_a_visit",
                violation_error_message=_("Aid without a file needs a visit on record."),
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=COMMITTED)
                | Q(granted__gt=0, fund__isnull=False, approved_by__isnull=False),
                name="aid_committed_was_granted",
            ),
            models.UniqueConstraint(
                fields=["round", "file", "member"], name="aid_once_a_round",
                condition=Q(round__isnull=False, file__isnull=False), nulls_distinct=False,
                violation_error_message=_("This household is already in the round."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return gettext("Aid %(number)06d") % {"number": self.pk or 0}

    def get_absolute_url(self) -> str:
        return reverse("assistance:aid-detail", args=[self.pk])

    @property
    def is_money(self) -> bool:
        return self.form == Form.MONEY

    @property
    def in_a_batch(self) -> bool:
        return self.stage in IN_A_BATCH

    @property
    def card_shown(self) -> str:
        """The masked card the money goes to; "" where there is none."""
        payee = getattr(self, "payee", None) if self.file is None else None
        holder = self.file or payee
        return str(holder.card) if holder else ""

    @property
    def waits_for_round(self) -> bool:
        """Whether it stands on a list that may still change."""
        decided = (RoundStage.PROPOSED, RoundStage.APPROVED)
        return self.round is not None and self.round.stage not in decided

    # What the table of moves asks and changes (assistance/workflows/aid.py)

    def missing_to_check(self) -> list[str]:
        lines = []
        if self.file and not self.file.is_on_file:
            lines.append(gettext("The household is not on file: file first, then help."))
        lines += self._consent_taken_back()
        if self.is_money:
            lines += self.missing_to_pay()
        return lines

    def missing_to_pay(self) -> list[str]:
        if self.file and self.file.card and self.file.card_holder == self.file.applicant_name:
            return []
        if self.file is None and getattr(self, "payee", None):
            return []
        return [gettext("There is no bank card in the recipient's own name.")]

    def missing_to_approve(self) -> list[str]:
        """The fund and the amount were set by the action that takes the step (grant_aid)."""
        if taken_back := self._consent_taken_back():
            return taken_back
        if self.waits_for_round:
            return [gettext("Its round has not been proposed for decision yet.")]
        if self.fund is None or self.granted is None:
            return [gettext("Say how much is granted, and from which fund.")]
        left = remaining_cap(self)
        if left is not None and self.granted > left:
            words = gettext("The cap of the year leaves %(left)s yuan.")
            return [words % {"left": spelled(left)}]
        return []

    def _consent_taken_back(self) -> list[str]:
        if self.file and self.file.consents.taken_back().exists():
            return [gettext("The household took its consent back: nothing new is begun for it.")]
        return []

    def missing_to_hand_over(self) -> list[str]:
        return [] if self.receipt_id else [gettext("The signed receipt is missing.")]

    def granted_by(self, by: Officer | None) -> dict[str, Any]:
        """Raises MoveRefused where the sum is above what this officer may approve."""
        assert by is not None  # noqa: S101 - the table gives it to an office
        assert self.granted is not None  # noqa: S101 - the guard asked for it
        hold_to_limit(by, self.granted, self.minutes)
        return {
            "approved_by": by,
            "approved_on": today(),
            "fund": self.fund,
            "granted": self.granted,
            "minutes": self.minutes,
        }

    def received_today(self) -> dict[str, Any]:
        return {"paid_on": today()}

    def reserve_money(self, by: Officer | None) -> None:
        self._book(TransferKind.RESERVE, by)

    def release_money(self, by: Officer | None) -> None:
        self._book(TransferKind.RELEASE, by)

    def hand_over(self, by: Officer | None) -> None:
        self._book(TransferKind.HAND_OUT, by)

    def _book(self, kind: TransferKind, by: Officer | None) -> None:
        """The whole grant, in the fund it was granted from."""
        assert self.granted is not None  # noqa: S101 - a constraint, as the next
        assert self.fund is not None  # noqa: S101
        book(self.fund, kind, self.granted, aid=self, by=by, turn=self.moves)

    def stands(self) -> dict[str, Decimal]:
        """Account kind → how much of this aid's money stands there."""
        into = self.transfers.values("to_account__kind").annotate(s=Sum("amount")).order_by()
        out = self.transfers.values("from_account__kind").annotate(s=Sum("amount")).order_by()
        sums = {row["to_account__kind"]: row["s"] for row in into}
        for row in out:
            kind = row["from_account__kind"]
            sums[kind] = sums.get(kind, Decimal(0)) - row["s"]
        return sums
