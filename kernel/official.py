"""The parts of an official document, as those who write one name them; kernel/typesetting.py sets
them and kernel/word.py hands them to Word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from urllib.parse import urlsplit

from django.utils.html import format_html
from django.utils.safestring import SafeString

from kernel.charts import Area

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


@dataclass(frozen=True)
class Heading:
    """Numbered by the typesetter: level 1 一、 2 （一） 3 1. 4 （1）.

    `rest` goes on in the same paragraph, in the face of the text.
    """

    text: str
    level: Literal[1, 2, 3, 4] = 1
    rest: str = ""

    @property
    def leads(self) -> bool:
        """Whether it stands over what follows; a sentence that is only numbered does not."""
        return not self.rest and not self.text.endswith("。")


@dataclass(frozen=True)
class Paragraph:
    """`label` stands before the text in black letters, as 出席： does in minutes.

    with_next: on one page with what follows, as the signatures of both sides are.
    """

    text: str
    label: str = ""
    with_next: bool = False


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
    areas: Sequence[Area] = ()  # that open what they count


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
    copy_number: str = ""  # 份号
    urgency: str = ""  # 紧急程度
    sealed: bool = True  # whether it bears a seal, which wants room over its date

    @property
    def above_mark(self) -> list[tuple[str, str]]:
        """(kind, words) of what stands over the mark, or in a letter under its rule, line by line.

        A degree of secrecy is not among them: classified matter has no place in the portal.
        """
        told = [("copy-number", self.copy_number), ("urgency", self.urgency)]
        return [(kind, words) for kind, words in told if words]


def place_link(text: object, href: str) -> SafeString:
    """A figure that opens its rows in the portal. Raises ValueError unless `href` is http(s)."""
    if urlsplit(href).scheme not in {"http", "https"}:
        raise ValueError(f"not an address of the portal: {href!r}")
    return format_html('<a href="{}">{}</a>', href, text)


def chinese_date(day: date | None, language: str) -> str:
    if day is None:
        return ""
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else day.isoformat()


def signature_indents(document: OfficialDocument) -> tuple[float, float]:
    """Characters left free to the right of who signed, and of the date.

    With a seal the date has four and the name is centred over it; a long name still has two.
    Without, the date begins two characters after the name, and the longer of both has two.
    """
    name, day = len(document.signer), _wide(chinese_date(document.signed_on, document.language))
    if document.sealed:
        middle = max(2.0, 4 - max(0.0, name - day) / 2) + max(name, day) / 2
        return middle - name / 2, middle - day / 2
    whole = 2 + max(name, 2 + day)
    return whole - name, whole - 2 - day


def _wide(text: str) -> float:
    """In characters; a digit is half of one."""
    return len(text) - sum(character.isascii() for character in text) / 2


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


def _heading_number(level: int, n: int) -> str:
    return {1: f"{_numeral(n)}、", 2: f"（{_numeral(n)}）", 3: f"{n}.", 4: f"（{n}）"}[level]


def _numeral(n: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(n, 10)
    digits = " 一二三四五六七八九"
    if not tens:
        return digits[ones]
    return ((digits[tens] if tens > 1 else "") + "十" + digits[ones]).strip()
