"""Papers of assistance: the use of funds, yearly figures, a file's form, a round's list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import openpyxl
import pdfplumber
import pytest
from django.urls import reverse

from assistance.ledger import book
from assistance.models import AidRound, RigidCost
from assistance.models.funds import TransferKind
from assistance.workflows.aid import AidStage
from kernel.days import today
from reports.actions import request_household_form, request_report, request_round_list
from reports.models import Document, Kind
from reports.papers.paper import Col, Grid, Rate
from reports.sections.relief import column_sum, summed
from tests.assistance import story
from tests.reports.conftest import finish
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

pytestmark = pytest.mark.django_db

YEAR = today().year


@pytest.fixture
def centre(town):
    story.set_standard(town)
    return story.open_centre(town)


def pay(file, fund, amount: int, centre, **changes):
    """An aid that went the whole way of the books."""
    aid = story.make_aid(
        file, by=centre.township, fund=fund, granted=amount, approved_by=centre.director,
        stage=AidStage.PAID, paid_on=today(), **changes,
    )  # fmt: skip
    for kind in (TransferKind.RESERVE, TransferKind.SEND, TransferKind.PAY):
        book(fund, kind, Decimal(amount), by=centre.finance, aid=aid)
    return aid


@pytest.fixture
def year_of_aid(town, centre):
    """Two households of the county helped from two funds, one more of the neighbour's."""
    central = story.make_fund(town.linghai, year=YEAR)
    local = story.make_fund(
        town.linghai, year=YEAR, source="local", name="地方匹配", arrived=40_000, matches=central
    )
    deep = story.on_file(town.street, number=11)
    relative = story.on_file(town.street, number=12, category="relative")
    pay(deep, central, 1200, centre)
    pay(relative, local, 800, centre, kind="medical")
    return central, local


def text_of(document: Document) -> str:
    with pdfplumber.open(document.pdf.path) as pdf:
        return "".join("".join((page.extract_text() or "").split()) for page in pdf.pages)


def test_the_use_of_funds_adds_up_on_paper_in_the_workbook_and_in_the_books(
    town, centre, year_of_aid
):
    document = finish(request_report(Kind.FUND_USE, YEAR, union=town.root, by=town.city))

    data, text = document.data, text_of(document)
    assert summed(data["payments"]) == column_sum(data["funds"], "spent") == 2000
    assert "匹配到位率40.0%" in text
    assert "共2000.00元" in text
    book_ = openpyxl.load_workbook(document.xlsx.path)
    kinds = [[cell.value for cell in row] for row in book_.worksheets[1].iter_rows()]
    assert kinds[-1][-1] == 2000


def test_a_county_reports_its_own_funds_only(town, centre, year_of_aid):
    with pytest.raises(Refused):
        request_report(Kind.FUND_USE, YEAR, union=town.linghai, by=town.stranger)

    document = finish(request_report(Kind.FUND_USE, YEAR, union=town.linghai, by=town.county))
    assert document.data["counties"] == []


def test_a_refund_leaves_the_report(town, centre, year_of_aid):
    central, _local = year_of_aid
    aid = central.aids.get()
    book(central, TransferKind.REFUND, Decimal(1200), by=centre.finance, aid=aid)

    document = finish(request_report(Kind.FUND_USE, YEAR, union=town.root, by=town.city))

    assert summed(document.data["payments"]) == 800


def test_a_past_year_is_told_as_it_stood(town, centre, year_of_aid):
    with pytest.raises(AssertionError, match=str(YEAR - 1)):
        finish(request_report(Kind.FUND_USE, YEAR - 1, union=town.root, by=town.city))


def test_the_yearly_figures_count_households_persons_and_aid(town, centre, year_of_aid):
    document = finish(request_report(Kind.REGISTERS, YEAR, union=town.root, by=town.city))

    on_file = {row["category"]: row for row in document.data["households"]["on_file"]}
    assert on_file["deep"]["households"] == on_file["relative"]["persons"] == 1
    assert document.data["households"]["new"] == 2


def test_the_form_of_a_household_shows_masks(town, centre):
    file = story.complete(story.on_file(town.street, number=21), centre.township)

    document = finish(request_household_form(file, by=centre.township))

    text = text_of(document)
    assert "赵和平" in text
    for secret in (story.citizen_id(21), story.PHONE, story.CARD, story.ILLNESS):
        assert secret not in text
        assert secret not in str(document.data)


def test_the_workbook_of_a_form_is_the_countys_and_counts(town, centre):
    file = story.complete(story.on_file(town.street, number=22), centre.township)
    RigidCost.objects.create(
        file=file, kind="medical", spent=900, reimbursed=400, **same_owner(file)
    )
    document = finish(request_household_form(file, by=centre.township))
    book = openpyxl.load_workbook(document.xlsx.path)

    assert document.data["issuer"] == town.linghai.name
    assert [cell.value for cell in book["近十二个月刚性支出"][5]][1:] == [900, 400, 500]


def test_a_share_that_does_not_end_stays_a_number_in_a_workbook():
    grid = Grid("到位率", [Col("到位率", 1)], [[Rate(58, 67)]])

    assert grid.as_sheet(()).rows == [[0.865672]]


def test_only_those_whose_work_is_assistance_see_the_form(as_officer, town, centre):
    file = story.on_file(town.street)
    document = finish(request_household_form(file, by=centre.township))
    where = reverse("reports:document-detail", args=[document.pk])

    assert as_officer(centre.director).get(where).status_code == 200
    assert as_officer(town.city_inspector).get(where).status_code == 404


def test_the_list_of_a_round_has_a_column_to_sign(town, centre):
    fund = story.make_fund(town.linghai)
    a_round = AidRound.objects.create(
        title="2026年春节送温暖", kind="festival", year=YEAR, fund=fund,
        amounts={"deep": "1000"}, **owned_by(town.linghai),
    )  # fmt: skip
    file = story.on_file(town.street)
    story.make_aid(file, round=a_round, kind="festival", asked=Decimal(1000), stage="checked")

    document = finish(request_round_list(a_round, by=centre.staff))

    text = text_of(document)
    assert "领取人签字" in text
    assert "合计1000.00元" in text


def test_an_empty_year_has_no_report_on_funds(town, centre):
    with pytest.raises(AssertionError, match="资金"):
        finish(request_report(Kind.FUND_USE, YEAR, union=town.root, by=town.city))


def test_the_figures_stand_as_of_their_day(town, centre):
    """A household that left after the day is still counted on it."""
    from reports.relief import households_of

    file = story.on_file(town.street)
    story.stand_at(
        file, "exited", filed_on=date(2025, 3, 1), exited_on=date(2026, 2, 1), exit_reason="moved"
    )

    assert households_of(town.root, 2025, date(2025, 12, 31))["on_file"][0]["households"] == 1
    assert households_of(town.root, 2026, date(2026, 6, 30))["on_file"] == []


def test_a_sum_of_the_report_opens_the_aids_it_adds_up(as_officer, town, centre, year_of_aid):
    document = finish(request_report(Kind.FUND_USE, YEAR, union=town.linghai, by=town.county))
    rows = reverse("reports:figure-rows", args=[document.pk, "aids"])

    opened = as_officer(centre.staff).get(rows, {"source": "local"})

    local = year_of_aid[1].aids.get()
    assert reverse("assistance:aid-detail", args=[local.pk]) in opened.content.decode()
    assert "800.00" in opened.content.decode()
    assert as_officer(town.city_inspector).get(rows).status_code == 404
