"""The classes of hardship: vectors, boundaries, and what must hold for every household."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from assistance.eligibility import LEGACY_CLASSES, Category, LegacyClass, classify

L = 700
A_YEAR_OF_L = 12 * 3 * L  # the income of three persons that comes to exactly L a head
FEN = Decimal("0.01")

money = st.decimals(0, 10_000_000, places=2)
people = st.integers(1, 40)
standards = st.decimals(1, 5000, places=2)


def category(*household):
    return classify(*household).category


def sums(*household):
    return [step.sum for step in classify(*household).steps]


@pytest.mark.parametrize(
    ("household", "expected"),
    [
        ((36_000, 12_000, 3, L), Category.DEEP),
        ((36_000, 0, 3, L), Category.RELATIVE),
        ((A_YEAR_OF_L, 0, 3, L), Category.RELATIVE),
        ((A_YEAR_OF_L - FEN, 0, 3, L), Category.DEEP),
        ((2 * A_YEAR_OF_L, 0, 3, L), None),
        ((2 * A_YEAR_OF_L - FEN, 0, 3, L), Category.RELATIVE),
        ((2 * A_YEAR_OF_L, FEN, 3, L), Category.RELATIVE),
        ((0, 0, 1, L), Category.DEEP),
        ((0, 50_000, 2, L), Category.DEEP),
        ((12 * 5000 * L, 0, 5000, L), Category.RELATIVE),
        ((12 * 5000 * L - FEN, 0, 5000, L), Category.DEEP),
    ],
)
def test_a_household_falls_into_its_class(household, expected):
    assert category(*household) == expected


@pytest.mark.parametrize(
    ("income", "loss", "holds"),
    [
        (100_000, 80_000, False),
        (100_000, 80_000 + FEN, True),
        (0, 0, False),
        (0, FEN, True),
        (Decimal("100000.01"), Decimal("80000.01"), True),
        (Decimal("100000.02"), Decimal("80000.01"), False),
    ],
)
def test_a_loss_counts_above_eighty_percent_of_the_income(income, loss, holds):
    assert (Category.ACCIDENT in classify(income, 0, 1, L, loss).reasons) is holds


def test_an_accident_alone_is_the_class():
    finding = classify(100_000, 0, 1, L, 90_000)

    assert (finding.category, finding.reasons) == (Category.ACCIDENT, (Category.ACCIDENT,))


@pytest.mark.parametrize(
    ("income", "first"), [(1000, Category.DEEP), (A_YEAR_OF_L, Category.RELATIVE)]
)
def test_an_accident_is_the_second_reason_of_the_poor(income, first):
    finding = classify(income, 0, 3, L, 90_000)

    assert finding.category == first
    assert finding.reasons == (first, Category.ACCIDENT)


@pytest.mark.parametrize("loss", [0, 80_000, 80_000 + FEN])
def test_a_proved_ground_needs_no_loss(loss):
    finding = classify(100_000, 0, 1, L, loss, "Natural disaster · 12")

    assert finding.reasons == (Category.ACCIDENT,)
    assert finding.steps[3].holds is (loss > 80_000)
    assert (finding.steps[4].sum, finding.steps[4].holds) == ("Natural disaster · 12", True)


@pytest.mark.parametrize(
    ("income", "first"),
    [
        (A_YEAR_OF_L - FEN, Category.DEEP),
        (A_YEAR_OF_L, Category.RELATIVE),
        (2 * A_YEAR_OF_L - FEN, Category.RELATIVE),
        (2 * A_YEAR_OF_L, Category.ACCIDENT),
    ],
)
def test_a_ground_stands_behind_the_poverty_it_came_with(income, first):
    finding = classify(income, 0, 3, L, 0, "Epidemic · 3")

    assert finding.category == first
    assert finding.reasons[-1] == Category.ACCIDENT
    assert classify(income, 0, 3, L).reasons == finding.reasons[:-1]


def test_the_working_is_shown():
    assert sums(36_000, 12_000, 3, L, 30_000) == [
        "(36,000 − 12,000) ÷ 12 ÷ 3 = 666.67",
        "666.67 < 700",
        "666.67 < 700",
        "30,000 > 80% × 36,000 = 28,800",
    ]
    assert [step.holds for step in classify(36_000, 12_000, 3, L).steps] == [
        None,
        True,
        False,
        False,
    ]


def test_the_working_of_the_better_off_is_shown():
    assert sums(36_000, 0, 3, L)[1:3] == ["1,000.00 ≥ 700", "700 ≤ 1,000.00 < 2 × 700 = 1,400"]
    assert sums(60_000, 0, 3, L)[2] == "1,666.67 ≥ 2 × 700 = 1,400"


def test_below_zero_is_classed_as_it_is_and_printed_as_zero():
    finding = classify(1000, 40_000, 3, L)

    assert finding.per_head == Fraction(-39_000, 36)
    assert finding.printed == "0.00"
    assert sums(1000, 40_000, 3, L)[:2] == [
        "max(0, (1,000 − 40,000) ÷ 12 ÷ 3) = 0.00",
        "0.00 < 700",
    ]


def test_a_figure_just_below_the_bound_is_not_printed_as_the_bound():
    assert sums(A_YEAR_OF_L - FEN, 0, 3, L)[1] == "699.9997 < 700"


def test_the_steps_name_their_rule_in_the_language_of_the_reader():
    words = classify(1000, 0, 1, L).steps[1].words

    with override("en"):
        assert str(words).startswith("Deep hardship")
    with override("zh-hans"):
        assert "深度困难" in str(words)


@pytest.mark.parametrize(
    ("household", "field"),
    [
        ((-1, 0, 1, L, 0), "Yearly income"),
        ((0, -FEN, 1, L, 0), "Rigid spending"),
        ((0, 0, 0, L, 0), "Household members"),
        ((0, 0, 1, 0, 0), "Subsistence standard"),
        ((0, 0, 1, -L, 0), "Subsistence standard"),
        ((0, 0, 1, L, -1), "Loss by the accident"),
        ((Decimal("NaN"), 0, 1, L, 0), "Yearly income"),
        ((Decimal("sNaN"), 0, 1, L, 0), "Yearly income"),
        ((0, Decimal("Infinity"), 1, L, 0), "Rigid spending"),
        ((Decimal("1E+999999"), 0, 1, L, 0), "Yearly income"),
        ((0, 0, 1, Decimal("1E-20000"), 0), "Subsistence standard"),
    ],
)
def test_a_wrong_figure_is_refused_by_its_name(household, field):
    with override("en"), pytest.raises(ValueError, match=field):
        classify(*household)


@pytest.mark.parametrize("place", range(5))
@pytest.mark.parametrize("wrong", [1.0, True, "1", None, Fraction(1)])
def test_floats_and_strangers_are_refused(place, wrong):
    household = [36_000, 12_000, 3, L, 0]
    household[place] = wrong

    with pytest.raises(TypeError):
        classify(*household)


@given(money, money, people, standards, money)
def test_every_household_is_classed_by_exact_fractions(income, spent, members, standard, loss):
    finding = classify(income, spent, members, standard, loss)
    per_head = (Fraction(income) - Fraction(spent)) / 12 / members

    assert finding.per_head == per_head
    assert (Category.DEEP in finding.reasons) == (per_head < standard)
    assert (Category.RELATIVE in finding.reasons) == (standard <= per_head < 2 * standard)
    assert (Category.ACCIDENT in finding.reasons) == (100 * Fraction(loss) > 80 * Fraction(income))
    assert finding.category == next(iter(finding.reasons), None)


@given(money, money, money, people, standards, money)
def test_more_income_never_makes_a_household_poorer(income, more, spent, members, standard, loss):
    hardship = [Category.DEEP, Category.RELATIVE, Category.ACCIDENT, None]
    poorer = category(income, spent, members, standard, loss)
    richer = category(income + more, spent, members, standard, loss)

    assert hardship.index(poorer) <= hardship.index(richer)


@given(money, money, people, standards)
def test_a_printed_comparison_is_true_as_printed(income, spent, members, standard):
    line = sums(income, spent, members, standard)[1].replace(",", "")
    left, sign, right = next(line.partition(sign) for sign in "<≥" if sign in line)

    assert (Decimal(left) < Decimal(right)) == (sign == "<")


def test_older_classes_become_those_of_today_and_those_of_2016_stay():
    assert LEGACY_CLASSES == {
        LegacyClass.ALLOWANCE: Category.DEEP,
        LegacyClass.MARGIN: Category.RELATIVE,
        LegacyClass.ACCIDENT: Category.ACCIDENT,
    }
    assert set(LegacyClass) - set(LEGACY_CLASSES) == {
        LegacyClass.NATIONAL_2016,
        LegacyClass.PROVINCIAL_2016,
    }
