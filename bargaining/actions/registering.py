"""Contracts entered in the register, corrected, changed by agreement, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bargaining.clauses import CODES
from bargaining.kinds import Scope
from bargaining.models import Clause, Contract, ContractChange
from bargaining.models.clause import keep_bands
from kernel.days import today
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Coverage, Employer, Officer, Union
from unions.offices import Level
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

Fault = tuple[str, str]  # the field at fault, and what is wrong with it
CHANGEABLE = ("text", "wage_annex", "expires_on")
EARLIER = "an entry made twice, whoever keeps the first"


class ContractRefused(Refused):
    """What an entry says does not hold; `faults` name the fields."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(_("The contract was not entered."), missing=[what for _f, what in faults])
        self.faults = faults


def scopes_open_to(officer: Officer) -> list[Scope]:
    """A basic union has its enterprise's own contracts; regions end at the county (§53)."""
    root = officer.level == Level.FEDERATION and not officer.federation.root_is_county
    return [Scope.ENTERPRISE] if root or officer.level == Level.BASE else list(Scope)


@transaction.atomic
def register_contract(
    values: Mapping[str, Any],
    clauses: Mapping[str, str],
    *,
    by: Officer,
    owner: Union | None = None,
) -> Contract:
    """Enter a contract that was signed. `values` are columns; `clauses` texts by item.

    Unless said, it belongs to the union that covers its employer, or to the officer's own.
    Raises ContractRefused, and enters nothing.
    """
    contract = Contract(**values)
    if contract.employer:
        # Of two who enter the same contract at once, the second waits here and finds it.
        Employer.objects.select_for_update().get(pk=contract.employer.pk)
    if faults := faults_of(contract, by):
        raise ContractRefused(faults)
    place(contract, owner or signing_union(contract.employer, by))
    contract.save()
    keep_clauses(contract, clauses)
    keep_bands([contract])
    log_event(contract, "register", _("Entered in the register"), by=by)
    return contract


def place(contract: Contract, owner: Union) -> None:
    for column, value in owned_by(owner).items():
        setattr(contract, column, value)
    contract.pinyin = pinyin_key(contract.title)


def signing_union(employer: Employer | None, by: Officer) -> Union:
    """The union that covers the employer, if it stands in the officer's branch."""
    covering = employer and Coverage.objects.current().filter(employer=employer).first()
    return covering.covering if covering and by.oversees(covering.covering) else by.union


def faults_of(contract: Contract, by: Officer) -> list[Fault]:
    """What keeps a contract off the register."""
    faults = [*_faults_of_days(contract), *_faults_of_scope(contract, by)]
    if not faults and _entered_before(contract):
        faults.append(("effective_on", _("This contract is on the register already.")))
    return faults


def _faults_of_days(contract: Contract) -> list[Fault]:
    faults = []
    if contract.signed_on > today():
        faults.append(("signed_on", _("A contract is entered once it is signed.")))
    if contract.effective_on < contract.signed_on:
        faults.append(("effective_on", _("It cannot be in force before it is signed.")))
    if contract.expires_on <= contract.effective_on:
        faults.append(("expires_on", _("Its last day lies after its first.")))
    return faults


def _faults_of_scope(contract: Contract, by: Officer) -> list[Fault]:
    if contract.scope not in scopes_open_to(by):
        return [("scope", _("Your union does not keep contracts of this scope."))]
    own = contract.scope == Scope.ENTERPRISE
    if own and contract.employer is None:
        return [("employer", _("An enterprise's contract names its employer."))]
    if not own and contract.employer is not None:
        return [("employer", _("A regional or industry contract lists its employers later."))]
    before = contract.renews
    if before and (before.scope, before.employer_id) != (contract.scope, contract.employer_id):
        return [("renews", _("The contract it renews is of another scope or employer."))]
    if before and before.effective_on >= contract.effective_on:
        return [("renews", _("The contract it renews began later."))]
    return []


def _entered_before(contract: Contract) -> bool:
    same = Contract.objects.unscoped(EARLIER).filter(
        kind=contract.kind, scope=contract.scope, effective_on=contract.effective_on
    )
    if contract.employer:
        same = same.filter(employer=contract.employer)
    else:
        same = same.filter(title=contract.title)
    return same.exclude(pk=contract.pk).exists()


@transaction.atomic
def correct_contract(
    contract: Contract,
    values: Mapping[str, Any],
    clauses: Mapping[str, str],
    *,
    why: str,
    by: Officer,
) -> None:
    """Mend what was entered wrongly; once fulfilment was checked, only a change may follow.

    Raises Refused or ContractRefused, and changes nothing.
    """
    held = _hold(contract)
    if held.checks.exists():
        raise Refused(_("It was checked already: record a change instead."))
    for name, value in values.items():
        setattr(held, name, value)
    if faults := faults_of(held, by):
        raise ContractRefused(faults)
    held.pinyin = pinyin_key(held.title)
    held.save(update_fields=[*values, "pinyin"])
    keep_clauses(held, clauses)
    keep_bands([held])
    detail = {"corrected": sorted(values)}
    log_event(held, "correct", _("Entry corrected"), by=by, note=why, detail=detail)


@transaction.atomic
def change_contract(
    contract: Contract,
    values: Mapping[str, Any],
    clauses: Mapping[str, str],
    *,
    changed_on: date,
    why: str,
    by: Officer,
) -> ContractChange:
    """What the parties agreed to change, from a day on; `values` are of CHANGEABLE.

    Raises Refused or ContractRefused, and changes nothing.
    """
    held = _hold(contract)
    if not held.effective_on <= changed_on <= min(held.expires_on, today()):
        raise ContractRefused([("changed_on", _("The day lies outside its time in force."))])
    if values["expires_on"] < changed_on:
        raise ContractRefused([("expires_on", _("It cannot end before it was changed."))])
    before = {
        "text": held.text,
        "wage_annex": held.wage_annex,
        "expires_on": held.expires_on.isoformat(),
        "clauses": dict(held.clauses.values_list("item", "text")),
    }
    for name in CHANGEABLE:
        setattr(held, name, values[name])
    if faults := _faults_of_days(held):
        raise ContractRefused(faults)
    held.save(update_fields=CHANGEABLE)
    keep_clauses(held, clauses)
    keep_bands([held])
    change = ContractChange.objects.create(
        contract=held, changed_on=changed_on, why=why, before=before, **same_owner(held)
    )
    detail = {"on": changed_on.isoformat()}
    log_event(held, "change", _("Changed by agreement"), by=by, note=why, detail=detail)
    return change


@transaction.atomic
def end_contract(contract: Contract, *, on: date, why: str, by: Officer) -> None:
    """End it before its last day. Raises ContractRefused, and changes nothing."""
    held = _hold(contract)
    if not held.effective_on <= on <= min(held.expires_on, today()):
        raise ContractRefused([("ended_on", _("The day lies outside its time in force."))])
    held.ended_on, held.ended_why = on, why
    held.save(update_fields=["ended_on", "ended_why"])
    log_event(held, "end", _("Ended"), by=by, note=why, detail={"on": on.isoformat()})


@transaction.atomic
def remove_contract(contract: Contract, *, why: str, by: Officer) -> None:
    """Take an entry made by mistake off the register; the log keeps that it was there.

    Raises Refused, and removes nothing, once something rests on it.
    """
    held = _hold(contract)
    rests = [held.checks, held.changes, held.renewals, held.next_rounds]
    if any(rows.exists() for rows in rests) or hasattr(held, "round"):
        raise Refused(_("A check, a change, a round or a renewal rests on it: end it instead."))
    log_event(held, "remove", _("Taken off the register"), by=by, note=why)
    held.delete()


def _hold(contract: Contract) -> Contract:
    """The contract as it stands, locked. Raises Refused if it was ended."""
    rows = Contract.objects.unscoped("the caller found it in the officer's branch")
    held: Contract = rows.select_for_update().get(pk=contract.pk)
    if held.ended_on:
        raise Refused(_("It was ended already."))
    return held


def keep_clauses(contract: Contract, clauses: Mapping[str, str]) -> None:
    """The contract's clauses are these; an item without text was not agreed."""
    agreed = {item: text.strip() for item, text in clauses.items() if text.strip()}
    contract.clauses.exclude(item__in=agreed).delete()
    rows = [
        Clause(contract=contract, item=item, text=agreed[item], **same_owner(contract))
        for item in CODES
        if item in agreed
    ]
    Clause.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["contract", "item"], update_fields=["text"]
    )
