"""Payments as their pages show them."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from assistance.models import Aid, PaymentBatch, PaymentLine, ReturnFile
from assistance.reckoning import differing_aids, reckon
from assistance.workflows.aid import AID, BATCH, AidStage, AidStep, BatchStage, BatchStep
from kernel.days import today
from tests.assistance import payments, story
from tests.assistance.bank import answer_rows, as_file
from tests.cast import make_person
from unions.inbox import todos
from unions.models import Event
from unions.offices import Role


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def aids(town, fund, centre):
    return payments.ready_aids_of(town.street, fund, centre)


@pytest.fixture
def batch(aids, centre):
    return payments.released(centre)


def url(name, batch, *more) -> str:
    return reverse(f"assistance:{name}", args=[batch.pk, *more])


def upload(client, batch, content, name="回盘.csv"):
    file = SimpleUploadedFile(name, content, content_type="text/csv")
    return client.post(url("return-new", batch), {"file": file})


NEW = "/assistance/batches/new/"
TOLD = {"title": "六月生活救助", "layout": "generic-csv"}


# Made up


def test_the_staff_makes_up_a_batch_of_what_the_page_showed(aids, centre, as_officer):
    client = as_officer(centre.staff)
    page = client.get(NEW).content.decode()
    assert all(aid.recipient in page for aid in aids)

    response = client.post(NEW, {**TOLD, "count": "3", "total": "600.00"})

    batch = PaymentBatch.objects.get()
    assert (response.status_code, response["Location"]) == (302, batch.get_absolute_url())
    assert batch.lines.count() == 3


@pytest.mark.parametrize("name", ["kind", "fund", "township", "round"])
def test_a_choice_gathers_only_its_own(town, aids, fund, centre, as_officer, name):
    other = story.make_fund(town.linghai)
    theirs = payments.ready_aid(story.on_file(town.mill_union), other, centre, kind="medical")
    chosen = {"kind": "living", "fund": fund.pk, "township": town.street.pk, "round": 0}
    query = f"?{name}={chosen[name]}"

    response = as_officer(centre.staff).get(NEW + query)

    if name == "round":  # none is approved: the choice makes no sense, and is said so
        assert response.status_code == 422
    else:
        assert response.context["count"] == (4 if name == "township" else 3)
    assert theirs.stage == AidStage.READY


def test_what_changed_meanwhile_is_shown_anew(aids, centre, as_officer):
    response = as_officer(centre.staff).post(NEW, {**TOLD, "count": "2", "total": "300.00"})

    assert response.status_code == 409
    assert not PaymentBatch.objects.exists()
    assert set(Aid.objects.values_list("stage", flat=True)) == {"ready"}


@pytest.mark.parametrize("field", ["title", "layout", "count", "total"])
def test_a_field_that_is_missing_is_named(aids, centre, as_officer, field):
    said = {**TOLD, "count": "3", "total": "600.00", field: ""}

    response = as_officer(centre.staff).post(NEW, said)

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not PaymentBatch.objects.exists()


def test_a_line_is_taken_out_on_its_page(aids, centre, as_officer):
    batch = payments.gathered(centre)

    response = as_officer(centre.staff).post(url("line-take-out", batch, 2))

    assert response.status_code == 302
    assert batch.lines.get(number=2).result == "dropped"


# Seen and stepped


def test_a_batch_shows_masked_cards_and_its_totals(batch, fund, centre, as_officer):
    page = as_officer(centre.finance).get(batch.get_absolute_url()).content.decode()

    assert story.CARD not in page
    assert "***************8907" in page
    assert str(fund) in page
    assert "600.00" in page


def test_the_lines_come_in_pages(town, centre, as_officer):
    fund = story.make_fund(town.linghai, arrived=1_000_000)
    payments.ready_aids_of(town.street, fund, centre, count=51)
    batch = payments.gathered(centre)
    client = as_officer(centre.staff)

    first = client.get(batch.get_absolute_url())
    second = client.get(batch.get_absolute_url() + first.context["page"].next_url)

    assert [len(each.context["rows"]) for each in (first, second)] == [50, 1]


def test_three_people_walk_a_batch_through_its_pages(aids, centre, as_officer):
    batch = payments.gathered(centre)

    for who, step in (("staff", "submit"), ("director", "approve"), ("finance", "send")):
        client = as_officer(getattr(centre, who))
        assert client.get(url("batch-step", batch, step)).status_code == 200
        seen = PaymentBatch.objects.get(pk=batch.pk).moves
        assert client.post(url("batch-step", batch, step), {"seen": seen}).status_code == 302

    batch.refresh_from_db()
    assert batch.stage == BatchStage.SENT


def test_who_stands_against_a_release_is_named_on_the_page(aids, centre, as_officer):
    batch = payments.gathered(centre)
    for who, step in (("staff", "submit"), ("director", "approve")):
        BATCH.take(step, batch, by=getattr(centre, who))
    Aid.objects.filter(pk=aids[0].pk).update(drafted_by=centre.finance)

    response = as_officer(centre.finance).post(url("batch-step", batch, "send"), {"seen": "2"})

    assert response.status_code == 422
    assert f"{aids[0].pk:06d}" in response.content.decode()
    assert PaymentBatch.objects.get().stage == BatchStage.APPROVED


def test_a_page_that_is_no_longer_true_is_told(batch, centre, as_officer):
    response = as_officer(centre.finance).post(url("batch-step", batch, "send"), {"seen": "1"})

    assert response.status_code in {409, 422}


# The bank's file


def test_finance_downloads_the_bank_s_file(batch, centre, as_officer):
    said = {"receiver": "凌海农商银行", "purpose": "代发", "sure": "on"}
    response = as_officer(centre.finance).post(url("batch-file", batch), said)

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
    assert [row[3] for row in rows[1:4]] == [story.CARD] * 3
    assert Event.objects.filter(step="to-bank").count() == 1


@pytest.mark.parametrize("field", ["receiver", "purpose", "sure"])
def test_no_file_without_saying_to_whom_and_why(batch, centre, as_officer, field):
    said = {"receiver": "凌海农商银行", "purpose": "代发", "sure": "on"}
    response = as_officer(centre.finance).post(url("batch-file", batch), {**said, field: ""})

    assert response.status_code == 422
    assert story.CARD not in response.content.decode()
    assert not Event.objects.filter(step="to-bank").exists()


@pytest.mark.parametrize("who", ["staff", "director", "vice_chair", "city", "township"])
@pytest.mark.parametrize("name", ["batch-file", "return-new"])
def test_only_finance_meets_the_bank(batch, centre, as_officer, name, who):
    assert as_officer(getattr(centre, who)).post(url(name, batch)).status_code == 403


# The bank's answer


def test_an_answer_is_matched_on_its_page(batch, centre, as_officer):
    client = as_officer(centre.finance)

    response = upload(client, batch, payments.answer_to(batch, {2: "账号户名不符"}))

    assert response.status_code == 302
    page = client.get(response["Location"]).content.decode()
    assert "账号户名不符" in page
    assert PaymentBatch.objects.get().stage == BatchStage.CLOSED


def test_rows_that_do_not_agree_are_in_a_table(batch, centre, as_officer):
    rows = answer_rows(payments.layouts()["generic-csv"], batch.reference, payments.said_of(batch))
    rows[2][rows[0].index("业务编号")] = "000077"

    response = upload(as_officer(centre.finance), batch, as_file(_csv(), rows))

    page = response.content.decode()
    assert (response.status_code, "000077" in page) == (422, True)
    assert not ReturnFile.objects.exists()


def _csv():
    return payments.layouts()["generic-csv"]


def test_what_cannot_be_read_is_said_row_by_row_without_its_numbers(batch, centre, as_officer):
    rows = answer_rows(_csv(), batch.reference, payments.said_of(batch))
    rows[2][rows[0].index("金额")] = story.CARD

    response = upload(as_officer(centre.finance), batch, as_file(_csv(), rows))

    page = response.content.decode()
    assert response.status_code == 422
    assert "3" in "".join(response.context["lines"])
    assert story.CARD not in page


@pytest.mark.parametrize("content", [b"", b"MZ\x90\0", b"PK\x03\x04", "姓名,卡号\n".encode()])
def test_what_is_no_answer_is_refused(batch, centre, as_officer, content):
    response = upload(as_officer(centre.finance), batch, content)

    assert response.status_code == 422
    assert not ReturnFile.objects.exists()


def test_the_same_file_twice_is_told_on_the_page(town, aids, batch, centre, as_officer):
    client = as_officer(centre.finance)
    content = payments.answer_to(batch, only={1})
    upload(client, batch, content)

    response = upload(client, batch, content)

    assert response.status_code == 422
    assert centre.finance.user.display_name in response.content.decode()


# What waits


def titles(officer) -> list[tuple[str, str]]:
    return [(todo.tag, todo.title) for todo in todos(officer)]


def test_a_batch_waits_with_who_is_next(aids, centre):
    batch = payments.gathered(centre)
    tags = []
    for who, step in (("staff", "submit"), ("director", "approve"), ("finance", "send")):
        officer = getattr(centre, who)
        tags += [tag for tag, title in titles(officer) if title == batch.title]
        BATCH.take(BatchStep(step), batch, by=officer)
    tags += [tag for tag, title in titles(centre.finance) if title == batch.title]

    assert tags == ["To submit", "To approve", "To pay", "With the bank"]


def test_what_the_bank_refused_waits_with_who_asked_for_it(batch, aids, centre):
    payments.read(batch, payments.answer_to(batch, {2: "销户"}), centre.finance)

    for who in (centre.township, centre.staff):
        (told,) = [todo for todo in todos(who) if "销户" in todo.sub]
        assert told.title.endswith("赵和2")
    assert not [t for t in todos(centre.township_deputy) if "销户" in t.sub]


def test_a_batch_that_does_not_come_out_even_is_listed_and_waits(batch, centre, as_officer):
    lines = batch.lines.filter(number__lte=3)
    PaymentLine.objects.filter(pk__in=lines.values("pk")).update(result="succeeded")

    assert ("Difference", batch.title) in titles(centre.finance)
    page = as_officer(centre.finance).get(batch.get_absolute_url())
    assert len(page.context["differing"]) == 3


# The year


def test_a_year_comes_out_even(batch, fund, aids, centre, as_officer):
    payments.read(batch, payments.answer_to(batch, {2: "销户"}), centre.finance)

    (row,) = reckon(centre.staff, today().year)

    assert (row.granted, row.reserved, row.received, row.settled) == (600, 600, 400, 400)
    assert (row.confirmed, row.difference) == (400, 0)
    assert differing_aids(centre.staff, today().year) == []
    assert as_officer(centre.city).get("/assistance/reconciliation/").status_code == 200


def test_what_is_paid_without_the_bank_is_listed(batch, aids, centre):
    story.stand_at(aids[0], AidStage.PAID, paid_on=today())

    (row,) = reckon(centre.staff, today().year)

    assert row.difference == 100
    assert differing_aids(centre.staff, today().year) == [aids[0]]


def test_goods_are_confirmed_by_their_receipt(town, filed, fund, centre):
    aid = payments.ready_aid(filed, fund, centre, form="goods")
    aid.receipt = story.scan(town.street, centre.township)
    aid.save(update_fields=["receipt"])
    AID.take(AidStep.HAND_OVER, aid, by=centre.staff)

    (row,) = reckon(centre.staff, today().year)
    assert (row.confirmed, row.difference) == (1000, 0)
    assert differing_aids(centre.staff, today().year) == []


def test_the_neighbour_sees_nothing_of_it(town, batch, aids, as_officer):
    finance = make_person("farfinance", town.heishan, Role.FINANCE)
    client = as_officer(finance)

    assert client.get(batch.get_absolute_url()).status_code == 404
    assert upload(client, batch, payments.answer_to(batch)).status_code == 404
    assert reckon(finance, today().year) == []
