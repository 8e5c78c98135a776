"""What stands over the mark and under the text, read back to the millimetre (GB/T 9704-2012)."""

import io
from dataclasses import replace
from datetime import date

import docx
import pdfplumber
import pytest
from docx.shared import Mm, Pt

from kernel.layout import html_of
from kernel.official import Heading, OfficialDocument, Paragraph
from kernel.typesetting import typeset
from kernel.word import as_word
from tests.kernel.test_typesetting import MM

CHARACTER, LINE = 156 / 28, 225 / 22  # mm
FILE = OfficialDocument(
    issuer_mark="锦州市总工会文件", number="锦工发〔2026〕5号", title="关于建家的通知",
    addressees="各县（市）区总工会", body=[Paragraph("现通知如下")],
    signer="锦州市总工会", signed_on=date(2026, 3, 5), note="联系人：王芳",
    copy_number="000001", urgency="特急",
)  # fmt: skip
LETTER = replace(FILE, layout="letter", issuer_mark="锦州市总工会")
PLAIN = replace(FILE, sealed=False, copy_number="", urgency="")
LONG = replace(PLAIN, signer="锦州市总工会女职工委员会")
MADE = {"file": FILE, "letter": LETTER, "plain": PLAIN, "long": LONG}


@pytest.fixture(scope="module")
def printed():
    return {name: pdfplumber.open(io.BytesIO(typeset(made))).pages[0]
            for name, made in MADE.items()}  # fmt: skip


def found(page, words):
    """(left, right, middle) in mm of the last line that holds the words; middle from the top."""
    lines = page.extract_text_lines(return_chars=True)
    line = [line for line in lines if words in line["text"].replace(" ", "")][-1]
    chars = [char for char in line["chars"] if char["text"].strip()]
    start = "".join(char["text"] for char in chars).index(words)
    own = chars[start : start + len(words)]
    return own[0]["x0"] / MM, own[-1]["x1"] / MM, (own[0]["top"] + own[0]["bottom"]) / 2 / MM


def test_the_number_of_the_copy_and_the_urgency_begin_the_first_two_lines(printed):
    number, urgency = found(printed["file"], "000001"), found(printed["file"], "特急")

    assert number[0] == pytest.approx(28, abs=0.5)
    assert urgency[0] == pytest.approx(28, abs=0.5)
    assert 37 < number[2] < 37 + LINE  # where in its line depends on the face
    assert urgency[2] - number[2] == pytest.approx(LINE, abs=0.3)


def test_the_urgency_is_black_letters_of_the_size_of_the_text(printed):
    char = next(char for char in printed["file"].chars if char["text"] == "急")

    assert char["fontname"].endswith("+HT")
    assert char["size"] / MM == pytest.approx(CHARACTER, abs=0.02)


def test_what_stands_over_the_mark_moves_nothing_under_it(printed):
    assert found(printed["file"], "现通知如下") == found(printed["plain"], "现通知如下")


def test_in_a_letter_they_stand_under_the_rule_beside_the_number(printed):
    copy, number = found(printed["letter"], "000001"), found(printed["letter"], "锦工发〔2026〕5号")

    assert copy[0] == pytest.approx(28, abs=0.5)
    assert number[1] == pytest.approx(184, abs=0.3)
    assert copy[2] == pytest.approx(number[2], abs=0.8)
    assert found(printed["letter"], "特急")[2] - copy[2] == pytest.approx(LINE, abs=0.3)


def test_with_a_seal_the_date_has_four_characters_and_the_name_its_middle(printed):
    name, day = found(printed["file"], "锦州市总工会"), found(printed["file"], "2026年3月5日")

    assert day[1] == pytest.approx(184 - 4 * CHARACTER, abs=0.4)
    assert (name[0] + name[1]) / 2 == pytest.approx((day[0] + day[1]) / 2, abs=0.3)
    assert name[2] - found(printed["file"], "现通知如下")[2] == pytest.approx(3 * LINE, abs=0.3)


@pytest.mark.parametrize("name", ["plain", "long"])
def test_without_a_seal_the_date_begins_two_characters_after_the_name(printed, name):
    page = printed[name]
    signer, day = found(page, MADE[name].signer), found(page, "2026年3月5日")

    assert day[0] - signer[0] == pytest.approx(2 * CHARACTER, abs=0.3)
    assert max(signer[1], day[1]) == pytest.approx(184 - 2 * CHARACTER, abs=0.4)
    assert signer[2] - found(page, "现通知如下")[2] == pytest.approx(2 * LINE, abs=0.3)
    assert found(page, "（联系人：王芳）")[0] == pytest.approx(28 + 2 * CHARACTER, abs=0.5)


def word_of(document):
    return {line.text: line for line in docx.Document(io.BytesIO(as_word(document))).paragraphs}


def test_word_has_them_in_the_same_lines_and_the_mark_at_its_35_mm():
    lines = word_of(FILE)
    first, second, mark, *_rest = lines.values()

    assert (first.text, second.text, mark.text) == ("000001", "特急", FILE.issuer_mark)
    above = 2 * first.paragraph_format.line_spacing + mark.paragraph_format.space_before
    assert above == pytest.approx(Mm(35), abs=Mm(0.1))
    assert lines["（联系人：王芳）"].paragraph_format.first_line_indent == Pt(32)


def test_word_lists_annexes_behind_one_word_and_spreads_lines_to_the_edges():
    two = word_of(replace(FILE, attachments=["甲表", "乙表"], approved_by="王芳"))
    line = two["锦工发〔2026〕5号\t签发人：王芳"].paragraph_format

    assert {"附件：1. 甲表", "2. 乙表"} <= set(two)
    assert "附件：甲表" in word_of(replace(FILE, attachments=["甲表"]))
    assert line.tab_stops[0].position == pytest.approx(Mm(156) - Pt(16), abs=Mm(0.1))


def test_a_title_is_not_broken_within_a_county():
    title = "锦州市总工会2026年各县（市）区主要指标对比"

    assert "<br>各县（市）区主要" in html_of(replace(FILE, title=title))


def test_a_numbered_sentence_is_no_heading_and_stays_where_it_is():
    kept = 'class="heading"'

    assert kept in html_of(replace(FILE, body=[Heading("按时报送", 3), Paragraph("甲")]))
    assert kept not in html_of(replace(FILE, body=[Heading("按时报送。", 3), Paragraph("甲")]))


@pytest.mark.parametrize(("document", "name", "day"), [(FILE, 4, 4), (PLAIN, 4, 2), (LONG, 2, 6)])
def test_word_leaves_the_same_characters_free_beside_the_signature(document, name, day):
    lines = word_of(document)
    free = [lines[words].paragraph_format.right_indent / Pt(16)
            for words in (document.signer, "2026年3月5日")]  # fmt: skip

    assert free == [pytest.approx(name, abs=0.5), pytest.approx(day, abs=0.5)]
