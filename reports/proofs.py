"""What a printed document says of itself: its code, and where its figures are opened."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.urls import reverse

from kernel.official import Block, Figure, Proof
from reports.codes import printed_code
from reports.models import Dispatch, Document
from reports.papers.paper import Drawn


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
        lines.append(f"附表和图中数字可点击，或登录 {where} 凭验证码查阅其所计明细。")
    return Proof(code, _address("reports:verify-paper", code), lines)


def has_doors(drawn: Drawn) -> bool:
    return any(grid.has_doors for grid in drawn.grids)


def base_of(bearer: Document | Dispatch, nth: int = 1) -> str:
    """What the doors of its figures lie below (reports/papers/doors.py): of a document, or of the
    `nth` that a dispatch annexes. Empty for what bears no code."""
    code = code_of(bearer)
    return f"{_address('reports:paper-detail', code)}{nth}/" if code else ""


def with_doors(block: Block, base: str) -> Block:
    """A picture with the addresses its marks open; anything else as it is."""
    if not isinstance(block, Figure):
        return block
    areas = [replace(area, href=base + area.href) for area in block.areas] if base else []
    return replace(block, areas=areas)


def _address(route: str, *args: str) -> str:
    return f"{settings.PORTAL_ADDRESS.rstrip('/')}{reverse(route, args=args)}"
