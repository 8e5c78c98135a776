"""A bank that answers: return files as each layout words them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook

from assistance.banks import BankLayout

Outcome = tuple[str, Decimal, bool, str]  # reference, yuan, succeeded, reason
OUTCOMES: list[Outcome] = [
    ("R-001", Decimal("1000.00"), True, ""),
    ("R-002", Decimal("0.05"), False, "账号户名不符"),
    ("R-003", Decimal("1234.50"), True, ""),
]


def answer_rows(
    layout: BankLayout, batch: str = "B-2026-01", outcomes: Sequence[Outcome] = OUTCOMES
) -> list[list[str]]:
    """The file as rows of texts: opening, headers, lines, trailer."""

    def money(amount: Decimal) -> str:
        return str(int(amount * 100)) if layout.amount_unit == "fen" else f"{amount:.2f}"

    marks = {"{batch}": batch}
    for name, kinds in {"": (True, False), "succeeded_": (True,), "failed_": (False,)}.items():
        amounts = [amount for _, amount, succeeded, _ in outcomes if succeeded in kinds]
        marks[f"{{{name}count}}"] = str(len(amounts))
        marks[f"{{{name}total}}"] = money(sum(amounts, Decimal(0)))
    fields = list(layout.return_columns)
    rows = [list(layout.return_columns.values())]
    for special, place in ((layout.return_opening, 0), (layout.return_trailer, 2)):
        if special:
            texts = [special.get(field, "") for field in fields]
            rows.insert(place, [marks.get(text, text) for text in texts])
    place = 2 if layout.return_opening else 1
    for reference, amount, succeeded, reason in reversed(outcomes):
        said = min(layout.succeeded if succeeded else layout.failed)
        line = {"batch": batch, "reference": reference, "amount": money(amount)}
        line |= {"result": said, "reason": reason}
        rows.insert(place, [line.get(field, "") for field in fields])
    return rows


def as_file(layout: BankLayout, rows: Sequence[Sequence[object]]) -> bytes:
    if layout.format == "csv":
        text = StringIO(newline="")
        csv.writer(text, delimiter=layout.delimiter).writerows(rows)
        return text.getvalue().encode(layout.encoding)
    target = BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return target.getvalue()


def answer(layout: BankLayout, *args, **kwargs) -> bytes:
    return as_file(layout, answer_rows(layout, *args, **kwargs))


def with_part(workbook: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one part of the zip put in the place of its own."""
    target = BytesIO()
    with ZipFile(BytesIO(workbook)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for member in {*old.namelist(), name}:
            new.writestr(member, part if member == name else old.read(member))
    return target.getvalue()
