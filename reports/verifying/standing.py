"""What the public may know of a printed document, by its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.actions.verifying import open_public_federation
from kernel.digest import sm3
from reports.catalogue import definitions
from reports.codes import read_code
from reports.models import CONFIDENTIAL, Dispatch, Document
from reports.workflows.dispatch import DispatchStage
from unions.bounds import HOUR, Bound
from unions.models import Federation
from unions.workflow import Words

ASKED_FROM = Bound("paper-from", 60, HOUR)
COMPARED_FROM = Bound("paper-compared-from", 20, HOUR)
WHY = "whoever holds a paper may ask whether it holds"
TOLD = (DispatchStage.ISSUED, DispatchStage.ARCHIVED, DispatchStage.VOIDED)


class State(TextChoices):
    IN_FORCE = "in-force", pgettext_lazy("document", "In force")
    REPLACED = "replaced", _("Replaced by a newer one")
    VOIDED = "voided", _("Declared void")


@dataclass(frozen=True)
class Standing:
    """`title`, `number` and `kind` are empty for papers that name households."""

    federation: Federation
    issuer: str
    day: date
    state: State
    pdf_sm3: str
    kind: Words = ""
    title: str = ""
    number: str = ""


def standing_of(text: str, *, address: str | None) -> Standing | None:
    """Opens the federation the code names. None for an unknown code; raises TooOften."""
    read = read_code(text)
    federation = open_public_federation(read[0]) if read else None
    ASKED_FROM.count(federation.pk if federation else 0, address or "")
    if read is None or federation is None:
        return None
    return _of_document(federation, read[1]) or _of_dispatch(federation, read[1])


def is_same(standing: Standing, copy: Any, *, address: str | None) -> bool:
    """Whether the bytes are those that were issued. Raises TooOften."""
    COMPARED_FROM.count(standing.federation.pk, address or "")
    return bool(standing.pdf_sm3) and sm3(copy.read()) == standing.pdf_sm3


def _of_document(federation: Federation, code: str) -> Standing | None:
    documents = Document.objects.unscoped(WHY).finished().select_related("union", "given")
    document = documents.filter(code=code).first()
    if document is None:
        return None
    day = timezone.localdate(document.as_of)
    state = _state_of(document)
    plain = Standing(federation, document.union.name, day, state, document.pdf_sm3)
    if document.kind in CONFIDENTIAL:
        return plain
    return Standing(
        federation, document.union.name, day, state, document.pdf_sm3,
        _kind_of(document), document.title, document.number,
    )  # fmt: skip


def _kind_of(document: Document) -> str:
    """A defined report is called by its definition, as long as there is one."""
    known = definitions().get(document.definition)
    return str(known.name if known else document.get_kind_display())


def _state_of(document: Document) -> State:
    given = getattr(document, "given", None)
    if given and given.voided_at:
        return State.VOIDED
    newer = (
        Document.objects.unscoped(WHY)
        .finished()
        .filter(kind=document.kind, union=document.union, title=document.title, pk__gt=document.pk)
    )
    return State.REPLACED if newer.exists() else State.IN_FORCE


def _of_dispatch(federation: Federation, code: str) -> Standing | None:
    dispatches = Dispatch.objects.unscoped(WHY).select_related("union", "given")
    dispatch = dispatches.filter(code=code, stage__in=TOLD).first()
    if dispatch is None or dispatch.signed_on is None:
        return None
    replaced = dispatch.replaced_by.filter(issued_on__isnull=False).exists()
    state = State.REPLACED if replaced else State.IN_FORCE
    if dispatch.stage == DispatchStage.VOIDED:
        state = State.VOIDED
    return Standing(
        federation, dispatch.union.name, dispatch.signed_on, state, dispatch.pdf_sm3,
        dispatch.get_kind_display(), dispatch.title, dispatch.official_number,
    )  # fmt: skip
