import threading

import pytest
from django.db import connection

from homes.models import HomePlan
from homes.workflow import PLAN, Stage, Step
from tests.cast import in_scope, make_city, make_person
from unions.events import log_event
from unions.models import Event
from unions.offices import CITY_STAFF, COUNTY_STAFF, Role, holds_any
from unions.refusals import MoveRefused, Overtaken
from unions.rowsecurity import federation_scope
from unions.workflow import take_each


def put(plan, stage):
    """The plan as if it had climbed to a stage."""
    HomePlan.objects.filter(pk=plan.pk).update(stage=stage)
    plan.refresh_from_db()
    return plan


def stand(plan):
    return HomePlan.objects.values_list("stage", "moves", "due_on").get(pk=plan.pk)


def test_a_move_changes_the_stage_counts_itself_and_writes_one_event(town, plan):
    before = plan.moves
    PLAN.take(Step.APPROVE, put(plan, Stage.SUBMITTED), by=town.county)

    assert stand(plan)[:2] == (Stage.APPROVED, before + 1)
    event = Event.objects.about(plan)[0]
    assert (event.step, event.source, event.target) == ("approve", "submitted", "approved")
    assert (event.officer, event.actor) == (town.county, str(town.county))


def test_a_guard_lists_what_is_missing_and_changes_nothing(town, plan):
    before, events = stand(plan), Event.objects.count()

    with pytest.raises(MoveRefused) as refused:
        PLAN.take(Step.SUBMIT, plan, by=town.chair)

    assert refused.value.missing
    assert stand(plan) == before
    # The object a page is about to show again stands where the row stands.
    assert (plan.stage, plan.moves, plan.due_on) == before
    assert Event.objects.count() == events


@pytest.mark.parametrize("note", ["", "  \n"])
def test_sending_back_needs_a_reason(town, plan, note):
    put(plan, Stage.SUBMITTED)

    with pytest.raises(MoveRefused, match="请写明理由"):
        PLAN.take(Step.SEND_BACK, plan, by=town.county, note=note)

    assert stand(plan)[0] == Stage.SUBMITTED


def test_nobody_decides_on_their_own_draft_in_whatever_post(town, plan):
    both = make_person("both", town.linghai, Role.STAFF)
    HomePlan.objects.filter(pk=plan.pk).update(drafted_by=town.chair)
    town.chair.user, both.user = both.user, town.chair.user
    both.save(update_fields=["user"])  # the chair's person also holds a post in the county
    put(plan, Stage.SUBMITTED)

    with pytest.raises(MoveRefused, match="本人拟定"):
        PLAN.take(Step.APPROVE, plan, by=both)

    assert Step.APPROVE not in [move.step for move in PLAN.open_to(both, plan)]
    PLAN.take(Step.APPROVE, plan, by=town.county)


def test_a_stale_page_is_overtaken(town, plan):
    put(plan, Stage.SUBMITTED)

    with pytest.raises(Overtaken):
        PLAN.take(Step.APPROVE, plan, by=town.county, seen=plan.moves - 1)

    assert stand(plan)[0] == Stage.SUBMITTED


def test_of_two_who_loaded_the_record_the_second_is_overtaken(town, plan):
    put(plan, Stage.SUBMITTED)
    as_the_second_saw_it = HomePlan.objects.get(pk=plan.pk)
    PLAN.take(Step.APPROVE, plan, by=town.county)

    with pytest.raises(Overtaken):
        PLAN.take(Step.APPROVE, as_the_second_saw_it, by=town.county_deputy)

    assert as_the_second_saw_it.stage == Stage.SUBMITTED


def test_a_consequence_is_nobodys_button(town, plan):
    put(plan, Stage.APPROVED)

    with pytest.raises(MoveRefused):
        PLAN.take(Step.GATHER, plan, by=town.county)
    PLAN.follow_on(Step.GATHER, plan, by=town.county)

    assert stand(plan)[0] == Stage.GATHERED


def test_a_consequence_is_refused_where_it_does_not_begin(town, plan):
    with pytest.raises(MoveRefused, match=r"现在|此时"):
        PLAN.follow_on(Step.GATHER, plan, by=town.county)


EDGES = [m for m in PLAN.moves if m.offices]


@pytest.mark.parametrize("move", EDGES, ids=lambda m: f"{m.source}-{m.step}")
def test_an_edge_is_closed_to_every_other_office_and_branch(town, plan, move):
    put(plan, move.source)
    people = [town.city, town.county, town.chair, town.city_inspector, town.worker, town.expert]
    others = [p for p in people if not holds_any(p, move.offices)]

    for officer in [*others, town.stranger, town.far_chair]:
        with pytest.raises(MoveRefused):
            PLAN.take(str(move.step), plan, by=officer, note="理由")
    assert stand(plan)[0] == move.source


def test_an_unknown_step_is_refused(town, plan):
    with pytest.raises(MoveRefused):
        PLAN.take("fly", plan, by=town.county)


def test_in_a_county_of_its_own_the_root_does_the_countys_part(town, plan):
    assert not COUNTY_STAFF.held_by(town.city)
    town.federation.root_is_county = True
    town.federation.save(update_fields=["root_is_county"])
    town.city.federation = town.federation

    PLAN.take(Step.APPROVE, put(plan, Stage.SUBMITTED), by=town.city)

    assert CITY_STAFF.held_by(town.city)
    assert stand(plan)[0] == Stage.APPROVED


def test_each_of_several_records_stands_or_falls_alone(town, plan):
    put(plan, Stage.SUBMITTED)
    stale = HomePlan.objects.get(pk=plan.pk)

    moved, refused = take_each(PLAN, Step.APPROVE, [plan, stale], by=town.county)

    assert moved == [plan]
    assert [(row, type(reason)) for row, reason in refused] == [(stale, Overtaken)]


def test_the_moves_waited_for_are_those_of_the_office(town):
    assert Stage.SUBMITTED in PLAN.waiting_for(town.county)
    assert Stage.SUBMITTED not in PLAN.waiting_for(town.chair)


def test_the_log_names_the_portals_clock_when_nobody_acts(town, plan):
    assert log_event(plan, "remind", "提醒", by=None).actor


def test_of_eight_who_press_at_once_one_moves(committed_db):
    from homes.actions.listing import list_employers

    with federation_scope(0):
        city = make_city("锦州", "210700", "")
        plan = list_employers([city.mill], year=2026, by=city.county)[0]
        HomePlan.objects.filter(pk=plan.pk).update(stage=Stage.SUBMITTED)
    start, results = threading.Barrier(8), []

    def press():
        try:
            with in_scope(city):
                seen = HomePlan.objects.get(pk=plan.pk)
                start.wait(timeout=20)
                PLAN.take(Step.APPROVE, seen, by=city.county)
            results.append("moved")
        except Overtaken:
            results.append("overtaken")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(results) == ["moved"] + ["overtaken"] * 7
    with in_scope(city):
        assert Event.objects.filter(subject_id=plan.pk, step="approve").count() == 1
