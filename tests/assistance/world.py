"""One row of every table of assistance, for the nets (tests/world.py)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from assistance import models as m
from assistance.ledger import book
from assistance.models.funds import TransferKind
from kernel.days import today
from kernel.digest import sm3
from tests.assistance import story
from tests.assistance.services import fill_services
from tests.assistance.visit_world import fill_visits
from tests.cast import LONG_AGO, City
from unions.scoping import owned_by, same_owner

RECEIPT = "7K3MQ9X2WPTA"  # of the world's application


def fill_assistance(city: City, tag: str) -> dict[str, Any]:
    """Make them in the city's open scope; gives the URL kwargs of the rows."""
    centre = story.open_centre(city, tag)
    story.set_standard(city)
    file = story.complete(story.on_file(city.street, workplace="大凌河纺织厂"), centre.township)
    mine = same_owner(file)
    member = file.members.get()
    m.Income.objects.create(file=file, member=member, kind="wages", amount=9000, **mine)
    m.RigidCost.objects.create(file=file, member=member, kind="medical", spent=900, **mine)
    m.CallBack.objects.create(file=file, about="退出回访", due_on=today(), **mine)
    m.Objection.objects.create(
        file=file, objector="邻居", ground="家中有车", recorded_by=centre.township,
        recorded_on=today(), outcome="dismissed", settled_by=centre.staff, settled_on=today(),
        **mine,
    )  # fmt: skip
    fund = story.make_fund(city.linghai, by=centre.finance)
    a_round = m.AidRound.objects.create(
        title="2026年春节送温暖", kind="festival", festival="spring", year=2026, fund=fund,
        amounts={"deep": "1000"}, **owned_by(city.linghai),
    )  # fmt: skip
    m.RoundExclusion.objects.create(
        round=a_round, file=file, member=member, reason="no_card", **mine
    )
    aid = story.make_aid(
        file, by=centre.township, round=a_round, fund=fund, granted=Decimal(1000),
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
    ids = fill_public(city, centre, file)
    return {
        **ids,
        **fill_visits(file, centre),
        **fill_services(city, centre, file),
        **fill_loans(city, centre, file),
        "household_id": file.pk,
        "household_member_id": member.pk,
        "proof_id": file.proofs.first().pk,
        "consent_id": file.consents.first().pk,
        "visit_id": file.visits.get().pk,
        "call_back_id": file.call_backs.get().pk,
        "means_check_id": file.means_checks.get().pk,
        "exclusion": "homes",
        "fund_id": fund.pk,
        "round_id": a_round.pk,
        "aid_id": aid.pk,
        "batch_id": batch.pk,
        "line_number": line.number,
    }


def fill_public(city: City, centre: story.Centre, file: m.HouseholdFile) -> dict[str, Any]:
    """The station's page, an application from it, and what the privacy registers hold."""
    station = m.Station.objects.create(place="街道办事处一楼", **owned_by(city.street))
    application = m.PublicApplication.objects.create(
        station=station, receipt_sm3=sm3(f"{city.federation.pk}|{RECEIPT}".encode()), name="孙秀英",
        phone=story.PHONE, reason="own_illness", wanted=["medical"], words=story.ILLNESS,
        notice="2026-01", agreed_at=timezone.now(), address="10.1.2.3", due_on=today(),
        **owned_by(city.street),
    )  # fmt: skip
    request = m.DataRequest.objects.create(
        kind="copy", channel="paper", name="赵和平", phone=story.PHONE, words=story.ILLNESS,
        file=file, received_on=today(), due_on=today(), stage="identified",
        drafted_by=centre.township, identity_check="出示身份证", **same_owner(file),
    )  # fmt: skip
    record = m.PrivacyRecord.objects.create(
        kind="breach", title="公示栏照片误发", happened_on=today(), data_kinds="姓名",
        purpose="误发到工作群", risks="他人看到姓名", measures="已撤回", keep_until=today(),
        recorded_by=centre.director, **owned_by(city.linghai),
    )  # fmt: skip
    gone = story.make_file(
        city.street, name="钱退出", stage="exited", filed_on=LONG_AGO, exited_on=LONG_AGO,
        exit_reason="out_of_hardship",
    )  # fmt: skip
    gone.free_members()
    disposal = m.Disposal.objects.create(
        file=gone, appraisal="保管期满", drafted_by=centre.staff, **same_owner(gone)
    )
    return {
        "division_code": city.federation.division_code,
        "token": station.token,
        "station_id": station.pk,
        "application_id": application.pk,
        "request_id": request.pk,
        "record_id": record.pk,
        "disposal_id": disposal.pk,
    }


def fill_loans(city: City, centre: story.Centre, file: m.HouseholdFile) -> dict[str, Any]:
    """A loan lent a year ago, half repaid, that gave two people work."""
    mine = same_owner(file)
    fund = story.make_fund(
        city.linghai, by=centre.finance, name="小额借款周转金", purpose="loans", kinds=["loan"]
    )
    aid = story.make_aid(
        file, by=centre.township, kind="loan", fund=fund, asked=6000, granted=Decimal(6000),
        approved_by=centre.chair, approved_on=today(), stage="paid", paid_on=today(),
    )  # fmt: skip
    for kind in (TransferKind.RESERVE, TransferKind.SEND, TransferKind.LEND):
        book(fund, kind, aid.granted, by=centre.finance, aid=aid)
    loan = m.Loan.objects.create(
        aid=aid, months=12, business="早点铺", guarantor="周保人", guarantor_phone=story.PHONE,
        stage="repaying", lent_on=today(), ends_on=today(), due_on=today(), **mine,
    )  # fmt: skip
    m.Instalment.objects.create(loan=loan, number=1, due_on=today(), amount=6000, **mine)
    m.JobsCreated.objects.create(loan=loan, persons=2, since=today(), what="帮工", **mine)
    return {"loan_id": loan.pk}
