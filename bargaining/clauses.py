"""What a contract should speak of: the checklist its clauses are coded by, wages first.

After the wage items come the ten economic rights that seed 000 asks a contract to make good.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.kinds import ContractKind
from unions.workflow import Words

K = ContractKind
EVERY = tuple(K)


@dataclass(frozen=True)
class Item:
    """A line of the checklist. `expected_in`: the kinds of contract that should speak of it."""

    code: str
    label: Words
    expected_in: tuple[ContractKind, ...]
    wage: bool = False


WAGES = (K.COMPREHENSIVE, K.WAGE)
ITEMS = (
    Item("wage_level", _("Wage level and yearly adjustment"), WAGES, wage=True),
    Item("piece_rates", _("Work quotas and piece rates"), WAGES, wage=True),
    Item("overtime_pay", _("Overtime pay"), WAGES, wage=True),
    Item("pay_day", _("Day and way of payment"), WAGES, wage=True),
    Item("minimum_wage", _("Lowest wage in the enterprise"), WAGES, wage=True),
    Item("allowances", _("Allowances and bonuses"), WAGES, wage=True),
    Item("labour_contracts", _("Labour contracts"), (K.COMPREHENSIVE,)),
    Item("hours_rest", _("Working hours, rest and leave"), (K.COMPREHENSIVE,)),
    Item("safety", _("Occupational safety and health"), (K.COMPREHENSIVE, K.SAFETY)),
    Item("training", pgettext_lazy("contract", "Training"), (K.COMPREHENSIVE, K.SAFETY)),
    Item("insurance", _("Social insurance"), (K.COMPREHENSIVE,)),
    Item("welfare", _("Welfare"), (K.COMPREHENSIVE,)),
    Item("women", _("Women workers' rights"), (K.COMPREHENSIVE, K.WOMEN)),
    Item("disputes", _("Settlement of disputes"), EVERY),
    Item("fulfilment", _("Checks of fulfilment and liability"), EVERY),
)
CODES = [item.code for item in ITEMS]
CHOICES = [(item.code, item.label) for item in ITEMS]
WAGE_CODES = frozenset(item.code for item in ITEMS if item.wage)


def left_blank(kind: str, agreed: Collection[str]) -> list[Item]:
    """Items a contract of the kind should speak of, and does not."""
    return [item for item in ITEMS if kind in item.expected_in and item.code not in agreed]


def speaks_of_wages(agreed: Collection[str]) -> bool:
    return not WAGE_CODES.isdisjoint(agreed)
