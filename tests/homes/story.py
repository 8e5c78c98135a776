"""How a plan comes to stand where a test about inspections begins."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from homes.actions.assessing import Answer, apply_for_acceptance, assess_criteria
from homes.actions.closing import Conclusion, close_inspection
from homes.actions.inspecting import Panel, form_panel, hand_in_scores, score_criteria
from homes.models import Attachment, Criterion, HomePlan, Inspection, PanelMember
from homes.scoring import Rule
from homes.workflow import PLAN, Stage, Step
from kernel.days import today
from tests.cast import City
from unions.models import Officer
from unions.scoping import same_owner

FULL = {Rule.BOOL: "1", Rule.RUBRIC: "1", Rule.RATIO: "1", Rule.COUNT: "9"}


def stand_at(plan: HomePlan, stage: str) -> HomePlan:
    """Put a plan where the story needs it, without telling how it came there."""
    HomePlan.objects.filter(pk=plan.pk).update(stage=stage)
    plan.refresh_from_db()
    return plan


def criteria_of(plan: HomePlan) -> list[Criterion]:
    return list(Criterion.objects.filter(standard=plan.standard_id).order_by("position"))


def full_answers(plan: HomePlan, *, nothing: Iterable[str] = (), note: str = "") -> list[Answer]:
    """Full points everywhere, but nothing for the codes named, with a note there."""
    return [
        Answer(
            criterion,
            Decimal(0) if criterion.code in nothing else Decimal(FULL[Rule(criterion.rule)]),
            note if criterion.code in nothing else "",
        )
        for criterion in criteria_of(plan)
    ]


def prove_musts(plan: HomePlan, file) -> None:
    Attachment.objects.bulk_create(
        Attachment(measure=measure, file=file, **same_owner(plan))
        for measure in plan.measures.filter(criterion__must=True)
    )


def assessed(plan: HomePlan, town: City, *, nothing: Iterable[str] = ()) -> HomePlan:
    stand_at(plan, Stage.BUILDING)
    assess_criteria(plan, full_answers(plan, nothing=nothing), by=town.chair)
    PLAN.take(Step.ASSESS, plan, by=town.chair)
    return plan


def applied(plan: HomePlan, town: City, file) -> HomePlan:
    assessed(plan, town)
    prove_musts(plan, file)
    apply_for_acceptance([plan], by=town.county)
    return plan


def panel_of(*members: Officer, **changes) -> Panel:
    known = {"chair": members[0], "visit_on": today() + timedelta(days=3), "place": "厂部会议室"}
    return Panel(members=list(members), **{**known, **changes})


def inspecting(plan: HomePlan, town: City) -> Inspection:
    """The usual panel: the city's inspector in the chair, an expert, a worker representative."""
    stand_at(plan, Stage.APPLIED)
    panel = panel_of(town.city_inspector, town.expert, town.worker)
    return form_panel([plan], panel, by=town.city)[0]


def seat(inspection: Inspection, officer: Officer) -> PanelMember:
    return inspection.members.get(officer=officer)


def scored(inspection: Inspection, *, by_member=None, nothing=(), note: str = "") -> Inspection:
    """Everyone hands in; `by_member` maps an officer's id to the codes they gave nothing."""
    for member in inspection.members.select_related("officer").order_by("pk"):
        codes = (by_member or {}).get(member.officer_id, nothing)
        given = full_answers(inspection.plan, nothing=codes, note=note)
        score_criteria(member, given, by=member.officer)
        hand_in_scores(member, by=member.officer)
    return inspection


def close(inspection: Inspection, by: Officer, *, vetoes=(), satisfaction: str | None = "85"):
    known = Decimal(satisfaction) if satisfaction else None
    close_inspection(inspection, Conclusion(list(vetoes), known, "情况属实"), by=by)
    inspection.refresh_from_db()
    return inspection


# Without the ★ 2.1 (7 points): 93. Without these (2.2 5, 2.6 4, 2.8 3, 3.1 3, 3.2 4, 4.3 3): 78.
SEVERAL = ("2.2", "2.6", "2.8", "3.1", "3.2", "4.3")
