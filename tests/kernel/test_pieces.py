"""A document in pieces is the document: the same words on the same pages, under one number each."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from kernel import pieces, typesetting
from kernel.official import Annex, Column, Heading, OfficialDocument, Paragraph
from kernel.pieces import merge, pieces_left, typeset_piece

COLUMNS = [Column("序号", 0.5), Column("单位名称", 3), Column("县", 1)]


def document(rows: int) -> OfficialDocument:
    listed = [[n, f"第{n}纺织有限责任公司{'分' * (n % 37)}", "凌海市"] for n in range(rows)]
    annexes = [
        Annex("短名单", COLUMNS, listed[:5], above=("填报单位：测试",)),
        Annex("长名单", COLUMNS, listed, above=("填报单位：测试",), below=("制表：测试",)),
        Annex("横表", COLUMNS, listed[:30], landscape=True),
    ]
    return OfficialDocument(
        "锦州市总工会文件", "关于分段排版的报告", body=[Heading("总体"), Paragraph("正文。" * 60)],
        annexes=annexes, signer="锦州市总工会", printed_by="锦州市总工会办公室",
    )  # fmt: skip


def texts(content: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def in_pieces(whole: OfficialDocument, rows: int) -> list[pieces.Piece]:
    found: list[pieces.Piece] = []
    while not found or found[-1].next:
        first = 1 + sum(piece.pages for piece in found)
        begin = found[-1].next if found else None
        found.append(typeset_piece(whole, begin, first_page=first, rows=rows))
    return found


def test_pages_break_and_count_as_in_one_piece():
    whole = document(80)
    found = in_pieces(whole, 30)
    content = merge([piece.content for piece in found])

    assert len(found) >= 4
    assert texts(content) == texts(typesetting.typeset(whole))
    assert merge([piece.content for piece in found]) == content


def test_the_merged_pages_keep_what_an_archive_asks_for():
    from pypdf import PdfReader

    found = [piece.content for piece in in_pieces(document(8), 10)]
    merged, alone = (PdfReader(io.BytesIO(c)) for c in (merge(found), found[0]))
    kept = {"/OutputIntents", "/Metadata", "/Lang"}

    assert len(found) > 1
    assert kept <= set(merged.trailer["/Root"])
    assert merged.trailer["/Root"]["/Metadata"] == alone.trailer["/Root"]["/Metadata"]
    assert "/ID" in merged.trailer


@pytest.mark.parametrize(
    ("begin", "left"), [(None, 4), ((2, 0), 4), ((2, 70), 2), ((3, 0), 1), ((3, 29), 1)]
)
def test_how_many_pieces_are_to_come_is_told_from_the_rows(begin, left):
    assert pieces_left(document(80), begin, rows=30) == left


def test_a_rest_that_is_short_is_not_a_piece_of_its_own():
    cut, following = pieces._cut(document(35), (2, 0), 30)

    assert cut.annexes == [(2, 0, 35)]
    assert following == (3, 0)
