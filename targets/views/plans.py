"""Plans of several years: the list, one plan by lines and years, and its years' figures."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from targets.forms.plans import PlanYearsForm
from targets.models import Plan
from targets.plan_table import table_of, told_for
from targets.planning import set_years
from unions.models import Event
from unions.offices import CITY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers()
@require_GET
def plan_list(request: OfficerRequest) -> HttpResponse:
    plans = Plan.objects.visible_to(request.officer)
    return render(request, "targets/plan_list.html", {"page": page_of(plans, request.GET)})


@for_officers()
@require_GET
def plan_detail(request: OfficerRequest, target_plan_id: int) -> HttpResponse:
    plan = _plan(request, target_plan_id)
    told = told_for(plan)
    context = {
        "plan": plan,
        "told": told,
        "lines": table_of(plan, told, request.officer),
        "may_change": CITY_STAFF.held_by(request.officer),
        "events": Event.objects.visible_to(request.officer).about(plan),
    }
    return render(request, "targets/plan_detail.html", context)


@for_officers(CITY_STAFF)
@require_http_methods(["GET", "POST"])
def plan_edit(request: OfficerRequest, target_plan_id: int) -> HttpResponse:
    plan = _plan(request, target_plan_id)
    form = PlanYearsForm(request.POST or None, officer=request.officer, plan=plan)
    refused, status = None, 422 if form.is_bound else 200
    if form.is_valid():
        kept = form.cleaned_data
        try:
            set_years(plan, form.values(), why=kept["why"], by=request.officer, seen=kept["seen"])
        except Refused as overtaken:
            refused, status = overtaken, overtaken.status
        else:
            messages.success(request, _("Saved."))
            return redirect(plan)
    context = {"plan": plan, "form": form, "refused": refused}
    return render(request, "targets/plan_edit.html", context, status=status)


def _plan(request: OfficerRequest, target_plan_id: int) -> Plan:
    plans = Plan.objects.visible_to(request.officer).select_related("union")
    plan: Plan = get_object_or_404(plans, pk=target_plan_id)
    return plan
