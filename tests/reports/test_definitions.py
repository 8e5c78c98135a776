"""Reports by their definitions: data and a template, and the same figures everywhere."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal

import openpyxl
import pdfplumber
import pytest
from django.urls import reverse

from kernel import typesetting
from kernel.digest import canonical_json, sm3
from reports import freezing
from reports.actions import request_report, start_half_year_reports
from reports.catalogue import BadDefinition, definitions, read_definition
from reports.freezing import drawn_of, freeze_section
from reports.making import annexes_of, official_document, write_workbook
from reports.models import Document
from reports.papers.paper import Rate, chinese_day
from reports.sections import SECTIONS
from targets.indicators import day_of, indicator, total
from tests.cast import YEAR, sign_in
from tests.reports.conftest import INJECTING, finish
from unions.actions import set_parameter
from unions.events import log_event
from unions.jobs import carry_out, start_job
from unions.models import Job
from unions.refusals import Refused

pytestmark = pytest.mark.django_db

TWICE = "[[sections]]\nsection = 'targets'\n"
OWN = """
code = "city.accepted"
names = { zh = "自拟名单", en = "A list of our own" }
title = "{{ union.short }}{{ year }}年自拟名单"
span = "year"

[[sections]]
section = "accepted units"
heading = "名单"
words = "合格{{ n.passed }}家，见附件{{ annex.accepted_units }}。"
"""


@pytest.fixture
def unset(monkeypatch):
    """Pages are not what these tests look at: setting them takes seconds."""
    monkeypatch.setattr(typesetting, "typeset", lambda document: b"%PDF-1.7")


@pytest.fixture
def shelf(settings, tmp_path):
    """A folder of definitions of the city's own."""
    folder = tmp_path / "definitions"
    folder.mkdir()
    settings.HEJIA_REPORTS = str(folder)
    return folder


def ask(city, code: str, **asked) -> Document:
    return finish(request_report(code, union=city.root, by=city.city, **asked))


def plain(cell) -> str:
    return "".join(str(cell).split())


def printed(document: Document) -> str:
    with pdfplumber.open(document.pdf.path) as pdf:
        return plain("".join(page.extract_text() or "" for page in pdf.pages))


def said(cell) -> str:
    from kernel.figures import percent

    return percent(*cell) if isinstance(cell, Rate) else plain("" if cell is None else cell)


def test_paper_workbook_and_data_tell_the_same_figures(year):
    half, day = {"year": YEAR, "half": 1}, {"day": day_of(YEAR)}
    asked = {
        "reports.bulletin": half, "reports.comparison": day, "reports.coverage": day,
        "reports.accepted": {"year": YEAR}, "reports.carried": {"year": YEAR},
    }  # fmt: skip
    for code, span in asked.items():
        document = ask(year, code, **span)
        text, book = printed(document), openpyxl.load_workbook(document.xlsx.path)
        for grid, page in zip(drawn_of(document).grids, book.worksheets, strict=False):
            written = [[c.value for c in row] for row in page.iter_rows(min_row=5)]
            assert len(written) == len(grid.rows), code
            for row, cells in zip(grid.rows, written, strict=True):
                assert all(said(cell)[:12] in text for cell in row), (code, row)
                assert [same(*pair) for pair in zip(row, cells, strict=True)], (code, row)


def same(cell: object, written: object) -> bool:
    if isinstance(cell, Rate):
        wanted = Decimal(cell.numerator) / cell.denominator if cell.denominator else "—"
        return written == wanted or abs(Decimal(str(written)) - wanted) < Decimal("0.00001")
    return written == (cell or None) or str(written) == str(cell)


def test_a_comparison_tells_what_the_indicator_counts(year, unset):
    document = ask(year, "reports.comparison", day=day_of(YEAR))
    table = document.data["homes"]
    counts = indicator("homes.rate_covered").by_county(day_of(YEAR), YEAR)

    told = {row["id"]: row["values"]["homes.rate_covered"] for row in table["rows"]}
    for county in (year.linghai, year.heishan):
        found = total(counts, county=county)
        assert told[county.pk] == [found.numerator, found.denominator]
    whole = total(counts)
    assert table["total"]["homes.rate_covered"] == [whole.numerator, whole.denominator]


def test_a_count_in_a_sentence_has_its_unit(year, unset):
    body = official_document(ask(year, "reports.comparison", day=day_of(YEAR))).body

    assert any("培训人数0人，职工书屋数0个" in getattr(block, "text", "") for block in body)


def test_the_lists_name_who_was_accepted_and_who_is_carried_over(year, unset):
    accepted = drawn_of(ask(year, "reports.accepted", year=YEAR)).grids[0]
    carried = drawn_of(ask(year, "reports.carried", year=YEAR)).grids[0]

    assert [row[1] for row in accepted.rows] == [year.mill.name]
    assert [row[1] for row in carried.rows] == ["（无）"]
    assert INJECTING not in str(carried.rows)


def test_figures_of_a_day_gone_by_are_not_told_as_todays(year, unset, client):
    before = day_of(YEAR) - timedelta(days=1)
    document = ask(year, "reports.coverage", day=before)
    words = f"数据截至{chinese_day(before)}"
    sheet = openpyxl.load_workbook(document.xlsx.path).worksheets[0]
    sign_in(client, year.city)

    assert document.counted_to == before
    assert sheet["A3"].value == words == annexes_of(document, document)[0].above[1]
    assert official_document(document).note.startswith(f"{words}，")
    assert f"<dd>{before}</dd>" in client.get(document.get_absolute_url()).content.decode()


def test_a_list_is_told_as_it_stood_when_it_was_made(year, unset):
    assert ask(year, "reports.accepted", year=YEAR).counted_to is None


def test_a_score_in_a_workbook_is_a_number(year, unset):
    document = ask(year, "reports.accepted", year=YEAR)
    sheet = openpyxl.load_workbook(document.xlsx.path).worksheets[0]

    assert isinstance(sheet["D5"].value, int | float)


def test_a_figure_of_the_bulletin_opens_its_rows(year, unset, client):
    document = ask(year, "reports.bulletin", year=YEAR, half=1)
    sign_in(client, year.city)
    page = client.get(document.get_absolute_url()).content.decode()

    rows = reverse("reports:figure-rows", args=[document.pk, "homes.rate_covered"])
    assert f'href="{rows}?place={year.linghai.pk}"' in page
    assert client.get(rows, {"place": year.linghai.pk}).status_code == 200


def test_a_new_report_needs_no_code(year, unset, shelf, client):
    (shelf / "own.toml").write_text(OWN)
    document = ask(year, "city.accepted", year=YEAR)
    sign_in(client, year.city)

    assert "自拟名单" in client.get(reverse("reports:report-list")).content.decode()
    assert (document.kind, document.definition) == ("reports.defined", "city.accepted")
    assert document.title == f"锦州市{YEAR}年自拟名单"
    assert [block.text for block in drawn_of(document).body] == ["名单", "合格1家，见附件1。"]


def test_a_document_outlives_its_definition(year, unset, shelf, settings, client):
    (shelf / "own.toml").write_text(OWN)
    document = ask(year, "city.accepted", year=YEAR)
    settings.HEJIA_REPORTS = ""
    sign_in(client, year.city)

    assert client.get(document.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("accepted units", "accepted homes"), "accepted homes"),
        (('span = "year"', ""), "span"),
        (("[[sections]]", f"{2 * TWICE}[[sections]]"), "key"),
        (("names", "name"), "name"),
        (("code =", "code"), "own.toml"),
    ],
)  # fmt: skip
def test_a_bad_definition_says_what_is_wrong(shelf, wrong, told):
    (shelf / "own.toml").write_text(OWN.replace(*wrong))
    with pytest.raises(BadDefinition, match=told):
        read_definition(shelf / "own.toml")


def test_every_section_is_used_by_a_definition():
    assert {said.section for known in definitions().values() for said in known.said} == set(
        SECTIONS
    )


def test_the_same_inputs_give_the_byte_same_data_file(year, unset, client):
    first = ask(year, "reports.targets", year=YEAR)
    second = ask(year, "reports.targets", year=YEAR)
    sign_in(client, year.city)
    files = [
        client.get(reverse("reports:document-data", args=[document.pk])).content
        for document in (first, second)
    ]

    assert first.pk != second.pk
    assert files[0] == files[1] == canonical_json(first.data).encode()
    assert sm3(files[0]) == first.data_sm3 == second.data_sm3


def test_a_document_made_again_is_the_same_to_the_byte(year):
    document = ask(year, "reports.targets", year=YEAR)
    with document.pdf.open() as pdf, document.xlsx.open() as xlsx:
        before = pdf.read(), xlsx.read()
    write_workbook(document)
    with document.xlsx.open() as xlsx:
        after = typesetting.typeset(official_document(document)), xlsx.read()

    assert [sm3(content) for content in after] == [sm3(content) for content in before]


def frozen_by(job: Job, sections: int) -> Document:
    for _ in range(sections):
        freeze_section(job, job.union)
    return Document.objects.get(job=job)


def test_freezing_goes_on_with_the_section_after_the_last(year, monkeypatch):
    job = request_report("reports.targets", YEAR, union=year.root, by=year.city)
    half = frozen_by(job, 1)
    assert (half.data_sm3, "lines" in half.data, "parts" in half.data) == ("", True, False)

    whole = frozen_by(job, 1)
    assert whole.data_sm3 == sm3(canonical_json(whole.data).encode())
    assert whole.data["lines"] == half.data["lines"]
    assert whole.as_of == half.as_of


def test_what_was_done_between_two_sections_makes_it_begin_anew(year):
    job = request_report("reports.targets", YEAR, union=year.root, by=year.city)
    frozen_by(job, 1)
    log_event(year.mill, "probe", "测试", by=year.city)
    begun = frozen_by(job, 1)
    assert (begun.data, begun.data_sm3, begun.making["again"]) == ({}, "", 1)

    assert frozen_by(job, 2).data_sm3


def test_it_begins_anew_no_more_than_twice(year, monkeypatch):
    moments = iter(range(99))
    monkeypatch.setattr(freezing, "_newest_event", lambda: next(moments))
    job = request_report("reports.targets", YEAR, union=year.root, by=year.city)

    assert frozen_by(job, 6).data_sm3


def test_the_bulletin_is_made_once_each_half_year(year):
    first, second = start_half_year_reports(YEAR, 1), start_half_year_reports(YEAR, 1)
    assert [(job.union, job.inputs["half"]) for job in first] == [(year.root, 1)]
    assert second == []
    assert len(start_half_year_reports(YEAR, 2)) == 1


def test_a_city_may_do_without_the_bulletin(year):
    wanted = {"valid_from": day_of(YEAR), "basis": "锦工发〔2026〕1号", "union": year.root}
    set_parameter("reports.half_year_bulletin", 0, **wanted, by=year.city)

    assert start_half_year_reports(YEAR, 1) == []


@pytest.mark.parametrize(
    ("code", "asked", "why"),
    [
        ("reports.bulletin", {"year": 2031, "half": 1}, "尚未到来"),
        ("reports.comparison", {"day": "2031-01-01"}, "尚未到来"),
        ("reports.coverage", {"day": "1948-01-01"}, "起"),
        ("reports.unheard", {"year": YEAR}, "没有"),
    ],
)
def test_what_cannot_be_told_is_refused(year, code, asked, why):
    from datetime import date

    asked = {key: date.fromisoformat(v) if key == "day" else v for key, v in asked.items()}
    with pytest.raises(Refused, match=why):
        request_report(code, union=year.root, by=year.city, **asked)
    assert not Job.objects.exclude(kind="targets.notice").exists()


def test_a_county_gets_no_bulletin(year):
    with pytest.raises(Refused, match="不适用"):
        request_report("reports.bulletin", YEAR, half=1, union=year.linghai, by=year.county)


def test_the_list_of_documents_is_narrowed_by_title_report_union_and_year(year, unset, client):
    ask(year, "reports.accepted", year=YEAR)
    finish(request_report("reports.acceptance", YEAR, union=year.linghai, by=year.county))
    sign_in(client, year.city)

    def titles(**asked) -> list[str]:
        page = client.get(reverse("reports:report-list"), asked)
        return sorted(document.union.short_name for document in page.context["page"].rows)

    assert titles(kind="reports.accepted") == ["锦州市"]
    assert titles(q="验收工作") == titles(of=year.linghai.pk) == ["凌海市"]
    assert titles(year=YEAR - 1) == []
    assert len(titles(year=YEAR)) == 2


def test_a_finished_report_is_asked_for_again_from_its_page(year, unset, client):
    document = ask(year, "reports.bulletin", year=YEAR, half=1)
    sign_in(client, year.city)
    again = client.get(document.get_absolute_url()).context["again"]
    answer = client.post(reverse("reports:report-list"), again)

    assert answer.status_code == 302
    jobs = Job.objects.filter(kind="reports.defined").order_by("pk")
    assert [job.inputs["half"] for job in jobs] == [1, 1]


def test_a_half_year_is_asked_for_with_its_half(year, client):
    sign_in(client, year.city)
    asked = {"kind": "reports.bulletin", "union": year.root.pk, "year": YEAR, "half": ""}
    answer = client.post(reverse("reports:report-list"), asked)

    assert answer.status_code == 422
    assert "请选择上半年或下半年" in answer.content.decode()
    assert client.post(reverse("reports:report-list"), {**asked, "half": 1}).status_code == 302


def test_a_job_of_an_unknown_definition_ends_with_its_reason(year):
    job = start_job("reports.defined", "无", {"definition": "gone"}, union=year.root, by=year.city)
    carry_out(job.pk, job.federation_id)
    job.refresh_from_db()

    assert (job.state, job.problem) == ("failed", "没有这种报告。")


def test_a_workbook_is_the_same_whenever_it_is_written(year, unset):
    document = ask(year, "reports.accepted", year=YEAR)
    with document.xlsx.open() as first:
        before = first.read()
    made = openpyxl.load_workbook(io.BytesIO(before)).properties.created
    assert made.replace(microsecond=0) == document.as_of.replace(tzinfo=None, microsecond=0)
