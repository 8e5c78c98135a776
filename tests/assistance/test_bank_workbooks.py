"""Workbooks from banks that are more, or less, than they seem."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.utils.translation import override
from openpyxl import Workbook

from assistance.banks import (
    read_return_file,
)
from kernel.tables import MOST_ROWS
from tests.assistance.bank import answer, answer_rows, with_part
from tests.assistance.bank_files import (
    SHEET,
    STRINGS,
    XLSX,
    refusals,
)


def test_a_formula_is_named_by_its_cell():
    book, target = Workbook(), BytesIO()
    for row in answer_rows(XLSX):
        book.active.append(row)
    book.active["C3"] = "=1+1"
    book.save(target)

    message = "Cell C3 holds a formula: paste the values alone."
    assert refusals(XLSX, target.getvalue()) == [message]


def sheet(cells: str, before: str = "") -> bytes:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    data = f"<sheetData>{cells}</sheetData>"
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{name}">{data}</worksheet>'.encode()


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "more than 20000 rows"),
        (sheet('<row r="1"><c r="A9999999"><v>1</v></c></row>'), "more than 20000 rows"),
        (sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "wider than 100 columns"),
        (sheet('<row r="1">' + "<c><v>1</v></c>" * 200 + "</row>"), "wider than 100 columns"),
        (sheet("<row/>" * (MOST_ROWS + 60)), "more than 20000 rows"),
        (sheet('<row r="1"><c r="1A"><v>1</v></c></row>'), "cannot be opened"),
        (sheet('<row r="x"/>'), "cannot be opened"),
        (sheet('<row r=""/>'), "cannot be opened"),
        (sheet("<row>"), "cannot be opened"),
        (sheet("", '<!DOCTYPE x [<!ENTITY a "aaaa">]>'), "cannot be opened"),
        (sheet("<row/>").decode().encode("utf-16"), "cannot be opened"),
        (b"\x00" * (33 * 1024 * 1024), "holds too much"),
        (b"", "cannot be opened"),
    ],
    ids=range(13),
)
def test_a_sheet_made_to_do_harm_is_refused(part, message):
    assert message in refusals(XLSX, with_part(answer(XLSX), SHEET, part))[0]


def test_one_long_text_shared_by_many_cells_is_refused():
    cells = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(10_000))
    strings = b"<sst><si><t>" + b"x" * 100_000 + b"</t></si></sst>"
    book = with_part(with_part(answer(XLSX), SHEET, sheet(cells)), STRINGS, strings)

    assert "holds too much" in refusals(XLSX, book)[0]


def test_a_part_that_lies_about_its_size_is_refused():
    part = sheet("<row>" + " " * 20_000_000 + "</row>")
    book = with_part(answer(XLSX), SHEET, part)
    lie = book.replace(len(part).to_bytes(4, "little"), (1000).to_bytes(4, "little"))

    assert lie != book
    assert "cannot be opened" in refusals(XLSX, lie)[0]


def test_more_parts_than_a_workbook_has_are_refused():
    book = answer(XLSX)
    for number in range(20):
        book = with_part(book, f"xl/more{number}.xml", b"<a/>")
    assert read_return_file(XLSX, book).lines
    with override("en"), pytest.MonkeyPatch.context() as patch:
        patch.setattr("kernel.tables.MOST_PARTS", 20)
        assert "holds too much" in refusals(XLSX, book)[0]


def test_a_hidden_sheet_is_passed_over():
    book, target = Workbook(), BytesIO()
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("回盘")
    for row in answer_rows(XLSX):
        shown.append(row)
    book.save(target)

    assert len(read_return_file(XLSX, target.getvalue()).lines) == 3
