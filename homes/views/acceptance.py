"""What is in publicity, what was accepted, and what is carried over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from homes.actions.accepting import carry_each, may_carry
from homes.models import HomePlan
from homes.records import acceptance_record
from homes.views.application import ticked
from homes.views.found import find_plan
from homes.workflow import PLAN, Stage
from kernel.days import today
from unions.offices import CITY_STAFF, COUNTY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers


@for_officers()
@require_GET
def publicity_list(request: OfficerRequest) -> HttpResponse:
    """The homes in publicity and those objected to, with what the officer may do to each."""
    shown = HomePlan.objects.visible_to(request.officer).filter(
        stage__in=[Stage.PUBLICITY, Stage.OBJECTION]
    )
    page = page_of(shown.select_related("county", "township", "standard"), request.GET)
    context = {"page": page, "rows": [_row(plan, request) for plan in page.rows]}
    return render(request, "homes/publicity_list.html", context)


def _row(plan: HomePlan, request: OfficerRequest) -> dict[str, Any]:
    ended = plan.publicity_until is not None and plan.publicity_until < today()
    runs = plan.stage == Stage.PUBLICITY and not ended
    steps = [m for m in PLAN.open_to(request.officer, plan) if ended or m.step != "accept"]
    return {"plan": plan, "ended": ended, "runs": runs, "steps": steps}


@for_officers()
@require_GET
def acceptance_record_detail(request: OfficerRequest, plan_id: int) -> HttpResponse:
    """The acceptance record, to be printed and signed."""
    plan = find_plan(request, plan_id)
    record = acceptance_record(plan)
    # From outside the branch the panel's scores are nobody's to read.
    if record is None or not request.officer.oversees(plan):
        raise Http404
    return render(request, "homes/acceptance_record.html", {"plan": plan, "record": record})


@for_officers(COUNTY_STAFF, CITY_STAFF)
@require_http_methods(["GET", "POST"])
def failure_list(request: OfficerRequest) -> HttpResponse:
    """What was not accepted, to be carried over; twice in a row goes to the union above."""
    status = 200
    if request.method == "POST":
        status = _carry(request)
        if status == 200:
            return redirect("homes:failure-list")
    failed = HomePlan.objects.visible_to(request.officer).filter(
        stage__in=[Stage.FAILED, Stage.CARRIED]
    )
    plans = failed.select_related("county", "township").prefetch_related("findings__criterion")
    page = page_of(plans, request.GET)
    rows = [{"plan": plan, "carries": may_carry(plan, request.officer)} for plan in page.rows]
    context = {"page": page, "rows": rows}
    return render(request, "homes/failure_list.html", context, status=status)


def _carry(request: OfficerRequest) -> int:
    plans = HomePlan.objects.visible_to(request.officer).select_related("employer").order_by("pk")
    if "all" in request.POST:
        plans = plans.filter(stage=Stage.FAILED)
    else:
        plans = plans.filter(pk__in=ticked(request))
    carried, refused = carry_each(
        plans.order_by("pk").select_related("employer"), by=request.officer
    )
    if carried:
        count = len(carried)
        told = ngettext("Carried over: %(count)s home.", "Carried over: %(count)s homes.", count)
        messages.success(request, told % {"count": count})
    for plan, refusal in refused:
        messages.error(request, f"{plan.name}: {refusal}")
    if not carried and not refused:
        messages.error(request, _("Tick at least one."))
    return 200 if carried and not refused else 422
