"""Who may bargain, what comes before what, and when a vote has passed."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from bargaining.actions.round import drop_delegate, name_delegate, replace_delegate
from bargaining.forms.round import MeetingForm
from bargaining.models import Ballot, Delegate, Meeting
from bargaining.models.readiness import DAYS, delegates
from bargaining.workflows.round import RoundStep as T
from tests.bargaining.rounds import (
    ROAD,
    ago,
    lead,
    meet,
    plan_round,
    seat,
    seat_both,
    step,
    vote,
)
from unions.actions import set_parameter
from unions.models import Federation
from unions.refusals import MoveRefused, Refused

pytestmark = pytest.mark.usefixtures("standing_worlds", "media")


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def a_round(town):
    return plan_round(town)


def move_to(town, code: str) -> None:
    Federation.objects.filter(pk=town.federation.pk).update(division_code=code)


def passes(total: int, present: int, yes: int, *, half_inclusive: bool = False) -> bool:
    return Ballot(total=total, present=present, yes=yes, half_inclusive=half_inclusive).passed


@pytest.mark.parametrize(
    ("present", "yes", "inclusive", "passed"),
    [
        (120, 91, False, True), (120, 90, False, False), (120, 90, True, True),
        (119, 119, False, False), (180, 89, True, False), (120, 120, False, True),
    ],
)  # fmt: skip
def test_a_vote_passes_with_two_thirds_present_and_more_than_half_of_all(
    present, yes, inclusive, passed
):
    assert passes(180, present, yes, half_inclusive=inclusive) is passed


def test_two_thirds_of_an_uneven_house_are_rounded_up():
    assert passes(100, 67, 51)
    assert not passes(100, 66, 66)


def test_a_vote_that_fails_says_by_how_much():
    short = Ballot(total=180, present=118, yes=90).shortfalls

    assert "2" in short[0]
    assert "91" in short[1]


def test_whether_half_is_enough_is_the_federations_to_set(town, a_round):
    told = {"value": 1, "valid_from": ago(300), "basis": "锦工发〔2026〕3号"}
    set_parameter("bargaining.half_inclusive", **told, union=town.root, by=town.city)
    lead(a_round, until=T.AGREE, by=town.chair)
    vote(a_round, by=town.chair, yes=90)
    assert a_round.stage == "passed"


def test_delegates_as_the_law_wants_them_let_the_round_go_on(town, a_round):
    seat_both(a_round, by=town.chair)

    assert delegates(a_round) == []


def test_too_few_delegates_are_counted(town, a_round):
    seat(a_round, "workers", 2, by=town.chair)
    seat(a_round, "employer", 2, by=town.chair)

    assert ["3" in line and "1" in line for line in delegates(a_round)] == [True, True]


def test_a_large_enterprise_of_zhejiang_sends_five(town):
    move_to(town, "330500")
    a_round = plan_round(town, above_size=True)
    seat_both(a_round, by=town.chair)

    assert ["5" in line for line in delegates(a_round)] == [True, True]


def test_both_sides_have_as_many(town, a_round):
    seat(a_round, "workers", 4, by=town.chair)
    seat(a_round, "employer", 3, by=town.chair)

    (line,) = delegates(a_round)
    assert "4" in line
    assert "3" in line


def test_in_zhejiang_the_employer_may_send_fewer_and_not_more(town, a_round):
    move_to(town, "330500")
    seat(a_round, "workers", 4, by=town.chair)
    seat(a_round, "employer", 3, by=town.chair)
    assert delegates(a_round) == []

    for number in (7, 8):
        values = {"side": "employer", "name": f"方{number}", "post": "部长"}
        name_delegate(a_round, values, by=town.chair)
    assert len(delegates(a_round)) == 1


@pytest.mark.parametrize("chief", [{"is_chief": False}, {"is_head": False}])
def test_the_chief_is_the_chair_or_has_a_mandate(town, a_round, chief):
    seat(a_round, "workers", by=town.chair, **chief)
    seat(a_round, "employer", by=town.chair)

    assert len(delegates(a_round)) == 1


def test_a_written_mandate_lets_another_lead(town, a_round):
    seat(a_round, "workers", by=town.chair, is_head=False, mandate="委托书1号")
    seat(a_round, "employer", by=town.chair)

    assert delegates(a_round) == []


@pytest.mark.parametrize(("external", "faults"), [(1, 0), (2, 1)])
def test_external_experts_are_a_third_at_most(town, a_round, external, faults):
    seat_both(a_round, by=town.chair)
    ours = Delegate.objects.filter(round=a_round, side="workers", is_chief=False)
    ours.filter(pk__in=list(ours.values_list("pk", flat=True)[:external])).update(is_external=True)

    assert len(delegates(a_round)) == faults


def test_an_external_expert_leads_no_side(town, a_round):
    with pytest.raises(Refused):
        seat(a_round, "workers", 1, by=town.chair, is_external=True)


def test_nobody_sits_on_both_sides(town, a_round):
    person = {"name": "王立新", "post": "车间主任"}
    name_delegate(a_round, {**person, "side": "workers"}, by=town.chair)

    with pytest.raises(Refused):
        name_delegate(a_round, {**person, "side": "employer"}, by=town.chair)


@pytest.mark.parametrize(("front_line", "faults"), [(0, 1), (1, 0)])
def test_shandong_wants_a_third_from_the_front_line(town, a_round, front_line, faults):
    move_to(town, "370600")
    seat_both(a_round, by=town.chair)
    ours = Delegate.objects.filter(round=a_round, side="workers", is_chief=False)
    ours.filter(pk__in=list(ours.values_list("pk", flat=True)[:front_line])).update(
        is_front_line=True
    )

    assert len(delegates(a_round)) == faults


def test_womens_rights_are_bargained_about_by_a_woman_too(town):
    a_round = plan_round(town, kind="women")
    seat_both(a_round, by=town.chair)
    assert len(delegates(a_round)) == 1

    Delegate.objects.filter(round=a_round, side="workers", is_chief=True).update(is_woman=True)
    assert delegates(a_round) == []


def test_published_delegates_are_replaced_and_not_taken_back(town, a_round):
    lead(a_round, until=T.NAME, by=town.chair)
    leaving = a_round.delegates.filter(side="workers", is_chief=True).get()
    with pytest.raises(Refused):
        drop_delegate(leaving, by=town.chair)

    values = {"name": "李新", "post": "工会主席", "is_chief": True, "is_head": True}
    new = replace_delegate(leaving, values, left_on=ago(3), why="调离", by=town.chair)
    assert (new.side, new.replaces) == ("workers", leaving)
    assert delegates(a_round) == []


def test_a_name_not_published_yet_is_taken_back(town, a_round):
    seat(a_round, "workers", 1, by=town.chair)
    drop_delegate(a_round.delegates.get(), by=town.chair)

    assert not a_round.delegates.exists()


def test_too_late_information_names_the_day_the_talks_may_open(town, a_round):
    lead(a_round, until=T.INFORM, by=town.chair)  # given 83 days ago

    with pytest.raises(MoveRefused) as refused:
        step(a_round, T.OPEN, by=town.chair, talks_from=79)
    assert f"{ago(78):%Y-%m-%d}" in refused.value.missing[0]


def test_shandong_wants_the_upper_union_told_before_the_talks(town, a_round):
    move_to(town, "370600")
    seat_both(a_round, by=town.chair)
    Delegate.objects.update(is_front_line=True)
    for name in (T.OFFER, T.REPLY, T.NAME):
        step(a_round, name, by=town.chair)
    step(a_round, T.INFORM, by=town.chair, upper_told_on=None)

    with pytest.raises(MoveRefused) as refused:
        step(a_round, T.OPEN, by=town.chair)
    assert len(refused.value.missing) == 1


@pytest.mark.parametrize("name", [T.OFFER, T.REPLY, T.NAME, T.INFORM, T.OPEN])
def test_a_day_still_to_come_is_refused(town, a_round, name):
    seat_both(a_round, by=town.chair)
    for earlier in ROAD[: ROAD.index(name)]:
        step(a_round, earlier, by=town.chair)

    with pytest.raises(MoveRefused):
        step(a_round, name, by=town.chair, **{DAYS[name][0]: -1})


def test_a_reply_comes_after_its_offer(town, a_round):
    lead(a_round, until=T.OFFER, by=town.chair)

    with pytest.raises(MoveRefused) as refused:
        step(a_round, T.REPLY, by=town.chair, replied_on=91)
    assert f"{ago(90):%Y-%m-%d}" in refused.value.missing[0]


def test_an_offer_says_time_place_matters_and_number(town, a_round):
    empty = {"offer_number": "", "place": "", "matters": "", "talks_planned_on": None}

    with pytest.raises(MoveRefused) as refused:
        step(a_round, T.OFFER, by=town.chair, **empty)
    assert len(refused.value.missing) == 4


def test_a_draft_needs_meetings_whose_minutes_are_signed(town, a_round):
    lead(a_round, until=T.OPEN, by=town.chair)
    with pytest.raises(MoveRefused):
        step(a_round, T.AGREE, by=town.chair)

    meet(a_round, by=town.chair, signed=False)
    with pytest.raises(MoveRefused):
        step(a_round, T.AGREE, by=town.chair)


@pytest.mark.parametrize("months", [6, 48])
def test_a_contract_runs_one_to_three_years(town, a_round, months):
    lead(a_round, until=T.OPEN, by=town.chair)
    meet(a_round, by=town.chair)

    with pytest.raises(MoveRefused) as refused:
        step(a_round, T.AGREE, by=town.chair, term_months=months)
    assert "36" in refused.value.missing[0]


def meeting_form(a_round, officer, **changes):
    said = {
        "held_on": ago(64), "place": "会议室", "chaired_by": "employer", "minutes_taker": "赵文",
        "minutes": "双方交换意见。",
    }  # fmt: skip
    return MeetingForm(said | changes, officer=officer, instance=Meeting(round=a_round))


def test_the_chiefs_take_turns_in_the_chair(town, a_round):
    lead(a_round, until=T.OPEN, by=town.chair)
    meet(a_round, by=town.chair)  # the workers' chief

    assert meeting_form(a_round, town.chair).is_valid()
    assert "chaired_by" in meeting_form(a_round, town.chair, chaired_by="workers").errors


def test_a_delegate_takes_no_minutes(town, a_round):
    lead(a_round, until=T.OPEN, by=town.chair)
    delegate = a_round.delegates.first()

    assert "minutes_taker" in meeting_form(a_round, town.chair, minutes_taker=delegate.name).errors


def test_no_more_vote_than_are_present(town):
    with pytest.raises(ValidationError):
        Ballot(total=100, present=80, yes=81, body="congress").validate_constraints()


def test_an_objection_after_the_days_to_object_is_none(town, a_round):
    lead(a_round, until=T.FILE, by=town.chair)

    with pytest.raises(MoveRefused):
        step(a_round, T.OBJECT, by=town.chair, objection_on=10, objection="逾期")
