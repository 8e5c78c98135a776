"""Reports of one's own: put together, changed, copied, made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from reports.actions import copy_own_report, request_own_report, save_own_report
from reports.models import Document, Kind, OwnReport
from reports.own_form import OwnReportForm
from targets.indicators import INDICATORS
from unions.models import Employer, Union
from unions.offices import CITY_STAFF, COUNTY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

DESK = (CITY_STAFF, COUNTY_STAFF)


@for_officers(*DESK)
@require_GET
def own_list(request: OfficerRequest) -> HttpResponse:
    reports = OwnReport.objects.visible_to(request.officer).select_related("union", "officer__user")
    return render(request, "reports/own_list.html", {"page": page_of(reports, request.GET)})


@for_officers(*DESK)
@require_http_methods(["GET", "POST"])
def own_new(request: OfficerRequest) -> HttpResponse:
    return _form(request, OwnReport())


@for_officers(*DESK)
@require_http_methods(["GET", "POST"])
def own_edit(request: OfficerRequest, own_report_id: int) -> HttpResponse:
    reports = OwnReport.objects.visible_to(request.officer)
    own = get_object_or_404(reports, pk=own_report_id, union=request.officer.union_id)
    return _form(request, own)


def _form(request: OfficerRequest, own: OwnReport) -> HttpResponse:
    form = OwnReportForm(request.POST or None, instance=own, officer=request.officer)
    if form.is_bound and form.is_valid():
        saved = save_own_report(form.save(commit=False), by=request.officer)
        return redirect(saved)
    status = 422 if form.is_bound else 200
    return render(request, "reports/own_edit.html", {"form": form, "own": own}, status=status)


@for_officers(*DESK)
@require_GET
def own_detail(request: OfficerRequest, own_report_id: int) -> HttpResponse:
    own = _own(request, own_report_id)
    made = Document.objects.visible_to(request.officer).finished().select_related("union", "given")
    made = made.filter(kind=Kind.OWN, union=own.union_id, job__inputs__own_id=own.pk)
    context = {
        "own": own,
        "figures": [INDICATORS[code].label for code in own.indicators if code in INDICATORS],
        "unions": Union.objects.visible_to(request.officer).filter(pk__in=own.unions),
        "employers": Employer.objects.visible_to(request.officer).filter(pk__in=own.employers),
        "is_ours": own.union_id == request.officer.union_id,
        "page": page_of(made, request.GET),
    }
    return render(request, "reports/own_detail.html", context)


def _own(request: OfficerRequest, own_report_id: int) -> OwnReport:
    reports = OwnReport.objects.visible_to(request.officer).select_related("union", "officer__user")
    return get_object_or_404(reports, pk=own_report_id)


@for_officers(*DESK)
@require_POST
def own_copy(request: OfficerRequest, own_report_id: int) -> HttpResponse:
    copy = copy_own_report(_own(request, own_report_id), by=request.officer)
    messages.success(request, _("This is your copy."))
    return redirect("reports:own-edit", copy.pk)


@for_officers(*DESK)
@require_POST
def own_run(request: OfficerRequest, own_report_id: int) -> HttpResponse:
    job = request_own_report(_own(request, own_report_id), by=request.officer)
    return redirect("unions:job-detail", job.pk)
