"""A plan: in the list, whole, and taken a step on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from evidence.serving import file_response
from homes.actions.building import may_urge
from homes.actions.listing import may_name_sponsor, name_sponsor
from homes.actions.planning import DRAFT_STAGES, may_write
from homes.actions.stepping import take_step
from homes.forms.listing import PlanFilter, SponsorForm
from homes.forms.planning import ReportForm
from homes.forms.reviewing import NoteForm, ReturnForm
from homes.lifeline import changed_measures, last_return, last_urge, lifeline, waits_for
from homes.models import Attachment, HomePlan
from homes.views.found import (
    events_of,
    find_plan,
    findings_of,
    gaps_of,
    in_chapters,
    lacks_of,
    measures_of,
)
from homes.workflow import PLAN, Stage, Step
from unions.models import Event, Officer
from unions.offices import COUNTY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers, way_back
from unions.refusals import MoveRefused, Overtaken
from unions.workflow import Move

TONES = {
    Stage.RETURNED: "amber",
    Stage.OBJECTION: "amber",
    Stage.FAILED: "red",
    Stage.ACCEPTED: "green",
    Stage.BUILDING: "green",
}


@for_officers()
@require_GET
def plan_list(request: OfficerRequest) -> HttpResponse:
    """The plans of the officer's branch, with how far each has come."""
    form = PlanFilter(request.GET, officer=request.officer)
    plans = HomePlan.objects.visible_to(request.officer).select_related("township", "county")
    page = page_of(form.narrow(plans), request.GET)
    context = {"form": form, "page": page, "rows": _with_progress(page.rows, request.officer)}
    return render(request, "homes/plan_list.html", context, status=200 if form.is_valid() else 422)


def _with_progress(plans: list[HomePlan], officer: Officer) -> list[dict[str, Any]]:
    """The rows of the list: the page's own plans are counted, not the whole branch."""
    shown = HomePlan.objects.visible_to(officer).filter(pk__in=[plan.pk for plan in plans])
    counted = shown.with_progress().annotate(reported_at=Max("progress_notes__written_at"))
    by_pk = {plan.pk: plan for plan in counted}
    return [
        {
            "plan": plan,
            "progress": by_pk[plan.pk],
            "tone": tone_of(plan, officer),
            "percent": share_done(by_pk[plan.pk]),
        }
        for plan in plans
    ]


def share_done(progress: Any) -> int:
    return int(100 * progress.measures_done / (progress.measures_total or 1))


def tone_of(plan: HomePlan, officer: Officer) -> str:
    """Red where this officer is the one to act."""
    mine = any(not move.optional for move in PLAN.open_to(officer, plan))
    return "red" if mine else TONES.get(Stage(plan.stage), "neutral")


@for_officers()
@require_GET
def plan_detail(request: OfficerRequest, plan_id: int) -> HttpResponse:
    plan = find_plan(request, plan_id)
    measures, events = measures_of(plan), events_of(plan, request.officer)
    findings, changed = findings_of(plan), changed_measures(events)
    rows = [
        {
            "measure": measure,
            "findings": findings.get(measure.criterion_id, []),
            "before": changed.get(measure.criterion.code),
            "lacks": lacks_of(measure) if plan.stage in DRAFT_STAGES else [],
        }
        for measure in measures
    ]
    context = {
        "chapters": in_chapters(rows),
        "general": findings.get(None, []),
        "gaps": gaps_of(measures) if plan.stage in DRAFT_STAGES else [],
        "notes": plan.progress_notes.select_related("written_by__user").order_by("-pk")[:5],
        **_standing(plan, events, request.officer),
    }
    return render(request, "homes/plan_detail.html", context)


def _standing(plan: HomePlan, events: list[Event], officer: Officer) -> dict[str, Any]:
    """Where the plan stands, and what this officer may do now."""
    # The main button stands last, at the thumb.
    moves = sorted(PLAN.open_to(officer, plan), key=is_plain)
    return {
        "plan": plan,
        "tone": tone_of(plan, officer),
        "steps": lifeline(plan, events),
        "events": events,
        "returned": last_return(plan, events),
        "urged": last_urge(plan, events),
        "moves": moves,
        "main_move": next((move for move in moves if is_plain(move)), None),
        "waits_for": waits_for(plan),
        "may_write": may_write(plan, officer),
        "may_report": may_write(plan, officer, (Stage.BUILDING,)),
        "may_urge": may_urge(plan, officer),
        "may_sponsor": may_name_sponsor(plan, officer),
        "report_form": ReportForm(officer=officer),
    }


def is_plain(move: Move) -> bool:
    """Whether one press is enough: nothing to explain, and nothing lost by it."""
    return not move.needs_note and not move.optional


@for_officers()
@require_http_methods(["GET", "POST"])
def plan_step(request: OfficerRequest, plan_id: int, step: str) -> HttpResponse:
    """A step to take: GET asks for what it needs, POST takes it."""
    plan = find_plan(request, plan_id)
    move = next((m for m in PLAN.open_to(request.officer, plan) if m.step == step), None)
    form, refused = _step_form(request, plan, step, move), None
    if request.method == "POST" and form.is_valid():
        try:
            return _take(request, plan, step, form)
        except Overtaken:
            raise
        except MoveRefused as error:
            refused = error
    if move is None:
        raise refused or MoveRefused(_("This step is not open to you now."))
    context = {"plan": plan, "move": move, "form": form, "refused": refused, "back": _next(request)}
    context["missing"] = refused.missing if refused else _missing(move, plan)
    context["gaps"] = gaps_of(measures_of(plan)) if step == Step.SUBMIT else []
    status = 200 if request.method == "GET" else 422
    return render(request, "homes/plan_step.html", context, status=status)


def _step_form(request: OfficerRequest, plan: HomePlan, step: str, move: Move | None) -> NoteForm:
    data = request.POST if request.method == "POST" else None
    if step == Step.SEND_BACK:
        return ReturnForm(data, officer=request.officer, plan=plan)
    needs_note = move is not None and move.needs_note
    return NoteForm(data, officer=request.officer, record=plan, needs_note=needs_note)


def _take(request: OfficerRequest, plan: HomePlan, step: str, form: NoteForm) -> HttpResponse:
    said = form.cleaned_data
    reasons = form.reasons if isinstance(form, ReturnForm) else None
    take_step(plan, step, by=request.officer, note=said["note"], seen=said["seen"], reasons=reasons)
    stage = plan.get_stage_display()
    told = _("%(name)s: %(stage)s.") % {"name": plan.name, "stage": stage}
    messages.success(request, told)
    return redirect(_next(request) or plan.get_absolute_url())


def _next(request: OfficerRequest) -> str:
    return way_back(request.POST.get("next") or request.GET.get("next") or "")


def _missing(move: Move, plan: HomePlan) -> list[str]:
    return move.guard(plan) if move.guard else []


@for_officers(COUNTY_STAFF)
@require_http_methods(["GET", "POST"])
def plan_sponsor(request: OfficerRequest, plan_id: int) -> HttpResponse:
    plan = find_plan(request, plan_id)
    form = SponsorForm(request.POST or None, officer=request.officer, plan=plan)
    if form.is_valid():
        name_sponsor(plan, form.cleaned_data["sponsor"], by=request.officer)
        messages.success(request, _("The sponsor is named."))
        return redirect(plan)
    context = {"plan": plan, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "homes/plan_sponsor.html", context, status=status)


@for_officers()  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def plan_file(request: OfficerRequest, plan_id: int, file_id: int) -> FileResponse:
    """A file of a plan, for whoever sees the plan."""
    plan = get_object_or_404(HomePlan.objects.visible_to(request.officer), pk=plan_id)
    shown = Attachment.objects.unscoped("of a plan already found").filter(measure__plan=plan)
    attachment = get_object_or_404(shown.select_related("file"), file_id=file_id)
    return file_response(attachment.file)
