"""The books, pressed by many at once and cut off in the middle, against a model in plain Python.

Deeds are pressed four at a time by real threads; what came of them must be explained by some order
of the same deeds in the model, refusal by refusal. Then thousands run freely while connections are
killed and a reader looks at snapshot after snapshot. HEJIA_LEDGER_OPERATIONS asks for more of them.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections import Counter
from random import Random
from threading import Event as Signal
from threading import Thread
from typing import Any

import pytest
from django.db import connections
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from assistance.ledger import _guards
from assistance.models import Account, Transfer
from assistance.models.funds import ROUTES, WITHOUT_AID, AccountKind
from tests.assistance.books import (
    LOST,
    Crew,
    Deed,
    Desk,
    Line,
    Model,
    booked,
    breaches,
    new_tag,
    serial_order,
)
from tests.assistance.overtaking import OVERTAKING, overtaken
from tests.database import empty_tables
from unions.rowsecurity import federation_scope

OPERATIONS = int(os.environ.get("HEJIA_LEDGER_OPERATIONS", "1500"))
THREADS, AT_ONCE = 6, 4
BARE = {kind.value for kind in WITHOUT_AID}
KINDS = [*ROUTES, "reserve", "reserve", "send", "pay", "lend"]  # the roads most walked


def line_of(kind: str, fund: int, aid: int, amount: int, key: str) -> Line:
    return Line(kind, fund, None if kind in BARE else aid, amount, key)


LINES = st.tuples(
    st.sampled_from(KINDS),
    st.sampled_from([0, 0, 0, 1, 1, 2]),
    st.integers(0, 7),
    st.sampled_from([10, 40, 60, 100]),
    st.integers(0, 60),
)
DEEDS = st.tuples(
    st.lists(LINES, min_size=1, max_size=3),
    st.sampled_from([None] * 60 + list(range(6))),
)


def tell(capsys: Any, said: str, began: float) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n  {said}, {time.monotonic() - began:.0f} s\n")


class Counted:
    """How much the proof has done, for the line it prints."""

    presses = kills = bursts = 0


class PressedAtOnce(RuleBasedStateMachine):
    """Each step is a burst of deeds; the model is asked for an order that explains them."""

    open: Any = None

    def __init__(self) -> None:
        super().__init__()
        self.desk: Desk = type(self).open()
        self.model, self.tag = Model(self.desk), new_tag()
        self.crew = Crew(self.desk, AT_ONCE)

    def teardown(self) -> None:
        Counted.kills += self.crew.kills
        self.crew.close()

    @rule(drawn=st.lists(DEEDS, min_size=AT_ONCE, max_size=AT_ONCE))
    def burst(self, drawn: Any) -> None:
        deeds = [self._deed(*deed) for deed in drawn]
        outcomes = self.crew.press(deeds)
        Counted.presses += len(deeds)
        Counted.bursts += 1
        with federation_scope(self.desk.city.federation.pk):
            self._settle(deeds, outcomes)
            self._compare()

    def _deed(self, lines: Any, killed_before: int | None) -> Deed:
        fund = lines[0][1]  # one press books in one batch
        keyed = [
            line_of(kind, fund, aid, amount, f"{self.tag}:{key}:{kind}")
            for kind, _fund, aid, amount, key in lines
        ]
        return Deed(tuple(keyed), killed_before)

    def _settle(self, deeds: list[Deed], outcomes: list[str]) -> None:
        """Whatever was cut off is there whole or not at all; then find the order."""
        told = [(d, o) for d, o in zip(deeds, outcomes, strict=True) if o != LOST]
        for deed in (d for d, o in zip(deeds, outcomes, strict=True) if o == LOST):
            mine = {line.key for line in deed.lines} - self.model.keys
            others = {line.key for d, o in told if o == "" for line in d.lines}
            assert not (set(booked(mine)) - others), "killed before its end, and yet booked"
        after = serial_order(self.model, [d for d, _ in told], [o for _, o in told])
        assert after is not None, f"no order explains {told}"
        self.model = after

    def _compare(self) -> None:
        found = Counter()
        for place, fund in enumerate(self.desk.funds):
            for account, balance in fund.balances().items():
                found[place, account] = int(balance)
        assert found == {key: self.model.balances[key] for key in found}
        assert set(booked(self.model.keys)) == self.model.keys


def machine(desk_of: Any) -> Any:
    return type("Pressed", (PressedAtOnce,), {"open": staticmethod(desk_of)})


def runs(examples: int, **changes: Any) -> settings:
    return settings(
        max_examples=examples, stateful_step_count=30, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), report_multiple_bugs=False, **changes,
    )  # fmt: skip


def test_what_presses_at_once_is_booked_as_in_some_order(desk_of, capsys):
    began = time.monotonic()
    run_state_machine_as_test(machine(desk_of), settings=runs(8))

    tell(capsys, f"{Counted.presses} presses in {Counted.bursts} bursts of {AT_ONCE} threads, "
                 f"{Counted.kills} connections killed", began)  # fmt: skip
    assert Counted.kills > 0


def test_thousands_run_freely_while_connections_die(desk_of, capsys):
    storm = Storm(desk_of())
    began = time.monotonic()
    storm.run()

    tell(capsys, storm.said(), began)
    storm.check()


class Storm:
    """Threads that press without waiting, one that kills them, one that reads snapshots."""

    def __init__(self, desk: Desk, *, operations: int = OPERATIONS) -> None:
        self.desk, self.operations = desk, operations
        self.crew = Crew(desk, THREADS)
        self.over, self.seen, self.snapshots = Signal(), [], 0
        self.outcomes: Counter[str] = Counter()
        self.acknowledged: dict[str, Line] = {}
        self.refused: set[str] = set()
        self.retried = 0

    def run(self) -> None:
        beside = [Thread(target=self._kill_now_and_then), Thread(target=self._read_snapshots)]
        for thread in beside:
            thread.start()
        try:
            told = self.crew.each(self._press_many)
        finally:
            self.over.set()
            for thread in beside:
                thread.join(60)
            self.crew.close()
        for outcomes, acknowledged, refused, retried in told:
            self.outcomes += outcomes
            self.acknowledged |= acknowledged
            self.refused |= refused
            self.retried += retried

    def _press_many(self, number: int) -> Any:
        chance, tag = Random(number), new_tag()
        outcomes: Counter[str] = Counter()
        acknowledged: dict[str, Line] = {}
        refused: set[str] = set()
        retried = 0
        for turn in range(self.operations // THREADS):
            line = line_of(
                chance.choice(KINDS), chance.choice([0, 0, 0, 1, 1, 2]), chance.randrange(8),
                chance.choice([1, 2, 5, 30]), f"{tag}:{turn}",
            )  # fmt: skip
            outcome, tries = self._until_told(line)
            retried += tries
            outcomes[outcome] += 1
            if outcome == "":
                acknowledged[line.key] = line
            else:
                refused.add(line.key)
        return outcomes, acknowledged, refused, retried

    def _until_told(self, line: Line) -> tuple[str, int]:
        """Press again, by the same key, until the answer arrives."""
        for tries in range(100):
            outcome = self.crew.take(Deed((line,)))
            if outcome == "transfer_once" and tries:
                return "", tries  # the press before had got through; only its answer was lost
            if outcome != LOST:
                return outcome, tries
        raise AssertionError("the database does not come back")

    def _kill_now_and_then(self) -> None:
        chance = Random(7)
        while not self.over.wait(chance.random() / 5):
            pids = list(self.crew.pids.values())
            if pids:
                self.crew.kill(chance.choice(pids))

    def _read_snapshots(self) -> None:
        while not self.over.wait(0.2):
            with federation_scope(self.desk.city.federation.pk):
                self.seen += breaches()  # one statement is one snapshot
                self.snapshots += 1
        connections.close_all()

    def check(self) -> None:
        with federation_scope(self.desk.city.federation.pk):
            assert [*self.seen, *breaches()] == []
            there = booked(set(self.acknowledged) | self.refused)
            assert there == Counter(dict.fromkeys(self.acknowledged, 1))
            model = Model(self.desk)
            for line in self.acknowledged.values():
                model._move(line)
            for place, fund in enumerate(self.desk.funds):
                held = {kind: int(sum) for kind, sum in fund.balances().items()}
                assert held == {kind: model.balances[place, kind] for kind in AccountKind.values}
        assert "ledger_busy" not in self.outcomes, "two waited for each other"
        assert not model._broken(tuple(self.acknowledged.values()))

    def said(self) -> str:
        total = sum(self.outcomes.values())
        return (
            f"{total} operations by {THREADS} threads: {self.outcomes['']} booked, "
            f"{total - self.outcomes['']} refused, {self.crew.kills} connections killed, "
            f"{self.retried} retried, {self.snapshots} snapshots read"
        )


# A proof that cannot fail proves nothing: the guards are taken away one by one.

CHECK = "ALTER TABLE assistance_account DROP CONSTRAINT account_never_below_nothing"
ONCE = "ALTER TABLE assistance_transfer DROP CONSTRAINT transfer_once"
LOCKS = r"EXECUTE 'SELECT 1 FROM.*?UPDATE';"


def mute(code: str) -> str:
    return _guards().replace("IF broken IS NOT NULL", f"IF broken <> '{code}'")


FAULTS = {
    "balances unchecked": lambda: CHECK,
    "keys not unique": lambda: ONCE,
    "an aid's money unchecked": lambda: mute("ledger_not_there"),
    "grants unchecked": lambda: mute("ledger_not_granted"),
    "validity unchecked": lambda: mute("ledger_not_valid"),
    "batches mixed": lambda: mute("ledger_other_fund"),
    "a fen lost": lambda: _guards().replace("balance + d.delta", "balance + d.delta * 0.999"),
    "no locks": lambda: re.sub(LOCKS, "", _guards(), flags=re.DOTALL),
}


@pytest.fixture
def plant(committed_db: None) -> Any:
    owner = connections["owner"]

    def lay(sql: str) -> None:
        with owner.cursor() as cursor:
            cursor.execute(sql)

    yield lay
    _mend(owner)


def _mend(owner: Any) -> None:
    connections["default"].close()
    empty_tables()
    lost = [(Account, "account_never_below_nothing"), (Transfer, "transfer_once")]
    with owner.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint")
        standing = {name for (name,) in cursor.fetchall()}
    with owner.schema_editor() as editor:
        for model, name in lost:
            constraint = next(c for c in model._meta.constraints if c.name == name)
            if name not in standing:
                editor.add_constraint(model, constraint)
    with owner.cursor() as cursor:
        cursor.execute(_guards())


def prove(desk_of: Any) -> None:
    for change, code in OVERTAKING.items():
        assert overtaken(desk_of(), change) == code
    run_state_machine_as_test(machine(desk_of), settings=runs(6, phases=[Phase.generate]))
    storm = Storm(desk_of(), operations=3000)
    storm.run()
    storm.check()


@pytest.mark.parametrize("fault", FAULTS)
def test_the_proof_finds_a_planted_fault(desk_of, plant, fault):
    plant(FAULTS[fault]())

    with pytest.raises((AssertionError, Flaky)):
        prove(desk_of)
