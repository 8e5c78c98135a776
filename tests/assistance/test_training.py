from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override
from time_machine import travel

from assistance.actions.training import (
    check_job,
    enrol_in_scheme,
    enrol_members,
    enrol_worker,
    place,
    record_outcomes,
    strike_trainee,
)
from assistance.models import HouseholdMember, Income, JobPlacement, MutualCover, Trainee
from assistance.models.training import TrainingClass, without_work
from kernel.days import today
from tests.assistance import story
from unions.inbox import todos
from unions.models import Event
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner


@pytest.fixture(autouse=True)
def english(settings):
    settings.LANGUAGE_CODE = "en"
    with override("en"):
        yield


def make_class(town, **changes) -> TrainingClass:
    known = {
        "title": "家政服务班", "sponsor": "凌海市总工会", "place": "职工学校",
        "begins_on": date(2026, 3, 2), "ends_on": date(2026, 3, 6), "hours": 40, "seats": 30,
    }  # fmt: skip
    return TrainingClass.objects.create(**{**known, **changes}, **owned_by(town.linghai))


def make_member(file, **changes) -> HouseholdMember:
    known = {
        "relation": "child", "name": "赵小平", "birth_year": 2000, "sex": "m",
        "id_number": story.citizen_id(5000, year=2000),
    }  # fmt: skip
    return HouseholdMember.objects.create(file=file, **{**known, **changes}, **same_owner(file))


def figures(as_officer, officer, year):
    address = f"{reverse('assistance:class-list')}?year={year}"
    return as_officer(officer).get(address).context["figures"]


def test_a_person_trained_twice_counts_once_and_attends_twice(as_officer, town, centre, filed):
    number = story.citizen_id(7777)
    for title in ("电工班", "家政班"):
        enrol_worker(make_class(town, title=title), "孙师傅", number, by=centre.staff)
    enrol_members(make_class(town, title="计算机班"), filed.members.all(), by=centre.staff)

    counted = figures(as_officer, centre.city, 2026)
    assert (counted["persons"], counted["times"]) == (2, 3)
    assert figures(as_officer, centre.city, 2025)["persons"] == 0


def test_a_member_and_the_same_worker_by_name_are_one_person(as_officer, town, centre, filed):
    number = filed.members.get().id_number.reveal()
    enrol_members(make_class(town), filed.members.all(), by=centre.staff)
    enrol_worker(make_class(town, title="电工班"), "赵和平", number, by=centre.staff)

    assert figures(as_officer, centre.city, 2026)["persons"] == 1


def test_nobody_sits_twice_in_a_class_or_beyond_its_seats(town, centre, filed):
    training = make_class(town, seats=1)
    enrol_members(training, filed.members.all(), by=centre.staff)
    with pytest.raises(Refused, match="full"):
        enrol_worker(training, "孙师傅", story.citizen_id(1), by=centre.staff)

    training.seats = 2
    training.save()
    with pytest.raises(Refused, match="already in the class"):
        enrol_members(training, filed.members.all(), by=centre.staff)


def test_of_a_list_that_does_not_fit_nobody_is_enrolled(as_officer, town, centre, filed):
    make_member(filed)
    training = make_class(town, seats=1)
    members = [member.pk for member in filed.members.all()]
    address = reverse("assistance:class-enrol", args=[training.pk])
    response = as_officer(centre.staff).post(address, {"members": members})

    assert response.status_code == 422
    assert not training.trainees.exists()


def test_a_wrong_identity_number_is_refused_and_not_given_back(as_officer, town, centre):
    address = reverse("assistance:class-enrol", args=[make_class(town).pk])
    wrong = "210781198001011111"
    response = as_officer(centre.staff).post(address, {"name": "孙师傅", "id_number": wrong})

    assert response.status_code == 422
    assert "id_number" in response.context["worker_form"].errors
    assert wrong not in response.content.decode()


def test_the_sheet_and_the_class_show_masks_only(as_officer, town, centre):
    training, number = make_class(town), story.citizen_id(4321)
    enrol_worker(training, "孙师傅", number, by=centre.staff)

    for name in ("class-detail", "class-sheet", "class-outcomes", "class-enrol"):
        address = reverse(f"assistance:{name}", args=[training.pk])
        assert number not in as_officer(centre.staff).get(address).content.decode()
    assert not any(number in f"{e.title}{e.note}{e.detail}" for e in Event.objects.all())


def test_candidates_are_members_of_working_age_without_wages(filed):
    idle = make_member(filed)
    earner = make_member(filed, name="甲", id_number=story.citizen_id(5001, year=2000))
    Income.objects.create(file=filed, member=earner, kind="wages", amount=9000, **same_owner(filed))
    for n, changes in enumerate(
        [{"schooling": "college"}, {"birth_year": 2015}, {"not_counted": "prison"}]
    ):
        number = story.citizen_id(6000 + n, year=2000)
        make_member(filed, name=f"乙{n}", id_number=number, **changes)

    found = set(without_work(HouseholdMember.objects.all()))
    assert found == {idle, filed.members.get(relation="self")}


def outcome(trainee, **changes):
    known = {"attended": "40", "passed": "true", "certificate": "LN-1", "skill": "5"}
    return {f"t{trainee.pk}-{key}": value for key, value in {**known, **changes}.items()}


def test_outcomes_come_in_through_the_page(as_officer, town, centre, filed):
    training = make_class(town)
    (trainee,) = enrol_members(training, filed.members.all(), by=centre.staff)
    address = reverse("assistance:class-outcomes", args=[training.pk])
    assert as_officer(centre.staff).post(address, outcome(trainee)).status_code == 302

    trainee.refresh_from_db()
    assert (trainee.attended, trainee.passed, trainee.skill) == (Decimal(40), True, "5")
    assert trainee.id_number.reveal() == filed.members.get().id_number.reveal()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"attended": "40.5"}, "attended"),
        ({"passed": "false"}, "passed"),
        ({"skill": "9"}, "skill"),
    ],
)
def test_a_wrong_outcome_keeps_the_whole_sheet_out(as_officer, town, centre, filed, changes, field):
    training = make_class(town)
    (trainee,) = enrol_members(training, filed.members.all(), by=centre.staff)
    address = reverse("assistance:class-outcomes", args=[training.pk])
    response = as_officer(centre.staff).post(address, outcome(trainee, **changes))

    assert response.status_code == 422
    assert field in response.context["forms"][0].errors
    trainee.refresh_from_db()
    assert trainee.passed is None


def test_who_has_attended_stays_in_the_class(town, centre, filed):
    training = make_class(town)
    (trainee,) = enrol_members(training, filed.members.all(), by=centre.staff)
    trainee.attended = Decimal(8)
    record_outcomes(training, [trainee], by=centre.staff)

    with pytest.raises(Refused, match="stays"):
        strike_trainee(trainee, by=centre.staff)
    assert Trainee.objects.exists()


def test_a_class_does_not_end_before_it_begins(as_officer, centre):
    body = {
        "title": "电工班", "sponsor": "总工会", "place": "学校", "begins_on": "2026-03-06",
        "ends_on": "2026-03-02", "hours": 8, "seats": 5,
    }  # fmt: skip
    response = as_officer(centre.staff).post(reverse("assistance:class-new"), body)

    assert response.status_code == 422
    assert "ends_on" in response.context["form"].errors


def find_job(member, by, since=date(2026, 1, 31)) -> JobPlacement:
    job = JobPlacement(member=member, workplace="凌海家政公司", post="护理员", since=since)
    place(job, by=by)
    return job


def test_a_job_is_asked_after_in_three_and_in_six_months(town, centre, filed):
    job = find_job(filed.members.get(), centre.township)
    assert job.check_due_on == date(2026, 4, 30)
    check_job(job, kept=True, outcome="", by=centre.township)
    assert job.check_due_on == date(2026, 7, 31)
    check_job(job, kept=True, outcome="", by=centre.township)

    assert (job.kept_3, job.kept_6, job.check_due_on) == (True, True, None)
    with pytest.raises(Refused, match="Nothing is left"):
        check_job(job, kept=True, outcome="", by=centre.township)


def test_a_lost_job_is_asked_after_no_more_and_its_person_is_a_candidate_again(centre, filed):
    job = find_job(filed.members.get(), centre.township)
    assert not without_work(filed.members.all()).exists()
    check_job(job, kept=False, outcome="lost", by=centre.township)

    assert (job.kept_3, job.check_due_on) == (False, None)
    assert without_work(filed.members.all()).exists()


def test_a_job_waits_on_the_workbench_from_its_day(centre, filed):
    job = find_job(filed.members.get(), centre.township)
    mine = reverse("assistance:placement-edit", args=[job.pk])

    with travel(date(2026, 4, 29)):
        assert mine not in [todo.url for todo in todos(centre.township)]
    with travel(date(2026, 5, 1)):
        assert mine in [todo.url for todo in todos(centre.township)]


def test_a_job_is_recorded_through_the_page(as_officer, town, centre, filed):
    address = reverse("assistance:placement-new")
    client = as_officer(centre.township)
    assert list(client.get(address).context["page"].rows) == [filed.members.get()]

    body = {"workplace": town.mill.uscc, "post": "钳工", "since": today().isoformat()}
    response = client.post(f"{address}?member={filed.members.get().pk}", body)
    assert response.status_code == 302
    job = JobPlacement.objects.get()
    assert (job.employer, job.workplace) == (town.mill, town.mill.name)


def test_a_neighbours_member_cannot_be_chosen(as_officer, town, filed):
    address = f"{reverse('assistance:placement-new')}?member={filed.members.get().pk}"

    assert as_officer(town.stranger).get(address).status_code == 404


def make_cover(member, by, begins=date(2026, 1, 1), ends=date(2026, 12, 31)) -> MutualCover:
    cover = MutualCover(
        member=member, scheme="职工住院医疗互助", begins_on=begins, ends_on=ends, premium=80,
        paid_by="union",
    )  # fmt: skip
    enrol_in_scheme(cover, by=by)
    return cover


def test_a_scheme_covers_a_person_once_at_a_time(centre, filed):
    member = filed.members.get()
    make_cover(member, centre.township)
    with pytest.raises(Refused, match="already"):
        make_cover(member, centre.township, begins=date(2026, 12, 31), ends=date(2027, 12, 30))

    make_cover(member, centre.township, begins=date(2027, 1, 1), ends=date(2027, 12, 31))
    assert MutualCover.objects.count() == 2


def test_mutual_aid_is_enrolled_through_the_page(as_officer, centre, filed):
    body = {
        "scheme": "职工住院医疗互助", "begins_on": today().isoformat(),
        "ends_on": (today() + timedelta(days=364)).isoformat(), "premium": "80", "paid_by": "union",
    }  # fmt: skip
    address = f"{reverse('assistance:cover-new')}?member={filed.members.get().pk}"
    client = as_officer(centre.township)
    assert client.post(address, {**body, "premium": "-1"}).status_code == 422
    assert client.post(address, body).status_code == 302

    page = client.get(reverse("assistance:cover-list"))
    assert [c.is_running for c in page.context["page"].rows] == [True]


def test_a_township_does_not_see_the_countys_class_nor_a_neighbour_any(as_officer, town, centre):
    training = make_class(town)

    assert as_officer(centre.township).get(training.get_absolute_url()).status_code == 404
    assert as_officer(town.stranger).get(training.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("passed", [None, False])
def test_the_database_keeps_no_certificate_without_an_exam_passed(town, centre, filed, passed):
    enrol_members(make_class(town), filed.members.all(), by=centre.staff)

    with pytest.raises(IntegrityError), transaction.atomic():
        Trainee.objects.update(passed=passed, certificate="LN-9")
