"""A campaign summed up: by place and by question, with the units behind every figure."""

from __future__ import annotations

import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from campaigns.actions.drafting import may_write
from campaigns.forms.part import CampaignPartFilter
from campaigns.models import Campaign, Participation
from campaigns.offices import ISSUERS, READERS
from campaigns.prefill import shown
from campaigns.summing import sheets_of, summary_of
from campaigns.totals import place_of, totals_of
from campaigns.views.campaigns import find_campaign
from campaigns.views.parts import RELATED, WORK
from campaigns.workflows.campaign import PART, PartStage, PartStep
from kernel.spreadsheet import write_workbook
from unions.downloads import download
from unions.models import Officer
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.workflow import take_each

MOST_AT_ONCE = 100


@for_officers(*READERS)
@require_GET
def campaign_totals(request: OfficerRequest, campaign_id: int) -> HttpResponse:
    campaign = find_campaign(request, campaign_id)
    parts = Participation.objects.visible_to(request.officer)
    totals = totals_of(campaign, parts)
    context = {
        "campaign": campaign,
        "may_report": may_write(campaign, request.officer),
        "summary": summary_of(totals, column=place_of(campaign)),
    }
    return render(request, "campaigns/campaign_totals.html", context)


@for_officers(*READERS)
@require_GET
def campaign_parts(request: OfficerRequest, campaign_id: int) -> HttpResponse:
    """The units of one campaign the officer sees; `field` shows their answer to one question."""
    campaign = find_campaign(request, campaign_id)
    form = CampaignPartFilter(request.GET, officer=request.officer, campaign=campaign)
    parts = Participation.objects.visible_to(request.officer).filter(campaign=campaign)
    page = page_of(form.narrow(parts.select_related(*RELATED)), request.GET)
    rows = [
        {
            "part": part,
            "tone": WORK.tone_of(part),
            "answer": shown(part.told.get(form.code)) if form.code else "",
            "acceptable": _acceptable(part, request.officer),
        }
        for part in page.rows
    ]
    context = {"campaign": campaign, "form": form, "page": page, "rows": rows}
    context["may_accept"] = any(row["acceptable"] for row in rows)
    status = 200 if form.is_valid() else 422
    return render(request, "campaigns/campaign_parts.html", context, status=status)


def _acceptable(part: Participation, officer: Officer) -> bool:
    if part.stage != PartStage.REPORTED:
        return False
    return any(move.step == PartStep.ACCEPT for move in PART.open_to(officer, part))


@for_officers(*ISSUERS)
@require_POST
def part_accept(request: OfficerRequest, campaign_id: int) -> HttpResponse:
    """Accept the reports ticked; each stands or falls alone."""
    campaign = find_campaign(request, campaign_id)
    ticked = [key for key in request.POST.getlist("part") if key.isdecimal() and len(key) <= 18]
    parts = Participation.objects.visible_to(request.officer).filter(campaign=campaign)
    chosen = parts.filter(pk__in=ticked[:MOST_AT_ONCE]).select_related(*RELATED)
    moved, refused = take_each(PART, PartStep.ACCEPT, chosen, by=request.officer)
    told = ngettext("%(count)d report accepted.", "%(count)d reports accepted.", len(moved))
    messages.success(request, told % {"count": len(moved)})
    for part, reason in refused:
        messages.error(request, f"{part.union.name}: {reason}")
    return redirect("campaigns:campaign-parts", campaign.pk)


@for_officers(*READERS)
@require_GET
def campaign_sheet(request: OfficerRequest, campaign_id: int) -> HttpResponse:
    """The totals and every unit's answers as a workbook."""
    campaign: Campaign = find_campaign(request, campaign_id)
    parts = Participation.objects.visible_to(request.officer)
    totals = totals_of(campaign, parts)
    book = io.BytesIO()
    write_workbook(book, sheets_of(campaign, totals, parts))
    return download(book.getvalue(), f"{_('campaign')}-{campaign.pk}.xlsx")
