"""Opening what a case keeps sealed: with a reason, within the hour's bound, and logged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.actions.unmasking import LOOK, SHORTEST_REASON, count_look
from assistance.models import (
    Appointment,
    DataRequest,
    HotlineTicket,
    LegalCase,
    MediationCase,
)
from assistance.offices import reads_assistance
from unions.events import log_event
from unions.models import Officer
from unions.refusals import Refused

SEALED_IN: dict[type[Any], tuple[str, ...]] = {
    LegalCase: ("phone", "id_number", "illness"),
    MediationCase: ("phone",),
    HotlineTicket: ("phone",),
    Appointment: ("client", "phone", "problem", "notes"),
    DataRequest: ("phone", "words"),
}


def may_open(case: Any, officer: Officer) -> bool:
    """The content of an appointment is for its counsellor and the head of the centre."""
    if not reads_assistance(officer) or not officer.oversees(case):
        return False
    return not isinstance(case, Appointment) or case.may_be_read_by(officer)


@transaction.atomic
@sensitive_variables()
def open_sealed(
    case: Any, fields: Sequence[str], *, reason: str, by: Officer
) -> list[tuple[str, str]]:
    """The texts behind the masks of `fields`, each with its label.

    Raises Refused without a reason or where it is not the officer's, TooManyLooks beyond the
    hour's bound.
    """
    if not may_open(case, by) or not fields or set(fields) - set(SEALED_IN[type(case)]):
        raise Refused(_("There is nothing hidden here for you to see."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_("Say in a few words what you need it for."))
    count_look(by)
    log_event(case, LOOK, _("Opened what is sealed"), by=by, note=reason,
              detail={"fields": list(fields)})  # fmt: skip
    labels = {name: str(case._meta.get_field(name).verbose_name) for name in fields}
    return [(labels[name], str(getattr(case, name).reveal())) for name in fields]
