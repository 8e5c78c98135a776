"""The lives of a data request, and of a file that has been kept long enough.

A request: received --identify--> identified --answer--> answered; either --refuse--> refused.
A disposal (鉴定、销毁): proposed --destroy--> destroyed, or --keep--> kept; two persons.
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.offices import CITY_DIRECTOR, COUNTY_CHAIR, COUNTY_DIRECTOR, COUNTY_VICE_CHAIR
from unions.models import Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF, TOWNSHIP_STAFF, holds_any
from unions.workflow import Deadline, Move, Workflow

KEEPERS = (TOWNSHIP_STAFF, COUNTY_STAFF, COUNTY_DIRECTOR)  # who answers for the data of a branch
DECIDERS = (COUNTY_DIRECTOR, COUNTY_VICE_CHAIR, COUNTY_CHAIR)
REQUEST_READERS = (*KEEPERS, CITY_STAFF)
RECORDERS = (COUNTY_STAFF, COUNTY_DIRECTOR, CITY_STAFF, CITY_DIRECTOR)
RETENTION_READERS = (*RECORDERS, COUNTY_VICE_CHAIR, COUNTY_CHAIR)


def answers_requests(officer: Officer) -> bool:
    return holds_any(officer, REQUEST_READERS)


def keeps_registers(officer: Officer) -> bool:
    return holds_any(officer, RECORDERS)


def ends_keeping(officer: Officer) -> bool:
    return holds_any(officer, RETENTION_READERS)


class RequestStage(TextChoices):
    RECEIVED = "received", _("Received")
    IDENTIFIED = "identified", _("Identity checked")
    ANSWERED = "answered", _("Answered")
    REFUSED = "refused", pgettext_lazy("data request", "Refused")


class RequestStep(TextChoices):
    IDENTIFY = "identify", _("Record the identity check")
    ANSWER = "answer", _("Record the answer")
    REFUSE = "refuse", pgettext_lazy("data request", "Refuse")


class DisposalStage(TextChoices):
    PROPOSED = "proposed", _("Appraised, waiting for a second person")
    DESTROYED = "destroyed", _("Destroyed")
    KEPT = "kept", _("Kept further")


class DisposalStep(TextChoices):
    DESTROY = "destroy", _("Destroy")
    KEEP = "keep", _("Keep further")


R, Q = RequestStage, RequestStep
D, P = DisposalStage, DisposalStep

REQUEST_DUE = Deadline("assistance.data_request_days")


def what_an_answer_lacks(request: Any) -> list[str]:
    return list(request.missing_to_answer())


def same_deadline(request: Any, by: Officer | None) -> dict[str, Any]:
    """The days count from the day the request came, whatever has been done since."""
    return {"due_on": request.due_on}


DATA_REQUEST = Workflow(
    Move(R.RECEIVED, Q.IDENTIFY, R.IDENTIFIED, KEEPERS, needs_note=True, sets=same_deadline,
         follows=_("Say what was shown: which document, or who knows the person.")),
    Move(R.IDENTIFIED, Q.ANSWER, R.ANSWERED, KEEPERS, needs_note=True, guard=what_an_answer_lacks),
    *(
        Move(stage, Q.REFUSE, R.REFUSED, KEEPERS, needs_note=True, optional=True)
        for stage in (R.RECEIVED, R.IDENTIFIED)
    ),
)  # fmt: skip

DISPOSAL = Workflow(
    Move(D.PROPOSED, P.DESTROY, D.DESTROYED, DECIDERS, decision=True, needs_note=True,
         follows=_("What is sealed is emptied and names are taken out. This cannot be undone.")),
    Move(D.PROPOSED, P.KEEP, D.KEPT, DECIDERS, decision=True, needs_note=True, optional=True),
)  # fmt: skip
