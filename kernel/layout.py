"""An official document as the HTML that is typeset, whole or a piece of it.

The numbers of the format are in templates/kernel/official/official.css.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from kernel.official import (
    WORDS,
    Annex,
    OfficialDocument,
    Table,
    chinese_date,
    numbered,
    signature_indents,
)

TITLE_WIDTH = 20  # characters of 2号 in a line
TOP_MARGIN, MARK_LINE = 37, 16  # mm
INK = (0.115, 0.934)  # where a character's ink begins in its square, and how high it is
PAUSE_AFTER = "的、，》）”"
PAUSE_BEFORE = "及与并《（“"


@dataclass(frozen=True)
class Cut:
    """What of a document one piece holds; `annexes`: (number of the annex, from row, to row).

    `front`: everything before the annexes; `back`: the colophon.
    """

    annexes: Sequence[tuple[int, int, int]]
    front: bool
    back: bool


def whole(document: OfficialDocument) -> Cut:
    annexes = [(n, 0, len(annex.rows)) for n, annex in enumerate(document.annexes, 1)]
    return Cut(annexes, front=True, back=True)


def html_of(
    document: OfficialDocument, cut: Cut | None = None, *, colophon_apart: bool = False
) -> str:
    """A piece, or all of it. In a piece rows have ids (a1-r0, …), by which a page tells what stands
    on it."""
    with_ids = cut is not None
    cut = cut or whole(document)
    signed = chinese_date(document.signed_on, document.language)
    return render_to_string(
        "kernel/official/document.html",
        {
            "document": document,
            "words": WORDS[document.language],
            "mark_size": (size := _mark_size(document.issuer_mark)),
            "mark_margins": _mark_margins(document, size),
            "title_lines": _balance(document.title),
            "blocks": [
                (kind, number, _lay_out(block) if kind == "table" else block)
                for kind, number, block in numbered(document.body)
            ],
            "cut": cut,
            "annexes": [
                _lay_out_rows(document.annexes[n - 1], n, begin, end, with_ids=with_ids)
                for n, begin, end in cut.annexes
            ],
            # A portrait foot has no place on a landscape page.
            "colophon_apart": bool(document.annexes and document.annexes[-1].landscape),
            "colophon_even": colophon_apart,
            "qr": _drawn(document.proof.address) if document.proof else "",
            "signed": signed,
            "sign_indent": min(signature_indents(document)),
            "printed": chinese_date(document.printed_on, document.language),
        },
    )


def _mark_size(mark: str) -> float:
    # At most 14 mm a character; a long name must still fit one line of 156 mm.
    return min(14.0, round(150 / max(len(mark), 1), 2))


def _mark_margins(document: OfficialDocument, size: float) -> tuple[float, float]:
    """Millimetres above the line box of the mark, so that its ink begins where the standard says:
    35 mm below the edge of the text, in a letter 30 mm below that of the paper; and under the box,
    so that a letter's rule stands 4 mm below the ink."""
    above = (MARK_LINE - size) / 2 + INK[0] * size  # white of the box over its ink
    under = MARK_LINE - above - INK[1] * size
    asked = 30 - TOP_MARGIN if document.layout == "letter" else 35
    return round(asked - above, 3), round(4 - under, 3)


def _drawn(address: str) -> SafeString:
    """A QR code as inline SVG; the medium correction stands a fold or a stamp."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=0)
    return mark_safe(drawn)  # noqa: S308 - drawn by us, no text of anybody's in it


def _balance(title: str) -> list[str]:
    """Lines of about equal length, broken where the title pauses if it does so near the middle."""
    if "\n" in title or len(title) <= TITLE_WIDTH:
        return title.splitlines()
    ideal = math.ceil(len(title) / math.ceil(len(title) / TITLE_WIDTH))
    near = [ideal + step for step in (0, -1, 1, -2, 2, -3, 3) if ideal + step <= TITLE_WIDTH]
    cut = next((n for n in near if _pauses(title, n)), ideal)
    # A closing mark begins no line, an opening one ends none.
    while cut > 1 and (title[cut - 1] in "《（“" or title[cut] in "》）”、，"):
        cut -= 1
    return [title[:cut], *_balance(title[cut:])]


def _pauses(title: str, n: int) -> bool:
    # 各县（市）区 stays in one piece, and the bracket in it is no pause.
    before = title[n] in PAUSE_BEFORE and not title.startswith("（市）", n)
    return title[n - 1] in PAUSE_AFTER or before or title.startswith("各县（市）区", n)


class _Row(list[tuple[str, object]]):
    """A row of a table that a page can tell it holds."""

    def __init__(self, name: str, cells: Iterable[tuple[str, object]]) -> None:
        super().__init__(cells)
        self.id = name


def _lay_out_rows(
    annex: Annex, number: int, begin: int, end: int, *, with_ids: bool
) -> dict[str, Any]:
    """An annex from a row to a row; without its title where an earlier piece has begun it."""
    laid = _lay_out(replace(annex, rows=annex.rows[begin:end]))
    if with_ids:
        laid["rows"] = [
            _Row(f"a{number}-r{n}", row) for n, row in enumerate(laid["rows"], start=begin)
        ]
    last = end >= len(annex.rows)
    return {"annex": annex, "number": number, "table": laid, "begins": begin == 0, "ends": last}


def _lay_out(table: Table | Annex) -> dict[str, Any]:
    """Columns as (header, percent of the width), rows as lists of (alignment, text)."""
    whole = sum(column.width for column in table.columns)
    return {
        "caption": getattr(table, "caption", ""),
        "columns": [(column.header, 100 * column.width / whole) for column in table.columns],
        "rows": [
            [(column.align, cell) for column, cell in zip(table.columns, row, strict=True)]
            for row in table.rows
        ],
    }
