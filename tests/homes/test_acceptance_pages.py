from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homes.actions.listing import list_employers
from homes.models import Finding, Home, HomePlan, Inspection, PanelMember
from homes.workflow import Stage
from kernel.days import today
from tests.cast import YEAR, City, make_employer, make_uscc
from tests.homes.story import close, scored, stand_at
from unions.actions import cover_employer
from unions.scoping import owned_by, same_owner

SINCE = date(2020, 1, 1)


def more_plans(town: City, stage: str, first: int, count: int) -> list[HomePlan]:
    plans = []
    for number in range(first, first + count):
        name = f"第{number}机械厂"
        employer = make_employer(name, town.street, uscc=make_uscc(100 + number))
        cover_employer(employer, town.mill_union, on=SINCE)
        plan = list_employers([employer], year=YEAR, by=town.county)[0]
        plans.append(stand_at(plan, stage))
    return plans


def with_all_that_is_listed(plan: HomePlan, town: City) -> None:
    Home.objects.create(
        employer=plan.employer, level="qualified", accepted_on=SINCE, **same_owner(plan)
    )
    criterion = plan.measures.first().criterion
    Finding.objects.create(
        plan=plan, criterion=criterion, origin="inspection", reason="x", **same_owner(plan)
    )
    inspection = Inspection.objects.create(
        plan=plan, visit_on=today(), place="厂部", **same_owner(plan)
    )
    PanelMember.objects.create(
        inspection=inspection, officer=town.city_inspector, is_chair=True, **same_owner(plan)
    )


@pytest.mark.parametrize(
    ("route", "stage"),
    [
        ("application-list", Stage.ASSESSED),
        ("inspection-list", Stage.INSPECTING),
        ("publicity-list", Stage.PUBLICITY),
        ("failure-list", Stage.FAILED),
        ("home-list", Stage.ACCEPTED),
    ],
)
def test_a_list_of_ten_asks_the_database_no_more_than_one_of_one(town, as_officer, route, stage):
    client, url = as_officer(town.county), reverse(f"homes:{route}")
    with_all_that_is_listed(more_plans(town, stage, 0, 1)[0], town)
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for plan in more_plans(town, stage, 1, 9):
        with_all_that_is_listed(plan, town)

    with CaptureQueriesContext(connection) as ten:
        assert len(client.get(url).context["page"].rows) == 10
    assert len(ten) == len(one)


def test_homes_are_filtered_by_level_year_and_name(town, as_officer):
    Home.objects.create(
        employer=town.mill, level="model", accepted_on=date(2025, 3, 1),
        **owned_by(town.mill_union),
    )  # fmt: skip
    client, url = as_officer(town.county), reverse("homes:home-list")

    for query, found in [
        ("level=model", 1), ("level=qualified", 0), ("year=2025", 1), ("year=2024", 0),
        ("q=华兴", 1), ("q=北山", 0), ("ownership=non_public", 1), ("ownership=public", 0),
    ]:  # fmt: skip
        assert len(client.get(f"{url}?{query}").context["page"].rows) == found, query


@pytest.mark.parametrize("query", ["year=abc", "level=best", "township=999999", "year=99999"])
def test_a_filter_that_makes_no_sense_is_told(town, as_officer, query):
    response = as_officer(town.county).get(f"{reverse('homes:home-list')}?{query}")

    assert response.status_code == 422


def test_a_revoked_home_is_not_listed(town, as_officer):
    Home.objects.create(
        employer=town.mill, level="model", accepted_on=SINCE, revoked_on=today(),
        **owned_by(town.mill_union),
    )  # fmt: skip

    assert not as_officer(town.city).get(reverse("homes:home-list")).context["page"].rows


def test_the_record_is_for_the_branch(inspection, town, as_officer):
    scored(inspection, by_member={town.expert.pk: ["2.2"]}, note="公开栏陈旧")
    close(inspection, town.city_inspector)
    url = reverse("homes:acceptance-record", args=[inspection.plan_id])

    html = as_officer(town.chair).get(url).content.decode()
    assert "98.3" in html
    assert "公开栏陈旧" in html
    assert as_officer(town.stranger).get(url).status_code == 404


def test_a_plan_that_was_never_inspected_has_no_record_page(plan, town, as_officer):
    url = reverse("homes:acceptance-record", args=[plan.pk])

    assert as_officer(town.chair).get(url).status_code == 404


def test_the_workbench_tells_each_what_waits(inspection, town):
    from unions.inbox import todos
    from unions.models import Officer

    tags = [todo.url for todo in todos(Officer.objects.get(pk=town.expert.pk))]
    assert tags == [reverse("homes:scoring-edit", args=[inspection.pk])]
    scored(inspection)
    assert todos(Officer.objects.get(pk=town.expert.pk)) == []
    (closing,) = todos(town.city_inspector)
    assert closing.url == reverse("homes:inspection-close", args=[inspection.pk])
