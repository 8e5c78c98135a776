"""Contracts of the years before the portal, taken over from a workbook: all of them, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bargaining.actions.registering import faults_of, place
from bargaining.kinds import ContractKind, Scope
from bargaining.models import Contract
from bargaining.models.clause import keep_bands
from kernel.identifiers import clean_uscc
from kernel.tables import BadTable, Cell, read_workbook, text_of
from unions.events import log_event
from unions.models import Coverage, Employer, Officer, Union

MOST_CONTRACTS = 1000  # of one workbook
MOST_NAMED = 50  # rows at fault that are told; the file is refused as a whole anyway
BATCH = 500
TEXT_LONGEST = 60_000
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
OLDEST, LATEST = 1990, 2100  # years

T = TypeVar("T")


class RowFault(Exception):
    """What is wrong with one row, and in which of the columns."""

    def __init__(self, column: str, words: str) -> None:
        super().__init__(words)
        self.column = column


def columns() -> dict[str, str]:
    """What stands over each column, in their order, in the reader's language."""
    return {
        "title": pgettext("contract", "Title"), "kind": pgettext("contract", "Kind"),
        "scope": _("Scope"), "employer": _("Credit code of the employer"),
        "number": _("Filing number"), "signed_on": _("Signed on"),
        "effective_on": _("In force from"), "expires_on": _("In force to"),
        "wage_annex": _("Wage annex (1 yes)"), "text": _("Text"),
    }  # fmt: skip


def headers() -> list[str]:
    return list(columns().values())


def example() -> Iterator[list[Any]]:
    """A line that shows what the columns hold, for the empty form."""
    yield [
        _("Wage agreement of the enterprise"), str(ContractKind.WAGE.label),
        str(Scope.ENTERPRISE.label), "91210781000000012A", "", date(2025, 3, 1),
        date(2025, 3, 20), date(2026, 3, 19), 0, "",
    ]  # fmt: skip


@transaction.atomic
def import_contracts(content: bytes, *, by: Officer) -> int:
    """Enter every contract of a workbook (.xlsx); gives their count.

    Raises BadTable with a message for each row at fault, numbered as the sheet does, and enters
    none. The employers of regional and industry contracts are listed afterwards.
    """
    rows = read_workbook(content)
    if not rows or [text_of(cell) for cell in rows[0]][: len(headers())] != headers():
        raise BadTable(
            _("The first row must read: %(columns)s") % {"columns": " | ".join(headers())}
        )
    filled = [(n, row) for n, row in enumerate(rows[1:], start=2) if any(map(text_of, row))]
    if not 0 < len(filled) <= MOST_CONTRACTS:
        raise BadTable(_("A workbook holds 1 to %(most)d contracts.") % {"most": MOST_CONTRACTS})
    contracts = _Reading(by, [row for _number, row in filled]).all_of(filled)
    Contract.objects.bulk_create(contracts, batch_size=BATCH)
    keep_bands(contracts)
    # One entry for the whole, as for every register taken over.
    log_event(
        by, "import", _("Older contracts entered"), by=by, detail={"contracts": len(contracts)}
    )
    return len(contracts)


class _Reading:
    """The rows of one workbook, against the employers the officer may see."""

    def __init__(self, by: Officer, rows: list[list[Cell]]) -> None:
        self.by = by
        self.columns = columns()
        self.kinds, self.scopes = _by_label(ContractKind), _by_label(Scope)
        self.yes_or_no = {"1": True, "0": False, "": False}
        codes = {text_of(row[3]).upper() for row in rows if len(row) > 3}
        found = Employer.objects.visible_to(by).filter(uscc__in=codes)
        self.employers = {employer.uscc: employer for employer in found}
        covering = Coverage.objects.current().filter(employer__in=found).select_related("covering")
        self.covering = {row.employer_id: row.covering for row in covering}
        self.seen: dict[tuple[Any, ...], int] = {}

    def all_of(self, rows: list[tuple[int, list[Cell]]]) -> list[Contract]:
        contracts, faults = [], []
        for number, row in rows:
            try:
                contracts.append(self.contract_of(number, row))
            except RowFault as fault:
                where = {"row": number, "column": self.columns[fault.column], "fault": fault}
                faults.append(_("Row %(row)s, %(column)s: %(fault)s") % where)
        if faults:
            raise BadTable(faults[:MOST_NAMED])
        return contracts

    def contract_of(self, number: int, row: list[Cell]) -> Contract:
        cells = dict(zip(self.columns, [*row, *[""] * len(self.columns)], strict=False))
        contract = Contract(
            title=_short(cells, "title", 120), number=_short(cells, "number", 60, needed=False),
            kind=_one_of(self.kinds, cells, "kind"), scope=_one_of(self.scopes, cells, "scope"),
            employer=self._employer(cells["employer"]), signed_on=_day(cells, "signed_on"),
            effective_on=_day(cells, "effective_on"), expires_on=_day(cells, "expires_on"),
            wage_annex=_one_of(self.yes_or_no, cells, "wage_annex"),
            text=_short(cells, "text", TEXT_LONGEST, needed=False),
        )  # fmt: skip
        for column, words in faults_of(contract, self.by):
            raise RowFault(column, words)
        self._once(contract, number)
        place(contract, self._owner(contract))
        return contract

    def _employer(self, cell: Cell) -> Employer | None:
        if not text_of(cell):
            return None
        try:
            code = clean_uscc(text_of(cell))
        except ValidationError as wrong:
            raise RowFault("employer", " ".join(wrong.messages)) from None
        if code not in self.employers:
            words = _("no employer of your branch has the code %(code)s.") % {"code": code}
            raise RowFault("employer", words)
        return self.employers[code]

    def _once(self, contract: Contract, number: int) -> None:
        whose = contract.employer_id or contract.title
        key = (whose, contract.kind, contract.scope, contract.effective_on)
        if key in self.seen:
            words = _("the same contract as in row %(n)d.") % {"n": self.seen[key]}
            raise RowFault("effective_on", words)
        self.seen[key] = number

    def _owner(self, contract: Contract) -> Union:
        covering = self.covering.get(contract.employer_id or 0)
        return covering if covering and self.by.oversees(covering) else self.by.union


def _by_label(choices: type[TextChoices]) -> dict[str, str]:
    return {str(choice.label): choice.value for choice in choices}


def _one_of(known: dict[str, T], cells: dict[str, Cell], column: str) -> T:
    if (word := text_of(cells[column])) in known:
        return known[word]
    wanted = "、".join(word for word in known if word)
    words = _("“%(word)s” is none of: %(known)s.") % {"word": word[:20], "known": wanted}
    raise RowFault(column, words)


def _short(cells: dict[str, Cell], column: str, longest: int, *, needed: bool = True) -> str:
    text = text_of(cells[column])
    if needed and not text:
        raise RowFault(column, _("the title is missing."))
    if len(text) > longest or "\0" in text:
        words = _("a text is too long or no text: “%(text)s…”.") % {"text": text[:20]}
        raise RowFault(column, words)
    return text


def _day(cells: dict[str, Cell], column: str) -> date:
    cell = cells[column]
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
    elif written := DAY.fullmatch(text_of(cell)):
        try:
            day = date(*map(int, written.groups()))
        except ValueError:
            raise RowFault(column, _("there is no such day.")) from None
    else:
        raise RowFault(column, _("a day must be a date, as in 2026-03-01."))
    if not OLDEST <= day.year <= LATEST:
        raise RowFault(column, _("there is no such day."))
    return day
