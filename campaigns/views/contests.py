"""Competitions: the list with the year's figures, one competition, its steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.contests import enters, keep_contest, records_results
from campaigns.forms.contests import ContestFilter, ContestForm
from campaigns.models import Contest, Contestant, ContestOutcome
from campaigns.offices import ORGANISERS, READERS, organises, runs
from campaigns.workflows.contest import CONTEST, ContestStage, ContestStep
from kernel.days import today
from unions.casework.dots import Dot
from unions.casework.pages import Casework, detail_page, form_page, list_page, step_page
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

S = ContestStage
WORK = Casework(
    app="campaigns",
    noun="contest",
    title=gettext_lazy("Competitions"),
    workflow=CONTEST,
    dots=(
        Dot(gettext_lazy("Planned"), (S.PLANNED,)),
        Dot(gettext_lazy("Running"), (S.RUNNING,)),
        Dot(gettext_lazy("Judged"), (S.JUDGED,)),
        Dot(gettext_lazy("Closed"), (S.CLOSED,)),
    ),
    fields={ContestStep.JUDGE.value: ("judges",)},
    green=(S.CLOSED,),
)
UNITS_SHOWN = 50


def find_contest(request: OfficerRequest, contest_id: int) -> Contest:
    contests = Contest.objects.visible_to(request.officer).select_related(
        "county", "township", "union", "federation", "campaign", "drafted_by__user"
    )
    contest: Contest = get_object_or_404(contests, pk=contest_id)
    return contest


@for_officers(*READERS)
@require_GET
def contest_list(request: OfficerRequest) -> HttpResponse:
    form = ContestFilter(request.GET, officer=request.officer)
    form.is_valid()
    year = form.cleaned_data.get("year") or today().year
    return list_page(
        request,
        WORK,
        Contest.objects.visible_to(request.officer),
        form=form,
        may_open_new=organises(request.officer),
        year_asked=year,
        figures=_figures(request, year),
    )


def _figures(request: OfficerRequest, year: int) -> dict[str, Any]:
    """Persons, each once a year, apart from how often they were entered; and the value."""
    entries = Contestant.objects.visible_to(request.officer).of_year(today(), year)
    outcomes = ContestOutcome.objects.visible_to(request.officer).filter(contest__year=year)
    people = entries.aggregate(
        persons=Count("person", distinct=True), times=Count("pk"),
        employers=Count("employer", distinct=True),
    )  # fmt: skip
    return {**people, **outcomes.aggregate(yuan=Sum("yuan"))}


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def contest_new(request: OfficerRequest) -> HttpResponse:
    initial = {"year": today().year, "organiser": request.officer.union.name}
    return _contest_page(request, Contest(), _("Plan a competition"), initial=initial)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def contest_edit(request: OfficerRequest, contest_id: int) -> HttpResponse:
    contest = find_contest(request, contest_id)
    if not runs(request.officer, contest) or not contest.takes_entries:
        raise Refused(_("It is changed by the union that runs it, and before the judging."))
    return _contest_page(request, contest, _("Change the competition"))


def _contest_page(
    request: OfficerRequest, contest: Contest, title: str, **known: Any
) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = ContestForm(data, officer=request.officer, instance=contest, **known)
    if form.is_valid():
        keep_contest(form.instance, by=request.officer)
        messages.success(request, _("Saved."))
        return redirect(form.instance)
    back = contest.get_absolute_url() if contest.pk else WORK.url("list")
    return form_page(request, form, title=title, back=back)


@for_officers(*READERS)
@require_GET
def contest_detail(request: OfficerRequest, contest_id: int) -> HttpResponse:
    contest, officer = find_contest(request, contest_id), request.officer
    units = contest.units.visible_to(officer).select_related("employer")
    outcomes = contest.outcomes.visible_to(officer).select_related("unit__employer", "certificate")
    return detail_page(
        request,
        WORK,
        contest,
        units=list(
            units.annotate(people=Count("contestants")).order_by("rank", "pk")[:UNITS_SHOWN]
        ),
        outcomes=list(outcomes.order_by("-pk")[:UNITS_SHOWN]),
        totals=_totals(units),
        may_enter=enters(officer, contest),
        may_judge=records_results(officer, contest),
        may_change=runs(officer, contest) and contest.takes_entries,
        may_report=contest.stage not in {S.PLANNED, S.DROPPED} and organises(officer),
    )


def _totals(units: Any) -> dict[str, int]:
    counted = units.annotate(entered=Count("contestants"))
    totals: dict[str, int] = counted.aggregate(
        n=Count("pk"), teams=Sum("teams"), people=Sum("entered")
    )
    return {name: number or 0 for name, number in totals.items()}


@for_officers(*READERS)
@require_GET
def contest_people(request: OfficerRequest, contest_id: int) -> HttpResponse:
    """Who takes part, of the officer's branch; numbers masked."""
    contest = find_contest(request, contest_id)
    people = contest.contestants.visible_to(request.officer).select_related("employer")
    context = {"contest": contest, "page": page_of(people, request.GET)}
    context["may_enter"] = enters(request.officer, contest)
    return render(request, "campaigns/contest_people.html", context)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def contest_step(request: OfficerRequest, contest_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_contest(request, contest_id), step)
