"""One row of every table of assistance, for the nets (tests/world.py)."""

from __future__ import annotations

from typing import Any

from assistance import models as m
from assistance.ledger import book
from assistance.models.funds import TransferKind
from kernel.days import today
from tests.assistance import story
from tests.cast import City
from unions.scoping import owned_by, same_owner


def fill_assistance(city: City, tag: str) -> dict[str, Any]:
    """Make them in the city's open scope; gives the URL kwargs of the rows."""
    centre = story.open_centre(city, tag)
    story.set_standard(city)
    file = story.complete(story.on_file(city.street), centre.township)
    mine = same_owner(file)
    member = file.members.get()
    m.Income.objects.create(file=file, member=member, kind="wages", amount=9000, **mine)
    m.RigidCost.objects.create(file=file, member=member, kind="medical", spent=900, **mine)
    m.CallBack.objects.create(file=file, about="退出回访", due_on=today(), **mine)
    fund = story.make_fund(city.linghai, by=centre.finance)
    a_round = m.AidRound.objects.create(
        title="2026年春节送温暖", kind="festival", festival="spring", year=2026, fund=fund,
        amounts={"deep": "1000"}, **owned_by(city.linghai),
    )  # fmt: skip
    aid = story.make_aid(
        file, by=centre.township, round=a_round, fund=fund, granted=1000,
        approved_by=centre.director, approved_on=today(), stage="sent", visit=file.visits.get(),
        receipt=file.proofs.first().scan,
    )  # fmt: skip
    for kind in (TransferKind.RESERVE, TransferKind.SEND):
        book(fund, kind, aid.granted, by=centre.director, aid=aid)
    m.Payee.objects.create(aid=aid, name="李安", card=story.CARD, **mine)
    batch = m.PaymentBatch.objects.create(
        title="第一批", layout="generic-csv", stage="sent", **owned_by(city.linghai)
    )
    returned = m.ReturnFile.objects.create(
        batch=batch, name="回盘.csv", sm3="1" * 64, officer=centre.finance, **owned_by(city.linghai)
    )
    line = m.PaymentLine.objects.create(
        batch=batch, aid=aid, number=1, payee=file.applicant_name, card=story.CARD, amount=1000,
        answered_by=returned, **owned_by(city.linghai),
    )  # fmt: skip
    return {
        "household_id": file.pk,
        "household_member_id": member.pk,
        "proof_id": file.proofs.first().pk,
        "consent_id": file.consents.first().pk,
        "visit_id": file.visits.get().pk,
        "call_back_id": file.call_backs.get().pk,
        "fund_id": fund.pk,
        "round_id": a_round.pk,
        "aid_id": aid.pk,
        "batch_id": batch.pk,
        "line_number": line.number,
    }
