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
from evidence.actions import keep_file
from unions.events import log_event
from unions.models import Officer
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
