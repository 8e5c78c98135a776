"""Charts as SVG without script or style: classes of static/css/charts.css, on paper of paper.css.

Shapes and words tell apart what colour does, and the same figures are given as a table.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from kernel.drawing import (
    GAP,
    LETTER,
    WIDTH,
    Number,
    box_at,
    cut_to,
    inside,
    legend,
    legend_height,
    scale,
    shape,
    short,
    stroke,
    text,
    tick_text,
    ticks_of,
    width_of,
)

PAPER = Path(__file__).parent / "templates" / "kernel" / "charts" / "paper.css"
BAR = 16
PLOT_HEIGHT = 150
MOST_LABEL = 132  # units a name may take before it is cut
# As `_linked` writes one; whatever is a person's in it was escaped.
LINK = re.compile(r'<a class="chart__door" href="([^"]*)"[^>]* data-box="([^"]*)">')
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
class Area:
    """Where a mark that opens rows lies in the picture, in shares of its width and height."""

    left: float
    top: float
    width: float
    height: float
    href: str

    @property
    def style(self) -> str:
        sides = {"left": self.left, "top": self.top, "width": self.width, "height": self.height}
        return ";".join(f"{side}:{share:.4%}" for side, share in sides.items())


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
        begin, mark, rest = LINK.sub("<g>", self.svg).replace("</a>", "</g>").partition(">")
        return mark_safe(f"{begin}{mark}<style>{_paper_style()}</style>{rest}")  # noqa: S308 - ours

    @property
    def areas(self) -> list[Area]:
        """What paper lays over the picture, since a link inside of one is none in a PDF."""
        height = float(self.svg.partition(f'viewBox="0 0 {WIDTH} ')[2].partition('"')[0])
        found = []
        for href, box in LINK.findall(self.svg):
            left, top, width, tall = map(float, box.split())
            share = left / WIDTH, top / height, width / WIDTH, tall / height
            found.append(Area(*share, unescape(href)))
        return found


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
    left = min(MOST_LABEL, max((width_of(label) for label in labels), default=0)) + GAP
    room = max((width_of(str(p)) for each in series for p in each.points), default=0) + GAP
    ticks = ticks_of(_values(series, target), 0)
    across = scale((ticks[0], ticks[-1]), (left, WIDTH - room))
    height = len(series) * BAR + GAP
    top = legend_height([each.name for each in series]) + (LETTER + GAP if target else 0)
    drawn = [
        _bar_row(label, [each.points[n] for each in series], across, top + n * height, left)
        for n, label in enumerate(labels)
    ]
    bottom = top + len(labels) * height
    parts = [
        legend([each.name for each in series], "bar"),
        *drawn,
        stroke("chart__axis", across(0), top, across(0), bottom),
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
    ticks = ticks_of(_values(series, target), 0)
    left = max(width_of(tick_text(tick, unit)) for tick in ticks) + GAP
    top = legend_height([each.name for each in series]) + LETTER + GAP
    bottom = top + PLOT_HEIGHT
    along = scale((0, max(1, len(labels) - 1)), (left + GAP, WIDTH - 3 * GAP))
    up = scale((ticks[0], ticks[-1]), (bottom, top))
    parts = [
        legend([each.name for each in series], "line"),
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
        f'<svg class="chart" viewBox="0 0 {WIDTH} {short(height)}" role="{role}"'
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
    drawn = []
    for n, point in enumerate(points):
        top = y + n * BAR
        box = left, top, WIDTH - left, BAR  # the row of the bar, so that a short one can be hit
        drawn.append(_linked(point, label, _bar(n, point, across, top), box))
    words = text(cut_to(label, left - GAP), left - GAP, middle + LETTER * 0.35, anchor="end")
    return words + "".join(drawn)


def _bar(n: int, point: Point, across: Callable[[Number], float], y: float) -> str:
    zero, words = across(0), str(point)
    if point.value is None:
        return text(words, zero + GAP / 2, y + BAR - 4)
    reach = across(point.value)
    box = box_at(min(zero, reach), y + 1, abs(reach - zero), BAR - 2)
    said = text(words, max(zero, reach) + GAP / 2, y + BAR - 4, "chart__value")
    return f'<rect class="chart__bar chart__bar--{n + 1}" {box}/>{said}'


def _upright(target: Target, across: Callable[[Number], float], top: float, bottom: float) -> str:
    x, half = across(target.value), width_of(target.text) / 2
    words = text(target.text, inside(x, half), top - GAP / 2, "chart__aim", "middle")
    return stroke("chart__target", x, top, x, bottom) + words


# Lines


def _level(tick: float, unit: str, up: Callable[[Number], float], left: float) -> str:
    y = up(tick)
    words = text(tick_text(tick, unit), left - GAP / 2, y + LETTER * 0.35, anchor="end")
    return stroke("chart__grid" if tick else "chart__axis", left, y, WIDTH - GAP, y) + words


def _along_foot(
    labels: Sequence[str], along: Callable[[Number], float], bottom: float
) -> Iterator[str]:
    """As many labels as fit, always the last."""
    if not labels:
        return
    step = along(1) - along(0)
    every = max(1, math.ceil((max(width_of(label) for label in labels) + GAP / 2) / step))
    for n, label in enumerate(labels):
        if (len(labels) - 1 - n) % every == 0:
            yield text(label, along(n), bottom + LETTER + GAP / 2, anchor="middle")


def _across(target: Target, up: Callable[[Number], float], left: float) -> str:
    y = up(target.value)
    words = text(target.text, left + GAP / 2, y - GAP / 2, "chart__aim")
    return stroke("chart__target", left, y, WIDTH - GAP, y) + words


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
        stroke(f"chart__line chart__line--{n + 1}", *begin, *end)
        for begin, end in pairwise(places)
        if begin and end
    ]
    marks = [
        _linked(point, f"{each.name} {label}", shape(n, *place), _around(*place))
        for label, point, place in zip(labels, each.points, places, strict=True)
        if place
    ]
    return "".join([*strokes, *marks])


def _newest(each: Series, along: Callable[[Number], float], up: Callable[[Number], float]) -> str:
    told = [(n, point) for n, point in enumerate(each.points) if point.value is not None]
    if not told:
        return ""
    n, point = told[-1]
    x = inside(along(n), width_of(str(point)) / 2)
    return text(str(point), x, up(point.value or 0) - GAP, "chart__value", "middle")


def _cell(cell: str | Point) -> str:
    words = escape(str(cell))
    if isinstance(cell, str):
        return f'<th scope="row">{words}</th>'
    door = f'<a href="{escape(cell.href)}">{words}</a>' if cell.href else words
    return f'<td class="number">{door}</td>'


# What both share


def _around(x: float, y: float) -> tuple[float, float, float, float]:
    return x - LETTER / 2, y - LETTER / 2, LETTER, LETTER


def _linked(point: Point, label: str, drawn: str, box: tuple[float, float, float, float]) -> str:
    said = escape(f"{label}: {point}")
    if not point.href:
        return f"<g><title>{said}</title>{drawn}</g>"
    return (
        f'<a class="chart__door" href="{escape(point.href)}" aria-label="{said}"'
        f' data-box="{" ".join(map(short, box))}">'
        f"<title>{said}</title>{drawn}</a>"
    )


def _values(series: Sequence[Series], target: Target | None) -> list[float]:
    found = [float(p.value) for each in series for p in each.points if p.value is not None]
    return [*found, float(target.value)] if target else found


@cache
def _paper_style() -> str:
    return PAPER.read_text().replace("\n", " ")
