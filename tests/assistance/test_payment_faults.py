"""A connection killed between any two statements: the books balance, and the deed can be repeated.

Every run is a transaction of its own on PostgreSQL; a second connection ends the first one's
backend after its n-th statement, for every n there is, the last before the commit included.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.models import Sum

from assistance.actions.matching import ReturnRefused
from assistance.actions.sending import write_for_bank
from assistance.models import Account, Aid, PaymentBatch, PaymentLine, ReturnFile, Transfer
from assistance.workflows.aid import BATCH, BatchStep
from tests.assistance import payments, story
from tests.cast import in_scope, make_city
from unions.models import Event

Books = dict[str, Any]


class Ground:
    """A committed county with a batch of four lines out of two funds, one of them a loan."""

    def __init__(self) -> None:
        with transaction.atomic():
            self.town = make_city("锦州", "210700", "")
            story.set_standard(self.town)
            self.centre = story.open_centre(self.town)
            relief = story.make_fund(self.town.linghai)
            loans = story.make_fund(self.town.linghai, kinds=["loan"], purpose="loans")
            payments.ready_aids_of(self.town.street, relief, self.centre)
            payments.ready_aid(story.on_file(self.town.street), loans, self.centre, kind="loan")
            self.batch = payments.gathered(self.centre)

    def fresh(self) -> PaymentBatch:
        return PaymentBatch.objects.get(pk=self.batch.pk)

    def act(self, deed: Callable[[PaymentBatch], object]) -> None:
        with in_scope(self.town):
            deed(self.fresh())

    def books(self) -> Books:
        """Everything that a payment touches, as committed."""
        with in_scope(self.town):
            assert Account.objects.aggregate(sum=Sum("balance"))["sum"] == 0
            return {
                "accounts": list(Account.objects.order_by("pk").values_list("pk", "balance")),
                "transfers": Transfer.objects.count(),
                "aids": list(Aid.objects.order_by("pk").values_list("stage", "moves", "paid_on")),
                "lines": list(PaymentLine.objects.order_by("pk").values_list("result")),
                "batches": list(PaymentBatch.objects.values_list("stage", "moves")),
                "files": ReturnFile.objects.count(),
                "events": Event.objects.count(),
            }


@pytest.fixture
def ground(committed_db):
    return Ground()


@contextmanager
def killed_after(number: int):
    """End the backend of our own connection once it has run so many statements.

    Yields the count of statements run, as a list of one.
    """
    connection.ensure_connection()
    backend, ran = connection.connection.info.backend_pid, [0]

    def counting(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        ran[0] += 1
        if ran[0] == number:
            end(backend)
        return result

    with connection.execute_wrapper(counting):
        yield ran


def end(backend: int) -> None:
    """As an operator would, or a server that goes down; waits until it is gone."""
    other = psycopg2.connect(**connection.get_connection_params())
    try:
        other.autocommit = True
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
            assert cursor.fetchone() == (True,)
    finally:
        other.close()


def statements_of(ground: Ground, deed: Callable[[PaymentBatch], object]) -> int:
    """Kill the deed after each of its statements; then let it be done. Gives how many there are."""
    before, number = ground.books(), 0
    while True:
        number += 1
        with killed_after(number) as ran:
            try:
                ground.act(deed)
            except (DatabaseError, InterfaceError):
                connection.close()
            else:
                connection.close()
                assert number == ran[0] + 1, f"nobody noticed the kill after statement {number}"
                return ran[0]
        assert ground.books() == before, f"killed after statement {number}"


def test_a_release_killed_anywhere_sends_all_or_nothing(ground):
    centre = ground.centre
    ground.act(lambda batch: BATCH.take(BatchStep.SUBMIT, batch, by=centre.staff))
    ground.act(lambda batch: BATCH.take(BatchStep.APPROVE, batch, by=centre.director))

    ran = statements_of(ground, lambda batch: BATCH.take(BatchStep.SEND, batch, by=centre.finance))

    assert ran > 15
    books = ground.books()
    assert {stage for stage, *_rest in books["aids"]} == {"sent"}
    assert books["batches"][0][0] == "sent"


def test_an_answer_killed_anywhere_is_booked_whole_or_not_at_all(ground):
    centre = ground.centre
    ground.act(lambda batch: payments.walk(batch, centre))
    with in_scope(ground.town):
        content = payments.answer_to(ground.fresh(), {2: "销户"})

    ran = statements_of(ground, lambda batch: payments.read(batch, content, centre.finance))

    assert ran > 20
    books = ground.books()
    assert [stage for stage, *_rest in books["aids"]] == ["paid", "failed", "paid", "paid"]
    assert books["batches"][0][0] == "closed"
    with pytest.raises(ReturnRefused), in_scope(ground.town):
        payments.read(ground.fresh(), content, centre.finance)
    assert ground.books() == books


def test_gathering_and_dissolving_killed_anywhere_lose_no_aid(ground):
    centre = ground.centre

    statements_of(
        ground, lambda batch: BATCH.take(BatchStep.DROP, batch, by=centre.staff, note="重做")
    )
    assert {stage for stage, *_rest in ground.books()["aids"]} == {"ready"}

    statements_of(ground, lambda batch: payments.gathered(centre))
    assert {stage for stage, *_rest in ground.books()["aids"]} == {"queued"}


def test_a_bank_file_killed_anywhere_is_logged_once_it_is_given(ground):
    centre = ground.centre
    ground.act(lambda batch: payments.walk(batch, centre))

    def hand_over(batch: PaymentBatch) -> None:
        write_for_bank(batch, receiver="农商行", purpose="代发", by=centre.finance)

    statements_of(ground, hand_over)

    with in_scope(ground.town):
        assert Event.objects.filter(step="to-bank").count() == 1
