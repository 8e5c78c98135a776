"""Supervision opinions: what employers were asked to put right."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.supervision import draft_opinion
from assistance.forms.supervision import MAY_STAY_EMPTY, STEP_FIELDS, OpinionForm
from assistance.models import SupervisionOpinion
from assistance.offices import READERS, REPORTERS
from assistance.views.casework import detail_page
from assistance.workflows.supervision import OPINION, OpinionStage
from unions.casework.dots import Dot
from unions.casework.forms import CaseFilter
from unions.casework.pages import Casework, form_page, list_page, step_page
from unions.offices import holds_any
from unions.policy import OfficerRequest, for_officers

S = OpinionStage
WORK = Casework(
    app="assistance",
    noun="opinion",
    title=gettext_lazy("Labour law supervision"),
    workflow=OPINION,
    dots=(
        Dot(gettext_lazy("Drafted"), (S.DRAFT,)),
        Dot(gettext_lazy("Opinion issued"), (S.ISSUED,)),
        Dot(gettext_lazy("Reply or proposal"), (S.REPLIED, S.PROPOSED)),
        Dot(gettext_lazy("Closed"), (S.CLOSED,)),
    ),
    fields=STEP_FIELDS,
    optional=MAY_STAY_EMPTY,
    green=(S.REPLIED, S.CLOSED),
)


def find_case(request: OfficerRequest, opinion_id: int) -> SupervisionOpinion:
    cases = SupervisionOpinion.objects.visible_to(request.officer).select_related(
        "county", "township", "union", "drafted_by__user"
    )
    case: SupervisionOpinion = get_object_or_404(cases, pk=opinion_id)
    return case


@for_officers(*READERS)
@require_GET
def opinion_list(request: OfficerRequest) -> HttpResponse:
    form = CaseFilter(request.GET, officer=request.officer, model=SupervisionOpinion)
    cases = SupervisionOpinion.objects.visible_to(request.officer)
    may_new = holds_any(request.officer, REPORTERS)
    return list_page(request, WORK, cases, form=form, may_open_new=may_new)


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
def opinion_new(request: OfficerRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = OpinionForm(data, officer=request.officer)
    if form.is_valid():
        return redirect(draft_opinion(form.said, by=request.officer))
    return form_page(request, form, title=_("Draft an opinion"), back=WORK.url("list"))


@for_officers(*READERS)
@require_GET
def opinion_detail(request: OfficerRequest, opinion_id: int) -> HttpResponse:
    return detail_page(request, WORK, find_case(request, opinion_id))


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def opinion_step(request: OfficerRequest, opinion_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_case(request, opinion_id), step)
