"""Hours of counsellors, appointments in them, and what the counsellor writes down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.models import Appointment, CounselSlot
from assistance.workflows.counselling import CONFIRM, CounselStage
from kernel.days import today
from unions.events import log_event
from unions.models import Officer
from unions.refusals import Refused
from unions.scoping import owned_by


def may_write_notes(appointment: Appointment, officer: Officer) -> bool:
    return (
        appointment.stage in (CounselStage.HELD, CounselStage.FOLLOW_UP)
        and officer.oversees(appointment)
        and appointment.may_be_read_by(officer)
    )


@transaction.atomic
def offer_slot(values: Mapping[str, Any], *, by: Officer) -> CounselSlot:
    """Raises Refused for an hour this counsellor offers already."""
    try:
        with transaction.atomic():
            slot = CounselSlot.objects.create(**values, **owned_by(by.union))
    except IntegrityError as broken:
        if "counselslot_once" not in str(broken):
            raise
        raise Refused(_("This counsellor offers that hour already.")) from None
    log_event(slot, "offer", _("Hour offered"), by=by)
    return slot


@sensitive_variables("values")
def book_appointment(values: Mapping[str, Any], *, by: Officer) -> Appointment:
    """Raises Refused when someone else has just taken the hour, or it is past."""
    slot: CounselSlot = values["slot"]
    if slot.day < today():
        raise Refused(_("This hour is past."))
    try:
        with transaction.atomic():
            appointment = Appointment.objects.create(
                **values, counsellor=slot.counsellor, due_on=CONFIRM.after(today()),
                drafted_by=by, **owned_by(by.union),
            )  # fmt: skip
            log_event(appointment, "book", _("Appointment booked"), by=by)
    except IntegrityError as broken:
        if "appointment_one_an_hour" not in str(broken):
            raise
        raise Refused(_("This hour has just been taken. Please choose another.")) from None
    return appointment


@transaction.atomic
@sensitive_variables("notes")
def write_notes(appointment: Appointment, notes: str, *, by: Officer) -> None:
    """Raises Refused for anyone but the counsellor and the head of the centre."""
    if not may_write_notes(appointment, by):
        raise Refused(_("Only the counsellor writes here, after the appointment."))
    appointment.notes = notes
    appointment.save(update_fields=["notes"])
    log_event(appointment, "notes", _("Notes written"), by=by)
