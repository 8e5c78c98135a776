"""The county's and the city's word on plans: approve, or send back with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from homes.models import Finding, HomePlan, Measure
from homes.models.plan import Origin
from homes.workflow import PLAN, Stage, Step
from unions.models import Officer
from unions.refusals import MoveRefused
from unions.scoping import same_owner


@dataclass(frozen=True)
class Verdict:
    """What a reviewer says of one plan; `reasons` by measure, "" where the note says it all."""

    plan: HomePlan
    step: Step  # APPROVE or SEND_BACK
    note: str = ""
    reasons: Mapping[Measure, str] = field(default_factory=dict)
    seen: int | None = None


@transaction.atomic
def send_back(
    plan: HomePlan,
    *,
    by: Officer,
    note: str,
    reasons: Mapping[Measure, str] | None = None,
    seen: int | None = None,
) -> None:
    """Return a plan with a reason, tied to measures where it can be.

    A plan returned to be written again keeps the reasons as findings, until it is submitted.
    """
    said = {measure: reason.strip() or note.strip() for measure, reason in (reasons or {}).items()}
    detail = {"measures": [_line(measure, reason) for measure, reason in said.items()]}
    PLAN.take(Step.SEND_BACK, plan, by=by, note=note, seen=seen, detail=detail)
    if plan.stage == Stage.RETURNED:
        Finding.objects.bulk_create(
            Finding(
                plan=plan,
                criterion=measure.criterion,
                origin=Origin.RETURNED,
                reason=reason[:300],
                raised_by=by,
                **same_owner(plan),
            )
            for measure, reason in said.items()
        )


def _line(measure: Measure, reason: str) -> dict[str, Any]:
    criterion = measure.criterion
    return {"code": criterion.code, "title": criterion.title, "reason": reason}


def review_plans(
    verdicts: Iterable[Verdict], *, by: Officer
) -> tuple[list[Verdict], list[tuple[Verdict, MoveRefused]]]:
    """Give each plan its verdict; each stands or falls alone.

    Returns the verdicts that were carried out, and those that were not with the refusal.
    """
    done, refused = [], []
    for verdict in verdicts:
        try:
            _carry_out(verdict, by)
            done.append(verdict)
        except MoveRefused as refusal:
            refused.append((verdict, refusal))
    return done, refused


def _carry_out(verdict: Verdict, by: Officer) -> None:
    if verdict.step == Step.SEND_BACK:
        send_back(
            verdict.plan, by=by, note=verdict.note, reasons=verdict.reasons, seen=verdict.seen
        )
    else:
        PLAN.take(Step.APPROVE, verdict.plan, by=by, note=verdict.note, seen=verdict.seen)
