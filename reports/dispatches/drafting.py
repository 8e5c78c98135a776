"""Drafting a dispatch: from nothing, or from a finished document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reports.dispatches.body import as_text
from reports.freezing import drawn_of
from reports.models import CONFIDENTIAL, Dispatch, DispatchAnnex, DispatchKind, Document
from reports.workflows.dispatch import DRAFTERS
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import Overtaken, Refused
from unions.scoping import owned_by

# A title ends with the kind; any other paper goes out as a report.
KINDS = {
    "通知": DispatchKind.NOTICE,
    "通报": DispatchKind.BULLETIN,
    "公示": DispatchKind.PUBLICITY,
}


def may_draft(officer: Officer) -> bool:
    return holds_any(officer, DRAFTERS)


def may_make_official(document: Document, officer: Officer) -> bool:
    """A paper of the officer's own union that names no household and was not numbered already."""
    return (
        may_draft(officer)
        and document.union_id == officer.union_id
        and document.kind not in CONFIDENTIAL
        and not document.number
    )


def begun_from(document: Document) -> dict[str, Any]:
    """What the form begins with: the words of the paper, and its tables as an annex."""
    drawn = drawn_of(document)
    return {
        "kind": KINDS.get(document.title[-2:], DispatchKind.REPORT),
        "title": document.title[:120],
        "addressees": drawn.addressees,
        "body": as_text(drawn.body),
        "copy_to": drawn.copy_to,
        "annexes": [document.pk],
    }


@transaction.atomic
def draft_dispatch(
    values: Mapping[str, Any], annexes: Iterable[Document], *, by: Officer
) -> Dispatch:
    """Raises Refused for who drafts for no union."""
    if not may_draft(by):
        raise Refused(_("Dispatches are drafted by the staff of a county or of the federation."))
    dispatch = Dispatch(**values, drafted_by=by, **owned_by(by.union))
    dispatch.save(force_insert=True)
    _annex(dispatch, annexes)
    log_event(dispatch, "draft", _("Dispatch drafted"), by=by)
    return dispatch


@transaction.atomic
def change_dispatch(
    dispatch: Dispatch,
    values: Mapping[str, Any],
    annexes: Iterable[Document],
    *,
    by: Officer,
    seen: int | None = None,
) -> None:
    """Raises Refused once it has left the drafter's desk; Overtaken if somebody else changed it.

    `seen` is the count of moves the page showed; a change counts as one.
    """
    own = Dispatch.objects.unscoped("the caller found it in the officer's branch")
    held = own.select_for_update().get(pk=dispatch.pk)
    if not may_change(held, by):
        raise Refused(_("It is no draft any more: its words stand as they were handed in."))
    if seen is not None and seen != held.moves:
        raise Overtaken()
    for name, value in values.items():
        setattr(dispatch, name, value)
    dispatch.moves = held.moves + 1
    dispatch.save(update_fields=[*values, "moves"])
    dispatch.annexes.all().delete()
    _annex(dispatch, annexes)
    log_event(dispatch, "edit", _("Draft changed"), by=by, detail={"said": sorted(values)})


def may_change(dispatch: Dispatch, officer: Officer) -> bool:
    return dispatch.is_open and dispatch.union_id == officer.union_id and may_draft(officer)


def _annex(dispatch: Dispatch, documents: Iterable[Document]) -> None:
    owner = owned_by(dispatch.union)
    for document in documents:
        DispatchAnnex(dispatch=dispatch, document=document, **owner).save(force_insert=True)
