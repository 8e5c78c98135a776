"""The county applies for acceptance; the city sees who is waiting for a panel."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from homes.actions.assessing import apply_for_acceptance
from homes.models import HomePlan
from homes.workflow import Stage
from unions.offices import CITY_STAFF, COUNTY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

MOST_DIGITS = 18


@for_officers(COUNTY_STAFF, CITY_STAFF)
@require_http_methods(["GET", "POST"])
def application_list(request: OfficerRequest) -> HttpResponse:
    """Assessed plans for the county to apply for; applied ones for the city to inspect."""
    status = 200
    if request.method == "POST":
        status = _apply(request)
        if status == 200:
            return redirect("homes:application-list")
    applies, inspects = (office.held_by(request.officer) for office in (COUNTY_STAFF, CITY_STAFF))
    stages = [Stage.ASSESSED] * applies + [Stage.APPLIED] * inspects
    plans = HomePlan.objects.visible_to(request.officer).filter(stage__in=stages)
    plans = plans.select_related("county", "township").with_application_gaps()
    page = page_of(plans, request.GET, by="pk")
    context = {"page": page, "applies": applies, "inspects": inspects, "rows": _rows(page.rows)}
    return render(request, "homes/application_list.html", context, status=status)


def _rows(plans: list[HomePlan]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for plan in plans:
        found: Any = plan
        gaps = plan.gaps_to_apply(found.musts_lost, found.musts_unproved)
        waits = plan.stage == Stage.APPLIED
        rows.append({"plan": plan, "gaps": gaps, "lost": len(found.musts_lost), "waits": waits})
    return rows


def _apply(request: OfficerRequest) -> int:
    """Apply for the ticked plans; the messages say which went and why the others stay."""
    seen = {pk: moves for pk in ticked(request) if (moves := _seen(request, pk)) is not None}
    plans = HomePlan.objects.visible_to(request.officer).filter(pk__in=ticked(request))
    applied, refused = apply_for_acceptance(plans.order_by("pk"), by=request.officer, seen=seen)
    if applied:
        count = len(applied)
        told = ngettext("Applied for %(count)s home.", "Applied for %(count)s homes.", count)
        messages.success(request, told % {"count": count})
    for plan, refusal in refused:
        why = " ".join(refusal.missing) or str(refusal)
        messages.error(request, f"{plan.name}: {why}")
    if not applied and not refused:
        messages.error(request, _("Tick at least one."))
    return 200 if applied and not refused else 422


def ticked(request: OfficerRequest, name: str = "plan") -> list[int]:
    given = request.POST.getlist(name) or request.GET.getlist(name)
    return [int(pk) for pk in given if pk.isdecimal() and len(pk) <= MOST_DIGITS]


def _seen(request: OfficerRequest, pk: int) -> int | None:
    given = request.POST.get(f"seen-{pk}", "")
    return int(given) if given.isdecimal() and len(given) <= MOST_DIGITS else None
