"""A service's page beside what every matter has: opening what is sealed."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from assistance.actions.opening import may_open, open_sealed
from assistance.forms.casework import OpeningForm
from unions.casework import pages
from unions.casework.pages import Casework
from unions.policy import OfficerRequest


def detail_page(request: OfficerRequest, work: Casework, case: Any, **context: Any) -> HttpResponse:
    context |= {"may_open": may_open(case, request.officer)}
    return pages.detail_page(request, work, case, **context)


def opening_page(request: OfficerRequest, case: Any) -> HttpResponse:
    """What is sealed, shown once, after a reason that stays in the log."""
    data = request.POST if request.method == "POST" else None
    form, opened = OpeningForm(data, officer=request.officer, case=case), None
    if form.is_valid():
        asked, reason = form.cleaned_data["fields_to_open"], form.cleaned_data["reason"]
        opened = open_sealed(case, asked, reason=reason, by=request.officer)
    context = {"case": case, "form": form, "opened": opened}
    status = 422 if form.is_bound and not form.is_valid() else 200
    response = render(request, "assistance/case_opening.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
