from __future__ import annotations

from decimal import Decimal

import pytest

from targets.indicators import REACHED
from targets.models import Share
from targets.negotiation import Answer, agree_to_counter, answer_counter, counter_share
from targets.versions import hand_out
from targets.workflow import CITY_HEADS, COUNTY_HEADS, SHARE, SHEET, Step
from tests.targets.conftest import count_of, part_of, split
from unions.inbox import todos
from unions.models import Event, Job
from unions.offices import CITY_STAFF, COUNTY_STAFF, Role
from unions.refusals import MoveRefused, Overtaken, Refused

PEOPLE = [
    "city", "city_inspector", "city_leader", "county", "stranger", "chair", "far_chair", "worker",
]  # fmt: skip
HOLDERS = {CITY_STAFF: {"city", "city_leader"}, COUNTY_STAFF: {"county"}}
STAFF_MOVES = [m for m in SHARE.moves if m.offices and set(m.offices) <= set(HOLDERS)]


def counter(share, value, *, by, why: str = "停产企业较多", code: str = REACHED, **seen) -> None:
    answers = {part_of(share, code).pk: Answer(Decimal(value), why)}
    counter_share(share, answers, by=by, **seen)


def answer(share, value, *, by, why: str = "") -> None:
    answer_counter(share, {part_of(share).pk: Answer(Decimal(value), why)}, by=by)


def figures(share) -> tuple[str, int, int | None]:
    share.refresh_from_db()
    part = part_of(share)
    return share.stage, int(part.value), None if part.counter is None else int(part.counter)


def test_a_county_accepts_its_share_and_its_head_has_ten_working_days(town, share):
    SHARE.take(Step.ACCEPT, share, by=town.county)

    share.refresh_from_db()
    assert share.stage == "accepted"
    assert share.due_on is not None


def test_a_county_answers_with_a_figure_and_a_reason(town, share):
    counter(share, 3, by=town.county)

    assert figures(share) == ("countered", 1, 3)
    said = Event.objects.about(share).first()
    (row,) = said.detail["parts"]
    assert "停产企业较多" in said.note
    assert (row["line"], row["asked"], row["counter"], row["why"]) == (
        REACHED, "1", "3", "停产企业较多",
    )  # fmt: skip


def test_a_counter_proposal_needs_a_reason_and_another_figure(town, share):
    with pytest.raises(Refused, match="凌海市"):
        counter(share, 3, by=town.county, why=" ")
    with pytest.raises(Refused):
        counter(share, 1, by=town.county)
    assert figures(share) == ("issued", 1, None)


def test_a_county_proposes_no_rate_above_the_whole(town, share):
    with pytest.raises(Refused, match="100"):
        counter(share, 101, by=town.county, code="homes.rate_large_private")
    assert figures(share) == ("issued", 1, None)


def test_the_city_agrees_and_the_countys_figure_holds(town, share):
    counter(share, 3, by=town.county)
    agree_to_counter(share, by=town.city_leader)

    assert figures(share) == ("accepted", 3, None)


def test_the_city_answers_with_a_figure_of_its_own(town, share):
    counter(share, 5, by=town.county)
    answer(share, 2, by=town.city, why="全市统筹")

    assert figures(share) == ("issued", 2, None)


def test_the_city_agrees_to_one_line_and_not_to_the_other(town, share):
    rate = part_of(share, "homes.rate_large_private")
    answers = {
        part_of(share).pk: Answer(Decimal(3), "可多报"),
        rate.pk: Answer(Decimal(60), "停产"),
    }
    counter_share(share, answers, by=town.county)

    back = {
        part_of(share).pk: Answer(Decimal(3), "照此"),
        rate.pk: Answer(Decimal(80), "省里有要求"),
    }
    answer_counter(share, back, by=town.city)

    rate.refresh_from_db()
    assert (figures(share), int(rate.value)) == (("issued", 3, None), 80)
    told = {row["line"]: row for row in Event.objects.about(share).first().detail["parts"]}
    assert (told[REACHED]["why"], told["homes.rate_large_private"]["value"]) == ("照此", "80")


def test_answering_every_figure_as_proposed_is_to_agree(town, share):
    counter(share, 3, by=town.county)
    answer(share, 3, by=town.city, why="照此办理")

    assert figures(share) == ("accepted", 3, None)
    assert "照此办理" in Event.objects.about(share).first().note


def test_a_city_that_answers_differently_says_why(town, share):
    counter(share, 5, by=town.county)

    with pytest.raises(Refused):
        answer(share, 2, by=town.city, why="")
    assert figures(share) == ("countered", 1, 5)


def test_the_trail_keeps_every_round_with_its_figures(town, share):
    counter(share, 5, by=town.county)
    answer(share, 2, by=town.city, why="全市统筹")
    counter(share, 4, by=town.county, why="还可多报")
    agree_to_counter(share, by=town.city)

    rounds = [e.detail["parts"][0] for e in Event.objects.about(share) if "parts" in e.detail]
    told = [(row["asked"], row["counter"], row.get("value", "")) for row in reversed(rounds)]
    assert told == [("1", "5", ""), ("1", "5", "2"), ("2", "4", ""), ("2", "4", "4")]


def test_of_two_answers_from_the_same_page_the_second_is_too_late(town, share):
    seen = share.moves
    SHARE.take(Step.ACCEPT, share, by=town.county, seen=seen)
    as_the_deputy_saw_it = Share.objects.get(pk=share.pk)

    with pytest.raises(Overtaken):
        counter(as_the_deputy_saw_it, 3, by=town.county_deputy, seen=seen)


def test_each_edge_is_open_to_its_office_alone(town, share):
    for move in STAFF_MOVES:
        Share.objects.filter(pk=share.pk).update(stage=move.source)
        share.refresh_from_db()
        allowed = set().union(*(HOLDERS[office] for office in move.offices))
        for who in PEOPLE:
            open_now = [m.step for m in SHARE.open_to(getattr(town, who), share)]
            assert (move.step in open_now) == (who in allowed), (move.step, who)


def test_both_heads_sign_one_after_the_other_and_the_contract_is_printed(town, heads, signed):
    signed.refresh_from_db()

    assert signed.stage == "signed"
    assert (signed.county_signed_by, signed.city_signed_by) == (heads.county, heads.city)
    assert signed.county_signed_at <= signed.city_signed_at
    assert Job.objects.filter(inputs={"share_id": signed.pk}, union=town.linghai).exists()


@pytest.mark.parametrize("who", ["county", "city", "chair", "worker"])
def test_nobody_but_the_heads_signs(town, share, who):
    for stage in ("accepted", "county_signed"):
        Share.objects.filter(pk=share.pk).update(stage=stage)
        share.refresh_from_db()
        with pytest.raises(MoveRefused):
            SHARE.take(Step.SIGN, share, by=getattr(town, who))


def test_a_head_signs_only_in_their_own_place_and_turn(town, heads, share):
    SHARE.take(Step.ACCEPT, share, by=town.county)

    for who in (heads.stranger, heads.city):
        with pytest.raises(MoveRefused):
            SHARE.take(Step.SIGN, share, by=who)
    SHARE.take(Step.SIGN, share, by=heads.county_vice)
    with pytest.raises(MoveRefused):
        SHARE.take(Step.SIGN, share, by=heads.county)


def test_the_same_person_does_not_sign_for_both(town, heads, share):
    from unions.actions import appoint
    from unions.models import Officer

    both = appoint(heads.county.user, town.root, Role.VICE_CHAIR, on=heads.county.valid_from)
    SHARE.take(Step.ACCEPT, share, by=town.county)
    SHARE.take(Step.SIGN, share, by=heads.county)

    with pytest.raises(MoveRefused):
        SHARE.take(Step.SIGN, share, by=Officer.objects.complete().get(pk=both.pk))


def test_a_signature_waits_on_the_workbench_of_the_head(town, heads, share):
    SHARE.take(Step.ACCEPT, share, by=town.county)
    assert [t.url for t in todos(heads.county)] == [share.get_absolute_url()]

    SHARE.take(Step.SIGN, share, by=heads.county)

    assert [t.url for t in todos(heads.city)] == [share.get_absolute_url()]
    assert not todos(heads.county)


def test_heads_are_the_chairs_of_county_and_city():
    assert {office.role for office in (*COUNTY_HEADS, *CITY_HEADS)} == {
        Role.CHAIR, Role.VICE_CHAIR,
    }  # fmt: skip


def test_what_a_smaller_share_leaves_is_handed_out_to_who_has_not_signed(town, share):
    counter(share, 0, by=town.county)
    agree_to_counter(share, by=town.city)
    line = count_of(share.sheet)
    assert share.sheet.remainders() == {line: 1}

    hand_out(share.sheet, {(town.heishan.pk, line.pk): Decimal(1)}, by=town.city, note="统筹")

    other = Share.objects.get(union=town.heishan)
    assert split(share.sheet) == {"凌海市": 0, "黑山县": 2}
    assert (other.stage, Event.objects.about(other).first().note) == ("issued", "统筹")


@pytest.mark.parametrize(("more", "note"), [(2, "统筹"), (1, ""), (0, "统筹")])
def test_no_more_is_handed_out_than_is_left_nor_without_a_reason(town, share, more, note):
    counter(share, 0, by=town.county)
    agree_to_counter(share, by=town.city)
    key = (town.heishan.pk, count_of(share.sheet).pk)

    with pytest.raises(Refused):
        hand_out(share.sheet, {key: Decimal(more)}, by=town.city, note=note)

    assert split(share.sheet) == {"凌海市": 0, "黑山县": 1}


def test_who_has_signed_is_handed_out_nothing_more(town, heads, signed):
    other = Share.objects.select_related("sheet", "union").get(union=town.heishan)
    counter(other, 0, by=town.stranger)
    agree_to_counter(other, by=town.city)
    key = (town.linghai.pk, count_of(signed.sheet).pk)

    with pytest.raises(MoveRefused):
        hand_out(signed.sheet, {key: Decimal(1)}, by=town.city, note="统筹")
    assert figures(signed) == ("signed", 1, None)


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
    counter(share, 3, by=town.county)

    (todo,) = todos(town.city)

    assert town.county.user.display_name in todo.sub
    assert "停产企业较多" in todo.sub
    assert "凌海市" in todo.title


def test_a_county_sees_its_share_and_its_figures_once_they_are_issued(town, sheet):
    parts = sheet.shares.get(union=town.linghai).parts
    assert not Share.objects.visible_to(town.county).exists()
    assert not parts.visible_to(town.county).exists()
    assert Share.objects.visible_to(town.city).count() == 2

    SHEET.take(Step.ISSUE, sheet, by=town.city)

    assert [s.union for s in Share.objects.visible_to(town.county)] == [town.linghai]
    assert parts.visible_to(town.county).exists()
    assert not Share.objects.visible_to(town.chair).exists()


def test_a_share_is_issued_once(town, share):
    share.sheet.refresh_from_db()

    with pytest.raises(MoveRefused):
        SHEET.take(Step.ISSUE, share.sheet, by=town.city)
