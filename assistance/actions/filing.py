"""Taking a household's case up: its file, its members, what they live on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.actions.claiming import keeper_for, one_live_file
from assistance.models import HouseholdFile, HouseholdMember, Income, RigidCost
from assistance.models.circumstances import Relation
from assistance.offices import REPORTERS
from assistance.workflows.household import FileStage
from kernel.digest import sm3_of
from kernel.sealing import Sealed
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Employer, Officer, Union
from unions.offices import holds_any
from unions.refusals import Overtaken, Refused
from unions.scoping import owned_by, same_owner

WRITABLE = (FileStage.DRAFT, FileStage.RETURNED)
MEMBER_FIELDS = (
    "relation", "name", "identity_kind", "id_number", "birth_year", "sex", "illness", "schooling",
    "not_counted",
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """What the page showed: the count of moves, and a digest of the part being written."""

    moves: int | None = None
    stamp: str = ""


@dataclass(frozen=True)
class CostEntry:
    """A row of the table of costs; `cost` is None for a new one, `gone` takes it away."""

    cost: RigidCost | None
    values: Mapping[str, Any]
    gone: bool = False


def may_write(file: HouseholdFile, officer: Officer) -> bool:
    return file.stage in WRITABLE and officer.oversees(file) and holds_any(officer, REPORTERS)


def stamp_of(rows: Iterable[models.Model], names: Iterable[str]) -> str:
    """A digest of what a page shows of these rows, masks in place of what is sealed."""
    columns = list(names)
    return sm3_of([[row.pk, *(str(getattr(row, name)) for name in columns)] for row in rows])


@transaction.atomic
@sensitive_variables("values", "applicant")
def open_file(
    values: Mapping[str, Any],
    applicant: Mapping[str, Any],
    *,
    union: Union | None,
    by: Officer,
) -> HouseholdFile:
    """A new draft with its applicant, for the union chosen or else the officer's own.

    Raises AlreadyOnFile, and opens nothing, where the applicant belongs to a live file.
    """
    keeper = keeper_for(by, union)
    file = HouseholdFile(drafted_by=by, **owned_by(keeper))
    _write(file, _completed(values, by))
    file.save()
    member = HouseholdMember(file=file, relation=Relation.SELF, **same_owner(file))
    _write(member, {**applicant, "name": file.applicant_name})
    with one_live_file(member):
        member.save()
    log_event(file, "open", _("File opened"), by=by)
    return file


@transaction.atomic
@sensitive_variables("values")
def save_applicant(
    file: HouseholdFile, values: Mapping[str, Any], *, by: Officer, seen: Seen
) -> HouseholdFile:
    """Write what stands on the file itself; the applicant's name goes to the member, too.

    Raises Overtaken if the file moved, or someone else changed these fields, since the page was
    made; Refused if it cannot be written now.
    """
    held = hold(file, by=by, seen=seen, names=values)
    changed = _write(held, _completed(values, by))
    if changed:
        held.save(update_fields=changed)
        if "applicant_name" in changed:
            held.members.filter(relation=Relation.SELF).update(name=held.applicant_name)
        _log(held, _("Applicant written"), by, fields=changed)
    return held


@transaction.atomic
@sensitive_variables("values")
def save_member(
    file: HouseholdFile,
    member: HouseholdMember | None,
    values: Mapping[str, Any],
    *,
    by: Officer,
    seen: Seen,
) -> HouseholdMember:
    """Add a member, or change one.

    Raises AlreadyOnFile for a person of another live file, Overtaken and Refused as
    save_applicant does.
    """
    held = hold(file, by=by, seen=Seen(seen.moves))
    if member is None:
        kept = HouseholdMember(file=held, **same_owner(held))
    else:
        kept = held.members.select_for_update().get(pk=member.pk)
        check_stamp(seen.stamp, [kept], MEMBER_FIELDS)
    if kept.relation == Relation.SELF:
        values = {**values, "relation": Relation.SELF, "name": held.applicant_name}
    changed = _write(kept, values)
    with one_live_file(kept):
        kept.save()
    label = _("Member added") if member is None else _("Member written")
    _log(held, label, by, member=kept.pk, fields=changed)
    return kept


@transaction.atomic
def remove_member(file: HouseholdFile, member: HouseholdMember, *, by: Officer, seen: Seen) -> None:
    """Take a member out, with their incomes, costs, papers and consents. Not the applicant."""
    held = hold(file, by=by, seen=seen)
    if member.relation == Relation.SELF:
        raise Refused(_("The applicant stays in the file; withdraw the file instead."))
    removed = member.pk
    held.members.filter(pk=removed).delete()
    _log(held, _("Member taken out"), by, member=removed)


@transaction.atomic
def save_incomes(
    file: HouseholdFile,
    amounts: Mapping[tuple[int, str], Decimal | None],
    *,
    by: Officer,
    seen: Seen,
) -> None:
    """Write incomes by (member id, kind), yuan a year; None takes a line away."""
    held = hold(file, by=by, seen=Seen(seen.moves))
    there = {(row.member_id, row.kind): row for row in held.incomes.order_by("pk")}
    check_stamp(seen.stamp, there.values(), ("amount",))
    ours = set(held.members.values_list("pk", flat=True))
    for (member_id, kind), amount in amounts.items():
        row = there.get((member_id, kind))
        if row is not None and amount is None:
            row.delete()
        elif row is not None and row.amount != amount:
            row.amount = amount or Decimal(0)
            row.save(update_fields=["amount"])
        elif row is None and amount is not None and member_id in ours:
            Income.objects.create(
                file=held, member_id=member_id, kind=kind, amount=amount, **same_owner(held)
            )
    _log(held, _("Incomes written"), by)


@transaction.atomic
def save_costs(
    file: HouseholdFile, entries: Iterable[CostEntry], *, by: Officer, seen: Seen
) -> None:
    held = hold(file, by=by, seen=Seen(seen.moves))
    there = {row.pk: row for row in held.costs.order_by("pk")}
    check_stamp(seen.stamp, there.values(), ("kind", "spent", "reimbursed", "sudden", "member_id"))
    for entry in entries:
        row = there.get(entry.cost.pk) if entry.cost else None
        if entry.gone:
            if row is not None:
                row.delete()
            continue
        row = row or RigidCost(file=held, **same_owner(held))
        for name, value in entry.values.items():
            setattr(row, name, value)
        row.save()
    _log(held, _("Rigid costs written"), by)


def hold(
    file: HouseholdFile, *, by: Officer, seen: Seen, names: Iterable[str] = ()
) -> HouseholdFile:
    """The file locked for writing, as it now stands. Raises Overtaken, Refused."""
    found = HouseholdFile.objects.unscoped("the caller found it in the officer's branch")
    held = found.select_for_update().get(pk=file.pk)
    if seen.moves is not None and seen.moves != held.moves:
        raise Overtaken(_("This file has been taken a step on since. Open it again."))
    if not may_write(held, by):
        raise Refused(_("This file cannot be written now: it stands at “%(stage)s”.")
                      % {"stage": held.get_stage_display()})  # fmt: skip
    check_stamp(seen.stamp, [held], names)
    return held


def check_stamp(stamp: str, rows: Iterable[models.Model], names: Iterable[str]) -> None:
    if stamp and stamp != stamp_of(rows, names):
        raise Overtaken(
            _("Someone else has changed this part since. Open the file again and look first.")
        )


def _completed(values: Mapping[str, Any], by: Officer) -> dict[str, Any]:
    """With what follows from a name: its pinyin, and the employer on the roll of that name."""
    completed = dict(values)
    if "applicant_name" in values:
        completed["pinyin"] = pinyin_key(values["applicant_name"])
    if "workplace" in values:
        named = Employer.objects.visible_to(by).filter(name=values["workplace"], left_on=None)
        same = list(named[:2])
        completed["employer"] = same[0] if len(same) == 1 else None
    return completed


@sensitive_variables("values", "value")
def _write(row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Set what differs, and say which fields that were; a mask that comes back changes nothing."""
    changed = []
    for name, value in values.items():
        before = getattr(row, name)
        if value == (str(before) if isinstance(before, Sealed) else before):
            continue
        setattr(row, name, value)
        changed.append(name)
    return changed


def _log(file: HouseholdFile, label: str, by: Officer, **detail: Any) -> None:
    """Names of fields and ids, never what they hold."""
    log_event(file, "write", label, by=by, detail=detail)
