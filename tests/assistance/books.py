"""The rules of the books told again in plain Python, and a crew of threads that presses at once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import count, permutations
from threading import Barrier, get_ident
from typing import Any

from django.db import InterfaceError, OperationalError, connection, connections

from assistance.ledger import BookingRefused, Entry, book_all
from assistance.models import Aid, FundBatch, Transfer
from assistance.models.funds import ROUTES, SPENDING
from kernel.days import today
from tests.assistance import story
from tests.cast import City
from unions.rowsecurity import federation_scope

LOST = "lost"  # the connection died; whether it was booked is not known
SPENT = {kind.value for kind in SPENDING}
LENDING, PAYING = {"lend", "repay", "write_off"}, {"pay", "hand_out"}
_tags = count(1)


@dataclass(frozen=True)
class Line:
    """One booking asked for; `fund` and `aid` are places in the desk's lists."""

    kind: str
    fund: int
    aid: int | None
    amount: int
    key: str


@dataclass(frozen=True)
class Deed:
    """What one press sends in one statement, and before which of its statements it is killed."""

    lines: tuple[Line, ...]
    killed_before: int | None = None


@dataclass
class Desk:
    """Three batches and their aids, committed: one rich, one poor, one expired."""

    city: City
    funds: list[FundBatch]
    aids: list[Aid]


def open_desk(city: City, centre: story.Centre, file: Any) -> Desk:
    with federation_scope(city.federation.pk):
        kinds = ["living", "loan"]
        funds = [
            story.make_fund(city.linghai, arrived=900, kinds=kinds),
            story.make_fund(city.linghai, arrived=120, kinds=kinds),
            story.make_fund(
                city.linghai, arrived=300, kinds=kinds, valid_to=today() - timedelta(days=1)
            ),
        ]
        wanted = [(0, "living"), (0, "living"), (0, "loan"), (0, "medical"), (0, "living"),
                  (1, "living"), (1, "loan"), (2, "living")]  # fmt: skip
        aids = [
            story.make_aid(
                file, kind=kind, fund=funds[place], granted=Decimal(100),
                approved_by=None if number == 4 else centre.director,
            )
            for number, (place, kind) in enumerate(wanted)
        ]  # fmt: skip
        return Desk(city, funds, aids)


@dataclass
class Model:
    """What the books must say. `refusal` answers as the database must, in its order of checks."""

    desk: Desk
    balances: Counter[tuple[int, str]] = field(default_factory=Counter)
    stands: Counter[tuple[int, str]] = field(default_factory=Counter)
    taken: Counter[int] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for place, arrived in enumerate((900, 120, 300)):
            self.balances[place, "available"], self.balances[place, "outside"] = arrived, -arrived

    def copy(self) -> Model:
        return Model.__new__(Model)._from(self)

    def _from(self, other: Model) -> Model:
        self.desk, self.keys = other.desk, set(other.keys)
        self.balances, self.stands = other.balances.copy(), other.stands.copy()
        self.taken = other.taken.copy()
        return self

    def book(self, lines: tuple[Line, ...]) -> str:
        """ "" and booked, or the code of the rule against it and nothing changed."""
        code = self._against(lines)
        if code:
            return code
        after = self.copy()
        for line in lines:
            after._move(line)
        code = after._broken(lines)
        if not code:
            self._from(after)
        return code

    def _against(self, lines: tuple[Line, ...]) -> str:
        keys = [line.key for line in lines]
        aided = [(line, self.desk.aids[line.aid]) for line in lines if line.aid is not None]
        rules = {
            "transfer_once": len(set(keys)) < len(keys) or self.keys & set(keys),
            "ledger_not_valid": any(li.kind in SPENT and li.fund == 2 for li in lines),
            "ledger_not_approved": any(
                li.kind == "reserve" and aid.approved_by_id is None for li, aid in aided
            ),
            "ledger_other_fund": any(
                aid.fund_id != self.desk.funds[li.fund].pk for li, aid in aided
            ),
            "ledger_purpose": any(
                li.kind == "reserve" and aid.kind == "medical" for li, aid in aided
            ),
            "ledger_loan": any(
                (li.kind in PAYING and aid.kind == "loan")
                or (li.kind in LENDING and aid.kind != "loan")
                for li, aid in aided
            ),
        }
        return next((code for code, broken in rules.items() if broken), "")

    def _move(self, line: Line) -> None:
        source, target = ROUTES[line.kind]
        self.keys.add(line.key)
        for account, amount in ((source, -line.amount), (target, line.amount)):
            self.balances[line.fund, account] += amount
            if line.aid is not None:
                self.stands[line.aid, account] += amount
        if line.aid is not None and line.kind == "reserve":
            self.taken[line.aid] += line.amount
        if line.aid is not None and line.kind in {"release", "refund", "repay"}:
            self.taken[line.aid] -= line.amount

    def _broken(self, lines: tuple[Line, ...]) -> str:
        if any(sum < 0 for (_f, account), sum in self.balances.items() if account != "outside"):
            return "account_never_below_nothing"
        aids = {line.aid for line in lines if line.aid is not None}
        free = {"outside", "available"}
        if any(s < 0 for (aid, acc), s in self.stands.items() if aid in aids and acc not in free):
            return "ledger_not_there"
        reserved = {line.aid for line in lines if line.kind == "reserve"}
        if any(self.taken[aid] > 100 for aid in reserved if aid is not None):
            return "ledger_not_granted"
        return ""


class Crew:
    """Threads with a connection each, and one more that ends theirs."""

    def __init__(self, desk: Desk, size: int) -> None:
        self.desk, self.size = desk, size
        self.pids: dict[int, int] = {}
        self.kills = 0
        self._threads = ThreadPoolExecutor(size)
        self._killer = ThreadPoolExecutor(1)

    def close(self) -> None:
        gate = Barrier(self.size)
        for _ in range(self.size):
            self._threads.submit(lambda: (gate.wait(), connections.close_all()))
        self._threads.shutdown()
        self._killer.submit(connections.close_all)
        self._killer.shutdown()

    def press(self, deeds: list[Deed]) -> list[str]:
        """All at once, a thread each; gives each deed's outcome: "", a code, or LOST."""
        gate = Barrier(len(deeds))
        return list(self._threads.map(lambda deed: self.take(deed, gate), deeds))

    def each(self, act: Any) -> list[Any]:
        return list(self._threads.map(act, range(self.size)))

    def kill(self, pid: int) -> None:
        self._killer.submit(self._terminate, pid).result()

    def _terminate(self, pid: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
            self.kills += 1

    def take(self, deed: Deed, gate: Barrier | None = None) -> str:
        connection.ensure_connection()
        pid = self.pids[get_ident()] = connection.connection.info.backend_pid
        if gate:
            gate.wait(30)
        statements = count()

        def counted(execute: Any, *args: Any) -> Any:
            if next(statements) == deed.killed_before:
                self.kill(pid)
            return execute(*args)

        watched = deed.killed_before is not None
        try:
            with connection.execute_wrapper(counted) if watched else nullcontext():
                self._book(deed)
        except BookingRefused as refused:
            return refused.code
        except (OperationalError, InterfaceError):
            connection.close()
            return LOST
        return ""

    def _book(self, deed: Deed) -> None:
        fund = self.desk.funds[deed.lines[0].fund]
        with federation_scope(self.desk.city.federation.pk):
            book_all(fund, [self._entry(line) for line in deed.lines], by=None)
            if deed.killed_before is not None:
                with connection.cursor() as cursor:  # a last statement, before the commit
                    cursor.execute("SELECT 1")

    def _entry(self, line: Line) -> Entry:
        aid = None if line.aid is None else self.desk.aids[line.aid]
        return Entry(line.kind, Decimal(line.amount), line.key, aid)


def new_tag() -> str:
    return f"{next(_tags)}"


def serial_order(model: Model, deeds: list[Deed], outcomes: list[str]) -> Model | None:
    """The model after an order of the deeds in which it gives the same outcomes; None if none."""
    for order in permutations(range(len(deeds))):
        tried = model.copy()
        if all(tried.book(deeds[place].lines) == outcomes[place] for place in order):
            return tried
    return None


def booked(keys: set[str]) -> Counter[str]:
    return Counter(Transfer.objects.filter(key__in=keys).values_list("key", flat=True))


# What must hold in every snapshot, whoever is in the middle of something; one row a breach.
BREACHES = """
WITH moved AS (
    SELECT account_id, sum(delta) AS total FROM (
        SELECT from_account_id AS account_id, -amount AS delta FROM assistance_transfer
        UNION ALL SELECT to_account_id, amount FROM assistance_transfer
    ) sides GROUP BY account_id
), stands AS (
    SELECT aid_id, account_id, sum(delta) AS total FROM (
        SELECT aid_id, from_account_id AS account_id, -amount AS delta FROM assistance_transfer
        UNION ALL SELECT aid_id, to_account_id, amount FROM assistance_transfer
    ) sides WHERE aid_id IS NOT NULL GROUP BY aid_id, account_id
)
SELECT 'below nothing', id FROM assistance_account WHERE kind <> 'outside' AND balance < 0
UNION ALL SELECT 'not its transfers', id FROM assistance_account
    LEFT JOIN moved ON account_id = id WHERE balance <> COALESCE(total, 0)
UNION ALL SELECT 'does not balance', fund_id FROM assistance_account
    GROUP BY fund_id HAVING sum(balance) <> 0
UNION ALL SELECT 'an aid below nothing', aid_id FROM stands
    JOIN assistance_account a ON a.id = account_id
    WHERE a.kind NOT IN ('outside', 'available') AND total < 0
UNION ALL SELECT 'more than granted', id FROM assistance_aid
    WHERE granted IS NOT NULL AND assistance_taken(id) > granted
UNION ALL SELECT 'booked twice', min(id) FROM assistance_transfer GROUP BY key HAVING count(*) > 1
"""


def breaches() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(BREACHES)
        return cursor.fetchall()
