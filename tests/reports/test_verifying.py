"""What paper may ask the portal: the public about its standing, officers about its figures."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kernel import typesetting
from kernel.digest import sm3
from reports.actions import request_report
from reports.codes import ALPHABET, printed_code, random_code, read_code
from reports.making import annexes_of
from reports.models import Dispatch, Document, Kind
from reports.proofs import code_of, proof_of
from reports.verifying import standing
from targets.indicators import REACHED, day_of
from tests.cast import YEAR, sign_in
from tests.reports.conftest import finish
from tests.reports.test_dispatches import desk_of, issued, void
from unions.bounds import HOUR, Bound
from unions.scoping import same_owner

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 as issued"


@pytest.fixture(autouse=True)
def _unset(monkeypatch):
    monkeypatch.setattr(typesetting, "typeset", lambda document: PDF)


@pytest.fixture
def report(year) -> Document:
    return finish(request_report("reports.targets", YEAR, union=year.root, by=year.city))


def ask(client, code: str, content: bytes | None = None):
    address = reverse("reports:verify-paper", args=[code])
    if content is None:
        return client.get(address)
    return client.post(address, {"copy": SimpleUploadedFile("a.pdf", content)})


def test_a_code_names_the_federation_and_bears_sixty_bits():
    code = random_code()

    assert len(ALPHABET) ** len(code) == 2**60
    assert read_code(printed_code("210700", code)) == ("210700", code)
    assert read_code(printed_code("000001", code).lower().replace("-", " ")) == ("000001", code)


@pytest.mark.parametrize(("typed", "meant"), [("o", "0"), ("I", "1"), ("l", "1")])
def test_what_is_misread_is_read_as_meant(typed, meant):
    assert read_code("6DRC" + typed * 12) == ("210700", meant * 12)


@pytest.mark.parametrize("typed", ["", "6DRC", "6DRC-0000-0000-000U", "字" * 16, "0" * 17])
def test_what_is_no_code_is_none(typed):
    assert read_code(typed) is None


def test_the_public_learns_what_a_paper_is_and_whether_it_holds(client, report):
    page = ask(client, code_of(report))
    text = page.content.decode()

    assert page.status_code == 200
    assert all(words in text for words in (report.title, report.union.name, sm3(PDF), "有效"))
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Cache-Control"] == "no-store"


def test_a_newer_edition_replaces_an_older(client, report, year):
    finish(request_report("reports.targets", YEAR, union=year.root, by=year.city))

    assert "已被新文件替代" in ask(client, code_of(report)).content.decode()


def test_figures_of_two_days_do_not_replace_each_other(client, year):
    day = day_of(YEAR)
    asked = {"union": year.root, "by": year.city}
    first, _second = [
        finish(request_report("reports.coverage", day=day - timedelta(days=n), **asked))
        for n in (0, 1)
    ]
    text = ask(client, code_of(first)).content.decode()

    assert "有效" in text
    assert "工会组建和集体合同覆盖情况</dd>" in text


@pytest.mark.parametrize(("content", "told"), [(PDF, "逐字节相同"), (PDF + b" ", "不一致")])
def test_a_copy_is_compared_and_not_kept(client, report, content, told, settings):
    before = {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}

    assert told in ask(client, code_of(report), content).content.decode()
    assert {path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()} == before


def test_too_large_a_copy_is_refused(client, report, monkeypatch):
    monkeypatch.setattr("reports.verifying.forms.MOST_BYTES", 4)

    assert ask(client, code_of(report), PDF).status_code == 422


def test_an_unknown_code_tells_nothing(client, report):
    assert ask(client, printed_code("210700", "0" * 12)).status_code == 404
    assert ask(client, printed_code("999999", report.code)).status_code == 404


def test_a_paper_that_names_people_tells_only_who_and_when(client, report):
    Document.objects.filter(pk=report.pk).update(
        kind=Kind.HOUSEHOLD, title="困难职工档案表（张三）"
    )
    text = ask(client, code_of(report)).content.decode()

    assert report.union.name in text
    assert not [words for words in ("张三", "档案", sm3(PDF)) if words in text]


def test_whoever_asks_too_often_is_asked_to_wait(client, report, monkeypatch):
    monkeypatch.setattr(standing, "ASKED_FROM", Bound(f"paper-{report.code}", 1, HOUR))

    answers = [ask(client, code_of(report)) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert int(answers[1]["Retry-After"]) > 0


def test_a_draft_is_no_paper_and_a_void_one_says_so(client, town):
    desk = desk_of(town)
    dispatch = issued(desk)
    code = code_of(dispatch)
    assert "有效" in ask(client, code).content.decode()

    void(dispatch, desk)
    assert "已作废" in ask(client, code).content.decode()
    Dispatch.objects.filter(pk=dispatch.pk).update(stage="draft")
    assert ask(client, code).status_code == 404


def test_a_dispatch_that_replaces_another_takes_its_force(client, town):
    desk = desk_of(town)
    older = issued(desk)
    issued(desk, replaces=older)

    assert "已被新文件替代" in ask(client, code_of(older)).content.decode()


def test_the_code_on_paper_leads_to_the_page_that_was_asked(report, settings):
    proof = proof_of(report, has_figures=True)

    assert proof.code == code_of(report)
    assert proof.address == f"{settings.PORTAL_ADDRESS}/verify/{proof.code}/"
    assert len(proof.lines) == 2


def test_a_printed_figure_links_to_what_it_counts(report):
    lines, progress = annexes_of(report, report)[:2]
    base = f"/d/{code_of(report)}/1/figures/"

    assert f"{base}{report.data['lines'][0]['code']}/" in str(lines.rows[0][4])
    assert f"{base}listed/?place={report.data['parts'][0]['id']}" in str(progress.rows[0][3])
    assert "href" not in str(progress.rows[0][2])  # a share was asked, not counted


def figure_page(report: Document, code: str, **wanted) -> str:
    address = reverse("reports:paper-figure", args=[code_of(report), 1, code])
    return f"{address}?{urlencode(wanted)}"


@pytest.mark.parametrize(
    ("who", "found"), [("city", True), ("county", True), ("chair", True), ("stranger", False)]
)
def test_a_figure_opens_in_the_readers_own_scope(client, report, year, who, found):
    sign_in(client, getattr(year, who))
    listing = client.get(reverse("reports:paper-detail", args=[code_of(report)]))
    page = client.get(figure_page(report, REACHED))

    assert figure_page(report, REACHED).rstrip("?") in listing.content.decode()
    assert (year.mill.name in page.content.decode()) == found


def test_whoever_is_below_reads_their_own_lines_and_the_totals(client, report, year):
    sign_in(client, year.stranger)
    text = client.get(reverse("reports:paper-detail", args=[code_of(report)])).content.decode()

    assert f"place={year.heishan.pk}" in text
    assert f"place={year.linghai.pk}" not in text
    answer = client.get(figure_page(report, "listed", place=year.linghai.pk), follow=True)
    assert "不在您岗位的范围内" in answer.content.decode()


def test_the_rows_of_a_list_are_the_readers_own(client, report, year):
    sign_in(client, year.stranger)

    assert year.mill.name not in client.get(figure_page(report, "listed")).content.decode()


@pytest.mark.parametrize("of", ["", "plans", "services/0/4", "households/on_file/x", "data/0"])
def test_a_path_that_names_no_records_opens_nothing(client, report, year, of):
    sign_in(client, year.city)

    assert client.get(figure_page(report, "records", of=of)).status_code == 302


def test_a_long_table_is_shown_from_a_line_on(client, report, year, monkeypatch):
    monkeypatch.setattr("reports.verifying.figures.MOST_ROWS", 1)
    sign_in(client, year.city)
    page = reverse("reports:paper-detail", args=[code_of(report)])
    second = f"{page}?table=2&row=2"

    assert second.replace("&", "&amp;") in client.get(page).content.decode()
    shown = client.get(second).context["documents"][0].tables
    assert [(table.number, [row.number for row in table.rows]) for table in shown] == [(2, [2])]


def test_a_neighbours_paper_opens_for_nobody_else(client, year):
    report = finish(request_report("reports.targets", YEAR, union=year.linghai, by=year.county))
    address = reverse("reports:paper-detail", args=[code_of(report)])
    seen = []
    for officer in (year.city, year.county, year.stranger):
        sign_in(client, officer)
        seen.append(client.get(address).status_code)

    assert seen == [200, 200, 404]


def test_a_dispatch_opens_the_figures_of_its_annexes(client, year, report):
    desk = desk_of(year)
    dispatch = issued(desk)
    dispatch.annexes.create(document=report, **same_owner(dispatch))
    sign_in(client, year.county)
    page = client.get(reverse("reports:paper-detail", args=[code_of(dispatch)])).content.decode()

    assert report.data["lines"][0]["label"] in page
    assert report.get_absolute_url() not in page  # the whole is its own union's


def test_typing_a_code_and_a_number_leads_to_the_line(client, year, report):
    sign_in(client, year.city)
    asked = client.get(reverse("reports:paper-find"), {"code": code_of(report), "number": 3})

    assert asked.headers["Location"] == f"/d/{code_of(report)}/#f3"
