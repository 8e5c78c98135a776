from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assistance.actions.granting import grant_aid
from assistance.actions.rounds import approve_round, hand_over_round, take_out
from assistance.ledger import BookingRefused
from assistance.models.funds import AccountKind
from assistance.workflows.aid import AID, ROUND, AidStage, AidStep, RoundStage, RoundStep
from assistance.workflows.household import FileStage
from tests.assistance import rounds, story
from tests.kernel.test_uploads import picture
from unions.refusals import MoveRefused, Overtaken

THE_MINUTES = "主席办公会纪要〔2026〕3号"


@pytest.fixture
def a_round(town, centre, fund):
    rounds.households(town.street, 3)
    return rounds.proposed(centre, fund)


def test_a_round_is_approved_in_one(a_round, centre, fund):
    approve_round(a_round, by=centre.director)

    assert set(a_round.aids.values_list("stage", "granted")) == {("ready", Decimal(1000))}
    assert fund.balances()[AccountKind.RESERVED] == 3000
    a_round.refresh_from_db()
    assert (a_round.stage, a_round.approved_by) == (RoundStage.APPROVED, centre.director)


def test_it_is_all_or_nobody_when_the_fund_is_short(town, centre):
    poor = story.make_fund(town.linghai, arrived=2500)
    rounds.households(town.street, 3)
    a_round = rounds.proposed(centre, poor)

    with pytest.raises(BookingRefused, match=r"2,500\.00"):
        approve_round(a_round, by=centre.director)

    a_round.refresh_from_db()
    assert a_round.stage == RoundStage.PROPOSED
    assert set(a_round.aids.values_list("stage", "granted")) == {("checked", None)}
    assert poor.balances()[AccountKind.AVAILABLE] == 2500


def test_a_large_sum_needs_the_minutes(town, centre, fund):
    rounds.households(town.street, 6)
    a_round = rounds.proposed(centre, fund)

    with pytest.raises(MoveRefused, match="总额超过 5,000"):
        approve_round(a_round, by=centre.chair)
    approve_round(a_round, minutes=THE_MINUTES, by=centre.chair)

    assert set(a_round.aids.values_list("minutes", flat=True)) == {THE_MINUTES}


def test_the_largest_aid_counts_against_the_approvers_limit(town, centre, fund):
    rounds.households(town.street, 1)
    a_round = rounds.proposed(centre, fund, amounts={"deep": "2001"})

    with pytest.raises(MoveRefused, match="2,000"):
        approve_round(a_round, by=centre.director)
    approve_round(a_round, by=centre.vice_chair)


def test_nobody_approves_the_round_they_set_up(a_round, centre):
    a_round.drafted_by = centre.director
    a_round.save(update_fields=["drafted_by"])
    with pytest.raises(MoveRefused, match="本人拟定"):
        approve_round(a_round, by=centre.director)


@pytest.mark.parametrize("who", ["staff", "finance", "township", "city"])
def test_other_offices_do_not_approve(a_round, centre, who):
    with pytest.raises(MoveRefused):
        approve_round(a_round, by=getattr(centre, who))


def test_a_household_suspended_meanwhile_holds_the_round_up(a_round, centre):
    aid = a_round.aids.first()
    story.stand_at(aid.file, FileStage.SUSPENDED)

    with pytest.raises(MoveRefused) as refused:
        approve_round(a_round, by=centre.director)
    assert "目前不在档：名单中有 1 户" in refused.value.missing[0]

    take_out(aid, why="档案暂停", by=centre.director)
    approve_round(a_round, by=centre.director)
    assert sorted(a_round.aids.values_list("stage", flat=True)) == ["ready", "ready", "refused"]


def test_a_cap_reached_meanwhile_holds_the_round_up(town, centre, fund):
    (file,) = rounds.households(town.street, 1)
    a_round = rounds.proposed(centre, fund, kind="living", festival="", amounts={"deep": "500"})
    story.make_aid(file, stage="ready", granted=8000, fund=fund, approved_by=centre.director)

    with pytest.raises(MoveRefused) as refused:
        approve_round(a_round, by=centre.director)
    assert "超过年度限额" in refused.value.missing[0]


def test_one_aid_of_a_round_may_be_decided_alone(a_round, centre, fund):
    alone = a_round.aids.first()
    grant_aid(alone, fund, Decimal(400), by=centre.director)
    approve_round(a_round, by=centre.director)

    assert fund.balances()[AccountKind.RESERVED] == 2400


def test_an_aid_waits_for_its_rounds_proposal(town, centre, fund):
    rounds.households(town.street, 1)
    a_round = rounds.set_up(centre, fund)
    rounds.make_list(a_round, centre)
    with pytest.raises(MoveRefused) as refused:
        grant_aid(a_round.aids.get(), fund, Decimal(400), by=centre.director)
    assert "尚未提请审批" in refused.value.missing[0]


def test_a_round_is_approved_once(a_round, centre, fund):
    seen = a_round.moves
    approve_round(a_round, by=centre.director, seen=seen)
    with pytest.raises(Overtaken):
        approve_round(a_round, by=centre.vice_chair, seen=seen)
    assert fund.balances()[AccountKind.RESERVED] == 3000


def test_a_round_sent_back_is_on_the_staffs_desk_again(a_round, centre):
    ROUND.take(RoundStep.SEND_BACK, a_round, by=centre.director, note="金额偏高")
    assert a_round.stage == RoundStage.PREPARED


def test_goods_of_a_round_are_handed_over_against_one_sheet(town, centre, fund):
    rounds.households(town.street, 2)
    a_round = rounds.proposed(centre, fund, form="goods", goods="米面油")
    approve_round(a_round, by=centre.director)

    sheet = SimpleUploadedFile("签收.jpg", picture())
    assert hand_over_round(a_round, sheet, township=town.street, by=centre.staff) == 2

    aid = a_round.aids.first()
    assert (aid.stage, aid.receipt.confidential) == (AidStage.PAID, True)
    assert fund.balances()[AccountKind.PAID] == 2000
    AID.take(AidStep.CALL_BACK, aid, by=centre.township, note="已收到")


def test_the_button_of_the_hand_over_goes_when_everyone_has_signed(as_officer, town, centre, fund):
    rounds.households(town.street, 2)
    a_round = rounds.proposed(centre, fund, form="goods", goods="米面油")
    approve_round(a_round, by=centre.director)
    client, button = (
        as_officer(centre.staff),
        reverse("assistance:round-hand-over", args=[a_round.pk]),
    )
    before = client.get(a_round.get_absolute_url()).content.decode()

    sheet = SimpleUploadedFile("签收.jpg", picture())
    hand_over_round(a_round, sheet, township=None, by=centre.staff)

    after = client.get(a_round.get_absolute_url()).content.decode()
    assert (button in before, button in after) == (True, False)


def test_a_decision_asks_no_more_of_thirty_households_than_of_three(a_round, town, centre, fund):
    with CaptureQueriesContext(connection) as few:
        approve_round(a_round, by=centre.director)
    rounds.households(town.street, 30)
    larger = rounds.proposed(centre, fund, year=2031)
    with CaptureQueriesContext(connection) as many:
        approve_round(larger, minutes=THE_MINUTES, by=centre.chair)
    assert len(many) <= len(few)
