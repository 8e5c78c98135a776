"""Publicity: the public's page, and the officers' list behind it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from assistance.actions.publishing import read_board
from assistance.forms.life import FileFilter
from assistance.models import HouseholdFile
from assistance.offices import READERS
from assistance.workflows.household import FILE, SHOWN_IN_PUBLIC, FileStage, FileStep
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers, public

ABOUT_PUBLICITY = (FileStep.OBJECT, FileStep.DISMISS, FileStep.UPHOLD)
LAST_PAGE = 100  # fifty notices each; where there are more, the township narrows them


@public("Publicity is for everyone to read: unit, name, reason class, category, amount, contact.")
@require_GET
@never_cache
def publicity_list(request: HttpRequest, division_code: str) -> HttpResponse:
    """What is in publicity today; gone the day after, and not for search engines."""
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    township = request.GET.get("township", "").replace("\0", "")[:80]
    page = min(max(page, 1), LAST_PAGE)
    board = read_board(division_code[:6], township=township, page=page)
    if board is None or len(division_code) != 6:
        raise Http404
    context = {"board": board, "township": township, "number": page}
    response = render(request, "assistance/publicity_list.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@for_officers(*READERS)
@require_GET
def in_publicity_list(request: OfficerRequest) -> HttpResponse:
    """The files in publicity and those objected to, with what the officer may do to each."""
    form = FileFilter(request.GET, officer=request.officer)
    shown = HouseholdFile.objects.visible_to(request.officer).filter(
        stage__in=[*SHOWN_IN_PUBLIC, FileStage.OBJECTION]
    )
    files = form.narrow(shown.select_related("county", "township"))
    page = page_of(files, request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": [_row(file, request) for file in page.rows],
        "code": request.officer.federation.division_code,
    }
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/in_publicity_list.html", context, status=status)


def _row(file: HouseholdFile, request: OfficerRequest) -> dict[str, Any]:
    steps = [m for m in FILE.open_to(request.officer, file) if m.step in ABOUT_PUBLICITY]
    return {"file": file, "steps": steps}
