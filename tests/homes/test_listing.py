import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homes.actions.choosing import choose_employers
from homes.actions.listing import list_employers, name_sponsor
from homes.models import Finding, Home, HomePlan
from kernel.days import today
from targets.actions import draft_sheet
from targets.models import Share
from tests.cast import LONG_AGO, YEAR, make_employer, make_uscc
from unions.actions import cover_employer, found_union, grant_access
from unions.inbox import todos
from unions.offices import Level
from unions.refusals import Refused
from unions.scoping import owned_by

ELIGIBLE = reverse("homes:eligible-list")


@pytest.fixture(autouse=True)
def in_the_year(time_machine):
    time_machine.move_to(f"{YEAR}-03-02 10:00+08:00", tick=False)


def make_covered(town, number: int, **changes):
    employer = make_employer(
        f"凌河第{number}铸造厂", town.street, uscc=make_uscc(number), **changes
    )
    union = found_union(f"凌河第{number}铸造厂工会", Level.BASE, town.street, on=LONG_AGO)
    cover_employer(employer, union, on=LONG_AGO)
    return employer


def fail(town, employer, year=YEAR - 1) -> HomePlan:
    plan = list_employers([employer], year=year, by=town.county)[0]
    HomePlan.objects.filter(pk=plan.pk).update(stage="failed")
    criterion = plan.measures.order_by("pk").first().criterion
    Finding.objects.create(
        plan=plan, criterion=criterion, origin="inspection", reason="没有女职工委员会",
        **owned_by(plan.union),
    )  # fmt: skip
    return plan


def test_the_county_lists_employers_and_their_chair_finds_it_on_the_workbench(town, as_officer):
    as_officer(town.county).post(ELIGIBLE, {"employers": [town.mill.pk], "notify": "on"})

    plan = HomePlan.objects.get(employer=town.mill)
    assert (plan.year, plan.stage) == (YEAR, "drafting")
    assert plan.name in todos(town.chair)[0].title


def test_listing_without_notice_waits_for_the_county(town, as_officer):
    as_officer(town.county).post(ELIGIBLE, {"employers": [town.mill.pk]})

    assert HomePlan.objects.get(employer=town.mill).stage == "listed"
    assert todos(town.chair) == []
    assert len(todos(town.county)) == 1


def test_who_is_on_the_list_or_has_a_home_is_not_eligible(town, as_officer, plan):
    settled = make_covered(town, 31)
    Home.objects.create(
        employer=settled, level="qualified", accepted_on=today(), **owned_by(town.mill_union)
    )
    free = make_covered(town, 32)

    page = as_officer(town.county).get(ELIGIBLE).content.decode()

    assert free.name in page
    assert settled.name not in page
    assert town.mill.name not in page


def test_an_employer_no_union_covers_is_not_eligible(town, as_officer):
    make_employer("无工会单位", town.street, uscc=make_uscc(33))

    assert "无工会单位" not in as_officer(town.county).get(ELIGIBLE).content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("at_least=150", {41}),
        ("at_most=80", {42}),
        ("ownership=public", {43}),
        ("q=第41", {41}),
        ("q=linghedi", {41, 42, 43}),
        ("past=new", {41, 42, 43}),
        ("past=failed", set()),
    ],
)
def test_filters_narrow_the_eligible(town, as_officer, query, shown):
    make_covered(town, 41, headcount=200)
    make_covered(town, 42, headcount=60)
    make_covered(town, 43, headcount=100, registration="110", holding="1")

    page = as_officer(town.county).get(f"{ELIGIBLE}?{query}").content.decode()

    assert {n for n in (41, 42, 43) if f"凌河第{n}铸造厂" in page} == shown


def test_who_failed_last_year_comes_first(town, as_officer):
    make_covered(town, 51)
    late = make_covered(town, 52)
    fail(town, late)

    rows = as_officer(town.county).get(ELIGIBLE).context["rows"]

    assert [row["failed"] for row in rows] == [True, False, False]
    assert rows[0]["employer"] == late


def test_who_failed_last_year_brings_what_failed_as_a_draft(town):
    failed = fail(town, town.mill)

    plan = choose_employers([town.mill], year=YEAR, by=town.county)[0]

    failed.refresh_from_db()
    assert (plan.stage, plan.carried_from, failed.stage) == ("drafting", failed, "carried")
    assert plan.measures.filter(text="没有女职工委员会").count() == 1


def test_the_accepted_share_is_a_hint(town, as_officer, plan):
    sheet = draft_sheet(YEAR, by=town.city)
    Share.objects.filter(sheet=sheet, union=town.linghai).update(stage="accepted")
    more = make_covered(town, 61)

    response = as_officer(town.county).post(ELIGIBLE, {"employers": [more.pk], "notify": "on"})

    assert response.status_code == 302
    context = as_officer(town.county).get(ELIGIBLE).context
    assert (context["listed"], context["share"].quota) == (2, 1)


def test_if_one_cannot_be_listed_nobody_is(town, as_officer, plan):
    other = make_covered(town, 62)

    response = as_officer(town.county).post(
        ELIGIBLE, {"employers": [other.pk, town.mill.pk], "notify": "on"}
    )

    assert response.status_code == 422
    assert town.mill.name in response.context["refused"]
    assert not HomePlan.objects.filter(employer=other).exists()


def test_the_neighbours_employer_cannot_be_ticked(town, as_officer):
    response = as_officer(town.county).post(ELIGIBLE, {"employers": [town.far_mill.pk]})

    assert response.status_code == 422
    assert not HomePlan.objects.filter(employer=town.far_mill).exists()


@pytest.mark.parametrize("year", ["0", "99999", "abc", "-1"])
def test_an_unknown_year_is_told(town, as_officer, year):
    response = as_officer(town.county).get(f"{ELIGIBLE}?year={year}")

    assert response.status_code == 422
    assert response.context["filters"].errors["year"]


def test_nothing_ticked_is_told(town, as_officer):
    response = as_officer(town.county).post(ELIGIBLE, {"notify": "on"})

    assert response.status_code == 422
    assert response.context["refused"]


@pytest.mark.parametrize("who", ["city", "chair", "stranger"])
def test_only_the_county_lists(town, as_officer, who):
    response = as_officer(getattr(town, who)).post(ELIGIBLE, {"employers": [town.mill.pk]})

    assert not HomePlan.objects.filter(employer=town.mill).exists()
    assert response.status_code in {403, 422}


def test_the_eligible_list_asks_as_often_for_twenty_as_for_one(town, as_officer):
    client = as_officer(town.county)
    client.get(ELIGIBLE)
    with CaptureQueriesContext(connection) as one:
        client.get(ELIGIBLE)
    for number in range(70, 89):
        make_covered(town, number)

    with CaptureQueriesContext(connection) as twenty:
        assert len(client.get(ELIGIBLE).context["rows"]) == 20
    assert len(twenty) == len(one)


def test_withdrawing_a_drafted_plan_needs_a_reason(plan, town, as_officer):
    url = reverse("homes:plan-step", args=[plan.pk, "withdraw"])
    client = as_officer(town.county)

    assert client.post(url, {"note": " "}).status_code == 422
    assert client.post(url, {"note": "企业搬迁"}).status_code == 302
    plan.refresh_from_db()
    assert plan.stage == "withdrawn"


def test_a_withdrawn_employer_can_be_listed_again(plan, town):
    HomePlan.objects.filter(pk=plan.pk).update(stage="withdrawn")

    assert list_employers([town.mill], year=YEAR, by=town.county)[0].pk != plan.pk


def test_the_county_names_a_sponsor(plan, town, as_officer):
    url = reverse("homes:plan-sponsor", args=[plan.pk])

    as_officer(town.county).post(url, {"sponsor": town.county_deputy.pk})

    plan.refresh_from_db()
    assert plan.sponsor == town.county_deputy


@pytest.mark.parametrize("who", ["stranger", "chair"])
def test_nobody_from_elsewhere_or_below_becomes_sponsor(plan, town, as_officer, who):
    url = reverse("homes:plan-sponsor", args=[plan.pk])

    response = as_officer(town.county).post(url, {"sponsor": getattr(town, who).pk})

    assert response.status_code == 422
    plan.refresh_from_db()
    assert plan.sponsor is None


def test_a_guest_of_the_home_names_no_sponsor(plan, town, as_officer):
    grant_access(
        plan, "inspect_homeplan", to=town.stranger, until=today(), reason="验收", by=town.city
    )
    client = as_officer(town.stranger)
    url = reverse("homes:plan-sponsor", args=[plan.pk])

    assert client.get(plan.get_absolute_url()).status_code == 200
    assert url not in client.get(plan.get_absolute_url()).content.decode()
    assert client.post(url, {"sponsor": town.stranger.pk}).status_code == 422
    assert not HomePlan.objects.exclude(sponsor=None).exists()


def test_the_sponsor_stands_once_the_inspection_has_begun(plan, town):
    plan.stage = "inspecting"

    with pytest.raises(Refused):
        name_sponsor(plan, town.county_deputy, by=town.county)
