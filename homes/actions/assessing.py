"""The chair's own answers to the criteria, and the county's application for acceptance."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from homes.actions.planning import hold
from homes.models import Criterion, HomePlan, SelfScore
from homes.scoring import ZERO, Veto, answers
from homes.workflow import PLAN, Stage, Step
from unions.events import log_event
from unions.models import Officer
from unions.refusals import MoveRefused, Refused
from unions.scoping import same_owner

ASSESSED = (Stage.BUILDING,)


@dataclass(frozen=True)
class Answer:
    """What someone says to one criterion: a share (0 to 1) or a number, as its rule has it.

    `answer` is None where the criterion does not apply; `note` then says why.
    """

    criterion: Criterion
    answer: Decimal | None
    note: str = ""

    def as_columns(self) -> dict[str, Any]:
        """The columns of a score. Raises Refused for an answer the criterion does not know."""
        name = {"criterion": self.criterion}
        if self.answer is None:
            if self.criterion.must:
                raise Refused(_("%(criterion)s: a ★ item applies to everyone.") % name)
            if not self.note.strip():
                raise Refused(_("%(criterion)s: say why it does not apply.") % name)
            return {"applies": False, "answer": ZERO, "points": ZERO, "note": self.note.strip()}
        if not answers(self.criterion.rule, self.answer):
            raise Refused(_("%(criterion)s: this is no answer to it.") % name)
        points = self.criterion.points_for(self.answer)
        return {"applies": True, "answer": self.answer, "points": points, "note": self.note.strip()}


COLUMNS = ["applies", "answer", "points", "note"]


def settled(given: Iterable[Answer], plan: HomePlan) -> list[Answer]:
    """One answer to each criterion, the last that was given. Raises Refused for one that is not of
    the plan's standard."""
    last = {said.criterion.pk: said for said in given}
    if any(said.criterion.standard_id != plan.standard_id for said in last.values()):
        raise Refused(_("That criterion is not part of this plan's standard."))
    return list(last.values())


@transaction.atomic
def assess_criteria(plan: HomePlan, given: Iterable[Answer], *, by: Officer) -> None:
    """Keep the chair's answers, with the points each earns; the rest may come later."""
    hold(plan, ASSESSED, by)
    SelfScore.objects.bulk_create(
        [
            SelfScore(plan=plan, criterion=said.criterion, **said.as_columns(), **same_owner(plan))
            for said in settled(given, plan)
        ],
        update_conflicts=True,
        unique_fields=["plan", "criterion"],
        update_fields=COLUMNS,
    )


@transaction.atomic
def declare_vetoes(plan: HomePlan, vetoes: Collection[str], *, by: Officer) -> None:
    """Keep which veto items the enterprise declares of itself; each bars the application."""
    hold(plan, ASSESSED, by)
    plan.declared_vetoes = [veto for veto in Veto.values if veto in vetoes]
    plan.save(update_fields=["declared_vetoes"])
    log_event(
        plan,
        "declare",
        _("Veto items declared"),
        by=by,
        detail={"vetoes": plan.declared_vetoes},
    )


def hand_in_assessment(plan: HomePlan, *, by: Officer, seen: int | None = None) -> None:
    PLAN.take(Step.ASSESS, plan, by=by, seen=seen)


def apply_for_acceptance(
    plans: Iterable[HomePlan], *, by: Officer, seen: Mapping[int, int] | None = None
) -> tuple[list[HomePlan], list[tuple[HomePlan, MoveRefused]]]:
    """Apply for several plans; each stands or falls alone. `seen`: moves shown, by plan id.

    Returns the plans that were applied for, and those that were not with the refusal.
    """
    applied, refused = [], []
    for plan in plans:
        try:
            PLAN.take(Step.APPLY, plan, by=by, seen=(seen or {}).get(plan.pk))
            applied.append(plan)
        except MoveRefused as refusal:
            refused.append((plan, refusal))
    return applied, refused
