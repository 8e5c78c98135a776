"""Nominations: the list, one with its steps, and what an employer holds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.honours import keep_nomination
from campaigns.forms.honours import AwardFilter, NominationFilter, NominationForm
from campaigns.models import Nomination
from campaigns.offices import ORGANISERS, READERS
from campaigns.views.schemes import find_scheme
from campaigns.workflows.honour import NOMINATION, NominationStage, NominationStep
from unions.casework.dots import Dot
from unions.casework.pages import Casework, detail_page, events_of, form_page, list_page, step_page
from unions.models import Employer, Event
from unions.offices import Level
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

S = NominationStage
WORK = Casework(
    app="campaigns",
    noun="nomination",
    title=gettext_lazy("Nominations"),
    workflow=NOMINATION,
    dots=(
        Dot(gettext_lazy("Drafted"), (S.DRAFTED,)),
        Dot(gettext_lazy("County review"), (S.COUNTY,)),
        Dot(gettext_lazy("City review"), (S.CITY,)),
        Dot(gettext_lazy("Publicity"), (S.PUBLICITY, S.OBJECTED), (NominationStep.AWARD,)),
        Dot(pgettext_lazy("end of a nomination", "Awarded"), (S.AWARDED, S.KEPT)),
    ),
    fields={NominationStep.WITHDRAW.value: ("withdrawal",)},
    green=(S.AWARDED, S.KEPT),
)
PAST_SHOWN = 20


def find_nomination(request: OfficerRequest, nomination_id: int) -> Nomination:
    found = Nomination.objects.visible_to(request.officer).select_related(
        "union", "county", "township", "federation", "drafted_by__user", "scheme__union",
        "employer", "evidence",
    )  # fmt: skip
    nomination: Nomination = get_object_or_404(found, pk=nomination_id)
    return nomination


@for_officers(*READERS)
@require_GET
def nomination_list(request: OfficerRequest) -> HttpResponse:
    form = NominationFilter(request.GET, officer=request.officer)
    found = Nomination.objects.visible_to(request.officer).select_related("scheme", "employer")
    return list_page(request, WORK, found, form=form, may_open_new=False)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def nomination_new(request: OfficerRequest, honour_scheme_id: int) -> HttpResponse:
    scheme = find_scheme(request, honour_scheme_id)
    nomination = Nomination(scheme=scheme, subject=scheme.honours)
    known = {}
    if request.officer.level == Level.BASE:
        own = Employer.objects.visible_to(request.officer).first()
        known = {"employer": own.name if own else ""}
    return _nomination_page(request, nomination, _("Nominate"), scheme.get_absolute_url(), known)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def nomination_edit(request: OfficerRequest, nomination_id: int) -> HttpResponse:
    nomination = find_nomination(request, nomination_id)
    if not may_change(request, nomination):
        raise Refused(_("It is changed by the union that nominates, and before it is handed in."))
    known = {"employer": nomination.employer.name if nomination.employer else ""}
    back = nomination.get_absolute_url()
    return _nomination_page(request, nomination, _("Change the nomination"), back, known)


def may_change(request: OfficerRequest, nomination: Nomination) -> bool:
    own = nomination.union_id == request.officer.union_id
    return own and nomination.stage == NominationStage.DRAFTED


def _nomination_page(
    request: OfficerRequest, nomination: Nomination, title: str, back: str, known: dict[str, Any]
) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = NominationForm(*sent, officer=request.officer, instance=nomination, initial=known)
    if form.is_valid():
        try:
            file = form.cleaned_data["file"]
            keep_nomination(form.instance, evidence=file or None, by=request.officer)
            messages.success(request, _("Saved."))
            return redirect(form.instance)
        except Refused as refused:
            form.add_error(None, str(refused))
    return form_page(request, form, title=title, back=back, hint=str(nomination.scheme))


@for_officers(*READERS)
@require_GET
def nomination_detail(request: OfficerRequest, nomination_id: int) -> HttpResponse:
    nomination, officer = find_nomination(request, nomination_id), request.officer
    past = Nomination.objects.visible_to(officer).ever_awarded().filter(
        employer=nomination.employer_id, name=nomination.name
    )  # fmt: skip
    settles = nomination.scheme.union_id == officer.union_id
    return detail_page(
        request,
        WORK,
        nomination,
        events=_told(request, nomination, settles=settles),
        settles=settles,
        objections=list(nomination.objections.visible_to(officer).order_by("-pk")),
        past=list(past.exclude(pk=nomination.pk).select_related("scheme")[:PAST_SHOWN]),
        may_change=may_change(request, nomination),
    )


def _told(request: OfficerRequest, nomination: Nomination, *, settles: bool) -> list[Event]:
    """What happened; who objected is told to the union that settles it alone."""
    events = events_of(request, nomination)
    for event in events:
        if event.step == NominationStep.OBJECT and not settles:
            event.actor = ""
    return events


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def nomination_step(request: OfficerRequest, nomination_id: int, step: str) -> HttpResponse:
    return step_page(request, WORK, find_nomination(request, nomination_id), step)


@for_officers(*READERS)
@require_GET
def award_list(request: OfficerRequest) -> HttpResponse:
    """What was awarded in the officer's branch, with plates and re-check days."""
    form = AwardFilter(request.GET, officer=request.officer)
    found = form.narrow(Nomination.objects.visible_to(request.officer).ever_awarded())
    page = page_of(found.select_related("scheme", "employer", "union"), request.GET)
    status = 200 if form.is_valid() else 422
    context = {"form": form, "page": page, "title": _("Awards")}
    return render(request, "campaigns/award_list.html", context, status=status)


@for_officers(*READERS)
@require_GET
def employer_honours(request: OfficerRequest, employer_id: int) -> HttpResponse:
    """What an employer, its collectives and its people hold and held."""
    employer = get_object_or_404(Employer.objects.visible_to(request.officer), pk=employer_id)
    found = Nomination.objects.visible_to(request.officer).ever_awarded().filter(employer=employer)
    page = page_of(found.select_related("scheme", "employer", "union"), request.GET)
    title = _("Honours of %(employer)s") % {"employer": employer.name}
    return render(request, "campaigns/award_list.html", {"page": page, "title": title})
