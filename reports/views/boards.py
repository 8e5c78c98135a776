"""The workbench, the boards and the search: what is seen first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from kernel.days import today
from reports.board import board_of
from reports.search import search as find
from reports.workbench import (
    SHOWN,
    everything_waiting,
    greeting,
    lines_of,
    own_plan,
    waiting_words,
)
from targets.month_ends import under_way
from targets.snapshots import start_snapshot
from unions.models import Job
from unions.offices import CITY_STAFF, COUNTY_STAFF
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers()
@require_GET
def workbench(request: OfficerRequest) -> HttpResponse:
    waiting = everything_waiting(request.officer)
    context = {
        "greeting": greeting(),
        "waiting_words": waiting_words(waiting),
        "todos": lines_of(waiting[:SHOWN]),
        "todo_count": len(waiting),
        "board": board_of(request.officer),
        "own": own_plan(request.officer),
        "officer": request.officer,
    }
    return render(request, "reports/workbench.html", context)


@for_officers(CITY_STAFF, COUNTY_STAFF)
@require_POST
def board_count(request: OfficerRequest) -> HttpResponse:
    """Count the figures of today, rather than wait for the night; then back to the page."""
    begin(request, partial(start_snapshot, today()))
    return redirect("reports:board" if "board" in request.POST else "reports:workbench")


def begin(request: OfficerRequest, start: Callable[..., Job]) -> None:
    """Who presses while another's count goes on finds that one on the page."""
    try:
        start(by=request.officer)
    except Refused as refused:
        messages.info(request, str(refused))


@for_officers()
@require_GET
def board_counting(request: OfficerRequest) -> HttpResponse:
    """How far the counting is, as part of the board; once it is done the page is shown anew."""
    job = under_way(request.officer.federation_id)
    if job is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "reports/_counting.html", {"counting": job})


@for_officers()
@require_GET
def todo_list(request: OfficerRequest) -> HttpResponse:
    waiting = everything_waiting(request.officer)
    context = {"todos": lines_of(waiting), "waiting_words": waiting_words(waiting)}
    return render(request, "reports/todo_list.html", context)


@for_officers()
@require_GET
def search(request: OfficerRequest) -> HttpResponse:
    words = request.GET.get("q", "")
    context = {"found": find(words, request.officer), "search_text": words.strip()}
    return render(request, "reports/search.html", context)
