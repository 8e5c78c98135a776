"""Figures of assistance that papers freeze: what was paid, what the funds hold, who is on file.

They act for no officer: the caller has decided whose branch is told, and names it by its union.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum

from assistance.models import FundBatch, HouseholdFile, Transfer, Visit
from assistance.models.funds import TransferKind
from reports.facts import below
from unions.models import Union

WHY = "the figures of the union whose paper it is"

SPENT = (TransferKind.PAY, TransferKind.HAND_OUT, TransferKind.LEND)


def payments_of(union: Union, year: int, day: date) -> list[dict[str, Any]]:
    """What was paid in a year, up to a day: one row for each aid, less what was paid back.

    Rows: aid, county_id, source, kind, category, amount (yuan, as text).
    """
    place = {f"aid__{name}": value for name, value in below(union).children}  # type: ignore[misc]
    transfers = Transfer.objects.unscoped(WHY).filter(**place)
    transfers = transfers.filter(
        made_on__gte=date(year, 1, 1), made_on__lte=day, kind__in=[*SPENT, TransferKind.REFUND]
    )
    paid, refunded = Q(kind__in=SPENT), Q(kind=TransferKind.REFUND)
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
        paid=booked(*SPENT),
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
    there = Q(filed_on__lte=day) & (Q(exited_on=None) | Q(exited_on__gt=day))
    counted = files.filter(there).values("category").order_by("category")
    counted = counted.annotate(
        households=Count("pk", distinct=True),
        persons=Count("members", filter=Q(members__not_counted=""), distinct=True),
    )
    begin = date(year, 1, 1)
    left = files.filter(exited_on__gte=begin, exited_on__lte=day).values("exit_reason")
    return {
        "on_file": [
            {key: row[key] for key in ("category", "households", "persons")} for row in counted
        ],
        "new": files.filter(filed_on__gte=begin, filed_on__lte=day).count(),
        "left": {
            row["exit_reason"]: row["n"]
            for row in left.annotate(n=Count("pk")).order_by("exit_reason")
        },
    }


Line = list[str]  # item, unit, figure as text


def livelihoods_of(union: Union, year: int, day: date) -> list[Line]:
    """Visits of the year."""
    begin = date(year, 1, 1)
    visits = Visit.objects.unscoped(WHY).filter(below(union))
    paid = visits.filter(visited_on__gte=begin, visited_on__lte=day)
    return [["走访慰问", "人次", str(paid.count())]]


def services_of(union: Union, year: int, day: date) -> list[Line]:
    return []
