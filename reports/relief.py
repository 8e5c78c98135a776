"""Figures of assistance that papers freeze: what was paid, what the funds hold, who is on file.

They act for no officer: the caller has decided whose branch is told, and names it by its union.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q, Sum

from assistance.models import (
    Appointment,
    BenefitCard,
    CardUse,
    FundBatch,
    HotlineTicket,
    HouseholdFile,
    JobPlacement,
    LegalCase,
    MediationCase,
    Trainee,
    Transfer,
    Visit,
)
from assistance.models.funds import PAID_OUT, TransferKind
from reports.facts import below
from unions.models import Union

WHY = "the figures of the union whose paper it is"


def payments_of(union: Union, year: int, day: date) -> list[dict[str, Any]]:
    """What was paid in a year, up to a day: one row for each aid, less what was paid back.

    Rows: aid, county_id, source, kind, category, amount (yuan, as text).
    """
    place = {f"aid__{name}": value for name, value in below(union).children}  # type: ignore[misc]
    transfers = Transfer.objects.unscoped(WHY).filter(**place)
    transfers = transfers.filter(
        made_on__gte=date(year, 1, 1), made_on__lte=day, kind__in=[*PAID_OUT, TransferKind.REFUND]
    )
    paid, refunded = Q(kind__in=PAID_OUT), Q(kind=TransferKind.REFUND)
    rows = transfers.values("aid_id").annotate(
        county=F("aid__county_id"),
        source=F("fund__source"),
        aid_kind=F("aid__kind"),
        category=F("aid__category"),
        paid=Sum("amount", filter=paid),
        refunded=Sum("amount", filter=refunded),
    )
    found = [(row, (row["paid"] or 0) - (row["refunded"] or 0)) for row in rows.order_by("aid_id")]
    return [
        {
            "aid": row["aid_id"],
            "county_id": row["county"],
            "source": row["source"],
            "kind": row["aid_kind"],
            "category": row["category"],
            "amount": str(amount),
        }
        for row, amount in found
        if amount
    ]


def funds_of(union: Union, year: int, day: date) -> list[dict[str, Any]]:
    """The batches of a year as their books stood at the end of a day, in yuan as text."""
    funds = FundBatch.objects.unscoped(WHY).filter(below(union), year=year)
    until = Q(transfers__made_on__lte=day)

    def booked(*kinds: TransferKind) -> Sum:
        return Sum("transfers__amount", filter=until & Q(transfers__kind__in=kinds))

    rows = funds.select_related("union").annotate(
        came=booked(TransferKind.ARRIVE),
        gone=booked(TransferKind.RETURN),
        paid=booked(*PAID_OUT),
        back=booked(TransferKind.REFUND, TransferKind.REPAY),
    )
    return [_fund(fund) for fund in rows.order_by("union__code", "pk")]


def _fund(fund: Any) -> dict[str, Any]:
    nothing = Decimal(0)
    arrived = (fund.came or nothing) - (fund.gone or nothing)
    return {
        "id": fund.pk,
        "name": fund.name,
        "union": fund.union.short_name,
        "source": fund.source,
        "promised": str(fund.promised),
        "arrived": str(arrived),
        "spent": str((fund.paid or nothing) - (fund.back or nothing)),
        "matches": fund.matches_id,
    }


def households_of(union: Union, year: int, day: date) -> dict[str, Any]:
    """Households and persons on file at the end of a day, and who came and left in the year."""
    files = HouseholdFile.objects.unscoped(WHY).filter(below(union))
    counted = files.filed_by(day).values("category").order_by("category")
    counted = counted.annotate(
        households=Count("pk", distinct=True),
        persons=Count("members", filter=Q(members__not_counted=""), distinct=True),
        ids=ArrayAgg("pk", distinct=True),
    )
    begin = date(year, 1, 1)
    came = files.filter(filed_on__gte=begin, filed_on__lte=day)
    left = files.filter(exited_on__gte=begin, exited_on__lte=day).values("exit_reason")
    gone = left.annotate(n=Count("pk"), ids=ArrayAgg("pk", order_by="pk")).order_by("exit_reason")
    return {
        "on_file": [
            {key: row[key] for key in ("category", "households", "persons", "ids")}
            for row in counted
        ],
        "new": came.count(),
        "new_ids": ids_of(came),
        "left": {row["exit_reason"]: row["n"] for row in gone},
        "left_ids": {row["exit_reason"]: row["ids"] for row in gone},
    }


# item, unit, figure as text, the model it counts and the ids of what it counts
Line = list[Any]
PERSONS, TIMES, CASES, YUAN = "人", "人次", "件", "元"


def livelihoods_of(union: Union, year: int, day: date) -> list[Line]:
    """Visits, training, placement and medical cards of a year, up to a day."""
    mine, this_year = below(union), (date(year, 1, 1), day)
    visits = Visit.objects.unscoped(WHY).filter(mine, visited_on__range=this_year)
    trained = Trainee.objects.unscoped(WHY).filter(mine, training__begins_on__range=this_year)
    placed = JobPlacement.objects.unscoped(WHY).filter(mine, since__range=this_year)
    valid = BenefitCard.objects.unscoped(WHY).valid_on(day).filter(mine)
    uses = CardUse.objects.unscoped(WHY).filter(mine, used_on__range=this_year)
    people = trained.aggregate(n=Count("id_index", distinct=True))["n"]
    return [
        _line("走访慰问", TIMES, visits),
        _line("技能培训", PERSONS, trained, str(people)),
        _line("技能培训", TIMES, trained),
        _line("其中：考核合格", TIMES, trained.filter(passed=True)),
        _line("职业介绍成功", TIMES, placed),
        _line("有效医药优惠卡", "张", valid),
        _line("优惠卡减免金额", YUAN, uses, _sum(uses, "saved")),
    ]


def services_of(union: Union, year: int, day: date) -> list[Line]:
    """Legal aid, mediation, counselling and the hotline of a year, up to a day."""
    mine, this_year = below(union), (date(year, 1, 1), day)
    legal = LegalCase.objects.unscoped(WHY).filter(mine)
    closed = legal.filter(closed_on__range=this_year)
    mediated = MediationCase.objects.unscoped(WHY).filter(mine)
    ended = mediated.filter(closed_on__range=this_year)
    calls = HotlineTicket.objects.unscoped(WHY).filter(mine, received_on__range=this_year)
    held = Appointment.objects.unscoped(WHY).filter(mine, held_on__range=this_year)
    return [
        _line("法律援助：受理", CASES, legal.filter(decided_on__range=this_year)),
        _line("法律援助：办结", CASES, closed),
        _line("法律援助：挽回金额", YUAN, closed, _sum(closed, "recovered")),
        _line("劳动争议调解：受理", CASES, mediated.filter(accepted_on__range=this_year)),
        _line("劳动争议调解：结案", CASES, ended),
        _line("其中：达成协议", CASES, ended.exclude(agreed_on=None)),
        _line("劳动争议调解：追回工资", YUAN, ended, _sum(ended, "recovered")),
        _line("心理咨询", TIMES, held),
        _line("12351来电", CASES, calls),
        _line("12351来电：追回欠薪", YUAN, calls, _sum(calls, "recovered")),
    ]


def _line(item: str, unit: str, rows: Any, figure: str = "") -> Line:
    """`figure`: what is told of the rows, unless it is how many there are."""
    ids = ids_of(rows)
    return [item, unit, figure or str(len(ids)), rows.model._meta.model_name, ids]


def ids_of(rows: Any) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _sum(rows: Any, column: str) -> str:
    return str(rows.aggregate(sum=Sum(column))["sum"] or Decimal(0))
