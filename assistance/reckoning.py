"""What was granted, what the bank said and what is booked: side by side, by batch and by year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import Promise

from assistance.models import Aid, FundBatch, PaymentBatch, PaymentLine, Transfer
from assistance.models.aid import Form
from assistance.models.funds import PAID_OUT, AidKind, TransferKind
from assistance.models.payments import LineResult
from assistance.workflows.aid import COMMITTED, RECEIVED, AidStage
from unions.models import Officer

NOTHING = Decimal(0)
MOST_AIDS = 50  # named one by one
R = LineResult


@dataclass(frozen=True)
class Total:
    """The lines of a batch out of one fund for one kind of aid; sums in yuan."""

    fund: str
    kind: str | Promise
    lines: int
    amount: Decimal
    paid: Decimal
    refused: Decimal
    waiting: Decimal


def totals_of(batch: PaymentBatch) -> list[Total]:
    def part(result: R) -> Coalesce:
        return Coalesce(Sum("amount", filter=Q(result=result)), NOTHING)

    sums = (
        batch.lines.standing()
        .order_by("aid__fund__name", "aid__fund_id", "aid__kind")
        .values("aid__fund_id", "aid__fund__name", "aid__kind")
        .annotate(
            lines=Count("pk"),
            sum=Sum("amount"),
            paid=part(R.SUCCEEDED),
            refused=part(R.FAILED),
            waiting=part(R.WAITING),
        )
    )
    return [
        Total(
            row["aid__fund__name"],
            AidKind(row["aid__kind"]).label,
            row["lines"],
            row["sum"],
            row["paid"],
            row["refused"],
            row["waiting"],
        )
        for row in sums
    ]


def sum_of(totals: list[Total]) -> dict[str, Decimal | int]:
    """The last row of the table."""
    figures = ("lines", "amount", "paid", "refused", "waiting")
    return {name: sum(getattr(total, name) for total in totals) for name in figures}


def booked_of(batch: PaymentBatch) -> dict[str, Decimal]:
    """Sums of the batch's own bookings by kind; every kind is there."""
    aids = batch.lines.standing().values("aid_id")
    return _by_kind(Transfer.objects.filter(aid__in=aids, document=batch.reference))


def _by_kind(transfers: QuerySet[Transfer]) -> dict[str, Decimal]:
    sums = dict(transfers.order_by().values_list("kind").annotate(Sum("amount")))
    return {kind: sums.get(kind, NOTHING) for kind in TransferKind.values}


@dataclass(frozen=True)
class FundYear:
    """One fund of a year, as far as an officer's branch draws on it; sums in yuan.

    `granted` and `received` say the aids, `reserved` and `settled` the books, `confirmed` the banks
    and the signed receipts.
    """

    fund: FundBatch
    granted: Decimal
    reserved: Decimal
    at_bank: Decimal
    received: Decimal
    settled: Decimal
    confirmed: Decimal

    @property
    def difference(self) -> Decimal:
        """How far apart the three stand; differences do not cancel out."""
        settled = abs(self.received - self.settled) + abs(self.settled - self.confirmed)
        return abs(self.granted - self.reserved) + settled


def reckon(officer: Officer, year: int) -> list[FundYear]:
    """Every fund of the year on which an aid of the officer's branch has drawn; four queries."""
    aids = Aid.objects.visible_to(officer).filter(fund__year=year)
    said = {row["fund"]: row for row in _what_aids_say(aids)}
    booked: dict[int, dict[str, Decimal]] = defaultdict(dict)
    transfers = Transfer.objects.filter(aid__in=aids.values("pk"), fund__year=year).order_by()
    for fund, kind, amount in transfers.values_list("fund", "kind").annotate(Sum("amount")):
        booked[fund][kind] = amount
    confirmed = dict(
        PaymentLine.objects.filter(aid__in=aids.values("pk"), result=R.SUCCEEDED)
        .order_by().values_list("aid__fund").annotate(Sum("amount"))
    )  # fmt: skip
    funds = FundBatch.objects.visible_to(officer).filter(pk__in={*said, *booked})
    return [
        _fund_year(fund, said.get(fund.pk, {}), booked[fund.pk], confirmed.get(fund.pk, NOTHING))
        for fund in funds.order_by("name", "pk")
    ]


def _what_aids_say(aids: QuerySet[Aid]) -> Any:
    def part(**wanted: Any) -> Sum:
        return Sum("granted", filter=Q(**wanted), default=NOTHING)

    return (
        aids.order_by()
        .values("fund")
        .annotate(
            sum=part(stage__in=COMMITTED),
            at_bank=part(stage=AidStage.SENT),
            received=part(stage__in=RECEIVED),
            handed_out=part(stage__in=RECEIVED, form=Form.GOODS),
        )
    )


def _fund_year(
    fund: FundBatch, said: dict[str, Any], booked: dict[str, Decimal], by_banks: Decimal
) -> FundYear:
    def sum_booked(*kinds: TransferKind) -> Decimal:
        return sum((booked.get(kind.value, NOTHING) for kind in kinds), NOTHING)

    return FundYear(
        fund,
        granted=said.get("sum", NOTHING),
        reserved=sum_booked(TransferKind.RESERVE) - sum_booked(TransferKind.RELEASE),
        at_bank=said.get("at_bank", NOTHING),
        received=said.get("received", NOTHING),
        settled=sum_booked(*PAID_OUT),
        confirmed=by_banks + said.get("handed_out", NOTHING),
    )


def differing_aids(officer: Officer, year: int) -> list[Aid]:
    """The aids behind the differences, the first of them."""

    def booked(*kinds: TransferKind) -> Coalesce:
        mine = Transfer.objects.filter(aid=OuterRef("pk"), fund=OuterRef("fund"), kind__in=kinds)
        sums = mine.order_by().values("aid").annotate(sum=Sum("amount")).values("sum")
        return Coalesce(Subquery(sums), NOTHING)

    lines = PaymentLine.objects.filter(aid=OuterRef("pk"), result=R.SUCCEEDED).order_by()
    by_bank = lines.values("aid").annotate(sum=Sum("amount")).values("sum")
    aids = (
        Aid.objects.visible_to(officer)
        .filter(fund__year=year)
        .annotate(
            reserved=booked(TransferKind.RESERVE) - booked(TransferKind.RELEASE),
            settled=booked(*PAID_OUT),
            confirmed=Coalesce(Subquery(by_bank), NOTHING),
        )
    )
    received = Q(stage__in=RECEIVED)
    even = (
        Q(stage__in=COMMITTED, reserved=F("granted")) | ~Q(stage__in=COMMITTED) & Q(reserved=0)
    ) & (
        ~received & Q(settled=0, confirmed=0)
        | received & Q(settled=F("granted"), form=Form.GOODS)
        | received & Q(settled=F("granted"), confirmed=F("granted"))
    )
    return list(aids.filter(~even).select_related("fund").order_by("pk")[:MOST_AIDS])
