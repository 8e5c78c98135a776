"""How a payment batch comes to stand where a test begins, and what the bank says of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assistance import models as m
from assistance.actions.batching import make_batch, ready_aids
from assistance.actions.matching import Booked, read_answer
from assistance.banks import layouts
from assistance.ledger import book
from assistance.models.funds import TransferKind
from assistance.workflows.aid import BATCH, AidStage, BatchStep
from kernel.days import today
from tests.assistance import story
from tests.assistance.bank import answer
from unions.models import Officer, Union

Said = dict[int, str]  # line → the bank's reason for refusing; lines not named are paid


def ready_aid(
    file: m.HouseholdFile,
    fund: m.FundBatch,
    centre: story.Centre,
    granted: int = 1000,
    **changes: Any,
) -> m.Aid:
    """An approved aid with its money reserved."""
    known = {"approved_by": centre.director, "approved_on": today(), "fund": fund}
    aid = story.make_aid(file, by=centre.township, granted=granted, **{**known, **changes})
    book(fund, TransferKind.RESERVE, Decimal(granted), aid=aid, by=centre.director)
    return story.stand_at(aid, AidStage.READY)


def ready_aids_of(
    union: Union, fund: m.FundBatch, centre: story.Centre, count: int = 3
) -> list[m.Aid]:
    """So many households, the n-th with n × 100 yuan."""
    return [
        ready_aid(story.on_file(union, name=f"赵和{n}"), fund, centre, granted=100 * n)
        for n in range(1, count + 1)
    ]


def gathered(centre: story.Centre, *, layout: str = "generic-csv") -> m.PaymentBatch:
    aids = ready_aids(centre.staff)
    return make_batch(aids, title="六月生活救助", layout=layout, by=centre.staff)


def released(centre: story.Centre, **changes: Any) -> m.PaymentBatch:
    """With the bank: made by the staff, approved by the director, sent by finance."""
    batch = gathered(centre, **changes)
    walk(batch, centre)
    return batch


def walk(batch: m.PaymentBatch, centre: story.Centre) -> None:
    BATCH.take(BatchStep.SUBMIT, batch, by=centre.staff)
    BATCH.take(BatchStep.APPROVE, batch, by=centre.director)
    BATCH.take(BatchStep.SEND, batch, by=centre.finance)


def said_of(batch: m.PaymentBatch, refused: Said | None = None, only: set[int] | None = None):
    """The rows of the bank's answer, as tests.assistance.bank takes them."""
    return [
        (line.reference, line.amount, line.number not in (refused or {}),
         (refused or {}).get(line.number, ""))
        for line in batch.lines.standing().order_by("number")
        if only is None or line.number in only
    ]  # fmt: skip


def answer_to(
    batch: m.PaymentBatch, refused: Said | None = None, only: set[int] | None = None
) -> bytes:
    return answer(layouts()[batch.layout], batch.reference, said_of(batch, refused, only))


def read(batch: m.PaymentBatch, content: bytes, by: Officer) -> Booked:
    return read_answer(batch, "回盘.csv", content, by=by)


def standing(fund: m.FundBatch) -> dict[str, int]:
    """What stands where in the fund, without what is nothing and the world outside."""
    return {k: int(v) for k, v in fund.balances().items() if v and k != "outside"}
