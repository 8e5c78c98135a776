"""Choosing the enterprises of the year."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from homes.actions.choosing import choose_employers
from homes.forms.listing import EligibleFilter, ListingForm
from homes.models import Home, HomePlan, UnitType
from homes.workflow import Stage
from kernel.days import today
from targets.models import Share
from unions.models import Employer, Officer
from unions.offices import COUNTY_STAFF
from unions.pages import Page, page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

MOST_FAILED = 50


@for_officers(COUNTY_STAFF)
@require_http_methods(["GET", "POST"])
def eligible_list(request: OfficerRequest) -> HttpResponse:
    """Employers that can still be put on the year's list; POST puts the ticked ones on it."""
    filters = EligibleFilter(request.GET, officer=request.officer)
    year = (filters.is_valid() and filters.cleaned_data["year"]) or today().year
    refused = ""
    if request.method == "POST":
        form = ListingForm(request.POST, officer=request.officer)
        refused = _list(request, form, year)
        if not refused:
            return redirect(request.get_full_path())
    failed, page = _eligible(request, filters, year)
    context = {
        "filters": filters,
        "year": year,
        "page": page,
        "rows": _rows(failed, page),
        "refused": refused,
        "ticked": request.POST.getlist("employers"),
        **_share(request.officer, year),
    }
    status = 422 if refused or not filters.is_valid() else 200
    return render(request, "homes/eligible_list.html", context, status=status)


def _list(request: OfficerRequest, form: ListingForm, year: int) -> str:
    """Why the ticked employers could not be listed; "" when they are."""
    if not form.is_valid():
        return " ".join(str(line) for lines in form.errors.values() for line in lines)
    said = form.cleaned_data
    try:
        plans = choose_employers(
            said["employers"], year=year, by=request.officer, notify=said["notify"]
        )
    except Refused as refused:
        return str(refused)
    told = (
        _("%(count)s on the list of %(year)s; their chairs have been notified.")
        if said["notify"]
        else _("%(count)s on the list of %(year)s; nobody has been notified yet.")
    )
    messages.success(request, told % {"count": len(plans), "year": year})
    return ""


def _eligible(
    request: OfficerRequest, filters: EligibleFilter, year: int
) -> tuple[list[Employer], Page[Employer]]:
    """Those that failed last year, on the first page, and a page of the others."""
    mine = (Employer.objects.visible_to(request.officer), request.officer)
    homes = Home.objects.visible_to(mine[1]).filter(employer=OuterRef("pk"), revoked_on=None)
    plans = HomePlan.objects.visible_to(mine[1]).filter(employer=OuterRef("pk"))
    listed = plans.filter(year=year).exclude(stage=Stage.WITHDRAWN)
    lost = plans.filter(year=year - 1, stage__in=[Stage.FAILED, Stage.CARRIED])
    eligible = filters.narrow(mine[0].covered().on_roll(today()).select_related("township"))
    eligible = eligible.filter(~Exists(homes), ~Exists(listed))
    first = not ({"after", "before"} & set(request.GET))
    failed = list(eligible.filter(Exists(lost)).order_by("pk")[:MOST_FAILED]) if first else []
    others = eligible.filter(~Exists(lost))
    if filters.cleaned_data.get("past") == EligibleFilter.FAILED:
        others = others.none()
    return failed, page_of(others, request.GET, by="pk")


def _rows(failed: list[Employer], page: Page[Employer]) -> list[dict[str, Any]]:
    return [
        {"employer": employer, "failed": number < len(failed), "type": UnitType.of(employer).label}
        for number, employer in enumerate([*failed, *page.rows])
    ]


def _share(officer: Officer, year: int) -> dict[str, Any]:
    """How many are on the list already, and the county's accepted share to hold them against."""
    accepted = Share.objects.visible_to(officer).taken_on(year).filter(union=officer.union)
    plans = HomePlan.objects.visible_to(officer).of_year(year).exclude(stage=Stage.WITHDRAWN)
    return {"share": accepted.first(), "listed": plans.count()}
