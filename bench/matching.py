"""A return file of 10,000 rows: matched and booked, beside the bare SQL that books the same rows.

`python3 dev.py bench matching`; the number of rows by BENCH_ROWS. Prints, too, what gathering,
release and the bank's file take of the same batch: seconds, of those the processor's in Python,
statements, and the peak memory of Python. BENCH_ROUNDS says how often the two are compared.
"""

from __future__ import annotations

import csv
import os
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from assistance.actions.batching import make_batch, ready_aids
from assistance.actions.matching import read_answer
from assistance.actions.sending import write_for_bank
from assistance.banks import layouts
from assistance.ledger import Entry, book_all, open_accounts
from assistance.models import Aid, FundBatch, HouseholdFile, PaymentBatch
from assistance.models.funds import TransferKind
from assistance.workflows.aid import BATCH, AidStage, BatchStep
from bench._ground import city_of, jinzhou, milliseconds
from kernel.days import today
from unions.actions import appoint
from unions.models import Officer, Union, User
from unions.offices import Role
from unions.rowsecurity import federation_scope
from unions.scoping import owned_by

ROWS = int(os.environ.get("BENCH_ROWS", "10000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
REFUSED_EVERY = 50  # of so many rows the bank refuses one
AMOUNT = Decimal(1000)
LAYOUT = "generic-csv"


def person(name: str, union: Union, role: str) -> Officer:
    user = User.objects.filter(username=name).first()
    user = user or User.objects.create(username=name, display_name=name)
    return appoint(user, union, role, on=date(2020, 1, 1))


class Desk:
    """A county with ROWS approved aids, and the four who pay them."""

    def __init__(self) -> None:
        county = Union.objects.get(short_name="凌海市")
        tag = time.monotonic_ns()
        roles = (Role.STAFF, Role.DIRECTOR, Role.FINANCE)
        people = [person(f"bench-{role}-{tag}", county, role) for role in roles]
        self.staff, self.director, self.finance = people
        self.fund = FundBatch.objects.create(
            name=f"bench {tag}", source="central", purpose="relief", year=today().year,
            document_number=str(tag), promised=AMOUNT * ROWS, kinds=["festival"],
            categories=["deep"], valid_from=date(2020, 1, 1), valid_to=date(2099, 12, 31),
            **owned_by(county),
        )  # fmt: skip
        open_accounts(self.fund)
        arrive = Entry(TransferKind.ARRIVE, AMOUNT * ROWS, f"arrive:{tag}")
        book_all(self.fund, [arrive], by=self.finance)
        self._approve(county)

    def _approve(self, county: Union) -> None:
        mine: dict[str, Any] = owned_by(county)
        files = HouseholdFile.objects.bulk_create(
            HouseholdFile(
                applicant_name=f"户{n}", card_holder=f"户{n}", card=f"6217{n:015d}",
                bank_name="农商银行", worker_kind="employed", main_reason="low_income",
                category="deep", stage="active", filed_on=today(), review_due_on=today(), **mine,
            )
            for n in range(ROWS)
        )  # fmt: skip
        aids = Aid.objects.bulk_create(
            Aid(
                file=file, recipient=file.applicant_name, kind="festival", category="deep",
                year=today().year, asked=AMOUNT, granted=AMOUNT, fund=self.fund,
                approved_by=self.director, approved_on=today(), drafted_by=self.staff, **mine,
            )
            for file in files
        )  # fmt: skip
        entries = [Entry(TransferKind.RESERVE, AMOUNT, f"reserve:{a.pk}", a) for a in aids]
        book_all(self.fund, entries, by=self.director)
        Aid.objects.filter(fund=self.fund).update(stage=AidStage.READY)

    def gather(self) -> PaymentBatch:
        aids = ready_aids(self.staff).filter(fund=self.fund)
        return make_batch(aids, title="bench", layout=LAYOUT, by=self.staff)

    def send(self, batch: PaymentBatch) -> None:
        BATCH.take(BatchStep.SEND, batch, by=self.finance)


def answer_to(batch: PaymentBatch) -> bytes:
    """The bank's file, every fiftieth row refused."""
    layout = layouts()[LAYOUT]
    heads, text = layout.return_columns, StringIO(newline="")
    writer = csv.DictWriter(text, list(heads.values()))
    writer.writeheader()
    count, total = 0, Decimal(0)
    for line in batch.lines.defer("card").order_by("-number"):
        refused = line.number % REFUSED_EVERY == 0
        said = {"batch": batch.reference, "reference": line.reference, "amount": f"{line.amount}"}
        said |= {"result": "失败" if refused else "成功", "reason": "户名不符" if refused else ""}
        writer.writerow({heads[name]: value for name, value in said.items()})
        count, total = count + 1, total + line.amount
    end = {"batch": "合计", "reference": str(count), "amount": f"{total}"}
    writer.writerow({heads[name]: value for name, value in end.items()})
    return text.getvalue().encode(layout.encoding)


# What the same rows need at the least: the same bookings, lines, aids and batch, in plain SQL.
_BARE = (
    """
    INSERT INTO assistance_transfer (federation_id, county_id, township_id, union_id, fund_id, kind,
        from_account_id, to_account_id, amount, aid_id, key, document, officer_id, at)
    SELECT l.federation_id, f.county_id, f.township_id, f.union_id, a.fund_id, k.kind, x.id, y.id,
        l.amount, l.aid_id, k.kind || ':line:' || l.id, '', %(officer)s, now()
    FROM assistance_paymentline l
    JOIN assistance_aid a ON a.id = l.aid_id JOIN assistance_fundbatch f ON f.id = a.fund_id
    CROSS JOIN LATERAL (SELECT CASE WHEN l.number %% %(every)s = 0
        THEN 'bounce' ELSE 'pay' END AS kind) k
    JOIN assistance_account x ON x.fund_id = f.id AND x.kind = 'sent'
    JOIN assistance_account y ON y.fund_id = f.id
        AND y.kind = CASE k.kind WHEN 'pay' THEN 'paid' ELSE 'reserved' END
    WHERE l.batch_id = %(batch)s
    """,
    """
    UPDATE assistance_paymentline SET result = CASE WHEN number %% %(every)s = 0
        THEN 'failed' ELSE 'succeeded' END
    WHERE batch_id = %(batch)s
    """,
    """
    UPDATE assistance_aid a SET moves = moves + 1, paid_on = current_date,
        stage = CASE WHEN l.number %% %(every)s = 0 THEN 'failed' ELSE 'paid' END
    FROM assistance_paymentline l WHERE l.aid_id = a.id AND l.batch_id = %(batch)s
    """,
    "UPDATE assistance_paymentbatch SET stage = 'closed' WHERE id = %(batch)s",
)


def book_bare(batch: PaymentBatch, officer: Officer) -> None:
    values = {"batch": batch.pk, "officer": officer.pk, "every": REFUSED_EVERY}
    with connection.cursor() as cursor:
        for statement in _BARE:
            cursor.execute(statement, values)


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that is rolled back, so that the next run finds the same rows."""
    with federation_scope(jinzhou().pk):
        yield
        transaction.set_rollback(True)


def seconds(act: Callable[[], object]) -> float:
    def with_commit() -> None:
        act()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what the commit would check

    with undone():
        return milliseconds(with_commit) / 1000


def measure(name: str, act: Callable[[], Any]) -> Any:
    """Do it, for good, and say what it took; the memory is that of a second, undone run."""
    with undone():
        tracemalloc.start()
        act()
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
    with federation_scope(jinzhou().pk), CaptureQueriesContext(connection) as asked:
        started = time.perf_counter()
        result = act()
        took = time.perf_counter() - started
    print(f"{name}: {took:.2f} s, {len(asked)} statements, peak {peak:.0f} MB", flush=True)
    return result


def main() -> None:
    with city_of(0):
        with transaction.atomic(), federation_scope(jinzhou().pk):
            desk = Desk()
        _analyze()
        print(f"{ROWS} payments")
        batch = measure("gathered", desk.gather)
        with federation_scope(jinzhou().pk):
            BATCH.take(BatchStep.SUBMIT, batch, by=desk.staff)
            BATCH.take(BatchStep.APPROVE, batch, by=desk.director)
        measure("released", lambda: desk.send(PaymentBatch.objects.get(pk=batch.pk)))
        _compare(desk, batch.pk)


def _compare(desk: Desk, pk: int) -> None:
    with federation_scope(jinzhou().pk):
        batch = PaymentBatch.objects.get(pk=pk)
        content = answer_to(batch)

    def match() -> None:
        done = read_answer(batch, "answer.csv", content, by=desk.finance)
        assert done.waiting == 0

    def hand_over() -> None:
        write_for_bank(batch, receiver="bank", purpose="pay", by=desk.finance)

    measure("bank's file", hand_over)
    tops, bottoms = [], []
    for _round in range(ROUNDS):
        bottoms.append(seconds(lambda: book_bare(batch, desk.finance)))
        tops.append(seconds(match))
    top, bottom = statistics.median(tops), statistics.median(bottoms)
    print(f"matched {top:.2f} s / bare SQL {bottom:.2f} s = {top / bottom:.2f}")
    measure("matched", match)


def _analyze() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
