"""A round climbs from the offer to the record; who may not take a step is told so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bargaining.models import Contract, ListedEmployer, Round
from bargaining.workflows.round import RoundStage as S
from bargaining.workflows.round import RoundStep as T
from kernel.days import today
from tests.bargaining.rounds import (
    ago,
    lead,
    meet,
    plan_round,
    scan,
    seat_both,
    step,
    vote,
)
from tests.cast import make_person
from unions.models import Event, Federation, Officer
from unions.offices import Role
from unions.refusals import MoveRefused, Refused
from unions.scoping import owned_by

pytestmark = pytest.mark.usefixtures("standing_worlds", "media")


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def a_round(town) -> Round:
    return plan_round(town)


def test_a_round_climbs_from_the_offer_to_the_record(town, a_round):
    lead(a_round, until=T.RECORD, by=town.chair, above=town.county)

    assert a_round.stage == S.CLOSED
    taken = Event.objects.about(a_round).exclude(target="").order_by("pk")
    assert [event.step for event in taken][:5] == ["offer", "reply", "name", "inform", "open"]
    assert taken.last().officer == town.county


def test_a_round_approved_brings_the_contract_from_the_day_of_the_approval(town, a_round):
    lead(a_round, until=T.APPROVE, by=town.chair)

    contract = Contract.objects.get(round=a_round)
    assert contract.effective_on == ago(35)
    assert contract.number == "凌人社集〔2026〕8号"
    assert contract.employer == town.mill
    assert contract.union == town.mill_union


def test_without_an_objection_it_is_in_force_when_the_days_are_over(town, a_round):
    lead(a_round, until=T.FILE, by=town.chair)
    last = a_round.objection_until
    step(a_round, T.UNOPPOSED, by=town.chair)

    assert a_round.stage == S.IN_FORCE
    assert a_round.contract.effective_on == last
    assert last >= ago(45) + timedelta(days=15)


def test_nothing_is_in_force_while_the_authority_may_object(town, a_round):
    lead(a_round, until=T.SIGN, by=town.chair)
    step(a_round, T.FILE, by=town.chair, filed_on=today())

    with pytest.raises(MoveRefused) as refused:
        step(a_round, T.UNOPPOSED, by=town.chair)
    assert "异议" in refused.value.missing[0]


def test_an_objection_leads_to_a_revised_text_filed_again(town, a_round):
    lead(a_round, until=T.FILE, by=town.chair)
    step(a_round, T.OBJECT, by=town.chair, objection_on=40, objection="加班工资低于法定标准")
    step(a_round, T.FILE_AGAIN, by=town.chair, draft="加班工资按法定标准。", filed_on=38)
    step(a_round, T.APPROVE, by=town.chair)

    assert a_round.contract.text == "加班工资按法定标准。"


def test_a_refused_offer_may_be_made_again(town, a_round):
    lead(a_round, until=T.OFFER, by=town.chair)
    step(a_round, T.REFUSE, by=town.chair, note="企业称经营困难")
    step(a_round, T.OFFER_AGAIN, by=town.chair, offer_number="要约2号", offered_on=80)

    assert a_round.stage == S.OFFERED


def test_a_refusal_needs_its_reason(town, a_round):
    lead(a_round, until=T.OFFER, by=town.chair)

    with pytest.raises(MoveRefused, match="理由"):
        step(a_round, T.REFUSE, by=town.chair)


def test_the_county_coordinates_what_was_refused_and_it_counts_as_accepted(town, a_round):
    lead(a_round, until=T.OFFER, by=town.chair)
    step(a_round, T.REFUSE, by=town.chair, note="企业拒绝")
    step(a_round, T.ASK, by=town.chair, note="请县总工会协调")

    assert a_round in Round.objects.visible_to(town.county).on_desk_of(town.county)
    step(a_round, T.SETTLE, by=town.county, coordination="人社局、县总工会约谈企业，同意协商")
    assert a_round.stage == S.REPLIED
    assert a_round.replied_on == today()


def test_talks_broken_off_come_back_to_the_table(town, a_round):
    lead(a_round, until=T.OPEN, by=town.chair)
    step(a_round, T.ASK, by=town.chair, note="工资增幅无法一致")
    step(a_round, T.SETTLE, by=town.county, coordination="三方调解，继续协商")

    assert a_round.stage == S.TALKS


def test_the_chair_cannot_coordinate_the_own_round(town, a_round):
    lead(a_round, until=T.OPEN, by=town.chair)
    step(a_round, T.ASK, by=town.chair, note="破裂")

    with pytest.raises(MoveRefused):
        step(a_round, T.SETTLE, by=town.chair, coordination="自行协调")


def test_talks_may_be_suspended_and_taken_up_again(town, a_round):
    lead(a_round, until=T.OPEN, by=town.chair)
    step(a_round, T.SUSPEND, by=town.chair, note="等待财务报表")
    step(a_round, T.RESUME, by=town.chair)

    assert a_round.stage == S.TALKS


def test_a_draft_that_does_not_pass_goes_back_to_the_talks(town, a_round):
    lead(a_round, until=T.AGREE, by=town.chair)
    vote(a_round, by=town.chair, yes=90)

    assert (a_round.stage, a_round.rejections) == (S.TALKS, 1)
    last = Event.objects.about(a_round).filter(target=S.TALKS).first()
    assert "91" in last.note


def test_a_renewal_is_a_round_of_its_own_linked_to_the_contract(town):
    before = Contract.objects.get(title__endswith="工资专项集体合同", scope="enterprise")
    before.expires_on = today()
    before.save()
    a_round = plan_round(town, purpose="renew", renews=before)
    lead(a_round, until=T.APPROVE, by=town.chair)

    assert a_round.contract.renews == before


def test_a_renewal_asked_too_early_is_told_from_which_day(town):
    before = Contract.objects.get(title__endswith="工资专项集体合同", scope="enterprise")
    before.expires_on = ago(-200)
    before.save()
    a_round = plan_round(town, purpose="renew", renews=before)

    with pytest.raises(MoveRefused) as refused:
        step(a_round, T.OFFER, by=town.chair, offered_on=0, talks_planned_on=-10)
    assert f"{ago(-110):%Y-%m-%d}" in refused.value.missing[0]


def test_a_change_is_written_into_the_contract(town):
    before = Contract.objects.get(title__endswith="工资专项集体合同", scope="enterprise")
    a_round = plan_round(town, purpose="change", renews=before)
    lead(a_round, until=T.APPROVE, by=town.chair)

    before.refresh_from_db()
    assert before.text == "最低工资每月二千元。"
    assert before.changes.get(changed_on=ago(35)).before["text"] == "职工月工资不低于二千元。"
    assert a_round.contract is None


def test_an_end_ends_the_contract_on_the_day_it_takes_effect(town):
    before = Contract.objects.get(title__endswith="工资专项集体合同", scope="enterprise")
    a_round = plan_round(town, purpose="end", renews=before)
    lead(a_round, until=T.APPROVE, by=town.chair)

    before.refresh_from_db()
    assert before.ended_on == ago(35)
    assert before not in Contract.objects.in_force(ago(35))


def test_a_township_keeps_its_regional_round_and_the_county_records_it(town):
    staff = make_person("streetstaff", town.street, Role.STAFF)
    a_round = plan_round(
        town, by=staff, scope="regional", employer=None, area="大凌河街道", title="区域工资合同"
    )

    lead(a_round, until=T.RECORD, by=staff, above=town.county)

    assert a_round.stage == S.CLOSED
    assert a_round.contract.union == town.street


def test_a_regional_renewal_binds_whom_the_contract_before_bound(town):
    staff = make_person("streetstaff", town.street, Role.STAFF)
    before = Contract.objects.get(scope="regional")
    before.expires_on = today()
    before.save()
    a_round = plan_round(
        town, by=staff, scope="regional", employer=None, area="大凌河街道", purpose="renew",
        renews=before, title="区域工资合同",
    )  # fmt: skip
    lead(a_round, until=T.APPROVE, by=staff)

    listed = ListedEmployer.objects.get(contract=a_round.contract)
    assert (listed.employer, listed.sealed_on) == (town.mill, None)


def test_a_countys_round_is_recorded_by_the_city(town):
    a_round = plan_round(
        town, by=town.county, scope="industry", employer=None, area="机械行业", title="行业合同"
    )
    lead(a_round, until=T.REPORT, by=town.county)

    assert a_round not in Round.objects.visible_to(town.county).on_desk_of(town.county)
    assert a_round in Round.objects.visible_to(town.city).on_desk_of(town.city)
    step(a_round, T.RECORD, by=town.city)
    assert a_round.stage == S.CLOSED


def test_the_city_closes_its_own_round(town):
    a_round = plan_round(
        town, by=town.city, scope="industry", employer=None, area="纺织行业", title="行业合同"
    )
    lead(a_round, until=T.PUBLISH, by=town.city)
    step(a_round, T.CLOSE, by=town.city)

    assert a_round.stage == S.CLOSED


def test_in_a_county_of_its_own_the_root_records(town):
    Federation.objects.filter(pk=town.federation.pk).update(root_is_county=True)
    root = Officer.objects.complete().get(pk=town.city.pk)
    a_round = plan_round(town)
    lead(a_round, until=T.REPORT, by=town.chair)
    step(a_round, T.RECORD, by=root)

    assert a_round.stage == S.CLOSED


def test_nobody_records_what_they_reported_themselves(town, a_round):
    lead(a_round, until=T.REPORT, by=town.chair)
    turncoat = make_person("both", town.linghai, Role.STAFF)
    turncoat.user = town.chair.user
    turncoat.save()

    with pytest.raises(MoveRefused, match="他人"):
        step(a_round, T.RECORD, by=turncoat)


@pytest.mark.parametrize("name", ["county", "city", "stranger", "far_chair", "city_inspector"])
def test_the_round_is_its_unions_own(town, a_round, name):
    with pytest.raises(MoveRefused):
        step(a_round, T.OFFER, by=getattr(town, name))


def test_nobody_else_names_delegates_or_keeps_minutes(town, a_round):
    with pytest.raises(Refused, match="开展协商的工会"):
        seat_both(a_round, by=town.county)
    lead(a_round, until=T.OPEN, by=town.chair)
    with pytest.raises(Refused, match="开展协商的工会"):
        meet(a_round, by=town.county)


def test_a_basic_union_opens_no_regional_round(town):
    with pytest.raises(Refused, match="该范围"):
        plan_round(town, scope="regional", employer=None, area="大凌河街道")


def test_what_is_late_lies_with_the_keeper_and_the_level_above(town, a_round):
    staff = make_person("streetstaff", town.street, Role.STAFF)
    lead(a_round, until=T.OFFER, by=town.chair)  # ninety days ago

    assert a_round.is_late
    assert a_round in Round.objects.visible_to(town.chair).on_desk_of(town.chair)
    assert a_round in Round.objects.visible_to(staff).late_one_level_down(staff)
    assert a_round not in Round.objects.visible_to(town.county).late_one_level_down(town.county)
    assert a_round not in Round.objects.visible_to(town.chair).late_one_level_down(town.chair)


def test_what_the_county_is_late_to_record_lies_with_the_city(town, a_round):
    lead(a_round, until=T.REPORT, by=town.chair)
    Round.objects.filter(pk=a_round.pk).update(due_on=ago(1))

    assert a_round in Round.objects.visible_to(town.city).late_one_level_down(town.city)
    assert a_round in Round.objects.visible_to(town.county).on_desk_of(town.county)


def test_an_unanswered_offer_may_go_to_coordination_once_it_is_late(town, a_round):
    lead(a_round, until=T.OFFER, by=town.chair)
    step(a_round, T.ASK, by=town.chair, note="逾期未应约")

    assert a_round.stage == S.COORDINATED


def test_the_scan_of_signed_minutes_is_kept(town, a_round):
    lead(a_round, until=T.OPEN, by=town.chair)
    meeting = meet(a_round, by=town.chair)

    assert meeting.scan.name == scan().name
    assert meeting.scan.union == owned_by(town.mill_union)["union"]
