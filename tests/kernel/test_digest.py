from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.digest import canonical_json, sm3, sm3_of

ROWS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def test_the_vector_of_the_standard():
    assert sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_values_that_json_lacks_are_written_as_text():
    moment = datetime(2026, 11, 21, 8, tzinfo=timezone(timedelta(hours=8)))

    written = canonical_json({"b": Decimal("1E+2"), "a": [date(2026, 1, 2), moment], "县": "凌河"})

    assert written == '{"a":["2026-01-02","2026-11-21T00:00:00+00:00"],"b":"100","县":"凌河"}'


@given(st.dictionaries(st.text(), ROWS))
def test_the_order_of_keys_does_not_matter(data):
    assert sm3_of(data) == sm3_of(dict(reversed(data.items())))


def test_the_order_of_rows_and_every_digit_matters():
    digests = {
        sm3_of(rows) for rows in ([1, 2], [2, 1], [1, "2"], [Decimal("1.5")], [Decimal("1.50")])
    }

    assert len(digests) == 5


def test_the_same_moment_in_another_zone_has_the_same_digest():
    beijing = timezone(timedelta(hours=8))

    assert sm3_of(datetime(2026, 1, 1, 8, tzinfo=beijing)) == sm3_of(
        datetime(2026, 1, 1, tzinfo=UTC)
    )


@pytest.mark.parametrize("data", [datetime(2026, 1, 1), {1: "a"}, {1, 2}, object(), b"x"])  # noqa: DTZ001
def test_what_has_no_one_form_has_no_digest(data):
    with pytest.raises(TypeError):
        sm3_of(data)


def test_not_a_number_has_no_digest():
    with pytest.raises(ValueError, match="not JSON compliant"):
        sm3_of(float("nan"))
