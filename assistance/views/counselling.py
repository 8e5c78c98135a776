"""Counselling: hours, appointments; the content is for the counsellor and the head alone."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.counselling import (
    book_appointment,
    may_write_notes,
    offer_slot,
    write_notes,
)
from assistance.forms.counselling import STEP_FIELDS, AppointmentForm, NotesForm, SlotForm
from assistance.models import Appointment, CounselSlot
from assistance.offices import CITY, COUNTY, COUNTY_DIRECTOR, READERS, REPORTERS
from assistance.views.casework import detail_page, opening_page
from assistance.workflows.counselling import COUNSEL, CounselStage
from kernel.days import today
from unions.casework.dots import Dot
from unions.casework.forms import CaseFilter
from unions.casework.pages import Casework, form_page, list_page, step_page
from unions.offices import holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

S = CounselStage
WORK = Casework(
    app="assistance",
    noun="counsel",
    title=gettext_lazy("Counselling"),
    workflow=COUNSEL,
    dots=(
        Dot(gettext_lazy("Booked"), (S.BOOKED,)),
        Dot(pgettext_lazy("appointment", "Confirmed"), (S.CONFIRMED,)),
        Dot(gettext_lazy("Held"), (S.HELD, S.FOLLOW_UP)),
        Dot(gettext_lazy("Closed"), (S.CLOSED,)),
    ),
    fields=STEP_FIELDS,
    green=(S.HELD, S.CLOSED),
)


def find_case(request: OfficerRequest, appointment_id: int) -> Appointment:
    cases = Appointment.objects.visible_to(request.officer).select_related(
        "county", "township", "union", "slot", "counsellor__user", "drafted_by__user"
    )
    case: Appointment = get_object_or_404(cases, pk=appointment_id)
    return case


@for_officers(*READERS)
@require_GET
def counsel_list(request: OfficerRequest) -> HttpResponse:
    form = CaseFilter(request.GET, officer=request.officer, model=Appointment)
    cases = Appointment.objects.visible_to(request.officer)
    cases = cases.select_related("slot", "counsellor__user")
    may_new = holds_any(request.officer, (*REPORTERS, COUNTY_DIRECTOR))
    return list_page(request, WORK, cases, form=form, may_open_new=may_new)


@sensitive_post_parameters()
@for_officers(*REPORTERS, COUNTY_DIRECTOR)
@require_http_methods(["GET", "POST"])
def counsel_new(request: OfficerRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form, status = AppointmentForm(data, officer=request.officer), None
    if form.is_valid():
        try:
            return redirect(book_appointment(form.said, by=request.officer))
        except Refused as refused:
            form.add_error("slot", str(refused))
    return form_page(
        request, form, title=_("Book an appointment"), back=WORK.url("list"), status=status
    )


@for_officers(*READERS)
@require_GET
def counsel_detail(request: OfficerRequest, appointment_id: int) -> HttpResponse:
    case = find_case(request, appointment_id)
    may_write = may_write_notes(case, request.officer)
    return detail_page(request, WORK, case, may_write=may_write)


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def counsel_step(request: OfficerRequest, appointment_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_case(request, appointment_id), step)


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def counsel_opening(request: OfficerRequest, appointment_id: int) -> HttpResponse:
    return opening_page(request, find_case(request, appointment_id))


@sensitive_post_parameters()
@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def counsel_notes(request: OfficerRequest, appointment_id: int) -> HttpResponse:
    """What the counsellor writes down; it never comes back unasked, not even to them."""
    case = find_case(request, appointment_id)
    if not may_write_notes(case, request.officer):
        raise Refused(_("Only the counsellor writes here, after the appointment."))
    data = request.POST if request.method == "POST" else None
    form = NotesForm(data, officer=request.officer)
    if form.is_valid():
        write_notes(case, form.cleaned_data["notes"], by=request.officer)
        return redirect(case)
    return form_page(request, form, title=_("Counsellor's notes"), back=case.get_absolute_url())


@for_officers(*READERS)
@require_GET
def counsel_slot_list(request: OfficerRequest) -> HttpResponse:
    slots = CounselSlot.objects.visible_to(request.officer).free_from(today())
    page = page_of(slots.select_related("counsellor__user"), request.GET, by="day")
    may_new = holds_any(request.officer, (*COUNTY, *CITY))
    context = {"page": page, "may_new": may_new}
    return render(request, "assistance/counsel_slot_list.html", context)


@for_officers(*COUNTY, *CITY)
@require_http_methods(["GET", "POST"])
def counsel_slot_new(request: OfficerRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = SlotForm(data, officer=request.officer)
    if form.is_valid():
        try:
            offer_slot(form.said, by=request.officer)
        except Refused as refused:
            form.add_error("begins", str(refused))
        else:
            return redirect("assistance:counsel-slot-list")
    return form_page(request, form, title=_("Offer an hour"), back=WORK.url("slot-list"))
