from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from homes.actions.listing import list_employers
from homes.actions.stepping import take_step
from homes.models import CountyPlan, HomePlan
from homes.workflow import COUNTY_PLAN, PLAN, RollUpStage, Step
from tests.cast import YEAR, make_city
from tests.homes.plans import build, submit, write
from unions.actions import appoint
from unions.models import Event
from unions.offices import Role, holds_any
from unions.refusals import MoveRefused, Overtaken
from unions.rowsecurity import federation_scope
from unions.scoping import owned_by

EVERYONE = [
    "city",
    "city_inspector",
    "county",
    "chair",
    "stranger",
    "far_chair",
    "worker",
    "expert",
]


def test_a_plan_climbs_from_the_list_to_the_building_site(plan, town):
    build(plan, town)

    assert plan.stage == "building"
    steps = Event.objects.filter(subject="homes.homeplan").exclude(source="").order_by("pk")
    assert [event.step for event in steps] == ["notify", "submit", "approve", "gather", "confirm"]


def outsiders(workflow, move, town, record):
    """Everyone in no office that may take this step from this stage."""
    edges = [m for m in workflow.moves if (m.source, m.step) == (move.source, move.step)]
    offices = [office for edge in edges for office in edge.offices]
    for name in EVERYONE:
        officer = getattr(town, name)
        if not (officer.oversees(record) and holds_any(officer, offices)):
            yield officer


@pytest.mark.parametrize("move", PLAN.moves, ids=lambda m: f"{m.source}-{m.step}")
def test_each_step_of_a_plan_is_refused_to_every_other_office(plan, town, move):
    HomePlan.objects.filter(pk=plan.pk).update(stage=move.source)
    plan.refresh_from_db()

    refused = list(outsiders(PLAN, move, town, plan))
    for officer in refused:
        with pytest.raises(MoveRefused):
            take_step(plan, move.step, by=officer, note="因故")

    plan.refresh_from_db()
    assert len(refused) >= len(EVERYONE) - 1
    assert plan.stage == move.source


@pytest.mark.parametrize("move", COUNTY_PLAN.moves, ids=lambda m: f"{m.source}-{m.step}")
def test_each_step_of_a_county_plan_is_refused_to_every_other_office(town, move):
    county_plan = CountyPlan.objects.create(year=YEAR, stage=move.source, **owned_by(town.linghai))

    refused = list(outsiders(COUNTY_PLAN, move, town, county_plan))
    for officer in refused:
        with pytest.raises(MoveRefused):
            COUNTY_PLAN.take(move.step, county_plan, by=officer, note="因故")

    county_plan.refresh_from_db()
    assert len(refused) == len(EVERYONE) - 1
    assert county_plan.stage == RollUpStage(move.source)


@pytest.mark.parametrize("move", PLAN.moves, ids=lambda m: f"{m.source}-{m.step}")
def test_a_step_that_needs_a_reason_is_refused_without_one(plan, town, move):
    HomePlan.objects.filter(pk=plan.pk).update(stage=move.source)
    plan.refresh_from_db()
    holders = [o for o in (town.city, town.county, town.chair) if move in PLAN.open_to(o, plan)]

    for officer in holders if move.needs_note else []:
        with pytest.raises(MoveRefused):
            take_step(plan, move.step, by=officer, note="  ")
    plan.refresh_from_db()

    assert plan.stage == move.source


def test_who_drafted_a_plan_does_not_approve_it(plan, town):
    submit(plan, town)
    plan.drafted_by = town.county
    plan.save(update_fields=["drafted_by"])

    with pytest.raises(MoveRefused):
        take_step(plan, Step.APPROVE, by=town.county)
    take_step(plan, Step.APPROVE, by=town.county_deputy)


def test_who_handed_a_plan_in_does_not_approve_it_in_another_post(plan, town):
    write(plan, town)
    second = appoint(town.county.user, town.mill_union, Role.CHAIR)
    take_step(plan, Step.SUBMIT, by=second)

    with pytest.raises(MoveRefused):
        take_step(plan, Step.APPROVE, by=town.county)
    take_step(plan, Step.APPROVE, by=town.county_deputy)


def test_of_eight_reviewers_at_once_one_wins_and_seven_are_told(committed_db):
    with transaction.atomic():
        town = make_city("锦州", "210700", "")
        plan = list_employers([town.mill], year=YEAR, by=town.county)[0]
        submit(plan, town)
    start, outcomes = Barrier(8), []

    def review(number: int) -> None:
        try:
            with federation_scope(town.federation.pk):
                seen = HomePlan.objects.get(pk=plan.pk)
                start.wait(timeout=20)
                step = Step.APPROVE if number % 2 else Step.SEND_BACK
                take_step(seen, step, by=town.county, note="缺少决议")
            outcomes.append("won")
        except Overtaken:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [Thread(target=review, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes) == ["told"] * 7 + ["won"]
