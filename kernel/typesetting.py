"""Official documents on paper, in the format of GB/T 9704-2012: 22 lines of 28 characters.

The numbers of the format are in templates/kernel/official/official.css.
"""

import ctypes
import math
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, Literal
from urllib.parse import urlsplit

import segno
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kernel.faces import font_faces

OFFICIAL = Path(__file__).parent / "templates" / "kernel" / "official"
# For the archive: fonts embedded, colours defined, every character told as text.
VARIANT = "pdf/a-3u"
TITLE_WIDTH = 20  # characters of 2号 in a line
TOP_MARGIN, MARK_LINE = 37, 16  # mm
INK = (0.115, 0.934)  # where a character's ink begins in its square, and how high it is
PAUSE_AFTER = "的、，》）”"
PAUSE_BEFORE = "及与并《（“"

LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    # Without this one a page of Chinese takes minutes.
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}

# Words of the standard, which no catalogue of the interface may change.
WORDS = {
    "zh": {
        "annex": "附件",
        "approved": "签发人",
        "code": "验证码",
        "copies": "抄送",
        "issued": "印发",
        "colon": "：",
        "stop": "。",
    },
    "en": {
        "annex": "Annex ",
        "approved": "Signed by",
        "code": "Code",
        "copies": "Copies to",
        "issued": " issued",
        "colon": ": ",
        "stop": ".",
    },
}


class TypesettingUnavailable(Exception):
    """The machine lacks a library; the message is the command that installs it."""


@dataclass(frozen=True)
class Heading:
    """Numbered by the typesetter: level 1 一、 2 （一） 3 1. 4 （1）.

    `rest` goes on in the same paragraph, in the face of the text.
    """

    text: str
    level: Literal[1, 2, 3, 4] = 1
    rest: str = ""


@dataclass(frozen=True)
class Paragraph:
    """`label` stands before the text in black letters, as 出席： does in minutes."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Column:
    header: str
    width: float = 1  # a share of the table, relative to the other columns
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True)
class Table:
    """Cells are text or what place_link made; anything else is printed with str()."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    caption: str = ""


@dataclass(frozen=True)
class Figure:
    """A picture as wide as the text: SVG of ours (kernel/charts.py), that brings its own style."""

    svg: SafeString
    caption: str = ""


Block = Heading | Paragraph | Table | Figure


@dataclass(frozen=True)
class Annex:
    """A table on pages of its own; `above` and `below` are spread over one line each."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    landscape: bool = False
    above: Sequence[str] = ()
    below: Sequence[str] = ()


@dataclass(frozen=True)
class Proof:
    """By what the reader of a printed copy asks about it: a code, and the address a scan opens."""

    code: str
    address: str
    lines: Sequence[str] = ()


@dataclass(frozen=True)
class OfficialDocument:
    """`layout`: a 文件, a 信函 (GB/T 9704-2012, 10.1) or a 纪要 (10.3).

    `on_even_page`: the colophon closes an even page, as on sheets printed on both sides.
    """

    issuer_mark: str  # 发文机关标志
    title: str  # a line break in it is kept; otherwise its lines are balanced
    number: str = ""  # 发文字号
    addressees: str = ""  # 主送机关, without the colon
    body: Sequence[Block] = ()
    attachments: Sequence[str] = ()
    signer: str = ""
    signed_on: date | None = None
    note: str = ""  # 附注, without the brackets
    annexes: Sequence[Annex] = ()
    copy_to: str = ""  # 抄送, without the full stop
    printed_by: str = ""
    printed_on: date | None = None
    language: Literal["zh", "en"] = field(default="zh")
    layout: Literal["file", "letter", "minutes"] = "file"
    approved_by: str = ""  # 签发人, of what goes to those above
    proof: Proof | None = None
    on_even_page: bool = False


def typeset(document: OfficialDocument, target: Path | None = None) -> bytes:
    """The document as PDF/A-3u, also written to `target` (whole or not at all) when given.

    Raises TypesettingUnavailable. Takes seconds, so it belongs in a task.
    """

    def set_pages(*, colophon_apart: bool) -> Any:
        return render(_html(document, colophon_apart=colophon_apart))

    pages = set_pages(colophon_apart=False)
    if document.on_even_page and len(pages.pages) % 2:
        pages = set_pages(colophon_apart=True)
    content = write(pages)
    if target is not None:
        unfinished = target.with_name(target.name + ".part")
        unfinished.write_bytes(content)
        unfinished.replace(target)
    return content


def render(text: str, *, first_page: int = 1) -> Any:
    """The pages of a text in HTML, laid out (a weasyprint.Document). Raises TypesettingUnavailable.

    `first_page`: the number of its first page; an even one begins on the left.
    """
    weasyprint = _load_weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    css = font_faces() + (OFFICIAL / "official.css").read_text()
    if first_page > 1:
        side = "right" if first_page % 2 else "left"
        css += f"@page :first{{counter-reset:page {first_page}}}html{{break-before:{side}}}"
    # The words in a document are people's: only our sheet may open anything, and only its fonts.
    files, nothing = (weasyprint.URLFetcher(allowed_protocols=p) for p in (["file"], []))
    sheet = weasyprint.CSS(string=css, font_config=fonts, url_fetcher=files)
    page = weasyprint.HTML(string=text, url_fetcher=nothing)
    return page.render(stylesheets=[sheet], font_config=fonts, pdf_variant=VARIANT)


def write(pages: Any) -> bytes:
    """What `render` gave, as PDF/A-3u: the same bytes for the same pages."""
    with warnings.catch_warnings():
        # It leaves the file of its colour profile to be closed by whoever collects it.
        warnings.simplefilter("ignore", ResourceWarning)
        content: bytes = pages.write_pdf(pdf_variant=VARIANT)
    return content


def place_link(text: object, href: str) -> SafeString:
    """A figure that opens its rows in the portal. Raises ValueError unless `href` is http(s)."""
    if urlsplit(href).scheme not in {"http", "https"}:
        raise ValueError(f"not an address of the portal: {href!r}")
    return format_html('<a href="{}">{}</a>', href, text)


def missing_packages() -> list[str]:
    """Debian packages of the libraries that this machine lacks."""
    return [package for library, package in LIBRARIES.items() if not _loads(library)]


def _load_weasyprint() -> ModuleType:
    try:
        import weasyprint  # seconds to import: never at the top of a module
    except OSError as error:
        packages = " ".join(LIBRARIES.values())
        raise TypesettingUnavailable(f"apt-get install -y {packages}") from error
    loaded: ModuleType = weasyprint
    return loaded


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


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


def html_of(document: OfficialDocument, cut: Cut) -> str:
    """One piece; its rows have ids (a1-r0, …), by which a page tells what stands on it."""
    return _html(document, cut, with_ids=True)


def _html(
    document: OfficialDocument,
    cut: Cut | None = None,
    *,
    colophon_apart: bool = False,
    with_ids: bool = False,
) -> str:
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
            "sign_indent": _sign_indent(document.signer, signed),
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
    return title[n - 1] in PAUSE_AFTER or title[n] in PAUSE_BEFORE


def _sign_indent(signer: str, signed: str) -> float:
    """Characters left free at the right, so that the date has four and a long name still two."""
    date_width = len(signed) - sum(character.isascii() for character in signed) / 2
    return max(2.0, 4 - max(0.0, len(signer) - date_width) / 2)


def chinese_date(day: date | None, language: str) -> str:
    if day is None:
        return ""
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else day.isoformat()


def numbered(
    body: Sequence[Block],
) -> Iterator[tuple[str, str, Any]]:
    """(kind, number, block) of each block; numbers start again below each higher heading."""
    counts = [0, 0, 0, 0]
    for block in body:
        if isinstance(block, Heading):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (4 - block.level)
            yield "heading", _heading_number(block.level, counts[block.level - 1]), block
        elif isinstance(block, Table):
            yield "table", "", block
        elif isinstance(block, Figure):
            yield "figure", "", block
        else:
            yield "paragraph", "", block


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


def _heading_number(level: int, n: int) -> str:
    return {1: f"{_numeral(n)}、", 2: f"（{_numeral(n)}）", 3: f"{n}.", 4: f"（{n}）"}[level]


def _numeral(n: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(n, 10)
    digits = " 一二三四五六七八九"
    if not tens:
        return digits[ones]
    return ((digits[tens] if tens > 1 else "") + "十" + digits[ones]).strip()
