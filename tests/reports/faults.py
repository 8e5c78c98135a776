"""A report whose making can be stopped at any point: here, in a child, in a real worker.

The pages are blank here, each as wide as its number says. HEJIA_FAULTS=whole sets real ones, more
than 200 of them.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from kernel import pieces
from reports import making
from reports.models import Document
from reports.sections import acceptance
from unions import jobs

WHOLE = os.environ.get("HEJIA_FAULTS") == "whole"
UNITS, ROWS = (5000, 600) if WHOLE else (66, 22)
NARROWEST = 100
# What a point is: just before and just after each of these is done.
PROBED = [
    (making, "freeze_section"),
    (making, "_write_file"),
    (making, "_keep"),
    (making, "_delete_files"),
    (jobs, "_write"),
]


def lay_figures(patch: pytest.MonkeyPatch) -> None:
    """As many units as the pages need; they would take longer to make than the report."""
    patch.setattr(acceptance, "plans_of", plans)
    patch.setattr(pieces, "ROWS", ROWS)
    if not WHOLE:
        patch.setattr(pieces, "typeset_piece", blank_piece)
        patch.setattr(making, "typeset_or_say", lambda _document: b"%PDF-")


def plans(*_asked: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": n, "name": f"凌海第{n}纺织有限责任公司", "county_id": 1, "township_id": 1,
            "county": "凌海市", "type": "企业", "stage": "accepted", "score": "86.5",
            "level": "达标", "accepted_on": "2026-06-01", "reasons": [],
        }
        for n in range(1, UNITS + 1)
    ]  # fmt: skip


def blank_piece(document: Any, begin: Any, *, first_page: int, rows: int) -> pieces.Piece:
    """A page for each ten rows of the piece, NARROWEST and its number wide."""
    cut, following = pieces._cut(document, begin, rows)
    pages = sum(end - start for _annex, start, end in cut.annexes) // 10 + 1
    writer, content = PdfWriter(), io.BytesIO()
    for number in range(first_page, first_page + pages):
        writer.add_blank_page(NARROWEST + number, 100)
    writer.write(content)
    return pieces.Piece(content.getvalue(), pages, following)


def pages_of(document: Document) -> int:
    """How many there are; each bears its number."""
    pages = PdfReader(document.pdf.path).pages
    if WHOLE:
        wrong = [n for n, page in enumerate(pages, 1) if f"— {n} —" not in page.extract_text()]
        assert not wrong
    else:
        widths = [page.mediabox.width for page in pages]
        assert widths == [NARROWEST + n for n, _page in enumerate(pages, 1)]
    return len(pages)


def lay_points(patch: pytest.MonkeyPatch, at: Callable[[list[str]], None]) -> list[str]:
    """The names of the points that an attempt passes; `at` is called at each."""
    passed: list[str] = []

    def point(name: str) -> None:
        passed.append(name)
        at(passed)

    def probed(act: Any, name: str) -> Any:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            point(f"before {name}")
            result = act(*args, **kwargs)
            point(f"after {name}")
            return result

        return wrapped

    for module, name in PROBED:
        patch.setattr(module, name, probed(getattr(module, name), name))
    return passed


def from_where_it_stopped(life: list[str], stops: list[int]) -> list[int]:
    """The same points of the life, counted by the attempt that comes to them after the last stop.

    An attempt begins with a step that only tells how far the job is: the first of its life.
    """
    counted, committed = [], 0
    for stop in stops:
        counted.append(stop - committed + (2 if committed else 0))
        # What a step made is committed after it has told of it.
        committed = max(n for n in range(stop) if n == 0 or life[n - 1] == "after _write")
    return counted


def spread(most: int, points: int) -> list[int]:
    """So many points of a life, the first and the last among them."""
    return sorted({1 + n * (most - 1) // (points - 1) for n in range(points)})
