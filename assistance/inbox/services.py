"""What of the services waits on the workbench; what is late goes to the level above, too."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy

from assistance.models import (
    Appointment,
    HotlineTicket,
    LegalCase,
    MediationCase,
    SupervisionOpinion,
)
from assistance.workflows.counselling import COUNSEL, HEADS, CounselStage
from assistance.workflows.hotline import HOTLINE, HotlineStage
from assistance.workflows.legal import LEGAL
from assistance.workflows.supervision import OPINION
from unions.casework.todo import late_line, line
from unions.inbox import SOURCES, Source
from unions.models import Officer
from unions.offices import holds_any


def legal_cases(officer: Officer) -> Any:
    return LegalCase.objects.visible_to(officer).awaiting(LEGAL.waiting_for(officer))


def legal_cases_late_below(officer: Officer) -> Any:
    return LegalCase.objects.visible_to(officer).late_below(LEGAL, officer)


def mediations(officer: Officer) -> Any:
    return MediationCase.objects.visible_to(officer).on_desk_of(officer)


def mediations_late_below(officer: Officer) -> Any:
    return MediationCase.objects.visible_to(officer).late_one_level_down(officer)


def appointments(officer: Officer) -> Any:
    """To confirm, for the centre; the rest for the counsellor assigned or the head."""
    waiting = Appointment.objects.visible_to(officer).awaiting(COUNSEL.waiting_for(officer))
    if holds_any(officer, HEADS):
        return waiting
    return waiting.filter(Q(stage=CounselStage.BOOKED) | Q(counsellor__user_id=officer.user_id))


def tickets(officer: Officer) -> Any:
    """What lies at the officer's own union; what came back or is answered, where it came in."""
    waiting = HotlineTicket.objects.visible_to(officer).awaiting(HOTLINE.waiting_for(officer))
    in_hand = Q(stage__in=[HotlineStage.DISPATCHED, HotlineStage.HANDLING])
    return waiting.filter(
        in_hand & Q(union_id=officer.union_id) | ~in_hand & Q(taken_by_id=officer.union_id)
    )


def tickets_late_below(officer: Officer) -> Any:
    """Callers who wait past the day promised, at unions under the one that took the call."""
    past = HotlineTicket.objects.visible_to(officer).past_promise()
    return past.filter(taken_by_id=officer.union_id).exclude(union_id=officer.union_id)


def opinions(officer: Officer) -> Any:
    return SupervisionOpinion.objects.visible_to(officer).awaiting(OPINION.waiting_for(officer))


LEGAL_AID, MEDIATION_OF = gettext_lazy("Legal aid"), gettext_lazy("Mediation")
CALL, HOUR, OPINION_OF = gettext_lazy("12351"), gettext_lazy("Counselling"), gettext_lazy("Opinion")

SOURCES += [
    Source("assistance:legal-list", legal_cases, line(LEGAL_AID, lambda c: c.get_kind_display())),
    Source("assistance:legal-list", legal_cases_late_below, late_line(LEGAL_AID)),
    Source(
        "assistance:mediation-list", mediations,
        line(MEDIATION_OF, lambda c: c.get_claim_display()),
    ),
    Source("assistance:mediation-list", mediations_late_below, late_line(MEDIATION_OF)),
    Source("assistance:counsel-list", appointments, line(HOUR, lambda c: "")),
    Source("assistance:hotline-list", tickets, line(CALL, lambda c: c.get_matter_display())),
    Source("assistance:hotline-list", tickets_late_below, late_line(CALL)),
    Source("assistance:opinion-list", opinions, line(OPINION_OF, lambda c: c.name)),
]  # fmt: skip
