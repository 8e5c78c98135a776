"""Sums in sentences are grouped as those of the pages are."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override

from assistance.amounts import spelled, spelled_short
from assistance.models.limits import hold_to_limit
from unions.refusals import MoveRefused


@pytest.mark.parametrize(
    ("amount", "said", "short"),
    [
        (Decimal(0), "0.00", "0"),
        (Decimal("999.99"), "999.99", "999.99"),
        (Decimal(1000), "1,000.00", "1,000"),
        (Decimal("1234567.5"), "1,234,567.50", "1,234,567.50"),
        (Decimal("-0.5"), "-0.50", "-0.50"),
        (Decimal(-12000), "-12,000.00", "-12,000"),
    ],
)
def test_an_amount_is_grouped_in_threes(amount, said, short):
    assert (spelled(amount), spelled_short(amount)) == (said, short)


def test_halves_go_away_from_zero_and_nothing_has_no_sign():
    assert spelled(Fraction(1, 200)) == "0.01"
    assert spelled(Fraction(-1, 200)) == "-0.01"
    assert spelled(Fraction(-1, 1000)) == "0.00"


def test_a_refusal_groups_its_sum(centre):
    with override("en"), pytest.raises(MoveRefused, match=r"up to 2,000 yuan"):
        hold_to_limit(centre.director, Decimal(900_000), "")
