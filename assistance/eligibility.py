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

from assistance.amounts import checked, spelled, spelled_short

MONTHS = 12
# Shandong's rule on the files of workers in hardship, as used by Qingdao and Rushan: deep below
# the standard, relative from it up to below twice of it.
RELATIVE_UPPER = 2
# The same rule: an accident, an illness or a disaster that cost more than this part of the income.
ACCIDENT_SHARE = Fraction(80, 100)


class Category(TextChoices):
    DEEP = "deep", _("Deep hardship")
    RELATIVE = "relative", _("Relative hardship")
    ACCIDENT = "accident", _("Hardship by accident")


class AccidentGround(TextChoices):
    """What makes a hardship one by accident whatever it cost (the same rule): an officer ticks it,
    a paper proves it."""

    NONE = "", _("No such ground")
    DISASTER = "disaster", _("Natural disaster")
    MAJOR_ACCIDENT = "major_accident", _("Major accident")
    EPIDEMIC = "epidemic", _("Epidemic")
    SECURITY = "security", _("Public-security event")
    ON_DUTY = "on_duty", _("Injury, disability or death on duty")


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
        return spelled(max(Fraction(0), self.per_head))


def classify(
    income: Decimal | int,
    rigid_spending: Decimal | int,
    members: int,
    standard: Decimal | int,
    loss: Decimal | int = 0,
    ground: str | Promise = "",
) -> Finding:
    """The class of a household, decided on exact fractions and never on a rounded figure.

    `ground`: in words, an accident's ground that is proved; it needs no loss beside it.
    Raises TypeError for floats and other types, ValueError naming the field for amounts below
    zero or finer than a fen, a standard that is not above zero, and a household of nobody.
    """
    earned = _amount(income, gettext("Yearly income"))
    spent = _amount(rigid_spending, gettext("Rigid spending"))
    lost = _amount(loss, gettext("Loss by the accident"))
    bar = _amount(standard, gettext("Subsistence standard"))
    _check_household(members, bar)

    per_head = (earned - spent) / MONTHS / members
    deep, relative = per_head < bar, bar <= per_head < RELATIVE_UPPER * bar
    costly = lost > ACCIDENT_SHARE * earned
    accident = costly or bool(ground)
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
            Step(_ACCIDENT, _accident_sum(lost, earned), costly),
            *([Step(_GROUND, str(ground), True)] if ground else []),
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
    "80 percent of the year's household income."
)

_GROUND = _(
    "Hardship by accident, whatever it cost: a disaster, a major accident, an epidemic or a "
    "public-security event, or injury, disability or death on duty, named by an officer and "
    "proved by a paper."
)


def _amount(value: Decimal | int, field: str) -> Fraction:
    return Fraction(checked(value, field))


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
    working = f"({spelled_short(earned)} − {spelled_short(spent)}) ÷ {MONTHS} ÷ {members}"
    if per_head < 0:
        return f"max(0, {working}) = {spelled(Fraction(0))}"
    return f"{working} = {spelled(per_head)}"


def _deep_sum(per_head: Fraction, bar: Fraction) -> str:
    sign = "<" if per_head < bar else "≥"
    return f"{_beside(per_head, bar)} {sign} {spelled_short(bar)}"


def _relative_sum(per_head: Fraction, bar: Fraction) -> str:
    upper = RELATIVE_UPPER * bar
    shown = f"{RELATIVE_UPPER} × {spelled_short(bar)} = {spelled_short(upper)}"
    if per_head < bar:
        return _deep_sum(per_head, bar)
    if per_head >= upper:
        return f"{_beside(per_head, upper)} ≥ {shown}"
    return f"{spelled_short(bar)} ≤ {_beside(per_head, upper)} < {shown}"


def _accident_sum(lost: Fraction, earned: Fraction) -> str:
    bound = ACCIDENT_SHARE * earned
    sign = ">" if lost > bound else "≤"
    share = f"{int(ACCIDENT_SHARE * 100)}% × {spelled_short(earned)}"
    return f"{spelled_short(lost)} {sign} {share} = {spelled_short(bound)}"


def _beside(per_head: Fraction, bound: Fraction) -> str:
    """The figure with as many places as it takes not to look like a bound it only comes near."""
    value, places = max(Fraction(0), per_head), 2
    while value != bound and _rounded(value, places) == bound:
        places += 1
    return spelled(value, places)


def _rounded(value: Fraction, places: int) -> Fraction:
    scale = 10**places
    return Fraction(int(value * scale + Fraction(1, 2)), scale)
