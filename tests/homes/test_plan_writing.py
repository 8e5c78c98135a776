import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from evidence.models import EvidenceFile
from homes.actions.planning import Draft, save_measures
from homes.actions.stepping import take_step
from homes.models import Attachment
from homes.workflow import Step
from tests.homes.plans import AT_YEARS_END, measures_of, photo, submit, write
from unions.models import Event
from unions.refusals import MoveRefused, Overtaken, Refused


def edit_url(plan):
    return reverse("homes:plan-edit", args=[plan.pk])


def measure_url(plan, measure):
    return reverse("homes:measure-edit", args=[plan.pk, measure.pk])


def posted(plan, measure, **fields):
    """What the page sends for one measure, and the count of moves it showed."""
    prefix = f"m{measure.pk}"
    return {"all-seen": plan.moves} | {f"{prefix}-{name}": v for name, v in fields.items()}


def test_the_chair_saves_a_draft_that_is_not_complete(plan, town, as_officer):
    measure = measures_of(plan)[0]

    response = as_officer(town.chair).post(
        edit_url(plan), posted(plan, measure, text="补选女职工委员会")
    )

    measure.refresh_from_db()
    assert response.status_code == 302
    assert measure.text == "补选女职工委员会"


def test_several_files_are_kept_with_the_measure(plan, town, as_officer):
    measure = measures_of(plan)[0]
    files = [photo("一.jpg", 10), photo("二.jpg", 200)]

    as_officer(town.chair).post(
        edit_url(plan), posted(plan, measure, already_met="on", proof=files)
    )

    assert measure.attachments.count() == 2


def test_a_file_can_be_taken_away_while_drafting(plan, town, as_officer):
    measure = measures_of(plan)[0]
    save_measures(plan, [Draft(measure, [photo()])], by=town.chair)

    as_officer(town.chair).post(
        edit_url(plan), posted(plan, measure, remove=[measure.attachments.get().pk])
    )

    assert not measure.attachments.exists()


def test_the_same_photo_sent_twice_is_one_proof(plan, town):
    measure = measures_of(plan)[0]

    save_measures(plan, [Draft(measure, [photo(), photo()])], by=town.chair)

    assert measure.attachments.count() == 1


def test_a_renamed_program_is_refused_and_nothing_is_half_written(plan, town, as_officer):
    measure, other = measures_of(plan)[:2]
    program = SimpleUploadedFile("公章.jpg", b"MZ\x90\x00" * 64, "image/jpeg")
    data = posted(plan, measure, text="写了一半", proof=[photo(), program])

    response = as_officer(town.chair).post(
        edit_url(plan), data | posted(plan, other, text="另一条")
    )

    assert response.status_code == 422
    assert "公章.jpg" in response.content.decode()
    assert "写了一半" in response.content.decode()
    assert not EvidenceFile.objects.exists()
    assert not plan.measures.exclude(text="").exists()


@pytest.mark.parametrize("due_on", ["2026-02-30", "明天", "1e9", "99999-01-01"])
def test_a_malformed_date_is_refused_in_place(plan, town, as_officer, due_on):
    measure = measures_of(plan)[0]

    response = as_officer(town.chair).post(
        edit_url(plan), posted(plan, measure, text="按期换届", due_on=due_on)
    )

    assert response.status_code == 422
    measure.refresh_from_db()
    assert measure.text == ""


def test_one_person_and_date_fill_only_what_names_none(plan, town, as_officer):
    measure = measures_of(plan)[0]
    data = posted(plan, measure, responsible="赵颖")
    data |= {"all-responsible": "李强", "all-due_on": AT_YEARS_END.isoformat(), "fill": "yes"}

    as_officer(town.chair).post(edit_url(plan), data)

    assert plan.measures.get(responsible="赵颖") == measure
    assert set(plan.measures.values_list("due_on", flat=True)) == {AT_YEARS_END}


def test_a_stale_page_saves_nothing(plan, town, as_officer):
    measure = measures_of(plan)[0]
    data = posted(plan, measure, text="旧页面") | {"all-seen": plan.moves - 1}

    response = as_officer(town.chair).post(edit_url(plan), data)

    assert response.status_code == 409
    measure.refresh_from_db()
    assert measure.text == ""


def test_a_measure_saves_itself_and_tells_what_is_missing(plan, town, as_officer):
    measure = measures_of(plan)[0]

    response = as_officer(town.chair).post(
        measure_url(plan, measure),
        posted(plan, measure, text="建立调解组织"),
        headers={"hx-request": "true"},
    )

    assert 'id="gaps"' in response.content.decode()
    measure.refresh_from_db()
    assert measure.text == "建立调解组织"


def test_a_file_sent_at_once_comes_back_with_its_measure(plan, town, as_officer):
    measure = measures_of(plan)[0]

    response = as_officer(town.chair).post(
        measure_url(plan, measure),
        posted(plan, measure, already_met="on", proof=[photo("印模.jpg")]),
        headers={"hx-request": "true"},
    )

    assert "印模.jpg" in response.content.decode()
    assert f'id="m{measure.pk}"' in response.content.decode()


@pytest.mark.parametrize("who", ["county", "city", "city_inspector"])
def test_only_its_chair_writes_a_plan(plan, town, as_officer, who):
    measure = measures_of(plan)[0]
    client = as_officer(getattr(town, who))

    assert client.post(edit_url(plan), posted(plan, measure, text="代笔")).status_code == 403
    with pytest.raises(Refused):
        save_measures(plan, [Draft(measure)], by=getattr(town, who))


def test_a_submitted_plan_is_written_no_more(plan, town, as_officer):
    submit(plan, town)

    assert as_officer(town.chair).get(edit_url(plan)).status_code == 302
    with pytest.raises(Refused):
        save_measures(plan, [Draft(measures_of(plan)[0])], by=town.chair)


def test_writing_with_an_old_view_of_the_plan_is_overtaken(plan, town):
    submit(plan, town)
    plan.moves -= 1

    with pytest.raises(Overtaken):
        save_measures(plan, [Draft(measures_of(plan)[0])], by=town.chair)


def test_what_is_missing_is_listed_with_a_way_to_the_field(plan, town, as_officer):
    measure = measures_of(plan)[0]

    page = as_officer(town.chair).get(edit_url(plan)).content.decode()

    assert f"{edit_url(plan)}#m{measure.pk}" in page
    assert f'id="m{measure.pk}"' in page


def test_an_incomplete_plan_is_not_submitted_and_nothing_changes(plan, town, as_officer):
    url = reverse("homes:plan-step", args=[plan.pk, "submit"])
    before = Event.objects.count()

    response = as_officer(town.chair).post(url, {"seen": plan.moves})

    plan.refresh_from_db()
    assert response.status_code == 422
    assert response.context["missing"]
    assert (plan.stage, Event.objects.count()) == ("drafting", before)


def test_a_met_criterion_without_evidence_holds_the_plan_up(plan, town):
    write(plan, town)
    measure = measures_of(plan)[3]
    measure.already_met = True
    save_measures(plan, [Draft(measure)], by=town.chair)

    with pytest.raises(MoveRefused) as refused:
        take_step(plan, Step.SUBMIT, by=town.chair)
    assert len(refused.value.missing) == 1


def test_the_log_keeps_the_measures_as_they_were_submitted(plan, town):
    submit(plan, town)

    lines = Event.objects.get(step="submit").detail["measures"]
    assert lines[0]["text"] == "召开职代会"
    assert len(lines) == plan.measures.count()


def test_a_plans_file_is_served_to_whoever_sees_the_plan(plan, town, as_officer):
    save_measures(plan, [Draft(measures_of(plan)[0], [photo()])], by=town.chair)
    url = reverse("homes:plan-file", args=[plan.pk, EvidenceFile.objects.get().pk])

    response = as_officer(town.county).get(url)
    assert b"".join(response).startswith(b"\xff\xd8")
    assert as_officer(town.stranger).get(url).status_code == 404


def test_a_file_of_another_plan_is_not_there(plan, town, as_officer):
    file = EvidenceFile.objects.create(
        name="别家.jpg", media_type="image/jpeg", extension=".jpg", size=1, sm3="0" * 64,
        uploaded_by=town.far_chair, federation=town.federation, union=town.far_union,
    )  # fmt: skip
    url = reverse("homes:plan-file", args=[plan.pk, file.pk])

    assert as_officer(town.city).get(url).status_code == 404
    assert not Attachment.objects.exists()


def test_a_measure_of_another_plan_is_not_there(plan, town, as_officer):
    url = reverse("homes:measure-edit", args=[plan.pk, 999_999_999])

    assert as_officer(town.chair).post(url, {}).status_code == 404
