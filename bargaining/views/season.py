"""Offer seasons: drafting, the list, urging, and how far everybody has come."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bargaining.actions.season import answer_season, ask_units, draft_season, to_ask, urge
from bargaining.forms.season import AskForm, SeasonForm, SeasonUnitFilter
from bargaining.models import Season, SeasonUnit
from bargaining.offices import OVERSEERS, READERS, UNITS
from bargaining.season_standing import by_county, together
from bargaining.workflows.season import SEASON, SeasonStage
from kernel.days import today
from unions.casework.dots import Dot
from unions.casework.forms import CaseFilter
from unions.casework.pages import Casework, detail_page, form_page, list_page, step_page
from unions.models import Union
from unions.offices import holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

S = SeasonStage
WORK = Casework(
    app="bargaining",
    noun="season",
    title=gettext_lazy("Offer seasons"),
    workflow=SEASON,
    dots=(
        Dot(gettext_lazy("Drafted"), (S.DRAFT,)),
        Dot(gettext_lazy("Under way"), (S.ISSUED,)),
        Dot(gettext_lazy("Summed up"), (S.SUMMED_UP,)),
    ),
    fields={},
    green=(S.SUMMED_UP,),
)


def find_season(request: OfficerRequest, season_id: int) -> Season:
    seasons = Season.objects.visible_to(request.officer).select_related(
        "union", "county", "township", "federation", "drafted_by__user"
    )
    season: Season = get_object_or_404(seasons, pk=season_id)
    return season


def is_issuer(request: OfficerRequest, season: Season) -> bool:
    holds = holds_any(request.officer, OVERSEERS)
    return holds and season.union_id == request.officer.union_id


@for_officers(*READERS)
@require_GET
def season_list(request: OfficerRequest) -> HttpResponse:
    form = CaseFilter(request.GET, officer=request.officer, model=Season, exact=["kind"])
    del form.fields["late"]
    may_new = holds_any(request.officer, OVERSEERS)
    seasons = Season.objects.visible_to(request.officer)
    return list_page(request, WORK, seasons, form=form, may_open_new=may_new)


@for_officers(*OVERSEERS)
@require_http_methods(["GET", "POST"])
def season_new(request: OfficerRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = SeasonForm(data, officer=request.officer, initial={"year": today().year})
    if form.is_valid():
        return redirect(draft_season(form.said, by=request.officer))
    return form_page(request, form, title=_("Draft an offer season"), back=WORK.url("list"))


@for_officers(*READERS)
@require_GET
def season_detail(request: OfficerRequest, season_id: int) -> HttpResponse:
    season = find_season(request, season_id)
    units = SeasonUnit.objects.visible_to(request.officer).filter(season=season)
    standings = by_county(season, units)
    form = SeasonUnitFilter(request.GET, officer=request.officer)
    shown = form.narrow(units).select_related("employer", "round", "union", "county")
    counties = Union.objects.visible_to(request.officer).filter(
        pk__in=[standing.county_id for standing in standings if standing.county_id]
    )
    return detail_page(
        request,
        WORK,
        season,
        form=form,
        page=page_of(shown, request.GET),
        standings=_named(standings, list(counties)),
        total=together(standings),
        may_ask=is_issuer(request, season) and season.stage in (S.DRAFT, S.ISSUED),
        may_urge=is_issuer(request, season) and season.stage == S.ISSUED,
        own=list(units.filter(union=request.officer.union).select_related("employer")),
    )


def _named(standings: list[Any], counties: list[Union]) -> list[tuple[str, Any]]:
    names = {county.pk: county.short_name for county in counties}
    return [(names.get(s.county_id or 0) or _("Directly below"), s) for s in standings]


@for_officers(*OVERSEERS)
@require_http_methods(["GET", "POST"])
def season_step(request: OfficerRequest, season_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_season(request, season_id), step)


@for_officers(*OVERSEERS)
@require_http_methods(["GET", "POST"])
def season_ask(request: OfficerRequest, season_id: int) -> HttpResponse:
    """Choose by rule whom to ask; the count is shown before anybody is put on the list."""
    season = find_season(request, season_id)
    data = request.POST if request.method == "POST" else request.GET or None
    form = AskForm(data, officer=request.officer)
    found = None
    if form.is_valid():
        chosen = to_ask(
            season,
            by=request.officer,
            uncovered=form.cleaned_data["uncovered"],
            at_least=form.cleaned_data["at_least"] or 0,
        )
        if request.method == "POST":
            return _asked(request, season, ask_units(season, chosen, by=request.officer))
        found = chosen.count()
    status = 422 if form.is_bound and not form.is_valid() else 200
    return form_page(
        request, form, title=_("Put enterprises on the list"), back=season.get_absolute_url(),
        status=status, template="bargaining/season_ask.html", season=season, found=found,
    )  # fmt: skip


def _asked(request: OfficerRequest, season: Season, number: int) -> HttpResponse:
    said = ngettext(
        "%(n)s enterprise is new on the list.", "%(n)s enterprises are new on the list.", number
    )
    messages.success(request, said % {"n": number})
    return redirect(season)


@for_officers(*OVERSEERS)
@require_POST
def season_urge(request: OfficerRequest, season_id: int) -> HttpResponse:
    season = find_season(request, season_id)
    number = urge(season, by=request.officer)
    said = ngettext("%(n)s union was urged.", "%(n)s unions were urged.", number)
    messages.success(request, said % {"n": number})
    return redirect(season)


@for_officers(*UNITS)
@require_POST
def season_answer(request: OfficerRequest, season_unit_id: int) -> HttpResponse:
    """Open the round in which the own union makes its offer."""
    units = SeasonUnit.objects.visible_to(request.officer).filter(union=request.officer.union)
    return redirect(answer_season(get_object_or_404(units, pk=season_unit_id), by=request.officer))
