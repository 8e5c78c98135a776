"""What banks answer: every layout there and back, and a refusal for all the rest."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistance.banks import (
    ReturnLine,
    read_return_file,
    write_bank_file,
)
from kernel.tables import MOST_ROWS
from tests.assistance.bank import OUTCOMES, answer, answer_rows, as_file
from tests.assistance.bank_files import (
    CSV,
    EVERY,
    FEN,
    XLSX,
    cells_of,
    changed,
    line,
    refusals,
)


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
