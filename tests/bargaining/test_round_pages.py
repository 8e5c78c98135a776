"""The pages of a round: who finds it, what the forms refuse, what the card says."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bargaining.models import Delegate, Meeting, Round
from bargaining.workflows.round import RoundStage
from bargaining.workflows.round import RoundStep as T
from tests.bargaining.rounds import ago, lead, plan_round, scan
from tests.cast import make_person
from unions.offices import Role

pytestmark = pytest.mark.usefixtures("standing_worlds", "media")

LIST = "/bargaining/rounds/"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def a_round(town):
    return plan_round(town)


@pytest.mark.parametrize("name", ["chair", "county", "city"])
def test_whose_branch_holds_the_round_finds_it(town, a_round, as_officer, name):
    page = as_officer(getattr(town, name)).get(LIST).content.decode()

    assert a_round.number in page


@pytest.mark.parametrize("name", ["stranger", "far_chair"])
def test_others_do_not(town, a_round, as_officer, name):
    client = as_officer(getattr(town, name))

    assert a_round.number not in client.get(LIST).content.decode()
    assert client.get(a_round.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("stage=planned", True), ("stage=talks", False), ("kind=women", False),
        ("scope=enterprise", True), ("late=on", False), ("year=2019", False),
    ],
)  # fmt: skip
def test_the_list_is_filtered(town, a_round, as_officer, query, shown):
    page = as_officer(town.chair).get(f"{LIST}?{query}").content.decode()

    assert (a_round.title in page) is shown


def test_a_chair_plans_a_round(town, as_officer):
    said = {
        "title": "华兴机械集体合同", "kind": "comprehensive", "purpose": "new", "side": "employer",
        "employer": town.mill.pk,
    }  # fmt: skip
    answer = as_officer(town.chair).post(f"{LIST}new/", said)

    planned = Round.objects.latest("pk")
    assert (answer.status_code, planned.stage) == (302, RoundStage.PLANNED)
    assert (planned.scope, planned.union) == ("enterprise", town.mill_union)


def test_a_renewal_without_its_contract_is_told_at_the_field(town, as_officer):
    said = {
        "title": "续签", "kind": "wage", "purpose": "renew", "side": "workers",
        "employer": town.mill.pk,
    }  # fmt: skip
    answer = as_officer(town.chair).post(f"{LIST}new/", said)

    assert answer.status_code == 422
    assert "renews" in answer.context["form"].errors


def test_a_renewal_brings_its_contract_along(town, as_officer, world):
    number = world.ids["contract_id"]
    form = as_officer(town.chair).get(f"{LIST}new/?renews={number}").context["form"]

    assert form.initial["renews"].pk == number
    assert form.initial["purpose"] == "renew"


def test_a_township_names_the_region_and_no_employer(town, as_officer):
    staff = make_person("streetstaff", town.street, Role.STAFF)
    fields = as_officer(staff).get(f"{LIST}new/").context["form"].fields

    assert "area" in fields
    assert "employer" not in fields


def test_the_page_says_by_when_and_by_which_rule(town, a_round, as_officer):
    lead(a_round, until=T.OFFER, by=town.chair)
    page = as_officer(town.county).get(a_round.get_absolute_url()).content.decode()

    assert f"{a_round.due_on:%Y-%m-%d}" in page
    assert "《集体合同规定》" in page
    assert "尚未录入" in page  # Liaoning's own rule


def test_a_step_is_taken_on_its_page(town, a_round, as_officer):
    url = reverse("bargaining:round-step", args=[a_round.pk, "offer"])
    said = {
        "offer_number": "要约1", "offered_on": ago(3), "talks_planned_on": ago(-20), "seen": 0,
        "place": "会议室", "matters": "工资",
    }  # fmt: skip
    answer = as_officer(town.chair).post(url, said)

    a_round.refresh_from_db()
    assert (answer.status_code, a_round.stage) == (302, RoundStage.OFFERED)


def test_what_stands_against_a_step_is_listed_and_nothing_is_kept(town, a_round, as_officer):
    lead(a_round, until=T.REPLY, by=town.chair)
    url = reverse("bargaining:round-step", args=[a_round.pk, "name"])
    answer = as_officer(town.chair).post(url, {"shown_on": ago(1)})

    assert answer.status_code == 422
    assert len(answer.context["missing"]) == 4  # too few, and no chief, on either side
    a_round.refresh_from_db()
    assert a_round.shown_on is None


def test_the_step_of_the_vote_leads_to_its_form(town, a_round, as_officer):
    lead(a_round, until=T.AGREE, by=town.chair)
    url = reverse("bargaining:round-step", args=[a_round.pk, "pass"])

    answer = as_officer(town.chair).post(url)
    assert answer.url == reverse("bargaining:ballot-new", args=[a_round.pk])


def test_a_vote_that_fails_is_shown_with_its_reason(town, a_round, as_officer):
    lead(a_round, until=T.AGREE, by=town.chair)
    said = {"body": "all", "held_on": ago(50), "total": 180, "present": 120, "yes": 90}
    answer = as_officer(town.chair).post(
        reverse("bargaining:ballot-new", args=[a_round.pk]), said, follow=True
    )

    assert "91" in answer.content.decode()
    a_round.refresh_from_db()
    assert a_round.stage == RoundStage.TALKS


def test_a_second_delegate_of_one_name_is_refused_in_place(town, a_round, as_officer):
    url = reverse("bargaining:delegate-new", args=[a_round.pk])
    said = {"side": "workers", "name": "王立新", "post": "工会主席"}
    client = as_officer(town.chair)

    assert client.post(url, said).status_code == 302
    assert client.post(url, said | {"side": "employer"}).status_code == 422
    assert Delegate.objects.filter(round=a_round).count() == 1


def test_a_chief_is_replaced_by_a_chief(town, a_round, as_officer):
    lead(a_round, until=T.NAME, by=town.chair)
    chief = a_round.delegates.get(side="workers", is_chief=True)
    said = {
        "name": "新主席", "post": "工会主席", "is_chief": "on", "is_head": "on",
        "left_on": ago(2), "why": "调离",
    }  # fmt: skip
    url = reverse("bargaining:delegate-replace", args=[chief.pk])
    answer = as_officer(town.chair).post(url, said)

    assert answer.status_code == 302
    assert a_round.delegates.get(name="新主席").replaces == chief


def test_minutes_are_kept_and_signed_later(town, a_round, as_officer):
    lead(a_round, until=T.OPEN, by=town.chair)
    client, said = as_officer(town.chair), {
        "held_on": ago(60), "place": "会议室", "chaired_by": "workers", "minutes_taker": "赵文",
        "minutes": "双方交换意见。",
    }  # fmt: skip
    client.post(reverse("bargaining:meeting-new", args=[a_round.pk]), said)
    meeting = Meeting.objects.get(round=a_round)
    url = reverse("bargaining:meeting-edit", args=[meeting.pk])
    answer = client.post(url, said | {"scan": scan()})

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.scan is not None) == (302, True)


def test_the_county_reads_and_writes_nothing(town, a_round, as_officer):
    url = reverse("bargaining:delegate-new", args=[a_round.pk])
    said = {"side": "workers", "name": "王立新", "post": "工会主席"}

    assert as_officer(town.county).post(url, said).status_code == 422
    assert not a_round.delegates.exists()


def test_what_is_late_stands_on_the_workbench_of_the_keeper_and_above(town, a_round, as_officer):
    staff = make_person("streetstaff", town.street, Role.STAFF)
    lead(a_round, until=T.OFFER, by=town.chair)

    for officer in (town.chair, staff):
        assert a_round.number in as_officer(officer).get("/").content.decode()
