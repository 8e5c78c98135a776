"""Taking a call to 12351, and what grows out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.actions.claiming import settle_identity
from assistance.actions.filing import open_file
from assistance.models import HotlineTicket, HouseholdFile
from assistance.models.circumstances import IdentityKind
from assistance.offices import REPORTERS
from assistance.workflows.hotline import promised
from kernel.days import today
from kernel.identifiers import clean_mobile
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import Refused
from unions.scoping import owned_by


@transaction.atomic
@sensitive_variables("values")
def take_call(values: Mapping[str, Any], *, by: Officer) -> HotlineTicket:
    """Of an anonymous caller neither name nor number is kept."""
    known = {**values}
    if known["anonymous"]:
        known |= {"name": "", "phone": ""}
    until = promised(today(), known["difficulty"])
    ticket = HotlineTicket.objects.create(
        **known, pinyin=pinyin_key(known["name"]), received_on=today(), promised_on=until,
        due_on=until, taken_by=by.union, drafted_by=by, **owned_by(by.union),
    )  # fmt: skip
    log_event(ticket, "open", _("Call taken"), by=by, detail={"class": ticket.matter})
    return ticket


def may_open_file(ticket: HotlineTicket, officer: Officer) -> bool:
    return (
        ticket.file_id is None
        and not ticket.anonymous
        and officer.oversees(ticket)
        and holds_any(officer, REPORTERS)
    )


@transaction.atomic
@sensitive_variables("values", "number", "phone")
def open_file_for(
    ticket: HotlineTicket, values: Mapping[str, Any], *, by: Officer
) -> HouseholdFile:
    """A draft of a hardship file with the caller's name and number, tied to the call.

    `values`: `id_number` and what the file itself needs. Raises Refused where there is one
    already, for an anonymous caller, and outside the offices; AlreadyOnFile where the caller
    belongs to a live file; ValidationError by field for a wrong identity number.
    """
    HotlineTicket.objects.select_for_update().get(pk=ticket.pk)
    ticket.refresh_from_db(fields=["file"])
    if not may_open_file(ticket, by):
        raise Refused(_("No hardship file can be opened from this call."))
    known = {**values}
    number, birth_year, sex = settle_identity(
        IdentityKind.CITIZEN, known.pop("id_number"), None, ""
    )
    applicant = {"id_number": number, "birth_year": birth_year, "sex": sex}
    known |= {"applicant_name": ticket.name, "phone": _mobile_of(ticket), "story": ticket.request}
    file = open_file(known, applicant, union=None, by=by)
    ticket.file = file
    ticket.save(update_fields=["file"])
    log_event(ticket, "open-file", _("Hardship file opened"), by=by, detail={"file": file.pk})
    return file


def _mobile_of(ticket: HotlineTicket) -> str:
    """A file keeps mobile numbers only; who calls from a landline is asked again."""
    try:
        return clean_mobile(ticket.phone.reveal())
    except ValidationError:
        return ""
