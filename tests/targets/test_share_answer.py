from __future__ import annotations

import pytest

from targets.actions import counter_share, reissue_share
from targets.models import Share
from targets.workflow import SHARE, SHEET, Step
from unions.inbox import todos
from unions.models import Event
from unions.offices import CITY_STAFF, COUNTY_STAFF
from unions.refusals import MoveRefused, Overtaken, Refused

PEOPLE = [
    "city", "city_inspector", "city_leader", "county", "stranger", "chair", "far_chair", "worker",
]  # fmt: skip
HOLDERS = {CITY_STAFF: {"city", "city_leader"}, COUNTY_STAFF: {"county"}}


def test_a_county_accepts_its_share(town, share):
    SHARE.take(Step.ACCEPT, share, by=town.county)

    share.refresh_from_db()
    assert (share.stage, share.due_on) == ("accepted", None)


def test_a_county_answers_with_a_figure_and_a_reason(town, share):
    counter_share(share, 3, by=town.county, note="停产企业较多")

    share.refresh_from_db()
    assert (share.stage, share.quota, share.counter) == ("countered", 1, 3)
    said = Event.objects.about(share).first()
    assert (said.note, said.detail) == ("停产企业较多", {"share": 1, "counter": 3})


def test_a_counter_proposal_needs_a_reason_and_another_figure(town, share):
    with pytest.raises(MoveRefused):
        counter_share(share, 3, by=town.county, note=" ")
    with pytest.raises(Refused):
        counter_share(share, share.quota, by=town.county, note="同意")
    share.refresh_from_db()
    assert (share.stage, share.counter) == ("issued", None)


def test_the_city_agrees_and_the_countys_figure_holds(town, share):
    counter_share(share, 3, by=town.county, note="停产")
    SHARE.take(Step.AGREE, share, by=town.city_leader)

    share.refresh_from_db()
    assert (share.stage, share.quota) == ("accepted", 3)


def test_the_city_answers_with_a_figure_of_its_own(town, share):
    counter_share(share, 5, by=town.county, note="可多报")
    reissue_share(share, 2, by=town.city, note="全市统筹")

    share.refresh_from_db()
    assert (share.stage, share.quota) == ("issued", 2)


def test_a_city_that_answers_differently_says_why(town, share):
    counter_share(share, 5, by=town.county, note="可多报")

    with pytest.raises(MoveRefused):
        reissue_share(share, 2, by=town.city, note="")


def test_of_two_answers_from_the_same_page_the_second_is_too_late(town, share):
    seen = share.moves
    SHARE.take(Step.ACCEPT, share, by=town.county, seen=seen)
    as_the_deputy_saw_it = Share.objects.get(pk=share.pk)

    with pytest.raises(Overtaken):
        counter_share(as_the_deputy_saw_it, 3, by=town.county_deputy, note="停产", seen=seen)


EDGES = [(move, who) for move in SHARE.moves for who in PEOPLE]


@pytest.mark.parametrize(("move", "who"), EDGES, ids=lambda x: getattr(x, "step", x))
def test_each_edge_is_open_to_its_office_alone(town, share, move, who):
    Share.objects.filter(pk=share.pk).update(stage=move.source, counter=3)
    share.refresh_from_db()
    allowed = set().union(*(HOLDERS[office] for office in move.offices))

    open_now = [m.step for m in SHARE.open_to(getattr(town, who), share)]

    assert (move.step in open_now) == (who in allowed)
    if who not in allowed:
        with pytest.raises(MoveRefused):
            SHARE.take(move.step, share, by=getattr(town, who), note="为什么")


def test_nobody_presses_the_issue_of_a_share(town, sheet):
    share = sheet.shares.first()

    with pytest.raises(MoveRefused):
        SHARE.take(Step.ISSUE, share, by=town.city)


def test_a_draft_waits_for_the_city_alone(town, sheet):
    assert [t.url for t in todos(town.city)] == [sheet.get_absolute_url()]
    assert todos(town.county) == []


def test_an_issued_share_waits_for_its_county_with_its_deadline(town, share):
    (todo,) = todos(town.county)

    assert (todo.url, todo.due_on) == (share.get_absolute_url(), share.due_on)
    assert town.city.user.display_name in todo.sub
    assert todos(town.city) == []


def test_a_counter_proposal_tells_the_city_who_asks_and_why(town, share):
    counter_share(share, 3, by=town.county, note="停产企业较多")

    (todo,) = todos(town.city)

    assert town.county.user.display_name in todo.sub
    assert "停产企业较多" in todo.sub
    assert "凌海市" in todo.title


def test_a_county_does_not_see_its_share_before_it_is_issued(town, sheet):
    assert not Share.objects.visible_to(town.county).exists()
    assert Share.objects.visible_to(town.city).count() == 2


def test_a_county_sees_its_own_share_only(town, share):
    assert list(Share.objects.visible_to(town.county)) == [share]
    assert not Share.objects.visible_to(town.chair).exists()


def test_a_share_is_issued_once(town, share):
    share.sheet.refresh_from_db()

    with pytest.raises(MoveRefused):
        SHEET.take(Step.ISSUE, share.sheet, by=town.city)
