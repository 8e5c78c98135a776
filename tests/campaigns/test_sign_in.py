"""Signing in to a lesson by the code on its wall, without an account."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.signing import Signer
from django.urls import reverse
from django.utils import timezone

from campaigns.actions.signing_in import ASKED_FOR, ASKED_FROM, code_at, sign_code
from campaigns.models import SignIn
from kernel.days import today
from tests.campaigns.contests import make_course, make_learner, make_lesson, person_id

NAME, TAIL = "学员1", person_id(1)[-4:]


@pytest.fixture(autouse=True)
def nobody_asked_before():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def lesson(town):
    course = make_course(town.linghai)
    make_learner(course, 1, phone="13998760042", union=town.mill_union)
    make_learner(course, 2)
    return make_lesson(course)


@pytest.fixture
def at_nine(lesson):
    with time_machine.travel(moment(9, 10), tick=False) as clock:
        yield clock


def moment(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    day = today() + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), tzinfo=timezone.get_current_timezone())


def address(lesson, code: str = "") -> str:
    known = [lesson.federation.division_code, code or sign_code(lesson)]
    return reverse("campaigns:public-sign-in", args=known)


def send(client, lesson, name: str = NAME, tail: str = TAIL, *, code: str = ""):
    return client.post(address(lesson, code), {"name": name, "tail": tail})


@pytest.mark.parametrize("tail", [TAIL, TAIL.lower(), "0042"])
def test_name_and_four_digits_sign_in(client, lesson, at_nine, tail):
    response = send(client, lesson, tail=tail)

    signed = SignIn.objects.get()
    assert response.status_code == 200
    assert (signed.learner.name, signed.way, signed.by) == (NAME, "phone", None)
    assert signed.union == signed.learner.union


@pytest.mark.parametrize("written", ["王 强", "王\u3000强"])
@pytest.mark.parametrize("typed", ["王强", "王 强"])
def test_a_name_padded_on_the_roster_signs_in(client, lesson, at_nine, written, typed):
    make_learner(lesson.course, 3, name=written)

    assert send(client, lesson, typed, person_id(3)[-4:]).status_code == 200
    assert SignIn.objects.get().learner.name == written


def test_the_page_tells_nothing_of_anybody(client, lesson, at_nine):
    pages = [client.get(address(lesson)), send(client, lesson), send(client, lesson, tail="0000")]

    for page in pages:
        text = page.content.decode()
        assert person_id(1) not in text
        assert "13998760042" not in text
        assert "学员2" not in text
        assert page["Cache-Control"] == "no-store"


def test_signing_in_twice_is_signing_in_once(client, lesson, at_nine):
    first, again = send(client, lesson), send(client, lesson)

    assert first.status_code == again.status_code == 200
    assert SignIn.objects.count() == 1


@pytest.mark.parametrize(("hour", "opens"), [(8, False), (9, True), (11, False), (23, False)])
def test_only_in_the_lessons_time(client, lesson, hour, opens):
    with time_machine.travel(moment(hour, 1 if hour != 8 else 20), tick=False):
        response = send(client, lesson)

    assert (response.status_code == 200) == SignIn.objects.exists() == opens


def test_a_code_expires_after_the_window_that_follows_it(client, lesson, at_nine):
    code = sign_code(lesson)
    at_nine.shift(timedelta(minutes=5))
    still = client.get(address(lesson, code)).status_code
    at_nine.shift(timedelta(minutes=5))

    assert (still, client.get(address(lesson, code)).status_code) == (200, 404)
    assert send(client, lesson, code=code).status_code == 404


def test_a_code_of_tomorrow_or_forged_is_none(client, lesson, at_nine):
    ahead = code_at(lesson, timezone.now() + timedelta(hours=1))[0]
    foreign = Signer(salt="something.else", sep=".").sign(f"{lesson.code}~1")
    real = sign_code(lesson)
    forged = [ahead, foreign, real[:-1] + ("A" if real[-1] != "A" else "B"), "none", lesson.code]

    answers = {text_of(client.get(address(lesson, code))) for code in forged}
    statuses = [send(client, lesson, code=code).status_code for code in forged]

    assert statuses == [404] * len(forged)
    assert len(answers) == 1
    assert not SignIn.objects.exists()


def test_a_code_of_another_lesson_signs_in_to_that_one_only(client, town, lesson, at_nine):
    other = make_lesson(make_course(town.linghai, "焊工班"))

    response = send(client, other)

    assert response.status_code == 422
    assert not SignIn.objects.exists()


def test_another_federations_code_leads_nowhere(client, lesson, other_city, at_nine):
    known = [other_city.federation.division_code, sign_code(lesson)]

    page = reverse("campaigns:public-sign-in", args=known)

    assert client.get(page).status_code == 404


def text_of(response) -> str:
    """The page without what was typed, and without its own token."""
    text = re.sub(r'value="[^"]*"', "", response.content.decode())
    return re.sub(r"[A-Za-z0-9]{64}", "", text)


def test_an_unknown_name_and_wrong_digits_get_the_same_answer(client, lesson, at_nine):
    unknown = send(client, lesson, name="没有这人")
    wrong = send(client, lesson, tail="9999")

    assert unknown.status_code == wrong.status_code == 422
    assert text_of(unknown) == text_of(wrong)
    assert not SignIn.objects.exists()


def test_namesakes_with_the_same_digits_ask_the_teacher(client, town, lesson, at_nine):
    make_learner(lesson.course, 3, name=NAME, phone="13898760042")

    assert send(client, lesson, tail="0042").status_code == 422
    assert send(client, lesson).status_code == 200


def test_guessing_digits_is_bounded(client, lesson, at_nine):
    tries = [send(client, lesson, tail=f"{n:04d}").status_code for n in range(ASKED_FOR.most + 1)]

    assert tries == [422] * ASKED_FOR.most + [429]
    assert send(client, lesson).status_code == 429
    assert send(client, lesson, name="学员2", tail=person_id(2)[-4:]).status_code == 200


def test_one_address_is_bounded(client, lesson, at_nine):
    for _n in range(ASKED_FROM.most):
        ASKED_FROM.count(lesson.federation_id, "127.0.0.1")

    answer = send(client, lesson)

    assert (answer.status_code, int(answer["Retry-After"]) > 0) == (429, True)


@pytest.mark.parametrize(
    "said", [{"name": ""}, {"tail": "12"}, {"tail": "ABCD"}, {"name": "字" * 41}]
)
def test_a_wrong_field_is_named(client, lesson, at_nine, said):
    assert send(client, lesson, **said).status_code == 422
    assert not SignIn.objects.exists()


# The organiser's side


def test_by_hand_the_union_that_holds_the_course_signs_in(as_officer, town, lesson, at_nine):
    page = reverse("campaigns:lesson-hand", args=[lesson.pk])
    everyone = [learner.pk for learner in lesson.course.learners.all()]

    response = as_officer(town.county).post(page, {"learners": everyone})

    assert response.status_code == 302
    assert {(s.way, s.by) for s in SignIn.objects.all()} == {("hand", town.county)}
    assert SignIn.objects.count() == 2


def test_nobody_else_signs_in_by_hand_or_shows_the_code(as_officer, town, lesson, at_nine):
    known = [lesson.pk]
    for officer, status in ((town.city, 422), (town.chair, 404), (town.stranger, 404)):
        client = as_officer(officer)
        ticked = {"learners": [learner.pk for learner in lesson.course.learners.all()]}
        hand = client.post(reverse("campaigns:lesson-hand", args=known), ticked)
        wall = client.get(reverse("campaigns:lesson-wall", args=known))
        assert (hand.status_code, wall.status_code) == (status, status)
    assert not SignIn.objects.exists()


def test_not_before_the_lesson(as_officer, town, lesson):
    page = reverse("campaigns:lesson-hand", args=[lesson.pk])
    with time_machine.travel(moment(7), tick=False):
        response = as_officer(town.county).post(page, {"learners": [1]})

    assert response.status_code == 422


def test_the_wall_shows_the_code_of_the_moment_and_the_list_fills(
    as_officer, client, town, lesson, at_nine
):
    officer = as_officer(town.county)
    wall = officer.get(reverse("campaigns:lesson-wall", args=[lesson.pk])).content.decode()
    send(client, lesson)
    live = officer.get(reverse("campaigns:lesson-live", args=[lesson.pk])).content.decode()

    assert sign_code(lesson) in wall
    assert NAME in live
