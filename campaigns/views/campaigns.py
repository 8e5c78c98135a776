"""A campaign: in the list, drafted, whole, and taken a step on."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.drafting import change_campaign, draft_campaign, issues, may_write
from campaigns.actions.reporting import may_report
from campaigns.forms.campaign import STEP_FIELDS, CampaignChange, CampaignFilter, CampaignForm
from campaigns.models import Campaign, Participation
from campaigns.offices import ISSUERS, READERS
from campaigns.totals import counts_of
from campaigns.workflows.campaign import CAMPAIGN, CampaignStage, CampaignStep
from kernel.days import today
from unions.casework.dots import Dot
from unions.casework.pages import Casework, detail_page, form_page, list_page, step_page
from unions.policy import OfficerRequest, for_officers

S = CampaignStage
WORK = Casework(
    app="campaigns",
    noun="campaign",
    title=gettext_lazy("Campaigns"),
    workflow=CAMPAIGN,
    dots=(
        Dot(gettext_lazy("Being drafted"), (S.DRAFT,)),
        Dot(gettext_lazy("Under way"), (S.ISSUED,)),
        Dot(gettext_lazy("Closed"), (S.CLOSED,)),
        Dot(gettext_lazy("Summed up"), (S.SUMMED_UP,)),
    ),
    fields=STEP_FIELDS,
    green=(S.SUMMED_UP,),
    own_pages=(CampaignStep.ISSUE,),
)


def find_campaign(request: OfficerRequest, campaign_id: int) -> Campaign:
    campaigns = Campaign.objects.visible_to(request.officer).select_related(
        "programme", "county", "township", "union", "federation", "drafted_by__user"
    )
    campaign: Campaign = get_object_or_404(campaigns, pk=campaign_id)
    return campaign


@for_officers(*READERS)
@require_GET
def campaign_list(request: OfficerRequest) -> HttpResponse:
    form = CampaignFilter(request.GET, officer=request.officer, model=Campaign)
    campaigns = Campaign.objects.visible_to(request.officer).select_related("programme")
    return list_page(request, WORK, campaigns, form=form, may_open_new=issues(request.officer))


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def campaign_new(request: OfficerRequest) -> HttpResponse:
    """A draft; `programme` in the address chooses the programme beforehand."""
    data = request.POST if request.method == "POST" else None
    asked = request.GET.get("programme", "")
    initial = {"programme": asked if asked.isdecimal() else None}
    form = CampaignForm(data, officer=request.officer, initial=initial)
    if form.is_valid():
        return redirect(draft_campaign(form.said, by=request.officer))
    return form_page(request, form, title=_("Draft a campaign"), back=WORK.url("list"))


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def campaign_edit(request: OfficerRequest, campaign_id: int) -> HttpResponse:
    campaign = find_campaign(request, campaign_id)
    data = request.POST if request.method == "POST" else None
    form = CampaignChange(data, officer=request.officer, instance=campaign)
    if form.is_valid():
        change_campaign(campaign, form.said, by=request.officer)
        return redirect(campaign)
    return form_page(request, form, title=_("Change the draft"), back=campaign.get_absolute_url())


@for_officers(*READERS)
@require_GET
def campaign_detail(request: OfficerRequest, campaign_id: int) -> HttpResponse:
    campaign = find_campaign(request, campaign_id)
    parts = Participation.objects.visible_to(request.officer)
    writes = may_write(campaign, request.officer)
    mine = parts.filter(campaign=campaign, union_id=request.officer.union_id)
    own = None if writes else mine.select_related("campaign", "union", "federation").first()
    forms = campaign.versions.annotate(questions=Count("fields"))
    context: dict[str, Any] = {
        "form_version": forms.order_by(F("in_force_on").desc(nulls_last=True), "-number").first(),
        "counts": counts_of(campaign, parts),
        "own": own,
        "own_waits": own is not None and may_report(own, request.officer),
        "writes": writes,
        "may_change": writes and campaign.stage == S.DRAFT,
        "may_add": writes and campaign.stage == S.ISSUED,
        "may_urge": writes and campaign.stage == S.ISSUED and campaign.urged_on != today(),
    }
    return detail_page(request, WORK, campaign, **context)


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def campaign_step(request: OfficerRequest, campaign_id: int, step: str) -> HttpResponse:
    campaign = find_campaign(request, campaign_id)
    if step in WORK.own_pages:
        return redirect("campaigns:campaign-issue", campaign.pk)
    return step_page(request, WORK, campaign, step)
