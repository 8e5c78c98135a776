"""What the tests of bank files share: the layouts, a line, a changed cell, the refusals."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from assistance.banks import (
    BadTable,
    OutgoingLine,
    layouts,
    read_return_file,
)
from tests.assistance.bank import answer_rows, as_file

LAYOUTS = layouts()
CSV, XLSX, FEN = (LAYOUTS[key] for key in ("generic-csv", "generic-xlsx", "fen-csv"))
EVERY = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def line(reference="R-001", **changes):
    fields = {"name": "王桂芳", "card": "6222020200112233445", "bank_name": "工行铁西支行"}
    fields |= {"amount": Decimal("1000.00"), "purpose": "生活救助"}
    return OutgoingLine(reference=reference, **{**fields, **changes})


def refusals(layout, content):
    with override("en"), pytest.raises(BadTable) as refused:
        read_return_file(layout, content)
    return refused.value.messages


def changed(layout, row, field, value):
    """A good file with one cell changed; row counts from 1 as in the messages."""
    rows = answer_rows(layout)
    rows[row - 1][list(layout.return_columns).index(field)] = value
    return as_file(layout, rows)


def cells_of(layout, content):
    if layout.format == "xlsx":
        sheet = load_workbook(BytesIO(content)).active
        return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    return [*csv.reader(StringIO(content.decode(layout.encoding), newline=""))]
