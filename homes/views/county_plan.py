"""The county's plan: gathered and submitted by the county, confirmed or returned by the city."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from homes.actions.gathering import OPEN, gather_approved, take_out, write_summary
from homes.forms.reviewing import NoteForm, SummaryForm
from homes.models import CountyPlan, HomePlan
from homes.workflow import COUNTY_PLAN, PLAN, RollUpStage, Step
from kernel.days import today
from unions.models import Event, Officer
from unions.offices import COUNTY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import MoveRefused, Overtaken, Refused
from unions.workflow import Move

IN_IT = 200
TONES = {RollUpStage.CONFIRMED: "green", RollUpStage.RETURNED: "amber"}


@for_officers()
@require_GET
def county_plan_list(request: OfficerRequest) -> HttpResponse:
    """The counties' plans, and the approved plans that wait to be gathered."""
    plans = CountyPlan.objects.visible_to(request.officer).select_related("union")
    page = page_of(plans, request.GET)
    found = {plan.pk: plan for plan in page.rows}
    sizes = (
        HomePlan.objects.visible_to(request.officer)
        .filter(county_plan__in=found)
        .values_list("county_plan")
        .annotate(size=Count("pk"))
    )
    size_of = dict(sizes)
    context: dict[str, Any] = {
        "page": page,
        "rows": [
            {
                "plan": plan,
                "size": size_of.get(plan.pk, 0),
                "tone": TONES.get(RollUpStage(plan.stage), ""),
            }
            for plan in page.rows
        ],
        "waiting": _waiting(request.officer) if COUNTY_STAFF.held_by(request.officer) else [],
    }
    return render(request, "homes/county_plan_list.html", context)


def _waiting(officer: Officer) -> list[HomePlan]:
    approved = HomePlan.objects.visible_to(officer).to_gather(officer)
    return list(approved.select_related("township").order_by("year", "pk")[:IN_IT])


@for_officers(COUNTY_STAFF)
@require_POST
def county_plan_new(request: OfficerRequest) -> HttpResponse:
    """Gather what is approved into the county's open plan; makes one if there is none."""
    asked = request.POST.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today().year
    county_plan = gather_approved(year, by=request.officer)
    messages.success(request, _("The approved plans are gathered."))
    return redirect(county_plan)


def _find(request: OfficerRequest, county_plan_id: int) -> CountyPlan:
    plans = CountyPlan.objects.visible_to(request.officer).select_related("union", "county")
    county_plan: CountyPlan = get_object_or_404(plans, pk=county_plan_id)
    return county_plan


@for_officers()
@require_http_methods(["GET", "POST"])
def county_plan_detail(request: OfficerRequest, county_plan_id: int) -> HttpResponse:
    """The plans in it; POST keeps the county's word on the whole."""
    county_plan = _find(request, county_plan_id)
    writes = COUNTY_STAFF.held_by(request.officer) and county_plan.stage in OPEN
    start = {"summary": county_plan.summary}
    form = SummaryForm(request.POST or None, officer=request.officer, initial=start)
    if request.method == "POST" and not writes:
        raise Refused(_("The county's plan cannot be changed now."))
    if form.is_valid():
        write_summary(county_plan, form.cleaned_data["summary"], by=request.officer)
        messages.success(request, _("The summary is saved."))
        return redirect(county_plan)
    context = {"form": form, "writes": writes, **_standing(request.officer, county_plan)}
    status = 422 if form.is_bound else 200
    return render(request, "homes/county_plan_detail.html", context, status=status)


def _standing(officer: Officer, county_plan: CountyPlan) -> dict[str, Any]:
    plans = HomePlan.objects.visible_to(officer).filter(county_plan=county_plan)
    plans = plans.select_related("township", "standard", "employer", "sponsor__user", "county")
    found = list(plans.order_by("pk")[:IN_IT])
    events = list(Event.objects.visible_to(officer).about(county_plan)[:50])
    moves = _moves(county_plan, officer)
    return {
        "county_plan": county_plan,
        "rows": [{"plan": plan, "returns": _may_return(plan, officer)} for plan in found],
        "workers": sum(plan.employer.headcount for plan in found),
        "events": events,
        "moves": moves,
        "tone": "red" if moves else TONES.get(RollUpStage(county_plan.stage), ""),
        "main_move": next((move for move in moves if not move.needs_note), None),
        "returned": next((e for e in events if e.target), None),
        "gathers": COUNTY_STAFF.held_by(officer),
    }


def _moves(county_plan: CountyPlan, officer: Officer) -> list[Move]:
    """The moves open to the officer, the main one last."""
    return sorted(COUNTY_PLAN.open_to(officer, county_plan), key=lambda move: not move.needs_note)


def _may_return(plan: HomePlan, officer: Officer) -> bool:
    return any(move.step == Step.SEND_BACK for move in PLAN.open_to(officer, plan))


@for_officers(COUNTY_STAFF)
@require_POST
def county_plan_removal(request: OfficerRequest, county_plan_id: int, plan_id: int) -> HttpResponse:
    """Take one plan out again."""
    county_plan = _find(request, county_plan_id)
    inside = HomePlan.objects.visible_to(request.officer).filter(county_plan=county_plan)
    plan = get_object_or_404(inside, pk=plan_id)
    take_out(plan, county_plan, by=request.officer)
    messages.success(request, _("%(name)s is taken out.") % {"name": plan.name})
    return redirect(county_plan)


@for_officers()
@require_http_methods(["GET", "POST"])
def county_plan_step(request: OfficerRequest, county_plan_id: int, step: str) -> HttpResponse:
    county_plan, refused = _find(request, county_plan_id), None
    move = next((m for m in _moves(county_plan, request.officer) if m.step == step), None)
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        officer=request.officer,
        record=county_plan,
        needs_note=move is not None and move.needs_note,
    )
    if form.is_valid():
        try:
            said = form.cleaned_data
            COUNTY_PLAN.take(
                step, county_plan, by=request.officer, note=said["note"], seen=said["seen"]
            )
        except Overtaken:
            raise
        except MoveRefused as error:
            refused = error
        else:
            stage = county_plan.get_stage_display()
            messages.success(request, f"{county_plan}: {stage}")
            return redirect(county_plan)
    return _ask(request, county_plan, move, form, refused)


def _ask(
    request: OfficerRequest,
    county_plan: CountyPlan,
    move: Move | None,
    form: NoteForm,
    refused: MoveRefused | None,
) -> HttpResponse:
    if move is None:
        raise refused or MoveRefused(_("This step is not open to you now."))
    context = {"county_plan": county_plan, "move": move, "form": form, "refused": refused}
    context["missing"] = refused.missing if refused else []
    status = 422 if form.is_bound else 200
    return render(request, "homes/county_plan_step.html", context, status=status)
