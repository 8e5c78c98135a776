"""Proposals to workers' congresses, from raised to how far the answer satisfied."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from bargaining.actions.congress import raise_proposal
from bargaining.forms.congress import STEP_FIELDS, ProposalForm
from bargaining.models import CongressProposal
from bargaining.offices import READERS, UNITS
from bargaining.views.congress import find_kept
from bargaining.workflows.congress_proposal import CONGRESS_PROPOSAL, CongressProposalStage
from unions.casework.dots import Dot
from unions.casework.forms import CaseFilter
from unions.casework.pages import Casework, detail_page, form_page, list_page, step_page
from unions.policy import OfficerRequest, for_officers

S = CongressProposalStage
WORK = Casework(
    app="bargaining",
    noun="proposal",
    title=gettext_lazy("Proposals to the congress"),
    workflow=CONGRESS_PROPOSAL,
    dots=(
        Dot(pgettext_lazy("proposal", "Raised"), (S.RAISED,)),
        Dot(pgettext_lazy("proposal", "Filed"), (S.FILED,)),
        Dot(pgettext_lazy("proposal", "In hand"), (S.IN_HAND,)),
        Dot(pgettext_lazy("proposal", "Answered"), (S.ANSWERED,)),
        Dot(pgettext_lazy("proposal", "Closed"), (S.CLOSED,)),
    ),
    fields=STEP_FIELDS,
    green=(S.CLOSED,),
)


def find_proposal(request: OfficerRequest, congress_proposal_id: int) -> CongressProposal:
    proposals = CongressProposal.objects.visible_to(request.officer).select_related(
        "county", "township", "union", "federation", "session__employer", "drafted_by__user"
    )
    found: CongressProposal = get_object_or_404(proposals, pk=congress_proposal_id)
    return found


@for_officers(*READERS)
@require_GET
def proposal_list(request: OfficerRequest) -> HttpResponse:
    form = CaseFilter(
        request.GET, officer=request.officer, model=CongressProposal, exact=["satisfaction"]
    )
    form.fields["q"].label = _("Proposal or pinyin")
    proposals = CongressProposal.objects.visible_to(request.officer)
    proposals = proposals.select_related("session__employer")
    return list_page(request, WORK, proposals, form=form, may_open_new=False)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def proposal_new(request: OfficerRequest, congress_id: int) -> HttpResponse:
    session = find_kept(request, congress_id)
    data = request.POST if request.method == "POST" else None
    form = ProposalForm(data, officer=request.officer)
    if form.is_valid():
        return redirect(raise_proposal(session, form.said, by=request.officer))
    back = session.get_absolute_url()
    return form_page(request, form, title=_("Enter a proposal"), back=back, hint=str(session))


@for_officers(*READERS)
@require_GET
def proposal_detail(request: OfficerRequest, congress_proposal_id: int) -> HttpResponse:
    return detail_page(request, WORK, find_proposal(request, congress_proposal_id))


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def proposal_step(request: OfficerRequest, congress_proposal_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_proposal(request, congress_proposal_id), step)
