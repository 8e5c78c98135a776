"""The file that tells a bank whom to pay."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter
from django.utils.translation import gettext

from assistance.amounts import checked
from assistance.banks.layouts import BankLayout, SpecialRow

# A spreadsheet computes what begins so, also in a CSV file.
COMPUTED = ("=", "+", "-", "@")
GUARD = "'"

_Row = list[str]


@dataclass(frozen=True)
class OutgoingLine:
    """One transfer. `reference` comes back with the result; `amount` is in yuan."""

    reference: str
    name: str
    card: str
    bank_name: str
    amount: Decimal
    purpose: str


def write_bank_file(
    layout: BankLayout, batch_reference: str, lines: Sequence[OutgoingLine]
) -> bytes:
    """The file of one batch, in the order of its lines.

    Raises ValueError for no lines, a reference that is empty or used twice, and an amount that is
    not above zero or finer than a fen.
    """
    _check(lines)
    marks = {
        "{batch}": batch_reference,
        "{count}": str(len(lines)),
        "{total}": _amount(layout, sum((line.amount for line in lines), Decimal(0))),
    }
    rows = [[column.header for column in layout.columns]]
    if layout.opening:
        rows.insert(0, _special_cells(layout, layout.opening, marks))
    for number, line in enumerate(lines, start=1):
        rows.append(_line_cells(layout, line, number, batch_reference))
    if layout.trailer:
        rows.append(_special_cells(layout, layout.trailer, marks))
    return _workbook(rows) if layout.format == "xlsx" else _csv(layout, rows)


def _check(lines: Sequence[OutgoingLine]) -> None:
    if not lines:
        raise ValueError(gettext("There is nothing to pay."))
    seen: set[str] = set()
    for line in lines:
        if not line.reference.strip() or line.reference in seen:
            raise ValueError(gettext("The reference of a line is empty or used twice."))
        seen.add(line.reference)
        if not checked(line.amount, gettext("Amount")):
            field = gettext("Amount")
            raise ValueError(gettext("%(field)s: must be above zero.") % {"field": field})


def _line_cells(layout: BankLayout, line: OutgoingLine, number: int, batch: str) -> _Row:
    own = {"batch": batch, "number": str(number), "amount": _amount(layout, line.amount)}
    fields = {**vars(line), **own}
    return [
        " ".join(str(fields[column.field]).split()) if column.field else column.value
        for column in layout.columns
    ]


def _special_cells(layout: BankLayout, row: SpecialRow, marks: dict[str, str]) -> _Row:
    texts = [row.get(column.field, "") for column in layout.columns]
    return [marks.get(text, text) for text in texts]


def _amount(layout: BankLayout, yuan: Decimal) -> str:
    return str(int(yuan * 100)) if layout.amount_unit == "fen" else f"{yuan:.2f}"


def _csv(layout: BankLayout, rows: Iterable[_Row]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=layout.delimiter, lineterminator="\r\n")
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode(layout.encoding)


def _guarded(cell: str) -> str:
    return GUARD + cell if cell.startswith(COMPUTED) else cell


def _workbook(rows: Iterable[_Row]) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        as_text = book.add_format({"num_format": "@"})
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                # Never write(): that computes what begins with "=", and rounds a card to 15 digits.
                page.write_string(number, place, cell, as_text)
        page.autofit()
    return target.getvalue()
