from datetime import timedelta

import pytest
from django.urls import reverse

from assistance.actions.counselling import book_appointment
from assistance.inbox.services import appointments
from assistance.models import Appointment, CounselSlot
from assistance.workflows.counselling import COUNSEL, CounselStage, CounselStep
from kernel.days import today
from tests.assistance import services, story
from tests.cast import make_person
from unions.models import Event
from unions.offices import Role
from unions.refusals import MoveRefused, Refused

S, T = CounselStage, CounselStep


@pytest.fixture
def counsellor(town):
    return make_person("counsellor", town.linghai, Role.STAFF)


@pytest.fixture
def slot(town, counsellor):
    return services.make_slot(town.linghai, counsellor)


@pytest.fixture
def hour(town, centre, slot):
    return services.make_appointment(slot, town.street, drafted_by=centre.township)


def test_an_hour_is_booked_confirmed_held_and_followed_up(hour, centre, counsellor):
    COUNSEL.take(T.CONFIRM, hour, by=centre.staff)
    COUNSEL.take(T.HELD, hour, by=counsellor)
    COUNSEL.take(T.FOLLOW_UP, hour, by=counsellor)
    assert hour.due_on is not None

    COUNSEL.take(T.CLOSE, hour, by=counsellor)

    assert (hour.stage, hour.held_on) == (S.CLOSED, today())


def test_only_the_counsellor_assigned_or_the_head_goes_on(hour, centre, counsellor):
    story.stand_at(hour, S.CONFIRMED)

    with pytest.raises(MoveRefused):
        COUNSEL.take(T.HELD, hour, by=centre.staff)
    assert not COUNSEL.open_to(centre.vice_chair, hour)

    COUNSEL.take(T.NO_SHOW, hour, by=centre.director)
    assert hour.stage == S.NO_SHOW


def test_an_hour_to_come_was_not_held_yet(hour, counsellor, slot):
    CounselSlot.objects.filter(pk=slot.pk).update(day=today() + timedelta(days=3))
    hour = Appointment.objects.get(pk=hour.pk)
    story.stand_at(hour, S.CONFIRMED)

    with pytest.raises(MoveRefused) as refused:
        COUNSEL.take(T.HELD, hour, by=counsellor)

    assert refused.value.missing


def test_one_hour_is_booked_once_until_it_is_cancelled(hour, slot, centre):
    values = {"slot": slot, "client": "陈工友", "phone": "", "problem": ""}
    with pytest.raises(Refused):
        book_appointment(values, by=centre.township)

    COUNSEL.take(T.CANCEL, hour, by=centre.township)
    book_appointment(values, by=centre.township)

    assert slot.appointments.count() == 2


PEOPLE = ["township", "staff", "vice_chair", "finance", "city"]


@pytest.mark.parametrize("who", PEOPLE)
def test_others_see_the_hour_and_the_stage_and_open_nothing(as_officer, hour, centre, who):
    client = as_officer(getattr(centre, who))
    page = client.get(hour.get_absolute_url())
    opened = client.post(
        reverse("assistance:counsel-opening", args=[hour.pk]),
        {"fields_to_open": ["problem", "client"], "reason": "想看一看"},
    )
    notes = client.get(reverse("assistance:counsel-notes", args=[hour.pk]))

    assert page.status_code == 200
    assert (opened.status_code, notes.status_code) == (422, 422)
    shown = b"".join([page.content, opened.content, notes.content]).decode()
    assert hour.number in shown
    for secret in (services.PROBLEM, "冯工友", story.PHONE):
        assert secret not in shown


@pytest.mark.parametrize("who", ["counsellor", "director"])
def test_the_counsellor_and_the_head_open_it_with_a_reason(
    as_officer, hour, centre, counsellor, who
):
    officer = counsellor if who == "counsellor" else centre.director
    opened = as_officer(officer).post(
        reverse("assistance:counsel-opening", args=[hour.pk]),
        {"fields_to_open": ["problem"], "reason": "准备谈话"},
    )

    assert services.PROBLEM in opened.content.decode()
    event = Event.objects.about(hour).filter(step="look").get()
    assert (event.note, event.detail) == ("准备谈话", {"fields": ["problem"]})
    assert services.PROBLEM not in str(event.__dict__)


def test_the_counsellors_notes_are_sealed_and_do_not_come_back(as_officer, hour, counsellor):
    story.stand_at(hour, S.HELD)
    client = as_officer(counsellor)
    url = reverse("assistance:counsel-notes", args=[hour.pk])
    client.post(url, {"notes": "建议转介医院"})

    assert "建议转介医院" not in client.get(url).content.decode()
    assert "建议转介医院" not in client.get(hour.get_absolute_url()).content.decode()
    assert str(Appointment.objects.get(pk=hour.pk).notes) == "●●●"


def test_an_hour_waits_for_its_own_counsellor(hour, centre, counsellor):
    story.stand_at(hour, S.CONFIRMED)

    assert hour in appointments(counsellor)
    assert hour in appointments(centre.director)
    assert hour not in appointments(centre.staff)


def test_a_township_sees_the_free_hours_of_its_centre_and_no_neighbours(slot, town, centre):
    shown = CounselSlot.objects

    assert slot in shown.visible_to(centre.township)
    assert slot not in shown.visible_to(town.stranger)
    assert slot in shown.visible_to(centre.township).free_from(today())


def test_the_page_books_and_tells_when_the_hour_is_gone(as_officer, slot, hour, centre):
    data = {"slot": slot.pk, "client": "陈工友", "problem": "家庭矛盾"}
    answer = as_officer(centre.township).post(reverse("assistance:counsel-new"), data)

    assert answer.status_code == 422
    assert "slot" in answer.context["form"].errors


def test_a_counsellor_offers_an_hour_once(counsellor, centre, as_officer, slot):
    said = {
        "counsellor": counsellor.pk, "day": slot.day, "begins": slot.begins, "minutes": 50,
        "place": "心理咨询室",
    }  # fmt: skip

    response = as_officer(centre.staff).post(reverse("assistance:counsel-slot-new"), said)

    assert (response.status_code, CounselSlot.objects.count()) == (422, 1)
    assert list(response.context["form"].errors) == ["begins"]
