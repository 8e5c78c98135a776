"""What the public reads of a household, how long, and what an objection does."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from assistance.actions.stepping import take_file_step
from assistance.eligibility import Category
from assistance.models import HouseholdFile
from assistance.workflows.household import FileStage, FileStep
from kernel.days import today
from tests.assistance import story
from tests.assistance.story import take_steps
from tests.cast import sign_in
from unions.models import Event
from unions.refusals import MoveRefused

T, S = FileStep, FileStage
BOARD = reverse("assistance:publicity-list", args=["210700"])


@pytest.fixture
def shown(draft, centre) -> HouseholdFile:
    """In publicity at the unit."""
    draft.intended_amount, draft.proposed_category = 1200, "deep"
    draft.save(update_fields=["intended_amount", "proposed_category"])
    take_steps(draft, centre, T.SUBMIT, T.ENDORSE)
    return draft


def test_the_public_reads_what_it_may_and_nothing_else(client, shown, centre):
    page = client.get(BOARD).content.decode()

    labels = [shown.get_main_reason_display(), Category.DEEP.label]
    for told in ("赵和平", "大凌河农机厂", "1,200.00", "12351", *labels):
        assert str(told) in page
    member = shown.members.get()
    hidden = [story.PHONE, story.CARD, story.ILLNESS, "大凌河街道1号", "凌海农商银行"]
    for secret in [*hidden, member.id_number.reveal(), str(member.id_number), "138****", "●●●"]:
        assert secret not in page
    assert shown.number not in page
    assert f"/{shown.pk}/" not in page
    assert f"files/{shown.pk}" not in page


def test_the_page_is_not_for_search_engines_nor_for_caches(client, shown):
    response = client.get(BOARD)

    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert "Disallow: /assistance/publicity/" in client.get("/robots.txt").content.decode()


def test_it_is_gone_the_day_after_though_the_clock_has_not_run(client, shown):
    with time_machine.travel(shown.due_on):
        assert "赵和平" in client.get(BOARD).content.decode()
    with time_machine.travel(shown.due_on + timedelta(days=1)):
        assert "赵和平" not in client.get(BOARD).content.decode()

    shown.refresh_from_db()
    assert shown.stage == S.UNIT_PUBLICITY


@pytest.mark.parametrize("stage", [s for s in S if "publicity" not in s])
def test_only_a_file_in_publicity_is_public(client, shown, stage):
    changes = {"filed_on": today(), "exited_on": today(), "exit_reason": "moved"}
    story.stand_at(shown, stage, **changes)

    assert "赵和平" not in client.get(BOARD).content.decode()


def test_a_township_sees_its_own_alone(client, shown, town):
    assert "赵和平" in client.get(BOARD, {"township": town.street.name}).content.decode()
    assert "赵和平" not in client.get(BOARD, {"township": "别处"}).content.decode()


@pytest.mark.parametrize("code", ["999999", "21070", "2107000", "abcdef"])
def test_an_unknown_code_is_no_page(client, shown, code):
    assert client.get(f"/assistance/publicity/{code}/").status_code == 404


def test_another_federation_shows_nothing_of_this_one(client, shown, other_city):
    other = reverse("assistance:publicity-list", args=[other_city.federation.division_code])

    assert "赵和平" not in client.get(other).content.decode()


def test_an_objection_stops_the_clock_over_new_years_holiday(draft, centre):
    with time_machine.travel("2025-12-29 10:00+08:00"):
        take_steps(draft, centre, T.SUBMIT, T.ENDORSE)
    assert draft.due_on == date(2026, 1, 6)  # five working days; 1–3 January off, the 4th worked
    with time_machine.travel("2025-12-31 10:00+08:00"):
        take_file_step(draft, T.OBJECT, by=centre.township, note="家中有车", objector="邻居")
    assert draft.publicity_days_left == 3

    with time_machine.travel("2026-01-05 10:00+08:00"):
        take_file_step(draft, T.DISMISS, by=centre.staff, note="核查不属实")

    draft.refresh_from_db()
    assert (draft.stage, draft.due_on) == (S.UNIT_PUBLICITY, date(2026, 1, 8))


def test_whoever_recorded_an_objection_does_not_settle_it(shown, centre):
    take_file_step(shown, T.OBJECT, by=centre.staff, note="家中有车")

    for step in (T.DISMISS, T.UPHOLD):
        with pytest.raises(MoveRefused):
            take_file_step(shown, step, by=centre.staff, note="属实")
    take_file_step(shown, T.UPHOLD, by=centre.director, note="属实")

    assert shown.stage == S.REJECTED
    assert shown.objections.get().outcome == "upheld"


def test_an_objectors_name_stays_out_of_the_log(shown, centre):
    take_file_step(shown, T.OBJECT, by=centre.township, note="家中有车", objector="李匿名")

    assert shown.objections.get().objector == "李匿名"
    events = Event.objects.about(shown)
    assert not any("李匿名" in f"{e.note}{e.detail}{e.title}{e.label}" for e in events)


def test_after_its_end_publicity_takes_no_objection(shown, centre):
    with (
        time_machine.travel(shown.due_on + timedelta(days=1)),
        pytest.raises(MoveRefused),
    ):
        take_file_step(shown, T.OBJECT, by=centre.township, note="家中有车")


def test_officers_find_it_in_their_list_with_its_steps(client, shown, centre):
    sign_in(client, centre.staff)

    page = client.get(reverse("assistance:in-publicity-list")).content.decode()

    assert "赵和平" in page
    assert reverse("assistance:file-step", args=[shown.pk, "object"]) in page
