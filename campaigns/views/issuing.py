"""Whom a campaign is issued to, what that costs them, and urging them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.actions.drafting import may_write
from campaigns.actions.issuing import (
    burden_of,
    invite_units,
    issue_campaign,
    units_open_to,
    urge_units,
)
from campaigns.forms.units import UnitFilter
from campaigns.models import Campaign
from campaigns.offices import ISSUERS
from campaigns.views.campaigns import find_campaign
from campaigns.views.parts import seen_in
from campaigns.workflows.campaign import CampaignStage
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import MoveRefused, Overtaken, Refused


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def campaign_issue(request: OfficerRequest, campaign_id: int) -> HttpResponse:
    """Choose the units by a filter, see the burden, and issue; later, add further units."""
    campaign = _issuable(request, campaign_id)
    form = UnitFilter(request.POST or request.GET, officer=request.officer)
    refused = None
    if request.method == "POST":
        try:
            return _issue(request, campaign, form)
        except Overtaken:
            raise
        except Refused as error:
            refused = error
            campaign.refresh_from_db()
    context = {"campaign": campaign, "form": form, "refused": refused}
    context |= _choice(request, campaign, form)
    status = 422 if refused or not form.is_valid() else 200
    return render(request, "campaigns/campaign_issue.html", context, status=status)


def _issuable(request: OfficerRequest, campaign_id: int) -> Campaign:
    campaign = find_campaign(request, campaign_id)
    open_to_units = campaign.stage in (CampaignStage.DRAFT, CampaignStage.ISSUED)
    if not open_to_units or not may_write(campaign, request.officer):
        raise Refused(_("This campaign is not yours to issue."))
    return campaign


def _choice(request: OfficerRequest, campaign: Campaign, form: UnitFilter) -> dict[str, Any]:
    """The units the filter leaves, what the form would cost them, and what still is missing."""
    units = form.narrow(units_open_to(campaign, request.officer))
    return {
        "page": page_of(units.select_related("county", "township"), request.GET),
        "burden": burden_of(campaign, units),
        "missing": campaign.missing_to_ask() if campaign.stage == CampaignStage.DRAFT else [],
    }


def _issue(request: OfficerRequest, campaign: Campaign, form: UnitFilter) -> HttpResponse:
    units = form.narrow(units_open_to(campaign, request.officer))
    if not form.is_valid():
        raise Refused(_("The filter makes no sense; nobody was asked."))
    # What the page showed: who joined or left the list since has not been agreed to.
    if request.POST.get("expected") != str(units.count()):
        raise MoveRefused(_("The list of units has changed; please look at it again."))
    officer, chosen = request.officer, form.chosen
    if campaign.stage == CampaignStage.DRAFT:
        asked = issue_campaign(campaign, units, by=officer, seen=seen_in(request), chosen=chosen)
    else:
        asked = invite_units(campaign, units, by=officer, chosen=chosen)
    messages.success(request, _("%(count)d units are asked to report.") % {"count": asked})
    return redirect(campaign)


@for_officers(*ISSUERS)
@require_POST
def campaign_urge(request: OfficerRequest, campaign_id: int) -> HttpResponse:
    campaign = find_campaign(request, campaign_id)
    urged = urge_units(campaign, by=request.officer)
    messages.success(request, _("%(count)d units are urged.") % {"count": urged})
    return redirect(campaign)
