"""What all papers share: tables for page and workbook, numbers and dates as documents say them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, Protocol

from django.utils import timezone
from django.utils.translation import gettext as _

from kernel import official, spreadsheet
from kernel.figures import percent
from reports.papers.doors import Counted, plain
from unions.models import Union

MOST_LINKED = 5000  # rows: a worksheet holds 65 530 links

Blocks = list[official.Block]


class Rate(NamedTuple):
    """A cell that is a ratio: "93.8%" on paper, a number in a workbook."""

    numerator: int
    denominator: int


@dataclass(frozen=True)
class Col:
    header: str
    width: float = 1  # a share of the page
    align: Literal["left", "center", "right"] = "center"


@dataclass(frozen=True)
class Grid:
    """A table that is printed as an annex and written as a worksheet. What was counted is a cell
    with a door (reports/papers/doors.py)."""

    title: str
    columns: Sequence[Col]
    cells: Sequence[Sequence[Any]]
    landscape: bool = False

    @property
    def rows(self) -> list[list[Any]]:
        """What its cells say."""
        return [[plain(cell) for cell in row] for row in self.cells]

    @property
    def has_doors(self) -> bool:
        return any(isinstance(cell, Counted) for row in self.cells for cell in row)

    def as_annex(self, above: Sequence[str], base: str = "") -> official.Annex:
        """`base`: the address its doors lie below; without one they are not printed."""
        columns = [official.Column(c.header, c.width, c.align) for c in self.columns]
        rows = [[_linked(cell, base) for cell in row] for row in self.cells]
        return official.Annex(self.title, columns, rows, self.landscape, above)

    def as_sheet(self, above: Sequence[str], base: str = "") -> spreadsheet.Sheet:
        said = self.rows
        formats = ["0.0%" if _is_rate(said, i) else "" for i in range(len(self.columns))]
        columns = [
            spreadsheet.Column(c.header, max(8, 14 * c.width), number_format)
            for c, number_format in zip(self.columns, formats, strict=True)
        ]
        rows = [[_opening(cell, base) for cell in row] for row in self.cells[:MOST_LINKED]]
        rows += [[_written(plain(cell)) for cell in row] for row in self.cells[MOST_LINKED:]]
        return spreadsheet.Sheet(self.title, columns, rows, above=(self.title, *above))


@dataclass(frozen=True)
class Frozen:
    """What a paper found: its title, year and every figure, in values JSON keeps exactly.

    `numbered_by`: whose register of numbers it draws from, where what it tells was signed already;
    any other paper bears a number only as a dispatch (reports/models/dispatches.py).
    """

    title: str
    year: int
    data: dict[str, Any]
    numbered_by: Union | None


@dataclass(frozen=True)
class Drawn:
    """The text of a document, without number, date and tables, which all papers bear alike."""

    issuer: str
    addressees: str
    body: Sequence[official.Block]
    grids: Sequence[Grid] = field(default_factory=tuple)
    copy_to: str = ""
    mark_suffix: str = "文件"
    signed_on: date | None = None  # unless it is the day on which it was made


class Made(Protocol):
    """A kind of paper. It is frozen section by section, each in a step of its own.

    freeze_section(n, inputs, union, as_of, data): all of `data` and what section `n` adds to it.
    Raises Refused where there is nothing to report.
    is_edited: whether it goes out as people changed it, and so is made as a Word file, too.
    """

    @property
    def is_edited(self) -> bool: ...

    def section_names(self, inputs: dict[str, Any]) -> Sequence[str]: ...

    def freeze_section(
        self, n: int, inputs: dict[str, Any], union: Union, as_of: datetime, data: dict[str, Any]
    ) -> Frozen: ...

    def draw(self, data: dict[str, Any]) -> Drawn: ...


@dataclass(frozen=True)
class Paper:
    """A paper of one section, written in Python: freeze(inputs, union, as_of), draw(data)."""

    freeze: Callable[[dict[str, Any], Union, datetime], Frozen]
    draw: Callable[[dict[str, Any]], Drawn]
    is_edited: bool = False

    def section_names(self, inputs: dict[str, Any]) -> Sequence[str]:
        return [_("the figures")]

    def freeze_section(
        self, n: int, inputs: dict[str, Any], union: Union, as_of: datetime, data: dict[str, Any]
    ) -> Frozen:
        return self.freeze(inputs, union, as_of)


def chinese_day(day: date | str) -> str:
    day = date.fromisoformat(day[:10]) if isinstance(day, str) else day
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{chinese_day(local.date())}{local.hour}时{local.minute:02d}分"


OPERATORS = {"≥": "不低于", "≤": "不高于", "=": "等于"}
TITLE_LINE = 20  # characters of a title in one line


def title_lines(title: str) -> str:
    """A title broken after its span, or before the bracket it ends in, where both halves then fit
    a line."""
    if len(title) <= TITLE_LINE:
        return title
    after_span = ["".join(title.partition(span)[:2]) for span in ("年度", "半年")]
    # Not any bracket: 各县（市）区 stays in one piece.
    name, bracket, rest = title.rpartition("（") if title.endswith("）") else (title, "", "")
    broken = [(before, title[len(before) :]) for before in after_span]
    for halves in (*broken, (name, bracket + rest)):
        if all(0 < len(half) <= TITLE_LINE for half in halves):
            return "\n".join(halves)
    return title


def listed(names: Sequence[str], *, most: int = 6) -> str:
    """Names in one breath; the rest are counted."""
    more = f"等{len(names)}家" if len(names) > most else ""
    return "、".join(names[:most]) + more


def spaced(digest: str) -> str:
    """A digest in eights, so that a line of print can break it."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))


def _linked(cell: Any, base: str) -> Any:
    if base and isinstance(cell, Counted):
        return official.place_link(printed(cell.value), base + cell.door)
    return printed(plain(cell))


def _opening(cell: Any, base: str) -> Any:
    if base and isinstance(cell, Counted):
        return spreadsheet.Linked(_written(cell.value), base + cell.door)
    return _written(plain(cell))


def printed(cell: Any) -> Any:
    if isinstance(cell, Rate):
        return percent(cell.numerator, cell.denominator)
    return "" if cell is None else cell


def _written(cell: Any) -> Any:
    if isinstance(cell, Rate):
        # A spreadsheet writes more than fifteen digits as text, and then counts no more with it.
        return round(cell.numerator / cell.denominator, 6) if cell.denominator else "—"
    return cell


def _is_rate(rows: Sequence[Sequence[Any]], column: int) -> bool:
    return any(isinstance(row[column], Rate) for row in rows)
