"""A draft being written, part by part. Each part answers with the whole page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from assistance.actions.filing import (
    remove_member,
    save_applicant,
    save_costs,
    save_incomes,
    save_member,
)
from assistance.actions.proving import (
    WORDING,
    add_proof,
    consents_wanted,
    record_consents,
    remove_proof,
)
from assistance.forms.circumstances import MemberForm
from assistance.forms.proofs import ConsentForm
from assistance.models import HouseholdMember
from assistance.offices import REPORTERS
from assistance.views.file_parts import Draft, edit_page, seen_in
from unions.parameters import parameter
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Overtaken, Refused


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def file_edit(request: OfficerRequest, household_id: int) -> HttpResponse:
    """The draft as a whole; a POST saves what stands on the file itself."""
    draft = Draft(request, household_id)
    if request.method == "POST":
        draft.insist()
        form = draft.applicant_form(request.POST)
        if not form.is_valid():
            return edit_page(request, draft, status=422, applicant=form)
        save_applicant(draft.file, form.values, by=request.officer, seen=form.was_seen)
        return _saved(request, draft, "applicant")
    if not draft.is_open:
        messages.warning(request, _("This file is not being written now."))
        return redirect(draft.file)
    return edit_page(request, draft)


def _saved(request: OfficerRequest, draft: Draft, part: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('assistance:file-edit', args=[draft.file.pk])}#{part}")


@for_officers(*REPORTERS)
@require_POST
def income_edit(request: OfficerRequest, household_id: int) -> HttpResponse:
    draft = Draft(request, household_id)
    draft.insist()
    form = draft.income_form(request.POST)
    if not form.is_valid():
        return edit_page(request, draft, status=422, incomes=form)
    save_incomes(draft.file, form.amounts, by=request.officer, seen=form.was_seen)
    return _saved(request, draft, "incomes")


@for_officers(*REPORTERS)
@require_POST
def cost_edit(request: OfficerRequest, household_id: int) -> HttpResponse:
    draft = Draft(request, household_id)
    draft.insist()
    table = draft.cost_table(request.POST)
    if not table.is_valid():
        return edit_page(request, draft, status=422, costs=table)
    save_costs(draft.file, table.entries, by=request.officer, seen=table.was_seen)
    return _saved(request, draft, "costs")


@for_officers(*REPORTERS)
@require_POST
def proof_new(request: OfficerRequest, household_id: int) -> HttpResponse:
    draft = Draft(request, household_id)
    draft.insist()
    form = draft.proof_form(request.POST, request.FILES)
    if form.is_valid() and _done(
        form,
        "scan",
        lambda: add_proof(
            draft.file, form.cleaned_data["scan"], form.values, by=request.officer,
            seen=form.was_seen,
        ),
    ):  # fmt: skip
        return _saved(request, draft, "proofs")
    return edit_page(request, draft, status=422, proof=form)


def _done(form: Any, field: str, act: Callable[[], Any]) -> bool:
    """Whether it was done; a refusal is said at the field, one for a stale page by its own page."""
    try:
        act()
    except Overtaken:
        raise
    except Refused as refused:
        form.add_error(field, str(refused))
        return False
    return True


@for_officers(*REPORTERS)
@require_POST
def proof_remove(request: OfficerRequest, household_id: int, proof_id: int) -> HttpResponse:
    draft = Draft(request, household_id)
    proof = get_object_or_404(draft.file.proofs, pk=proof_id)
    draft.insist()
    remove_proof(draft.file, proof, by=request.officer, seen=seen_in(request))
    return _saved(request, draft, "proofs")


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def member_new(request: OfficerRequest, household_id: int) -> HttpResponse:
    return _member(request, Draft(request, household_id), None)


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def member_edit(
    request: OfficerRequest, household_id: int, household_member_id: int
) -> HttpResponse:
    draft = Draft(request, household_id)
    member = get_object_or_404(draft.file.members, pk=household_member_id)
    return _member(request, draft, member)


def _member(request: OfficerRequest, draft: Draft, member: HouseholdMember | None) -> HttpResponse:
    draft.insist()
    file, officer = draft.file, request.officer
    form = MemberForm(request.POST or None, file=file, member=member, officer=officer)
    if form.is_valid() and _done(
        form,
        "id_number",
        lambda: save_member(file, member, form.values, by=officer, seen=form.was_seen),
    ):
        return _saved(request, draft, "members")
    context = {"file": file, "member": member, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "assistance/file_member.html", context, status=status)


@for_officers(*REPORTERS)
@require_POST
def member_remove(
    request: OfficerRequest, household_id: int, household_member_id: int
) -> HttpResponse:
    draft = Draft(request, household_id)
    member = get_object_or_404(draft.file.members, pk=household_member_id)
    draft.insist()
    remove_member(draft.file, member, by=request.officer, seen=seen_in(request))
    return _saved(request, draft, "members")


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
def consent_new(request: OfficerRequest, household_id: int) -> HttpResponse:
    """The notice in full, and who agrees to what."""
    draft = Draft(request, household_id)
    draft.insist()
    kinds, children = consents_wanted(draft.file, draft.members, list(draft.file.consents.all()))
    form = ConsentForm(
        request.POST or None, request.FILES or None, file=draft.file, kinds=kinds,
        children=children, officer=request.officer,
    )  # fmt: skip
    if form.is_valid() and _done(
        form,
        "scan",
        lambda: record_consents(
            draft.file, form.given, form.cleaned_data["scan"], by=request.officer,
            seen=form.was_seen,
        ),
    ):  # fmt: skip
        return _saved(request, draft, "consents")
    return _consent_page(request, draft, form)


def _consent_page(request: OfficerRequest, draft: Draft, form: ConsentForm) -> HttpResponse:
    context = {
        "file": draft.file,
        "form": form,
        "wording": f"assistance/wordings/{WORDING}.html",
        "version": WORDING,
        "controller": (draft.file.county or draft.file.federation).name,
        "contact": parameter("assistance.data_contact"),
        "years": parameter("assistance.keep_file_years"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "assistance/file_consent.html", context, status=status)
