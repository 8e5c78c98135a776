"""Paid, granted, booked: whether the three agree, fund by fund."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assistance.forms.payments import ReckoningFilter
from assistance.offices import SEES_PAYMENTS
from assistance.reckoning import MOST_AIDS, differing_aids, reckon
from kernel.days import today
from unions.policy import OfficerRequest, for_officers


@for_officers(*SEES_PAYMENTS)
@require_GET
def reconciliation(request: OfficerRequest) -> HttpResponse:
    form = ReckoningFilter(request.GET, officer=request.officer)
    year = form.cleaned_data["year"] if form.is_valid() else None
    year = year or today().year
    rows = reckon(request.officer, year)
    names = ("granted", "reserved", "at_bank", "received", "settled", "confirmed", "difference")
    context = {
        "form": form,
        "year": year,
        "rows": rows,
        "sum": {name: sum(getattr(row, name) for row in rows) for name in names},
        "differing": differing_aids(request.officer, year),
        "most": MOST_AIDS,
    }
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/reconciliation.html", context, status=status)
