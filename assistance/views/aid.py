"""An aid: asked for, in the list, whole, taken a step on, and its receipt."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.aiding import (
    apply_after_visit,
    apply_for_household,
    correct_card,
    may_apply,
    may_correct_card,
    may_rewrite,
    rewrite_aid,
)
from assistance.actions.granting import open_receipt, take_aid_step
from assistance.aid_lifeline import aid_lifeline
from assistance.forms.aid import (
    AidFilter,
    AidForm,
    CardForm,
    GrantForm,
    ReceiptForm,
    StepForm,
    with_left,
)
from assistance.models import Aid, FundBatch, HouseholdFile
from assistance.models.limits import approval_limit, cap_of, limit_without_minutes, others_of
from assistance.offices import READERS, REPORTERS
from assistance.views.found import asked_file
from assistance.views.steps import move_open_to, step_page
from assistance.workflows.aid import AID, COMMITTED, AidStage, AidStep
from evidence.serving import file_response
from unions.casework.dots import turn_of
from unions.forms import OfficerForm
from unions.models import Event, Officer
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused
from unions.workflow import Move

TONES = {
    AidStage.RETURNED: "amber",
    AidStage.FAILED: "amber",
    AidStage.PAID: "green",
    AidStage.CLOSED: "green",
}
BESIDE = 10  # other aids of the same household that a page shows


@for_officers(*READERS)
@require_GET
def aid_list(request: OfficerRequest) -> HttpResponse:
    form = AidFilter(request.GET, officer=request.officer)
    aids = Aid.objects.visible_to(request.officer).select_related("township", "fund", "file")
    page = page_of(form.narrow(aids), request.GET)
    rows = [{"aid": aid, "tone": tone_of(aid, request.officer)} for aid in page.rows]
    context = {"form": form, "page": page, "rows": rows, "may_apply": may_apply(request.officer)}
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/aid_list.html", context, status=status)


def tone_of(aid: Aid, officer: Officer) -> str:
    """Red where this officer's office is the one to act."""
    mine = aid.stage in AID.waiting_for(officer)
    return "red" if mine else TONES.get(AidStage(aid.stage), "neutral")


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
def aid_new(request: OfficerRequest) -> HttpResponse:
    """For the household of `?household=`, or after a visit."""
    file = asked_file(request)
    data = request.POST if request.method == "POST" else None
    initial = {"visit": request.GET.get("visit", "")}
    form = AidForm(data, officer=request.officer, file=file, initial=initial)
    if form.is_valid():
        try:
            aid = _apply(file, form.cleaned_data, request.officer)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The application is handed in; the county checks it."))
            return redirect(aid)
    context = {"form": form, "file": file, "others": _others_of_file(request, file)}
    status = 422 if form.is_bound else 200
    return render(request, "assistance/aid_new.html", context, status=status)


def _apply(file: HouseholdFile | None, said: dict[str, Any], by: Officer) -> Aid:
    if file:
        return apply_for_household(file, by=by, **said)
    return apply_after_visit(by=by, **said)


def _others_of_file(request: OfficerRequest, file: HouseholdFile | None) -> list[Aid]:
    if file is None:
        return []
    aids = Aid.objects.visible_to(request.officer).filter(file=file)
    return list(aids.select_related("fund").order_by("-pk")[:BESIDE])


def find_aid(request: OfficerRequest, aid_id: int) -> Aid:
    aids = Aid.objects.visible_to(request.officer).select_related(
        "file", "fund", "round__fund", "visit", "member", "payee", "receipt", "union", "county",
        "township", "drafted_by__user", "approved_by__user",
    )  # fmt: skip
    return get_object_or_404(aids, pk=aid_id)


@for_officers(*READERS)
@require_GET
def aid_detail(request: OfficerRequest, aid_id: int) -> HttpResponse:
    """Who asked, checked, approved and paid; the cap, and the way of the money."""
    aid = find_aid(request, aid_id)
    officer = request.officer
    events = list(Event.objects.visible_to(officer).about(aid)[:50])
    context = {
        "aid": aid,
        "tone": tone_of(aid, officer),
        "steps": aid_lifeline(aid, events),
        "events": events,
        "moves": [m for m in AID.open_to(officer, aid) if not _waits_for_round(m, aid)],
        "turn": turn_of(AID, aid),
        "may_rewrite": may_rewrite(aid, officer),
        "may_correct_card": may_correct_card(aid, officer),
        "transfers": _way_of_the_money(aid),
        **_weighing(aid, request),
    }
    return render(request, "assistance/aid_detail.html", context)


def _waits_for_round(move: Move, aid: Aid) -> bool:
    """A list not yet proposed is changed on the round's own page."""
    return bool(aid.round and aid.stage == AidStage.CHECKED and aid.waits_for_round)


def _way_of_the_money(aid: Aid) -> list[Any]:
    found = aid.transfers.select_related("from_account", "to_account", "officer__user", "fund")
    return list(found.order_by("pk"))


def _weighing(aid: Aid, request: OfficerRequest) -> dict[str, Any]:
    """What is to be known before deciding: the cap of the year, and what else was given."""
    beside = others_of(aid).filter(year=aid.year, stage__in=COMMITTED).select_related("fund")
    return {"cap": cap_of(aid), "others": list(beside.order_by("-pk")[:BESIDE])}


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
def aid_edit(request: OfficerRequest, aid_id: int) -> HttpResponse:
    """A returned application is written anew before it is handed in again."""
    aid = find_aid(request, aid_id)
    names = ("kind", "member", "form", "goods", "asked", "basis", "year", "why")
    initial = {name: getattr(aid, name) for name in names}
    data = request.POST if request.method == "POST" else None
    form = AidForm(data, officer=request.officer, file=aid.file, initial=initial)
    for name in ("visit", "card", "bank_name"):
        form.fields.pop(name, None)
    if not may_rewrite(aid, request.officer):
        raise Refused(_("The application can no longer be changed."))
    if form.is_valid():
        rewrite_aid(aid, by=request.officer, **form.cleaned_data)
        messages.success(request, _("Changed. Hand it in again when it is right."))
        return redirect(aid)
    context = {"aid": aid, "form": form}
    return render(
        request, "assistance/aid_edit.html", context, status=422 if form.is_bound else 200
    )


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def aid_step(request: OfficerRequest, aid_id: int, step: str) -> HttpResponse:
    aid = find_aid(request, aid_id)
    move = move_open_to(request.officer, AID, aid, step)
    return step_page(
        request,
        aid,
        _step_form(request, aid, step, move),
        move=move,
        take=partial(take_aid_step, aid, step, by=request.officer),
        page=lambda move, _refused: {"aid": aid, **_step_page(request, aid, move)},
        template="assistance/aid_step.html",
    )


def _step_form(request: OfficerRequest, aid: Aid, step: str, move: Move | None) -> OfficerForm:
    data = request.POST if request.method == "POST" else None
    if step == AidStep.APPROVE:
        return GrantForm(data, officer=request.officer, aid=aid)
    if step == AidStep.HAND_OVER:
        files = request.FILES if request.method == "POST" else None
        return ReceiptForm(data, files, officer=request.officer, aid=aid)
    needs_note = move is not None and move.needs_note
    return StepForm(data, officer=request.officer, record=aid, needs_note=needs_note)


def _step_page(request: OfficerRequest, aid: Aid, move: Move) -> dict[str, Any]:
    """Before deciding, the cap, the officer's limit and the funds; before others, what is missing.

    A grant's own guard asks for what the form is about to say.
    """
    if move.step != AidStep.APPROVE:
        asks_file = move.step == AidStep.HAND_OVER
        missing = move.guard(aid) if move.guard and not asks_file else []
        return {"missing": missing, "may_correct_card": may_correct_card(aid, request.officer)}
    funds = FundBatch.objects.visible_to(request.officer).open_for(aid.kind, aid.category)
    limits = {"limit": approval_limit(request.officer), "minutes_above": limit_without_minutes()}
    return {**_weighing(aid, request), "funds": list(with_left(funds)), **limits}


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
def aid_card(request: OfficerRequest, aid_id: int) -> HttpResponse:
    """The recipient's card is put right; the bank's reason stands above."""
    aid = find_aid(request, aid_id)
    if not may_correct_card(aid, request.officer):
        raise Refused(_("The card cannot be changed now."))
    form = CardForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        correct_card(aid, by=request.officer, **form.cleaned_data)
        messages.success(request, _("The card is corrected."))
        return redirect(aid)
    context = {"aid": aid, "form": form}
    return render(
        request, "assistance/aid_card.html", context, status=422 if form.is_bound else 200
    )


@for_officers(*READERS)
@require_GET
def aid_sheet(request: OfficerRequest, aid_id: int) -> HttpResponse:
    """The receipt to print, with a place to sign."""
    aid = find_aid(request, aid_id)
    if aid.is_money or aid.granted is None:
        raise Refused(_("Only goods that were granted are signed for."))
    return render(request, "assistance/aid_sheet.html", {"aid": aid})


@for_officers(*READERS)  # type: ignore[arg-type] # a stream is no HttpResponse, and goes the same way
@require_GET
def aid_receipt(request: OfficerRequest, aid_id: int) -> FileResponse:
    """The signed receipt; that it was opened is logged."""
    return file_response(open_receipt(find_aid(request, aid_id), by=request.officer))
