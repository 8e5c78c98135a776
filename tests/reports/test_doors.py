"""No figure without a door: every table of every report, and what opens behind its figures."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.http import QueryDict

from assistance.ledger import book
from assistance.models.funds import TransferKind
from assistance.workflows.aid import AidStage
from kernel import typesetting
from kernel.days import today
from kernel.official import Figure
from reports.actions import request_own_report, request_report
from reports.catalogue import definitions
from reports.facts import PARTS
from reports.freezing import drawn_of
from reports.making import official_document
from reports.models import Document
from reports.papers.doors import Counted
from reports.papers.paper import Rate
from reports.proofs import base_of
from reports.rows import counted_rows
from reports.sections.relief import RECORDS
from targets.indicators import INDICATORS, day_of
from tests.assistance import story
from tests.cast import YEAR
from tests.reports.conftest import finish
from tests.reports.test_own_reports import own

pytestmark = pytest.mark.django_db

# What stands in these columns was set, or only numbers the lines.
NOT_COUNTED = ("序号", "名次", "目标值", "下达计划")
SPANS = {"year": {"year": YEAR}, "half": {"year": YEAR, "half": 1}, "day": {"day": day_of(YEAR)}}


@pytest.fixture
def lived(year, monkeypatch):
    """A year of home-building in which a household was helped, too."""
    monkeypatch.setattr(typesetting, "typeset", lambda document: b"%PDF-1.7")
    story.set_standard(year)
    centre, fund = story.open_centre(year), story.make_fund(year.linghai, year=YEAR)
    aid = story.make_aid(
        story.on_file(year.street, number=11), by=centre.township, fund=fund, granted=1200,
        approved_by=centre.director, stage=AidStage.PAID, paid_on=today(),
    )  # fmt: skip
    for kind in (TransferKind.RESERVE, TransferKind.SEND, TransferKind.PAY):
        book(fund, kind, Decimal(1200), by=centre.finance, aid=aid)
    return year


def made(city, code: str) -> Document:
    if code == "own":
        return finish(request_own_report(own(city, employers=[city.mill.pk]), by=city.city))
    asked = SPANS[definitions()[code].span]
    return finish(request_report(code, union=city.root, by=city.city, **asked))


def figures_in(document: Document):
    """(head, cell) of each cell that is a number."""
    for grid in drawn_of(document).grids:
        for row in grid.cells:
            for column, cell in zip(grid.columns, row, strict=True):
                value = cell.value if isinstance(cell, Counted) else cell
                if isinstance(value, int | Decimal | Rate) or (column.header == "得分" and value):
                    yield column.header, cell


def opened(document: Document, door: str, officer):
    path, query = urlsplit(door).path, urlsplit(door).query
    return counted_rows(document, path.split("/")[1], QueryDict(query), officer=officer)


def told_by(rows, code: str):
    """What the rows behind a count add up to; None where they are not counted one by one."""
    if code in PARTS:
        return len(rows.lines)
    return sum(row.counts for row in rows.page.rows) if code in INDICATORS else None


def test_every_figure_that_was_counted_opens_what_it_counts(lived):
    for code in [*definitions(), "own"]:
        document = made(lived, code)
        found = list(figures_in(document))
        assert found or code == "reports.carried"  # a list of names
        for head, cell in found:
            assert isinstance(cell, Counted) == (head not in NOT_COUNTED), (code, head, cell)
            if isinstance(cell, Counted):
                assert_opens(document, cell, lived.city)


def assert_opens(document: Document, cell: Counted, officer) -> None:
    rows = opened(document, cell.door, officer)
    assert rows is not None, (document.kind, cell)
    value = cell.value.numerator if isinstance(cell.value, Rate) else cell.value
    told = told_by(rows, cell.door.split("/")[1])
    assert told is None or not isinstance(value, int) or told == value, (document.kind, cell)


def test_every_mark_of_a_picture_opens_the_rows_of_its_figure(lived):
    for code in ("reports.targets", "reports.comparison", "own"):
        document = made(lived, code)
        areas = [area for block in pictures(drawn_of(document)) for area in block.areas]
        printed = [area for b in pictures(official_document(document)) for area in b.areas]

        assert areas
        assert all(opened(document, area.href, lived.city) is not None for area in areas)
        assert [area.href for area in printed] == [base_of(document) + a.href for a in areas]


def pictures(paper) -> list[Figure]:
    return [block for block in paper.body if isinstance(block, Figure)]


def test_a_figure_of_the_workbook_opens_what_the_printed_one_opens(lived):
    document = made(lived, "reports.targets")
    page = openpyxl.load_workbook(document.xlsx.path).worksheets[0]
    grid = drawn_of(document).grids[0]
    links = {cell.hyperlink.target for row in page for cell in row if cell.hyperlink}

    base = base_of(document)
    assert links == {base + c.door for row in grid.cells for c in row if isinstance(c, Counted)}
    assert isinstance(page.cell(5, 5).value, int)  # still a number, that adds up


def test_a_paper_frozen_before_records_were_named_still_prints(lived):
    document = made(lived, "reports.registers")
    document.data["services"] = [line[:3] for line in document.data["services"]]
    document.data["households"].pop("new_ids")

    assert [row[2] for row in drawn_of(document).grids[2].rows]
    assert opened(document, f"figures/{RECORDS}/?of=services/0/4", lived.city) is None


def test_the_records_of_assistance_open_for_those_whose_work_it_is(lived):
    document = made(lived, "reports.registers")
    new = f"figures/{RECORDS}/?of=households/new_ids"

    assert len(opened(document, new, lived.city).lines) == 1
    assert opened(document, new, lived.expert) is None
