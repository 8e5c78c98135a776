"""The life of a call to 12351 (接听→派单→办理→反馈→回访→质检→结案).

received --dispatch--> dispatched --accept--> handling --answer--> answered --call-back-->
called_back --check--> checked --close--> closed

An operator may answer at once. The union asked returns what is not its own (--return--> received),
asks for more time (--extend-->) or passes it up (--escalate-->); an operator reassigns. An unhappy
caller's matter is taken up again (--rework-->). Nobody is called back who gave no name.
The clock of the answer runs from the call: `promised_on`, whoever has the matter.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assistance.offices import CITY, CITY_DIRECTOR, COUNTY, COUNTY_DIRECTOR, TOWN
from kernel.days import today
from kernel.workdays import add_working_days
from unions.models import Officer
from unions.offices import BASE_CHAIR
from unions.parameters import parameter
from unions.workflow import Deadline, Move, Workflow

OPERATORS = (*COUNTY, *CITY)
HANDLERS = (BASE_CHAIR, *TOWN, *COUNTY, *CITY)
HEADS = (COUNTY_DIRECTOR, CITY_DIRECTOR)


class Difficulty(TextChoices):
    ORDINARY = "ordinary", _("Ordinary")
    DIFFICULT = "difficult", _("Difficult")
    COMPLEX = "complex", _("Very complex")


class HotlineStage(TextChoices):
    RECEIVED = "received", _("Received")
    DISPATCHED = "dispatched", _("Dispatched")
    HANDLING = "handling", _("Being handled")
    ANSWERED = "answered", _("Answered")
    CALLED_BACK = "called_back", _("Called back")
    CHECKED = "checked", _("Quality checked")
    CLOSED = "closed", _("Closed")


class HotlineStep(TextChoices):
    DISPATCH = "dispatch", _("Dispatch")
    ACCEPT = "accept", _("Take it up")
    ANSWER = "answer", _("Answer")
    RETURN = "return", _("Return: not ours")
    REASSIGN = "reassign", _("Reassign")
    EXTEND = "extend", _("Extend the time")
    ESCALATE = "escalate", _("Pass one level up")
    CALL_BACK = "call-back", _("Call back")
    NO_CALL = "no-call", _("No number to call back")
    REWORK = "rework", _("Take it up again")
    CHECK = "check", _("Check the quality")
    CLOSE = "close", _("Close")


S, T = HotlineStage, HotlineStep
OPEN = (S.RECEIVED.value, S.DISPATCHED.value, S.HANDLING.value)  # the caller waits


def promised(received_on: date, difficulty: str) -> date:
    """The last day of the answer, in working days from the call."""
    days = int(parameter(f"assistance.hotline_{difficulty}_days", on=received_on))
    return add_working_days(received_on, days)


def can_call(ticket: Any) -> bool:
    return bool(ticket.phone)


def cannot_call(ticket: Any) -> bool:
    return not ticket.phone


def what_dispatching_lacks(ticket: Any) -> list[str]:
    return list(ticket.missing_to_dispatch())


def what_an_answer_lacks(ticket: Any) -> list[str]:
    return list(ticket.missing_to_answer())


def what_stands_against_more_time(ticket: Any) -> list[str]:
    return list(ticket.against_more_time())


def what_escalating_lacks(ticket: Any) -> list[str]:
    return list(ticket.missing_to_escalate())


def what_a_call_lacks(ticket: Any) -> list[str]:
    return list(ticket.missing_to_call_back())


def what_a_check_lacks(ticket: Any) -> list[str]:
    return list(ticket.missing_to_check())


def to_handler(ticket: Any, by: Officer | None) -> dict[str, Any]:
    return dict(ticket.to_handler())


def to_level_above(ticket: Any, by: Officer | None) -> dict[str, Any]:
    return dict(ticket.to_level_above())


def as_promised(ticket: Any, by: Officer | None) -> dict[str, Any]:
    return {"due_on": ticket.promised_on}


def with_more_time(ticket: Any, by: Officer | None) -> dict[str, Any]:
    days = int(parameter("assistance.hotline_extension_days"))
    until = add_working_days(ticket.promised_on, days)
    return {"promised_on": until, "due_on": until, "extended": True}


def answered(ticket: Any, by: Officer | None) -> dict[str, Any]:
    return {"answered_on": today()}


def answered_no_longer(ticket: Any, by: Officer | None) -> dict[str, Any]:
    return dict(ticket.answered_no_longer())


def closed(ticket: Any, by: Officer | None) -> dict[str, Any]:
    return {"closed_on": today()}


TAKE_UP = Deadline("assistance.hotline_accept_days")
CALL = Deadline("assistance.hotline_callback_days")
CHECK = Deadline("assistance.hotline_check_days")

HOTLINE = Workflow(
    Move(S.RECEIVED, T.DISPATCH, S.DISPATCHED, OPERATORS, guard=what_dispatching_lacks,
         due=TAKE_UP, sets=to_handler, follows=_("The union asked takes it up.")),
    Move(S.RECEIVED, T.ANSWER, S.ANSWERED, OPERATORS, optional=True, guard=what_an_answer_lacks,
         due=CALL, sets=answered),
    Move(S.DISPATCHED, T.ACCEPT, S.HANDLING, HANDLERS, sets=as_promised),
    Move(S.HANDLING, T.ANSWER, S.ANSWERED, HANDLERS, guard=what_an_answer_lacks, due=CALL,
         sets=answered, follows=_("The caller is called back next.")),
    *(
        Move(stage, T.RETURN, S.RECEIVED, HANDLERS, needs_note=True, optional=True,
             sets=as_promised)
        for stage in (S.DISPATCHED, S.HANDLING)
    ),
    *(
        Move(stage, T.REASSIGN, S.DISPATCHED, OPERATORS, needs_note=True, optional=True,
             guard=what_dispatching_lacks, due=TAKE_UP, sets=to_handler)
        for stage in (S.DISPATCHED, S.HANDLING)
    ),
    Move(S.HANDLING, T.EXTEND, S.HANDLING, HEADS, needs_note=True, optional=True,
         guard=what_stands_against_more_time, sets=with_more_time),
    Move(S.HANDLING, T.ESCALATE, S.DISPATCHED, HANDLERS, needs_note=True, optional=True,
         guard=what_escalating_lacks, due=TAKE_UP, sets=to_level_above),
    Move(S.ANSWERED, T.CALL_BACK, S.CALLED_BACK, OPERATORS, when=can_call, guard=what_a_call_lacks,
         due=CHECK),
    Move(S.ANSWERED, T.NO_CALL, S.CALLED_BACK, OPERATORS, when=cannot_call, due=CHECK),
    Move(S.CALLED_BACK, T.REWORK, S.HANDLING, OPERATORS, needs_note=True, optional=True,
         sets=answered_no_longer),
    Move(S.CALLED_BACK, T.CHECK, S.CHECKED, OPERATORS, guard=what_a_check_lacks),
    Move(S.CHECKED, T.CLOSE, S.CLOSED, OPERATORS, sets=closed),
)  # fmt: skip
