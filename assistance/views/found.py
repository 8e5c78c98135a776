"""How an address becomes a row, found in the officer's branch or not at all; and small forms."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from assistance.models import HouseholdFile
from unions.forms import OfficerForm
from unions.policy import OfficerRequest


def find_file(request: OfficerRequest, household_id: int) -> HouseholdFile:
    files = HouseholdFile.objects.visible_to(request.officer).select_related(
        "union",
        "county",
        "township",
        "employer",
        "drafted_by__user",
        "decided_by__user",
        "previous",
    )
    return get_object_or_404(files, pk=household_id)


def to_the_file(file: HouseholdFile) -> dict[str, str]:
    return {
        "back_url": file.get_absolute_url(),
        "back_label": f"{file.applicant_name} · {file.number}",
    }


def entry(request: OfficerRequest, form: OfficerForm, context: dict[str, Any]) -> HttpResponse:
    """One small form on a page; 422, or what refused it said, where it was posted in vain."""
    refused = context.get("refused")
    status = refused.status if refused else 422 if request.method == "POST" else 200
    page = {**context, "form": form}
    return render(request, "assistance/entry.html", page, status=status)
