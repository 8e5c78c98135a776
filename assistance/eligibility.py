"""Which class of hardship a household falls into, worked out step by step for the reader.

Amounts are yuan: income, rigid spending and loss of the last twelve months and of the whole
household; the standard is the subsistence allowance (低保) of one person for one month.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MONTHS = 12
# Shandong's rule on the files of workers in hardship, as used by Qingdao and Rushan: deep below
# the standard, relative from it up to below twice of it.
RELATIVE_UPPER = 2
# The same rule: an accident, an illness or a disaster that cost more than this part of the income.
ACCIDENT_SHARE = Fraction(80, 100)

# What a money column holds, with room for figures that were worked out of others.
TOO_LARGE = 10**12
SMALLEST = Decimal("0.00000001")

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


class Category(TextChoices):
    DEEP = "deep", _("Deep hardship")
    RELATIVE = "relative", _("Relative hardship")
    ACCIDENT = "accident", _("Hardship by accident")


class LegacyClass(TextChoices):
    """The class a migrated file had under the rules of its own time."""

    ALLOWANCE = "allowance", _("Household on the subsistence allowance")
    MARGIN = "margin", _("Household on the margin of the subsistence allowance")
    ACCIDENT = "accident", _("Household in hardship by accident")
    NATIONAL_2016 = "national_2016", _("National file of 2016")
    PROVINCIAL_2016 = "provincial_2016", _("Provincial file of 2016")


# Design default. The files of 2016 mix several grounds of today's, so they keep their own class
# until the household is checked again.
LEGACY_CLASSES = {
    LegacyClass.ALLOWANCE: Category.DEEP,
    LegacyClass.MARGIN: Category.RELATIVE,
    LegacyClass.ACCIDENT: Category.ACCIDENT,
}


@dataclass(frozen=True)
class Step:
    """One line of the working: what is done and by which rule, and the sum.

    `holds` is the outcome of a comparison; None for a step that compares nothing.
    """

    words: str | Promise
    sum: str
    holds: bool | None = None


@dataclass(frozen=True)
class Finding:
    """`per_head` is exact, in yuan a month, and may be below zero; `category` leads `reasons`."""

    category: Category | None
    reasons: tuple[Category, ...]
    per_head: Fraction
    steps: tuple[Step, ...]

    @property
    def printed(self) -> str:
        """The income per head as people read it: never below nothing, to the fen."""
        return _to_places(max(Fraction(0), self.per_head), 2)


def classify(
    income: Decimal | int,
    rigid_spending: Decimal | int,
    members: int,
    standard: Decimal | int,
    loss: Decimal | int = 0,
) -> Finding:
    """The class of a household, decided on exact fractions and never on a rounded figure.

    Raises TypeError for floats and other types, ValueError naming the field for amounts below
    zero, a standard that is not above zero, and a household of nobody.
    """
    earned = _amount(income, gettext("Yearly income"))
    spent = _amount(rigid_spending, gettext("Rigid spending"))
    lost = _amount(loss, gettext("Loss by the accident"))
    bar = _amount(standard, gettext("Subsistence standard"))
    _check_household(members, bar)

    per_head = (earned - spent) / MONTHS / members
    deep, relative = per_head < bar, bar <= per_head < RELATIVE_UPPER * bar
    accident = lost > ACCIDENT_SHARE * earned
    found = {Category.DEEP: deep, Category.RELATIVE: relative, Category.ACCIDENT: accident}
    reasons = tuple(category for category, holds in found.items() if holds)
    return Finding(
        category=reasons[0] if reasons else None,
        reasons=reasons,
        per_head=per_head,
        steps=(
            Step(_PER_HEAD, _per_head_sum(earned, spent, members, per_head)),
            Step(_DEEP, _deep_sum(per_head, bar), deep),
            Step(_RELATIVE, _relative_sum(per_head, bar), relative),
            Step(_ACCIDENT, _accident_sum(lost, earned), accident),
        ),
    )


_PER_HEAD = _(
    "Income per head and month: the year's disposable income less rigid spending, by 12 months "
    "and by the persons of the household; what is below zero is shown as zero."
)
_DEEP = _("Deep hardship: the income per head is below the subsistence standard.")
_RELATIVE = _(
    "Relative hardship: the income per head is at least the subsistence standard and below "
    "twice of it."
)
_ACCIDENT = _(
    "Hardship by accident: the loss by a sudden event, an accident or a serious illness is above "
    "80% of the year's household income."
)


def _amount(value: Decimal | int, field: str) -> Fraction:
    # A float has lost the fen before it comes here; bool is an int only by name.
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise TypeError(f"{field}: Decimal or int wanted, not {type(value).__name__}")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(gettext("%(field)s: not a number.") % {"field": field})
    if value < 0:
        raise ValueError(gettext("%(field)s: must not be below zero.") % {"field": field})
    if value >= TOO_LARGE or value % SMALLEST:
        raise ValueError(gettext("%(field)s: not an amount of money.") % {"field": field})
    return Fraction(value)


def _check_household(members: int, standard: Fraction) -> None:
    if isinstance(members, bool) or not isinstance(members, int):
        raise TypeError(f"members: int wanted, not {type(members).__name__}")
    if members < 1:
        field = gettext("Household members")
        raise ValueError(gettext("%(field)s: at least one person.") % {"field": field})
    if not standard:
        field = gettext("Subsistence standard")
        raise ValueError(gettext("%(field)s: must be above zero.") % {"field": field})


def _per_head_sum(earned: Fraction, spent: Fraction, members: int, per_head: Fraction) -> str:
    working = f"({_plain(earned)} − {_plain(spent)}) ÷ {MONTHS} ÷ {members}"
    if per_head < 0:
        return f"max(0, {working}) = {_to_places(Fraction(0), 2)}"
    return f"{working} = {_to_places(per_head, 2)}"


def _deep_sum(per_head: Fraction, bar: Fraction) -> str:
    sign = "<" if per_head < bar else "≥"
    return f"{_beside(per_head, bar)} {sign} {_plain(bar)}"


def _relative_sum(per_head: Fraction, bar: Fraction) -> str:
    upper = RELATIVE_UPPER * bar
    shown = f"{RELATIVE_UPPER} × {_plain(bar)} = {_plain(upper)}"
    if per_head < bar:
        return _deep_sum(per_head, bar)
    if per_head >= upper:
        return f"{_beside(per_head, upper)} ≥ {shown}"
    return f"{_plain(bar)} ≤ {_beside(per_head, upper)} < {shown}"


def _accident_sum(lost: Fraction, earned: Fraction) -> str:
    bound = ACCIDENT_SHARE * earned
    sign = ">" if lost > bound else "≤"
    share = f"{int(ACCIDENT_SHARE * 100)}% × {_plain(earned)}"
    return f"{_plain(lost)} {sign} {share} = {_plain(bound)}"


def _beside(per_head: Fraction, bound: Fraction) -> str:
    """The figure with as many places as it takes not to look like a bound it only comes near."""
    value, places = max(Fraction(0), per_head), 2
    while value != bound and _rounded(value, places) == bound:
        places += 1
    return _to_places(value, places)


def _rounded(value: Fraction, places: int) -> Fraction:
    scale = 10**places
    return Fraction(int(value * scale + Fraction(1, 2)), scale)


def _to_places(value: Fraction, places: int) -> str:
    whole, part = divmod(int(value * 10**places + Fraction(1, 2)), 10**places)
    return f"{whole:,}.{part:0{places}}".replace(",", NO_BREAK_SPACE)


def _plain(value: Fraction) -> str:
    """A given amount, whose digits all end: no more of them than it has."""
    places = next(n for n in range(2, 20) if (value * 10**n).denominator == 1)
    return _to_places(value, places).removesuffix(".00")
