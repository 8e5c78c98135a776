"""The station answers what came in on its public page."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from assistance.actions.answering import answer_applicant, read_application, take_up
from assistance.actions.applying import receipt_digest
from assistance.models import HouseholdFile, PublicApplication, Station
from assistance.workflows.application import ANSWER, HELP
from kernel.days import today
from tests.assistance import story
from unions.inbox import todos
from unions.models import Event
from unions.refusals import MoveRefused, Refused
from unions.scoping import owned_by


@pytest.fixture
def application(town, centre) -> PublicApplication:
    station = Station.objects.create(place="一楼", **owned_by(town.street))
    return PublicApplication.objects.create(
        station=station, receipt_sm3=receipt_digest(town.federation.pk, "22223333AAAA"),
        name="孙秀英", phone=story.PHONE, workplace="华兴机械", reason="own_illness",
        wanted=["medical"], words=story.ILLNESS, notice="2026-01", agreed_at=timezone.now(),
        address="10.1.2.3", due_on=ANSWER.after(today()), **owned_by(town.street),
    )  # fmt: skip


def test_taking_it_up_begins_a_file_with_what_was_written(application, centre):
    file = take_up(application, by=centre.township)

    assert (file.origin, file.applicant_name, file.stage) == ("public", "孙秀英", "draft")
    assert file.phone.reveal() == story.PHONE
    assert file.phone_index == application.phone_index
    assert file.drafted_by == centre.township
    application.refresh_from_db()
    assert (application.stage, application.file) == ("taken_up", file)


def test_the_consents_go_along_with_their_time_and_address(application, centre):
    file = take_up(application, by=centre.township)

    consents = file.consents.order_by("kind")
    assert [c.kind for c in consents] == ["notice", "sensitive"]
    assert {(c.given_at, c.address, c.wording) for c in consents} == {
        (application.agreed_at, "10.1.2.3", "2026-01")
    }


def test_it_is_taken_up_once(application, centre):
    same = PublicApplication.objects.get(pk=application.pk)
    take_up(application, by=centre.township)

    with pytest.raises(MoveRefused):
        take_up(same, by=centre.township_deputy)
    assert HouseholdFile.objects.filter(origin="public").count() == 1


@pytest.mark.parametrize("step", ["call-back", "refuse"])
def test_the_applicant_is_told_why(application, centre, step):
    with pytest.raises(MoveRefused):
        answer_applicant(step, application, words=" ", by=centre.township)

    answer_applicant(step, application, words="请带诊断书来", by=centre.township)
    assert application.answer == "请带诊断书来"


def test_who_asked_back_may_still_take_it_up(application, centre):
    answer_applicant("call-back", application, words="请带诊断书来", by=centre.township)

    assert take_up(application, by=centre.staff).stage == "draft"


@pytest.mark.parametrize("who", ["director", "finance", "chair", "city"])
def test_only_the_station_answers(application, centre, who):
    assert HELP.open_to(getattr(centre, who), application) == []


def test_reading_it_in_clear_needs_a_reason_and_is_logged(application, centre):
    with pytest.raises(Refused):
        read_application(application, reason=" ", by=centre.township)

    clear = read_application(application, reason="联系申请人", by=centre.township)
    assert (clear.phone, clear.words) == (story.PHONE, story.ILLNESS)
    event = Event.objects.about(application).get(step="look")
    assert (event.officer, event.note) == (centre.township, "联系申请人")


def test_the_page_hides_what_the_reading_shows(as_officer, application, centre):
    client = as_officer(centre.township)
    page = client.get(application.get_absolute_url())
    address = reverse("assistance:help-read", args=[application.pk])
    shown = client.post(address, {"reason": "联系申请人"})

    assert story.PHONE not in page.content.decode()
    assert story.PHONE in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]


def test_others_with_the_same_phone_are_shown(as_officer, town, application, centre):
    file = story.make_file(town.street)
    page = as_officer(centre.township).get(application.get_absolute_url())

    assert list(page.context["files_alike"]) == [file]


def test_it_waits_on_the_stations_workbench(application, centre, town):
    mine = [todo for todo in todos(centre.township) if todo.url == application.get_absolute_url()]

    assert [todo.due_on for todo in mine] == [application.due_on]
    assert not [t for t in todos(town.stranger) if t.url == application.get_absolute_url()]


def test_taking_up_by_the_page_leads_to_the_file(as_officer, application, centre):
    address = reverse("assistance:help-step", args=[application.pk, "take-up"])
    response = as_officer(centre.township).post(address, {"seen": 0})

    assert response.status_code == 302
    assert response.url == PublicApplication.objects.get().file.get_absolute_url()
