from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.figures import percent, share_out, share_within


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [
        (15, 16, "93.8%"),
        (1, 2000, "0.1%"),
        (1, 2001, "0.0%"),
        (-1, 2000, "-0.1%"),
        (-1, 2001, "0.0%"),
        (2, 1, "200.0%"),
        (Decimal("0.905"), 1, "90.5%"),
        (Decimal("999.5"), 1000, "100.0%"),
        (0, 7, "0.0%"),
    ],
)
def test_ratios_are_printed_to_one_decimal_halves_up(numerator, denominator, printed):
    assert percent(numerator, denominator) == printed


@pytest.mark.parametrize("zero", [0, Decimal("0.00")])
def test_a_ratio_of_nothing_is_a_dash(zero):
    assert percent(3, zero) == "—"


def test_the_largest_remainders_get_the_rest():
    assert share_out(10, [5, 3, 1]) == [6, 3, 1]
    assert share_out(7, [Decimal("1.5"), Decimal("1.5"), 1]) == [3, 2, 2]


def test_equal_remainders_go_to_the_earlier():
    assert share_out(2, [1, 1, 1]) == [1, 1, 0]


def test_without_weights_everyone_gets_the_same():
    assert share_out(7, [0, 0, 0]) == [3, 2, 2]


def test_nothing_can_be_shared_among_nobody_and_something_cannot():
    assert share_out(0, []) == []
    with pytest.raises(ValueError, match="nobody"):
        share_out(1, [])


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, [2, -1])])
def test_less_than_nothing_is_not_shared(total, weights):
    with pytest.raises(ValueError, match="less than nothing"):
        share_out(total, weights)


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**5), min_size=1, max_size=30))
def test_shares_sum_exactly_and_stay_within_one_of_the_quota(total, weights):
    shares = share_out(total, weights)

    assert sum(shares) == total
    if whole := sum(weights):
        for share, weight in zip(shares, weights, strict=True):
            assert abs(share * whole - total * weight) < whole


def test_what_is_over_a_limit_goes_to_the_others():
    assert share_within(10, [7, 1, 2], [4, None, None]) == ([4, 2, 4], 0)


def test_what_nobody_can_take_is_told():
    assert share_within(10, [3, 1], [5, 2]) == ([5, 2], 3)
    assert share_within(4, [], []) == ([], 4)


def test_a_limit_is_never_below_nothing():
    with pytest.raises(ValueError, match="less than nothing"):
        share_within(1, [1], [-1])


ROOM = st.tuples(st.integers(0, 500), st.none() | st.integers(0, 300))


@given(st.integers(0, 3000), st.lists(ROOM, min_size=1, max_size=12))
def test_within_limits_the_sum_is_exact_and_nothing_is_left_while_there_is_room(total, rooms):
    weights, limits = [weight for weight, _ in rooms], [limit for _, limit in rooms]

    shares, left = share_within(total, weights, limits)

    assert sum(shares) + left == total
    assert all(limit is None or 0 <= n <= limit for n, limit in zip(shares, limits, strict=True))
    assert left == 0 or shares == limits
