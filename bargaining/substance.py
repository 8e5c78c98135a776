"""What is said of a contract beside its signatures: hints, and no verdict."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bargaining.clauses import left_blank, speaks_of_wages
from bargaining.kinds import ContractKind
from bargaining.models import Contract
from kernel.days import months_after


def hints_on(contract: Contract, agreed: Collection[str], figures: Mapping[str, Any]) -> list[str]:
    """What an officer should look at; `agreed` are the items of its clauses."""
    hints = []
    blank = left_blank(contract.kind, agreed)
    if blank:
        items = "、".join(str(item.label) for item in blank)
        hints.append(_("Nothing was agreed on: %(items)s.") % {"items": items})
    if _is_about_wages(contract) and not speaks_of_wages(agreed):
        hints.append(_("It says nothing about wages."))
    return hints + _hints_on_term(contract, figures)


def _is_about_wages(contract: Contract) -> bool:
    return contract.kind in (ContractKind.WAGE, ContractKind.COMPREHENSIVE)


def _hints_on_term(contract: Contract, figures: Mapping[str, Any]) -> list[str]:
    longest, usual = int(figures["longest_months"]), int(figures["wage_months"])
    # The day before the anniversary is the last of a full term.
    if contract.expires_on >= months_after(contract.effective_on, longest):
        return [_("Its term is longer than %(n)d months.") % {"n": longest}]
    wage = contract.kind == ContractKind.WAGE
    if wage and contract.expires_on >= months_after(contract.effective_on, usual):
        return [_("A wage agreement usually runs %(n)d months.") % {"n": usual}]
    return []
