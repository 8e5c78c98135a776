import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homes.actions.listing import list_employers
from homes.actions.reviewing import send_back
from homes.actions.stepping import take_step
from homes.models import HomePlan
from homes.workflow import Step
from tests.cast import LONG_AGO, YEAR, make_employer, make_uscc
from tests.homes.plans import measures_of, submit
from unions.actions import cover_employer, found_union
from unions.inbox import todos
from unions.models import Event
from unions.offices import Level

REVIEWS = reverse("homes:review-list")


def make_submitted(town, number: int) -> HomePlan:
    employer = make_employer(f"石山第{number}建材厂", town.street, uscc=make_uscc(number))
    union = found_union(f"石山第{number}建材厂工会", Level.BASE, town.street, on=LONG_AGO)
    cover_employer(employer, union, on=LONG_AGO)
    plan = list_employers([employer], year=YEAR, by=town.county)[0]
    HomePlan.objects.filter(pk=plan.pk).update(stage="submitted")
    plan.refresh_from_db()
    return plan


def verdict(plan, decision, **said):
    said = {"decision": decision, "seen": plan.moves} | said
    return {f"p{plan.pk}-{name}": value for name, value in said.items()}


def test_one_press_approves_one_and_returns_another_with_its_reason(town, as_officer):
    good, bad, later = (make_submitted(town, number) for number in (1001, 1002, 1003))
    measure = measures_of(bad)[4]
    data = {"plan": [good.pk, bad.pk, later.pk]} | verdict(good, "approve")
    data |= verdict(bad, "send-back", note="缺少职代会决议", measures=[measure.pk])
    data |= verdict(later, "leave")

    response = as_officer(town.county).post(REVIEWS, data)

    stages = dict(HomePlan.objects.values_list("pk", "stage"))
    assert response.status_code == 302
    assert [stages[p.pk] for p in (good, bad, later)] == ["approved", "returned", "submitted"]
    assert bad.findings.get().reason == "缺少职代会决议"


def test_each_plan_stands_or_falls_alone(town, as_officer):
    good, bad = make_submitted(town, 1004), make_submitted(town, 1005)
    data = {"plan": [good.pk, bad.pk]} | verdict(good, "approve") | verdict(bad, "send-back")

    response = as_officer(town.county).post(REVIEWS, data)

    good.refresh_from_db()
    bad.refresh_from_db()
    assert response.status_code == 422
    assert (good.stage, bad.stage) == ("approved", "submitted")
    assert [row["plan"] for row in response.context["rows"]] == [bad]
    assert sum(bad.name in str(message) for message in response.context["messages"]) == 1


def test_a_plan_decided_meanwhile_is_told(town, as_officer):
    plan = make_submitted(town, 1006)
    data = {"plan": [plan.pk]} | verdict(plan, "approve")
    take_step(plan, Step.SEND_BACK, by=town.county_deputy, note="先改")

    response = as_officer(town.county).post(REVIEWS, data)

    plan.refresh_from_db()
    assert response.status_code == 422
    assert plan.stage == "returned"


def test_the_reviewer_who_drafted_is_refused(town, as_officer):
    plan = make_submitted(town, 1007)
    HomePlan.objects.filter(pk=plan.pk).update(drafted_by=town.county)

    response = as_officer(town.county).post(REVIEWS, {"plan": [plan.pk]} | verdict(plan, "approve"))

    plan.refresh_from_db()
    assert response.status_code == 422
    assert plan.stage == "submitted"


def test_the_neighbours_plan_cannot_be_reviewed(town, as_officer):
    plan = make_submitted(town, 1008)

    as_officer(town.stranger).post(REVIEWS, {"plan": [plan.pk]} | verdict(plan, "approve"))

    plan.refresh_from_db()
    assert plan.stage == "submitted"


@pytest.mark.parametrize("garbage", ["x", "-1", "9" * 30, "１"])
def test_garbage_for_a_plan_is_nobodys_plan(town, as_officer, garbage):
    assert as_officer(town.county).post(REVIEWS, {"plan": garbage}).status_code in {302, 422}


def test_the_most_urgent_plan_comes_first(town, as_officer):
    late, early = make_submitted(town, 1009), make_submitted(town, 1010)
    HomePlan.objects.filter(pk=early.pk).update(due_on="2026-01-05")
    HomePlan.objects.filter(pk=late.pk).update(due_on="2026-02-05")

    rows = as_officer(town.county).get(REVIEWS).context["rows"]

    assert [row["plan"] for row in rows] == [early, late]


def test_a_returned_plan_says_who_why_where_and_until_when(plan, town, as_officer):
    submit(plan, town)
    measure = measures_of(plan)[2]
    send_back(plan, by=town.county, note="请补材料", reasons={measure: "名册未盖章"})

    page = as_officer(town.chair).get(plan.get_absolute_url()).content.decode()
    todo = todos(town.chair)[0]

    assert "名册未盖章" in page
    assert town.county.user.display_name in todo.sub
    assert "请补材料" in todo.sub
    assert todo.due_on == plan.due_on is not None


def test_the_log_says_which_measures_a_return_is_tied_to(plan, town):
    submit(plan, town)
    measure = measures_of(plan)[2]

    send_back(plan, by=town.county, note="请补材料", reasons={measure: ""})

    (line,) = Event.objects.get(step="send-back").detail["measures"]
    assert (line["code"], line["reason"]) == (measure.criterion.code, "请补材料")


def test_submitting_again_settles_what_was_found(plan, town):
    submit(plan, town)
    send_back(plan, by=town.county, note="请补材料", reasons={measures_of(plan)[2]: ""})

    take_step(plan, Step.SUBMIT, by=town.chair)

    assert plan.findings.get().settled_on is not None


def test_the_reviewer_sees_what_changed_since_the_last_submission(plan, town, as_officer):
    submit(plan, town)
    send_back(plan, by=town.county, note="请补材料")
    plan.measures.filter(pk=measures_of(plan)[0].pk).update(text="改选女职工委员会")
    take_step(plan, Step.SUBMIT, by=town.chair)

    chapters = as_officer(town.county).get(plan.get_absolute_url()).context["chapters"]

    changed = [row["before"] for chapter in chapters for row in chapter["rows"] if row["before"]]
    assert [line["text"] for line in changed] == ["召开职代会"]


def test_a_return_ties_reasons_on_its_own_page(plan, town, as_officer):
    submit(plan, town)
    measure = measures_of(plan)[1]
    url = reverse("homes:plan-step", args=[plan.pk, "send-back"])

    as_officer(town.county).post(
        url, {"note": "请补", "seen": plan.moves, f"reason_{measure.pk}": "缺选举结果报告单"}
    )

    assert plan.findings.get().criterion == measure.criterion


def test_a_return_without_a_reason_is_told_in_place(plan, town, as_officer):
    submit(plan, town)
    url = reverse("homes:plan-step", args=[plan.pk, "send-back"])

    response = as_officer(town.county).post(url, {"note": "", "seen": plan.moves})

    plan.refresh_from_db()
    assert response.status_code == 422
    assert response.context["form"].errors["note"]
    assert plan.stage == "submitted"


def test_a_stale_page_is_told_so(plan, town, as_officer):
    submit(plan, town)
    url = reverse("homes:plan-step", args=[plan.pk, "approve"])

    assert as_officer(town.county).post(url, {"seen": plan.moves - 1}).status_code == 409


@pytest.mark.parametrize("next_url", ["https://example.com/", "//example.com", "nowhere"])
def test_a_step_leads_back_only_to_pages_of_ours(plan, town, as_officer, next_url):
    submit(plan, town)
    url = reverse("homes:plan-step", args=[plan.pk, "approve"])

    response = as_officer(town.county).post(url, {"next": next_url})

    assert response.url == plan.get_absolute_url()


def test_the_review_list_asks_as_often_for_ten_as_for_one(town, as_officer):
    client = as_officer(town.county)
    make_submitted(town, 1020)
    client.get(REVIEWS)
    with CaptureQueriesContext(connection) as one:
        client.get(REVIEWS)
    for number in range(1021, 1030):
        make_submitted(town, number)

    with CaptureQueriesContext(connection) as ten:
        assert len(client.get(REVIEWS).context["rows"]) == 10
    assert len(ten) == len(one)
