"""How an address becomes a row: found in the officer's branch, or not at all."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from assistance.models import HouseholdFile
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
