"""Files from banks made of garbage: read or refused, and nothing else."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from io import BytesIO
from zipfile import ZipFile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistance.banks import (
    BadTable,
    read_return_file,
)
from tests.assistance.bank import answer, as_file, with_part
from tests.assistance.bank_files import (
    EVERY,
    LAYOUTS,
    SHEET,
    STRINGS,
    XLSX,
)

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
