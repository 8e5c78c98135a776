"""Dispatches on paper, read back: the layouts of GB/T 9704-2012 and what proves a copy."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import docx
import pdfplumber
import pytest
from pdfminer.pdftypes import resolve1

from kernel.faces import faces_in_use
from kernel.official import Annex, Column, Heading, OfficialDocument, Paragraph, Proof
from kernel.typesetting import typeset
from kernel.word import as_word
from tests.kernel.test_typesetting import FOLDERS, MM, lines, text_of

RARE = "喆堃珺赟燚頔媖䶮㛃𬱖"
PROOF = Proof("6DRC-7G2K-0X9M-QAZ4", "https://hejia.example/verify/6DRC-7G2K-0X9M-QAZ4/", ["核验"])
TABLE = Annex("名单", [Column("序号"), Column("单位", 4)], [(n, "厂") for n in range(50)], True)
FILE = OfficialDocument(
    issuer_mark="锦州市总工会文件", number="锦工发〔2026〕5号", title="关于做好工作的通知",
    addressees="各县（市）区总工会",
    body=[Heading("目标"), Heading("加强领导。", 2, "各县区要重视。"), Paragraph(f"参加：{RARE}")],
    signer="锦州市总工会", signed_on=date(2026, 3, 5), copy_to="市委办公室",
    printed_by="锦州市总工会办公室", printed_on=date(2026, 3, 5), proof=PROOF, on_even_page=True,
)  # fmt: skip
LETTER = replace(FILE, layout="letter", issuer_mark="锦州市总工会", number="锦工函〔2026〕1号")
MINUTES = replace(FILE, layout="minutes", issuer_mark="锦州市总工会会议纪要", addressees="")
REPORT = replace(FILE, approved_by="李国强", annexes=[TABLE], attachments=["名单"])


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def printed(request):
    """Each layout with each set of faces, set once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEJIA_FONTS", str(request.param))
        made = {"file": FILE, "letter": LETTER, "minutes": MINUTES, "report": REPORT}
        yield {
            name: pdfplumber.open(io.BytesIO(typeset(document))) for name, document in made.items()
        }


def is_red(pixel) -> bool:
    return pixel[0] > 180 and pixel[1] < 90


def is_black(pixel) -> bool:
    return pixel[0] < 60


def bands(page, is_ink=is_red, dpi: int = 150) -> list[tuple[float, float]]:
    """(top, bottom) in mm of each band of ink in the middle of the page, downwards."""
    picture = page.to_image(resolution=dpi).original.convert("RGB")
    width, height = picture.size
    pixels, found, mm = picture.load(), [], 25.4 / dpi
    for y in range(height):
        if any(is_ink(pixels[x, y]) for x in range(width // 4, 3 * width // 4, 2)):
            if found and y - found[-1][1] <= 1:
                found[-1][1] = y
            else:
                found.append([y, y])
    return [(top * mm, (bottom + 1) * mm) for top, bottom in found]


def test_the_mark_is_35_mm_below_the_edge_and_the_rule_4_mm_below_the_number(
    printed,
):
    page = printed["file"].pages[0]
    (mark, _), (rule, _) = bands(page)
    number = bands(page, is_black)[0]

    assert mark == pytest.approx(37 + 35, abs=0.5)
    assert rule - number[1] == pytest.approx(4, abs=0.3)


def test_a_letter_has_its_mark_at_30_mm_and_its_double_rules_at_4_and_20_mm(printed):
    mark, thick, thin, *_, last_thin, last_thick = bands(printed["letter"].pages[0])

    assert mark[0] == pytest.approx(30, abs=0.5)
    assert thick[0] - mark[1] == pytest.approx(4, abs=0.7)
    assert last_thick[1] == pytest.approx(297 - 20, abs=0.3)
    for heavy, light in ((thick, thin), (last_thick, last_thin)):
        assert heavy[1] - heavy[0] > light[1] - light[0]


def test_a_letters_first_page_bears_no_number_and_the_next_does(printed):
    first, second = printed["letter"].pages

    assert "—" not in text_of(first)
    assert "— 2 —" in text_of(second)


def test_minutes_have_a_head_of_their_own_and_no_signature(printed):
    page = printed["minutes"].pages[0]
    text = text_of(page)

    assert text.startswith("锦州市总工会会议纪要")
    assert text.count("2026年3月5日") == 1
    assert bands(page)[1][0] == pytest.approx(118, abs=2)


def test_who_signed_stands_beside_the_number_of_what_goes_up(printed):
    page = printed["report"].pages[0]
    number = next(char for char in page.chars if char["text"] == "〔")
    name = next(char for char in page.chars if char["text"] == "强")

    assert number["top"] == pytest.approx(name["top"], abs=1)
    assert name["x1"] / MM == pytest.approx(184 - 5.571, abs=0.3)
    assert min(c["x0"] for c in page.chars if abs(c["top"] - number["top"]) < 1) / MM == (
        pytest.approx(28 + 5.571, abs=0.3)
    )


@pytest.mark.parametrize("name", ["file", "letter", "minutes", "report"])
def test_the_colophon_closes_an_even_page(printed, name):
    pages = printed[name].pages

    assert len(pages) % 2 == 0
    assert "抄送：市委办公室。" in text_of(pages[-1])
    assert ("印发" in text_of(pages[-1])) == (name != "letter")


def test_the_code_and_its_square_stand_on_the_last_page_only(printed):
    *before, last = printed["report"].pages

    assert PROOF.code in text_of(last)
    assert not any(PROOF.code in text_of(page) for page in before)
    assert len(last.curves) + len(last.rects) + len(last.lines) > 2


def test_the_annex_lies_across_and_repeats_its_head(printed):
    wide = [page for page in printed["report"].pages if page.width > page.height]

    assert len(wide) >= 2
    assert all("序号单位" in text_of(page) for page in wide)


def test_a_run_in_heading_goes_on_in_the_face_of_the_text(printed):
    page = printed["file"].pages[0]
    line = next(line for line in lines(page) if "加强领导" in "".join(c["text"] for c in line))
    faces = {char["text"]: char["fontname"] for char in line}

    assert faces["各"] == next(c["fontname"] for c in page.chars if c["text"] == "参")
    assert "".join(char["text"] for char in line).endswith("加强领导。各县区要重视。")


def test_rare_characters_come_from_the_wide_face_and_never_as_boxes(printed):
    page = printed["file"].pages[0]
    names = {char["text"]: char["fontname"] for char in page.chars if char["text"] in RARE}

    assert set(names) == set(RARE)
    faces = faces_in_use()
    if faces["fangsong"] != faces["wide"]:
        assert all(font.endswith("+WIDE") for font in names.values())
    picture = page.to_image(resolution=100).original.convert("L")
    boxes = [char for char in page.chars if char["text"] in RARE]
    inks = {picture.crop(_pixels(char)).resize((12, 12)).tobytes() for char in boxes}
    assert len(inks) == len(RARE)  # a box would look like the next


def _pixels(char) -> tuple[int, int, int, int]:
    scale = 100 / 72
    return tuple(int(char[key] * scale) for key in ("x0", "top", "x1", "bottom"))


def test_the_file_says_it_is_for_the_archive_and_brings_all_it_needs(printed):
    document = printed["report"].doc
    catalogue = resolve1(document.catalog)
    (intent,) = resolve1(catalogue["OutputIntents"])
    said = resolve1(catalogue["Metadata"]).get_data().decode()

    assert 'pdfaid:part="3"' in said
    assert 'pdfaid:conformance="U"' in said
    assert resolve1(intent)["S"].name == "GTS_PDFA1"
    for page in printed["report"].pages:
        for font in resolve1(page.page_obj.resources["Font"]).values():
            (inner,) = resolve1(resolve1(font)["DescendantFonts"])
            described = resolve1(resolve1(inner)["FontDescriptor"])
            assert {"FontFile", "FontFile2", "FontFile3"} & set(described)
            assert "ToUnicode" in resolve1(font)


@pytest.mark.parametrize("document", [FILE, LETTER, MINUTES, REPORT], ids=lambda d: d.layout)
def test_word_says_the_same_but_proves_nothing(document):
    book = docx.Document(io.BytesIO(as_word(document)))
    text = "\n".join(paragraph.text for paragraph in book.paragraphs)

    for words in (
        document.number,
        document.title,
        "（一）加强领导。各县区要重视。",
        RARE,
        "抄送：",
    ):
        assert words in text
    assert ("李国强" in text) == bool(document.approved_by)
    assert PROOF.code not in text
