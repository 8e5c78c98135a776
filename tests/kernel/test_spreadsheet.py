import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from kernel.spreadsheet import Column, Sheet, write_workbook

COLUMNS = [Column("单位", 30), Column("值")]
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")', "{=1}"]


def read_back(*sheets):
    buffer = io.BytesIO()
    write_workbook(buffer, sheets)
    return openpyxl.load_workbook(buffer)


@pytest.mark.parametrize("text", [*DANGEROUS, "http://x.example", "210702198502300016", "007"])
def test_text_is_written_as_text_and_reads_back_equal(text):
    cell = read_back(Sheet("表", COLUMNS, [[text, 1]])).active["A2"]

    assert cell.data_type == "s"
    # The file format writes a carriage return as _x000D_, which openpyxl leaves to the reader.
    assert unescape(cell.value) == text
    assert cell.number_format == "@"


def test_no_line_of_the_sheet_is_computed():
    book = read_back(Sheet("=1", [Column("=2")], [["=3"]], above=["=4"], below=["=5"]))

    cells = [cell for row in book.active.iter_rows() for cell in row]

    assert [cell.value for cell in cells] == ["=4", "=2", "=3", "=5"]
    assert {cell.data_type for cell in cells} == {"s"}


def test_numbers_and_dates_are_native():
    moment = datetime(2026, 11, 21, 4, tzinfo=UTC)
    values = [7, Decimal("1234.50"), date(2026, 1, 2), moment, True, None]

    page = read_back(Sheet("表", [Column("值")], [[value] for value in values])).active
    read = [cell.value for cell in page["A"][1:]]

    assert read == [7, 1234.5, datetime(2026, 1, 2), datetime(2026, 11, 21, 12), True, None]  # noqa: DTZ001
    assert page["A3"].number_format == "#,##0.00"


@pytest.mark.parametrize(
    "value", [110105194912310021, Decimal("1234567890123456.78"), float("nan")]
)
def test_a_number_the_spreadsheet_would_round_stays_text(value):
    cell = read_back(Sheet("表", [Column("值")], [[value]])).active["A2"]

    assert cell.value == str(value)


def test_a_column_has_its_own_number_format_and_width():
    page = read_back(Sheet("表", [Column("率", 9, "0.0%")], [[Decimal("0.938")]])).active

    assert page["A2"].number_format == "0.0%"
    assert page.column_dimensions["A"].width == pytest.approx(9, abs=1)


def test_the_sheet_is_ready_to_print():
    sheet = Sheet("表", COLUMNS, [["甲", 1]], above=["填报单位", "统计截止"], below=["制表人"])

    page = read_back(sheet).active

    assert [cell.value for cell in page["A"]] == ["填报单位", "统计截止", "单位", "甲", "制表人"]
    assert page["A3"].font.bold
    assert page.freeze_panes == "A4"
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight == 0


def test_titles_that_a_spreadsheet_refuses_are_mended():
    sheets = [Sheet(title, COLUMNS, []) for title in ("a/b:[c]", "'", "长" * 40)]

    assert read_back(*sheets).sheetnames == ["a b  c", "2", "长" * 31]


def test_a_row_must_fit_its_columns():
    with pytest.raises(ValueError, match="longer"):
        read_back(Sheet("表", COLUMNS, [[1, 2, 3]]))


def test_a_workbook_is_written_to_a_path(tmp_path):
    write_workbook(tmp_path / "book.xlsx", [Sheet("表", COLUMNS, ([n, n] for n in range(3)))])

    assert openpyxl.load_workbook(tmp_path / "book.xlsx").active.max_row == 4
