"""Declaring void what bears a number of its own; a dispatch is voided by a move of its life."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from reports.models import GivenNumber
from reports.workflows.dispatch import SIGNERS
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import Refused


def may_void(number: GivenNumber, officer: Officer) -> bool:
    """Those who sign for the union that gave it."""
    return (
        number.document_id is not None  # a dispatch has a move for it
        and number.voided_at is None
        and number.union_id == officer.union_id
        and holds_any(officer, SIGNERS)
    )


@transaction.atomic
def void_number(number: GivenNumber, reason: str, *, by: Officer) -> None:
    """The number stays in the register and is not given again. Raises Refused, and changes
    nothing, for a number that is not the officer's to void or is void already."""
    document = number.document
    if document is None or not may_void(number, by):
        raise Refused(_("This number is not yours to declare void, or it is void already."))
    number.void(reason, by=by)
    detail = {"number": str(number), "reason": reason}
    log_event(document, "void-number", _("Number declared void"), by=by, detail=detail)
