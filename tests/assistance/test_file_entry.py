"""A household's case taken up: the new file, its parts, and what stands against them."""

from __future__ import annotations

import re

import pytest

from assistance.models import HouseholdFile
from assistance.workflows.household import FILE, FileStage, FileStep
from tests.assistance import story
from tests.assistance.entering import fields, url
from unions.models import Event

NUMBER = story.citizen_id(901)
OPENED = {
    "applicant_name": "钱保国", "identity_kind": "citizen", "id_number": NUMBER,
    "worker_kind": "employed", "workplace": "华兴机械有限公司", "main_reason": "own_illness",
}  # fmt: skip


def test_a_case_is_taken_up_in_the_officers_own_union(township, town, centre):
    response = township.post(url("file-new"), OPENED)

    begun = HouseholdFile.objects.get()
    assert response.url == url("file-edit", begun.pk)
    assert (begun.union, begun.drafted_by) == (town.street, centre.township)
    assert (begun.pinyin, begun.employer) == ("qianbaoguo qbg", town.mill)
    assert (begun.members.get().birth_year, begun.members.get().sex) == (1980, "m")


def test_a_county_officer_chooses_the_township(as_officer, centre, town):
    client = as_officer(centre.staff)

    assert client.post(url("file-new"), OPENED).status_code == 422
    client.post(url("file-new"), {**OPENED, "union": town.street.pk})

    assert HouseholdFile.objects.get().union == town.street


@pytest.mark.parametrize(
    "number", ["", "123", NUMBER[:17] + ("0" if NUMBER[17] != "0" else "1"),
               "210781" + "20270101" + "0019", "2107811980023000" + "19", "字" * 18]
)  # fmt: skip
def test_a_wrong_identity_number_opens_nothing(township, number):
    response = township.post(url("file-new"), {**OPENED, "id_number": number})

    assert response.status_code == 422
    assert "id_number" in response.context["form"].errors
    assert not HouseholdFile.objects.exists()


def test_year_and_sex_are_held_against_the_number(township):
    response = township.post(url("file-new"), {**OPENED, "birth_year": 1981, "sex": "f"})

    assert response.status_code == 422
    assert {"birth_year", "sex"} == set(response.context["form"].errors)


def test_a_passport_is_taken_as_it_is_and_asks_for_year_and_sex(township):
    passport = {**OPENED, "identity_kind": "passport", "id_number": "ea-1234567"}

    assert township.post(url("file-new"), passport).status_code == 422
    township.post(url("file-new"), {**passport, "birth_year": 1979, "sex": "f"})

    assert HouseholdFile.objects.get().members.get().id_number.reveal() == "EA1234567"


def test_a_refused_form_keeps_the_number_behind_its_mask(township):
    refused = township.post(url("file-new"), {**OPENED, "applicant_name": ""})
    page = refused.content.decode()
    kept = re.search(r'name="id_number-kept" value="([^"]+)"', page)[1]
    mask = NUMBER[:6] + "********" + NUMBER[-4:]

    assert NUMBER not in page
    assert mask in page
    township.post(url("file-new"), {**OPENED, "id_number": mask, "id_number-kept": kept})
    assert HouseholdFile.objects.get().members.get().id_number.reveal() == NUMBER


def test_a_person_of_another_file_is_refused_with_the_county_and_nothing_more(
    township, town, centre
):
    other = story.make_file(town.far_union.parent, name="冯远", number=901)

    response = township.post(url("file-new"), OPENED)

    page = response.content.decode()
    assert response.status_code == 422
    assert town.heishan.short_name in page
    assert not any(word in page for word in (other.applicant_name, other.number, "新立屯"))
    assert HouseholdFile.objects.count() == 1


def test_the_applicant_is_saved_and_a_mask_changes_nothing(township, begun):
    data = fields(township.get(url("file-edit", begun.pk)), "applicant")
    assert data["phone"] == "138****0001"

    township.post(url("file-edit", begun.pk), {**data, "bank_name": "锦州银行"})

    begun.refresh_from_db()
    assert begun.bank_name == "锦州银行"
    assert (begun.phone.reveal(), begun.card.reveal()) == (story.PHONE, story.CARD)


def test_a_new_number_is_written_whole(township, begun):
    data = fields(township.get(url("file-edit", begun.pk)), "applicant")

    assert (
        township.post(url("file-edit", begun.pk), {**data, "phone": "138****9"}).status_code == 422
    )
    township.post(url("file-edit", begun.pk), {**data, "phone": "139 0416 0002"})

    begun.refresh_from_db()
    assert begun.phone.reveal() == "13904160002"


def test_the_log_names_fields_and_never_what_they_hold(township, begun):
    data = fields(township.get(url("file-edit", begun.pk)), "applicant")
    township.post(
        url("file-edit", begun.pk), {**data, "phone": "13904160002", "address": "新址9号"}
    )

    event = Event.objects.about(begun).first()
    assert {"phone", "address"} <= set(event.detail["fields"])
    assert not any(text in str(event.detail) for text in ("13904160002", "新址"))
    assert begun.applicant_name not in event.title


def test_an_applicant_renamed_is_renamed_among_the_members(township, begun):
    data = fields(township.get(url("file-edit", begun.pk)), "applicant")
    township.post(url("file-edit", begun.pk), {**data, "applicant_name": "赵和顺"})

    assert begun.members.get().name == "赵和顺"


def test_a_page_older_than_anothers_change_is_told_so(township, begun):
    data = fields(township.get(url("file-edit", begun.pk)), "applicant")
    HouseholdFile.objects.filter(pk=begun.pk).update(bank_name="别行")

    typed = {"bank_name": "锦州银行", "phone": "13904160002"}
    response = township.post(url("file-edit", begun.pk), {**data, **typed})

    assert response.status_code == 409
    assert "锦州银行" in response.content.decode()
    assert "13904160002" not in response.content.decode()
    begun.refresh_from_db()
    assert begun.bank_name == "别行"


def test_a_file_that_was_handed_in_is_written_no_more(as_officer, draft, centre):
    client = as_officer(centre.township)
    data = fields(client.get(url("file-edit", draft.pk)), "applicant")
    FILE.take(FileStep.SUBMIT, draft, by=centre.township)

    assert client.post(url("file-edit", draft.pk), data).status_code == 409
    assert client.get(url("file-edit", draft.pk)).url == draft.get_absolute_url()
    for part in ("income-edit", "cost-edit", "member-new", "proof-new", "consent-new"):
        assert client.post(url(part, draft.pk), {}).status_code == 409


def test_only_those_who_report_may_write(as_officer, begun, centre, town):
    assert as_officer(centre.finance).get(url("file-edit", begun.pk)).status_code == 403
    assert as_officer(town.city).get(url("file-new")).status_code == 403
    assert as_officer(town.stranger).get(url("file-edit", begun.pk)).status_code == 404
    assert as_officer(town.far_chair).post(url("file-edit", begun.pk)).status_code == 404


def test_a_returned_file_is_written_again(township, begun):
    story.stand_at(begun, FileStage.RETURNED)
    data = fields(township.get(url("file-edit", begun.pk)), "applicant")

    assert township.post(url("file-edit", begun.pk), data).status_code == 302


def test_the_page_shows_no_number_in_full(township, begun):
    page = township.get(url("file-edit", begun.pk)).content.decode()
    number = begun.members.get().id_number.reveal()

    assert not any(text in page for text in (number, story.PHONE, story.CARD, story.ILLNESS))
    assert "大凌河街道1号" not in page


def test_the_page_warns_of_a_shared_phone_a_foreign_card_and_age(township, begun, town):
    story.make_file(town.far_union.parent, name="冯远", phone=story.PHONE, card="")
    HouseholdFile.objects.filter(pk=begun.pk).update(card_holder="孙丽")
    begun.members.update(birth_year=1950)

    warnings = township.get(url("file-edit", begun.pk)).context["warnings"]

    assert town.heishan.short_name in warnings["phone"][0]
    assert set(warnings) == {"phone", "card_holder", "members"}
    assert township.get(url("file-edit", begun.pk)).status_code == 200


def test_units_of_the_roll_are_offered_while_a_name_is_typed(township, town):
    page = township.get(url("workplace-list"), {"workplace": "huaxing"}).content.decode()

    assert town.mill.name in page
    assert town.far_mill.name not in page
