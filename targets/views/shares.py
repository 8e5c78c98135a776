from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from targets.changes import changes_of
from targets.forecast import kept_of
from targets.former import former_years
from targets.forms.answers import AnswerForm, StepForm
from targets.models import Share, SharePart
from targets.negotiation import agree_to_counter, answer_counter, counter_share
from targets.shares import contract_seats, county_told, lines_of, trail_of
from targets.sheets import contracts_of, opens_rows, told_for, tone_of
from targets.workflow import CITY_HEADS, COUNTY_HEADS, SHARE, Step
from unions.models import Event
from unions.offices import CITY_STAFF, COUNTY_STAFF
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

WITH_FIGURES = {Step.COUNTER.value: counter_share, Step.REISSUE.value: answer_counter}


@for_officers()
@require_GET
def share_detail(request: OfficerRequest, share_id: int) -> HttpResponse:
    return _share_page(request, _share(request, share_id))


@for_officers(COUNTY_STAFF, CITY_STAFF, *COUNTY_HEADS, *CITY_HEADS)
@require_POST
def share_step(request: OfficerRequest, share_id: int, step: str) -> HttpResponse:
    """Accept, agree and sign as it stands; counter or reissue with figures and reasons."""
    share = _share(request, share_id)
    form: StepForm | None = _answer_form(request, share, step, _parts(share), request.POST)
    form = form or StepForm(request.POST, officer=request.officer)
    if not form.is_valid():
        return _share_page(request, share, form=form, status=422)
    try:
        _answer(request, share, step, form)
    except Refused as refused:
        share = _share(request, share_id)
        return _share_page(request, share, form=form, refused=refused, status=refused.status)
    messages.success(request, _("Done: %(stage)s.") % {"stage": share.get_stage_display()})
    return redirect(share)


def _answer(request: OfficerRequest, share: Share, step: str, form: StepForm) -> None:
    by, seen = request.officer, form.cleaned_data["seen"]
    if isinstance(form, AnswerForm):
        WITH_FIGURES[step](share, form.answers(), by=by, seen=seen)
    elif step == Step.AGREE:
        agree_to_counter(share, by=by, seen=seen)
    else:
        SHARE.take(step, share, by=by, seen=seen)


def _answer_form(
    request: OfficerRequest, share: Share, step: str, parts: list[SharePart], data: Any = None
) -> AnswerForm | None:
    """The county answers to any part, the city to those it was proposed another figure for."""
    if step not in WITH_FIGURES:
        return None
    if step == Step.REISSUE:
        parts = [part for part in parts if part.counter is not None]
    return AnswerForm(data, officer=request.officer, share=share, parts=parts)


def _parts(share: Share) -> list[SharePart]:
    """Those of the share, whose lines and place are read already."""
    lines = {line.pk: line for line in share.sheet.lines.all()}
    parts = list(share.parts.order_by("line_id"))
    for part in parts:
        part.line, part.share = lines[part.line_id], share
    return parts


def _share(request: OfficerRequest, share_id: int) -> Share:
    shares = Share.objects.visible_to(request.officer).select_related(
        "union", "sheet__union", "county_signed_by__user", "city_signed_by__user"
    )
    share: Share = get_object_or_404(shares.prefetch_related("sheet__lines"), pk=share_id)
    return share


def _share_page(
    request: OfficerRequest,
    share: Share,
    *,
    form: StepForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    officer = request.officer
    moves = [m for m in SHARE.open_to(officer, share) if m.step != Step.RAISE]
    figure_move = next((m for m in moves if m.step in WITH_FIGURES), None)
    parts = _parts(share)
    if figure_move and (refused or not isinstance(form, AnswerForm)):
        # What was typed stays; what the page saw of the share is now what it shows.
        step, typed = str(figure_move.step.value), _typed(form, share)
        form = _answer_form(request, share, step, parts, typed)
    told, opens, place = told_for(share.sheet), opens_rows(officer), county_told(share)
    kept = kept_of(share.sheet, told.day, place)
    context = {
        "share": share,
        "told": told,
        "lines": lines_of(share, parts, told, kept, opens=opens),
        "plain_moves": [m for m in moves if m.step not in WITH_FIGURES],
        "figure_move": figure_move,
        "form": form if isinstance(form, AnswerForm) else None,
        "refused": refused,
        "trail": trail_of(Event.objects.visible_to(officer).about(share)),
        "seats": contract_seats(share),
        "former": former_years(share.sheet, share.union, kept, opens=opens),
        "contracts": contracts_of(share),
        "changes": changes_of(share.sheet, share.union),
        "tone": tone_of(share, SHARE.waiting_for(officer)),
    }
    return render(request, "targets/share_detail.html", context, status=status)


def _typed(form: StepForm | None, share: Share) -> dict[str, Any] | None:
    if not isinstance(form, AnswerForm):
        return None
    return {**{name: form.data[name] for name in form.data}, "seen": share.moves}
