"""One door for every step of a plan that is somebody's button, for pages and for the API."""

from __future__ import annotations

from collections.abc import Mapping

from homes.actions.planning import submit_plan
from homes.actions.reviewing import send_back
from homes.models import HomePlan, Measure
from homes.workflow import PLAN, Step
from unions.models import Officer


def take_step(
    plan: HomePlan,
    step: str,
    *,
    by: Officer,
    note: str = "",
    seen: int | None = None,
    reasons: Mapping[Measure, str] | None = None,
) -> None:
    """Take a plan one step on, with all that belongs to that step.

    `reasons` ties a return to measures. Raises MoveRefused or Overtaken, and changes nothing.
    """
    if step == Step.SUBMIT:
        submit_plan(plan, by=by, seen=seen)
    elif step == Step.SEND_BACK:
        send_back(plan, by=by, note=note, reasons=reasons, seen=seen)
    else:
        PLAN.take(step, plan, by=by, note=note, seen=seen)
