"""Long documents in pieces: each is set and written by itself, and all are merged in the end.

Pages break where they would in one piece, and numbers run on. A piece needs the memory of its own
pages only, and what was set before a worker died need not be set again.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kernel import typesetting
from kernel.layout import Cut, html_of
from kernel.official import OfficialDocument

ROWS = 1000  # of a piece: about 40 pages, in 300 MB
SHORT_REST = 4  # the last piece may be longer by a fourth: a page alone is not worth one

Place = tuple[int, int]  # the number of an annex, and of a row in it


@dataclass(frozen=True)
class Piece:
    """`next`: where the next piece begins, None where this is the last."""

    content: bytes
    pages: int
    next: Place | None


def fits_one(document: OfficialDocument, *, rows: int = ROWS) -> bool:
    return sum(len(annex.rows) for annex in document.annexes) <= rows + rows // SHORT_REST


def pieces_left(document: OfficialDocument, begin: Place | None, *, rows: int = ROWS) -> int:
    """How many pieces there are to come, about."""
    annex, row = begin or (1, 0)
    left = sum(len(each.rows) for each in document.annexes[annex - 1 :]) - row
    return max(1, -(-left // rows))


def typeset_piece(
    document: OfficialDocument, begin: Place | None, *, first_page: int, rows: int = ROWS
) -> Piece:
    """The piece that begins at a place, or at the beginning. Raises TypesettingUnavailable."""
    cut, following = _cut(document, begin, rows)
    pages = typesetting.render(html_of(document, cut), first_page=first_page)
    # An annex that goes on begins its next page with the row that the last page here begins with.
    if following is not None and following[1] and len(pages.pages) > 1:
        first = _first_row(pages.pages[-1])
        if first is not None:
            following, pages = first, pages.copy(pages.pages[:-1])
    for page in pages.pages:
        page.anchors.clear()
    return Piece(typesetting.write(pages), len(pages.pages), following)


def _cut(document: OfficialDocument, begin: Place | None, rows: int) -> tuple[Cut, Place | None]:
    """About so many rows from a place on, and where those after them begin."""
    number, row = begin or (1, 0)
    taken: list[tuple[int, int, int]] = []
    for n, annex in enumerate(document.annexes[number - 1 :], number):
        last = len(annex.rows)
        if rows <= 0:
            return Cut(taken, front=begin is None, back=False), (n, 0)
        if last - row > rows + rows // SHORT_REST:
            taken.append((n, row, row + rows))
            return Cut(taken, front=begin is None, back=False), (n, row + rows)
        taken.append((n, row, last))
        rows, row = rows - (last - row), 0
    return Cut(taken, front=begin is None, back=True), None


def _first_row(page: Any) -> Place | None:
    names = [name for name in page.anchors if name.startswith("a") and "-r" in name]
    places = [tuple(int(part) for part in name[1:].split("-r")) for name in names]
    return min(places, default=None)  # type: ignore[return-value]


def merge(pieces: Sequence[bytes] | Iterable[bytes]) -> bytes:
    """One PDF of the pages of all, with the first one's colours, language and metadata."""
    from pypdf import PdfReader, PdfWriter

    first, *rest = pieces
    whole = PdfWriter(clone_from=io.BytesIO(first))
    for piece in rest:
        whole.append(PdfReader(io.BytesIO(piece)), import_outline=False)
    content = io.BytesIO()
    whole.write(content)
    return content.getvalue()
