from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from time_machine import travel

from assistance.actions.visiting import enter_visit, name_five, plan_round, write_visit
from assistance.indicators import five_by_county, five_rows
from assistance.models import FiveOccasions, Visit
from kernel.days import today
from tests.assistance.visit_world import FIVE
from unions.inbox import todos
from unions.models import Event, Parameter
from unions.refusals import Refused
from unions.scoping import owned_by

NEW = "assistance:visit-new"
PAID = {"place": "市医院", "finding": "术后恢复", "visitors": "钱勇"}


def enter(by, **changes):
    known = {"occasion": "illness", "worker_name": "王小明", "workplace": "", "event_on": None}
    visit = Visit(**{**known, **changes})
    enter_visit(visit, by=by)
    return visit


def pay(visit, on, *, by):
    visit.visited_on, visit.place, visit.finding, visit.visitors = on, *PAID.values()
    write_visit(visit, by=by)


def test_the_time_for_a_visit_runs_in_working_days_over_a_holiday_week(town, centre):
    with travel(date(2025, 9, 30)):
        visit = enter(centre.township, event_on=date(2025, 9, 30))

    assert visit.due_on == date(2025, 10, 11)  # the 9th, the 10th, and a Saturday made up


@pytest.mark.parametrize(("day", "in_time"), [(date(2025, 10, 11), 1), (date(2025, 10, 13), 0)])
def test_a_visit_on_the_last_day_is_in_time_and_after_it_late(town, centre, day, in_time):
    with travel(date(2025, 10, 20)):
        visit = enter(centre.township, event_on=date(2025, 9, 30))
        pay(visit, day, by=centre.township)

    assert visit.in_time == bool(in_time)
    assert list(Visit.objects.late()) == ([] if in_time else [visit])


def test_an_event_waits_on_the_workbench_of_who_entered_it_until_the_visit_is_paid(town, centre):
    visit = enter(centre.township, event_on=today())
    assert [t.url for t in todos(centre.township)] == [
        reverse("assistance:visit-edit", args=[visit.pk])
    ]

    pay(visit, today(), by=centre.township)

    assert not todos(centre.township)
    assert not todos(centre.township_deputy)


def test_an_event_is_entered_through_the_page(town, centre, as_officer):
    body = {
        "occasion": "birth", "worker_name": "李安", "workplace": "华兴机械有限公司",
        "event_on": today().isoformat(),
    }  # fmt: skip
    response = as_officer(centre.township).post(reverse(NEW), body)

    visit = Visit.objects.get()
    assert response.url == visit.get_absolute_url()
    assert (visit.employer, visit.union, visit.visited_on) == (town.mill, town.street, None)


def test_a_survey_by_one_person_is_refused_with_the_field_named(town, centre, filed, as_officer):
    body = {"occasion": "survey", "visited_on": today().isoformat(), **PAID}
    response = as_officer(centre.township).post(f"{reverse(NEW)}?household={filed.pk}", body)

    assert response.status_code == 422
    assert "visitors" in response.context["form"].errors
    assert not Visit.objects.exists()


def test_a_survey_by_two_belongs_to_its_file(town, centre, filed, as_officer):
    body = {"occasion": "survey", "visited_on": today().isoformat(), **PAID}
    body["visitors"] = "钱勇\r\n孙丽\r\n"
    as_officer(centre.township).post(f"{reverse(NEW)}?household={filed.pk}", body)

    visit = filed.visits.get()
    assert (visit.visitor_names, visit.worker_name) == (["钱勇", "孙丽"], filed.applicant_name)


def test_one_name_written_twice_is_one_visitor(town, centre, filed, as_officer):
    body = {"occasion": "survey", "visited_on": today().isoformat(), **PAID}
    body["visitors"] = "钱勇\n钱勇"
    response = as_officer(centre.township).post(f"{reverse(NEW)}?household={filed.pk}", body)

    assert response.status_code == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [("visited_on", "2099-01-01"), ("event_on", "0001-01-01"), ("visited_on", "2026-02-30")],
)
def test_an_impossible_day_is_refused_with_the_field_named(town, centre, as_officer, field, value):
    body = {"occasion": "illness", "worker_name": "王小明", "event_on": "2026-03-02", **PAID}
    response = as_officer(centre.township).post(reverse(NEW), {**body, field: value})

    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_a_visit_before_its_event_is_refused(town, centre, as_officer):
    body = {
        "occasion": "illness", "worker_name": "王小明", "event_on": "2026-03-02",
        "visited_on": "2026-03-01", **PAID,
    }  # fmt: skip
    response = as_officer(centre.township).post(reverse(NEW), body)

    assert "visited_on" in response.context["form"].errors


def test_the_same_event_is_not_entered_twice(town, centre):
    enter(centre.township, event_on=today())

    with pytest.raises(Refused, match="已登记"):
        enter(centre.township, event_on=today())
    assert Visit.objects.count() == 1


def test_a_paid_visit_does_not_become_unpaid(town, centre):
    visit = enter(centre.township, event_on=today())
    pay(visit, today(), by=centre.township)
    visit.visited_on = None

    with pytest.raises(Refused, match="不能改为未走访"):
        write_visit(visit, by=centre.township)


def test_a_base_chair_sees_only_the_visits_of_the_own_unit(town, centre, as_officer):
    own = enter(town.chair, worker_name="本厂职工", event_on=today())
    other = enter(centre.township, worker_name="别家职工", event_on=today())
    client = as_officer(town.chair)

    assert list(client.get(reverse("assistance:visit-list")).context["page"].rows) == [own]
    assert client.get(other.get_absolute_url()).status_code == 404


def test_inspectors_and_neighbours_see_no_visit(town, centre):
    enter(centre.township, event_on=today())

    for officer in (town.city_inspector, town.stranger, town.worker):
        assert not Visit.objects.visible_to(officer).exists()


def allow_photos(town):
    Parameter.objects.create(
        key="assistance.photos_of_people", value=1, valid_from=today(), basis="锦工发〔2026〕4号",
        **owned_by(town.root),
    )  # fmt: skip


def picture() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "JPEG")
    return SimpleUploadedFile("病房.jpg", drawn.getvalue(), content_type="image/jpeg")


def test_photos_are_not_asked_for_unless_the_federation_allows_them(town, centre, as_officer):
    page = as_officer(centre.township).get(reverse(NEW))
    assert "photo" not in page.context["form"].fields

    allow_photos(town)
    page = as_officer(centre.township).get(reverse(NEW))
    assert "photo" in page.context["form"].fields


def test_a_photo_sent_although_photos_are_off_is_not_kept(town, centre, as_officer):
    body = {"occasion": "illness", "worker_name": "王小明", "event_on": today().isoformat()}
    as_officer(centre.township).post(reverse(NEW), {**body, "photo": picture()})

    assert Visit.objects.get().photo is None


def test_opening_a_photo_is_logged_and_only_in_the_branch(town, centre, as_officer):
    allow_photos(town)
    body = {"occasion": "illness", "worker_name": "王小明", "event_on": today().isoformat()}
    as_officer(centre.township).post(reverse(NEW), {**body, "photo": picture()})
    visit = Visit.objects.get()
    address = reverse("assistance:visit-photo", args=[visit.pk])

    assert (visit.photo.confidential, visit.photo.name) == (True, "file.jpg")
    assert b"".join(as_officer(centre.staff).get(address)).startswith(b"\xff\xd8")
    assert Event.objects.filter(step="photo", officer=centre.staff).exists()
    assert as_officer(town.stranger).get(address).status_code == 404


def test_a_festival_round_visits_a_household_once(town, centre, filed):
    plan_round("2026年春节", today(), [filed], by=centre.township)
    again = plan_round("2026年春节", today(), [filed], by=centre.township)

    assert again == []
    assert filed.visits.get().due_on == today()


def test_the_log_names_nobody(town, centre):
    enter(centre.township, worker_name="王小明", event_on=today())

    events = Event.objects.filter(subject="assistance.visit")
    assert not any("王小明" in f"{e.title}{e.note}{e.detail}" for e in events)


def test_five_visits_count_for_the_employer_and_its_county(town, centre):
    with travel(date(2026, 3, 20)):
        for name, paid_on in (("甲", date(2026, 3, 3)), ("乙", date(2026, 3, 18))):
            visit = enter(
                centre.township, worker_name=name, employer=town.mill, event_on=date(2026, 3, 2)
            )
            pay(visit, paid_on, by=centre.township)
        enter(centre.township, worker_name="丙", employer=town.mill, event_on=date(2026, 3, 20))
        enter(centre.township, worker_name="丁", occasion="spirits", event_on=date(2026, 3, 2))

        (count,) = five_by_county(today(), 2026)
        row = five_rows(today(), 2026, "denominator").get()

    assert (count.union_id, count.numerator, count.denominator) == (town.linghai.pk, 1, 2)
    assert (row, row.counts) == (town.mill, 2)


def test_the_city_names_its_own_five(town, centre, as_officer):
    body = {"codes": FIVE, "valid_from": today().isoformat(), "basis": "锦工发〔2026〕3号"}
    client = as_officer(town.city)
    assert client.post(reverse("assistance:five-edit"), body).status_code == 302
    assert FiveOccasions.objects.in_force(today()) == FIVE

    four = client.post(reverse("assistance:five-edit"), {**body, "codes": FIVE[:4]})
    assert four.status_code == 422
    assert as_officer(town.county).get(reverse("assistance:five-edit")).status_code == 403


def test_a_day_has_one_five(town, centre):
    name_five(FIVE, today(), "锦工发〔2026〕3号", by=town.city)

    with pytest.raises(Refused, match="当天已有"):
        name_five(FIVE, today(), "锦工发〔2026〕5号", by=town.city)
