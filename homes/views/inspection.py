"""Panels: forming one, seeing who has handed in, closing it, calling it off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from homes.actions.closing import close_inspection
from homes.actions.inspecting import call_off_inspection, form_panel, may_close
from homes.forms.inspecting import ConclusionForm, PanelForm
from homes.forms.reviewing import NoteForm
from homes.models import HomePlan, Inspection
from homes.models.plan import Origin
from homes.records import acceptance_record
from homes.views.application import ticked
from homes.workflow import INSPECTION, InspectionStage, Stage
from unions.models import Event
from unions.offices import CITY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import MoveRefused, Overtaken, Refused

MOST_CANDIDATES = 30


@for_officers(CITY_STAFF)
@require_http_methods(["GET", "POST"])
def inspection_new(request: OfficerRequest) -> HttpResponse:
    """A panel for the plans named in the address; the search keeps what was ticked."""
    waiting = HomePlan.objects.visible_to(request.officer).filter(stage=Stage.APPLIED)
    plans = list(waiting.filter(pk__in=ticked(request)).select_related("sponsor", "drafted_by"))
    if not plans:
        raise Refused(_("Choose homes that wait for inspection first."))
    posted = request.method == "POST" and "search" not in request.POST
    form, refused = PanelForm(request.POST if posted else None, officer=request.officer), None
    if form.is_valid():
        try:
            return _send(request, plans, form)
        except Refused as refusal:
            refused = refusal
    context = {"plans": plans, "form": form, "refused": refused, **_candidates(request, form)}
    status = 422 if posted else 200
    return render(request, "homes/inspection_new.html", context, status=status)


def _send(request: OfficerRequest, plans: list[HomePlan], form: PanelForm) -> HttpResponse:
    inspections = form_panel(plans, form.panel(), by=request.officer)
    count = len(inspections)
    told = ngettext("The panel goes to %(count)s home.", "It goes to %(count)s homes.", count)
    messages.success(request, told % {"count": count})
    return redirect(inspections[0] if count == 1 else "homes:inspection-list")


def _candidates(request: OfficerRequest, form: PanelForm) -> dict[str, Any]:
    """Who can be ticked, and what has been filled in so far."""
    words = request.POST.get("q", "")[:40]
    chosen = request.POST.getlist("members")
    return {
        "candidates": form.candidates(words, chosen, most=MOST_CANDIDATES),
        "q": words,
        "chosen": set(ticked(request, "members")),
        "workers": set(ticked(request, "workers")),
        "chair": request.POST.get("chair", ""),
        "visit_on": request.POST.get("visit_on", ""),
        "place": request.POST.get("place", ""),
    }


@for_officers()
@require_GET
def inspection_list(request: OfficerRequest) -> HttpResponse:
    """The inspections of the branch, and those whose panel the officer sits on."""
    inspections = Inspection.objects.visible_to(request.officer).select_related("plan__county")
    counted = inspections.annotate(
        seats=Count("members"),
        handed_in=Count("members", filter=Q(members__handed_in_at__isnull=False)),
    )
    context = {
        "page": page_of(counted, request.GET),
        "forms_panels": CITY_STAFF.held_by(request.officer),
    }
    return render(request, "homes/inspection_list.html", context)


def find_inspection(request: OfficerRequest, inspection_id: int) -> Inspection:
    inspections = Inspection.objects.visible_to(request.officer)
    found: Inspection = get_object_or_404(
        inspections.select_related("plan__employer", "plan__standard", "plan__county"),
        pk=inspection_id,
    )
    return found


@for_officers()
@require_GET
def inspection_detail(request: OfficerRequest, inspection_id: int) -> HttpResponse:
    """Who is on the panel and who has handed in; what it found once it is closed."""
    inspection = find_inspection(request, inspection_id)
    return render(request, "homes/inspection_detail.html", _standing(request, inspection))


def _standing(request: OfficerRequest, inspection: Inspection) -> dict[str, Any]:
    members = inspection.members.select_related("officer__user", "officer__union")
    seats = list(members.order_by("-is_chair", "pk"))
    closed = inspection.stage == InspectionStage.CLOSED
    findings = inspection.plan.findings.exclude(origin=Origin.RETURNED).order_by("pk")
    return {
        "inspection": inspection,
        "plan": inspection.plan,
        "seats": seats,
        "seat": next((seat for seat in seats if seat.officer_id == request.officer.pk), None),
        "handed_in": sum(seat.handed_in_at is not None for seat in seats),
        "closes": may_close(inspection, request.officer),
        "moves": INSPECTION.open_to(request.officer, inspection),
        "record": acceptance_record(inspection.plan) if closed else None,
        "findings": findings.select_related("criterion") if closed else [],
        "events": Event.objects.visible_to(request.officer).about(inspection)[:20],
    }


@for_officers()
@require_http_methods(["GET", "POST"])
def inspection_close(request: OfficerRequest, inspection_id: int) -> HttpResponse:
    """The panel's chair records what the panel concludes; the scores do the rest."""
    inspection = find_inspection(request, inspection_id)
    if not may_close(inspection, request.officer):
        raise MoveRefused(_("Only the panel's chair closes an open inspection."))
    data = request.POST if request.method == "POST" else None
    known = {"seen": inspection.moves}
    form, refused = ConclusionForm(data, officer=request.officer, initial=known), None
    if form.is_valid():
        try:
            return _close(request, inspection, form)
        except Overtaken:
            raise
        except MoveRefused as refusal:
            refused = refusal
    context = {"form": form, "refused": refused, **_standing(request, inspection)}
    status = 422 if form.is_bound else 200
    return render(request, "homes/inspection_close.html", context, status=status)


def _close(request: OfficerRequest, inspection: Inspection, form: ConclusionForm) -> HttpResponse:
    seen = form.cleaned_data["seen"]
    close_inspection(inspection, form.said(), by=request.officer, seen=seen)
    told = {"name": inspection.plan.name, "score": inspection.score}
    messages.success(request, _("%(name)s: %(score)s points. The panel is closed.") % told)
    # The door of a chair from elsewhere has just closed behind them.
    return redirect(inspection if request.officer.oversees(inspection) else "homes:inspection-list")


@for_officers(CITY_STAFF)
@require_http_methods(["GET", "POST"])
def inspection_cancel(request: OfficerRequest, inspection_id: int) -> HttpResponse:
    inspection = find_inspection(request, inspection_id)
    data = request.POST if request.method == "POST" else None
    form = NoteForm(data, officer=request.officer, record=inspection)
    if form.is_valid():
        said = form.cleaned_data
        if said["note"].strip():
            call_off_inspection(
                inspection, by=request.officer, note=said["note"], seen=said["seen"]
            )
            messages.success(
                request, _("The inspection is called off; the home waits for a panel.")
            )
            return redirect("homes:application-list")
        form.add_error("note", _("Please say why: the panel will read it."))
    context = {"form": form, "inspection": inspection, "plan": inspection.plan}
    status = 422 if form.is_bound else 200
    return render(request, "homes/inspection_cancel.html", context, status=status)
