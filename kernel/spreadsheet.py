"""Workbooks whose cells say what they were given: text stays text, whatever it begins with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from django.utils import timezone

DEFAULT_FORMATS = {datetime: "yyyy-mm-dd hh:mm", date: "yyyy-mm-dd", Decimal: "#,##0.00"}
EXACT_DIGITS = 15  # a spreadsheet keeps no more of a number
LONGEST_TITLE = 31
A4 = 9


@dataclass(frozen=True)
class Column:
    header: str
    width: float = 14  # characters
    number_format: str = ""


@dataclass(frozen=True)
class Linked:
    """A cell that opens an address; it is written, and counts, as its value does."""

    value: Any
    url: str


@dataclass(frozen=True)
class Sheet:
    """`above` and `below` are lines of their own; each row has one cell per column."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    above: Sequence[str] = ()
    below: Sequence[str] = ()


def write_workbook(
    target: Path | str | IO[bytes], sheets: Sequence[Sheet], *, made_at: datetime | None = None
) -> None:
    """Write an .xlsx row by row, in constant memory; the same bytes for the same `made_at`.

    None is an empty cell; numbers and dates are native, a moment in local time. Raises ValueError
    for a row that does not fit its columns.
    """
    where = str(target) if isinstance(target, Path) else target
    with xlsxwriter.Workbook(where, {"constant_memory": True}) as book:
        if made_at is not None:
            book.set_properties({"created": made_at.astimezone(UTC).replace(tzinfo=None)})
        for sheet in sheets:
            _write_sheet(book, sheet)


def _write_sheet(book: Any, sheet: Sheet) -> None:
    page = book.add_worksheet(_free_name(book, sheet.title))
    bold = book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"})
    formats = _CellFormats(book)
    head = len(sheet.above)

    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
    page.freeze_panes(head + 1, 0)
    page.repeat_rows(head)
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P / &N")

    for number, line in enumerate(sheet.above):
        page.write_string(number, 0, line)
    for number, column in enumerate(sheet.columns):
        page.write_string(head, number, column.header, bold)
    last = head
    for last, row in enumerate(sheet.rows, start=head + 1):
        for number, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _write_cell(page, last, number, value, formats.of(value, column))
    for number, line in enumerate(sheet.below, start=last + 1):
        page.write_string(number, 0, line)


def _write_cell(page: Any, row: int, column: int, value: Any, cell_format: Any) -> None:
    match value:
        case Linked():
            # The address first: what is written after it stays a number.
            page.write_url(row, column, value.url, cell_format)
            _write_cell(page, row, column, value.value, cell_format)
        case None:
            page.write_blank(row, column, None, cell_format)
        case bool():
            page.write_boolean(row, column, value, cell_format)
        case datetime():
            local = timezone.localtime(value) if timezone.is_aware(value) else value
            page.write_datetime(row, column, local.replace(tzinfo=None), cell_format)
        case date():
            page.write_datetime(row, column, value, cell_format)
        case int() | float() | Decimal() if _is_exact(value):
            page.write_number(row, column, value, cell_format)
        case _:
            # write_string and never write: a name may begin with "=" and must not be computed.
            page.write_string(row, column, str(value), cell_format)


def _is_exact(value: int | float | Decimal) -> bool:
    number = Decimal(str(value))
    return number.is_finite() and len(number.as_tuple().digits) <= EXACT_DIGITS


def _free_name(book: Any, title: str) -> str:
    """The sheet's name; with its number where a title before it begins alike."""
    number = len(book.worksheets()) + 1
    name = _sheet_name(title, number)
    taken = {page.get_name().casefold() for page in book.worksheets()}
    return f"{name[: LONGEST_TITLE - 4]} {number}" if name.casefold() in taken else name


def _sheet_name(title: str, number: int) -> str:
    # A spreadsheet refuses these characters, and an apostrophe at either end.
    name = title.translate(dict.fromkeys(map(ord, "[]:*?/\\"), " ")).strip(" '")
    return name[:LONGEST_TITLE].rstrip(" '") or str(number)


class _CellFormats:
    """One format object for each number format in use: every new one is written to the file."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def of(self, value: Any, column: Column) -> Any:
        value = value.value if isinstance(value, Linked) else value
        wanted = column.number_format or self._default(value)
        if wanted not in self._made:
            layout = {"border": 1, "valign": "vcenter"}
            self._made[wanted] = self._book.add_format({**layout, "num_format": wanted})
        return self._made[wanted]

    def _default(self, value: Any) -> str:
        if isinstance(value, str):
            return "@"
        return next(
            (f for kind, f in DEFAULT_FORMATS.items() if isinstance(value, kind)), "General"
        )
