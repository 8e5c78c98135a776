"""Whether what was agreed is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bargaining.actions.registering import ContractRefused, Fault
from bargaining.models import CheckedClause, Contract, FulfilmentCheck
from kernel.days import today
from unions.events import log_event
from unions.models import Officer
from unions.scoping import same_owner


@transaction.atomic
def record_check(
    contract: Contract,
    values: Mapping[str, Any],
    lines: Mapping[str, tuple[bool, str]],
    *,
    by: Officer,
) -> FulfilmentCheck:
    """A check of fulfilment (履约检查); `lines`: item → kept, and what was found.

    Raises ContractRefused, and records nothing.
    """
    check = FulfilmentCheck(contract=contract, **values, **same_owner(contract))
    agreed = set(contract.clauses.values_list("item", flat=True))
    if faults := _faults_of(check, lines, agreed):
        raise ContractRefused(faults)
    check.save()
    CheckedClause.objects.bulk_create(
        CheckedClause(check_of=check, item=item, kept=kept, note=note, **same_owner(contract))
        for item, (kept, note) in lines.items()
    )
    kept = sum(kept for kept, _note in lines.values())
    detail = {"on": check.checked_on.isoformat(), "checked": len(lines), "kept": kept}
    log_event(contract, "check", _("Fulfilment checked"), by=by, detail=detail)
    return check


def _faults_of(
    check: FulfilmentCheck, lines: Mapping[str, tuple[bool, str]], agreed: set[str]
) -> list[Fault]:
    faults = []
    if not check.contract.effective_on <= check.checked_on <= today():
        faults.append(("checked_on", _("The day lies before the contract, or is still to come.")))
    if check.reported_on and not check.checked_on <= check.reported_on <= today():
        faults.append(("reported_on", _("It is reported after it was checked.")))
    if check.satisfied > check.asked:
        faults.append(("satisfied", _("More are satisfied than were asked.")))
    if not lines:
        faults.append(("", _("Say of at least one clause whether it was kept.")))
    if not lines.keys() <= agreed:
        faults.append(("", _("Only what was agreed can be checked.")))
    return faults
