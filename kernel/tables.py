"""The rows of a file that someone sends us, taken out of CSV or a workbook without trusting it.

A workbook is a zip of XML. Before the fast reader sees it, every part is unpacked within limits
and looked through here: the reader itself lays out a table from the first cell to the last, and
would ask for all the memory there is if two cells stood at the far corners of a sheet.
"""

from __future__ import annotations

import csv
import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from typing import NoReturn
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000  # lines; a few more rows may stand around them
ROWS_AROUND = 50
MOST_COLUMNS = 100
MOST_PARTS = 200
MOST_UNPACKED = 32 * 1024 * 1024
# A text that all cells share is kept once in the file and once for each cell in memory.
MOST_TEXT = 256 * 1024 * 1024
MOST_FORMULAS_NAMED = 20

CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")

Cell = str | int | float | bool | date | datetime | time | timedelta


class BadTable(ValidationError):
    """A file that cannot be taken, with a message for each row at fault."""


def read_csv(content: bytes, encoding: str, delimiter: str) -> list[list[Cell]]:
    """All rows, blank ones included, so that the first is row 1. Raises BadTable."""
    _check_size(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        _refuse(
            gettext("The characters cannot be read: save the file with the encoding %(name)s.")
            % {"name": encoding.removesuffix("-sig").upper()}
        )
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            rows.append([*row])
            if len(rows) > MOST_ROWS + ROWS_AROUND:
                _too_many_rows()
    except csv.Error:
        _refuse(
            gettext("Row %(row)s cannot be read: its quotation marks do not match.")
            % {"row": len(rows) + 1}
        )
    return rows


def text_of(cell: Cell) -> str:
    # A spreadsheet gives a number typed without a point back with one.
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()


def read_workbook(content: bytes) -> list[list[Cell]]:
    """All rows of the first sheet that is not hidden, from row 1 on. Raises BadTable."""
    _check_size(content)
    parts = _unpacked(content)
    _look_through(parts)
    try:
        return _rows(_packed_again(parts))
    except BaseException as broken:
        # A panic of the reader, which is written in Rust, is no Exception.
        if isinstance(broken, Exception) or type(broken).__name__ == "PanicException":
            _damaged(broken)
        raise


def _rows(content: bytes) -> list[list[Cell]]:
    with load_workbook(BytesIO(content)) as book:
        shown = next(
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        )
        return [[*row] for row in book.get_sheet_by_name(shown).to_python(skip_empty_area=False)]


def _check_size(content: bytes) -> None:
    if not content.strip():
        _refuse(gettext("The file is empty."))
    if len(content) > MOST_BYTES:
        _refuse(
            gettext("The file is larger than %(size)s MB: send it in parts.")
            % {"size": MOST_BYTES // 1024 // 1024}
        )


def _unpacked(content: bytes) -> dict[str, bytes]:
    """The XML parts of a workbook; what they say of their own size is held against what comes."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            wanted = [m for m in packed.infolist() if m.filename.endswith((".xml", ".rels"))]
            if len(wanted) > MOST_PARTS or sum(m.file_size for m in wanted) > MOST_UNPACKED:
                _refuse(gettext("The workbook holds too much: keep one sheet with the lines only."))
            if any(m.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for m in wanted):
                _damaged()
            # read(size) and never read(): without a size the packer of the file decides how much.
            return {m.filename: packed.open(m).read(m.file_size) for m in wanted}
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as broken:
        _damaged(broken)


def _packed_again(parts: dict[str, bytes]) -> bytes:
    # The reader unpacks by its own rules; given these parts as they are, it has nothing to unpack.
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return target.getvalue()


def _look_through(parts: dict[str, bytes]) -> None:
    # All of them: which part is the sheet, only the workbook says.
    looks = [_Look(part) for part in parts.values()]
    if formulas := [cell for look in looks for cell in look.formulas]:
        message = gettext("Cell %(cell)s holds a formula: paste the values alone.")
        raise BadTable([message % {"cell": cell} for cell in formulas[:MOST_FORMULAS_NAMED]])
    cells, longest = (
        sum(look.cells for look in looks),
        max((look.longest_text for look in looks), default=0),
    )
    if cells * longest > MOST_TEXT:
        _refuse(gettext("The workbook holds too much: keep one sheet with the lines only."))


class _Look:
    """One part of a workbook: how far its cells reach, which compute, how long its texts are."""

    def __init__(self, part: bytes) -> None:
        self.cells = self.longest_text = 0
        self.formulas: list[str] = []
        self._row = self._column = self._text_from = 0
        # The reader takes every part for UTF-8. So must we, or it would see another sheet than this
        # look did; only by its zero bytes would expat know, and follow, UTF-16.
        if b"\0" in part:
            _damaged()
        self._parser = expat.ParserCreate("UTF-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = lambda *_: _damaged()
        try:
            self._parser.Parse(part, True)
        except expat.ExpatError as broken:
            _damaged(broken)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self._cell(attributes.get("r"))
            case "row":
                self._next_row(attributes.get("r"))
            case "f" if self._row and len(self.formulas) < MOST_FORMULAS_NAMED:
                self.formulas.append(f"{_letters(self._column)}{self._row}")
            case "si":
                self._text_from = self._parser.CurrentByteIndex

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "si":
            length = self._parser.CurrentByteIndex - self._text_from
            self.longest_text = max(self.longest_text, length)

    def _next_row(self, number: str | None) -> None:
        if number is not None and not (number.isascii() and number.isdigit()):
            _damaged()
        self._row = self._row + 1 if number is None else int(number[:8])
        self._column = 0
        self._check_reach()

    def _cell(self, place: str | None) -> None:
        self.cells += 1
        if place is None:
            self._column += 1
        elif found := CELL.fullmatch(place):
            self._column, self._row = _number(found[1]), int(found[2])
        else:
            _damaged()
        self._check_reach()

    def _check_reach(self) -> None:
        if self._row > MOST_ROWS + ROWS_AROUND:
            _too_many_rows()
        if self._column > MOST_COLUMNS:
            _refuse(gettext("The sheet is wider than %(count)s columns.") % {"count": MOST_COLUMNS})


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    return "".join(reversed([*_letters_backwards(number)]))


def _letters_backwards(number: int) -> Iterator[str]:
    while number:
        number, letter = divmod(number - 1, 26)
        yield chr(ord("A") + letter)


def _too_many_rows() -> NoReturn:
    message = gettext("The file has more than %(count)s rows: send it in parts.")
    _refuse(message % {"count": MOST_ROWS})


def _damaged(cause: BaseException | None = None) -> NoReturn:
    message = gettext(
        "The workbook cannot be opened: save it once more as .xlsx, without password."
    )
    raise BadTable(message, code="damaged") from cause


def _refuse(message: str) -> NoReturn:
    raise BadTable(message)
