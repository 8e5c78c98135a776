"""The county's decision: the working, the checklist, and a person's word."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assistance.actions.deciding import (
    answer_exclusions,
    decide_category,
    may_answer,
    may_decide,
    may_set_aside,
    set_aside,
    work_out,
)
from assistance.eligibility import Finding
from assistance.forms.life import DecisionForm, ExclusionsForm, SetAsideForm
from assistance.models import HouseholdFile
from assistance.offices import CITY, COUNTY, READERS, REPORTERS
from assistance.views.entry import entry_page, refusal_of
from assistance.views.found import find_file, to_the_file
from assistance.workflows.household import FILE, FileStep
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def file_decision(request: OfficerRequest, household_id: int) -> HttpResponse:
    """The sum step by step, what the rule proposes, and what a person decides."""
    file = find_file(request, household_id)
    finding, refused = _worked_out(file)
    form = _decision_form(request, file, finding)
    if request.method == "POST" and form.is_valid():
        refused = refusal_of(lambda: decide_category(file, by=request.officer, **form.cleaned_data))
        if not refused:
            messages.success(request, _("The category is decided; the file can be approved."))
            return redirect("assistance:file-decision", file.pk)
    context = {"file": file, "finding": finding, "form": form, "refused": refused}
    status = 422 if request.method == "POST" else 200
    page = {**context, **_checklist(file, request)}
    return render(request, "assistance/file_decision.html", page, status=status)


def _worked_out(file: HouseholdFile) -> tuple[Finding | None, Refused | None]:
    try:
        return work_out(file), None
    except Refused as refused:
        return None, refused


def _decision_form(
    request: OfficerRequest, file: HouseholdFile, finding: Finding | None
) -> DecisionForm:
    proposed = (finding.category or "") if finding else ""
    data = request.POST if request.method == "POST" else None
    initial = {
        "category": file.category or proposed,
        "note": file.decision_note,
        "seen": file.moves,
    }
    return DecisionForm(data, officer=request.officer, proposed=proposed, initial=initial)


def _checklist(file: HouseholdFile, request: OfficerRequest) -> dict[str, Any]:
    answers = list(file.exclusions.select_related("set_aside_by__user"))
    moves = [m for m in FILE.open_to(request.officer, file) if m.step == FileStep.APPROVE]
    return {
        "checklist": ExclusionsForm(officer=request.officer, answers=answers),
        "may_answer": may_answer(file, request.officer),
        "may_decide": may_decide(file, request.officer),
        "set_asides": {a.exclusion for a in answers if may_set_aside(a, request.officer)},
        "approve": moves[0] if moves else None,
        "missing": file.missing_to_approve() if moves else [],
    }


@for_officers(*REPORTERS, *COUNTY)
@require_http_methods(["GET", "POST"])
def exclusion_edit(request: OfficerRequest, household_id: int) -> HttpResponse:
    """The checklist of what keeps a household off the register."""
    file = find_file(request, household_id)
    data = request.POST if request.method == "POST" else None
    form = ExclusionsForm(data, officer=request.officer, answers=file.exclusions.all())
    if not may_answer(file, request.officer):
        raise Refused(_("The checklist is not yours to answer now."))
    if form.is_valid():
        answer_exclusions(file, form.said, by=request.officer)
        messages.success(request, _("The checklist is answered."))
        return redirect("assistance:file-decision", file.pk)
    context = {"file": file, "form": form}
    status = 422 if data is not None else 200
    return render(request, "assistance/exclusion_edit.html", context, status=status)


@for_officers(*CITY)
@require_http_methods(["GET", "POST"])
def exclusion_set_aside(request: OfficerRequest, household_id: int, exclusion: str) -> HttpResponse:
    """The city alone lets a household in although an exclusion applies."""
    file = find_file(request, household_id)
    answer = get_object_or_404(file.exclusions.select_related("file"), exclusion=exclusion[:8])
    form = SetAsideForm(request.POST or None, officer=request.officer)
    if not may_set_aside(answer, request.officer):
        raise Refused(_("Only an exclusion that applies can be set aside."))
    if form.is_valid():
        set_aside(answer, why=form.cleaned_data["why"], by=request.officer)
        messages.success(request, _("The exclusion is set aside."))
        return redirect("assistance:file-decision", file.pk)
    return entry_page(
        request,
        form,
        title=answer.get_exclusion_display(),
        hint=_("Applies: %(evidence)s") % {"evidence": answer.evidence},
        button=_("Set aside"),
        back=to_the_file(file),
    )
