from datetime import timedelta

import pytest
import time_machine

from homes.actions.inspecting import call_off_inspection, form_panel
from homes.models import HomePlan, Inspection, Measure, PanelMember
from homes.workflow import PLAN, InspectionStage, Stage, Step
from kernel.days import today
from tests.cast import make_person
from tests.homes.story import applied, inspecting, panel_of, stand_at
from unions.models import Employer, Grant, Officer
from unions.offices import Role
from unions.refusals import MoveRefused, Refused

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def waiting(plan):
    return stand_at(plan, Stage.APPLIED)


def against(plans, panel, by):
    with pytest.raises(Refused) as refused:
        form_panel(plans, panel, by=by)
    return refused.value.missing


def again(officer):
    """The same post, asked afresh (what it was granted is remembered for one request)."""
    return Officer.objects.get(pk=officer.pk)


def test_a_panel_of_three_goes_to_the_home(waiting, town):
    inspection = inspecting(waiting, town)

    waiting.refresh_from_db()
    assert waiting.stage == Stage.INSPECTING
    assert inspection.members.count() == 3
    assert inspection.members.get(is_chair=True).officer == town.city_inspector
    assert [m.officer for m in inspection.members.filter(is_worker=True)] == [town.worker]


def test_a_panel_needs_three_and_an_odd_number(waiting, town):
    lines = against([waiting], panel_of(town.worker, town.expert), town.city)

    assert any("at least 3" in line for line in lines)
    assert any("odd" in line for line in lines)
    assert Inspection.objects.count() == 0


def test_a_panel_needs_someone_who_represents_the_workers(waiting, town):
    members = (town.city_inspector, town.expert, town.city_leader)

    assert len(against([waiting], panel_of(*members), town.city)) == 1
    assert form_panel([waiting], panel_of(*members, workers={town.expert}), by=town.city)


def test_one_person_cannot_sit_twice_through_two_posts(waiting, town):
    twice = make_person("twice", town.root, Role.INSPECTOR)
    other = Officer.objects.create(
        user=twice.user, role=Role.REPRESENTATIVE, union=town.heishan, federation=town.federation
    )
    lines = against([waiting], panel_of(twice, other, town.expert), town.city)

    assert any("two posts" in line for line in lines)


def test_who_reviewed_the_plan_does_not_inspect_it(plan, town, proof):
    applied(plan, town, proof)
    lines = against([plan], panel_of(town.county, town.expert, town.worker), town.city)

    assert len(lines) == 1
    assert "reviewed" in lines[0]


def test_who_confirmed_the_plan_for_the_city_does_not_inspect_it(waiting, town):
    stand_at(waiting, Stage.GATHERED)
    PLAN.follow_on(Step.CONFIRM, waiting, by=town.city)
    stand_at(waiting, Stage.APPLIED)

    lines = against([waiting], panel_of(town.city, town.expert, town.worker), town.city_leader)

    assert len(lines) == 1
    assert "reviewed" in lines[0]


def test_who_drafted_the_plan_does_not_inspect_it_in_another_post(waiting, town):
    waiting.drafted_by = town.chair
    waiting.save()
    elsewhere = Officer.objects.create(
        user=town.chair.user, role=Role.INSPECTOR, union=town.root, federation=town.federation
    )
    lines = against([waiting], panel_of(elsewhere, town.expert, town.worker), town.city)

    assert any("belongs to the union" in line for line in lines)


def test_a_drafter_who_has_left_the_union_is_refused_as_drafter(waiting, town):
    waiting.drafted_by = town.city_leader
    waiting.save()
    lines = against([waiting], panel_of(town.city_leader, town.expert, town.worker), town.city)

    assert any("drafted or reviewed" in line for line in lines)


def test_the_sponsor_does_not_inspect(waiting, town):
    waiting.sponsor = town.city_leader
    waiting.save()
    lines = against([waiting], panel_of(town.city_leader, town.expert, town.worker), town.city)

    assert len(lines) == 1
    assert "sponsors" in lines[0]


def test_a_chair_of_a_union_is_no_panel_member(waiting, town):
    lines = against([waiting], panel_of(town.far_chair, town.expert, town.worker), town.city)

    assert any("Only inspectors" in line for line in lines)


def test_the_panels_chair_is_a_member(waiting, town):
    panel = panel_of(town.city_inspector, town.expert, town.worker, chair=town.city_leader)

    assert any("one of the members" in line for line in against([waiting], panel, town.city))


def test_a_visit_cannot_lie_in_the_past(waiting, town):
    members = (town.city_inspector, town.expert, town.worker)
    panel = panel_of(*members, visit_on=today() - timedelta(days=1))

    assert len(against([waiting], panel, town.city)) == 1


@pytest.mark.parametrize("office", ["county", "chair", "stranger"])
def test_only_the_city_forms_panels(waiting, town, office):
    panel = panel_of(town.city_inspector, town.expert, town.worker)
    with pytest.raises(Refused):
        form_panel([waiting], panel, by=getattr(town, office))


def test_a_home_nobody_applied_for_is_not_inspected(plan, town):
    panel = panel_of(town.city_inspector, town.expert, town.worker)
    with pytest.raises(MoveRefused):
        form_panel([plan], panel, by=town.city)
    assert not Grant.objects.exists()


def test_a_member_from_elsewhere_sees_this_home_and_nothing_else(inspection, town):
    expert = again(town.expert)

    assert list(HomePlan.objects.visible_to(expert)) == [inspection.plan]
    assert list(Inspection.objects.visible_to(expert)) == [inspection]
    assert PanelMember.objects.visible_to(expert).get().officer == expert
    assert not Measure.objects.visible_to(expert).exists()
    assert not Employer.objects.visible_to(expert).filter(pk=town.mill.pk).exists()


def test_someone_from_elsewhere_who_is_no_member_sees_nothing(inspection, town):
    assert not Inspection.objects.visible_to(town.stranger).exists()
    assert not HomePlan.objects.visible_to(town.far_chair).exists()


def test_the_door_closes_on_its_day(inspection, town):
    last = Grant.objects.get(officer=town.expert).until

    assert last == inspection.visit_on + timedelta(days=10)
    with time_machine.travel(last):
        assert Inspection.objects.visible_to(again(town.expert)).exists()
    with time_machine.travel(last + timedelta(days=1)):
        assert not Inspection.objects.visible_to(again(town.expert)).exists()
        assert not HomePlan.objects.visible_to(again(town.expert)).exists()
        assert not PanelMember.objects.visible_to(again(town.expert)).exists()


def test_calling_off_takes_the_home_back_and_closes_its_door(inspection, town):
    call_off_inspection(inspection, by=town.city, note="大雪封路")

    inspection.plan.refresh_from_db()
    assert inspection.stage == InspectionStage.CANCELLED
    assert inspection.plan.stage == Stage.APPLIED
    assert not Grant.objects.exists()
    assert not Inspection.objects.visible_to(again(town.expert)).exists()


def test_calling_off_needs_a_reason(inspection, town):
    with pytest.raises(MoveRefused):
        call_off_inspection(inspection, by=town.city, note=" ")
    assert Grant.objects.count() == 2


def test_one_panel_can_be_sent_to_several_homes(waiting, town, far_plan):
    # The expert and the worker are of the other home's own union: nobody goes at all.
    panel = panel_of(town.city_inspector, town.expert, town.worker)
    lines = against([waiting, far_plan], panel, town.city)
    assert all(far_plan.name in line for line in lines)
    waiting.refresh_from_db()
    assert waiting.stage == Stage.APPLIED

    other = make_person("reps", town.root, Role.REPRESENTATIVE)
    panel = panel_of(town.city_inspector, town.city_leader, other)
    assert len(form_panel([waiting, far_plan], panel, by=town.city)) == 2
