"""How an address becomes a row, found in the officer's branch or not at all."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from assistance.models import HouseholdFile, HouseholdMember
from unions.policy import OfficerRequest
from unions.scoping import MOST_WORDS


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


def to_the_file(file: HouseholdFile) -> tuple[str, str]:
    """The way back: address and label."""
    return file.get_absolute_url(), f"{file.applicant_name} · {file.number}"


def asked_number(request: OfficerRequest, name: str) -> int:
    """A number in the address, as in ?household=7; 0 for none, and for what is none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def asked_file(request: OfficerRequest) -> HouseholdFile | None:
    """The file of ?household=; None where none is asked for."""
    if not request.GET.get("household"):
        return None
    return find_file(request, asked_number(request, "household"))


def members_on_file(request: OfficerRequest) -> QuerySet[HouseholdMember]:
    """Members of the branch's households on file, narrowed by ?q= and ?household=."""
    files = HouseholdFile.objects.visible_to(request.officer).on_file()
    if household := asked_number(request, "household"):
        files = files.filter(pk=household)
    members = HouseholdMember.objects.visible_to(request.officer).filter(file__in=files)
    for word in request.GET.get("q", "").replace("\0", "").split()[:MOST_WORDS]:
        by_file = Q(file__pinyin__icontains=word.lower()) | Q(file__applicant_name__icontains=word)
        members = members.filter(by_file | Q(name__icontains=word))
    return members.select_related("file__township")
