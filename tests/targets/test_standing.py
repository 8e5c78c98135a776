"""What a target should be at by now, where it will be, and its light: by table, without a row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from targets.forecast import forecast, month_days, straight_line
from targets.indicators import Count
from targets.models import TargetLine, TargetSheet
from targets.standing import Standing, part_gone, year_gone

RATE, COUNT = SimpleNamespace(is_rate=True), SimpleNamespace(is_rate=False)
MIDYEAR, END = date(2026, 7, 2), date(2026, 12, 31)


def standing(measure, asked, count, *, day=MIDYEAR, start=None, limit=None, kept=(), **terms):
    line = TargetLine(sheet=TargetSheet(year=2026), measure=measure, value=Decimal(asked), **terms)
    known = COUNT if measure == "count" or len(count) == 1 else RATE
    start = None if start is None else Decimal(start)
    limit = None if limit is None else Decimal(limit)
    return Standing(
        line, known, Count(None, *count), 50, day, Decimal(asked), start, limit, kept=kept
    )


@pytest.mark.parametrize(
    ("measure", "asked", "start", "operator", "expected"),
    [
        ("count", 100, 0, ">=", "50.1"),
        ("count", 100, 40, ">=", "70.1"),  # what was there before the year is no merit of its
        ("count", 100, 0, "<=", "100"),
        ("growth", 30, 50, ">=", "15.0"),
        ("rate", 90, None, ">=", "90"),
        ("rate", 90, 80, ">=", "85.0"),  # a plan lets it climb
        ("deadline", 100, None, "=", "100"),
    ],
)
def test_what_is_expected_by_now(measure, asked, start, operator, expected):
    found = standing(measure, asked, (10, 40), start=start, operator=operator).expected

    assert round(found, 1) == Decimal(expected)


def test_an_earlier_deadline_asks_for_more_by_now():
    by_autumn = standing("count", 100, (10,), start=0, deadline=date(2026, 9, 30))

    assert round(by_autumn.expected, 1) == Decimal("67.0")


@pytest.mark.parametrize(
    ("measure", "asked", "count", "day", "operator", "light"),
    [
        ("count", 10, (10,), MIDYEAR, ">=", "green"),
        ("count", 10, (5,), MIDYEAR, ">=", "amber"),
        ("count", 10, (4,), MIDYEAR, ">=", "red"),
        ("count", 10, (9,), END, ">=", "red"),  # the time is over
        ("count", 10, (11,), MIDYEAR, "<=", "red"),
        ("count", 10, (10,), MIDYEAR, "=", "green"),
        ("rate", 90, (82, 100), MIDYEAR, ">=", "amber"),
        ("rate", 90, (80, 100), MIDYEAR, ">=", "red"),
        ("rate", 90, (0, 0), MIDYEAR, ">=", ""),
        ("rate", 90, (1, 0), MIDYEAR, ">=", "green"),
    ],
)
def test_the_light_says_it_by_words_and_tone(measure, asked, count, day, operator, light):
    found = standing(measure, asked, count, day=day, start=0, operator=operator)
    found = found if measure == "count" else standing(
        measure, asked, count, day=day, operator=operator
    )  # fmt: skip

    assert found.light.tone == light
    assert found.light.words


@pytest.mark.parametrize(
    ("count", "start", "percent", "value"), [((60,), 50, 66, "20%"), ((65,), 50, 100, "30%")]
)
def test_growth_of_a_count_is_told_on_its_base_year(count, start, percent, value):
    found = standing("growth", 30, count, start=start)

    assert (found.percent, found.value_text, found.base_text) == (
        percent, value, f"{count[0]} / {start}",
    )  # fmt: skip


def test_a_sum_over_the_years_adds_what_was_there():
    found = standing("count", 100, (10,), start=30, is_cumulative=True)

    assert (found.value, found.percent) == (40, 40)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("points", "by", "start", "most", "value"),
    [
        # A straight line through days fourteen apart: ten a month goes on.
        ([(day(1, 1), 0), (day(1, 31), 10)], day(3, 2), 0, None, 20),
        ([(day(1, 1), 0), (day(1, 16), 8), (day(1, 31), 10)], day(1, 31), 0, None, 10),
        # Days too near to each other: the pace of the year so far.
        ([(day(1, 1), 0), (day(1, 10), 10)], day(1, 20), 0, None, 20),
        ([(day(1, 10), 30)], day(1, 20), 20, None, 40),
        # A rate has no pace; it stands as it is.
        ([(day(1, 10), 60)], day(12, 31), None, 100, 60),
        # Nobody reaches more than there is, nor less than nothing.
        ([(day(1, 1), 0), (day(1, 31), 10)], day(3, 2), 0, 12, 12),
        ([(day(1, 1), 10), (day(1, 31), 2)], day(6, 1), 0, None, 0),
        # At the deadline it is what it is.
        ([(day(1, 1), 0), (day(3, 2), 7)], day(3, 2), 0, 5, 7),
    ],
)
def test_the_forecast(points, by, start, most, value):
    found = forecast(
        [(on, Decimal(n)) for on, n in points],
        by=by,
        start=None if start is None else Decimal(start),
        most=None if most is None else Decimal(most),
    )

    assert round(found.value, 6) == value
    assert found.basis


def test_a_forecast_says_from_how_many_figures_and_days():
    kept = [(day(5, 1), Count(None, 4)), (day(6, 1), Count(None, 6))]
    found = standing("count", 20, (8,), start=0, limit=15, kept=kept)

    assert "3" in found.forecast_basis
    assert "05-01" in found.forecast_basis
    assert found.forecast_text == "15"


def test_of_nothing_there_is_no_forecast():
    assert standing("rate", 90, (0, 0)).forecast is None
    assert forecast([], by=END, start=None, most=None) is None


def test_a_line_through_points_on_a_line_is_that_line():
    points = [(day(1, n), Decimal(3 * n)) for n in (1, 4, 9, 20)]

    assert straight_line(points, day(1, 31)) == 93


def test_two_days_a_month_and_the_day_itself_carry_the_line():
    assert month_days(2026, day(2, 20)) == [day(1, 15), day(1, 31), day(2, 15), day(2, 20)]
    assert len(month_days(2026, END)) == 24


@pytest.mark.parametrize(
    ("on", "gone"), [(date(2025, 12, 31), 0), (MIDYEAR, 50), (END, 100), (date(2027, 3, 1), 100)]
)
def test_how_much_of_the_year_is_gone(on, gone):
    assert year_gone(2026, on) == gone
    assert part_gone(END, on) <= 1
