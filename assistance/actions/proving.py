"""What a draft rests on: its papers, and the consents of the people in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.actions.filing import Seen, hold
from assistance.models import Consent, HouseholdFile, HouseholdMember, Proof
from assistance.models.proofs import ConsentKind
from assistance.offices import COUNTY, REPORTERS
from evidence.actions import keep_file
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import Refused
from unions.scoping import same_owner

# The wording people agree to; a change of a word is a new version with its own template
# (templates/assistance/wordings/), and what was agreed to before keeps the old one.
WORDING = "2026-11"


@dataclass(frozen=True)
class Given:
    """One yes: which consent, whose (None: the applicant's, for the household), and by whom."""

    kind: str
    by: str
    member: HouseholdMember | None = None


@transaction.atomic
def add_proof(
    file: HouseholdFile,
    scan: UploadedFile[Any],
    values: Mapping[str, Any],
    *,
    by: Officer,
    seen: Seen,
) -> Proof:
    """Keep a paper with the file. Raises UploadRefused, Overtaken and Refused."""
    held = hold(file, by=by, seen=seen)
    kept = keep_file(scan, union=held.union, by=by, confidential=True)
    proof = Proof.objects.create(file=held, scan=kept, **values, **same_owner(held))
    log_event(held, "prove", _("Paper added"), by=by, detail={"kind": proof.kind, "sm3": kept.sm3})
    return proof


@transaction.atomic
def remove_proof(file: HouseholdFile, proof: Proof, *, by: Officer, seen: Seen) -> None:
    """Take a paper off a draft; the log keeps that it was there."""
    held = hold(file, by=by, seen=seen)
    held.proofs.filter(pk=proof.pk).delete()
    log_event(held, "prove", _("Paper taken off"), by=by, detail={"kind": proof.kind})


@transaction.atomic
def record_consents(
    file: HouseholdFile,
    given: Sequence[Given],
    scan: UploadedFile[Any] | None,
    *,
    by: Officer,
    seen: Seen,
) -> list[Consent]:
    """Put on record what was agreed to today, in the wording of today.

    `scan` is the signed paper. Raises UploadRefused, Overtaken and Refused.
    """
    held = hold(file, by=by, seen=seen)
    paper = keep_file(scan, union=held.union, by=by, confidential=True) if scan else None
    now = timezone.now()
    consents = [
        Consent.objects.create(
            file=held, member=yes.member, kind=yes.kind, wording=WORDING, given_by=yes.by,
            given_at=now, scan=paper, **same_owner(held),
        )
        for yes in given
    ]  # fmt: skip
    detail = {"kinds": [yes.kind for yes in given], "wording": WORDING}
    log_event(held, "consent", _("Consents recorded"), by=by, detail=detail)
    return consents


def may_withdraw_consent(file: HouseholdFile, officer: Officer) -> bool:
    """Whoever works on the file takes it down, at any stage: nobody may be held to a yes."""
    held = holds_any(officer, (*REPORTERS, *COUNTY))
    return held and officer.oversees(file)


@transaction.atomic
def withdraw_consent(consent: Consent, *, reason: str, by: Officer) -> None:
    """A person takes a yes back; the row stays, and says when.

    Raises Refused if it was withdrawn before, or is not the officer's to record.
    """
    if not may_withdraw_consent(consent.file, by):
        raise Refused(_("Who works on the file records that a consent is withdrawn."))
    held = Consent.objects.unscoped("the caller found it in the officer's branch")
    standing = held.filter(pk=consent.pk, withdrawn_at=None)
    if not standing.update(withdrawn_at=timezone.now()):
        raise Refused(_("This consent has been withdrawn already."))
    detail = {"kind": consent.kind, "wording": consent.wording}
    label = _("Consent withdrawn")
    log_event(consent.file, "withdraw-consent", label, by=by, note=reason, detail=detail)


def what_a_withdrawal_brings(consent: Consent) -> list[str]:
    """In sentences, for who is about to record it (PIPL §15, §47)."""
    lines = [
        _("What was done on this consent until now stays lawful."),
        _("The consent stays on record, with the day it was withdrawn."),
    ]
    if consent.kind == ConsentKind.MEANS_CHECK:
        lines.append(_("No means check is sent any more until a new authorisation is signed."))
    elif consent.file.is_live:
        lines.append(
            _(
                "The file is not taken a step on without it: send it back for a new consent, or "
                "close it."
            )
        )
    else:
        lines.append(_("The file is closed; a new file needs a new consent."))
    lines.append(
        _("Nothing is deleted by this: who wants that asks for it, as a request about their data.")
    )
    return lines


def consents_wanted(
    file: HouseholdFile, members: Sequence[HouseholdMember], consents: Sequence[Consent]
) -> tuple[list[str], list[HouseholdMember]]:
    """The kinds still to be given, and the children a guardian has still to consent for."""
    valid = [consent for consent in consents if consent.withdrawn_at is None]
    there = {consent.kind for consent in valid}
    for_children = {c.member_id for c in valid if c.kind == ConsentKind.GUARDIAN}
    kinds = [kind for kind in ConsentKind.values if kind not in there and kind != "guardian"]
    children = [m for m in members if m.needs_guardian and m.pk not in for_children]
    return kinds, children
