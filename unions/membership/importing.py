"""Returns of many employers out of one workbook: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kernel.days import today
from kernel.identifiers import clean_uscc
from kernel.tables import BadTable, Cell, read_workbook, text_of
from unions.events import log_event
from unions.membership.registering import (
    COUNTED,
    WHY,
    Fault,
    covered_in,
    faults_of,
    hold,
    put_in_order,
    told,
)
from unions.membership.standing import missing
from unions.models import Employer, MemberReturn, Officer
from unions.models.members import OneShoulder
from unions.scoping import same_owner

MOST_RETURNS = 5000  # of one workbook
MOST_NAMED = 50  # faults that are told; the file is refused as a whole anyway
BATCH = 500
LARGEST = 2_000_000_000  # what the column of a count holds

NUMBERS = ("employees", "members", "women_members", "migrant_members")


class CellFault(Exception):
    """What is wrong with a cell."""


class RowFault(Exception):
    """What is wrong with one row; `faults` name the columns."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


def columns() -> dict[str, str]:
    """What stands over each column, in their order, in the reader's language."""
    return {
        "uscc": _("Social credit code"), "name": _("Employer"), "counted_on": _("Counted on"),
        "employees": pgettext("union", "Employees"), "members": pgettext("union", "Members"),
        "women_members": _("Women members"),
        "migrant_members": _("Migrant workers among the members"),
        "one_shoulder": _("Head of the Party organisation and union chair"),
        "has_women_organisation": _("Women workers' organisation"),
    }  # fmt: skip


def headers() -> list[str]:
    return list(columns().values())


def party_words() -> dict[str, str]:
    return {str(choice.label): choice.value for choice in OneShoulder}


def yes_or_no() -> dict[str, bool]:
    return {_("yes"): True, _("no"): False}


def lines_to_fill(by: Officer) -> Iterator[list[Any]]:
    """The form's lines: whose return is missing, with what the roll knows; the rest is theirs."""
    rest: list[Any] = [None] * (len(columns()) - 4)
    wanted = missing(by).order_by("pk").values_list("uscc", "name", "headcount")[:MOST_RETURNS]
    for uscc, name, headcount in wanted:
        yield [uscc, name, today(), headcount, *rest]


@transaction.atomic
def import_returns(content: bytes, *, by: Officer) -> int:
    """Enter every return of a workbook (.xlsx); gives their count. Of a day that has one already,
    it replaces it.

    Raises BadTable with a message for each row at fault, numbered as the sheet does, and enters
    none. Lines in which nothing was counted are passed over.
    """
    filled = _filled(read_workbook(content))
    employers = _employers_of([row for _number, row in filled], by)
    hold(employer.pk for employer in employers.values())
    returns = _Reading(employers).all_of(filled)
    stood = {(old.employer_id, old.counted_on): told(old) for old in _standing(returns)}
    MemberReturn.objects.bulk_create(
        returns, batch_size=BATCH, update_conflicts=True,
        unique_fields=["employer", "counted_on"], update_fields=[*COUNTED[1:], "entered_on"],
    )  # fmt: skip
    put_in_order([row.employer_id for row in returns])
    # One entry for the whole, as for every register taken over; it keeps what was replaced.
    replaced = {row.employer.uscc: {"before": before, "after": told(row)}
                for row in returns
                if (before := stood.get((row.employer_id, row.counted_on), told(row))) != told(row)
                }  # fmt: skip
    detail = {"returns": len(returns), "replaced": replaced}
    log_event(by, "import", _("Returns of members entered"), by=by, detail=detail)
    return len(returns)


def _filled(rows: list[list[Cell]]) -> list[tuple[int, list[Cell]]]:
    """The lines in which something was counted, by their number in the sheet."""
    if not rows or [text_of(cell) for cell in rows[0]][: len(headers())] != headers():
        raise BadTable(
            _("The first row must read: %(columns)s") % {"columns": " | ".join(headers())}
        )
    # What the form had filled in beforehand is no return yet.
    found = [(n, row) for n, row in enumerate(rows[1:], start=2) if any(map(text_of, row[4:]))]
    if not found:
        raise BadTable(_("Nothing is filled in: no row says how many members there are."))
    if len(found) > MOST_RETURNS:
        raise BadTable(_("A workbook holds 1 to %(most)d returns.") % {"most": MOST_RETURNS})
    return found


def _employers_of(rows: Iterable[list[Cell]], by: Officer) -> dict[str, Employer]:
    codes = {text_of(row[0]).upper() for row in rows}
    found = Employer.objects.visible_to(by).filter(uscc__in=codes)
    return {employer.uscc: employer for employer in found}


def _standing(returns: list[MemberReturn]) -> Any:
    """What stands of the same employers and days already, and a few more."""
    return MemberReturn.objects.unscoped(WHY).filter(
        employer__in=[row.employer_id for row in returns],
        counted_on__in={row.counted_on for row in returns},
    )


class _Reading:
    """The rows of one workbook, against the employers the officer may see."""

    def __init__(self, employers: dict[str, Employer]) -> None:
        self.employers = employers
        self.spans = covered_in(employer.pk for employer in employers.values())
        self.columns = columns()
        self.party, self.yes_or_no = _one_of(party_words()), _one_of(yes_or_no())
        self.seen: dict[tuple[int, date], int] = {}

    def all_of(self, rows: list[tuple[int, list[Cell]]]) -> list[MemberReturn]:
        returns, told = [], []
        for number, row in rows:
            try:
                returns.append(self.return_of(number, row))
            except RowFault as wrong:
                told += [self._told(number, *fault) for fault in wrong.faults]
        if len(told) > MOST_NAMED:
            more = _("And %(n)d more faults.") % {"n": len(told) - MOST_NAMED}
            told[MOST_NAMED:] = [more]
        if told:
            raise BadTable(told)
        return returns

    def _told(self, number: int, column: str, words: str) -> str:
        where = {"row": number, "column": self.columns[column], "fault": words}
        return _("Row %(row)s, %(column)s: %(fault)s") % where

    def return_of(self, number: int, row: list[Cell]) -> MemberReturn:
        cells = dict(zip(self.columns, [*row, *[""] * len(self.columns)], strict=False))
        said, faults = {}, []
        for column, read in self._readers().items():
            try:
                said[column] = read(cells[column])
            except CellFault as fault:
                faults.append((column, str(fault)))
        if not faults:
            employer = said.pop("uscc")
            row_of = MemberReturn(employer=employer, **said, **same_owner(employer))
            faults = [*faults_of(row_of, self.spans), *self._twice(row_of, number)]
        if faults:
            raise RowFault(faults)
        return row_of

    def _readers(self) -> dict[str, Callable[[Cell], Any]]:
        return {
            "uscc": self._employer, "counted_on": _day, **dict.fromkeys(NUMBERS, _count),
            "one_shoulder": self.party, "has_women_organisation": self.yes_or_no,
        }  # fmt: skip

    def _employer(self, cell: Cell) -> Employer:
        try:
            code = clean_uscc(text_of(cell))
        except ValidationError as wrong:
            raise CellFault(" ".join(wrong.messages)) from None
        if code not in self.employers:
            raise CellFault(_("no employer of your branch has the code %(code)s.") % {"code": code})
        return self.employers[code]

    def _twice(self, row: MemberReturn, number: int) -> list[Fault]:
        before = self.seen.setdefault((row.employer_id, row.counted_on), number)
        words = _("the same employer and day as in row %(n)d.") % {"n": before}
        return [("counted_on", words)] if before != number else []


def _count(cell: Cell) -> int:
    text = _filled_in(cell)
    if not (text.isascii() and text.isdecimal() and len(text) < 12 and int(text) <= LARGEST):
        raise CellFault(_("“%(text)s” is no whole number.") % {"text": text[:20]})
    return int(text)


def _one_of(known: dict[str, Any]) -> Callable[[Cell], Any]:
    def read(cell: Cell) -> Any:
        if (word := _filled_in(cell)) in known:
            return known[word]
        words = _("“%(word)s” is none of: %(known)s.")
        raise CellFault(words % {"word": word[:20], "known": "、".join(known)})

    return read


def _filled_in(cell: Cell) -> str:
    if text := text_of(cell):
        return text
    raise CellFault(_("is not filled in."))


def _day(cell: Cell) -> date:
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    try:
        day = parse_date(_filled_in(cell).replace("/", "-").replace(".", "-"))
    except ValueError:
        raise CellFault(_("there is no such day.")) from None
    if day is None:
        raise CellFault(_("a day must be a date, as in 2026-03-01."))
    return day
