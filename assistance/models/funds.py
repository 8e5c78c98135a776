"""Money and where it stands: batches from a source, their accounts, and transfers between them.

The database keeps the books (assistance/ledger.py): a balance changes only by a transfer, no
account but the world outside goes below nothing, and a transfer that the batch's purpose, its
validity or the approval does not allow is refused whoever sends it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assistance.eligibility import Category
from assistance.models.scope import NOBODY, AssistanceQuerySet
from assistance.offices import reads_assistance
from kernel.days import today
from unions.models import Officer
from unions.offices import Level
from unions.scoping import UnionOwned

POSITIVE = [MinValueValidator(Decimal("0.01"))]


class AidKind(models.TextChoices):
    LIVING = "living", _("Living aid")
    MEDICAL = "medical", _("Medical aid")
    TUITION = "tuition", _("Tuition aid")
    FESTIVAL = "festival", _("Festival relief")
    TEMPORARY = "temporary", _("Temporary aid")
    MUTUAL = "mutual", _("Mutual aid")
    TRAINING = "training", _("Training")
    PLACEMENT = "placement", _("Job placement")
    LOAN = "loan", _("Interest-free loan")


class Source(models.TextChoices):
    CENTRAL = "central", _("Central finance")
    PROVINCE = "province", _("Province")
    LOCAL = "local", _("Local matching")
    DUES = "dues", _("Union dues")
    DONATION = "donation", _("Donations")
    ADMINISTRATIVE = "administrative", _("Administration")


class Purpose(models.TextChoices):
    RELIEF = "relief", _("Earmarked relief")
    WARMTH = "warmth", _("Sending warmth")
    TUITION = "tuition", _("Golden autumn tuition")
    LOANS = "loans", _("Small loans")
    OTHER = "other", _("Other")


class FundBatchQuerySet(AssistanceQuerySet["FundBatch"]):
    def branch_of(self, officer: Officer) -> Q:
        """One's own branch's, and the root's, out of which counties are helped too."""
        mine = super().branch_of(officer)
        if not reads_assistance(officer) or officer.level == Level.BASE:
            return NOBODY
        return mine | Q(federation_id=officer.federation_id, county=None)

    def open_for(self, kind: str, category: str) -> Self:
        """Batches that may be drawn on today for an aid of this kind and category."""
        wanted = Q(kinds__contains=[kind], valid_from__lte=today(), valid_to__gte=today())
        wanted &= Q(categories__contains=[category]) if category else Q(filed_only=False)
        return self.filter(wanted, closed_on=None)

    def with_balances(self) -> Self:
        """Each with its accounts' balances as columns: at_outside, at_available, …"""
        return self.annotate(
            **{
                f"at_{kind}": Sum("accounts__balance", filter=Q(accounts__kind=kind))
                for kind in AccountKind.values
            }
        )


class FundBatch(UnionOwned):
    """A sum from one source for set purposes in one year, with the document it came by.

    `categories` are the households it may help; `filed_only`: nobody without a file (依档帮扶).
    """

    name = models.CharField(_("name"), max_length=80)
    source = models.CharField(_("source"), max_length=16, choices=Source.choices)
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    document_number = models.CharField(_("document number"), max_length=60)
    promised = models.DecimalField(
        _("promised, yuan"), max_digits=14, decimal_places=2, validators=POSITIVE
    )
    kinds = ArrayField(
        models.CharField(max_length=10, choices=AidKind.choices), verbose_name=_("kinds of aid")
    )
    categories = ArrayField(
        models.CharField(max_length=10, choices=Category.choices), verbose_name=_("categories")
    )
    filed_only = models.BooleanField(_("only for households on file"), default=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))
    matches = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="matched_by",
        verbose_name=_("local matching of"),
    )  # fmt: skip
    closed_on = models.DateField(null=True, blank=True)

    objects = FundBatchQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "union", "source", "purpose", "year", "document_number"],
                name="fundbatch_once",
                violation_error_message=_("This batch is already in the books."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")),
                name="fundbatch_ends_after_it_begins",
                violation_error_message=_("The batch would end before it begins."),
            ),
            models.CheckConstraint(condition=Q(promised__gt=0), name="fundbatch_promised"),
            models.CheckConstraint(
                condition=~Q(kinds=[]), name="fundbatch_for_something",
                violation_error_message=_("Say for which kinds of aid it may be used."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("assistance:fund-detail", args=[self.pk])

    def balances(self) -> dict[str, Decimal]:
        """Account kind → yuan; every kind is there."""
        found = dict(self.accounts.values_list("kind", "balance"))
        return {kind: found.get(kind, Decimal(0)) for kind in AccountKind.values}


class AccountKind(models.TextChoices):
    OUTSIDE = "outside", _("Outside")
    AVAILABLE = "available", _("Available")
    RESERVED = "reserved", _("Reserved")
    SENT = "sent", _("With the bank")
    PAID = "paid", _("Paid")
    LENT = "lent", _("Lent")


class Account(UnionOwned):
    """Where part of a batch stands. Its balance is the database's to write, by transfers alone."""

    fund = models.ForeignKey(FundBatch, models.PROTECT, related_name="accounts")
    kind = models.CharField(max_length=10, choices=AccountKind.choices)
    balance = models.DecimalField(max_digits=14, decimal_places=2, default=0, editable=False)

    objects = AssistanceQuerySet["Account"].as_manager()
    kept_by_database: ClassVar[bool] = True

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["fund", "kind"], name="account_once"),
            models.CheckConstraint(
                condition=Q(balance__gte=0) | Q(kind=AccountKind.OUTSIDE),
                name="account_never_below_nothing",
            ),
        ]


class TransferKind(models.TextChoices):
    ARRIVE = "arrive", _("Arrived")
    RETURN = "return", _("Given back to the source")
    RESERVE = "reserve", _("Reserved")
    RELEASE = "release", _("Reservation lifted")
    SEND = "send", _("Sent to the bank")
    PAY = "pay", _("Paid")
    BOUNCE = "bounce", _("Returned by the bank")
    HAND_OUT = "hand_out", _("Handed out")
    REFUND = "refund", _("Paid back by the recipient")
    LEND = "lend", _("Lent")
    REPAY = "repay", _("Repaid")
    WRITE_OFF = "write_off", _("Written off")


_X, _A, _R, _S, _P, _L = AccountKind
ROUTES: dict[str, tuple[str, str]] = {
    kind.value: (source.value, target.value)
    for kind, source, target in [
        (TransferKind.ARRIVE, _X, _A),
        (TransferKind.RETURN, _A, _X),
        (TransferKind.RESERVE, _A, _R),
        (TransferKind.RELEASE, _R, _A),
        (TransferKind.SEND, _R, _S),
        (TransferKind.PAY, _S, _P),
        (TransferKind.BOUNCE, _S, _R),
        (TransferKind.HAND_OUT, _R, _P),
        (TransferKind.REFUND, _P, _A),
        (TransferKind.LEND, _S, _L),
        (TransferKind.REPAY, _L, _A),
        (TransferKind.WRITE_OFF, _L, _P),
    ]
}
# Money that is set aside or leaves: only while the batch is valid, and only for its purposes.
# What has reached its recipient; what is only sent may come back.
PAID_OUT = (TransferKind.PAY, TransferKind.HAND_OUT, TransferKind.LEND)
SPENDING = (TransferKind.RESERVE, TransferKind.SEND, TransferKind.HAND_OUT)
WITHOUT_AID = (TransferKind.ARRIVE, TransferKind.RETURN)


class Transfer(UnionOwned):
    """One booking: an amount from one account of a batch to another. Append-only.

    Both sides stand in one row, so that the books cannot but balance. `key` names the deed: the
    same deed sent twice is booked once. `made_on` is the database's own day.
    """

    fund = models.ForeignKey(FundBatch, models.PROTECT, related_name="transfers")
    kind = models.CharField(_("booking"), max_length=10, choices=TransferKind.choices)
    from_account = models.ForeignKey(Account, models.PROTECT, related_name="transfers_out")
    to_account = models.ForeignKey(Account, models.PROTECT, related_name="transfers_in")
    amount = models.DecimalField(_("yuan"), max_digits=14, decimal_places=2, validators=POSITIVE)
    aid = models.ForeignKey(
        "assistance.Aid", models.PROTECT, null=True, blank=True, related_name="transfers"
    )
    key = models.CharField(max_length=80)
    document = models.CharField(_("voucher"), max_length=80, blank=True)
    officer = models.ForeignKey("unions.Officer", models.PROTECT, null=True, related_name="+")
    made_on = models.DateField(editable=False, null=True)
    at = models.DateTimeField(auto_now_add=True)

    objects = AssistanceQuerySet["Transfer"].as_manager()
    append_only: ClassVar[bool] = True

    class Meta(UnionOwned.Meta):
        indexes = [
            *UnionOwned.Meta.indexes,
            models.Index(fields=["fund", "-id"], name="transfer_fund"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["federation", "key"], name="transfer_once"),
            # The upper bound keeps out NaN, which PostgreSQL ranks above every number.
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lt=10**12), name="transfer_positive"
            ),
            models.CheckConstraint(condition=~Q(key=""), name="transfer_has_a_key"),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in WITHOUT_AID], aid=None)
                | ~Q(kind__in=[k.value for k in WITHOUT_AID]) & Q(aid__isnull=False),
                name="transfer_for_an_aid",
            ),
        ]
