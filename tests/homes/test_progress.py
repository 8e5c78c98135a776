from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homes.actions.building import urge_plan
from homes.actions.listing import list_employers
from homes.lifeline import lifeline
from homes.models import HomePlan
from homes.views.found import events_of
from kernel.days import today
from tests.cast import LONG_AGO, YEAR, make_employer, make_uscc
from tests.homes.plans import build, measures_of, photo
from unions.actions import cover_employer, found_union
from unions.events import log_event
from unions.inbox import todos
from unions.offices import Level
from unions.refusals import Refused

PLANS = reverse("homes:plan-list")


def done_url(plan, measure):
    return reverse("homes:measure-edit", args=[plan.pk, measure.pk])


def test_a_measure_is_ticked_off_with_date_and_evidence(plan, town, as_officer):
    build(plan, town)
    measure = measures_of(plan)[0]

    response = as_officer(town.chair).post(
        done_url(plan, measure), {"done_on": today().isoformat(), "proof": [photo()]}
    )

    measure.refresh_from_db()
    assert response.status_code == 302
    assert measure.done_on == today()


def test_a_done_measure_needs_evidence(plan, town, as_officer):
    build(plan, town)
    measure = measures_of(plan)[0]

    response = as_officer(town.chair).post(
        done_url(plan, measure), {"done_on": today().isoformat()}
    )

    measure.refresh_from_db()
    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert measure.done_on is None


def test_the_last_evidence_of_a_done_measure_stays(plan, town, as_officer):
    build(plan, town)
    measure = measures_of(plan)[0]
    client, day = as_officer(town.chair), today().isoformat()
    client.post(done_url(plan, measure), {"done_on": day, "proof": [photo()]})

    response = client.post(
        done_url(plan, measure), {"done_on": day, "remove": [measure.attachments.get().pk]}
    )

    assert response.status_code == 422
    assert measure.attachments.count() == 1


def test_nothing_is_done_tomorrow(plan, town, as_officer):
    build(plan, town)
    measure = measures_of(plan)[0]
    tomorrow = (today() + timedelta(days=1)).isoformat()

    response = as_officer(town.chair).post(
        done_url(plan, measure), {"done_on": tomorrow, "proof": [photo()]}
    )

    assert response.status_code == 422
    assert not measure.attachments.exists()


@pytest.mark.parametrize("who", ["county", "city", "far_chair"])
def test_only_its_chair_ticks_measures_off(plan, town, as_officer, who):
    build(plan, town)

    response = as_officer(getattr(town, who)).post(done_url(plan, measures_of(plan)[0]), {})

    assert response.status_code in {403, 404}


def test_the_chairs_report_is_read_by_the_county(plan, town, as_officer):
    build(plan, town)

    as_officer(town.chair).post(
        reverse("homes:report-new", args=[plan.pk]), {"text": "职工书屋已建成"}
    )

    assert "职工书屋已建成" in as_officer(town.county).get(plan.get_absolute_url()).content.decode()
    row = as_officer(town.county).get(PLANS).context["rows"][0]
    assert row["progress"].reported_at is not None


def test_an_empty_report_is_told(plan, town, as_officer):
    build(plan, town)

    response = as_officer(town.chair).post(reverse("homes:report-new", args=[plan.pk]), {})

    assert response.status_code == 422
    assert response.context["form"].errors["text"]


def test_progress_is_reported_only_while_building(plan, town, as_officer):
    response = as_officer(town.chair).post(
        reverse("homes:report-new", args=[plan.pk]), {"text": "提前"}
    )

    assert response.status_code == 422
    assert not plan.progress_notes.exists()


def test_the_county_sees_who_is_behind(plan, town, as_officer):
    build(plan, town)
    client = as_officer(town.county)
    assert client.get(f"{PLANS}?behind=on").context["rows"] == []
    plan.measures.filter(pk=measures_of(plan)[0].pk).update(due_on=today() - timedelta(days=1))

    (row,) = client.get(f"{PLANS}?behind=on").context["rows"]

    assert (row["plan"], row["progress"].measures_late) == (plan, 1)


def test_an_urge_stands_on_the_chairs_workbench_and_in_the_plan(plan, town, as_officer):
    build(plan, town)

    as_officer(town.county).post(
        reverse("homes:urge-new", args=[plan.pk]), {"note": "请月底前完成职工之家"}
    )

    assert "请月底前完成职工之家" in todos(town.chair)[0].sub
    page = as_officer(town.chair).get(plan.get_absolute_url())
    assert page.context["urged"].note == "请月底前完成职工之家"


def test_who_is_not_to_act_is_not_urged(plan, town):
    HomePlan.objects.filter(pk=plan.pk).update(stage="submitted")
    plan.refresh_from_db()

    with pytest.raises(Refused):
        urge_plan(plan, "快", by=town.county)


@pytest.mark.parametrize("who", ["city", "chair"])
def test_only_the_county_urges(plan, town, as_officer, who):
    response = as_officer(getattr(town, who)).post(
        reverse("homes:urge-new", args=[plan.pk]), {"note": "快"}
    )

    assert response.status_code == 403


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        (f"year={YEAR}", True),
        ("year=2020", False),
        ("stage=drafting", True),
        ("stage=accepted", False),
        ("q=华兴", True),
        ("q=huaxing", True),
        ("q=没有", False),
    ],
)
def test_filters_narrow_the_plans(plan, town, as_officer, query, shown):
    rows = as_officer(town.county).get(f"{PLANS}?{query}").context["rows"]

    assert bool(rows) is shown


@pytest.mark.parametrize("query", ["year=abc", "stage=nowhere", "township=x", "year=1"])
def test_a_filter_that_makes_no_sense_is_told(town, as_officer, query):
    assert as_officer(town.county).get(f"{PLANS}?{query}").status_code == 422


def test_the_list_of_plans_asks_as_often_for_twenty_as_for_one(plan, town, as_officer):
    client = as_officer(town.county)
    client.get(PLANS)
    with CaptureQueriesContext(connection) as one:
        client.get(PLANS)
    for number in range(2000, 2019):
        employer = make_employer(f"双羊第{number}厂", town.street, uscc=make_uscc(number))
        union = found_union(f"双羊第{number}厂工会", Level.BASE, town.street, on=LONG_AGO)
        cover_employer(employer, union, on=LONG_AGO)
        list_employers([employer], year=YEAR, by=town.county)

    with CaptureQueriesContext(connection) as twenty:
        assert len(client.get(PLANS).context["rows"]) == 20
    assert len(twenty) == len(one)


def test_the_lifeline_names_who_moved_a_plan_however_much_came_after(plan, town):
    build(plan, town)
    for _again in range(60):
        log_event(plan, "done", "done", by=town.chair)

    dots = lifeline(plan, events_of(plan, town.county))

    assert all(dot["who"] for dot in dots if dot["state"] == "done")
