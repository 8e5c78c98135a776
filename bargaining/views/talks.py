"""What is written down while the sides bargain: delegates, meetings, votes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from bargaining.actions.round import (
    drop_delegate,
    keep_meeting,
    name_delegate,
    record_ballot,
    replace_delegate,
)
from bargaining.forms.round import (
    BallotForm,
    DelegateForm,
    MeetingForm,
    ReplacementForm,
    suggest_today,
)
from bargaining.models import Ballot, Delegate, Meeting, Round
from bargaining.offices import UNITS
from bargaining.views.round import find_round
from unions.casework.pages import form_page
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def delegate_new(request: OfficerRequest, bargaining_round_id: int) -> HttpResponse:
    a_round = find_round(request, bargaining_round_id)
    form = _bound(request, DelegateForm, Delegate(round=a_round))
    return _written(
        request, form, a_round, _("Name a delegate"),
        lambda: name_delegate(a_round, form.said, by=request.officer),
    )  # fmt: skip


def _find_delegate(request: OfficerRequest, delegate_id: int) -> Delegate:
    delegates = Delegate.objects.visible_to(request.officer).select_related("round__union")
    found: Delegate = get_object_or_404(delegates, pk=delegate_id)
    return found


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def delegate_replace(request: OfficerRequest, delegate_id: int) -> HttpResponse:
    leaving = _find_delegate(request, delegate_id)
    same = Delegate(round=leaving.round, side=leaving.side, is_chief=leaving.is_chief)
    form = _bound(request, ReplacementForm, same)
    return _written(
        request, form, leaving.round, _("Replace %(name)s") % {"name": leaving.name},
        lambda: replace_delegate(
            leaving, form.said, left_on=form.cleaned_data["left_on"],
            why=form.cleaned_data["why"], by=request.officer,
        ),
    )  # fmt: skip


@for_officers(*UNITS)
@require_POST
def delegate_drop(request: OfficerRequest, delegate_id: int) -> HttpResponse:
    delegate = _find_delegate(request, delegate_id)
    drop_delegate(delegate, by=request.officer)
    messages.success(request, _("The name was taken back."))
    return redirect(delegate.round)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def meeting_new(request: OfficerRequest, bargaining_round_id: int) -> HttpResponse:
    return _meeting(request, Meeting(round=find_round(request, bargaining_round_id)))


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def meeting_edit(request: OfficerRequest, meeting_id: int) -> HttpResponse:
    meetings = Meeting.objects.visible_to(request.officer).select_related("round__union")
    return _meeting(request, get_object_or_404(meetings, pk=meeting_id))


def _meeting(request: OfficerRequest, meeting: Meeting) -> HttpResponse:
    form = _bound(request, MeetingForm, meeting)
    return _written(
        request, form, meeting.round, _("Minutes of a meeting"),
        lambda: keep_meeting(meeting, form.said, form.cleaned_data["scan"], by=request.officer),
    )  # fmt: skip


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def ballot_new(request: OfficerRequest, bargaining_round_id: int) -> HttpResponse:
    a_round = find_round(request, bargaining_round_id)
    form = _bound(request, BallotForm, Ballot(round=a_round))
    return _written(
        request, form, a_round, _("Record the vote"),
        lambda: record_ballot(a_round, form.said, by=request.officer),
    )  # fmt: skip


def _bound(request: OfficerRequest, form: Any, row: Any) -> Any:
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    bound = form(*data, officer=request.officer, instance=row)
    suggest_today(bound)
    return bound


def _written(
    request: OfficerRequest, form: Any, a_round: Round, title: str, act: Callable[[], Any]
) -> HttpResponse:
    """The form, or what follows once its act is done; a refusal is told over the form."""
    if form.is_valid():
        try:
            act()
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            a_round.refresh_from_db(fields=["stage"])
            messages.success(request, _("%(name)s: %(stage)s.") % {
                "name": a_round.number, "stage": a_round.get_stage_display()
            })  # fmt: skip
            return redirect(a_round)
    return form_page(request, form, title=title, back=a_round.get_absolute_url())
