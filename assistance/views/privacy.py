"""The registers of the Personal Information Protection Law, and the end of keeping."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.blanking import (
    decide_disposal,
    file_years,
    propose_disposal,
    retention_over,
)
from assistance.actions.recording import record_privacy
from assistance.forms.privacy import AppraisalForm, RecordForm
from assistance.models import Disposal, HouseholdFile, MeansCheck, PaymentBatch, PrivacyRecord
from assistance.models.privacy import RecordKind
from assistance.views.answer import answer_page
from assistance.views.entry import entry_page
from assistance.workflows.privacy import DISPOSAL, RECORDERS, RETENTION_READERS
from kernel.days import months_after, today
from unions.models import Event
from unions.offices import COUNTY_STAFF
from unions.pages import page_of
from unions.parameters import parameter
from unions.policy import OfficerRequest, for_officers

LATEST = 20


@for_officers(*RECORDERS)
@require_GET
def privacy_list(request: OfficerRequest) -> HttpResponse:
    """The three registers; transfers with the means checks and bank files that are such, too."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in RecordKind.values else RecordKind.ASSESSMENT
    rows = PrivacyRecord.objects.visible_to(request.officer).filter(kind=kind)
    context: dict[str, Any] = {
        "kind": kind,
        "kinds": RecordKind.choices,
        "page": page_of(rows.select_related("union"), request.GET),
    }
    if kind == RecordKind.TRANSFER:
        checks = MeansCheck.objects.visible_to(request.officer).select_related("file")
        batches = PaymentBatch.objects.visible_to(request.officer).exclude(sent_on=None)
        context["checks"] = checks.order_by("-pk")[:LATEST]
        context["batches"] = batches.order_by("-pk")[:LATEST]
    return render(request, "assistance/privacy_list.html", context)


@for_officers(*RECORDERS)
@require_http_methods(["GET", "POST"])
def privacy_new(request: OfficerRequest) -> HttpResponse:
    initial = {"kind": request.GET.get("kind", "")}
    form = RecordForm(request.POST or None, officer=request.officer, initial=initial)
    if form.is_valid():
        record = record_privacy(form.cleaned_data, by=request.officer)
        messages.success(request, _("Entered in the register."))
        return redirect("assistance:privacy-detail", record.pk)
    return entry_page(
        request, form, title=_("New entry"), button=_("Enter"),
        hint=_("Write what, why and which measures; no names and no numbers of persons."),
        back=(reverse("assistance:privacy-list"), _("Privacy registers")),
    )  # fmt: skip


@for_officers(*RECORDERS)
@require_GET
def privacy_detail(request: OfficerRequest, record_id: int) -> HttpResponse:
    rows = PrivacyRecord.objects.visible_to(request.officer).select_related("recorded_by__user")
    record = get_object_or_404(rows.select_related("recorded_by__union"), pk=record_id)
    return render(request, "assistance/privacy_detail.html", {"record": record})


@for_officers(*RETENTION_READERS)
@require_GET
def retention_list(request: OfficerRequest) -> HttpResponse:
    """Files whose time is over, those waiting for a second person, and vouchers past theirs."""
    years, kept_years = int(parameter("assistance.keep_voucher_years")), file_years()
    batches = PaymentBatch.objects.visible_to(request.officer)
    context = {
        "page": page_of(retention_over(request.officer, kept_years), request.GET),
        "waiting": Disposal.objects.visible_to(request.officer)
        .filter(stage="proposed")
        .order_by("pk")[:LATEST],
        "batches": batches.filter(sent_on__lt=months_after(today(), -12 * years)).order_by(
            "sent_on", "pk"
        )[:LATEST],
        "file_years": kept_years,
        "voucher_years": years,
        "may_appraise": COUNTY_STAFF.held_by(request.officer),
    }
    return render(request, "assistance/retention_list.html", context)


@for_officers(COUNTY_STAFF)
@require_http_methods(["GET", "POST"])
def disposal_new(request: OfficerRequest, household_id: int) -> HttpResponse:
    file = get_object_or_404(HouseholdFile.objects.visible_to(request.officer), pk=household_id)
    form = AppraisalForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        disposal = propose_disposal(file, form.cleaned_data["appraisal"], by=request.officer)
        messages.success(request, _("Appraised; a second person decides."))
        return redirect(disposal)
    return entry_page(
        request, form, title=_("Appraise"), button=_("Propose"),
        hint=_("You propose; a second person decides."),
        back=(reverse("assistance:retention-list"), _("End of keeping")),
    )  # fmt: skip


@for_officers(*RETENTION_READERS)
@require_GET
def disposal_detail(request: OfficerRequest, disposal_id: int) -> HttpResponse:
    disposal = _find(request, disposal_id)
    context = {
        "disposal": disposal,
        "moves": DISPOSAL.open_to(request.officer, disposal),
        "events": Event.objects.visible_to(request.officer).about(disposal)[:20],
    }
    return render(request, "assistance/disposal_detail.html", context)


def _find(request: OfficerRequest, disposal_id: int) -> Disposal:
    rows = Disposal.objects.visible_to(request.officer).select_related("file", "drafted_by__user")
    return get_object_or_404(rows, pk=disposal_id)


@for_officers(*RETENTION_READERS)
@require_http_methods(["GET", "POST"])
def disposal_step(request: OfficerRequest, disposal_id: int, step: str) -> HttpResponse:
    disposal = _find(request, disposal_id)

    def take(said: dict[str, Any]) -> HttpResponse:
        decide_disposal(step, disposal, note=said["note"], seen=said["seen"], by=request.officer)
        return redirect(disposal)

    template = "assistance/disposal_step.html"
    return answer_page(request, DISPOSAL, disposal, step, take=take, template=template)
