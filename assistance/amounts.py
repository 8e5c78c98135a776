"""Yuan as they come in and as they are printed: exact, never a float."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import count

from django.utils.translation import gettext

FEN = Decimal("0.01")
TOO_LARGE = 10**12  # what no money column holds


def checked(value: Decimal | int, field: str) -> Decimal:
    """The amount as Decimal. Raises TypeError for floats and other types, and ValueError naming
    the field for what is below zero, too large or finer than a fen."""
    # A float has lost the fen before it comes here; bool is an int only by name.
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"{field}: Decimal or int wanted, not {type(value).__name__}")
    amount = Decimal(value)
    if not amount.is_finite() or abs(amount) >= TOO_LARGE or amount % FEN:
        raise ValueError(gettext("%(field)s: not an amount in yuan and fen.") % {"field": field})
    if amount < 0:
        raise ValueError(gettext("%(field)s: must not be below zero.") % {"field": field})
    return amount


def to_fen(amount: Decimal) -> Decimal:
    return amount.quantize(FEN, ROUND_HALF_UP)


def spelled(value: Fraction | Decimal, places: int = 2) -> str:
    """An amount as "1,234.50", halves rounded away from zero."""
    scale = 10**places
    whole, part = divmod(int(abs(Fraction(value)) * scale + Fraction(1, 2)), scale)
    sign = "-" if value < 0 and (whole or part) else ""
    return f"{sign}{whole:,}.{part:0{places}}"


def spelled_short(value: Fraction | Decimal) -> str:
    """An amount whose digits end, with all of them, and no ".00" after whole yuan."""
    exact = Fraction(value)
    places = next(n for n in count(2) if 10**n % exact.denominator == 0)
    return spelled(exact, places).removesuffix(".00")
