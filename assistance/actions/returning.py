"""A household that comes back: a new file beside the one it left."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assistance.actions.claiming import one_live_file
from assistance.actions.filing import MEMBER_FIELDS
from assistance.models import HouseholdFile, HouseholdMember, Proof
from assistance.offices import REPORTERS
from assistance.workflows.household import FileStage
from kernel.days import today
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import Refused
from unions.scoping import same_owner

CLOSED = (FileStage.EXITED, FileStage.REJECTED)
COPIED = (
    "applicant_name", "pinyin", "worker_kind", "employer", "workplace", "phone", "address", "card",
    "card_holder", "bank_name", "main_reason", "other_reasons",
)  # fmt: skip


def may_open_again(file: HouseholdFile, officer: Officer) -> bool:
    return file.stage in CLOSED and officer.oversees(file) and holds_any(officer, REPORTERS)


@transaction.atomic
def open_again(old: HouseholdFile, *, by: Officer) -> HouseholdFile:
    """A draft linked to the closed file, with its members and the papers that are still valid.

    Incomes, costs and consents are of their own day, and are taken anew.
    Raises Refused for a file that is not closed; AlreadyOnFile, and opens nothing, for a household
    whose member belongs to a live file by now.
    """
    found = HouseholdFile.objects.unscoped("the caller found it in the officer's branch")
    held = found.select_for_update().get(pk=old.pk)
    if not may_open_again(held, by):
        raise Refused(_("Only a file that is closed can be opened again, by who reports it."))
    copied = {name: getattr(held, name) for name in COPIED}
    file = HouseholdFile.objects.create(previous=held, drafted_by=by, **copied, **same_owner(held))
    copies = {m.pk: _copy_member(m, file) for m in held.members.order_by("pk")}
    for proof in held.proofs.valid_on(today()).order_by("pk"):
        Proof.objects.create(
            file=file, member=copies.get(proof.member_id or 0), kind=proof.kind,
            scan_id=proof.scan_id, issued_on=proof.issued_on, expires_on=proof.expires_on,
            **same_owner(file),
        )  # fmt: skip
    log_event(file, "open", _("File opened again"), by=by, detail={"previous": held.pk})
    return file


def _copy_member(member: HouseholdMember, file: HouseholdFile) -> HouseholdMember:
    values = {name: getattr(member, name) for name in MEMBER_FIELDS}
    copy = HouseholdMember(file=file, **values, **same_owner(file))
    with one_live_file(copy):
        copy.save()
    return copy
