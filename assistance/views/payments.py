"""Payment batches: listed, made up, seen whole, taken a step on."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistance.actions.batching import (
    make_batch,
    ready_aids,
    ready_without_card,
    size_of,
    take_out,
)
from assistance.aid_lifeline import batch_lifeline
from assistance.forms.payments import BatchFilter, BatchForm, BatchStepForm, ReadyFilter
from assistance.models import PaymentBatch
from assistance.models.payments import LineResult
from assistance.offices import FINANCE, SEES_PAYMENTS
from assistance.reckoning import booked_of, sum_of, totals_of
from assistance.views.steps import move_open_to, step_page
from assistance.workflows.aid import BATCH, BatchStage
from unions.models import Event
from unions.offices import COUNTY_STAFF, holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused
from unions.workflow import Move

TONES: dict[str, str] = {BatchStage.SENT: "amber", BatchStage.CLOSED: "green"}
LINE_TONES: dict[str, str] = {LineResult.SUCCEEDED: "green", LineResult.FAILED: "red"}
LINES = 50
WITH_BANK = (BatchStage.SENT, BatchStage.CLOSED)


def find_batch(request: OfficerRequest, batch_id: int) -> PaymentBatch:
    batches = PaymentBatch.objects.visible_to(request.officer).select_related(
        "county", "drafted_by__user", "sent_by__user"
    )
    return get_object_or_404(batches, pk=batch_id)


@for_officers(*SEES_PAYMENTS)
@require_GET
def batch_list(request: OfficerRequest) -> HttpResponse:
    form = BatchFilter(request.GET, officer=request.officer)
    batches = PaymentBatch.objects.visible_to(request.officer).select_related("county")
    page = page_of(form.narrow(batches.with_sums()), request.GET)
    rows = [
        {"batch": batch, "tone": TONES.get(BatchStage(batch.stage), "neutral")}
        for batch in page.rows
    ]
    may_make = COUNTY_STAFF.held_by(request.officer)
    context = {"form": form, "page": page, "rows": rows, "may_make": may_make}
    return render(request, "assistance/batch_list.html", context, status=_status(form))


def _status(form: Any) -> int:
    return 200 if form.is_valid() else 422


@for_officers(COUNTY_STAFF)
@require_http_methods(["GET", "POST"])
def batch_new(request: OfficerRequest) -> HttpResponse:
    """What is ready, narrowed by the address; POST gathers all of it."""
    choice = ReadyFilter(request.GET, officer=request.officer)
    aids = choice.narrow(ready_aids(request.officer))
    form = BatchForm(request.POST or None, officer=request.officer)
    refused = None
    if form.is_valid() and choice.is_valid():
        said = form.cleaned_data
        seen = (said["count"], said["total"])
        try:
            batch = make_batch(
                aids, title=said["title"], layout=said["layout"], by=request.officer, seen=seen
            )
        except Refused as error:
            refused = error
        else:
            messages.success(request, _("The batch is made up. Look it through, then submit it."))
            return redirect(batch)
    context = {"choice": choice, "form": form, "refused": refused, **_ready(request, aids)}
    status = _status_of(request, choice, refused)
    return render(request, "assistance/batch_new.html", context, status=status)


def _status_of(request: OfficerRequest, choice: ReadyFilter, refused: Refused | None) -> int:
    if refused:
        return refused.status
    return 422 if request.method == "POST" or not choice.is_valid() else 200


def _ready(request: OfficerRequest, aids: Any) -> dict[str, Any]:
    count, total = size_of(aids)
    first = aids.select_related("fund", "township", "county", "round").order_by("pk")[:20]
    without = ready_without_card(request.officer).select_related("township").order_by("pk")[:20]
    return {"count": count, "total": total, "first": first, "without_card": list(without)}


@for_officers(*SEES_PAYMENTS)
@require_GET
def batch_detail(request: OfficerRequest, batch_id: int) -> HttpResponse:
    batch = find_batch(request, batch_id)
    page = page_of(batch.lines.select_related("aid"), request.GET, by="number", size=LINES)
    events = list(Event.objects.visible_to(request.officer).about(batch)[:50])
    totals = totals_of(batch)
    context = {
        "batch": batch,
        "page": page,
        "rows": [
            {"line": line, "tone": LINE_TONES.get(LineResult(line.result))} for line in page.rows
        ],
        "totals": totals,
        "sum": sum_of(totals),
        "steps": batch_lifeline(batch, events),
        "events": events,
        **_at_bank(batch),
        **_open(request, batch),
    }
    return render(request, "assistance/batch_detail.html", context)


def _at_bank(batch: PaymentBatch) -> dict[str, Any]:
    """What is booked, and what does not come out even; nothing of it before the release."""
    if batch.stage not in WITH_BANK:
        return {}
    files = batch.return_files.select_related("officer__user").order_by("-pk")[:20]
    differing = list(batch.differing().order_by("number")[:LINES])
    return {"booked": booked_of(batch), "differing": differing, "files": list(files)}


def _open(request: OfficerRequest, batch: PaymentBatch) -> dict[str, Any]:
    """What this officer may do now."""
    moves = sorted(BATCH.open_to(request.officer, batch), key=lambda move: not move.optional)
    pays = holds_any(request.officer, FINANCE)
    at_bank = pays and batch.stage == BatchStage.SENT
    made_up = COUNTY_STAFF.held_by(request.officer) and batch.stage == BatchStage.DRAFT
    return {"moves": moves, "may_write": at_bank, "may_read": at_bank, "may_take_out": made_up}


@for_officers(*SEES_PAYMENTS)
@require_http_methods(["GET", "POST"])
def batch_step(request: OfficerRequest, batch_id: int, step: str) -> HttpResponse:
    batch = find_batch(request, batch_id)
    move = move_open_to(request.officer, BATCH, batch, step)
    data = request.POST if request.method == "POST" else None
    return step_page(
        request,
        batch,
        BatchStepForm(data, officer=request.officer, batch=batch, move=move),
        move=move,
        take=partial(BATCH.take, step, batch, by=request.officer),
        page=lambda move, refused: {"batch": batch, "missing": _missing(batch, move, refused)},
        template="assistance/batch_step.html",
    )


def _missing(batch: PaymentBatch, move: Move, refused: Refused | None) -> list[str]:
    if refused:
        return refused.missing
    return move.guard(batch) if move.guard else []


@for_officers(COUNTY_STAFF)
@require_POST
def line_take_out(request: OfficerRequest, batch_id: int, line_number: int) -> HttpResponse:
    batch = find_batch(request, batch_id)
    line = get_object_or_404(batch.lines.select_related("aid"), number=line_number)
    take_out(line, by=request.officer)
    words = _("Line %(number)d is taken out; its aid is ready again.")
    messages.success(request, words % {"number": line.number})
    return redirect(batch)
