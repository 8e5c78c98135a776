"""The life of a payment batch in dots, as its page draws it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from assistance.models import PaymentBatch
from assistance.workflows.aid import BatchStage, BatchStep
from unions.models import Event

DOTS = (
    (_("Made up"), BatchStage.DRAFT, BatchStep.SUBMIT),
    (_("Approval"), BatchStage.SUBMITTED, BatchStep.APPROVE),
    (_("Release"), BatchStage.APPROVED, BatchStep.SEND),
    (_("With the bank"), BatchStage.SENT, BatchStep.CLOSE),
    (_("Closed"), BatchStage.CLOSED, None),
)


def batch_steps(batch: PaymentBatch, events: Sequence[Event]) -> list[dict[str, Any]]:
    """The dots for `_steps.html`; `events` of the batch, the newest first."""
    stages = [stage for _label, stage, _step in DOTS]
    here = stages.index(BatchStage(batch.stage)) if batch.stage in stages else len(DOTS)
    last = {event.step: event for event in reversed(events)}
    return [
        {"label": label, **_standing(number, here, last.get(step.value if step else ""))}
        for number, (label, _stage, step) in enumerate(DOTS)
    ]


def _standing(number: int, here: int, left: Event | None) -> dict[str, Any]:
    if number > here:
        return {"state": "ahead"}
    if number == here:
        return {"state": "done" if number == len(DOTS) - 1 else "now"}
    if left is None:
        return {"state": "done"}
    when = date_format(localtime(left.at), "m-d")
    return {"state": "done", "who": left.actor.split(" · ")[0], "when": when}
