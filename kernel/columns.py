"""Columns and conditions that more than one table has."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q


def yuan(label: Any, **options: Any) -> Any:
    """A column of money: Decimal(14,2) yuan, never below nought."""
    return models.DecimalField(
        label, max_digits=14, decimal_places=2, validators=[MinValueValidator(0)], **options
    )


def never_below_nought(*columns: str) -> Q:
    """The condition of a check: sums that may be missing, but not negative."""
    condition = Q()
    for column in columns:
        condition &= Q(**{column: None}) | Q(**{f"{column}__gte": 0})
    return condition
