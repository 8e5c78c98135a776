"""Figures as reports print them."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

NO_FIGURE = "—"


def percent(numerator: int | Decimal, denominator: int | Decimal) -> str:
    """A ratio as "93.8%", halves rounded away from zero; "—" when there is nothing to divide by."""
    if denominator == 0:
        return NO_FIGURE
    # Fractions, so that rounding happens once: 0.05 stays a half however long the division runs.
    tenths = Fraction(numerator) * 1000 / Fraction(denominator)
    rounded = int(abs(tenths) + Fraction(1, 2))
    sign = "-" if tenths < 0 and rounded else ""
    return f"{sign}{rounded // 10}.{rounded % 10}%"


def plain(value: Decimal) -> str:
    """A figure to one decimal, without a ".0" that says nothing."""
    return f"{value:.1f}".removesuffix(".0")


def share_out(total: int, weights: Sequence[int | Decimal]) -> list[int]:
    """`total` split by `weights` with the largest remainder; the shares always sum to `total`.

    Equal remainders go to the earlier weight; weights that are all zero share equally.
    Raises ValueError for anything negative, and for no weights to share a total among.
    """
    if total < 0 or any(weight < 0 for weight in weights):
        raise ValueError("cannot share out less than nothing")
    if not weights:
        if total:
            raise ValueError("nobody to share among")
        return []
    parts = [Fraction(weight) for weight in weights]
    whole = sum(parts)
    if not whole:
        parts, whole = [Fraction(1)] * len(parts), Fraction(len(parts))
    quotas = [total * part / whole for part in parts]
    shares = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(parts)), key=lambda i: (shares[i] - quotas[i], i))
    for i in by_remainder[: total - sum(shares)]:
        shares[i] += 1
    return shares


def share_within(
    total: int, weights: Sequence[int | Decimal], limits: Sequence[int | None]
) -> tuple[list[int], int]:
    """As `share_out`, but nobody gets more than their limit: what is over it goes to the others.

    A limit of None is none. The second figure is what nobody could take; with the shares it makes
    up `total`.
    """
    if any(limit is not None and limit < 0 for limit in limits):
        raise ValueError("cannot share out less than nothing")
    shares, left, open_to = [0] * len(weights), total, list(range(len(weights)))
    while open_to:
        parts = dict(zip(open_to, share_out(left, [weights[i] for i in open_to]), strict=True))
        full = {i: limit for i in open_to if (limit := limits[i]) is not None and parts[i] > limit}
        for i, part in (full or parts).items():
            shares[i] = part
            left -= part
        open_to = [i for i in open_to if i not in full] if full else []
    return shares, left
