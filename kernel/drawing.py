"""What charts are drawn of: strokes, shapes, words and scales, as SVG in units of the picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.html import escape

Number = int | float | Decimal

WIDTH = 400  # units of the picture: about a phone's width, so that its letters stay letters
LETTER = 12
GAP = 8
TICKS = 4


def legend_height(names: Sequence[str]) -> float:
    return LETTER + GAP if len(names) > 1 else 0


def legend(names: Sequence[str], kind: str) -> str:
    """What the strokes (`line`) or fills (`bar`) of the series mean; nothing where there is one."""
    if len(names) < 2:
        return ""
    drawn, x = "", 0.0
    for n, name in enumerate(names):
        drawn += _sample(n, kind, x) + text(name, x + 28, LETTER)
        x += 28 + width_of(name) + 2 * GAP
    return drawn


def _sample(n: int, kind: str, x: float) -> str:
    if kind == "line":
        return stroke(f"chart__line chart__line--{n + 1}", x, 8, x + 22, 8) + shape(n, x + 11, 8)
    return f'<rect class="chart__bar chart__bar--{n + 1}" {box_at(x + 1, 2, 22, 12)}/>'


def shape(n: int, x: float, y: float) -> str:
    """A disc, a square, a diamond: so that a line is known without its colour."""
    kind = f'class="chart__mark chart__mark--{n + 1}"'
    if n == 0:
        return f'<circle {kind} cx="{short(x)}" cy="{short(y)}" r="4"/>'
    if n == 1:
        return f"<rect {kind} {box_at(x - 3.5, y - 3.5, 7, 7)}/>"
    path = f"M{short(x)} {short(y - 5)}l5 5l-5 5l-5 -5Z"
    return f'<path {kind} d="{path}"/>'


def text(words: str, x: float, y: float, kind: str = "chart__words", anchor: str = "start") -> str:
    at = f'x="{short(x)}" y="{short(y)}" text-anchor="{anchor}"'
    return f'<text class="{kind}" {at} aria-hidden="true">{escape(words)}</text>'


def stroke(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    begin = f'x1="{short(x1)}" y1="{short(y1)}"'
    return f'<line class="{kind}" {begin} x2="{short(x2)}" y2="{short(y2)}"/>'


def box_at(x: float, y: float, width: float, height: float) -> str:
    return f'x="{short(x)}" y="{short(y)}" width="{short(width)}" height="{short(height)}"'


def inside(x: float, half: float) -> float:
    """Where words centred on `x` stay in the picture."""
    return min(max(x, half), WIDTH - half)


def ticks_of(values: Sequence[float], base: float) -> list[float]:
    """Round steps from `base`, or below it, to beyond the highest value."""
    low, high = min([base, *values]), max([base, *values])
    if low == high:
        high = low + 1
    rough = (high - low) / TICKS
    if all(value == int(value) for value in values):
        rough = max(rough, 1.0)  # there is no half of a count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(n * power for n in (1, 2, 5, 10) if n * power >= rough - 1e-9 * power)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [n * step for n in range(first, last + 1)]


def tick_text(tick: float, unit: str) -> str:
    return f"{tick:.10g}{unit}"


def scale(of: tuple[float, float], onto: tuple[float, float]) -> Callable[[Number], float]:
    (low, high), (begin, end) = of, onto
    return lambda value: begin + (float(value) - low) * (end - begin) / (high - low)


def width_of(words: str) -> float:
    """About: a Chinese character is as wide as it is high, a bold Latin one three fifths."""
    return sum(LETTER if ord(c) > 0x2E80 else LETTER * 0.62 for c in words)


def cut_to(words: str, room: float) -> str:
    if width_of(words) <= room + 0.5:
        return words
    kept = words
    while kept and width_of(kept) + LETTER > room:
        kept = kept[:-1]
    return f"{kept}…"


def short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
