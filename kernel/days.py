"""Dates as the office counts them: local days."""

from calendar import monthrange
from datetime import date

from django.utils import timezone


def today() -> date:
    """Today in the portal's time zone."""
    return timezone.localdate()


def months_after(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
