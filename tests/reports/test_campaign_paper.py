"""The report on a campaign: on paper, in the workbook and on the page the same figures."""

from __future__ import annotations

import openpyxl
import pdfplumber
import pytest
from django.urls import reverse

from campaigns.actions.reporting import report_part
from campaigns.models import Participation
from campaigns.totals import totals_of
from reports.actions import request_campaign_report
from reports.freezing import drawn_of
from reports.models import Document
from reports.papers.doors import Counted
from tests.campaigns import story
from tests.cast import LONG_AGO, make_person
from tests.reports.conftest import finish
from tests.reports.test_doors import figures_in, opened
from unions.actions import found_union
from unions.offices import Level, Role
from unions.refusals import Refused

pytestmark = pytest.mark.django_db

ANSWERS = (("120", "2.50"), ("35", "1.25"))  # riders, days


@pytest.fixture
def ride(town):
    """Two of the county's units have reported, the mill's and a third are silent."""
    campaign = story.make_campaign(town.county, title="骑行月", outcome="绿色出行成为风尚。")
    riders = story.ask(campaign, town.county, "骑行人数", "whole", total="sum", unit="人")
    days = story.ask(campaign, town.county, "人均天数", "decimal", total="average")
    units = [*story.make_units(town, 3), town.mill_union]
    parts = story.issue(campaign, *units, by=town.county)
    for number, answers in enumerate(ANSWERS):
        chair = make_person(f"rider-{number}", parts[number].union, Role.CHAIR)
        said = dict(zip((riders.code, days.code), answers, strict=True))
        report_part(parts[number], said, by=chair)
    return campaign


@pytest.fixture
def report(town, ride) -> Document:
    return finish(request_campaign_report(ride, by=town.county))


def test_the_report_holds_the_totals_of_the_page(ride, report):
    totals = totals_of(ride, Participation.objects.unscoped("the story's"))
    whole = report.data["total"]

    assert whole["asked"] == totals.all_counts.asked == 4
    assert (whole["reported"], whole["silent"]) == (2, 2)
    assert [*whole["values"].values()] == ["155", "1.88"]
    for field in totals.fields:
        sums = [totals.at(place, field.code).sum for place in totals.names]
        assert totals.all(field.code).sum == sum(sums)


def test_the_paper_says_the_figures_and_names_who_is_silent(town, report):
    with pdfplumber.open(report.pdf.path) as pdf:
        text = "".join("".join((page.extract_text() or "").split()) for page in pdf.pages)

    assert "共要求4家单位报送，已报送2家" in text
    assert "骑行人数155人" in text
    assert "人均天数平均1.88" in text
    assert town.mill_union.name in text
    assert "绿色出行成为风尚" in text


def test_the_workbook_adds_up_to_its_last_line(report):
    book = openpyxl.load_workbook(report.xlsx.path)
    by_place, by_unit = ([*sheet.values] for sheet in book.worksheets[:2])
    riders = [row[-2] for row in by_unit if isinstance(row[-2], int)]

    assert by_place[-1] == ("合计", 4, 2, 0, 2, 155, 1.88)
    assert sum(riders) == 155
    assert sum(row[5] for row in by_place[:-1] if isinstance(row[5], int)) == 155


def test_a_draft_of_a_silent_unit_is_in_no_report(town, ride):
    silent = ride.parts.get(union=town.mill_union)
    silent.answers = {field.code: "999" for field in ride.questions}
    silent.save(update_fields=["answers"])

    document = finish(request_campaign_report(ride, by=town.county))

    assert "999" not in str(document.data)


def test_the_report_is_asked_for_by_who_issued_the_campaign(as_officer, town, ride):
    with pytest.raises(Refused):
        request_campaign_report(ride, by=town.city)
    where = reverse("reports:campaign-report-new", args=[ride.pk])

    assert as_officer(town.stranger).post(where).status_code == 404
    assert as_officer(town.chair).post(where).status_code == 403


def test_every_figure_of_the_paper_opens_units_and_counts_open_as_many(town, report):
    cells = [cell for _head, cell in figures_in(report)]

    assert cells
    for cell in cells:
        assert isinstance(cell, Counted), cell
        assert bool(opened(report, cell.door, town.county).lines) == bool(cell.value), cell
    (whole,) = (row for row in drawn_of(report).grids[0].cells if row[0] == "合计")
    for cell in whole[1:5]:
        assert len(opened(report, cell.door, town.county).lines) == cell.value


def test_a_figure_of_the_paper_opens_the_units_it_counts(as_officer, town):
    campaign = story.make_campaign(town.county)
    shed = story.ask(campaign, town.county, "已设停车棚", "yesno", total="yes")
    own = found_union("县直机关工会", Level.BASE, town.linghai, on=LONG_AGO)
    parts = story.issue(campaign, own, town.mill_union, by=town.county)
    for part, answer in zip(parts, (False, True), strict=True):
        chair = make_person(f"shed-{part.pk}", part.union, Role.CHAIR)
        report_part(part, {shed.code: answer}, by=chair)
    paper = finish(request_campaign_report(campaign, by=town.county))

    def names(**wanted: str) -> list[str]:
        url = reverse("reports:figure-rows", args=[paper.pk, "units"])
        rows = as_officer(town.county).get(url, wanted).context["rows"]
        return [line["name"] for line in rows.lines]

    assert names(field=shed.code) == [town.mill_union.name]
    assert names(stages="", direct="on") == [own.name]
