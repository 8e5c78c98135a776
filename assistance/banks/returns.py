"""The file in which a bank says what became of each transfer."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext

from assistance.amounts import FEN
from assistance.banks.layouts import BankLayout, SpecialRow, literals
from assistance.banks.outgoing import COMPUTED, GUARD
from kernel.tables import MOST_ROWS, BadTable, Cell, read_csv, read_workbook

HEADER_WITHIN = 20  # rows; above it stand titles at most
LONGEST_CELL = 500  # characters
EXACT = 10**15  # beyond it a spreadsheet has lost digits
MOST_MESSAGES = 50

YUAN = re.compile(r"(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.[0-9]{1,2})?")
WHOLE_FEN = re.compile(r"[0-9]{1,14}")
COUNT = re.compile(r"[0-9]{1,6}")
TOO_FINE = re.compile(r"[0-9,]+\.[0-9]+")

_Row = list[Cell]


@dataclass(frozen=True)
class ReturnLine:
    """`row` counts as the bank's file does, from 1; `amount` is in yuan."""

    row: int
    reference: str
    amount: Decimal
    succeeded: bool
    reason: str


@dataclass(frozen=True)
class ReturnFile:
    batch_reference: str
    lines: list[ReturnLine]


def read_return_file(layout: BankLayout, content: bytes) -> ReturnFile:
    """The lines of the file in its own order; columns may stand in any order.

    Raises BadTable, with a message for each row at fault, if anything at all is wrong.
    """
    if layout.format == "xlsx":
        rows = read_workbook(content)
    else:
        rows = read_csv(content, layout.encoding, layout.delimiter)
    head, places = _find_header(layout, rows)
    reading = _Reading(layout, places, width=len(rows[head]))
    for number, row in enumerate(rows, start=1):
        if number != head + 1:
            reading.take(number, row, above=number <= head)
    return reading.result()


def _find_header(layout: BankLayout, rows: list[_Row]) -> tuple[int, dict[str, int]]:
    """The index of the row of headers, and the index of the column of each field."""
    wanted = layout.return_columns
    fewest = list(wanted.values())
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        texts = [_text(cell) for cell in row]
        missing = [header for header in wanted.values() if header not in texts]
        twice = [header for header in wanted.values() if texts.count(header) > 1]
        if twice and not missing:
            message = gettext("Row %(row)s has the column “%(column)s” twice: delete one.")
            raise BadTable(message % {"row": index + 1, "column": twice[0]})
        if not missing:
            return index, {name: texts.index(header) for name, header in wanted.items()}
        fewest = min(fewest, missing, key=len)
    message = gettext(
        "Columns are missing: %(columns)s. Check that this is the bank's return file and that the "
        "layout “%(layout)s” is the right one."
    )
    raise BadTable(message % {"columns": "、".join(fewest), "layout": layout.name})


class _Trouble(Exception):
    """What is wrong with a cell, in the words of the reader."""


@dataclass
class _Reading:
    layout: BankLayout
    places: Mapping[str, int]
    width: int
    lines: list[ReturnLine] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    rows_of: dict[str, int] = field(default_factory=dict)
    stated: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    batches: dict[str, int] = field(default_factory=dict)
    special_rows: set[str] = field(default_factory=set)

    def take(self, number: int, row: _Row, *, above: bool) -> None:
        if all(not _text(cell) for cell in row):
            return
        try:
            if special := self._special(row):
                self._take_special(number, row, *special)
            elif not above:
                self._take_line(number, row)
        except _Trouble as trouble:
            self.messages.append(str(trouble))

    def result(self) -> ReturnFile:
        """Everything read. Raises BadTable if any row, or the whole, is at fault."""
        self._check_whole()
        if self.messages:
            shown, rest = self.messages[:MOST_MESSAGES], self.messages[MOST_MESSAGES:]
            if rest:
                more = gettext("%(count)s more rows are at fault.") % {"count": len(rest)}
                shown.append(more)
            raise BadTable(shown)
        return ReturnFile(next(iter(self.batches)), self.lines)

    def _special(self, row: _Row) -> tuple[str, SpecialRow] | None:
        kinds = {"opening": self.layout.return_opening, "trailer": self.layout.return_trailer}
        for kind, wanted in kinds.items():
            known = literals(wanted)
            if known and all(_text(self._cell(row, f)) == text for f, text in known.items()):
                return kind, wanted
        return None

    def _take_special(self, number: int, row: _Row, kind: str, wanted: SpecialRow) -> None:
        if kind in self.special_rows:
            raise _Trouble(gettext("Row %(row)s stands there twice.") % {"row": number})
        self.special_rows.add(kind)
        for name, mark in wanted.items():
            if mark == "{batch}":
                self._note_batch(number, row, name)
            elif mark.startswith("{"):
                if mark.endswith("total}"):
                    amount = self._amount(number, row, name, least=Decimal(0))
                    self.stated[mark] = (number, name, f"{amount:.2f}")
                else:
                    self.stated[mark] = (number, name, self._count(number, row, name))

    def _take_line(self, number: int, row: _Row) -> None:
        if any(_text(cell) for cell in row[self.width :]):
            message = gettext("Row %(row)s has more cells than there are headers: mend it.")
            raise _Trouble(message % {"row": number})
        reference = self._needed(number, row, "reference")
        if (first := self.rows_of.setdefault(reference, number)) != number:
            message = gettext("the same as in row %(first)s: leave one of the two")
            raise self._trouble(number, "reference", message % {"first": first})
        amount = self._amount(number, row, "amount", least=FEN)
        succeeded = self._succeeded(number, row)
        reason = self._words(number, row, "reason")
        if "batch" in self.layout.return_columns:
            self._note_batch(number, row, "batch")
        self.lines.append(ReturnLine(number, reference, amount, succeeded, reason))

    def _succeeded(self, number: int, row: _Row) -> bool:
        said = self._needed(number, row, "result")
        # A wording nobody has explained stops the file: taken for a failure it would be paid twice.
        if said not in self.layout.succeeded | self.layout.failed:
            known = "、".join(sorted(self.layout.succeeded) + sorted(self.layout.failed))
            message = gettext("“%(said)s” is not one of: %(known)s")
            raise self._trouble(number, "result", message % {"said": said, "known": known})
        return said in self.layout.succeeded

    def _note_batch(self, number: int, row: _Row, name: str) -> None:
        batch = self._needed(number, row, name)
        first = self.batches.setdefault(batch, number)
        if len(self.batches) > 1 and first == number:
            known = next(iter(self.batches))
            message = gettext("another batch than “%(batch)s”: one file holds one batch")
            del self.batches[batch]
            raise self._trouble(number, name, message % {"batch": known})

    def _amount(self, number: int, row: _Row, name: str, *, least: Decimal) -> Decimal:
        text = _number_text(self._plain(number, row, name))
        in_fen = self.layout.amount_unit == "fen"
        if (WHOLE_FEN if in_fen else YUAN).fullmatch(text):
            amount = Decimal(text.replace(",", "")) * (FEN if in_fen else 1)
            if amount < least:
                raise self._trouble(number, name, gettext("must be above zero"))
            return amount.quantize(FEN)
        if in_fen:
            message = gettext("“%(text)s” is not a whole number of fen")
        elif TOO_FINE.fullmatch(text):
            message = gettext("“%(text)s” has more than two decimals")
        else:
            message = gettext("“%(text)s” is not an amount in yuan")
        raise self._trouble(number, name, message % {"text": text[:40]})

    def _count(self, number: int, row: _Row, name: str) -> str:
        text = _number_text(self._plain(number, row, name))
        if not COUNT.fullmatch(text):
            message = gettext("“%(text)s” is not a number of lines")
            raise self._trouble(number, name, message % {"text": text[:40]})
        return str(int(text))

    def _needed(self, number: int, row: _Row, name: str) -> str:
        if said := self._words(number, row, name):
            return said
        raise self._trouble(number, name, gettext("is empty: fill it in"))

    def _words(self, number: int, row: _Row, name: str) -> str:
        cell = self._plain(number, row, name)
        if isinstance(cell, float) and not (abs(cell) < EXACT and cell.is_integer()):
            raise self._trouble(number, name, gettext("is a number: format the column as text"))
        if len(text := _text(cell)) > LONGEST_CELL:
            message = gettext("is longer than %(count)s characters")
            raise self._trouble(number, name, message % {"count": LONGEST_CELL})
        return text

    def _plain(self, number: int, row: _Row, name: str) -> Cell:
        cell = self._cell(row, name)
        computes = isinstance(cell, str) and cell.lstrip().startswith("=")
        if computes and self.layout.format == "csv":
            raise self._trouble(number, name, gettext("holds a formula: paste the value alone"))
        return cell

    def _cell(self, row: _Row, name: str) -> Cell:
        place = self.places[name]
        return row[place] if place < len(row) else ""

    def _trouble(self, number: int, name: str, message: str) -> _Trouble:
        column = self.layout.return_columns[name]
        said = {"row": number, "column": column, "trouble": message}
        return _Trouble(gettext("Row %(row)s, column “%(column)s”: %(trouble)s.") % said)

    def _check_whole(self) -> None:
        if len(self.lines) > MOST_ROWS:
            message = gettext("The file has more than %(count)s rows: send it in parts.")
            raise BadTable(message % {"count": MOST_ROWS})
        for kind, row in self._special_rows_wanted():
            if kind not in self.special_rows:
                message = gettext("The row “%(text)s” is missing: the file seems to be cut off.")
                text = " ".join(literals(row).values())
                self.messages.append(message % {"text": text})
        if self.messages:
            return
        if not self.lines:
            self.messages.append(gettext("The file has no lines."))
        elif not self.batches:
            self.messages.append(gettext("The file does not say which batch it belongs to."))
        for mark, figure in self._reckoned().items():
            number, name, stated = self.stated.get(mark, (0, "", figure))
            if stated != figure:
                message = gettext("says %(stated)s, but the lines come to %(figure)s")
                told = message % {"stated": stated, "figure": figure}
                self.messages.append(str(self._trouble(number, name, told)))

    def _special_rows_wanted(self) -> Iterable[tuple[str, SpecialRow]]:
        kinds = (("opening", self.layout.return_opening), ("trailer", self.layout.return_trailer))
        return [(kind, row) for kind, row in kinds if row]

    def _reckoned(self) -> dict[str, str]:
        figures: dict[str, str] = {}
        for prefix, outcomes in (("", {True, False}), ("succeeded_", {True}), ("failed_", {False})):
            amounts = [line.amount for line in self.lines if line.succeeded in outcomes]
            figures[f"{{{prefix}count}}"] = str(len(amounts))
            figures[f"{{{prefix}total}}"] = f"{sum(amounts, Decimal(0)):.2f}"
        return figures


def _number_text(cell: Cell) -> str:
    if isinstance(cell, float) and math.isfinite(cell):
        # repr is the shortest decimal that means this float: 0.1 stays 0.1.
        return format(Decimal(repr(cell)), "f").removesuffix(".0")
    return _text(cell)


def _text(cell: Cell) -> str:
    """A cell as one line of text, without the guard a spreadsheet needs before "=" and its like."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < EXACT else repr(cell)
    text = " ".join(str(cell).split())
    if not text.isprintable():
        text = "".join(filter(str.isprintable, text)).strip()
    return text[1:] if text.startswith(tuple(GUARD + mark for mark in COMPUTED)) else text
