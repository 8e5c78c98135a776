"""Legal aid: requests, cases, their stages."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.legal import (
    may_keep_phases,
    may_write,
    open_legal_case,
    record_phase,
    write_legal_case,
)
from assistance.forms.legal import MAY_STAY_EMPTY, STEP_FIELDS, LegalCaseForm, PhaseForm
from assistance.models import HotlineTicket, LegalCase, LegalPhase
from assistance.offices import COUNTY, READERS, REPORTERS
from assistance.views.casework import detail_page, opening_page
from assistance.views.tickets import from_ticket
from assistance.workflows.legal import LEGAL, LegalStage
from unions.casework.dots import Dot
from unions.casework.forms import CaseFilter
from unions.casework.pages import Casework, form_page, list_page, step_page
from unions.offices import holds_any
from unions.policy import OfficerRequest, for_officers

S = LegalStage
WORK = Casework(
    app="assistance",
    noun="legal",
    title=gettext_lazy("Legal aid"),
    workflow=LEGAL,
    dots=(
        Dot(gettext_lazy("Request"), (S.DRAFT,)),
        Dot(gettext_lazy("Decision"), (S.APPLIED, S.APPEALED)),
        Dot(gettext_lazy("Lawyer assigned"), (S.ASSIGNING,)),
        Dot(gettext_lazy("With the lawyer"), (S.HANDLING,)),
        Dot(gettext_lazy("Closed"), (S.CLOSED,)),
    ),
    fields=STEP_FIELDS,
    optional=MAY_STAY_EMPTY,
    green=(S.CLOSED,),
)


def find_case(request: OfficerRequest, legal_case_id: int) -> LegalCase:
    cases = LegalCase.objects.visible_to(request.officer).select_related(
        "county", "township", "union", "file", "ticket", "drafted_by__user", "decided_by__user"
    )
    case: LegalCase = get_object_or_404(cases, pk=legal_case_id)
    return case


@for_officers(*READERS)
@require_GET
def legal_list(request: OfficerRequest) -> HttpResponse:
    form = CaseFilter(request.GET, officer=request.officer, model=LegalCase, exact=["kind"])
    cases = LegalCase.objects.visible_to(request.officer)
    may_new = holds_any(request.officer, REPORTERS)
    return list_page(request, WORK, cases, form=form, may_open_new=may_new)


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
def legal_new(request: OfficerRequest) -> HttpResponse:
    tickets = HotlineTicket.objects.visible_to(request.officer)
    initial = from_ticket(request, tickets) | {"household": request.GET.get("household")}
    data = request.POST if request.method == "POST" else None
    form = LegalCaseForm(data, officer=request.officer, initial=initial)
    if form.is_valid():
        return redirect(open_legal_case(form.said, by=request.officer))
    return form_page(request, form, title=_("Request for legal aid"), back=WORK.url("list"))


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
def legal_edit(request: OfficerRequest, legal_case_id: int) -> HttpResponse:
    case = find_case(request, legal_case_id)
    data = request.POST if request.method == "POST" else None
    form = LegalCaseForm(data, officer=request.officer, instance=case)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        write_legal_case(case, form.said, by=request.officer, seen=seen)
        return redirect(case)
    return form_page(request, form, title=case.number, back=case.get_absolute_url())


@for_officers(*READERS)
@require_GET
def legal_detail(request: OfficerRequest, legal_case_id: int) -> HttpResponse:
    case = find_case(request, legal_case_id)
    return detail_page(
        request,
        WORK,
        case,
        phases=case.phases.order_by("began_on", "pk"),
        may_write=may_write(case, request.officer),
        may_keep_phases=may_keep_phases(case, request.officer),
    )


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def legal_step(request: OfficerRequest, legal_case_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_case(request, legal_case_id), step)


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def legal_opening(request: OfficerRequest, legal_case_id: int) -> HttpResponse:
    return opening_page(request, find_case(request, legal_case_id))


@for_officers(*COUNTY)
@require_http_methods(["GET", "POST"])
def legal_phase_new(request: OfficerRequest, legal_case_id: int) -> HttpResponse:
    return _phase_page(request, find_case(request, legal_case_id), None)


@for_officers(*COUNTY)
@require_http_methods(["GET", "POST"])
def legal_phase_edit(
    request: OfficerRequest, legal_case_id: int, legal_phase_id: int
) -> HttpResponse:
    case = find_case(request, legal_case_id)
    return _phase_page(request, case, get_object_or_404(case.phases.all(), pk=legal_phase_id))


def _phase_page(request: OfficerRequest, case: LegalCase, phase: LegalPhase | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = PhaseForm(data, officer=request.officer, instance=phase)
    if form.is_valid():
        record_phase(case, form.said, by=request.officer, phase=phase)
        return redirect(case)
    title = str(phase) if phase else _("A stage of the case")
    return form_page(request, form, title=title, back=case.get_absolute_url())
