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
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kernel.official import (
    WORDS,
    Annex,
    Block,
    Column,
    OfficialDocument,
    chinese_date,
    numbered,
    signature_indents,
)

FANGSONG, HEITI, KAITI, XIAOBIAOSONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
FACES_OF_LEVEL = {1: HEITI, 2: KAITI, 3: FANGSONG, 4: FANGSONG}
SIZE, TITLE, SMALL, NOTE = Pt(16), Pt(22), Pt(12), Pt(14)  # 3号, 2号, a table's, 4号
PITCH = Pt(28.95)  # 225 mm ÷ 22
ABOVE_MARK = Mm(35)  # from the edge of the text
RED = RGBColor(0xC0, 0x00, 0x00)
CHARACTER = Pt(16)
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def as_word(document: OfficialDocument) -> bytes:
    """The document as .docx. About 20 ms a page; a table of thousands of rows belongs in a task.

    Without its proof: a copy that was edited proves nothing.
    """
    book = WordDocument()
    _set_page(book.sections[0])
    _head(book, document)
    for line in document.title.split("\n"):
        _line(book, line, face=XIAOBIAOSONG, size=TITLE, align="center")
    words = WORDS[document.language]
    if document.addressees:
        _line(book, f"{document.addressees}{words['colon']}")
    _body(book, document.body)
    _attachments(book, document.attachments, f"{words['annex']}{words['colon']}")
    if document.layout != "minutes":
        _sign(book, document)
    if document.note:
        _line(book, f"（{document.note}）", indent=True)
    for number, annex in enumerate(document.annexes, 1):
        _annex(book, annex, words["annex"] + (str(number) if len(document.annexes) > 1 else ""))
    _colophon(book, document)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _head(book: Any, document: OfficialDocument) -> None:
    """The mark, the number, and in the place of the red rule the lower edge of its line."""
    words = WORDS[document.language]
    over = document.above_mark if document.layout != "letter" else []
    _above_mark(book, over)
    _line(book, document.issuer_mark, face=XIAOBIAOSONG, size=Pt(30), align="center", colour=RED)
    if document.layout != "letter":
        book.paragraphs[-1].paragraph_format.space_before = ABOVE_MARK - len(over) * PITCH
    if document.layout == "letter":
        _rule(book.paragraphs[-1])
        _above_mark(book, document.above_mark)
        _line(book, document.number, align="right")
    elif document.approved_by:
        approved = f"{words['approved']}{words['colon']}{document.approved_by}"
        _spread(book, (document.number, approved), free=CHARACTER)
    elif document.number:
        _line(book, document.number, align="center")
    if document.layout == "minutes":
        day = chinese_date(document.signed_on, document.language)
        _spread(book, (document.signer, day), free=CHARACTER)
    if document.layout != "letter":
        _rule(book.paragraphs[-1])


def _above_mark(book: Any, told: Sequence[tuple[str, str]]) -> None:
    for kind, words in told:
        _line(book, words, face=HEITI if kind == "urgency" else FANGSONG)


def _sign(book: Any, document: OfficialDocument) -> None:
    """Who signed and when, where the standard has them; with a seal there is room for it above."""
    signed = chinese_date(document.signed_on, document.language)
    for _blank in range(2 if document.sealed else 1):
        _line(book, "")
    for line, free in zip((document.signer, signed), signature_indents(document), strict=True):
        _line(book, line, align="right")
        book.paragraphs[-1].paragraph_format.right_indent = round(free * CHARACTER)


def _rule(paragraph: Any) -> None:
    edges = paragraph._p.get_or_add_pPr().makeelement(qn("w:pBdr"), {})
    drawn = {"w:val": "single", "w:sz": "12", "w:space": "4", "w:color": "C00000"}
    edges.append(
        edges.makeelement(qn("w:bottom"), {qn(key): value for key, value in drawn.items()})
    )
    paragraph._p.get_or_add_pPr().append(edges)


def _colophon(book: Any, document: OfficialDocument) -> None:
    words = WORDS[document.language]
    if document.copy_to:
        _line(
            book, f"{words['copies']}{words['colon']}{document.copy_to}{words['stop']}", size=NOTE
        )
    if document.printed_by and document.layout != "letter":
        day = chinese_date(document.printed_on, document.language)
        _spread(book, (document.printed_by, f"{day}{words['issued']}"), size=NOTE, free=NOTE)


def _set_page(section: Any, *, landscape: bool = False) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.PORTRAIT
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _body(book: Any, parts: Sequence[Block]) -> None:
    for kind, number, part in numbered(parts):
        if kind == "heading":
            paragraph = _line(
                book, f"{number}{part.text}", face=FACES_OF_LEVEL[part.level], indent=True
            )
            _write(paragraph, part.rest, FANGSONG, SIZE, "left")
        elif kind == "paragraph":
            for place, line in enumerate(part.text.split("\n")):
                paragraph = _line(book, "" if place else part.label, face=HEITI, indent=True)
                _write(paragraph, line, FANGSONG, SIZE, "left")
                paragraph.paragraph_format.keep_with_next = part.with_next
        elif kind == "table":
            _table(book, part.columns, part.rows)
        # A figure is left out: Word draws none of our SVG, and its numbers stand in a table.


def _attachments(book: Any, names: Sequence[str], word: str) -> None:
    """One without a number; several below one another, behind the word that stands once."""
    for number, name in enumerate(names, 1):
        if number == 1:
            _line(book, "")
        ordinal = f"{number}. " if len(names) > 1 else ""
        shape = _line(book, f"{word if number == 1 else ''}{ordinal}{name}").paragraph_format
        shape.left_indent = (2 + len(word)) * CHARACTER
        shape.first_line_indent = -len(word) * CHARACTER if number == 1 else 0


def _annex(book: Any, annex: Annex, name: str) -> None:
    _set_page(book.add_section(), landscape=annex.landscape)
    _line(book, name, face=HEITI)
    _line(book, annex.title, face=XIAOBIAOSONG, size=TITLE, align="center")
    if annex.above:
        _spread(book, annex.above, size=SMALL)
    _table(book, annex.columns, annex.rows)
    if annex.below:
        _spread(book, annex.below, size=SMALL)


def _table(book: Any, columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
    table = book.add_table(rows=1, cols=len(columns), style="Table Grid")
    _repeat_head(table.rows[0])
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        _write(cell.paragraphs[0], column.header, HEITI, SMALL, "center")
    for row in rows:
        cells = table.add_row().cells
        for cell, column, value in zip(cells, columns, row, strict=True):
            _write(cell.paragraphs[0], str(value), FANGSONG, SMALL, column.align)


def _spread(book: Any, texts: Sequence[str], *, size: Any = SIZE, free: Any = 0) -> None:
    """In one line from edge to edge, with `free` room at both."""
    section = book.sections[-1]
    width = section.page_width - section.left_margin - section.right_margin
    line = _line(book, "\t".join(texts), size=size)
    line.paragraph_format.left_indent = free
    steps = max(len(texts) - 1, 1)
    for step in range(1, steps):
        line.paragraph_format.tab_stops.add_tab_stop(width * step // steps, WD_TAB_ALIGNMENT.CENTER)
    line.paragraph_format.tab_stops.add_tab_stop(width - free, WD_TAB_ALIGNMENT.RIGHT)


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
) -> Any:
    paragraph = book.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    if size == SIZE:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    if indent:
        shape.first_line_indent = 2 * CHARACTER
    _write(paragraph, text, face, size, align, colour)
    return paragraph


def _write(
    paragraph: Any, text: str, face: str, size: Any, align: str, colour: RGBColor | None = None
) -> None:
    paragraph.alignment = ALIGN[align]
    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, size
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if colour is not None:
        run.font.color.rgb = colour
