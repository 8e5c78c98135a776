"""The life of an aid and of a round in dots, as their pages draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.lifeline import short_name
from assistance.workflows.aid import AidStage, AidStep, RoundStage, RoundStep
from unions.models import Event
from unions.workflow import Words, Workflow

A, V, R, W = AidStage, AidStep, RoundStage, RoundStep


@dataclass(frozen=True)
class Dot:
    """The stages in which a record stands at it, and the steps that take it beyond."""

    label: Words
    stages: tuple[str, ...]
    left_by: tuple[str, ...]


ASKED = Dot(_("Applied for"), (A.APPLIED, A.RETURNED), (V.CHECK,))
DECISION = Dot(_("Approval"), (A.CHECKED,), (V.APPROVE,))
SHOWN = Dot(_("Publicity"), (A.PUBLICITY,), (V.SHOWN,))
PAYMENT = Dot(_("Payment"), (A.READY, A.QUEUED, A.SENT, A.FAILED), (V.PAY,))
HANDING = Dot(_("Handing over"), (A.READY,), (V.HAND_OVER,))
CALL = Dot(_("Call back"), (A.PAID,), (V.CALL_BACK,))

ROUND_DOTS = (
    Dot(_("Rules"), (R.DRAFT,), (W.PREPARE,)),
    Dot(_("List"), (R.PREPARING, R.PREPARED), (W.PROPOSE,)),
    Dot(_("Decision"), (R.PROPOSED,), (W.APPROVE,)),
)
OVER = (A.CLOSED, R.APPROVED)


def aid_lifeline(aid: Any, events: Sequence[Event]) -> list[dict[str, Any]]:
    """The dots for `_steps.html`; `events` of the aid, the newest first."""
    shown = aid.stage == A.PUBLICITY or any(e.step == V.SHOWN for e in events)
    dots = (
        ASKED, DECISION, *((SHOWN,) if shown else ()), PAYMENT if aid.is_money else HANDING, CALL
    )  # fmt: skip
    return _drawn(dots, aid, events)


def round_lifeline(a_round: Any, events: Sequence[Event]) -> list[dict[str, Any]]:
    return _drawn(ROUND_DOTS, a_round, events)


def _drawn(dots: Sequence[Dot], record: Any, events: Sequence[Event]) -> list[dict[str, Any]]:
    here = _place_of(dots, record, events)
    return [_dot(dot, number, here, record, events) for number, dot in enumerate(dots)]


def _place_of(dots: Sequence[Dot], record: Any, events: Sequence[Event]) -> int:
    stage = record.stage
    if stage in OVER:
        return len(dots)
    if stage in {A.REFUSED, A.WITHDRAWN, R.DROPPED}:  # where it stood when it left
        stage = next((e.source for e in events if e.target == stage), "")
    places = (number for number, dot in enumerate(dots) if stage in dot.stages)
    return next(places, 1)


def _dot(dot: Dot, number: int, here: int, record: Any, events: Sequence[Event]) -> dict[str, Any]:
    if number > here:
        return {"label": dot.label, "state": "ahead"}
    if number == here:
        due = record.due_on and gettext("by %(day)s") % {"day": date_format(record.due_on, "m-d")}
        return {"label": dot.label, "state": "now", "when": due or ""}
    left = next((e for e in events if e.step in dot.left_by), None)
    who = short_name(left.actor) if left else ""
    when = date_format(localtime(left.at), "m-d") if left else ""
    return {"label": dot.label, "state": "done", "who": who, "when": when}


def turn_of(workflow: Workflow, record: Any) -> str:
    """Whose turn it is; "" where it is nobody's but the calendar's or the bank's."""
    offices = {
        office.label
        for move in workflow.moves
        if move.leads_from(record) and not move.optional
        for office in move.offices
    }
    return " / ".join(sorted(offices))
