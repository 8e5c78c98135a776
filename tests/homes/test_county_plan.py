from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homes.actions.gathering import gather_approved, take_out, write_summary
from homes.actions.listing import list_employers
from homes.actions.stepping import take_step
from homes.models import CountyPlan, HomePlan
from homes.workflow import COUNTY_PLAN, Step
from kernel.days import today
from tests.cast import YEAR, make_city
from tests.homes.plans import approve, bring_to_city
from unions.actions import grant_access
from unions.inbox import todos
from unions.models import Event
from unions.refusals import MoveRefused, Overtaken, Refused
from unions.rowsecurity import federation_scope
from unions.scoping import owned_by

LIST = reverse("homes:county-plan-list")


def step_url(county_plan, step):
    return reverse("homes:county-plan-step", args=[county_plan.pk, step])


def test_approved_plans_are_gathered_submitted_and_confirmed(plan, town, as_officer):
    approve(plan, town)
    as_officer(town.county).post(reverse("homes:county-plan-new"), {"year": YEAR})
    county_plan = CountyPlan.objects.get()
    as_officer(town.county).post(step_url(county_plan, "submit"), {"seen": 0})
    as_officer(town.city).post(step_url(county_plan, "confirm"), {"seen": 1})

    plan.refresh_from_db()
    county_plan.refresh_from_db()
    assert (county_plan.stage, plan.stage) == ("confirmed", "building")


def test_an_approved_plan_waits_on_the_countys_workbench(plan, town):
    approve(plan, town)

    assert [todo.title for todo in todos(town.county)] == [plan.name]
    gather_approved(YEAR, by=town.county)
    assert [todo.title for todo in todos(town.county)] == [str(CountyPlan.objects.get())]


def test_there_is_nothing_to_gather_without_an_approved_plan(plan, town, as_officer):
    response = as_officer(town.county).post(reverse("homes:county-plan-new"), {"year": YEAR})

    assert response.status_code == 422
    assert not CountyPlan.objects.exists()


def test_a_guest_of_a_home_does_not_gather_it(plan, town, as_officer):
    approve(plan, town)
    grant_access(
        plan, "inspect_homeplan", to=town.stranger, until=today(), reason="验收", by=town.city
    )

    client = as_officer(town.stranger)
    assert plan.name not in client.get(LIST).content.decode()
    assert client.post(reverse("homes:county-plan-new"), {"year": YEAR}).status_code == 422
    assert not CountyPlan.objects.exists()


def test_in_a_county_of_its_own_who_hands_the_plan_in_does_not_confirm_it(plan, town):
    town.federation.root_is_county = True
    town.federation.save(update_fields=["root_is_county"])
    approve(plan, town)
    county_plan = gather_approved(YEAR, by=town.city_leader)
    COUNTY_PLAN.take(Step.SUBMIT, county_plan, by=town.city)

    for officer in (town.city, town.city_leader):
        with pytest.raises(MoveRefused):
            COUNTY_PLAN.take(Step.CONFIRM, county_plan, by=officer)


def test_gathering_again_adds_to_the_open_plan(plan, town):
    approve(plan, town)
    county_plan = gather_approved(YEAR, by=town.county)
    take_out(plan, county_plan, by=town.county)

    assert gather_approved(YEAR, by=town.county) == county_plan


def test_after_a_submitted_plan_the_next_batch_begins(plan, town):
    bring_to_city(plan, town)
    other = HomePlan.objects.get(pk=plan.pk)
    other.pk, other.stage, other.county_plan, other.employer = None, "approved", None, town.far_mill
    other.save(force_insert=True)

    assert gather_approved(YEAR, by=town.county).batch == 2


def test_a_plan_taken_out_stays_approved(plan, town, as_officer):
    approve(plan, town)
    county_plan = gather_approved(YEAR, by=town.county)

    as_officer(town.county).post(
        reverse("homes:county-plan-removal", args=[county_plan.pk, plan.pk])
    )

    plan.refresh_from_db()
    assert (plan.stage, plan.county_plan) == ("approved", None)


def test_an_empty_county_plan_is_not_submitted(plan, town, as_officer):
    approve(plan, town)
    county_plan = gather_approved(YEAR, by=town.county)
    take_out(plan, county_plan, by=town.county)

    response = as_officer(town.county).post(step_url(county_plan, "submit"), {"seen": 0})

    assert response.status_code == 422
    assert response.context["missing"]


def test_a_submitted_county_plan_is_changed_no_more(plan, town, as_officer):
    county_plan = bring_to_city(plan, town)

    with pytest.raises(Refused):
        take_out(plan, county_plan, by=town.county)
    with pytest.raises(Refused):
        write_summary(county_plan, "改写", by=town.county)
    assert as_officer(town.county).post(county_plan.get_absolute_url()).status_code == 422


def test_the_city_returns_one_plan_and_confirms_the_rest(plan, town, as_officer):
    county_plan = bring_to_city(plan, town)
    other = HomePlan.objects.get(pk=plan.pk)
    other.pk, other.employer = None, town.far_mill
    other.save(force_insert=True)
    url = reverse("homes:plan-step", args=[plan.pk, "send-back"])
    back = county_plan.get_absolute_url()

    response = as_officer(town.city).post(url, {"note": "场所面积不足", "next": back})
    COUNTY_PLAN.take(Step.CONFIRM, county_plan, by=town.city)

    plan.refresh_from_db()
    other.refresh_from_db()
    assert response.url == back
    assert (plan.stage, plan.county_plan, other.stage) == ("returned", None, "building")


def test_a_county_plan_whose_plans_were_all_returned_is_not_confirmed(plan, town):
    county_plan = bring_to_city(plan, town)
    take_step(plan, Step.SEND_BACK, by=town.city, note="重写")

    with pytest.raises(MoveRefused):
        COUNTY_PLAN.take(Step.CONFIRM, county_plan, by=town.city)


def test_a_county_plan_returned_whole_gives_the_county_its_plans_back(plan, town, as_officer):
    county_plan = bring_to_city(plan, town)

    as_officer(town.city).post(step_url(county_plan, "send-back"), {"note": "缺少总体安排"})

    plan.refresh_from_db()
    county_plan.refresh_from_db()
    assert (county_plan.stage, plan.stage) == ("returned", "approved")
    page = as_officer(town.county).get(county_plan.get_absolute_url()).content.decode()
    assert "缺少总体安排" in page


def test_a_returned_county_plan_climbs_again(plan, town):
    county_plan = bring_to_city(plan, town)
    COUNTY_PLAN.take(Step.SEND_BACK, county_plan, by=town.city, note="缺少总体安排")

    COUNTY_PLAN.take(Step.SUBMIT, county_plan, by=town.county)

    plan.refresh_from_db()
    assert plan.stage == "gathered"


def test_a_plan_the_county_returns_leaves_its_county_plan(plan, town):
    approve(plan, town)
    gather_approved(YEAR, by=town.county)
    plan.refresh_from_db()

    take_step(plan, Step.SEND_BACK, by=town.county, note="再改")

    plan.refresh_from_db()
    assert plan.county_plan is None


def test_returning_a_county_plan_needs_a_reason(plan, town, as_officer):
    county_plan = bring_to_city(plan, town)

    response = as_officer(town.city).post(step_url(county_plan, "send-back"), {"note": ""})

    county_plan.refresh_from_db()
    assert response.status_code == 422
    assert county_plan.stage == "submitted"


def test_the_neighbour_does_not_find_the_county_plan(plan, town, as_officer):
    county_plan = bring_to_city(plan, town)

    assert as_officer(town.stranger).get(county_plan.get_absolute_url()).status_code == 404


def test_the_list_asks_as_often_for_twenty_as_for_one(town, as_officer):
    client = as_officer(town.city)
    CountyPlan.objects.create(year=YEAR, batch=1, **owned_by(town.linghai))
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for batch in range(2, 21):
        CountyPlan.objects.create(year=YEAR, batch=batch, **owned_by(town.linghai))

    with CaptureQueriesContext(connection) as twenty:
        assert len(client.get(LIST).context["rows"]) == 20
    assert len(twenty) == len(one)


def test_of_eight_who_confirm_at_once_one_wins_and_seven_are_told(committed_db):
    with transaction.atomic():
        town = make_city("锦州", "210700", "")
        plan = list_employers([town.mill], year=YEAR, by=town.county)[0]
        county_plan = bring_to_city(plan, town)
    start, outcomes = Barrier(8), []

    def confirm() -> None:
        try:
            with federation_scope(town.federation.pk):
                seen = CountyPlan.objects.get(pk=county_plan.pk)
                start.wait(timeout=20)
                COUNTY_PLAN.take(Step.CONFIRM, seen, by=town.city)
            outcomes.append("won")
        except Overtaken:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [Thread(target=confirm) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes) == ["told"] * 7 + ["won"]


def test_a_plan_the_city_returns_stands_in_its_county_plans_log(plan, town):
    county_plan = bring_to_city(plan, town)
    plan.refresh_from_db()

    take_step(plan, Step.SEND_BACK, by=town.city, note="请补充时间安排")

    last = Event.objects.about(county_plan).first()
    assert (last.step, last.note) == ("send-back", plan.name)
