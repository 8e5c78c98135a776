"""A festival round for 10,000 households: the list made, and the whole decided.

`python3 dev.py bench rounds`; the size by BENCH_HOUSEHOLDS. The denominators write the same rows,
in the same run, into copies of the tables that have their indexes, and nothing that guards them.
"""

from __future__ import annotations

import os
import resource
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Any

from django.db import connection, connections

from assistance.actions.rounds import approve_round, prepare, prepare_round, set_up_round
from assistance.ledger import book, open_accounts
from assistance.models import AidRound, FundBatch
from assistance.models.funds import TransferKind
from assistance.workflows.aid import ROUND, RoundStep
from bench._ground import city_of, jinzhou
from kernel.days import today
from unions.models import Officer
from unions.rowsecurity import federation_scope
from unions.scoping import owned_by

SIZE = int(os.environ.get("BENCH_HOUSEHOLDS", "10000"))
RUNS = 3
AMOUNT = Decimal(1000)
CATEGORIES = ("deep", "relative", "accident")
YEARS = count(int(time.time()) % 30_000)  # no two rounds are for the same occasion

# Households on file below one township of the county, each with a card of its own name.
_GROW = """
WITH town AS (SELECT * FROM unions_union WHERE short_name = '石山镇')
INSERT INTO assistance_householdfile (
    federation_id, county_id, township_id, union_id, stage, moves, origin, legacy_class,
    applicant_name, pinyin, worker_kind, workplace, phone, phone_index, address, card, card_index,
    card_holder, bank_name, main_reason, other_reasons, story, category, proposed_category, working,
    decision_note, publicity_stage, filed_on, exit_reason, seal, created_at)
SELECT federation_id, county_id, id, id, 'active', 0, 'officer', '', '职工' || n, 'zhigong' || n,
    'employed', '企业', '', '', '', decode('01', 'hex'), '', '职工' || n, '银行', 'own_illness',
    '{}', '', (ARRAY['deep', 'relative', 'accident'])[1 + n %% 3], '', '{}', '', '', %(today)s, '',
    gen_random_uuid(), now()
FROM town, generate_series(1, %(size)s) n
"""

_COPIES = """
CREATE TEMP TABLE bare_aid (LIKE assistance_aid INCLUDING ALL) ON COMMIT DROP;
CREATE TEMP TABLE bare_transfer (LIKE assistance_transfer INCLUDING ALL) ON COMMIT DROP;
"""
_BARE_LIST = """
INSERT INTO bare_aid SELECT * FROM assistance_aid WHERE round_id = %s
"""
_BARE_DECISION = (
    """
    UPDATE bare_aid SET stage = 'ready', moves = moves + 1, granted = asked, fund_id = %s,
        approved_by_id = %s, approved_on = current_date, minutes = '', due_on = current_date
    """,
    "INSERT INTO bare_transfer SELECT * FROM assistance_transfer WHERE fund_id = %s",
)


@dataclass
class Asked:
    """How many statements an act sent, and how long it took."""

    statements: int = 0
    seconds: float = 0.0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.statements += 0 if "SAVEPOINT" in sql else 1
        return execute(sql, params, many, context)


@contextmanager
def asked() -> Iterator[Asked]:
    counted = Asked()
    with connection.execute_wrapper(counted):
        started = time.perf_counter()
        yield counted
        counted.seconds = time.perf_counter() - started


def grow() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM assistance_householdfile WHERE pinyin LIKE 'zhigong%%'"
        )
        if cursor.fetchone()[0] < SIZE:
            cursor.execute(_GROW, {"size": SIZE, "today": today()})


def officer(username: str) -> Officer:
    everyone = Officer.objects.unscoped("the bench acts for them").complete()
    return everyone.get(user__username=username)


def a_fund(staff: Officer) -> FundBatch:
    fund = FundBatch.objects.create(
        name="中央帮扶资金", source="central", purpose="relief", year=today().year,
        document_number=f"bench {time.time_ns()}", promised=AMOUNT * SIZE * 2, kinds=["festival"],
        categories=["deep", "relative", "accident"], valid_from=today(), valid_to=today(),
        **owned_by(staff.union),
    )  # fmt: skip
    open_accounts(fund)
    book(fund, TransferKind.ARRIVE, AMOUNT * SIZE * 2, by=staff, key=f"bench {fund.pk}")
    return fund


def decided_round() -> tuple[int, Asked, Asked]:
    """A round from its rules to its decision, each step committed as in life; gives its id."""
    with here():
        staff = officer("linghai")
        a_round = set_up_round(
            title="春节送温暖", kind="festival", festival="spring", year=next(YEARS),
            fund=a_fund(staff), amounts=dict.fromkeys(CATEGORIES, str(AMOUNT)), by=staff,
        )  # fmt: skip
        job = prepare_round(a_round, by=staff)
    with asked() as listing:
        steps = prepare(job)
        more = True
        while more:
            with here():
                more = next(steps, None) is not None
    analyze()  # days lie between the list and its decision; the database does it in a minute
    with here():
        a_round.refresh_from_db()
        ROUND.take(RoundStep.PROPOSE, a_round, by=staff)
        chair = officer("countychair")
    with asked() as deciding, here():
        approve_round(a_round, minutes="纪要", by=chair)
    return a_round.pk, listing, deciding


def here() -> AbstractContextManager[None]:
    return federation_scope(jinzhou().pk)


def analyze() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def bare(a_round: AidRound, chair: Officer) -> tuple[float, float]:
    """Seconds for the bare rows of the list, and of the decision."""
    with connection.cursor() as cursor:
        cursor.execute(_COPIES)
        listing = seconds(lambda: cursor.execute(_BARE_LIST, [a_round.pk]))
        update, insert = _BARE_DECISION
        deciding = seconds(lambda: cursor.execute(update, [a_round.fund_id, chair.pk]))
        deciding += seconds(lambda: cursor.execute(insert, [a_round.fund_id]))
    return listing, deciding


def seconds(act: Callable[[], Any]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def one_run() -> tuple[Asked, Asked, float, float]:
    round_id, listing, deciding = decided_round()
    with here():
        a_round = AidRound.objects.get(pk=round_id)
        assert a_round.aids.filter(stage="ready").count() >= SIZE
        bare_list, bare_decision = bare(a_round, officer("countychair"))
    return listing, deciding, bare_list, bare_decision


def told(name: str, acts: list[Asked], bares: list[float]) -> str:
    took = statistics.median(act.seconds for act in acts)
    ratio = took / statistics.median(bares)
    return (
        f"{name}: {took:.2f} s, {acts[0].statements} statements, {ratio:.1f} × the bare rows "
        f"({statistics.median(bares):.2f} s)"
    )


def main() -> None:
    with city_of(SIZE):
        with here():
            grow()
        analyze()
        one_run()  # warm caches
        runs = [one_run() for _ in range(RUNS)]
        print(told(f"List of {SIZE} households", [r[0] for r in runs], [r[2] for r in runs]))
        print(told(f"Decision on {SIZE} households", [r[1] for r in runs], [r[3] for r in runs]))
        tracemalloc.start()
        one_run()
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"Peak of both: {peak:.0f} MB of Python objects; the process: {most:.0f} MB")


if __name__ == "__main__":
    main()
