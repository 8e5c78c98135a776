"""The rules of PDF/A-3u (ISO 19005-3) that an outside validator once found broken, or might."""

import io
import re

import pytest
from fontTools.cffLib import CFFFontSet
from pypdf import PdfReader

from kernel import pieces
from kernel.charts import Point, bars
from kernel.embedding import numbered_outlines
from kernel.official import Annex, Column, Figure, OfficialDocument, Paragraph, Proof, place_link
from kernel.typesetting import typeset

RARE = "喆堃珺赟燚頔媖䶮㎡"
DOOR = place_link(5, "https://portal.example/d/6DRC/")
DRAWN = bars("a", "图", ["凌海市", "义县"], [Point(3), Point(5)]).for_paper
DOCUMENT = OfficialDocument(
    issuer_mark="锦州市总工会文件",
    title="关于建家的通知",
    body=[Paragraph(RARE), Figure(DRAWN)],
    annexes=[Annex("名单", [Column("单位"), Column("数")], [(RARE, DOOR)] * 40, landscape=True)],
    proof=Proof("6DRC-7G2K-0X9M-QAZ4", "https://portal.example/verify/6DRC/"),
)


@pytest.fixture(scope="module")
def whole():
    return PdfReader(io.BytesIO(typeset(DOCUMENT)))


@pytest.fixture(scope="module")
def merged():
    done = [pieces.typeset_piece(DOCUMENT, None, first_page=1, rows=20)]
    while done[-1].next:
        first = 1 + sum(piece.pages for piece in done)
        done.append(pieces.typeset_piece(DOCUMENT, done[-1].next, first_page=first, rows=20))
    return PdfReader(io.BytesIO(pieces.merge([piece.content for piece in done])))


@pytest.fixture(params=["whole", "merged"])
def archived(request):
    return request.getfixturevalue(request.param)


def fonts_of(pdf):
    found = {}
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            found[font.idnum if hasattr(font, "idnum") else id(font)] = font.get_object()
    return [(font, font["/DescendantFonts"][0].get_object()) for font in found.values()]


def outlines(pdf):
    """(ToUnicode, outlines) of each embedded font."""
    for font, drawn in fonts_of(pdf):
        file = drawn["/FontDescriptor"]["/FontFile3"]
        assert file["/Subtype"] == "/CIDFontType0C"
        yield font["/ToUnicode"].get_data().decode(), file.get_data()


def test_it_says_what_it_is_and_what_its_colours_mean(archived):
    root = archived.trailer["/Root"]
    told = root["/Metadata"].get_data().decode()
    intent = root["/OutputIntents"][0]

    assert 'pdfaid:part="3"' in told
    assert 'pdfaid:conformance="U"' in told
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_data()[36:40] == b"acsp"
    assert len(archived.trailer["/ID"]) == 2
    assert root["/Lang"] == "zh"


def test_it_asks_nothing_of_its_reader(archived):
    root = archived.trailer["/Root"]

    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(root)
    assert "/Encrypt" not in archived.trailer


def test_its_links_are_printed_and_lead_to_addresses_only(archived):
    links = [a.get_object() for page in archived.pages for a in page.get("/Annots", [])]

    assert len(links) >= 40
    assert {(link["/Subtype"], link["/F"], link["/A"]["/S"]) for link in links} == {
        ("/Link", 4, "/URI")
    }


def test_every_character_is_a_glyph_under_its_own_number(archived):
    for told, drawn in outlines(archived):
        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(drawn), None)
        numbers = [int(code, 16) for code in re.findall(r"<([0-9a-fA-F]{4})> <", told)]
        listed = fonts[0].charset

        assert all(listed[n] == f"cid{n:05d}" for n in numbers if n)


def test_every_font_tells_its_characters_and_the_rare_ones_too(archived):
    told = "".join(told for told, _drawn in outlines(archived)).lower()

    assert all(f"<{ord(character):04x}>" in told for character in RARE)
    assert all(re.match(r"/[A-Z]{6}\+", font["/BaseFont"]) for font, _ in fonts_of(archived))


def test_a_font_without_outlines_is_refused():
    with pytest.raises(ValueError, match="CFF"):
        numbered_outlines(b"\0\1\0\0\0\0" + bytes(10))
