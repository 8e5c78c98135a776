"""Charts as SVG without script or style: classes of static/css/charts.css, on paper of paper.css.

Shapes and words tell apart what colour does, and the same figures are given as a table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Number = int | float | Decimal

PAPER = Path(__file__).parent / "templates" / "kernel" / "charts" / "paper.css"
WIDTH = 400  # units of the picture: about a phone's width, so that its letters stay letters
LETTER = 12
BAR, GAP = 16, 8
PLOT_HEIGHT = 150
MOST_LABEL = 132  # units a name may take before it is cut
TICKS = 4
MARKS = 3  # shapes of points, fills of bars: more series than this are not told apart


@dataclass(frozen=True)
class Point:
    """One figure. `text`: as the table says it; value None: there is none, and a gap is drawn.

    `href`: where its rows open.
    """

    value: Number | None
    text: str = ""
    href: str = ""

    def __str__(self) -> str:
        return self.text or ("—" if self.value is None else f"{self.value}")


@dataclass(frozen=True)
class Series:
    """Figures of one kind, one for each label of the chart, in their order."""

    name: str
    points: Sequence[Point]


@dataclass(frozen=True)
class Target:
    """A line across the chart."""

    value: Number
    text: str


@dataclass(frozen=True)
class Chart:
    """`head` and `table`: what is drawn, in words; a row begins with its label."""

    svg: SafeString
    head: Sequence[str]
    table: Sequence[Sequence[str | Point]]

    @property
    def body(self) -> SafeString:
        """The rows of the table as they stand in a <tbody>."""
        rows = (f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.table)
        return mark_safe("".join(rows))  # noqa: S308 - each cell escapes its words

    @property
    def for_paper(self) -> SafeString:
        """The same picture with its own style, for a page that has no style sheet of ours."""
        begin, mark, rest = self.svg.partition(">")
        return mark_safe(f"{begin}{mark}<style>{_paper_style()}</style>{rest}")  # noqa: S308 - ours


def bars(
    name: str,
    title: str,
    labels: Sequence[str],
    points: Sequence[Point],
    *,
    desc: str = "",
    target: Target | None = None,
    heads: tuple[str, str] = ("", ""),
) -> Chart:
    """A bar for each label. `name`: an id, once on a page; `heads`: the table's two columns."""
    series = [Series(heads[1], points)]
    return grouped_bars(name, title, labels, series, desc=desc, target=target, first=heads[0])


def grouped_bars(
    name: str,
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    desc: str = "",
    target: Target | None = None,
    first: str = "",
) -> Chart:
    """Bars lying under each label, one for each series, of which there are three at most."""
    _check(labels, series)
    left = min(MOST_LABEL, max((_width(label) for label in labels), default=0)) + GAP
    room = max((_width(str(p)) for each in series for p in each.points), default=0) + GAP
    ticks = _ticks(_values(series, target), 0)
    across = _scale((ticks[0], ticks[-1]), (left, WIDTH - room))
    height = len(series) * BAR + GAP
    top = _legend_height(series) + (LETTER + GAP if target else 0)
    drawn = [
        _bar_row(label, [each.points[n] for each in series], across, top + n * height, left)
        for n, label in enumerate(labels)
    ]
    bottom = top + len(labels) * height
    parts = [
        _legend(series, "bar"),
        *drawn,
        _stroke("chart__axis", across(0), top, across(0), bottom),
        _upright(target, across, top, bottom) if target else "",
    ]
    return _chart(name, title, desc, bottom + GAP, parts, labels, series, first)


def line(
    name: str,
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    desc: str = "",
    unit: str = "",
    target: Target | None = None,
    first: str = "",
) -> Chart:
    """Figures over time, a line for each series; the newest figure of the first is written out."""
    _check(labels, series)
    ticks = _ticks(_values(series, target), 0)
    left = max(_width(_tick_text(tick, unit)) for tick in ticks) + GAP
    top = _legend_height(series) + LETTER + GAP
    bottom = top + PLOT_HEIGHT
    along = _scale((0, max(1, len(labels) - 1)), (left + GAP, WIDTH - 3 * GAP))
    up = _scale((ticks[0], ticks[-1]), (bottom, top))
    parts = [
        _legend(series, "line"),
        *(_level(tick, unit, up, left) for tick in ticks),
        *_along_foot(labels, along, bottom),
        _across(target, up, left) if target else "",
        *(_run(n, each, labels, along, up) for n, each in reversed([*enumerate(series)])),
        _newest(series[0], along, up) if series else "",
    ]
    return _chart(name, title, desc, bottom + LETTER + 2 * GAP, parts, labels, series, first)


def _check(labels: Sequence[str], series: Sequence[Series]) -> None:
    if len(series) > MARKS:
        raise ValueError(f"at most {MARKS} series can be told apart without colour")
    if any(len(each.points) != len(labels) for each in series):
        raise ValueError("each series needs one point for each label")


def _chart(
    name: str,
    title: str,
    desc: str,
    height: float,
    parts: Iterable[str],
    labels: Sequence[str],
    series: Sequence[Series],
    first: str,
) -> Chart:
    # Whatever stands in an image is no link to those who listen; a group leaves its links.
    opens = any(point.href for each in series for point in each.points)
    role = "group" if opens else "img"
    named, described = f"{name}-title", f"{name}-desc"
    svg = (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {_n(height)}" role="{role}"'
        f' aria-labelledby="{named}" aria-describedby="{described}">'
        f'<title id="{named}">{escape(title)}</title>'
        f'<desc id="{described}">{escape(desc or title)}</desc>{"".join(parts)}</svg>'
    )
    table = [_row(n, label, series) for n, label in enumerate(labels)]
    return Chart(
        mark_safe(svg),  # noqa: S308 - whatever is not ours was escaped
        [first, *(each.name for each in series)],
        table,
    )


def _row(n: int, label: str, series: Sequence[Series]) -> list[str | Point]:
    return [label, *(each.points[n] for each in series)]


# Bars


def _bar_row(
    label: str, points: Sequence[Point], across: Callable[[Number], float], y: float, left: float
) -> str:
    middle = y + len(points) * BAR / 2
    drawn = [
        _linked(point, label, _bar(n, point, across, y + n * BAR)) for n, point in enumerate(points)
    ]
    words = _words(_cut(label, left - GAP), left - GAP, middle + LETTER * 0.35, anchor="end")
    return words + "".join(drawn)


def _bar(n: int, point: Point, across: Callable[[Number], float], y: float) -> str:
    zero, words = across(0), str(point)
    if point.value is None:
        return _words(words, zero + GAP / 2, y + BAR - 4)
    reach = across(point.value)
    box = _box(min(zero, reach), y + 1, abs(reach - zero), BAR - 2)
    said = _words(words, max(zero, reach) + GAP / 2, y + BAR - 4, "chart__value")
    return f'<rect class="chart__bar chart__bar--{n + 1}" {box}/>{said}'


def _upright(target: Target, across: Callable[[Number], float], top: float, bottom: float) -> str:
    x, half = across(target.value), _width(target.text) / 2
    words = _words(target.text, _inside(x, half), top - GAP / 2, "chart__aim", "middle")
    return _stroke("chart__target", x, top, x, bottom) + words


# Lines


def _level(tick: float, unit: str, up: Callable[[Number], float], left: float) -> str:
    y = up(tick)
    words = _words(_tick_text(tick, unit), left - GAP / 2, y + LETTER * 0.35, anchor="end")
    return _stroke("chart__grid" if tick else "chart__axis", left, y, WIDTH - GAP, y) + words


def _along_foot(
    labels: Sequence[str], along: Callable[[Number], float], bottom: float
) -> Iterator[str]:
    """As many labels as fit, always the last."""
    if not labels:
        return
    step = along(1) - along(0)
    every = max(1, math.ceil((max(_width(label) for label in labels) + GAP / 2) / step))
    for n, label in enumerate(labels):
        if (len(labels) - 1 - n) % every == 0:
            yield _words(label, along(n), bottom + LETTER + GAP / 2, anchor="middle")


def _across(target: Target, up: Callable[[Number], float], left: float) -> str:
    y = up(target.value)
    words = _words(target.text, left + GAP / 2, y - GAP / 2, "chart__aim")
    return _stroke("chart__target", left, y, WIDTH - GAP, y) + words


def _run(
    n: int,
    each: Series,
    labels: Sequence[str],
    along: Callable[[Number], float],
    up: Callable[[Number], float],
) -> str:
    places = [
        None if point.value is None else (along(i), up(point.value))
        for i, point in enumerate(each.points)
    ]
    strokes = [
        _stroke(f"chart__line chart__line--{n + 1}", *begin, *end)
        for begin, end in pairwise(places)
        if begin and end
    ]
    marks = [
        _linked(point, f"{each.name} {label}", _mark(n, *place))
        for label, point, place in zip(labels, each.points, places, strict=True)
        if place
    ]
    return "".join([*strokes, *marks])


def _newest(each: Series, along: Callable[[Number], float], up: Callable[[Number], float]) -> str:
    told = [(n, point) for n, point in enumerate(each.points) if point.value is not None]
    if not told:
        return ""
    n, point = told[-1]
    x = _inside(along(n), _width(str(point)) / 2)
    return _words(str(point), x, up(point.value or 0) - GAP, "chart__value", "middle")


def _mark(n: int, x: float, y: float) -> str:
    """A disc, a square, a diamond: so that a line is known without its colour."""
    kind = f'class="chart__mark chart__mark--{n + 1}"'
    if n == 0:
        return f'<circle {kind} cx="{_n(x)}" cy="{_n(y)}" r="4"/>'
    if n == 1:
        return f"<rect {kind} {_box(x - 3.5, y - 3.5, 7, 7)}/>"
    path = f"M{_n(x)} {_n(y - 5)}l5 5l-5 5l-5 -5Z"
    return f'<path {kind} d="{path}"/>'


def _cell(cell: str | Point) -> str:
    words = escape(str(cell))
    if isinstance(cell, str):
        return f'<th scope="row">{words}</th>'
    door = f'<a href="{escape(cell.href)}">{words}</a>' if cell.href else words
    return f'<td class="number">{door}</td>'


# What both share


def _linked(point: Point, label: str, drawn: str) -> str:
    said = escape(f"{label}: {point}")
    if not point.href:
        return f"<g><title>{said}</title>{drawn}</g>"
    return (
        f'<a class="chart__door" href="{escape(point.href)}" aria-label="{said}">'
        f"<title>{said}</title>{drawn}</a>"
    )


def _legend_height(series: Sequence[Series]) -> float:
    return LETTER + GAP if len(series) > 1 else 0


def _legend(series: Sequence[Series], kind: str) -> str:
    if len(series) < 2:
        return ""
    drawn, x = "", 0.0
    for n, each in enumerate(series):
        drawn += _sample(n, kind, x) + _words(each.name, x + 28, LETTER)
        x += 28 + _width(each.name) + 2 * GAP
    return drawn


def _sample(n: int, kind: str, x: float) -> str:
    if kind == "line":
        return _stroke(f"chart__line chart__line--{n + 1}", x, 8, x + 22, 8) + _mark(n, x + 11, 8)
    return f'<rect class="chart__bar chart__bar--{n + 1}" {_box(x + 1, 2, 22, 12)}/>'


def _words(
    words: str, x: float, y: float, kind: str = "chart__words", anchor: str = "start"
) -> str:
    at = f'x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}"'
    return f'<text class="{kind}" {at} aria-hidden="true">{escape(words)}</text>'


def _stroke(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"/>'


def _box(x: float, y: float, width: float, height: float) -> str:
    return f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'


def _inside(x: float, half: float) -> float:
    """Where words centred on `x` stay in the picture."""
    return min(max(x, half), WIDTH - half)


def _values(series: Sequence[Series], target: Target | None) -> list[float]:
    found = [float(p.value) for each in series for p in each.points if p.value is not None]
    return [*found, float(target.value)] if target else found


def _ticks(values: Sequence[float], base: float) -> list[float]:
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


def _tick_text(tick: float, unit: str) -> str:
    return f"{tick:.10g}{unit}"


def _scale(of: tuple[float, float], onto: tuple[float, float]) -> Callable[[Number], float]:
    (low, high), (begin, end) = of, onto
    return lambda value: begin + (float(value) - low) * (end - begin) / (high - low)


def _width(words: str) -> float:
    """About: a Chinese character is as wide as it is high, a bold Latin one three fifths."""
    return sum(LETTER if ord(c) > 0x2E80 else LETTER * 0.62 for c in words)


def _cut(words: str, room: float) -> str:
    if _width(words) <= room + 0.5:
        return words
    kept = words
    while kept and _width(kept) + LETTER > room:
        kept = kept[:-1]
    return f"{kept}…"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


@cache
def _paper_style() -> str:
    return PAPER.read_text().replace("\n", " ")
