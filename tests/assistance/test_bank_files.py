"""Files to and from banks: every layout there and back, and a refusal for all the rest."""

from __future__ import annotations

import csv
import time
from contextlib import suppress
from decimal import Decimal
from functools import partial
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from assistance.banks import (
    BadTable,
    OutgoingLine,
    ReturnLine,
    layouts,
    read_return_file,
    write_bank_file,
)
from assistance.banks.layouts import SHIPPED
from kernel.tables import MOST_ROWS
from tests.assistance.bank import OUTCOMES, answer, answer_rows, as_file, with_part

LAYOUTS = layouts()
CSV, XLSX, FEN = (LAYOUTS[key] for key in ("generic-csv", "generic-xlsx", "fen-csv"))
EVERY = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def line(reference="R-001", **changes):
    fields = {"name": "王桂芳", "card": "6222020200112233445", "bank_name": "工行铁西支行"}
    fields |= {"amount": Decimal("1000.00"), "purpose": "生活救助"}
    return OutgoingLine(reference=reference, **{**fields, **changes})


def refusals(layout, content):
    with override("en"), pytest.raises(BadTable) as refused:
        read_return_file(layout, content)
    return refused.value.messages


def changed(layout, row, field, value):
    """A good file with one cell changed; row counts from 1 as in the messages."""
    rows = answer_rows(layout)
    rows[row - 1][list(layout.return_columns).index(field)] = value
    return as_file(layout, rows)


def cells_of(layout, content):
    if layout.format == "xlsx":
        sheet = load_workbook(BytesIO(content)).active
        return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    return [*csv.reader(StringIO(content.decode(layout.encoding), newline=""))]


# What we send


@EVERY
def test_the_cells_stand_under_the_headers_of_the_bank(layout):
    content = write_bank_file(layout, "B-1", [line(), line("R-002", amount=Decimal("0.05"))])

    rows = cells_of(layout, content)
    head = rows.index([column.header for column in layout.columns])
    sent = {column.field: cell for column, cell in zip(layout.columns, rows[head + 2], strict=True)}
    assert sent["reference"] == "R-002"
    assert sent["card"] == "6222020200112233445"
    assert sent["amount"] == ("5" if layout is FEN else "0.05")


@EVERY
def test_count_and_total_are_sent_along(layout):
    content = write_bank_file(layout, "B-1", [line(), line("R-002", amount=Decimal("0.05"))])

    special = cells_of(layout, content)[0 if layout is FEN else -1]
    assert {"2", "100005" if layout is FEN else "1000.05"} < set(special)


@EVERY
@pytest.mark.parametrize("name", ["=1+1", "+86", "-1", "@SUM(A1)"])
def test_what_a_spreadsheet_would_compute_is_sent_as_text(layout, name):
    content = write_bank_file(layout, "B-1", [line(name=name, purpose="救助\r\n款")])

    cells = [cell for row in cells_of(layout, content) for cell in row]
    assert (name if layout is XLSX else f"'{name}") in cells
    assert "救助 款" in cells


def test_a_workbook_is_sent_without_formulas_and_with_every_digit_of_a_card():
    content = write_bank_file(XLSX, "B-1", [line(name="=1+1")])

    cells = [cell for row in load_workbook(BytesIO(content)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [line(), line()],
        [line(" ")],
        [line(amount=Decimal(0))],
        [line(amount=Decimal(-1))],
        [line(amount=Decimal("0.001"))],
    ],
)
def test_a_batch_that_cannot_be_paid_is_not_written(lines):
    with override("en"), pytest.raises(ValueError, match=r"pay|reference|Amount"):
        write_bank_file(CSV, "B-1", lines)


# What comes back


@EVERY
def test_the_answer_of_the_bank_is_read(layout):
    returned = read_return_file(layout, answer(layout))

    first = 3 if layout is FEN else 2
    assert returned.batch_reference == "B-2026-01"
    assert returned.lines == [
        ReturnLine(first + place, *outcome) for place, outcome in enumerate(OUTCOMES)
    ]


@EVERY
@given(data=st.data())
def test_rows_and_columns_may_stand_in_any_order(layout, data):
    rows = answer_rows(layout)
    head = 2 if layout.return_opening else 1
    body = data.draw(st.permutations(rows[head:]))
    order = data.draw(st.permutations(range(len(rows[0]))))
    shuffled = [["", *(row[place] for place in order)] for row in rows[:head] + body]

    returned = read_return_file(layout, as_file(layout, [["回单"], [], *shuffled]))

    assert {each.reference for each in returned.lines} == {"R-001", "R-002", "R-003"}


amounts = st.decimals("0.01", 9_999_999, places=2)
words = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=30)


@EVERY
@given(data=st.data())
def test_whatever_was_sent_comes_back_the_same(layout, data):
    references = data.draw(st.lists(words.filter(bool), min_size=1, max_size=5, unique=True))
    sent = [line(f"R{each}", amount=data.draw(amounts), name=each) for each in references]
    outcomes = [(each.reference, each.amount, data.draw(st.booleans()), "") for each in sent]

    write_bank_file(layout, "B-7", sent)
    returned = read_return_file(layout, answer(layout, "B-7", outcomes))

    assert [(r.reference, r.amount, r.succeeded, r.reason) for r in returned.lines] == outcomes


@pytest.mark.parametrize("reference", ["=R1", "+R1", "-R1", "@R1"])
def test_a_guarded_reference_comes_back_as_it_was(reference):
    guarded = cells_of(CSV, write_bank_file(CSV, "B", [line(reference)]))[1][1]

    returned = read_return_file(CSV, answer(CSV, outcomes=[(guarded, Decimal(1), True, "")]))

    assert returned.lines[0].reference == reference


@pytest.mark.parametrize(("typed", "amount"), [(1000.0, 1000), (0.1, "0.1"), (1234.56, "1234.56")])
def test_native_numbers_of_a_workbook_are_read_exactly(typed, amount):
    rows = answer_rows(XLSX, outcomes=[("R-1", Decimal(amount), True, "")])
    rows[1][2] = rows[2][2] = typed
    rows[2][1] = 1

    assert read_return_file(XLSX, as_file(XLSX, rows)).lines[0].amount == Decimal(amount)


def test_thousands_may_be_set_apart_by_commas():
    assert read_return_file(CSV, changed(CSV, 2, "amount", "1,000.00")).lines[0].amount == 1000


def test_a_file_without_its_mark_of_encoding_is_read():
    assert read_return_file(CSV, answer(CSV).removeprefix(b"\xef\xbb\xbf")).lines


@pytest.mark.parametrize(
    ("layout", "field", "value", "message"),
    [
        (CSV, "amount", "一千", "Row 2, column “金额”: “一千” is not an amount in yuan."),
        (CSV, "amount", "1000.005", "Row 2, column “金额”: “1000.005” has more than two decimals."),
        (CSV, "amount", "-1000.00", "Row 2, column “金额”: “-1000.00” is not an amount in yuan."),
        (CSV, "amount", "1e3", "Row 2, column “金额”: “1e3” is not an amount in yuan."),
        (CSV, "amount", "0.00", "Row 2, column “金额”: must be above zero."),
        (CSV, "amount", "", "Row 2, column “金额”: “” is not an amount in yuan."),
        (CSV, "amount", "=1+1", "Row 2, column “金额”: holds a formula: paste the value alone."),
        (CSV, "reference", "", "Row 2, column “业务编号”: is empty: fill it in."),
        (CSV, "reason", "长" * 501, "column “失败原因”: is longer than 500 characters."),
        (CSV, "result", "处理中", "Row 2, column “处理结果”: “处理中” is not one of: 交易成功"),
        (CSV, "batch", "B-2", "Row 3, column “批次号”: another batch than “B-2”"),
        (CSV, "batch", "", "Row 2, column “批次号”: is empty: fill it in."),
        (FEN, "amount", "1000.5", "column “交易金额(分)”: “1000.5” is not a whole number of fen."),
        (XLSX, "amount", 0.125, "“0.125” has more than two decimals."),
        (XLSX, "amount", True, "“True” is not an amount in yuan."),
        (XLSX, "reference", 1e18, "column “业务编号”: is a number: format the column as text."),
        (XLSX, "reference", 1.5, "column “业务编号”: is a number: format the column as text."),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column(layout, field, value, message):
    row = 3 if layout is FEN else 2

    assert message in refusals(layout, changed(layout, row, field, value))[0]


def test_each_bad_row_has_its_message():
    rows = answer_rows(CSV)
    rows[1][2], rows[2][3] = "x", "y"

    assert [message[:6] for message in refusals(CSV, as_file(CSV, rows))] == ["Row 2,", "Row 3,"]


def test_very_many_bad_rows_are_summed_up():
    outcomes = [(f"R-{n}", Decimal(0), True, "") for n in range(200)]

    messages = refusals(CSV, answer(CSV, outcomes=outcomes))

    assert messages[-1] == "150 more rows are at fault."


@EVERY
def test_a_reference_used_twice_is_refused(layout):
    outcomes = [OUTCOMES[0], OUTCOMES[0]]

    assert "the same as in row" in refusals(layout, answer(layout, outcomes=outcomes))[0]


@EVERY
def test_a_file_cut_off_before_its_trailer_is_refused(layout):
    cut_off = as_file(layout, answer_rows(layout)[:-1])

    assert "the file seems to be cut off" in refusals(layout, cut_off)[0]


@pytest.mark.parametrize(
    ("layout", "row", "field", "message"),
    [
        (CSV, 5, "amount", "says 7.00, but the lines come to 2234.55"),
        (CSV, 5, "reference", "says 7, but the lines come to 3"),
        (XLSX, 5, "amount", "says 7.00, but the lines come to 2234.55"),
        (FEN, 1, "amount", "says 0.07, but the lines come to 2234.55"),
        (FEN, 6, "amount", "says 0.07, but the lines come to 2234.50"),
        (FEN, 6, "reason", "says 7, but the lines come to 1"),
    ],
)
def test_a_sum_that_does_not_agree_is_refused(layout, row, field, message):
    [refusal] = refusals(layout, changed(layout, row, field, "7"))

    assert refusal.startswith(f"Row {row}, column “{layout.return_columns[field]}”")
    assert message in refusal


@EVERY
def test_a_trailer_that_stands_twice_is_refused(layout):
    rows = answer_rows(layout)

    assert "stands there twice" in refusals(layout, as_file(layout, [*rows, rows[-1]]))[0]


@EVERY
def test_a_missing_column_is_named(layout):
    rows = [row[1:] for row in answer_rows(layout)]

    missing = next(iter(layout.return_columns.values()))
    assert f"Columns are missing: {missing}. " in refusals(layout, as_file(layout, rows))[0]


@EVERY
def test_a_column_that_stands_twice_is_refused(layout):
    rows = [[*row, row[0]] for row in answer_rows(layout)]

    assert "twice: delete one" in refusals(layout, as_file(layout, rows))[0]


def test_a_cell_beyond_the_headers_is_refused():
    rows = answer_rows(CSV)
    rows[1].append("1,000")

    assert "Row 2 has more cells" in refusals(CSV, as_file(CSV, rows))[0]


@EVERY
@pytest.mark.parametrize("content", [b"", b"  \r\n "])
def test_an_empty_file_is_refused(layout, content):
    assert refusals(layout, content) == ["The file is empty."]


@EVERY
def test_a_file_of_headers_alone_is_refused(layout):
    assert "The file has no lines." in refusals(layout, answer(layout, outcomes=[]))


def test_characters_of_another_encoding_are_refused():
    content = answer(CSV).decode("utf-8-sig").encode("gb18030")

    assert "save the file with the encoding UTF-8" in refusals(CSV, content)[0]


def test_quotation_marks_that_do_not_match_are_refused():
    assert "quotation marks" in refusals(CSV, answer(CSV) + b'"R-9')[0]


@EVERY
def test_more_rows_than_allowed_are_refused(layout):
    rows = answer_rows(layout)
    many = [*rows[:2], *([""] * len(rows[0]) for _ in range(MOST_ROWS + 60)), rows[-1]]

    assert "more than 20000 rows" in refusals(layout, as_file(layout, many))[0]


def test_more_lines_than_allowed_are_refused():
    outcomes = [(f"R-{n}", Decimal(1), True, "") for n in range(MOST_ROWS + 1)]

    assert "more than 20000 rows" in refusals(CSV, answer(CSV, outcomes=outcomes))[0]


def test_a_file_too_large_is_refused_unread():
    assert "larger than 10 MB" in refusals(XLSX, b"PK" * 6_000_000)[0]


@EVERY
def test_ten_thousand_lines_are_read_within_two_seconds(layout):
    outcomes = [(f"R-{n}", Decimal("1234.05"), n % 10 > 0, "") for n in range(10_000)]
    content = answer(layout, outcomes=outcomes)

    begun = time.process_time()
    returned = read_return_file(layout, content)

    assert len(returned.lines) == 10_000
    assert time.process_time() - begun < 2


# Workbooks that are more, or less, than they seem


def test_a_formula_is_named_by_its_cell():
    book, target = Workbook(), BytesIO()
    for row in answer_rows(XLSX):
        book.active.append(row)
    book.active["C3"] = "=1+1"
    book.save(target)

    message = "Cell C3 holds a formula: paste the values alone."
    assert refusals(XLSX, target.getvalue()) == [message]


def sheet(cells: str, before: str = "") -> bytes:
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    data = f"<sheetData>{cells}</sheetData>"
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{name}">{data}</worksheet>'.encode()


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "more than 20000 rows"),
        (sheet('<row r="1"><c r="A9999999"><v>1</v></c></row>'), "more than 20000 rows"),
        (sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "wider than 100 columns"),
        (sheet('<row r="1">' + "<c><v>1</v></c>" * 200 + "</row>"), "wider than 100 columns"),
        (sheet("<row/>" * (MOST_ROWS + 60)), "more than 20000 rows"),
        (sheet('<row r="1"><c r="1A"><v>1</v></c></row>'), "cannot be opened"),
        (sheet('<row r="x"/>'), "cannot be opened"),
        (sheet('<row r=""/>'), "cannot be opened"),
        (sheet("<row>"), "cannot be opened"),
        (sheet("", '<!DOCTYPE x [<!ENTITY a "aaaa">]>'), "cannot be opened"),
        (sheet("<row/>").decode().encode("utf-16"), "cannot be opened"),
        (b"\x00" * (33 * 1024 * 1024), "holds too much"),
        (b"", "cannot be opened"),
    ],
    ids=range(13),
)
def test_a_sheet_made_to_do_harm_is_refused(part, message):
    assert message in refusals(XLSX, with_part(answer(XLSX), SHEET, part))[0]


def test_one_long_text_shared_by_many_cells_is_refused():
    cells = "".join('<row><c t="s"><v>0</v></c></row>' for _ in range(10_000))
    strings = b"<sst><si><t>" + b"x" * 100_000 + b"</t></si></sst>"
    book = with_part(with_part(answer(XLSX), SHEET, sheet(cells)), STRINGS, strings)

    assert "holds too much" in refusals(XLSX, book)[0]


def test_a_part_that_lies_about_its_size_is_refused():
    part = sheet("<row>" + " " * 20_000_000 + "</row>")
    book = with_part(answer(XLSX), SHEET, part)
    lie = book.replace(len(part).to_bytes(4, "little"), (1000).to_bytes(4, "little"))

    assert lie != book
    assert "cannot be opened" in refusals(XLSX, lie)[0]


def test_more_parts_than_a_workbook_has_are_refused():
    book = answer(XLSX)
    for number in range(20):
        book = with_part(book, f"xl/more{number}.xml", b"<a/>")
    assert read_return_file(XLSX, book).lines
    with override("en"), pytest.MonkeyPatch.context() as patch:
        patch.setattr("kernel.tables.MOST_PARTS", 20)
        assert "holds too much" in refusals(XLSX, book)[0]


def test_a_hidden_sheet_is_passed_over():
    book, target = Workbook(), BytesIO()
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("回盘")
    for row in answer_rows(XLSX):
        shown.append(row)
    book.save(target)

    assert len(read_return_file(XLSX, target.getvalue()).lines) == 3


GARBAGE = partial(settings, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def only_refused(layout, content):
    with suppress(BadTable):
        assert read_return_file(layout, content).lines


@EVERY
@GARBAGE(max_examples=100)
@given(garbage=st.binary(max_size=400))
def test_garbage_is_refused_and_nothing_else_happens(layout, garbage):
    only_refused(layout, garbage)
    only_refused(layout, b"PK\x03\x04" + garbage)


GOOD = {key: answer(layout) for key, layout in LAYOUTS.items()}


@EVERY
@GARBAGE(max_examples=150)
@given(data=st.data())
def test_a_good_file_mutated_is_read_or_refused(layout, data):
    content = bytearray(GOOD[layout.key])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))

    only_refused(layout, bytes(content))


@GARBAGE(max_examples=150)
@given(part=st.sampled_from([SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml"]), data=st.data())
def test_a_workbook_mutated_inside_is_read_or_refused(part, data):
    book = GOOD["generic-xlsx"]
    inside = bytearray(ZipFile(BytesIO(book)).read(part))
    at = data.draw(st.integers(0, len(inside)))
    inside[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))

    only_refused(XLSX, with_part(book, part, bytes(inside)))


cells = st.one_of(
    st.text(max_size=12), st.sampled_from(["合计", "成功", "1.00", "R-1", "=1", "'=1", "业务编号"])
)


@EVERY
@GARBAGE(max_examples=150)
@given(rows=st.lists(st.lists(cells, max_size=8), max_size=6))
def test_any_rows_under_the_right_headers_are_read_or_refused(layout, rows):
    head = list(layout.return_columns.values())
    rows = [[cell for cell in row if cell.isprintable()] for row in rows]

    only_refused(layout, as_file(layout, [head, *rows]))


# Layouts


def test_three_layouts_are_shipped():
    assert [layout.name for layout in LAYOUTS.values()] == [
        "分单位CSV",
        "通用格式CSV",
        "通用格式Excel",
    ]


def broken(tmp_path, settings, old, new):
    text = (SHIPPED / "generic-csv.toml").read_text()
    assert old in text
    (tmp_path / "ours.toml").write_text(text.replace(old, new, 1))
    settings.HEJIA_BANK_LAYOUTS = str(tmp_path)
    return layouts


def test_a_folder_of_ones_own_adds_layouts(tmp_path, settings):
    read = broken(tmp_path, settings, "通用格式CSV", "我行")

    assert read()["ours"].name == "我行"
    assert set(read()) == {*LAYOUTS, "ours"}


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('format = "csv"', 'format = "dbf"', "format"),
        ('format = "csv"', 'format = "xlsx"', "encoding"),
        ('format = "csv"', "format = 1", "format"),
        ("encoding =", "encodings =", "encodings"),
        ('encoding = "utf-8-sig"\n', "", "encoding"),
        ('"utf-8-sig"', '"latin-1"', "encoding"),
        ('"yuan"', '"jiao"', "amount_unit"),
        ('name = "通用格式CSV"', 'name = ""', "name"),
        ('field = "card"', 'field = "id"', r"outgoing.columns\[4\].field"),
        ('field = "card"', 'value = "x"', "outgoing.columns: no column has the field card"),
        ('field = "card"', 'field = "name"', "outgoing.columns: 'name' stands there twice"),
        ("收款人账号", "收款人户名", "outgoing.columns: '收款人户名' stands there twice"),
        (', field = "card"', "", r"outgoing.columns\[4\]"),
        ('header = "开户行"', "header = 5", r"outgoing.columns\[5\].header"),
        ("{count}", "{amount}", "outgoing.trailer.reference"),
        ('"合计"', '"{batch}"', "outgoing.trailer"),
        ('result = "处理结果", ', "", "return.columns.result"),
        ('result = "处理结果"', 'outcome = "处理结果"', "return.columns.outcome"),
        ('"处理结果"', '"金额"', "return.columns: '金额' stands there twice"),
        ('"退票"', '"成功"', "return.failed"),
        ('["失败", "交易失败", "退票"]', "[]", "return.failed"),
        ("[return]", "[answer]", "answer"),
        ("[outgoing]", "[outgoing", "ours.toml"),
    ],
)
def test_a_broken_layout_is_named_by_file_and_key(tmp_path, settings, old, new, key):
    read = broken(tmp_path, settings, old, new)

    with pytest.raises(ImproperlyConfigured, match=key if "ours" in key else f"ours.toml: {key}"):
        read()


def test_a_layout_must_say_where_the_batch_stands(tmp_path, settings):
    read = broken(
        tmp_path, settings, 'columns = { batch = "批次号", reference', "columns = { reference"
    )
    path = tmp_path / "ours.toml"
    text = path.read_text()
    at = text.index("[return]")
    path.write_text(
        text[:at] + text[at:].replace('batch = "合计", reference = "{count}"', 'reference = "合计"')
    )

    with pytest.raises(ImproperlyConfigured, match=r"return\.columns\.batch"):
        read()


def test_a_folder_that_is_not_there_is_named(settings):
    settings.HEJIA_BANK_LAYOUTS = "/nowhere"

    with pytest.raises(ImproperlyConfigured, match="HEJIA_BANK_LAYOUTS: /nowhere"):
        layouts()
