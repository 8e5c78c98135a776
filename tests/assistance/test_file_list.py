"""The list of files: found, filtered, exported, opened again, taken over; living standards."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import load_workbook

from assistance.models import HouseholdFile, LivingStandard
from assistance.workflows.household import FileStage
from kernel.days import today
from tests.assistance import story
from tests.assistance.entering import url
from unions.actions import set_parameter
from unions.models import Event


def names(response) -> list[str]:
    return [row["file"].applicant_name for row in response.context["rows"]]


def told(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_a_township_sees_its_own_files_and_a_county_all_of_its(as_officer, centre, town):
    story.make_file(town.street, name="赵和平")
    story.make_file(town.far_union.parent, name="冯远")

    assert names(as_officer(centre.township).get(url("file-list"))) == ["赵和平"]
    assert names(as_officer(centre.director).get(url("file-list"))) == ["赵和平"]
    assert len(names(as_officer(centre.city).get(url("file-list")))) == 2
    assert as_officer(town.city_inspector).get(url("file-list")).status_code == 403


def test_a_name_or_its_pinyin_finds_a_file(as_officer, centre, town):
    story.make_file(town.street, name="赵和平", pinyin="zhaoheping zhp")
    story.make_file(town.street, name="钱保国", pinyin="qianbaoguo qbg", number=55)
    client = as_officer(centre.township)

    for words in ("赵和", "zhp", "zhaohe"):
        address = client.post(url("file-find"), {"find": words}).url
        assert names(client.get(address)) == ["赵和平"]


@pytest.mark.parametrize("number", [story.citizen_id(55), story.PHONE])
def test_a_number_leads_to_the_file_and_never_into_an_address(as_officer, centre, town, number):
    file = story.make_file(town.street, number=55)

    response = as_officer(centre.township).post(url("file-find"), {"find": number})

    assert response.url == file.get_absolute_url()
    assert number not in response.url


def test_a_number_of_another_county_tells_only_the_county(as_officer, centre, town):
    file = story.make_file(town.far_union.parent, name="冯远", number=55)
    client = as_officer(centre.township)

    response = client.post(url("file-find"), {"find": story.citizen_id(55)}, follow=True)

    page = response.content.decode()
    assert town.heishan.short_name in page
    assert not any(word in page for word in ("冯远", story.citizen_id(55), file.number))


@pytest.mark.parametrize("number", [story.citizen_id(56), "210781198001019999", "13900000000"])
def test_a_number_nobody_has_is_told_without_repeating_it(as_officer, centre, number):
    response = as_officer(centre.township).post(url("file-find"), {"find": number}, follow=True)

    assert response.redirect_chain[0][0] == url("file-list")
    assert number not in response.content.decode()
    assert told(response)


def test_filters_stand_in_the_address(as_officer, centre, town):
    story.on_file(town.street, name="赵和平", other_reasons=["schooling"])
    story.make_file(town.street, name="钱保国", worker_kind="migrant", number=55)
    client = as_officer(centre.staff)

    for query, found in (
        ({"stage": "active"}, ["赵和平"]), ({"category": "deep"}, ["赵和平"]),
        ({"reason": "schooling"}, ["赵和平"]), ({"worker_kind": "migrant"}, ["钱保国"]),
        ({"township": town.street.pk, "stage": "draft"}, ["钱保国"]), ({"stage": "exited"}, []),
    ):  # fmt: skip
        assert names(client.get(url("file-list"), query)) == found


def test_what_is_late_is_marked(as_officer, centre, town):
    file = story.make_file(town.street)
    story.stand_at(file, FileStage.UNIT_REVIEW, due_on=today().replace(year=2020))

    (row,) = as_officer(centre.township).get(url("file-list")).context["rows"]

    assert row["late"]
    assert row["tone"] == "red"


def test_twenty_files_cost_no_more_queries_than_one(as_officer, centre, town):
    client = as_officer(centre.staff)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(url("file-list"))
        return len(captured)

    story.make_file(town.street)
    asked()
    one = asked()
    for _more in range(21):
        story.make_file(town.street)

    assert asked() <= one + 1  # a second page needs one to know that it is there


def test_an_export_is_masked_marked_and_logged(as_officer, centre, town):
    story.make_file(town.street, number=55)

    response = as_officer(centre.township).get(url("file-export"), {"stage": "draft", "q": "赵"})

    assert "no-store" in response["Cache-Control"]
    rows = load_workbook(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    words = str(rows)
    assert "138****0001" in words
    assert not any(text in words for text in (story.PHONE, story.CARD, story.citizen_id(55)))
    assert centre.township.user.display_name in str(rows[-1])
    assert Event.objects.get(step="export").detail == {"rows": 1, "filters": {"stage": "draft"}}


def test_an_export_of_too_many_is_refused_with_what_to_do(as_officer, centre, town):
    set_parameter(
        "assistance.export_rows", 1, valid_from=today(), basis="锦工发〔2026〕1号",
        union=town.root, by=town.city,
    )  # fmt: skip
    for number in (55, 56):
        story.make_file(town.street, number=number)

    assert as_officer(centre.township).get(url("file-export")).status_code == 422
    assert not Event.objects.filter(step="export").exists()


def test_a_household_that_comes_back_has_a_new_file_beside_the_old(as_officer, centre, draft):
    draft.proofs.filter(kind="medical").update(expires_on=today().replace(year=2020),
                                               issued_on=None)  # fmt: skip
    story.stand_at(draft, FileStage.EXITED, exited_on=today(), exit_reason="out_of_hardship")
    draft.free_members()

    response = as_officer(centre.township).post(url("file-again", draft.pk))

    new = HouseholdFile.objects.get(previous=draft)
    assert response.url == url("file-edit", new.pk)
    assert new.members.get().id_number.reveal() == draft.members.get().id_number.reveal()
    assert (new.phone.reveal(), new.members.get().illness.reveal()) == (story.PHONE, story.ILLNESS)
    assert set(new.proofs.values_list("kind", flat=True)) == {
        "application", "identity", "income", "bank_card"
    }  # fmt: skip
    assert not new.consents.exists()


def test_a_live_file_is_not_opened_again_and_a_second_press_opens_nothing(
    as_officer, centre, draft
):
    client = as_officer(centre.township)
    assert client.post(url("file-again", draft.pk)).status_code == 422

    story.stand_at(draft, FileStage.REJECTED)
    draft.free_members()
    client.post(url("file-again", draft.pk))

    assert client.post(url("file-again", draft.pk)).status_code == 422
    assert HouseholdFile.objects.filter(previous=draft).count() == 1


def test_the_city_sets_a_countys_standard_and_others_read_it(as_officer, centre, town):
    sent = {"place": town.linghai.pk, "monthly": "735.50", "valid_from": "2026-07-01",
            "basis": "锦民发〔2026〕9号"}  # fmt: skip
    assert as_officer(centre.staff).post(url("standard-new"), sent).status_code == 403
    client = as_officer(town.city)
    client.post(url("standard-new"), sent)

    assert LivingStandard.objects.get(union=town.linghai).monthly == 735.5
    assert client.post(url("standard-new"), sent).status_code == 422
    assert "735.50" in as_officer(centre.township).get(url("standard-list")).content.decode()
