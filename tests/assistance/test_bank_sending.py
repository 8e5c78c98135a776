"""Files to banks: what is sent, by every layout."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from assistance.banks import (
    write_bank_file,
)
from tests.assistance.bank_files import (
    CSV,
    EVERY,
    FEN,
    XLSX,
    cells_of,
    line,
)


@EVERY
def test_the_cells_stand_under_the_headers_of_the_bank(layout):
    content = write_bank_file(layout, "B-1", [line(), line("R-002", amount=Decimal("0.05"))])

    rows = cells_of(layout, content)
    head = rows.index([column.header for column in layout.columns])
    sent = {column.field: cell for column, cell in zip(layout.columns, rows[head + 2], strict=True)}
    assert sent["reference"] == "R-002"
    assert sent["card"] == "6222020200112233445"
    assert sent["amount"] == ("5" if layout is FEN else "0.05")


@EVERY
def test_count_and_total_are_sent_along(layout):
    content = write_bank_file(layout, "B-1", [line(), line("R-002", amount=Decimal("0.05"))])

    special = cells_of(layout, content)[0 if layout is FEN else -1]
    assert {"2", "100005" if layout is FEN else "1000.05"} < set(special)


@EVERY
@pytest.mark.parametrize("name", ["=1+1", "+86", "-1", "@SUM(A1)"])
def test_what_a_spreadsheet_would_compute_is_sent_as_text(layout, name):
    content = write_bank_file(layout, "B-1", [line(name=name, purpose="救助\r\n款")])

    cells = [cell for row in cells_of(layout, content) for cell in row]
    assert (name if layout is XLSX else f"'{name}") in cells
    assert "救助 款" in cells


def test_a_workbook_is_sent_without_formulas_and_with_every_digit_of_a_card():
    content = write_bank_file(XLSX, "B-1", [line(name="=1+1")])

    cells = [cell for row in load_workbook(BytesIO(content)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [line(), line()],
        [line(" ")],
        [line(amount=Decimal(0))],
        [line(amount=Decimal(-1))],
        [line(amount=Decimal("0.001"))],
    ],
)
def test_a_batch_that_cannot_be_paid_is_not_written(lines):
    with override("en"), pytest.raises(ValueError, match=r"pay|reference|Amount"):
        write_bank_file(CSV, "B-1", lines)
