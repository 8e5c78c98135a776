"""Reports of one's own, and the report of every county in one go."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from django.urls import reverse

from kernel import typesetting
from reports.actions import copy_own_report, request_bundle, request_own_report
from reports.bundles import documents_in
from reports.freezing import drawn_of
from reports.models import Document, OwnReport
from targets.indicators import day_of, indicator, total
from tests.cast import YEAR, sign_in
from tests.reports.conftest import finish
from unions.jobs import cancel_job, carry_out
from unions.models import Job
from unions.refusals import Refused
from unions.scoping import owned_by

pytestmark = pytest.mark.django_db
CODES = ["homes.rate_covered", "homes.qualified"]


@pytest.fixture(autouse=True)
def _unset(monkeypatch):
    """Pages are not what these tests look at: setting them takes seconds."""
    monkeypatch.setattr(typesetting, "typeset", lambda document: b"%PDF-1.7")


def own(year, **fields) -> OwnReport:
    known = {
        "title": "三年对比", "indicators": CODES, "years": [YEAR - 1, YEAR], "layout": "years",
        "unions": [year.root.pk, year.linghai.pk, year.heishan.pk], "officer": year.city,
    }  # fmt: skip
    return OwnReport.objects.create(**{**known, **fields}, **owned_by(year.root))


@pytest.mark.parametrize("layout", ["years", "figures"])
def test_an_own_report_tells_what_its_indicators_count(year, layout):
    document = finish(request_own_report(own(year, layout=layout), by=year.city))
    for code in CODES:
        for n, county in enumerate([None, year.linghai, year.heishan]):
            found = total(indicator(code).by_county(day_of(YEAR), YEAR), county=county)
            value = document.data["values"][str(YEAR)][code][n]
            assert value == [found.numerator, found.denominator]
    pages = openpyxl.load_workbook(document.xlsx.path).worksheets
    names = [[row[1].value for row in page.iter_rows(min_row=5)] for page in pages[:2]]
    assert names == [["锦州市", "凌海市", "黑山县"]] * 2
    assert len(drawn_of(document).grids) == 2


def test_it_tells_townships_and_employers_by_the_rows_that_are_theirs(year, client):
    report = own(
        year, indicators=[*CODES, "campaigns.reading_rooms"], years=[YEAR],
        unions=[year.street.pk, year.linghai.pk], employers=[year.mill.pk],
    )  # fmt: skip
    document = finish(request_own_report(report, by=year.city))

    names = [place["name"] for place in document.data["places"]]
    assert names == [year.linghai.short_name, year.street.short_name, year.mill.name]
    told = document.data["values"][str(YEAR)]
    assert told["homes.qualified"][1:] == [[1, None], [1, None]]  # the mill, in its township
    assert told["campaigns.reading_rooms"][2] == [None, None]  # no figure of one employer
    sign_in(client, year.city)
    page = client.get(document.get_absolute_url()).content.decode()
    rows = reverse("targets:figure-rows", args=[YEAR, "homes.qualified", year.street.pk])
    assert f"{rows}?on={day_of(YEAR)}" in page
    sheet = openpyxl.load_workbook(document.xlsx.path).worksheets[2]
    assert [row[-1].value for row in sheet.iter_rows(min_row=5)][-1] == "—"


def test_employers_are_pasted_a_line_each_and_a_wrong_line_is_named(year, client):
    sign_in(client, year.county)
    chosen = {"title": "企业", "indicators": CODES, "years": [YEAR], "layout": "figures"}
    pasted = f"{year.mill.uscc} {year.mill.name}\n\n没有这家企业"
    answer = client.post(reverse("reports:own-new"), {**chosen, "employers": pasted})
    assert answer.status_code == 422
    assert "第 3 行：名册上没有“没有这家企业”" in str(answer.context["form"].errors["employers"])

    pasted = f"{year.mill.name}\t{year.mill.uscc}"
    client.post(reverse("reports:own-new"), {**chosen, "employers": pasted})
    report = OwnReport.objects.get()
    assert (report.unions, report.employers) == ([], [year.mill.pk])
    assert (
        year.mill.uscc in client.get(reverse("reports:own-edit", args=[report.pk])).content.decode()
    )


def test_it_is_made_as_it_stood_when_it_was_asked_for(year):
    report = own(year)
    job = request_own_report(report, by=year.city)
    OwnReport.objects.filter(pk=report.pk).update(indicators=["homes.eligible"])

    assert [f["code"] for f in finish(job).data["figures"]] == CODES


def test_a_report_with_less_in_it_is_another_one(year):
    report = own(year)
    first = request_own_report(report, by=year.city)
    again = request_own_report(report, by=year.city)
    report.indicators = CODES[:1]

    assert again == first
    assert request_own_report(report, by=year.city) != first


def test_an_officer_puts_a_report_together_changes_and_makes_it(year, client):
    sign_in(client, year.county)
    chosen = {
        "title": "本县对比", "indicators": CODES, "unions": [year.linghai.pk], "years": [YEAR],
        "layout": "figures",
    }  # fmt: skip
    client.post(reverse("reports:own-new"), chosen)
    report = OwnReport.objects.get()
    assert (report.union, report.officer, report.years) == (year.linghai, year.county, [YEAR])

    client.post(reverse("reports:own-edit", args=[report.pk]), {**chosen, "title": "本县近况"})
    client.post(reverse("reports:own-run", args=[report.pk]))
    document = finish(Job.objects.get(kind="reports.own"))
    page = client.get(report.get_absolute_url()).content.decode()
    assert document.get_absolute_url() in page
    assert "本县近况" in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"unions": "other"},
        {"indicators": ["x.y"]},
        {"years": [1998]},
        {"title": ""},
        {"unions": []},
    ],
)
def test_a_report_holds_only_what_the_officer_may_see(year, client, wrong):
    sign_in(client, year.county)
    chosen = {"title": "越权", "indicators": CODES, "unions": [year.linghai.pk], "years": [YEAR]}
    wrong = {**wrong, **({"unions": [year.heishan.pk]} if wrong.get("unions") == "other" else {})}
    answer = client.post(reverse("reports:own-new"), {**chosen, "layout": "years", **wrong})

    assert answer.status_code == 422
    assert not OwnReport.objects.exists()


def test_a_copy_is_ones_own_and_ends_at_ones_branch(year, client):
    report = own(year)
    shared = own(year, title="县里的")
    OwnReport.objects.filter(pk=shared.pk).update(**owned_by(year.linghai))
    shared.refresh_from_db()
    copy = copy_own_report(shared, by=year.county)
    assert (copy.union_id, copy.unions, copy.officer) == (
        year.linghai.pk, [year.linghai.pk], year.county
    )  # fmt: skip

    sign_in(client, year.county)
    assert client.get(report.get_absolute_url()).status_code == 404
    with pytest.raises(Refused):
        request_own_report(report, by=year.county)


def test_the_reports_of_all_counties_come_as_one_zip(year, client):
    job = request_bundle("reports.acceptance", YEAR, by=year.city)
    carry_out(job.pk, job.federation_id)
    job.refresh_from_db()
    assert job.state == "done", job.problem
    sign_in(client, year.city)
    assert client.get(job.result_url).status_code == 200
    answer = client.get(reverse("reports:bundle-zip", args=[job.pk]))

    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as bundle:
        names = [info.filename for info in bundle.infolist()]
        assert all(info.flag_bits & 0x800 for info in bundle.infolist())  # told to be UTF-8
        assert bundle.testzip() is None
    assert names == [
        f"{n:02d} {county}总工会关于{YEAR}年度建家验收工作的报告.{ending}"
        for n, county in enumerate(["凌海市", "黑山县"], 1)
        for ending in ("pdf", "xlsx")
    ]


def test_a_county_finds_its_own_report_of_a_bundle_and_not_the_bundle(year, client):
    job = request_bundle("reports.acceptance", YEAR, by=year.city)
    carry_out(job.pk, job.federation_id)

    assert [d.union for d in documents_in(job, year.county)] == [year.linghai]
    sign_in(client, year.county)
    assert client.get(reverse("reports:bundle-zip", args=[job.pk])).status_code == 404


def test_a_county_without_anything_to_report_holds_up_no_other(year, monkeypatch):
    from reports.sections import acceptance

    told = acceptance.plans_of

    def plans_of(union, asked):
        if union == year.linghai:
            raise Refused("凌海市没有可报告的内容")
        return told(union, asked)

    monkeypatch.setattr(acceptance, "plans_of", plans_of)
    job = request_bundle("reports.acceptance", YEAR, by=year.city)
    carry_out(job.pk, job.federation_id)
    job.refresh_from_db()

    assert [d.union for d in Document.objects.filter(job=job)] == [year.heishan]
    assert job.inputs["empty"] == {str(year.linghai.pk): "凌海市没有可报告的内容"}


def test_a_bundle_goes_on_with_the_county_where_it_stopped(year, monkeypatch):
    from reports import bundles

    made, make = [], bundles.make

    def make_and_stop(job, county):
        made.append(county.short_name)
        if made == ["凌海市", "黑山县"]:
            raise ZeroDivisionError
        yield from make(job, county)

    monkeypatch.setattr(bundles, "make", make_and_stop)
    job = request_bundle("reports.acceptance", YEAR, by=year.city)
    with pytest.raises(ZeroDivisionError):
        carry_out(job.pk, job.federation_id)
    first = Document.objects.get(job=job)
    carry_out(job.pk, job.federation_id)

    assert Document.objects.filter(job=job).finished().count() == 2
    assert Document.objects.get(job=job, union=year.linghai).pk == first.pk


def test_a_cancelled_bundle_leaves_nothing(year, monkeypatch, tmp_path):
    from reports import bundles

    def stop_at_the_second(job, county):
        if county == year.heishan:
            raise ZeroDivisionError
        yield from make(job, county)

    make = bundles.make
    monkeypatch.setattr(bundles, "make", stop_at_the_second)
    job = request_bundle("reports.acceptance", YEAR, by=year.city)
    with pytest.raises(ZeroDivisionError):
        carry_out(job.pk, job.federation_id)
    assert Document.objects.filter(job=job).exists()
    job.refresh_from_db()
    cancel_job(job, by=year.city)

    assert not Document.objects.filter(job=job).exists()


@pytest.mark.parametrize("who", ["county", "chair"])
def test_only_the_city_asks_for_all_counties(year, who):
    with pytest.raises(Refused):
        request_bundle("reports.acceptance", YEAR, by=getattr(year, who))
