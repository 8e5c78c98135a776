from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.workdays import (
    add_days_rolling,
    add_working_days,
    is_provisional,
    is_working_day,
    working_days_between,
)

DAYS_OFF_2026 = [
    ("01-01", "01-03"),
    ("02-15", "02-23"),
    ("04-04", "04-06"),
    ("05-01", "05-05"),
    ("06-19", "06-21"),
    ("09-25", "09-27"),
    ("10-01", "10-07"),
]


@pytest.mark.parametrize(("first", "last"), DAYS_OFF_2026)
def test_the_holidays_of_2026_are_off(first, last):
    day, end = date.fromisoformat(f"2026-{first}"), date.fromisoformat(f"2026-{last}")

    while day <= end:
        assert not is_working_day(day)
        day += timedelta(days=1)


WORKED_WEEKENDS = """
    2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
    2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
"""


@pytest.mark.parametrize("day", WORKED_WEEKENDS.split())
def test_some_weekends_are_worked(day):
    assert is_working_day(date.fromisoformat(day))


def test_working_days_skip_the_spring_festival():
    assert add_working_days(date(2026, 2, 12), 5) == date(2026, 2, 26)


def test_a_period_that_ends_in_a_holiday_ends_on_the_next_working_day():
    assert add_days_rolling(date(2026, 9, 16), 15) == date(2026, 10, 8)


def test_a_period_that_ends_on_a_worked_weekend_stays_there():
    assert add_days_rolling(date(2026, 9, 19), 1) == date(2026, 9, 20)


@pytest.mark.parametrize("add", [add_working_days, add_days_rolling])
def test_no_days_after_a_day_off_is_the_next_working_day(add):
    assert add(date(2026, 10, 1), 0) == date(2026, 10, 8)
    assert add(date(2026, 10, 8), 0) == date(2026, 10, 8)


def test_a_year_not_yet_announced_follows_the_law_and_says_so():
    assert is_provisional(date(2027, 10, 1))
    assert not is_working_day(date(2027, 10, 1))
    assert not is_working_day(date(2027, 10, 9))
    assert is_working_day(date(2027, 10, 8))
    assert not is_provisional(date(2026, 12, 31))


@pytest.mark.parametrize(
    "day", [date(1, 1, 1), date(1949, 10, 1), date(2003, 5, 1), date(9999, 1, 1)]
)
def test_days_beyond_every_table_still_have_an_answer(day):
    assert is_working_day(day) in {True, False}
    assert is_provisional(day)


@pytest.mark.parametrize("add", [add_working_days, add_days_rolling])
@pytest.mark.parametrize("n", [-1, 36_601, 10**30])
def test_a_period_is_neither_negative_nor_endless(add, n):
    with pytest.raises(ValueError, match="a period has"):
        add(date(2026, 2, 12), n)


@pytest.mark.parametrize("add", [add_working_days, add_days_rolling])
def test_a_period_cannot_run_off_the_calendar(add):
    with pytest.raises(ValueError, match="off the calendar"):
        add(date(9999, 12, 31), 5)


@pytest.mark.parametrize("add", [add_working_days, add_days_rolling])
@pytest.mark.parametrize("n", [True, 1.0, "1", None])
def test_the_number_of_days_is_a_whole_number(add, n):
    with pytest.raises(TypeError, match="number of days"):
        add(date(2026, 2, 12), n)


@pytest.mark.parametrize("day", ["2026-02-12", None, 20260212, datetime(2026, 2, 12, tzinfo=UTC)])
def test_only_a_plain_date_is_a_day(day):
    for ask in (is_working_day, is_provisional, lambda d: add_working_days(d, 1)):
        with pytest.raises(TypeError, match="plain date"):
            ask(day)


def test_days_between_are_counted_without_the_first():
    assert working_days_between(date(2026, 2, 12), date(2026, 2, 26)) == 5
    assert working_days_between(date(2026, 2, 26), date(2026, 2, 12)) == -5
    assert working_days_between(date(2026, 2, 12), date(2026, 2, 12)) == 0


@given(st.dates(date(2004, 1, 1), date(2030, 12, 31)), st.integers(1, 60))
def test_days_between_undo_adding_them(day, n):
    end = add_working_days(day, n)

    assert is_working_day(end)
    assert working_days_between(day, end) == n
