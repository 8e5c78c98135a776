"""A booking pressed while someone changes what it rests on, and has not committed yet."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connection, connections

from tests.assistance.books import (
    Crew,
    Deed,
    Desk,
    Line,
    new_tag,
)
from unions.rowsecurity import federation_scope

CLOSE = "UPDATE assistance_fundbatch SET closed_on = now() WHERE id = %(fund)s"
NARROW = "UPDATE assistance_fundbatch SET kinds = ARRAY['loan'] WHERE id = %(fund)s"
LOWER = "UPDATE assistance_aid SET granted = 10 WHERE id = %(aid)s"
MOVE = "UPDATE assistance_aid SET fund_id = %(other)s WHERE id = %(aid)s"
OVERTAKING = {
    CLOSE: "ledger_closed",
    NARROW: "ledger_purpose",
    LOWER: "ledger_not_granted",
    MOVE: "ledger_other_fund",
}


def overtaken(desk: Desk, change: str) -> str:
    """What a reservation answers that was pressed while `change` was under way."""
    crew = Crew(desk, 1)
    names = {"fund": desk.funds[0].pk, "other": desk.funds[1].pk, "aid": desk.aids[0].pk}
    with ThreadPoolExecutor(1) as presser:
        with federation_scope(desk.city.federation.pk), connection.cursor() as cursor:
            cursor.execute(change, names)
            reserve = Deed((Line("reserve", 0, 0, 100, new_tag()),))
            asked = presser.submit(crew.take, reserve)
            _until_it_waits(asked)
        outcome = asked.result(30)
        presser.submit(connections.close_all)
    crew.close()
    return outcome


def _until_it_waits(asked: Future[str]) -> None:
    with connections["owner"].cursor() as cursor:
        for _ in range(200):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if asked.done() or cursor.fetchone()[0]:
                return
            time.sleep(0.02)
