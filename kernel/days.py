"""Dates as the office counts them: local days."""

from datetime import date

from django.utils import timezone


def today() -> date:
    """Today in the portal's time zone."""
    return timezone.localdate()
