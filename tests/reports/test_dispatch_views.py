"""The pages of dispatches and of the register of numbers."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest
from django.urls import reverse

from kernel import typesetting
from reports.actions import request_report
from reports.dispatches.inbox import dispatches
from reports.dispatches.making import official
from reports.models import Dispatch, Document
from reports.workflows.dispatch import DISPATCH
from tests.cast import YEAR, make_person, sign_in
from tests.reports.conftest import finish
from tests.reports.test_dispatches import WORDS, Desk, desk_of, draft, issued, signed, void
from unions.offices import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(town) -> Desk:
    return desk_of(town)


@pytest.fixture(autouse=True)
def _unset(monkeypatch):
    monkeypatch.setattr(typesetting, "typeset", lambda document: b"%PDF-1.7")


def test_a_report_is_made_official_with_its_words_and_its_tables(client, year):
    desk = desk_of(year)
    report = finish(request_report("reports.targets", YEAR, union=year.root, by=year.city))
    sign_in(client, desk.staff)
    address = f"{reverse('reports:dispatch-new')}?document={report.pk}"
    assert address in client.get(report.get_absolute_url()).content.decode()
    begun = client.get(address).context["form"]

    posted = {name: begun[name].value() or "" for name in begun.fields}
    client.post(address, posted)
    dispatch = Dispatch.objects.get()
    assert (dispatch.kind, dispatch.title) == ("report", report.title)
    assert "一、" in dispatch.body
    assert [row.document for row in dispatch.annexes.all()] == [report]


def test_reports_of_one_title_are_told_apart_where_they_are_annexed(client, year):
    asked = {"union": year.root, "by": year.city}
    made = [finish(request_report("reports.targets", YEAR, **asked)) for _n in range(2)]
    Document.objects.filter(pk=made[0].pk).update(as_of=made[1].as_of - timedelta(days=1))
    sign_in(client, year.city)
    field = client.get(reverse("reports:dispatch-new")).context["form"].fields["annexes"]
    named = [str(label) for _value, label in field.choices]

    assert len({*named}) == len(named) == 2
    assert [document.pk for document in field.queryset] == [made[1].pk, made[0].pk]


def test_another_unions_report_begins_nothing(client, year):
    desk_of(year)
    report = finish(request_report("reports.targets", YEAR, union=year.linghai, by=year.county))
    sign_in(client, year.city)
    address = f"{reverse('reports:dispatch-new')}?document={report.pk}"

    assert address not in client.get(report.get_absolute_url()).content.decode()
    assert client.get(address).context["form"]["title"].value() is None


def test_the_text_is_shown_as_it_will_be_printed(client, desk):
    sign_in(client, desk.staff)
    page = client.post(reverse("reports:dispatch-preview"), {"body": "二、甲\n<b>乙</b>"})
    text = page.content.decode()

    assert "一、甲" in text
    assert "原写二、" in text
    assert "&lt;b&gt;乙" in text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "minutes"}, "addressees"),
        ({"body": ""}, "body"),
        ({"kind": "order"}, "kind"),
        ({"copy_number": "12"}, "copy_number"),
        ({"urgency": "soon"}, "urgency"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(client, desk, changes, field):
    sign_in(client, desk.staff)
    wanted = {**WORDS, "countersigned": "", "replaces": "", **changes}
    page = client.post(reverse("reports:dispatch-new"), wanted)

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Dispatch.objects.exists()


def test_a_countersignature_is_not_asked_for_where_nobody_can_give_it(client, town):
    sign_in(client, town.city)
    wanted = {**WORDS, "countersigned": "on", "replaces": ""}
    page = client.post(reverse("reports:dispatch-new"), wanted)
    assert "countersigned" in page.context["form"].errors

    make_person("purse", town.root, Role.FINANCE)
    assert client.post(reverse("reports:dispatch-new"), wanted).status_code == 302


def test_a_text_that_says_it_is_classified_is_not_taken(client, desk):
    sign_in(client, desk.staff)
    wanted = {**WORDS, "countersigned": "", "replaces": "", "body": "秘密 ★1年\n一、目标"}
    page = client.post(reverse("reports:dispatch-new"), wanted)

    assert page.status_code == 422
    assert page.context["form"].non_field_errors()
    assert not Dispatch.objects.exists()


def test_a_dispatch_is_headed_as_its_form_says(client, desk):
    sign_in(client, desk.staff)
    heads = {"urgency": "at-once", "copy_number": "000001", "note": "联系人：王芳", "sealed": ""}
    client.post(reverse("reports:dispatch-new"), {**WORDS, "replaces": "", **heads})
    printed = official(Dispatch.objects.get())

    assert printed.above_mark == [("copy-number", "000001"), ("urgency", "特急")]
    assert (printed.note, printed.sealed) == ("联系人：王芳", False)


def test_who_checked_is_neither_offered_nor_asked_for_the_countersignature(client, desk):
    dispatch = draft(desk, countersigned=True)
    finance = make_person("finance", desk.city.root, Role.FINANCE)
    DISPATCH.take("submit", dispatch, by=desk.staff)
    DISPATCH.take("pass", dispatch, by=desk.director)
    sign_in(client, desk.director)
    page = client.get(dispatch.get_absolute_url())

    assert (page.context["buttons"], page.context["handed_in"]) == ([], True)
    assert "<dt>会签</dt>" in page.content.decode()
    assert not dispatches(desk.director).exists()
    assert list(dispatches(finance)) == [dispatch]


def test_what_was_handed_in_is_not_changed_by_an_open_page(client, desk):
    dispatch = signed(desk)
    sign_in(client, desk.staff)
    wanted = {**WORDS, "countersigned": "", "replaces": "", "title": "改"}
    address = reverse("reports:dispatch-edit", args=[dispatch.pk])
    page = client.post(address, wanted)

    assert client.get(address).url == dispatch.get_absolute_url()
    assert page.status_code == 422
    dispatch.refresh_from_db()
    assert dispatch.title == WORDS["title"]


def test_a_dispatch_is_declared_void_on_its_page_only_with_a_reason(client, desk):
    dispatch = issued(desk)
    sign_in(client, desk.chair)
    address = reverse("reports:dispatch-step", args=[dispatch.pk, "void"])

    assert client.post(address, {"seen": dispatch.moves, "void_reason": ""}).status_code == 422
    assert client.post(address, {"seen": dispatch.moves, "void_reason": "有误"}).status_code == 302
    page = client.get(dispatch.get_absolute_url()).content.decode()
    assert "已作废：有误" in page


def test_a_county_reads_what_is_issued_and_gets_its_files(client, desk):
    dispatch = issued(desk)
    sign_in(client, desk.city.county)
    routes = ("reports:dispatch-pdf", "reports:dispatch-docx")
    files = [b"".join(client.get(reverse(route, args=[dispatch.pk]))) for route in routes]

    assert client.get(dispatch.get_absolute_url()).status_code == 200
    assert files[0] == b"%PDF-1.7"
    assert files[1].startswith(b"PK")


def test_before_it_is_signed_there_are_no_files(client, desk):
    sign_in(client, desk.staff)

    assert client.get(reverse("reports:dispatch-pdf", args=[draft(desk).pk])).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 2), ("?void=on", 1), ("?q=建家", 2), ("?q=无", 0), ("?mark=锦工函", 1), ("?serial=1", 2)],
)
def test_the_register_is_searched(client, desk, query, found):
    void(signed(desk), desk)
    signed(desk, kind="letter")
    sign_in(client, desk.chair)

    page = client.get(reverse("reports:number-list") + query)
    assert len(page.context["page"].rows) == found


def test_the_workbook_of_the_register_keeps_what_is_void(client, desk):
    void(signed(desk), desk, why="=1+1")
    sign_in(client, desk.chair)
    content = client.get(reverse("reports:number-export")).content
    page = openpyxl.load_workbook(io.BytesIO(content)).active
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=3)]

    assert [(row[1], row[6]) for row in rows] == [(WORDS["title"], "=1+1")]
    assert rows[0][0].endswith("〕1号")


def test_the_register_is_not_for_those_without_a_part_in_it(client, desk):
    sign_in(client, desk.city.city_inspector)

    assert client.get(reverse("reports:number-list")).status_code == 403
