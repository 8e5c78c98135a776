"""What a printed document says of itself: its code, and where its figures are opened.

The figures of a document are the lines of its frozen `lines`: the number of a line is the number
(序号) that stands before it in the printed table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.urls import reverse

from kernel.official import Annex, Proof, place_link
from reports.codes import printed_code
from reports.models import Dispatch, Document
from targets.indicators import INDICATORS

NUMBER = "序号"


@dataclass(frozen=True)
class PaperFigure:
    """A figure of a paper; `line` is its frozen line."""

    number: int
    line: dict[str, Any]

    @property
    def code(self) -> str:
        return str(self.line["code"])

    @property
    def label(self) -> str:
        return str(self.line["label"])


def code_of(bearer: Document | Dispatch) -> str:
    """As printed; empty for a document made before there were codes."""
    return printed_code(bearer.federation.division_code, bearer.code) if bearer.code else ""


def proof_of(bearer: Document | Dispatch, *, has_figures: bool) -> Proof | None:
    code = code_of(bearer)
    if not code:
        return None
    lines = [f"扫码或登录 {_address('reports:verify')} 输入验证码，可核对本件真伪。"]
    if has_figures:
        where = _address("reports:paper-find")
        lines.append(f"附表数字登录 {where} 凭验证码和序号查阅其所计明细。")
    return Proof(code, _address("reports:verify-paper", code), lines)


def figures_of(document: Document) -> list[PaperFigure]:
    """The figures that are indicators, and so can be opened as they stood on their day."""
    if "day" not in document.data:
        return []
    lines = document.figures("lines")
    return [
        PaperFigure(number, line)
        for number, line in enumerate(lines, 1)
        if line.get("code") in INDICATORS and "label" in line
    ]


def with_links(annex: Annex, document: Document, bearer: Document | Dispatch) -> Annex:
    """The annex, its numbers leading to the figures of their lines."""
    known = {figure.label: figure.number for figure in figures_of(document)}
    if not bearer.code or not known or annex.columns[0].header != NUMBER:
        return annex
    address = _address("reports:paper-detail", code_of(bearer))
    rows = [_linked(row, address, known.get(str(row[1]))) for row in annex.rows]
    return replace(annex, rows=rows)


def _linked(row: Sequence[object], address: str, number: int | None) -> Sequence[object]:
    if number is None:
        return row
    return [place_link(row[0], f"{address}#f{number}"), *row[1:]]


def _address(route: str, *args: str) -> str:
    return f"{settings.PORTAL_ADDRESS.rstrip('/')}{reverse(route, args=args)}"
