"""The figures of a printed document, opened in the scope of whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse

from reports.codes import read_code
from reports.freezing import drawn_of
from reports.models import CONFIDENTIAL, Dispatch, Document
from reports.papers.doors import Counted
from reports.papers.paper import Grid, printed
from unions.models import Officer
from unions.refusals import Refused
from unions.scoping import of_unions_above

MOST_ROWS = 100  # of a table on a page
OF_A_PLACE = ("place", "plan", "fund", "part", "employer", "direct")  # what names whose rows


@dataclass(frozen=True)
class Cell:
    """`url` is empty for what was not counted, and for rows that are not the reader's."""

    head: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Row:
    number: int
    cells: list[Cell]


@dataclass(frozen=True)
class OpenedTable:
    """`number`: as printed, 附件2. `next`: the first row that is not shown, or nought.

    `opens`: whether any of its figures was counted.
    """

    number: int
    title: str
    heads: Sequence[str]
    rows: list[Row]
    opens: bool
    next: int = 0


@dataclass(frozen=True)
class OpenedDocument:
    """`whole`: whether the document's own page is the reader's to see; of others only those rows
    are told that count for the reader's union or for all."""

    document: Document
    tables: list[OpenedTable]
    whole: bool

    @property
    def opens(self) -> bool:
        return any(table.opens for table in self.tables)


def paper_of(code: str, officer: Officer) -> tuple[Any, list[Document]] | None:
    """What bears the code, and the documents whose figures it prints; None if it is not theirs.

    A paper of a union above is opened, too, by who holds it: the figures come in their own scope.
    """
    read = read_code(code)
    if read is None or read[0] != officer.federation.division_code:
        return None
    document = _document(read[1], officer)
    if document:
        return document, [document]
    dispatch = (
        Dispatch.objects.visible_to(officer)
        .select_related("given", "union")
        .filter(code=read[1], signed_on__isnull=False)
        .first()
    )
    if dispatch is None:
        return None
    annexes = Document.objects.unscoped("annexed to a dispatch the officer reads")
    documents = annexes.filter(annexed_to__dispatch=dispatch).select_related("union")
    return dispatch, list(documents.order_by("pk"))


def _document(code: str, officer: Officer) -> Document | None:
    own = Document.objects.visible_to(officer).finished().select_related("union")
    above = Document.objects.unscoped("whoever holds a paper of a union above may open it")
    above = above.finished().exclude(kind__in=CONFIDENTIAL).filter(of_unions_above(officer))
    found: Document | None = (
        own.filter(code=code).first() or above.select_related("union").filter(code=code).first()
    )
    return found


def opened(
    code: str, documents: Sequence[Document], officer: Officer, *, table: int = 0, row: int = 1
) -> list[OpenedDocument]:
    """Their tables as they are printed, or the one `table` from a `row` on."""
    seen = Document.objects.visible_to(officer).filter(pk__in=[each.pk for each in documents])
    whole = set(seen.values_list("pk", flat=True))
    page = reverse("reports:paper-detail", args=[code])
    number, found = 0, []
    for nth, document in enumerate(documents, 1):
        tables = []
        for grid in _grids(document):
            number += 1
            if table in (0, number):
                reader = None if document.pk in whole else officer
                tables.append(_table(grid, number, f"{page}{nth}/", reader, row))
        found.append(OpenedDocument(document, tables, document.pk in whole))
    return found


def _grids(document: Document) -> Sequence[Grid]:
    try:
        return drawn_of(document).grids
    except Refused:  # its definition has been taken away
        return ()


def _table(grid: Grid, number: int, base: str, reader: Officer | None, first: int) -> OpenedTable:
    """`reader`: whose rows alone are told; None tells all."""
    heads = [column.header for column in grid.columns]
    rows = [
        Row(n, [_cell(head, cell, base) for head, cell in zip(heads, row, strict=True)])
        for n, row in enumerate(grid.cells, 1)
        if reader is None or _is_theirs(row, reader)
    ]
    later = [row for row in rows if row.number >= first]
    shown, rest = later[:MOST_ROWS], later[MOST_ROWS:]
    return OpenedTable(
        number, grid.title, heads, shown, grid.has_doors, rest[0].number if rest else 0
    )


def _cell(head: str, cell: Any, base: str) -> Cell:
    if isinstance(cell, Counted):
        return Cell(head, str(printed(cell.value)), base + cell.door)
    return Cell(head, str(printed(cell)))


def _is_theirs(row: Sequence[Any], reader: Officer) -> bool:
    named = [dict(_named(cell.door)) for cell in row if isinstance(cell, Counted)]
    return bool(named) and all(
        not whose or whose == {"place": str(reader.union_id)} for whose in named
    )


def _named(door: str) -> Iterator[tuple[str, str]]:
    for name, (value, *_more) in parse_qs(urlsplit(door).query).items():
        if name in OF_A_PLACE and value != "denominator":
            yield name, value
