"""The life of an aid, of a round and of a payment batch in dots, as their pages draw them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from assistance.workflows.aid import (
    AidStage,
    AidStep,
    BatchStage,
    BatchStep,
    RoundStage,
    RoundStep,
)
from unions.casework.dots import Dot, lifeline_of
from unions.models import Event

A, V, R, W, B, P = AidStage, AidStep, RoundStage, RoundStep, BatchStage, BatchStep

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

BATCH_DOTS = (
    Dot(_("Made up"), (B.DRAFT,), (P.SUBMIT,)),
    Dot(_("Approval"), (B.SUBMITTED,), (P.APPROVE,)),
    Dot(_("Release"), (B.APPROVED,), (P.SEND,)),
    Dot(_("With the bank"), (B.SENT,), (P.CLOSE,)),
    Dot(_("Closed"), (B.CLOSED,)),
)


def aid_lifeline(aid: Any, events: Sequence[Event]) -> list[dict[str, Any]]:
    """`events` of the aid, the newest first; so for the others."""
    shown = aid.stage == A.PUBLICITY or any(e.step == V.SHOWN for e in events)
    way = (SHOWN,) if shown else ()
    dots = (ASKED, DECISION, *way, PAYMENT if aid.is_money else HANDING, CALL)
    return lifeline_of(dots, aid, events, over=(A.CLOSED,))


def round_lifeline(a_round: Any, events: Sequence[Event]) -> list[dict[str, Any]]:
    return lifeline_of(ROUND_DOTS, a_round, events, over=(R.APPROVED,))


def batch_lifeline(batch: Any, events: Sequence[Event]) -> list[dict[str, Any]]:
    return lifeline_of(BATCH_DOTS, batch, events, over=(B.CLOSED,))
