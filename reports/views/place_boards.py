"""The boards: a city's, a county's, an enterprise's, and the parts that are told when asked for."""

from __future__ import annotations

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from kernel.days import today
from reports.boards.board import board_of_place, year_asked
from reports.boards.enterprise import board_of_enterprise
from reports.boards.holding_back import holding_back
from reports.boards.printing import printed_strands
from reports.boards.ranking import rank_townships
from reports.views.boards import begin
from targets.indicators import indicator
from targets.models import FIRST_YEAR, LAST_YEAR
from targets.month_ends import missing_ends, start_backfill
from unions.models import Union
from unions.offices import CITY_STAFF, COUNTY_STAFF, Level
from unions.policy import OfficerRequest, for_officers

PLACES = {Level.FEDERATION, Level.COUNTY}


@for_officers()
@require_GET
def board(request: OfficerRequest) -> HttpResponse:
    """One's own: of the place one works for, or of the enterprise."""
    if request.officer.level == Level.BASE:
        context = {"board": board_of_enterprise(request.officer, request.GET.get("employer", ""))}
        return render(request, "reports/enterprise_board.html", context)
    if request.officer.level not in PLACES:
        raise PermissionDenied
    return _place_board(request, request.officer.union)


@for_officers()
@require_GET
def board_of(request: OfficerRequest, union_id: int) -> HttpResponse:
    return _place_board(request, _place(request, union_id))


def _place_board(request: OfficerRequest, place: Union) -> HttpResponse:
    year = year_asked(request.GET.get("year", ""))
    if year is None:
        raise Http404
    told = board_of_place(place, year, request.officer)
    if "print" in request.GET:
        strands = printed_strands(told, request.officer)
        return render(request, "reports/board_print.html", {"board": told, "strands": strands})
    context = {
        "board": told,
        "officer": request.officer,
        "years": [today().year - 1, today().year],
    }
    return render(request, "reports/board.html", context)


@for_officers()
@require_GET
def board_lacking(request: OfficerRequest, year: int, code: str, union_id: int) -> HttpResponse:
    """What holds a figure back, as part of a board or as a page."""
    place, known = _place(request, union_id), indicator(code)
    _check(year)
    held = holding_back(known, place, year, request.officer)
    context = {"held": held, "known": known, "place": place, "year": year}
    return render(request, "reports/board_lacking.html", context)


@for_officers()
@require_GET
def board_townships(request: OfficerRequest, year: int, code: str, union_id: int) -> HttpResponse:
    """A figure by township, as part of a board or as a page."""
    place, known = _place(request, union_id), indicator(code)
    _check(year)
    ranking = rank_townships(known, place, year, request.officer)
    context = {"ranking": ranking, "known": known, "place": place, "year": year}
    return render(request, "reports/board_townships.html", context)


def _place(request: OfficerRequest, union_id: int) -> Union:
    places = Union.objects.visible_to(request.officer).filter(level__in=PLACES)
    return get_object_or_404(places, pk=union_id)


def _check(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404


@for_officers(CITY_STAFF, COUNTY_STAFF)
@require_POST
def board_past(request: OfficerRequest) -> HttpResponse:
    """Count the ends of past months that no night kept."""
    begin(request, partial(start_backfill, missing_ends(today())))
    return redirect("reports:board")
