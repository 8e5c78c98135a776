"""While a home is being built: the chair reports, the county urges."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from homes.actions.building import may_urge, report_progress, urge_plan
from homes.actions.planning import may_write
from homes.forms.planning import ReportForm, UrgeForm
from homes.views.found import find_plan
from homes.workflow import Stage
from unions.offices import BASE_CHAIR, COUNTY_STAFF
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers(BASE_CHAIR)
@require_http_methods(["GET", "POST"])
def report_new(request: OfficerRequest, plan_id: int) -> HttpResponse:
    plan = find_plan(request, plan_id)
    if not may_write(plan, request.officer, (Stage.BUILDING,)):
        raise Refused(_("Progress is reported while the home is being built."))
    form = ReportForm(request.POST if request.method == "POST" else None, officer=request.officer)
    if form.is_valid():
        report_progress(plan, form.cleaned_data["text"], by=request.officer)
        messages.success(request, _("Your report is with the county."))
        return redirect(plan)
    context = {"plan": plan, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "homes/report_new.html", context, status=status)


@for_officers(COUNTY_STAFF)
@require_http_methods(["GET", "POST"])
def urge_new(request: OfficerRequest, plan_id: int) -> HttpResponse:
    plan = find_plan(request, plan_id)
    if not may_urge(plan, request.officer):
        raise Refused(_("Nothing waits for the chair of %(name)s now.") % {"name": plan.name})
    form = UrgeForm(request.POST if request.method == "POST" else None, officer=request.officer)
    if form.is_valid():
        urge_plan(plan, form.cleaned_data["note"], by=request.officer)
        messages.success(request, _("The chair finds your words on the workbench."))
        return redirect(plan)
    context = {"plan": plan, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "homes/urge_new.html", context, status=status)
