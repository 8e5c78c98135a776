"""Batches of money: entered, arrived, given back to the source, paid back by recipients, closed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assistance.ledger import book, by_the_books, open_accounts
from assistance.models import Aid, FundBatch
from assistance.models.funds import AccountKind, TransferKind
from assistance.offices import CITY_DIRECTOR, FINANCE
from kernel.days import today
from unions.events import log_event
from unions.models import Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF, holds_any
from unions.refusals import Refused
from unions.scoping import owned_by

WRITERS = (COUNTY_STAFF, CITY_STAFF)
BOOKKEEPERS = (*FINANCE, CITY_DIRECTOR)  # the root's own batches have no county's finance office
# What a batch in use no longer lets go of; the database holds it too (ledger.sql).
BOUND = ("source", "purpose", "year", "filed_only")


def may_write(officer: Officer, fund: FundBatch | None = None) -> bool:
    """Enter a batch of one's own union; change this one, if it is that union's and open."""
    if not holds_any(officer, WRITERS):
        return False
    return fund is None or (fund.closed_on is None and fund.union_id == officer.union_id)


def may_book(officer: Officer, fund: FundBatch) -> bool:
    holds = holds_any(officer, BOOKKEEPERS)
    return holds and fund.union_id == officer.union_id


@transaction.atomic
def enter_batch(*, by: Officer, **terms: Any) -> FundBatch:
    """A batch of the officer's own union, with its accounts at nothing."""
    fund = FundBatch.objects.create(**terms, **owned_by(by.union))
    open_accounts(fund)
    log_event(fund, "enter", _("Batch entered"), by=by, detail={"promised": str(fund.promised)})
    return fund


@transaction.atomic
def change_batch(fund: FundBatch, *, by: Officer, **terms: Any) -> None:
    """Write the terms anew. Raises BookingRefused where money spent by the old ones forbids it."""
    changed = [name for name, value in terms.items() if getattr(fund, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(fund, name, terms[name])
    with by_the_books(fund):
        fund.save(update_fields=changed)
    log_event(fund, "change", _("Batch changed"), by=by, detail={"changed": sorted(changed)})


def is_in_use(fund: FundBatch) -> bool:
    return fund.transfers.exists()


def arrived(fund: FundBatch) -> Decimal:
    """What has come from the source and was not given back, in yuan."""
    return -fund.balances()[AccountKind.OUTSIDE]


@transaction.atomic
def record_arrival(fund: FundBatch, amount: Decimal, *, voucher: str, by: Officer) -> None:
    """Money has come. Raises BookingRefused for a voucher booked before, and for a closed batch."""
    _ask_bookkeeper(fund, by)
    if fund.closed_on:
        raise Refused(_("“%(fund)s” is closed.") % {"fund": fund})
    _book(fund, TransferKind.ARRIVE, amount, voucher, by)


@transaction.atomic
def return_to_source(fund: FundBatch, amount: Decimal, *, voucher: str, by: Officer) -> None:
    """Give back what is left, or part of it. Raises BookingRefused for more than is available."""
    _ask_bookkeeper(fund, by)
    _book(fund, TransferKind.RETURN, amount, voucher, by)


def _book(fund: FundBatch, kind: TransferKind, amount: Decimal, voucher: str, by: Officer) -> None:
    # One voucher is one booking: who presses twice, or enters it again next week, is told.
    key = f"{kind.value}:{fund.pk}:{voucher}"
    book(fund, kind, amount, by=by, key=key, document=voucher)
    _log(fund, kind, amount, voucher, by)


@transaction.atomic
def record_refund(aid: Aid, amount: Decimal, *, voucher: str, by: Officer) -> None:
    """A recipient has paid back. Raises BookingRefused for more than the aid was paid."""
    if aid.fund is None:
        raise Refused(_("Nothing was paid for this aid."))
    _ask_bookkeeper(aid.fund, by)
    book(
        aid.fund, TransferKind.REFUND, amount, by=by, aid=aid, document=voucher,
        key=f"refund:{aid.pk}:{voucher}",
    )  # fmt: skip
    _log(aid.fund, TransferKind.REFUND, amount, voucher, by, aid=aid)


@transaction.atomic
def close_batch(fund: FundBatch, *, by: Officer) -> None:
    """Nothing more is spent from it. Raises BookingRefused while money is reserved or sent."""
    _ask_bookkeeper(fund, by)
    with by_the_books(fund):
        closed = FundBatch.objects.filter(pk=fund.pk, closed_on=None).update(closed_on=today())
    if not closed:
        raise Refused(_("“%(fund)s” is closed.") % {"fund": fund})
    fund.closed_on = today()
    log_event(fund, "close", _("Batch closed"), by=by)


def _ask_bookkeeper(fund: FundBatch, by: Officer) -> None:
    if not may_book(by, fund):
        raise Refused(_("Only the finance office of the batch's own union books on it."))


def _log(
    fund: FundBatch, kind: TransferKind, amount: Decimal, voucher: str, by: Officer,
    *, aid: Aid | None = None,
) -> None:  # fmt: skip
    detail: dict[str, Any] = {"yuan": str(amount), "voucher": voucher}
    if aid is not None:
        detail["aid"] = aid.pk
    log_event(fund, kind.value, str(kind.label), by=by, detail=detail)
