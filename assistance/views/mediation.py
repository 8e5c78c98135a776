"""Mediation: disputes, level by level."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.mediation import open_mediation, tiers_open_to
from assistance.forms.mediation import MAY_STAY_EMPTY, STEP_FIELDS, MediationForm
from assistance.models import HotlineTicket, MediationCase
from assistance.offices import CITY, COUNTY, READERS, UNIT
from assistance.views.casework import detail_page, opening_page
from assistance.views.tickets import from_ticket
from assistance.workflows.mediation import MEDIATION, MediationStage, Tier, tiers_of
from unions.casework.dots import Dot
from unions.casework.forms import CaseFilter
from unions.casework.pages import Casework, form_page, list_page, step_page
from unions.policy import OfficerRequest, for_officers

S = MediationStage
WORK = Casework(
    app="assistance",
    noun="mediation",
    title=gettext_lazy("Mediation"),
    workflow=MEDIATION,
    dots=(
        Dot(gettext_lazy("Opened"), (S.OPENED,)),
        Dot(gettext_lazy("In mediation"), (S.MEDIATING,)),
        Dot(gettext_lazy("Agreement reached"), (S.AGREED,)),
        Dot(gettext_lazy("Agreement kept"), (S.CLOSED,)),
    ),
    fields=STEP_FIELDS,
    optional=MAY_STAY_EMPTY,
    green=(S.AGREED, S.CLOSED),
)


def find_case(request: OfficerRequest, mediation_id: int) -> MediationCase:
    cases = MediationCase.objects.visible_to(request.officer).select_related(
        "county", "township", "union", "in_charge", "ticket", "federation", "drafted_by__user"
    )
    case: MediationCase = get_object_or_404(cases, pk=mediation_id)
    return case


@for_officers(*READERS)
@require_GET
def mediation_list(request: OfficerRequest) -> HttpResponse:
    form = CaseFilter(
        request.GET, officer=request.officer, model=MediationCase, exact=["tier", "claim"]
    )
    cases = MediationCase.objects.visible_to(request.officer)
    cases = cases.select_related("in_charge", "federation")
    may_new = bool(tiers_open_to(request.officer))
    return list_page(request, WORK, cases, form=form, may_open_new=may_new)


@for_officers(*UNIT, *COUNTY, *CITY)
@require_http_methods(["GET", "POST"])
def mediation_new(request: OfficerRequest) -> HttpResponse:
    initial = from_ticket(request, HotlineTicket.objects.visible_to(request.officer))
    data = request.POST if request.method == "POST" else None
    form = MediationForm(data, officer=request.officer, initial=initial)
    if form.is_valid():
        return redirect(open_mediation(form.said, by=request.officer))
    return form_page(request, form, title=_("Open a dispute"), back=WORK.url("list"))


@for_officers(*READERS)
@require_GET
def mediation_detail(request: OfficerRequest, mediation_id: int) -> HttpResponse:
    case = find_case(request, mediation_id)
    return detail_page(request, WORK, case, tiers=_ladder(case))


def _ladder(case: MediationCase) -> list[dict[str, object]]:
    """The levels of the federation, and which has the case."""
    order, here = list(Tier), list(Tier).index(Tier(case.tier))
    shown = {*tiers_of(case.federation), Tier(case.tier)}
    return [
        {"label": tier.label, "here": order.index(tier) == here, "past": order.index(tier) < here}
        for tier in order
        if tier in shown
    ]


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def mediation_step(request: OfficerRequest, mediation_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_case(request, mediation_id), step)


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def mediation_opening(request: OfficerRequest, mediation_id: int) -> HttpResponse:
    return opening_page(request, find_case(request, mediation_id))
