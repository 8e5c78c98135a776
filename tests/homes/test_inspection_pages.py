from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from homes.actions.inspecting import hand_in_scores, score_criteria
from homes.models import Criterion, Inspection, ScorePhoto
from homes.workflow import InspectionStage, Stage
from kernel.days import today
from tests.cast import sign_in
from tests.homes.story import close, full_answers, scored, seat, stand_at


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(name="现场.jpg", colour="red"):
    content = BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")


def mark(client, inspection, code, **said):
    criterion = Criterion.objects.get(standard=inspection.plan.standard, code=code)
    data = {f"c{criterion.pk}-{name}": value for name, value in said.items()}
    url = reverse("homes:scoring-answer", args=[inspection.pk, criterion.pk])
    return client.post(url, data, headers={"HX-Request": "true"})


def test_a_member_with_an_endless_number_is_told_so(plan, town, as_officer):
    stand_at(plan, Stage.APPLIED)
    data = {"plan": plan.pk, "members": "9" * 5000, "workers": "9" * 5000}

    assert as_officer(town.city).post(reverse("homes:inspection-new"), data).status_code == 422


def test_a_panel_is_formed_from_the_page(plan, town, as_officer):
    stand_at(plan, Stage.APPLIED)
    members = [town.city_inspector.pk, town.expert.pk, town.worker.pk]
    data = {
        "plan": [plan.pk],
        "members": members,
        "chair": members[0],
        "visit_on": today() + timedelta(days=3),
        "place": "厂部",
    }
    response = as_officer(town.city).post(reverse("homes:inspection-new"), data)

    assert response.status_code == 302
    assert Inspection.objects.get().members.count() == 3


def test_a_panel_that_cannot_be_is_told_why_and_keeps_what_was_filled_in(plan, town, as_officer):
    stand_at(plan, Stage.APPLIED)
    data = {
        "plan": [plan.pk],
        "members": [town.expert.pk, town.worker.pk],
        "chair": town.expert.pk,
        "visit_on": today() + timedelta(days=3),
        "place": "厂部东楼",
    }
    response = as_officer(town.city).post(reverse("homes:inspection-new"), data)

    assert response.status_code == 422
    assert "厂部东楼" in response.content.decode()
    assert not Inspection.objects.exists()


def test_searching_keeps_those_who_were_ticked(plan, town, as_officer):
    stand_at(plan, Stage.APPLIED)
    data = {"plan": [plan.pk], "members": [town.worker.pk], "q": "expert", "search": "1"}
    html = as_officer(town.city).post(reverse("homes:inspection-new"), data).content.decode()

    assert "expert·名" in html
    assert f'value="{town.worker.pk}" checked' in html
    assert "inspector·名" not in html


def test_a_form_for_a_panel_needs_homes_that_wait(plan, town, as_officer):
    url = reverse("homes:inspection-new")

    assert as_officer(town.city).get(f"{url}?plan={plan.pk}").status_code == 422


def test_a_score_is_kept_as_soon_as_it_is_given(inspection, town, as_officer):
    response = mark(as_officer(town.expert), inspection, "2.1", answer="1", note="查会议记录")

    assert response.status_code == 200
    assert "1 / 36" in response.content.decode()
    assert seat(inspection, town.expert).scores.get().note == "查会议记录"


def test_a_photo_goes_with_its_score_and_is_shown_to_its_member_only(inspection, town, client):
    sign_in(client, town.expert)
    assert mark(client, inspection, "1.4", answer="1", photos=[picture()]).status_code == 200
    photo = ScorePhoto.objects.get()
    url = reverse("homes:scoring-photo", args=[inspection.pk, photo.file_id])
    shown = client.get(url)
    assert b"".join(shown).startswith(b"\xff\xd8")

    for other in (town.city_inspector, town.worker, town.city, town.chair):
        sign_in(client, other)
        assert client.get(url).status_code == 404


def test_a_photo_is_sealed_from_the_members_own_branch_until_the_panel_closes(
    inspection, town, client
):
    sign_in(client, town.expert)
    mark(client, inspection, "1.4", answer="1", photos=[picture()])
    url = reverse("evidence:file-detail", args=[ScorePhoto.objects.get().file_id])

    sign_in(client, town.city)
    assert client.get(url).status_code == 404
    close(scored(inspection), town.city_inspector)
    assert b"".join(client.get(url)).startswith(b"\xff\xd8")


def test_a_photo_without_a_score_is_told(inspection, town, as_officer):
    response = mark(as_officer(town.expert), inspection, "1.4", photos=[picture()])

    assert response.status_code == 422
    assert not ScorePhoto.objects.exists()


def test_a_renamed_program_is_no_photo(inspection, town, as_officer):
    fake = SimpleUploadedFile("现场.jpg", b"MZ\x90\x00", "image/jpeg")
    response = mark(as_officer(town.expert), inspection, "1.4", answer="1", photos=[fake])

    assert response.status_code == 422
    assert not seat(inspection, town.expert).scores.exists()


def test_one_members_pages_hold_nothing_of_anothers(inspection, town, client):
    given = full_answers(inspection.plan, nothing=["2.1"], note="甲的秘密评语")
    score_criteria(seat(inspection, town.expert), given, by=town.expert)
    hand_in_scores(seat(inspection, town.expert), by=town.expert)
    pages = [
        reverse("homes:scoring-edit", args=[inspection.pk]) + "?chapter=G2",
        reverse("homes:inspection-detail", args=[inspection.pk]),
        reverse("homes:inspection-close", args=[inspection.pk]),
        inspection.plan.get_absolute_url(),
    ]
    sign_in(client, town.city_inspector)

    for page in pages:
        html = client.get(page).content.decode()
        assert "甲的秘密评语" not in html
    assert " checked" not in client.get(pages[0]).content.decode()


def test_the_scoring_page_is_for_the_panel_alone(inspection, town, client):
    url = reverse("homes:scoring-edit", args=[inspection.pk])
    for officer, status in ((town.county, 403), (town.stranger, 404), (town.worker, 200)):
        sign_in(client, officer)
        assert client.get(url).status_code == status


def test_without_scripts_a_chapter_is_scored_whole(inspection, town, as_officer):
    plan = inspection.plan
    codes = Criterion.objects.filter(standard=plan.standard, chapter="G5", rule__in=["bool"])
    data = {f"c{criterion.pk}-answer": "1" for criterion in codes}
    url = reverse("homes:scoring-edit", args=[inspection.pk])
    response = as_officer(town.expert).post(f"{url}?chapter=G5", data)

    assert response.status_code == 302
    assert seat(inspection, town.expert).scores.count() == len(codes) > 0


def test_handing_in_too_early_names_what_is_missing(inspection, town, as_officer):
    url = reverse("homes:scoring-hand-in", args=[inspection.pk])
    response = as_officer(town.expert).post(url)

    assert response.status_code == 422
    assert "1.1" in response.content.decode()


def test_the_chair_closes_from_the_page_and_the_result_is_shown(inspection, town, client):
    scored(inspection)
    sign_in(client, town.city_inspector)
    url = reverse("homes:inspection-close", args=[inspection.pk])
    data = {"satisfaction": "85", "conclusion": "情况属实", "seen": inspection.moves}
    response = client.post(url, data, follow=True)

    inspection.refresh_from_db()
    assert inspection.stage == InspectionStage.CLOSED
    assert "100.0" in response.content.decode()


@pytest.mark.parametrize("wrong", ["120", "很满意"])
def test_a_malformed_satisfaction_closes_nothing(inspection, town, as_officer, wrong):
    scored(inspection)
    url = reverse("homes:inspection-close", args=[inspection.pk])
    data = {"satisfaction": wrong, "conclusion": "x", "seen": inspection.moves}

    assert as_officer(town.city_inspector).post(url, data).status_code == 422
    inspection.refresh_from_db()
    assert inspection.is_open


def test_a_stale_closing_page_is_told_so(inspection, town, as_officer):
    scored(inspection)
    url = reverse("homes:inspection-close", args=[inspection.pk])
    data = {"conclusion": "x", "seen": inspection.moves + 7}

    assert as_officer(town.city_inspector).post(url, data).status_code == 409


def test_the_city_calls_off_with_a_reason(inspection, town, as_officer):
    url = reverse("homes:inspection-cancel", args=[inspection.pk])
    client = as_officer(town.city)

    assert client.post(url, {"note": " "}).status_code == 422
    assert client.post(url, {"note": "改期", "seen": inspection.moves}).status_code == 302
    inspection.refresh_from_db()
    assert inspection.stage == InspectionStage.CANCELLED


def test_every_page_of_a_closed_inspection_opens(inspection, town, as_officer):
    scored(inspection)
    close(inspection, town.city_inspector)
    client = as_officer(town.city)
    pages = [
        reverse("homes:inspection-list"),
        reverse("homes:publicity-list"),
        reverse("homes:acceptance-record", args=[inspection.plan_id]),
        reverse("homes:home-list"),
        reverse("homes:failure-list"),
        "/",
    ]

    assert [client.get(page).status_code for page in pages[:-1]] == [200] * 5


def test_a_failed_home_is_carried_over_from_the_page(inspection, town, as_officer):
    scored(inspection)
    close(inspection, town.city_inspector, vetoes=["fraud"])
    client, url = as_officer(town.county), reverse("homes:failure-list")

    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"plan": [inspection.plan_id]}).status_code == 302
    inspection.plan.refresh_from_db()
    assert inspection.plan.stage == Stage.CARRIED
