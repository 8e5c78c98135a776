"""Asking for documents: reports of a year, and papers of one matter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from assistance.models import AidRound, HouseholdFile
from assistance.offices import READERS
from bargaining.models import Round
from bargaining.offices import READERS as BARGAINERS
from campaigns.models import Campaign
from campaigns.offices import ISSUERS
from homes.models import HomePlan
from reports.actions import (
    WrongUnion,
    may_request,
    request_bundle,
    request_campaign_report,
    request_household_form,
    request_letter,
    request_record,
    request_report,
    request_round_list,
)
from reports.bundles import BUNDLE
from reports.forms import DocumentFilter, ReportForm
from reports.models import Document, Kind
from unions.job_news import time_left
from unions.models import Job, Officer
from unions.models.jobs import JobState
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

RECENT = 5


@for_officers()
@require_http_methods(["GET", "POST"])
def report_list(request: OfficerRequest) -> HttpResponse:
    """The documents of the branch, those being made, and for the desk a form to ask for one."""
    asks = may_request(request.officer)
    if request.method == "POST" and not asks:
        raise PermissionDenied
    form = ReportForm(request.POST or None, officer=request.officer) if asks else None
    if form and form.is_bound and (job := _request(form)):
        return redirect("unions:job-detail", job.pk)
    narrowing = DocumentFilter(request.GET, officer=request.officer)
    documents = (
        Document.objects.visible_to(request.officer).finished().select_related("union", "given")
    )
    context = {
        "form": form,
        "filter": narrowing,
        "is_narrowed": any(request.GET.get(name) for name in narrowing.fields),
        "page": page_of(narrowing.narrow(documents), request.GET),
        "jobs": _jobs(request),
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "reports/report_list.html", context, status=status)


def _request(form: ReportForm) -> Job | None:
    """The job, or nothing and the reason on the form."""
    if not form.is_valid():
        return None
    kind, by = form.cleaned_data["kind"], form.officer
    try:
        if form.cleaned_data.get("every"):
            return request_bundle(kind, by=by, **form.asked)
        return request_report(kind, union=form.cleaned_data["union"], by=by, **form.asked)
    except Refused as refused:
        span = "day" if form.asked["day"] else "year"
        form.add_error("union" if isinstance(refused, WrongUnion) else span, str(refused))
        return None


def _jobs(request: OfficerRequest) -> list[dict[str, Any]]:
    """What is being made, and what lately failed; each with the time it still takes."""
    jobs = Job.objects.visible_to(request.officer).filter(kind__in=[*Kind.values, BUNDLE])
    there = jobs.exclude(state__in=[JobState.DONE, JobState.CANCELLED]).order_by("-pk")[:RECENT]
    return [{"job": job, "time_left": time_left(job)} for job in there]


def _making(
    matters: QuerySet[Any], pk: int, ask: Callable[..., Job], officer: Officer
) -> HttpResponse:
    """Ask for the paper of one of the matters the officer sees, and show how far it is."""
    job = ask(get_object_or_404(matters.select_related("union"), pk=pk), by=officer)
    return redirect("unions:job-detail", job.pk)


@for_officers()
@require_POST
def record_new(request: OfficerRequest, plan_id: int) -> HttpResponse:
    """The acceptance record of a home as an official document."""
    plans = HomePlan.objects.visible_to(request.officer)
    return _making(plans, plan_id, request_record, request.officer)


@for_officers(*READERS)
@require_POST
def household_form_new(request: OfficerRequest, household_id: int) -> HttpResponse:
    """The form of a household's file, with what is sensitive masked."""
    files = HouseholdFile.objects.visible_to(request.officer)
    return _making(files, household_id, request_household_form, request.officer)


@for_officers(*READERS)
@require_POST
def round_list_new(request: OfficerRequest, round_id: int) -> HttpResponse:
    """The list of a round, to be signed by who receives."""
    rounds = AidRound.objects.visible_to(request.officer)
    return _making(rounds, round_id, request_round_list, request.officer)


@for_officers(*ISSUERS)
@require_POST
def campaign_report_new(request: OfficerRequest, campaign_id: int) -> HttpResponse:
    """What came of a campaign, as an official document."""
    campaigns = Campaign.objects.visible_to(request.officer)
    return _making(campaigns, campaign_id, request_campaign_report, request.officer)


@for_officers(*BARGAINERS)
@require_POST
def letter_new(request: OfficerRequest, bargaining_round_id: int, letter: str) -> HttpResponse:
    """One of the letters the law asks for, to print and to edit."""
    rounds = Round.objects.visible_to(request.officer).select_related("employer")
    ask = partial(request_letter, letter=letter)
    return _making(rounds, bargaining_round_id, ask, request.officer)
