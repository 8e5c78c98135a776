"""The same official documents as Word files, for those who must edit them before they are sent.

Page, margins and sizes follow GB/T 9704-2012; the faces are named, not embedded, so that the
reader's own machine sets the lines.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kernel.typesetting import (
    WORDS,
    Annex,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Table,
)

FANGSONG, HEITI, KAITI, XIAOBIAOSONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
FACES_OF_LEVEL = {1: HEITI, 2: KAITI, 3: FANGSONG, 4: FANGSONG}
SIZE, TITLE, SMALL, PITCH = Pt(16), Pt(22), Pt(12), Pt(28.95)  # 3号, 2号, a table's; 225 mm ÷ 22
RED = RGBColor(0xC0, 0x00, 0x00)
CHARACTER = Pt(16)
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
NUMERALS = "一二三四五六七八九十"


def as_word(document: OfficialDocument) -> bytes:
    """The document as .docx. About 20 ms a page; a table of thousands of rows belongs in a task."""
    book = WordDocument()
    _set_page(book.sections[0])
    _line(book, document.issuer_mark, face=XIAOBIAOSONG, size=Pt(30), align="center", colour=RED)
    if document.number:
        _line(book, document.number, align="center")
    for line in document.title.split("\n"):
        _line(book, line, face=XIAOBIAOSONG, size=TITLE, align="center")
    words = WORDS[document.language]
    if document.addressees:
        _line(book, f"{document.addressees}{words['colon']}")
    _body(book, document.body)
    for number, title in enumerate(document.attachments, 1):
        _line(book, f"{words['annex']}{number}. {title}", indent=True)
    if document.signer:
        _line(book, document.signer, align="right")
    if document.signed_on:
        day = document.signed_on
        _line(book, f"{day.year}年{day.month}月{day.day}日", align="right")
    if document.note:
        _line(book, f"（{document.note}）", indent=True)
    for number, annex in enumerate(document.annexes, 1):
        _annex(book, number, annex, words["annex"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _set_page(section: Any, *, landscape: bool = False) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.PORTRAIT
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _body(book: Any, parts: Sequence[Heading | Paragraph | Table]) -> None:
    counts = [0, 0, 0, 0]
    for part in parts:
        if isinstance(part, Heading):
            _line(book, _numbered(part, counts), face=FACES_OF_LEVEL[part.level], indent=True)
        elif isinstance(part, Paragraph):
            for line in part.text.split("\n"):
                _line(book, line, indent=True)
        else:
            _table(book, part.columns, part.rows)


def _numbered(heading: Heading, counts: list[int]) -> str:
    level = heading.level
    counts[level - 1] += 1
    counts[level:] = [0] * (4 - level)
    number = counts[level - 1]
    han = NUMERALS[number - 1] if number <= len(NUMERALS) else str(number)
    shown = {1: f"{han}、", 2: f"（{han}）", 3: f"{number}. ", 4: f"（{number}）"}
    return f"{shown[level]}{heading.text}"


def _annex(book: Any, number: int, annex: Annex, word: str) -> None:
    _set_page(book.add_section(), landscape=annex.landscape)
    _line(book, f"{word}{number}", face=HEITI)
    _line(book, annex.title, face=XIAOBIAOSONG, size=TITLE, align="center")
    if annex.above:
        _line(book, "　　".join(annex.above), size=SMALL)
    _table(book, annex.columns, annex.rows)
    if annex.below:
        _line(book, "　　".join(annex.below), size=SMALL)


def _table(book: Any, columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
    table = book.add_table(rows=1, cols=len(columns), style="Table Grid")
    _repeat_head(table.rows[0])
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        _write(cell.paragraphs[0], column.header, HEITI, SMALL, "center")
    for row in rows:
        cells = table.add_row().cells
        for cell, column, value in zip(cells, columns, row, strict=True):
            _write(cell.paragraphs[0], str(value), FANGSONG, SMALL, column.align)


def _repeat_head(row: Any) -> None:
    mark = row._tr.get_or_add_trPr().makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})
    row._tr.get_or_add_trPr().append(mark)


def _line(
    book: Any,
    text: str,
    *,
    face: str = FANGSONG,
    size: Any = SIZE,
    align: str = "left",
    colour: RGBColor | None = None,
    indent: bool = False,
) -> None:
    paragraph = book.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    if size == SIZE:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    if indent:
        shape.first_line_indent = 2 * CHARACTER
    _write(paragraph, text, face, size, align, colour)


def _write(
    paragraph: Any, text: str, face: str, size: Any, align: str, colour: RGBColor | None = None
) -> None:
    paragraph.alignment = ALIGN[align]
    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if colour is not None:
        run.font.color.rgb = colour
