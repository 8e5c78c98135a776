"""Courses: seats, exam, certificates without a gap, and whom they brought to work."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.actions.courses import certify, enrol, score
from campaigns.actions.learner_import import headers, import_learners
from campaigns.models import Course, Learner, Lesson, SignIn
from kernel.days import today
from kernel.tables import BadTable
from targets.indicators import indicator
from tests.campaigns.contests import (
    make_course,
    make_learner,
    make_lesson,
    person_id,
    total_of,
    workbook,
)
from unions.inbox import todos
from unions.refusals import Refused
from unions.scoping import owned_by

SITTINGS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 5), st.booleans(), st.booleans()),
    max_size=14, unique_by=lambda sitting: sitting[:2],
)  # fmt: skip  # course, person, was at the lesson, passed
NEW_ROOM = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@NEW_ROOM
@given(sittings=SITTINGS)
def test_a_person_is_trained_once_a_year(town, sittings):
    SignIn.objects.all().delete()
    Learner.objects.all().delete()
    courses = list(Course.objects.order_by("pk"))
    if not courses:
        last_year = date(today().year - 1, 5, 1)
        days = [{}, {}, {"starts_on": last_year, "ends_on": last_year}]
        courses = [make_course(town.linghai, f"班{n}", **more) for n, more in enumerate(days)]
        for course in courses:
            make_lesson(course)
    trained = Counter()
    for c, p, there, passed in sittings:
        done = {"passed": True, "score": 90, "scored_on": today()} if passed else {}
        learner = make_learner(courses[c], p, **done)
        if there:
            SignIn.objects.create(
                learner=learner, lesson=courses[c].lessons.get(), way="phone",
                **owned_by(town.linghai),
            )  # fmt: skip
        if (there or passed) and c != 2:
            trained[p] += 1

    found = Learner.objects.trained(today(), today().year)

    assert total_of("campaigns.trained", town).numerator == len(trained)
    assert found.count() == trained.total()
    assert found.first_of_each().count() == len(trained)


def learners_in(course, n, **changes):
    return [make_learner(course, number, **changes) for number in range(n)]


def test_the_last_seat_is_taken_once(town):
    course = make_course(town.linghai, seats=1)
    enrol(Learner(course=course, name="甲", id_number=person_id(1)), by=town.county)

    with pytest.raises(Refused):
        enrol(Learner(course=course, name="乙", id_number=person_id(2)), by=town.county)


def test_nobody_is_in_a_course_twice(town):
    course = make_course(town.linghai)
    enrol(Learner(course=course, name="甲", id_number=person_id(1)), by=town.county)

    with pytest.raises(Refused):
        enrol(Learner(course=course, name="甲", id_number=person_id(1)), by=town.county)


def test_a_learner_belongs_to_the_union_of_the_employer(town):
    course = make_course(town.root)
    enrol(
        Learner(course=course, name="甲", id_number=person_id(1), employer=town.mill), by=town.chair
    )

    assert course.learners.get().union == town.mill_union
    assert course.learners.visible_to(town.chair).count() == 1
    assert course.learners.visible_to(town.far_chair).count() == 0


def test_a_workbook_enrols_all_or_none(town):
    course = make_course(town.linghai)
    good = ["甲", person_id(1), "13998760042", town.mill.uscc, "是"]
    bad = [good, ["乙", "123", "", "", ""], ["丙", person_id(1), "", "", ""],
           ["丁", person_id(2), "", "", "大概"]]  # fmt: skip

    with pytest.raises(BadTable) as refused:
        import_learners(course, workbook(headers(), bad), by=town.county)
    assert [line[:4] for line in refused.value.messages] == ["第3行：", "第5行："]
    assert not Learner.objects.exists()

    assert import_learners(course, workbook(headers(), [good]), by=town.county) == 1
    enrolled = Learner.objects.get()
    assert str(enrolled.id_number).endswith("****" + person_id(1)[-4:])
    assert enrolled.is_migrant


def test_the_page_of_an_import_names_the_rows_at_fault_and_says_what_was_done(as_officer, town):
    course = make_course(town.linghai)
    page, client = reverse("campaigns:learner-import", args=[course.pk]), as_officer(town.county)
    good = ["甲", person_id(1), "13998760042", town.mill.uscc, "是"]

    def send(*rows):
        book = SimpleUploadedFile("people.xlsx", workbook(headers(), list(rows)))
        return client.post(page, {"workbook": book})

    refused = send(good, ["乙", "123", "", "", ""])
    assert refused.status_code == 422
    assert "第3行" in refused.context["form"].errors["workbook"][0]
    assert send(good).url == course.get_absolute_url()
    assert course.learners.count() == 1


def test_who_reaches_the_mark_has_passed(as_officer, town):
    course = make_course(town.linghai, pass_mark=60)
    learners = learners_in(course, 3)
    points = dict(zip(learners, ("60", "59.9", ""), strict=True))
    form = {f"l{learner.pk}-score": said for learner, said in points.items()}

    as_officer(town.county).post(reverse("campaigns:course-scores", args=[course.pk]), form)

    assert list(course.learners.order_by("pk").values_list("passed", flat=True)) == [
        True, False, None,
    ]  # fmt: skip


def test_a_score_above_the_full_mark_is_refused(as_officer, town):
    course = make_course(town.linghai)
    (learner,) = learners_in(course, 1)
    page = reverse("campaigns:course-scores", args=[course.pk])

    response = as_officer(town.county).post(page, {f"l{learner.pk}-score": "101"})

    learner.refresh_from_db()
    assert (response.status_code, learner.score) == (422, None)


def passed(course, n, start=0):
    done = {"passed": True, "score": 80, "scored_on": today(), "level_before": "5"}
    return [make_learner(course, start + number, **done) for number in range(n)]


def issue(course, town, **changes):
    said = {"level": "4", "issued_on": today(), "expires_on": today() + timedelta(days=30)}
    return certify(course, **{**said, **changes}, by=town.county)


def test_certificates_are_numbered_without_a_gap(town):
    course = make_course(town.linghai)
    passed(course, 3)
    make_learner(course, 90)
    issue(course, town)
    passed(course, 2, start=3)
    issue(course, town)

    numbers = course.learners.exclude(certificate=None).values_list("certificate", flat=True)
    assert sorted(numbers) == [1, 2, 3, 4, 5]
    with pytest.raises(Refused):
        issue(course, town)


def test_a_certified_learner_stays_and_cannot_fail_afterwards(as_officer, town):
    course = make_course(town.linghai)
    (learner,) = passed(course, 1)
    issue(course, town)
    page = as_officer(town.county).post(reverse("campaigns:learner-strike", args=[learner.pk]))
    learner.refresh_from_db()
    learner.score = 10

    with pytest.raises(Refused):
        score(course, [learner], by=town.county)
    assert page.status_code == 422
    assert Learner.objects.filter(pk=learner.pk, passed=True).exists()


def test_the_database_certifies_only_who_passed(town):
    (learner,) = learners_in(make_course(town.linghai), 1)

    with pytest.raises(IntegrityError, match="certified_has_passed"), transaction.atomic():
        Learner.objects.filter(pk=learner.pk).update(certificate=1, issued_on=today())


def test_raised_a_level_is_counted_where_the_level_before_is_known(town):
    course = make_course(town.linghai)
    first, *_rest = passed(course, 3)
    Learner.objects.filter(pk=first.pk).update(level_before="")
    issue(course, town)

    assert total_of("campaigns.promoted", town).numerator == 2
    assert total_of("campaigns.certificates", town).numerator == 3


def test_certificates_ending_soon_reach_the_workbench_without_a_name(as_officer, town):
    course = make_course(town.linghai)
    (learner,) = passed(course, 1)
    issue(course, town)

    said = [f"{todo.title} {todo.sub}" for todo in todos(town.county)]
    page = as_officer(town.county).get(reverse("campaigns:certificate-list")).content.decode()
    learner.refresh_from_db()

    assert any(learner.certificate_number in line for line in said)
    assert not any(learner.name in line for line in said)
    assert learner.name in page


def test_placed_after_a_course_to_order(as_officer, town):
    course = make_course(town.linghai, kind="order", orderer=town.mill)
    one, _two = passed(course, 2)
    form = {"placed_at": "华兴机械", "placed_on": f"{today()}", "kept_3": ""}

    as_officer(town.county).post(reverse("campaigns:learner-job", args=[one.pk]), form)

    found = total_of("campaigns.placed", town)
    rows = indicator("campaigns.placed").rows(today(), today().year, "numerator")
    assert (found.numerator, found.denominator) == (1, 2)
    assert [row.pk for row in rows] == [one.pk]


def test_a_course_to_order_names_who_orders_it(as_officer, town):
    said = {"title": "订单班", "kind": "order", "starts_on": f"{today()}", "ends_on": f"{today()}",
            "hours": 8, "place": "校", "seats": 10, "pass_mark": 60}  # fmt: skip
    page = reverse("campaigns:course-new")

    assert as_officer(town.county).post(page, said).status_code == 422
    said["orderer"] = town.mill.uscc
    assert as_officer(town.county).post(page, said).status_code == 302
    assert Course.objects.get().orderer == town.mill


def test_anybody_may_ask_whether_a_number_holds(client, town):
    cache.clear()
    course = make_course(town.linghai)
    (learner,) = passed(course, 1)
    issue(course, town)
    learner.refresh_from_db()
    page = reverse("campaigns:public-certificate", args=[town.federation.division_code])

    answers = [
        client.post(page, {"number": number})
        for number in (learner.certificate_number, "2020-000001-0009", "x")
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert [answer.context.get("standing") for answer in answers] == ["valid", "unknown", None]
    assert all(learner.name not in answer.content.decode() for answer in answers)


def test_a_lesson_set_by_mistake_is_taken_out_while_nobody_was_there(as_officer, town):
    course = make_course(town.linghai)
    lesson = make_lesson(course)
    page = reverse("campaigns:lesson-strike", args=[lesson.pk])

    assert as_officer(town.chair).post(page).status_code == 404
    learner = make_learner(course, 1)
    SignIn.objects.create(learner=learner, lesson=lesson, way="phone", **owned_by(town.linghai))
    assert as_officer(town.county).post(page).status_code == 422
    lesson.sign_ins.all().delete()
    assert as_officer(town.county).post(page).status_code == 302
    assert not Lesson.objects.exists()
