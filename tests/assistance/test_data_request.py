"""A person asks for a copy, a correction or the deletion of their data (PIPL §44–47)."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from assistance.actions.blanking import (
    decide_disposal,
    delete_as_asked,
    kept_until,
    propose_disposal,
    retention_over,
)
from assistance.actions.copying import is_plumbing, make_copy, models_of_a_copy
from assistance.actions.requesting import receive_request, take_request_step
from assistance.models import Consent, DataRequest, PrivacyRecord, PublicApplication, Station
from assistance.own_data import column_label, table_label
from assistance.workflows.household import FileStage
from kernel.days import months_after, today
from kernel.workdays import add_working_days
from tests.assistance import payments, story
from tests.assistance.world import RECEIPT
from unions.models import Event
from unions.refusals import MoveRefused, Refused
from unions.scoping import owned_by


def ask(kind: str, file, by, **changes) -> DataRequest:
    said = {"kind": kind, "name": "赵和平", "phone": story.PHONE, "words": "", **changes}
    said.setdefault("received_on", today())
    return receive_request(said, file=file, application=None, union=by.union, by=by)


def identified(kind: str, file, by) -> DataRequest:
    request = ask(kind, file, by)
    take_request_step("identify", request, note="出示身份证", seen=None, by=by)
    return request


def cells(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return " ".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )


def leave(file, on: date) -> None:
    story.stand_at(file, FileStage.EXITED, exited_on=on, exit_reason="out_of_hardship")
    file.free_members()


@pytest.fixture
def cold_cache():
    cache.clear()
    yield
    cache.clear()


def test_the_days_count_from_the_day_it_was_received(centre, filed):
    day = today() - timedelta(days=5)
    request = ask("copy", filed, centre.township, received_on=day)
    take_request_step("identify", request, note="出示身份证", seen=None, by=centre.township)

    assert request.due_on == add_working_days(day, 15)


def test_a_copy_holds_everything_in_clear(centre, draft):
    copy = make_copy(identified("copy", draft, centre.township), by=centre.township)

    text = cells(copy)
    number = draft.members.get().id_number.reveal()
    for own in (story.PHONE, story.CARD, story.ILLNESS, number, "大凌河街道1号"):
        assert own in text


def test_a_copy_names_everything_in_the_readers_language():
    with translation.override("zh-hans"):
        for model in models_of_a_copy():
            labels = [column_label(f) for f in model._meta.concrete_fields if not is_plumbing(f)]

            assert not [text for text in [table_label(model), *labels] if text.isascii()]


def test_a_copy_is_logged_and_leaves_nothing_behind(centre, draft):
    request = identified("copy", draft, centre.township)
    make_copy(request, by=centre.township)

    event = Event.objects.about(request).get(step="copy")
    assert event.officer == centre.township
    assert story.PHONE not in f"{event.detail}{event.note}{event.title}"


def test_no_copy_before_the_identity_is_checked(centre, draft):
    with pytest.raises(Refused):
        make_copy(ask("copy", draft, centre.township), by=centre.township)


def test_no_answer_before_the_copy_is_handed_over(centre, draft):
    request = identified("copy", draft, centre.township)
    with pytest.raises(MoveRefused):
        take_request_step("answer", request, note="已交付", seen=None, by=centre.township)

    make_copy(request, by=centre.township)
    take_request_step("answer", request, note="已交付", seen=None, by=centre.township)
    assert (request.stage, request.answered_on) == ("answered", today())


def test_the_copy_is_kept_by_no_browser(as_officer, centre, draft):
    request = identified("copy", draft, centre.township)
    address = reverse("assistance:request-copy", args=[request.pk])
    response = as_officer(centre.township).post(address)

    assert "no-store" in response["Cache-Control"]
    assert story.PHONE in cells(response.content)


def test_what_has_to_be_kept_is_kept_and_said(centre, filed):
    leave(filed, today())
    request = identified("deletion", filed, centre.township)
    delete_as_asked(request, by=centre.township)

    assert f"{kept_until(filed):%Y-%m-%d}" in request.kept_because
    filed.refresh_from_db()
    assert filed.phone.reveal() == story.PHONE


def test_a_live_file_is_not_deleted(centre, filed):
    request = identified("deletion", filed, centre.township)
    delete_as_asked(request, by=centre.township)

    assert request.kept_because
    assert request.blanked_at is None


def test_a_file_that_never_was_on_the_register_is_deleted_at_once(centre, draft):
    story.stand_at(draft, FileStage.WITHDRAWN)
    draft.free_members()
    request = identified("deletion", draft, centre.township)
    delete_as_asked(request, by=centre.township)

    draft.refresh_from_db()
    member = draft.members.get()
    assert (draft.applicant_name, str(draft.phone), draft.phone_index) == ("—", "", "")
    assert (member.name, str(member.id_number), str(member.illness)) == ("—", "", "")
    assert not draft.proofs.exists()
    assert request.blanked_at


def test_deleting_is_logged_without_what_was_deleted(centre, draft):
    story.stand_at(draft, FileStage.WITHDRAWN)
    delete_as_asked(identified("deletion", draft, centre.township), by=centre.township)

    event = Event.objects.about(draft).get(step="blank")
    assert "赵和平" not in f"{event.title}{event.detail}{event.note}"


def test_a_withdrawn_consent_is_marked_and_stands_in_the_way(centre, draft):
    request = identified("withdrawal", draft, centre.township)
    delete_as_asked(request, by=centre.township)

    assert not Consent.objects.filter(file=draft, withdrawn_at=None).exists()
    assert len(draft.missing_to_submit()) >= 2


def test_only_the_county_above_sees_a_request(as_officer, town, centre, draft):
    request = ask("copy", draft, centre.township)
    for person, status in ((centre.staff, 200), (town.stranger, 404), (town.chair, 403)):
        assert as_officer(person).get(request.get_absolute_url()).status_code == status


def test_what_is_to_be_corrected_is_read_for_a_reason(as_officer, centre, draft):
    asked = ask("correction", draft, centre.staff, words="单位改为锦华酒店")
    page = reverse("assistance:request-opening", args=[asked.pk])
    data = {"fields_to_open": "words", "reason": "按本人要求更正单位"}
    response = as_officer(centre.staff).post(page, data)

    assert "单位改为锦华酒店" in response.content.decode()
    assert Event.objects.filter(subject_id=asked.pk, step="look").exists()


def test_a_request_on_paper_is_entered_with_its_file(as_officer, centre, draft):
    said = {"kind": "correction", "name": "赵和平", "phone": story.PHONE, "file": draft.pk,
            "received_on": today(), "words": "地址有误"}  # fmt: skip
    response = as_officer(centre.township).post(reverse("assistance:request-new"), said)

    request = DataRequest.objects.get()
    assert (response.status_code, request.file) == (302, draft)
    assert request.words.reveal() == "地址有误"


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "123"), ("file", 999999), ("received_on", "2999-01-01"), ("kind", "all")],
)
def test_a_wrong_field_is_named(as_officer, centre, field, value):
    said = {"kind": "copy", "name": "赵和平", "received_on": today(), field: value}
    response = as_officer(centre.township).post(reverse("assistance:request-new"), said)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


# From the public page


@pytest.fixture
def application(world) -> PublicApplication:
    return PublicApplication.objects.get()


def ask_in_public(client, kind="deletion", tail=story.PHONE[-4:]):
    address = reverse("assistance:public-data", args=["210700"])
    return client.post(address, {"receipt": RECEIPT, "tail": tail, "kind": kind, "words": ""})


def test_an_applicant_asks_without_an_account(client, application, cold_cache):
    response = ask_in_public(client)

    request = DataRequest.objects.get(channel="public")
    assert (response.status_code, request.application) == (200, application)
    assert request.phone.reveal() == story.PHONE
    assert story.PHONE not in response.content.decode()


def test_the_same_is_not_asked_twice(client, application, cold_cache):
    ask_in_public(client)

    assert ask_in_public(client).status_code == 422
    assert DataRequest.objects.filter(channel="public").count() == 1


def test_nobody_asks_with_a_wrong_pair(client, application, cold_cache):
    assert ask_in_public(client, tail="9999").status_code == 422


def test_an_application_without_a_file_is_deleted_with_its_receipt(client, world, cold_cache):
    ask_in_public(client)
    officer = world.city.county
    request = DataRequest.objects.get(channel="public")
    take_request_step("identify", request, note="出示身份证", seen=None, by=officer)
    delete_as_asked(request, by=officer)

    application = PublicApplication.objects.get()
    assert (application.name, str(application.phone), str(application.words)) == ("—", "", "")
    pair = {"receipt": RECEIPT, "tail": story.PHONE[-4:]}
    progress = client.post(reverse("assistance:public-progress", args=["210700"]), pair)
    assert progress.status_code == 422


# The end of keeping


def test_a_file_comes_onto_the_list_when_its_years_are_over(centre, filed):
    leave(filed, months_after(today(), -120))
    assert not retention_over(centre.staff, 10).exists()

    leave(filed, months_after(today(), -120) - timedelta(days=1))
    assert list(retention_over(centre.staff, 10)) == [filed]


def test_two_persons_end_a_file(centre, filed):
    leave(filed, date(2001, 1, 1))
    disposal = propose_disposal(filed, "保管期满,无保存价值", by=centre.staff)
    decide_disposal("destroy", disposal, note="同意销毁", seen=None, by=centre.director)

    filed.refresh_from_db()
    assert (disposal.stage, filed.applicant_name, str(filed.card)) == ("destroyed", "—", "")
    assert not retention_over(centre.staff, 10).exists()


def test_who_appraised_does_not_decide(centre, filed):
    leave(filed, date(2001, 1, 1))
    disposal = propose_disposal(filed, "保管期满", by=centre.staff)
    disposal.drafted_by = centre.director

    with pytest.raises(MoveRefused):
        decide_disposal("destroy", disposal, note="同意", seen=None, by=centre.director)


def test_what_must_be_kept_is_not_appraised(centre, filed):
    leave(filed, today())

    with pytest.raises(Refused):
        propose_disposal(filed, "不再需要", by=centre.staff)


def test_a_kept_file_may_be_appraised_again(centre, filed):
    leave(filed, date(2001, 1, 1))
    first = propose_disposal(filed, "保管期满", by=centre.staff)
    decide_disposal("keep", first, note="涉诉", seen=None, by=centre.director)

    assert propose_disposal(filed, "已结案", by=centre.staff).pk != first.pk


# The registers


def test_a_breach_says_risks_measures_and_who_was_told(as_officer, centre):
    said = {
        "kind": "breach", "title": "名单误发", "happened_on": today(), "data_kinds": "姓名",
        "purpose": "误发", "risks": "他人看到", "measures": "撤回", "persons_told_on": today(),
    }  # fmt: skip
    client = as_officer(centre.director)
    lacking = client.post(reverse("assistance:privacy-new"), {**said, "measures": ""})
    client.post(reverse("assistance:privacy-new"), said)

    assert list(lacking.context["form"].errors) == ["measures"]
    record = PrivacyRecord.objects.get()
    assert (record.kind, record.persons_told_on) == ("breach", today())
    assert record.keep_until == months_after(today(), 36)


def test_a_transfer_names_who_got_it_and_what_allows_it(as_officer, centre):
    said = {"kind": "transfer", "title": "向银行提供", "happened_on": today(),
            "data_kinds": "姓名、卡号", "purpose": "发放"}  # fmt: skip
    response = as_officer(centre.staff).post(reverse("assistance:privacy-new"), said)

    assert set(response.context["form"].errors) == {"receiver", "basis"}


def test_the_register_of_transfers_lists_means_checks_and_bank_files(as_officer, world):
    address = reverse("assistance:privacy-list")
    response = as_officer(world.city.county).get(address, {"kind": "transfer"})

    assert [check.receiver for check in response.context["checks"]] == ["凌海市民政局"]


def test_a_station_of_the_county_takes_requests_without_a_file(centre, town):
    Station.objects.create(place="一楼", **owned_by(town.linghai))
    request = ask("copy", None, centre.staff)

    assert request.union == town.linghai


def test_a_request_to_withdraw_asks_what_becomes_of_aid(as_officer, draft, fund, centre):
    story.stand_at(draft, FileStage.ACTIVE, filed_on=today())
    aid = payments.ready_aid(draft, fund, centre)
    asked = identified("withdrawal", draft, centre.township)
    client, where = (
        as_officer(centre.township),
        reverse("assistance:request-delete", args=[asked.pk]),
    )
    assert str(aid) in client.get(asked.get_absolute_url()).content.decode()

    assert client.post(where).status_code == 422
    assert not draft.consents.exclude(withdrawn_at=None).exists()
    assert client.post(where, {"unpaid": "drop"}).status_code == 302
    aid.refresh_from_db()
    assert (aid.stage, draft.consents.filter(withdrawn_at=None).count()) == ("withdrawn", 0)


def test_an_answer_come_too_late_is_given_back(as_officer, draft, centre):
    asked = identified("correction", draft, centre.township)
    story.stand_at(asked, "refused")
    where = reverse("assistance:request-step", args=[asked.pk, "answer"])

    answer = as_officer(centre.township).post(where, {"note": "已当面更正住址"})

    assert (answer.status_code, answer.context["again"]) == (422, asked.get_absolute_url())
    assert "已当面更正住址" in answer.content.decode()
