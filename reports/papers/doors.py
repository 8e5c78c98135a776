"""Doors: where what a figure of a paper counts is opened.

A door is an address below the paper's own, so that a document's page, a PDF and a workbook put
theirs before it: figures/<code>/?place=… (reports/rows.py answers it, in the reader's scope).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode


@dataclass(frozen=True)
class Counted:
    """A figure of a table that was counted, and its door."""

    value: Any
    door: str


def door(code: str, **wanted: Any) -> str:
    """`wanted`: which part of the figure; what is None or empty is left out."""
    query = urlencode({key: value for key, value in wanted.items() if value not in (None, "")})
    return f"figures/{quote(code)}/" + (f"?{query}" if query else "")


def counted(value: Any, code: str, **wanted: Any) -> Counted:
    return Counted(value, door(code, **wanted))


def plain(cell: Any) -> Any:
    """What a cell says, without its door."""
    return cell.value if isinstance(cell, Counted) else cell
