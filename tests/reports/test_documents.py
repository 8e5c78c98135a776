from __future__ import annotations

import openpyxl
import pytest

from kernel import typesetting
from kernel.digest import sm3_of
from reports.actions import request_report, start_yearly_reports
from reports.freezing import drawn_of
from reports.models import Document, GivenNumber, Kind
from targets.indicators import day_of, indicator, total
from tests.cast import YEAR, sign_in
from tests.reports.conftest import INJECTING, finish
from unions.jobs import carry_out, retry_job, runner, start_job
from unions.models import Job
from unions.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def unset(monkeypatch):
    """Pages are not what these tests look at: setting them takes seconds."""
    monkeypatch.setattr(typesetting, "typeset", lambda document: b"%PDF-1.7")


@pytest.fixture
def report(year, unset) -> Document:
    return finish(request_report(Kind.TARGETS, YEAR, union=year.root, by=year.city))


def test_issuing_a_sheet_makes_the_notice(sheet, town, unset):
    document = finish(Job.objects.get(kind=Kind.NOTICE))

    assert document.number == f"锦工发〔{YEAR}〕1号"
    assert {s["name"]: s["quota"] for s in document.data["shares"]} == {
        share.union.short_name: share.quota for share in sheet.shares.select_related("union")
    }


def test_the_base_of_a_share_opens_its_units_while_they_are_as_many(client, sheet, town, unset):
    document = finish(Job.objects.get(kind=Kind.NOTICE))
    row = document.data["shares"][0]
    cell = drawn_of(document).grids[0].cells[0][2]
    sign_in(client, town.city)
    page = client.get(f"{document.get_absolute_url()}{cell.door}")

    assert row["opens"]
    assert page.status_code == 200
    assert len(page.context["rows"].lines) == cell.value == row["eligible"]
    row["opens"] = False
    assert drawn_of(document).grids[0].cells[0][2] == row["eligible"]


def test_figures_are_frozen_as_the_database_has_them(report, year):
    counted = total(indicator("homes.rate_large_private").by_county(day_of(YEAR), YEAR))
    frozen = next(x for x in report.data["lines"] if x["code"] == "homes.rate_large_private")

    assert (frozen["numerator"], frozen["denominator"]) == (1, 2)
    assert (counted.numerator, counted.denominator) == (1, 2)
    assert report.data_sm3 == sm3_of(report.data)


def test_what_happens_later_changes_no_frozen_figure(report, year):
    from homes.models import Home

    Home.objects.update(revoked_on="2026-06-02")
    report.refresh_from_db()

    assert report.data_sm3 == sm3_of(report.data)
    assert sum(part["reached"] for part in report.data["parts"]) == 1


def test_a_county_reports_its_own_branch_and_bears_no_number_before_it_is_signed(year, unset):
    document = finish(request_report(Kind.ACCEPTANCE, YEAR, union=year.heishan, by=year.stranger))

    assert document.number == ""
    assert document.data["plans"] == []


def test_a_report_that_cannot_be_frozen_leaves_nothing(year, unset):
    job = start_job(Kind.TARGETS, "无目标", {"year": 2019}, union=year.root, by=year.city)
    carry_out(job.pk, job.federation_id)
    job.refresh_from_db()

    assert (job.state, job.problem) == ("failed", "2019年尚未下达目标。")
    assert not Document.objects.exists()


def test_without_the_libraries_the_job_says_what_to_install(year, monkeypatch):
    def refuse(document):
        raise typesetting.TypesettingUnavailable("apt-get install -y libpango-1.0-0")

    monkeypatch.setattr(typesetting, "typeset", refuse)
    job = request_report(Kind.TARGETS, YEAR, union=year.root, by=year.city)
    carry_out(job.pk, job.federation_id)
    job.refresh_from_db()

    assert job.state == "failed"
    assert "apt-get install -y libpango-1.0-0" in job.problem
    assert not Document.objects.finished().exists()


def test_a_retried_job_goes_on_with_the_number_it_has(year, monkeypatch):
    def refuse(document):
        raise typesetting.TypesettingUnavailable("apt-get install")

    monkeypatch.setattr(typesetting, "typeset", refuse)
    job = Job.objects.get(kind=Kind.NOTICE)
    carry_out(job.pk, job.federation_id)
    before = Document.objects.get(job=job)
    monkeypatch.setattr(typesetting, "typeset", lambda document: b"%PDF-1.7")
    job.refresh_from_db()
    retry_job(job, by=year.city)

    after = finish(job)
    assert (after.pk, after.number, after.data_sm3) == (before.pk, before.number, before.data_sm3)
    assert after.number == f"锦工发〔{YEAR}〕1号" == str(GivenNumber.objects.get())


def test_only_failed_work_is_started_again(report, year):
    with pytest.raises(Refused, match="失败"):
        retry_job(report.job, by=year.city)


def test_a_report_already_being_made_is_not_begun_twice(year):
    first = request_report(Kind.TARGETS, YEAR, union=year.root, by=year.city)

    assert request_report(Kind.TARGETS, YEAR, union=year.root, by=year.city_leader) == first


@pytest.mark.parametrize(("asked", "why"), [(1998, "2000年起"), (2019, "2019"), (2031, "尚未到来")])
def test_an_unknown_year_is_refused(year, asked, why):
    with pytest.raises(Refused, match=why):
        request_report(Kind.TARGETS, asked, union=year.root, by=year.city)
    assert not Job.objects.filter(kind=Kind.TARGETS).exists()


def test_a_county_cannot_ask_for_the_citys_report(year):
    with pytest.raises(Refused):
        request_report(Kind.TARGETS, YEAR, union=year.root, by=year.county)


def test_a_workbook_never_computes_a_name(year, unset):
    document = finish(request_report(Kind.ACCEPTANCE, YEAR, union=year.root, by=year.city))
    book = openpyxl.load_workbook(document.xlsx.path)
    cells = [cell for page in book for row in page for cell in row]

    name = next(cell for cell in cells if cell.value == INJECTING)
    assert name.data_type == "s"
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert document.data_sm3 in [cell.value for cell in cells]


def test_the_workbook_holds_the_figures_as_numbers(report):
    page = openpyxl.load_workbook(report.xlsx.path).worksheets[1]
    rows = {row[1].value: [cell.value for cell in row[2:]] for row in page.iter_rows(min_row=5)}

    assert rows["凌海市"][1:3] == [2, 1]  # on the list, up to standard
    assert rows["合计"][1:3] == [2, 1]


def test_the_yearly_schedule_makes_each_report_once(year):
    first, second = start_yearly_reports(YEAR), start_yearly_reports(YEAR)

    assert {(job.kind, job.union) for job in first} == {
        (kind, union)
        for kind in ("reports.targets", "reports.acceptance")
        for union in (year.root, year.linghai, year.heishan)
    }
    assert second == []


def test_a_step_that_fails_is_tried_again_and_told_in_the_end(year):
    calls = []

    @runner("probe.broken")
    def broken(job):
        calls.append(job.attempts)
        raise ZeroDivisionError
        yield

    job = start_job("probe.broken", "坏", {}, union=year.root, by=year.city)
    for _ in range(4):
        with pytest.raises(ZeroDivisionError):
            carry_out(job.pk, job.federation_id)
    carry_out(job.pk, job.federation_id)
    carry_out(job.pk, job.federation_id)
    job.refresh_from_db()

    assert calls == [1, 2, 3, 4, 5]
    assert job.state == "failed"
    assert "ZeroDivisionError" not in job.problem
