import io
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pdfplumber
import pytest

from kernel import layout, official, typesetting
from kernel.checks import check_typesetting
from kernel.faces import faces_in_use, fonts_folder
from kernel.official import Annex, Column, Heading, OfficialDocument, Paragraph, Table, place_link
from kernel.typesetting import TypesettingUnavailable, missing_packages, typeset

MM = 72 / 25.4
TEXT = "建设和谐职工之家是各级工会组织的重要任务也是维护职工合法权益的有效途径"
COLUMNS = [Column("单位", 3), Column("负责人"), Column("达标数", align="right")]
ROWS = [(f"第{n}机械厂", "喆堃珺赟䶮"[n % 5], n) for n in range(60)]
LETTER = OfficialDocument(
    issuer_mark="锦州市总工会文件",
    number="锦工发〔2026〕5号",
    title="关于下达2026年度建家目标的通知",
    addressees="各县（市）区总工会",
    body=[Heading("目标"), Heading("达标", 2), Paragraph(TEXT * 50), Table(COLUMNS, ROWS[:2])],
    attachments=["目标分解表", "企业名单"],
    signer="锦州市总工会",
    signed_on=date(2026, 3, 5),
    note="此件公开发布",
    annexes=[
        Annex("目标分解表", COLUMNS, ROWS, above=["填报单位：市总"], below=["制表人："]),
        Annex("企业名单", COLUMNS, ROWS, landscape=True),
    ],
    copy_to="市委办公室",
    printed_by="锦州市总工会办公室",
    printed_on=date(2026, 3, 6),
)

# The faces of the package alone, and the richer set where this machine has one.
FOLDERS = [Path("/nonexistent"), fonts_folder()]
FOLDERS = [folder for folder in FOLDERS if folder.is_dir() or folder == FOLDERS[0]]


def read(document):
    return pdfplumber.open(io.BytesIO(typeset(document)))


def lines(page):
    """Characters of the type area by line, top to bottom, left to right."""
    rows = {}
    for char in page.chars:
        if char["bottom"] < 263 * MM:
            rows.setdefault(round((char["top"] / MM - 37) / (225 / 22)), []).append(char)
    return [sorted(rows[key], key=lambda c: c["x0"]) for key in sorted(rows)]


def text_of(page):
    return "".join(char["text"] for char in page.chars)


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def letter(request):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HEJIA_FONTS", str(request.param))
        with read(LETTER) as pdf:
            yield pdf


def test_a_full_page_has_22_lines_of_28_characters(letter):
    page = lines(letter.pages[1])

    assert [len(line) for line in page] == [28] * 22


def test_the_text_keeps_the_margins(letter):
    chars = letter.pages[1].chars
    body = [char for char in chars if char["bottom"] < 263 * MM]

    assert min(char["x0"] for char in body) / MM == pytest.approx(28, abs=0.05)
    assert max(char["x1"] for char in body) / MM == pytest.approx(184, abs=0.3)


def test_the_mark_is_red_and_35_mm_below_the_edge_of_the_text(letter):
    red = [char for char in letter.pages[0].chars if char["non_stroking_color"][0] > 0.8]

    assert "".join(char["text"] for char in red) == "锦州市总工会文件"
    assert red[0]["top"] / MM == pytest.approx(37 + 35, abs=3)
    assert (red[0]["x0"] + red[-1]["x1"]) / 2 / MM == pytest.approx(28 + 78, abs=0.2)


def test_page_numbers_stand_at_the_outer_edge(letter):
    for page in letter.pages[:3]:
        foot = [char for char in page.chars if char["top"] > 263 * MM]
        odd = page.page_number % 2
        assert "".join(char["text"] for char in foot) == f"— {page.page_number} —"
        edge = foot[-1]["x1"] / MM if odd else foot[0]["x0"] / MM
        assert edge == pytest.approx(184 - 4.94 if odd else 28 + 4.94, abs=0.3)


def test_every_font_is_embedded_as_a_subset(letter):
    fonts = {char["fontname"] for page in letter.pages for char in page.chars}

    assert fonts
    assert all(name[6] == "+" and "Bold" not in name for name in fonts)


def test_every_page_of_an_annex_repeats_the_head_of_its_table(letter):
    annexes = [page for page in letter.pages if "机械厂" in text_of(page)][1:]

    assert len(annexes) >= 4
    assert all("单位负责人达标数" in text_of(page) for page in annexes)
    assert any(page.width > page.height for page in annexes)
    assert any(page.width < page.height for page in annexes)


def test_every_row_and_every_rare_character_is_printed(letter):
    printed = "".join(text_of(page) for page in letter.pages)

    assert printed.count("机械厂") == 122
    assert set("喆堃珺赟䶮") <= set(printed)


def test_the_colophon_closes_the_last_page_on_the_edge_of_the_text(letter):
    last = letter.pages[-1]
    rules = [line["bottom"] / MM for line in [*last.lines, *last.rects]]

    assert "抄送：市委办公室。" in text_of(last)
    assert "2026年3月6日印发" in text_of(last)
    assert last.height > last.width
    assert max(rules) == pytest.approx(262, abs=0.4)


def test_what_belongs_together_stands_on_one_page():
    sides = [Paragraph("甲方", with_next=True), Paragraph("乙方")] * 30
    for before in ([], [Paragraph("首行")]):
        with read(replace(LETTER, body=[*before, *sides], annexes=[], attachments=[])) as pdf:
            told = [text_of(page) for page in pdf.pages]
        assert sum(text.count("甲方") for text in told) == 30
        assert all(text.count("甲方") == text.count("乙方") for text in told)


def test_headings_are_numbered_and_attachments_listed(letter):
    printed = "".join(text_of(page) for page in letter.pages)

    for part in ("一、目标", "（一）达标", "附件：1.目标分解表2.企业名单", "（此件公开发布）"):
        assert part in printed


def test_numbers_start_again_below_a_higher_heading():
    levels = [1, 2, 2, 3, 4, 4, 1, 2]
    body = [Heading("", level) for level in levels]

    numbers = [number for _kind, number, _block in official.numbered(body)]

    assert numbers == ["一、", "（一）", "（二）", "1.", "（1）", "（2）", "二、", "（一）"]


@pytest.mark.parametrize(
    ("n", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_chinese_numerals(n, words):
    assert official._numeral(n) == words


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于下达目标的通知", ["关于下达目标的通知"]),
        ("两行\n标题", ["两行", "标题"]),
        ("关于下达二〇二六年度建家目标任务的通知以及验收", None),
        ("一" * 50, ["一" * 17, "一" * 17, "一" * 16]),
        ("一" * 11 + "“" + "二" * 12 + "”", ["一" * 11, "“" + "二" * 12 + "”"]),
        ("一" * 9 + "二” ， ）".replace(" ", "") + "三" * 12, ["一" * 9 + "二”，）", "三" * 12]),
    ],
)
def test_long_titles_are_broken_into_even_lines(title, lines):
    broken = layout._balance(title)

    assert broken == (lines or ["关于下达二〇二六年度建家", "目标任务的通知以及验收"])


def test_cells_are_printed_and_never_obeyed():
    markup = '<b>粗</b><img src="file:///etc/passwd">'
    plain = replace(LETTER, body=[Table(COLUMNS, [(markup, "=1+1", 3)])], annexes=[])

    with read(plain) as pdf:
        assert markup.replace(" ", "") in text_of(pdf.pages[0]).replace(" ", "")
        assert not pdf.images


def test_a_figure_can_open_its_rows():
    href = "https://portal.example/rows?a=1&b=2"
    linked = replace(
        LETTER, body=[Table(COLUMNS, [("厂", "某", place_link(93, href))])], annexes=[]
    )

    with read(linked) as pdf:
        assert [link["uri"] for page in pdf.pages for link in page.hyperlinks] == [href]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "rows/7", ""])
def test_a_link_leads_only_to_the_web(href):
    with pytest.raises(ValueError, match="not an address"):
        place_link(1, href)


def test_a_row_must_fit_its_columns():
    crooked = replace(LETTER, body=[Table(COLUMNS, [("厂", "某")])])

    with pytest.raises(ValueError, match="shorter"):
        typeset(crooked)


def test_the_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "letter.pdf"
    content = typeset(replace(LETTER, body=[], annexes=[], number=""), target)

    assert target.read_bytes() == content
    assert content.startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == [target]


def test_a_city_may_bring_its_own_faces(tmp_path, monkeypatch):
    monkeypatch.setenv("HEJIA_FONTS", str(tmp_path))
    (tmp_path / "fangsong.ttf").touch()
    (tmp_path / "FandolKai-Regular.otf").touch()

    faces = faces_in_use()

    assert (faces["fangsong"], faces["kaiti"]) == ("fangsong", "FandolKai-Regular")
    assert (faces["heiti"], faces["songti"]) == ("NotoSansSC-Regular", "NotoSerifSC-Regular")


def test_without_pango_the_refusal_names_the_packages(tmp_path, monkeypatch):
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)

    with pytest.raises(TypesettingUnavailable, match="apt-get install -y libpango"):
        typeset(LETTER)


def test_a_missing_library_is_named_by_its_package(monkeypatch):
    monkeypatch.setitem(typesetting.LIBRARIES, "libnowhere.so.7", "libnowhere7")

    assert missing_packages()[-1] == "libnowhere7"


def test_the_system_check_names_the_command(monkeypatch):
    assert check_typesetting() == []

    monkeypatch.setitem(typesetting.LIBRARIES, "libnowhere.so.7", "libnowhere7")

    assert [warning.hint for warning in check_typesetting()] == ["apt-get install -y libnowhere7"]
