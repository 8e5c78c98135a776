"""Working days in China, and the periods counted in them.

A period does not count its first day; when its last day is not worked, it ends on the next that is
(Civil Code, art. 201–203). All days are local dates without a time.
"""

from datetime import date, datetime, timedelta
from functools import cache

import chinese_calendar
import holidays

LONGEST_PERIOD = 36_600  # days, a century; more is a slip of the keyboard
ONE_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Raises TypeError for anything but a plain date."""
    _check_day(day)
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        # The State Council announces a year's shifts only in the November before it.
        return bool(_statutory(day.year).is_working_day(day))


def is_provisional(day: date) -> bool:
    """Whether the answer for `day` rests on the law alone, its year not having been announced."""
    _check_day(day)
    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return True
    return False


def add_working_days(day: date, n: int) -> date:
    """The nth working day after `day`; with n = 0, `day` itself or else the next working day.

    Raises TypeError for a datetime or a bool, ValueError for an n below 0 or beyond a century.
    """
    _check_period(day, n)
    for _each in range(n):
        day = _roll(_next(day))
    return _roll(day)


def add_days_rolling(day: date, n: int) -> date:
    """The day n calendar days after `day`, or the next working day when that is none.

    Raises as add_working_days does.
    """
    _check_period(day, n)
    try:
        return _roll(day + timedelta(days=n))
    except OverflowError:
        raise ValueError("the period runs off the calendar") from None


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` comes first.

    Undoes add_working_days: between `day` and its nth working day lie n.
    """
    _check_day(start)
    _check_day(end)
    if end < start:
        return -working_days_between(end, start)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in days)


def _roll(day: date) -> date:
    while not is_working_day(day):
        day = _next(day)
    return day


def _next(day: date) -> date:
    try:
        return day + ONE_DAY
    except OverflowError:
        raise ValueError("the period runs off the calendar") from None


@cache
def _statutory(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("CN", years=year)


def _check_day(day: date) -> None:
    # A datetime is a date to Python, but which day it falls on depends on a zone.
    if not isinstance(day, date) or isinstance(day, datetime):
        raise TypeError(f"not a plain date: {day!r}")


def _check_period(day: date, n: int) -> None:
    _check_day(day)
    if not isinstance(n, int) or isinstance(n, bool):
        raise TypeError(f"not a number of days: {n!r}")
    if not 0 <= n <= LONGEST_PERIOD:
        raise ValueError(f"a period has 0 to {LONGEST_PERIOD} days, not {n}")
