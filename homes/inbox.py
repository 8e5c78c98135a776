"""What of home-building waits on the workbench."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from homes.lifeline import short_name
from homes.models import CountyPlan, HomePlan, Inspection
from homes.workflow import COUNTY_PLAN, PLAN, Stage, Step
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Event, Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF


def plans_at(officer: Officer, *stages: str) -> Any:
    """Plans in these stages on which the officer is the next to act, the most urgent first."""
    theirs = [stage for stage in PLAN.waiting_for(officer) if stage in stages]
    return HomePlan.objects.visible_to(officer).awaiting(theirs)


def last_said(step: str, field: str) -> Subquery:
    """A field of the last event of this step; read with the rows, not once for each."""
    events = Event.objects.filter(
        subject="homes.homeplan", subject_id=OuterRef("pk"), step=step
    ).order_by("-pk")
    return Subquery(events.values(field)[:1], output_field=CharField())


def plans_to_list(officer: Officer) -> Any:
    return plans_at(officer, Stage.LISTED)


def listed_todo(plan: HomePlan, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To notify"),
        title=plan.name,
        sub=_("On the list of %(year)s; the enterprise does not know yet.") % {"year": plan.year},
        url=plan.get_absolute_url(),
    )


def plans_to_write(officer: Officer) -> Any:
    return plans_at(officer, Stage.DRAFTING, Stage.RETURNED).annotate(
        returned_by=last_said(Step.SEND_BACK, "actor"),
        returned_why=last_said(Step.SEND_BACK, "note"),
        urged_why=last_said("urge", "note"),
    )


def writing_todo(plan: Any, officer: Officer) -> ToDo:
    if plan.stage == Stage.RETURNED:
        return _returned_todo(plan)
    return ToDo(
        tag=_("To write"),
        title=str(plan),
        sub=_urged(plan) or _("Say for each criterion what you will do, by whom and until when."),
        url=plan.get_absolute_url(),
        due_on=plan.due_on,
        tone="red",
    )


def _returned_todo(plan: Any) -> ToDo:
    """Who, why and until when; where stands on the plan's page, measure by measure."""
    said = {
        "who": short_name(plan.returned_by or ""),
        "why": plan.returned_why or "",
        "day": date_format(plan.due_on, "m-d") if plan.due_on else "—",
    }
    return ToDo(
        tag=_("Returned"),
        title=str(plan),
        sub=_("%(who)s: “%(why)s” Hand it in again by %(day)s.") % said,
        url=plan.get_absolute_url(),
        due_on=plan.due_on,
        tone="amber",
    )


def _urged(plan: Any) -> str:
    return _("The county urges: %(note)s") % {"note": plan.urged_why} if plan.urged_why else ""


def plans_to_review(officer: Officer) -> Any:
    return plans_at(officer, Stage.SUBMITTED).annotate(submitted_by=last_said(Step.SUBMIT, "actor"))


def review_todo(plan: Any, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To review"),
        title=str(plan),
        sub=_("Submitted by %(who)s.") % {"who": short_name(plan.submitted_by or "—")},
        url=plan.get_absolute_url(),
        due_on=plan.due_on,
        tone="red",
    )


def plans_to_gather(officer: Officer) -> Any:
    """Approved plans that are in no county plan yet; the move is not the county's, the deed is."""
    approved = HomePlan.objects.visible_to(officer).to_gather(officer)
    return approved.awaiting([Stage.APPROVED] if COUNTY_STAFF.held_by(officer) else [])


def gather_todo(plan: HomePlan, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To gather"),
        title=plan.name,
        sub=_("Approved; gather it into the county's plan."),
        url=plan.get_absolute_url(),
        due_on=plan.due_on,
    )


def plans_to_build(officer: Officer) -> Any:
    return (
        plans_at(officer, Stage.BUILDING)
        .with_progress()
        .annotate(urged_why=last_said("urge", "note"))
    )


def building_todo(plan: Any, officer: Officer) -> ToDo:
    counts = {"done": plan.measures_done, "total": plan.measures_total, "late": plan.measures_late}
    met = _("%(done)s of %(total)s measures met, %(late)s late.") % counts
    return ToDo(
        tag=_("Being built"),
        title=str(plan),
        sub=f"{met} {_urged(plan)}".strip(),
        url=plan.get_absolute_url(),
        due_on=plan.due_on,
        tone="red" if plan.measures_late else "green",
    )


def county_plans_waiting(officer: Officer) -> Any:
    plans = CountyPlan.objects.visible_to(officer).select_related("union")
    return plans.awaiting(COUNTY_PLAN.waiting_for(officer))


def county_plan_todo(county_plan: CountyPlan, officer: Officer) -> ToDo:
    return ToDo(
        tag=county_plan.get_stage_display(),
        title=str(county_plan),
        sub=_("The plans of the county, gathered."),
        url=county_plan.get_absolute_url(),
        due_on=county_plan.due_on,
        tone="red",
    )


def plans_to_apply(officer: Officer) -> Any:
    return plans_at(officer, Stage.ASSESSED)


def application_todo(plan: HomePlan, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To apply"),
        title=plan.name,
        sub=_("Self-assessed at %(score)s points; apply for acceptance or send it back.")
        % {"score": plan.self_score},
        url=reverse("homes:application-list"),
        due_on=plan.due_on,
        tone="red",
    )


def plans_to_inspect(officer: Officer) -> Any:
    """Applied plans wait for the city, though forming a panel is a deed and no move."""
    applied: list[str] = [Stage.APPLIED] if CITY_STAFF.held_by(officer) else []
    return HomePlan.objects.visible_to(officer).awaiting(applied)


def panel_todo(plan: HomePlan, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To inspect"),
        title=plan.name,
        sub=_("Applied for acceptance; form a panel."),
        url=f"{reverse('homes:inspection-new')}?plan={plan.pk}",
        due_on=plan.due_on,
        tone="red",
    )


def inspections_to_score(officer: Officer) -> Any:
    return Inspection.objects.to_score(officer).select_related("plan")


def scoring_todo(inspection: Inspection, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To score"),
        title=inspection.plan.name,
        sub=_("Inspection at %(place)s; score every criterion and hand in.")
        % {"place": inspection.place},
        url=reverse("homes:scoring-edit", args=[inspection.pk]),
        due_on=inspection.visit_on,
        tone="red",
    )


def inspections_to_close(officer: Officer) -> Any:
    return Inspection.objects.to_close(officer).select_related("plan")


def closing_todo(inspection: Inspection, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To close"),
        title=inspection.plan.name,
        sub=_("Every member has handed in; close the panel."),
        url=reverse("homes:inspection-close", args=[inspection.pk]),
        due_on=inspection.due_on,
        tone="red",
    )


def objections_to_settle(officer: Officer) -> Any:
    return plans_at(officer, Stage.OBJECTION).annotate(objected=last_said(Step.OBJECT, "note"))


def objection_todo(plan: Any, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("Objection"),
        title=plan.name,
        sub=plan.objected or "",
        url=reverse("homes:publicity-list"),
        tone="amber",
    )


def publicities_ended(officer: Officer) -> Any:
    ended = HomePlan.objects.visible_to(officer).publicity_ended().order_by("publicity_until", "pk")
    return ended if CITY_STAFF.held_by(officer) else ended.none()


def publicity_todo(plan: HomePlan, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To accept"),
        title=plan.name,
        sub=_("The publicity has run without objection."),
        url=reverse("homes:publicity-list"),
        due_on=plan.publicity_until,
        tone="green",
    )


SOURCES += [
    Source("homes:plan-list", plans_to_list, listed_todo),
    Source("homes:plan-list", plans_to_write, writing_todo),
    Source("homes:review-list", plans_to_review, review_todo),
    Source("homes:county-plan-list", plans_to_gather, gather_todo),
    Source("homes:plan-list", plans_to_build, building_todo),
    Source("homes:county-plan-list", county_plans_waiting, county_plan_todo),
    Source("homes:application-list", plans_to_apply, application_todo),
    Source("homes:application-list", plans_to_inspect, panel_todo),
    Source("homes:inspection-list", inspections_to_score, scoring_todo),
    Source("homes:inspection-list", inspections_to_close, closing_todo),
    Source("homes:publicity-list", objections_to_settle, objection_todo),
    Source("homes:publicity-list", publicities_ended, publicity_todo),
]
