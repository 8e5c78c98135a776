"""The books: how money is booked, and what the database refuses whoever asks.

A booking is one row of `Transfer`; a trigger moves the balances of its two accounts. All bookings
of a batch queue at its accounts' rows, so that what each is checked against cannot change under it.
Who books several aids one by one in a transaction locks them all first, by id (as take_together
does); who books in several batches takes them by id (`book_across`). Then nobody waits in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.utils.translation import gettext as _

from assistance.amounts import spelled
from assistance.models.funds import (
    ROUTES,
    SPENDING,
    Account,
    AccountKind,
    AidKind,
    FundBatch,
    Transfer,
    TransferKind,
)
from assistance.workflows.household import ON_FILE
from unions.models import Officer
from unions.refusals import Refused
from unions.scoping import same_owner

if TYPE_CHECKING:
    from assistance.models.aid import Aid


class BookingRefused(Refused):
    """The books do not allow it; nothing was booked. `code` says which rule stands against it."""

    def __init__(self, reason: str, code: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True)
class Entry:
    """One booking to make. `key` names the deed once in a federation."""

    kind: str
    amount: Decimal
    key: str
    aid: Aid | None = None
    document: str = ""


def open_accounts(fund: FundBatch) -> None:
    """The accounts of a new batch, all at nothing."""
    Account.objects.bulk_create(
        Account(fund=fund, kind=kind, **same_owner(fund)) for kind in AccountKind.values
    )


def book(
    fund: FundBatch,
    kind: str,
    amount: Decimal,
    *,
    by: Officer | None,
    aid: Aid | None = None,
    turn: int = 0,
    key: str = "",
    document: str = "",
) -> None:
    """Book one amount. Raises BookingRefused, and books nothing, where the books do not allow it.

    `turn` tells two deeds of one kind on one aid apart: its count of moves.
    """
    key = key or f"{TransferKind(kind).value}:{aid.pk if aid else fund.pk}:{turn}"
    book_all(fund, [Entry(kind, amount, key, aid, document)], by=by)


def book_all(fund: FundBatch, entries: Iterable[Entry], *, by: Officer | None) -> None:
    """Book many amounts of one batch in one statement: all of them, or BookingRefused and none."""
    accounts = dict(fund.accounts.values_list("kind", "pk"))
    # By key, so that of two who send the same list in different orders one waits for the other.
    rows = [
        Transfer(
            fund=fund,
            kind=TransferKind(entry.kind).value,
            from_account_id=accounts[ROUTES[entry.kind][0]],
            to_account_id=accounts[ROUTES[entry.kind][1]],
            amount=_in_fen(entry.amount),
            aid=entry.aid,
            key=entry.key,
            document=entry.document,
            officer=by,
            **same_owner(fund),
        )
        for entry in sorted(entries, key=lambda entry: entry.key)
    ]
    with by_the_books(fund):
        Transfer.objects.bulk_create(rows, batch_size=len(rows) or None)


@contextmanager
def by_the_books(fund: FundBatch) -> Iterator[None]:
    """All that is written inside, or BookingRefused and nothing, where the database says no."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        raise _explained(error, fund) from error


def book_across(entries: dict[FundBatch, list[Entry]], *, by: Officer | None) -> None:
    """Book in several batches: all of it, or BookingRefused and nothing."""
    with transaction.atomic():
        for fund in sorted(entries, key=lambda fund: fund.pk):
            book_all(fund, entries[fund], by=by)


def _in_fen(amount: Decimal) -> Decimal:
    """The column would round silently; money must not."""
    if not amount.is_finite() or amount != round(amount, 2):
        raise BookingRefused(_("An amount has whole fen."), "ledger_fen")
    return amount


def settle_kind(aid: Aid) -> TransferKind:
    """What a payment the bank has made is booked as: a loan is lent, other aid is paid."""
    return TransferKind.LEND if aid.kind == AidKind.LOAN else TransferKind.PAY


def _explained(error: DatabaseError, fund: FundBatch) -> BookingRefused:
    """The database's no, in the reader's words. Raises the error again if it is none of ours."""
    code = refusal_code(error)
    known = _known()
    if code not in known:
        raise error
    wants_left = "%(left)s" in known[code]
    left = spelled(fund.balances()[AccountKind.AVAILABLE]) if wants_left else ""
    return BookingRefused(known[code] % {"fund": fund, "left": left}, code)


def refusal_code(error: DatabaseError) -> str:
    """The rule of the books that an error of the database names; "" where it names none."""
    found = getattr(error.__cause__, "diag", None)
    if found is None:
        return ""
    by_state = {"22003": "ledger_too_large", "40P01": "ledger_busy", "40001": "ledger_busy"}
    return by_state.get(found.sqlstate) or found.constraint_name or found.message_primary or ""


def _known() -> dict[str, str]:
    return {
        "account_never_below_nothing": _("“%(fund)s” has only %(left)s yuan left."),
        "ledger_not_valid": _("“%(fund)s” is not valid today; nothing can be spent from it."),
        "ledger_closed": _("“%(fund)s” is closed."),
        "ledger_purpose": _("“%(fund)s” may not be used for this kind of aid."),
        "ledger_category": _("“%(fund)s” may not be used for households of this category."),
        "ledger_no_file": _("“%(fund)s” is only for households on file."),
        "ledger_not_approved": _("This aid has not been approved."),
        "ledger_other_fund": _("This aid was granted from another fund."),
        "ledger_loan": _("A loan is lent and repaid; other aid is paid."),
        "ledger_not_granted": _("More than was granted for this aid would be booked."),
        "ledger_not_there": _("This aid has no such amount there: it may have been booked before."),
        "ledger_too_large": _("The amount is too large."),
        "ledger_busy": _("Others are booking on “%(fund)s” just now. Please try again."),
        "transfer_positive": _("An amount must be above nothing."),
        "transfer_once": _("This has been booked before."),
        "ledger_money_moving": _(
            "“%(fund)s” still has money reserved or with the bank; it cannot be closed."
        ),
        "ledger_batch_in_use": _("“%(fund)s” is in use: its terms can only be widened."),
    }


def guard_books(*, using: str, **signal: Any) -> None:
    """Lay the ledger's guards over its tables (idempotent; run as the owner after migrate)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if Transfer._meta.db_table not in connection.introspection.table_names(cursor):
            return  # migrating to an early state
        cursor.execute(_guards())


def _guards() -> str:
    routes = (f"('{kind}', '{source}', '{target}')" for kind, (source, target) in ROUTES.items())
    return (
        (Path(__file__).parent / "ledger.sql")
        .read_text()
        .format(
            zone=settings.TIME_ZONE,
            routes=", ".join(routes),
            spending=", ".join(f"'{kind.value}'" for kind in SPENDING),
            on_file=", ".join(f"'{stage}'" for stage in ON_FILE),
        )
    )
