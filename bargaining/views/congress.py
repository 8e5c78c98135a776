"""The register of workers' congresses: the list, one session, entering and correcting it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bargaining.actions.congress import (
    correct_session,
    drop_resolution,
    record_resolution,
    record_session,
    remove_session,
)
from bargaining.congress_rules import hints_on
from bargaining.forms.congress import (
    ResolutionForm,
    SessionCorrection,
    SessionFilter,
    SessionForm,
)
from bargaining.forms.contract import ReasonForm
from bargaining.governed import first_that_counts
from bargaining.hints import Rules
from bargaining.models import CongressResolution, CongressSession
from bargaining.offices import READERS, UNITS
from kernel.days import today
from unions.casework.pages import events_of, form_page
from unions.models import Employer
from unions.offices import Level, holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

WITH_IT = ("employer", "union", "county", "township", "federation")


def find_session(request: OfficerRequest, congress_id: int) -> CongressSession:
    sessions = CongressSession.objects.visible_to(request.officer).select_related(*WITH_IT)
    found: CongressSession = get_object_or_404(sessions, pk=congress_id)
    return found


def keeps(request: OfficerRequest, row: Any) -> bool:
    return holds_any(request.officer, UNITS) and request.officer.oversees(row)


def find_kept(request: OfficerRequest, congress_id: int) -> CongressSession:
    """A session of the officer's own branch: whom a row was granted to only reads it."""
    session = find_session(request, congress_id)
    if not keeps(request, session):
        raise PermissionDenied
    return session


def was_done(form: Any, act: Callable[[], Any]) -> Any:
    """What the act gave, or None where it was refused: that is told over the form."""
    try:
        return act() or True
    except Refused as refused:
        form.add_error(None, str(refused))
        for line in refused.missing:
            form.add_error(None, line)
    return None


def own_code(request: OfficerRequest) -> dict[str, Any]:
    """An enterprise's union knows whose congress it is."""
    if request.officer.level != Level.BASE:
        return {}
    own = list(Employer.objects.visible_to(request.officer).order_by("pk")[:2])
    return {"code": own[0].uscc} if len(own) == 1 else {}


@for_officers(*READERS)
@require_GET
def congress_list(request: OfficerRequest) -> HttpResponse:
    form = SessionFilter(request.GET, officer=request.officer)
    sessions = form.narrow(CongressSession.objects.visible_to(request.officer))
    page = page_of(sessions.select_related("employer", "county"), request.GET, by="-held_on")
    context = {
        "form": form,
        "page": page,
        "since": first_that_counts(today()),
        "keeps": holds_any(request.officer, UNITS),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "bargaining/congress_list.html", context, status=status)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def congress_new(request: OfficerRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    initial = own_code(request) | {"held_on": today()}
    form = SessionForm(data, officer=request.officer, initial=initial)
    if form.is_valid():
        made = was_done(form, lambda: record_session(form.said, by=request.officer))
        if made:
            messages.success(request, _("The session is on the register."))
            return redirect(made)
    back = reverse("bargaining:congress-list")
    return form_page(request, form, title=_("Enter a session"), back=back)


@for_officers(*READERS)
@require_GET
def congress_detail(request: OfficerRequest, congress_id: int) -> HttpResponse:
    session = find_session(request, congress_id)
    proposals = list(session.proposals.order_by("pk"))
    mine = keeps(request, session)
    resolutions = list(session.resolutions.order_by("pk"))
    context = {
        "session": session,
        "hints": hints_on(session, session.one_before(), Rules.on(session.held_on)),
        "resolutions": resolutions,
        "proposals": proposals,
        "listed": None if session.is_of_one else session.listed.count(),
        "counts": first_that_counts(today()) <= session.held_on <= today(),
        "events": events_of(request, session)[:20],
        "keeps": mine,
        "removable": mine and not proposals and not resolutions,
    }
    return render(request, "bargaining/congress_detail.html", context)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def congress_edit(request: OfficerRequest, congress_id: int) -> HttpResponse:
    session = find_kept(request, congress_id)
    data = request.POST if request.method == "POST" else None
    form = SessionCorrection(data, officer=request.officer, instance=session)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if was_done(form, lambda: correct_session(session, form.said, why=why, by=request.officer)):
            return redirect(session)
    back = session.get_absolute_url()
    return form_page(request, form, title=_("Correct the entry"), back=back)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def congress_remove(request: OfficerRequest, congress_id: int) -> HttpResponse:
    session = find_kept(request, congress_id)
    form = ReasonForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if was_done(form, lambda: remove_session(session, why=why, by=request.officer)):
            messages.success(request, _("The entry was taken off the register."))
            return redirect("bargaining:congress-list")
    back = session.get_absolute_url()
    return form_page(request, form, title=_("Entered by mistake"), back=back)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def resolution_new(request: OfficerRequest, congress_id: int) -> HttpResponse:
    session = find_kept(request, congress_id)
    data = request.POST if request.method == "POST" else None
    form = ResolutionForm(data, officer=request.officer, initial={"present": session.present})
    if form.is_valid():
        made = was_done(form, lambda: record_resolution(session, form.said, by=request.officer))
        if made:
            messages.success(request, _("Passed.") if made.passed else _("Not passed."))
            return redirect(session)
    entitled = _("%(n)d representatives are entitled to vote, present or not.")
    return form_page(
        request, form, title=_("Record a vote"), back=session.get_absolute_url(),
        hint=entitled % {"n": session.representatives},
    )  # fmt: skip


@for_officers(*UNITS)
@require_POST
def resolution_drop(request: OfficerRequest, resolution_id: int) -> HttpResponse:
    resolutions = CongressResolution.objects.visible_to(request.officer)
    resolution = get_object_or_404(resolutions.select_related("session"), pk=resolution_id)
    session = find_kept(request, resolution.session_id)
    drop_resolution(resolution, by=request.officer)
    messages.success(request, _("The vote was taken back."))
    return redirect(session)
