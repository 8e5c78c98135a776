"""A plan being written by its chair: whole, or one measure at a time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from homes.actions.building import finish_measure
from homes.actions.planning import fill_in, may_write, save_measures
from homes.forms.planning import DoneForm, FillForm, MeasureForm
from homes.lifeline import last_return, last_urge
from homes.models import HomePlan, Measure
from homes.views.found import (
    edit_url,
    events_of,
    find_plan,
    findings_of,
    gaps_of,
    in_chapters,
    measures_of,
)
from homes.workflow import Stage, Step
from unions.offices import BASE_CHAIR
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Overtaken, Refused


@for_officers(BASE_CHAIR)
@require_http_methods(["GET", "POST"])
def plan_edit(request: OfficerRequest, plan_id: int) -> HttpResponse:
    """The whole plan to write; saved in one go, and handed in or filled in with the same press."""
    plan = find_plan(request, plan_id)
    if not may_write(plan, request.officer):
        messages.warning(request, _("The plan cannot be written now."))
        return redirect(plan)
    measures, posted = measures_of(plan), request.method == "POST"
    forms = [measure_form(request, plan, measure, bound=posted) for measure in measures]
    fill = FillForm(
        request.POST if posted else None,
        officer=request.officer,
        prefix="all",
        initial={"responsible": request.officer.user.display_name, "seen": plan.moves},
    )
    # Every form says what is wrong with it, not only the first.
    valid = [form.is_valid() for form in [fill, *forms]]
    if posted and all(valid):
        return _keep(request, plan, forms, fill)
    context = {**edit_context(request, plan, forms), "fill": fill, "wrong": posted}
    return render(request, "homes/plan_edit.html", context, status=422 if posted else 200)


def measure_form(
    request: OfficerRequest, plan: HomePlan, measure: Measure, *, bound: bool
) -> MeasureForm:
    return MeasureForm(
        request.POST if bound else None,
        request.FILES if bound else None,
        instance=measure,
        prefix=f"m{measure.pk}",
        officer=request.officer,
    )


def edit_context(
    request: OfficerRequest, plan: HomePlan, forms: list[MeasureForm]
) -> dict[str, Any]:
    measures = [form.instance for form in forms]
    events, findings = events_of(plan, request.officer), findings_of(plan)
    rows = [
        {
            "measure": form.instance,
            "form": form,
            "findings": findings.get(form.instance.criterion_id, []),
        }
        for form in forms
    ]
    return {
        "plan": plan,
        "chapters": in_chapters(rows),
        "gaps": gaps_of(measures),
        "returned": last_return(plan, events),
        "urged": last_urge(plan, events),
        "people": sorted({m.responsible for m in measures if m.responsible}),
    }


def _keep(
    request: OfficerRequest, plan: HomePlan, forms: list[MeasureForm], fill: FillForm
) -> HttpResponse:
    officer, every = request.officer, fill.cleaned_data
    save_measures(plan, [form.draft for form in forms], by=officer, seen=every["seen"])
    if "fill" in request.POST:
        fill_in(plan, responsible=every["responsible"], due_on=every["due_on"], by=officer)
    if "submit" in request.POST:
        return redirect("homes:plan-step", plan.pk, Step.SUBMIT.value)
    messages.success(request, _("The draft is saved."))
    return redirect("homes:plan-edit", plan.pk)


@for_officers(BASE_CHAIR)
@require_http_methods(["GET", "POST"])
def measure_edit(request: OfficerRequest, plan_id: int, measure_id: int) -> HttpResponse:
    """One measure: a part of the plan while it is drafted, a page to tick it off while building."""
    plan = find_plan(request, plan_id)
    measure = get_object_or_404(plan.measures.select_related("criterion"), pk=measure_id)
    if plan.stage == Stage.BUILDING:
        return _finish(request, plan, measure)
    if request.method == "GET":
        return redirect(edit_url(plan, measure))
    form = measure_form(request, plan, measure, bound=True)
    kept = form.is_valid()
    if kept:
        save_measures(plan, [form.draft], by=request.officer)
        form = measure_form(request, plan, _again(plan, measure), bound=False)
    if not request.htmx:
        return redirect(edit_url(plan, measure))
    return _part(request, plan, form, kept=kept)


def _again(plan: HomePlan, measure: Measure) -> Measure:
    return next(m for m in measures_of(plan) if m.pk == measure.pk)


def _part(
    request: OfficerRequest, plan: HomePlan, form: MeasureForm, *, kept: bool
) -> HttpResponse:
    """What htmx puts back: the list of gaps, and the measure itself where files have changed."""
    row = {
        "measure": form.instance,
        "form": form,
        "findings": findings_of(plan).get(form.instance.criterion_id, []),
    }
    context = {"plan": plan, "row": row, "gaps": gaps_of(measures_of(plan)), "kept": kept}
    template = "homes/_measure_saved.html" if request.FILES else "homes/_gaps.html"
    return render(request, template, context, status=200 if kept else 422)


def _finish(request: OfficerRequest, plan: HomePlan, measure: Measure) -> HttpResponse:
    form = DoneForm(
        request.POST or None,
        request.FILES or None,
        instance=measure,
        officer=request.officer,
        initial={"done_on": measure.done_on},
    )
    if form.is_valid():
        try:
            done_on = form.cleaned_data["done_on"]
            finish_measure(plan, form.draft, done_on, by=request.officer)
        except Overtaken:
            raise
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(measure)s: saved.") % {"measure": measure})
            return redirect(f"{plan.get_absolute_url()}#m{measure.pk}")
    context = {"plan": plan, "measure": measure, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "homes/measure_edit.html", context, status=status)
