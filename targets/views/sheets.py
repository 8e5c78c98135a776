from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kernel.days import today
from targets.actions import (
    counter_share,
    draft_sheet,
    propose_split,
    reissue_share,
    save_split,
    set_targets,
)
from targets.forms import AnswerForm, DraftForm, StepForm, YearForm
from targets.indicators import ELIGIBLE, REACHED, indicator
from targets.models import Share, TargetSheet
from targets.sheets import (
    Figure,
    figures_of,
    further_figures,
    notices_of,
    split_of,
    tone_of,
)
from targets.workflow import SHARE, SHEET, SheetStage, Step
from unions.models import Event
from unions.offices import CITY_STAFF, COUNTY_STAFF, Level
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers()
@require_GET
def sheet_list(request: OfficerRequest) -> HttpResponse:
    sheets = TargetSheet.objects.visible_to(request.officer)
    context = {
        "page": page_of(sheets, request.GET, by="-year"),
        "may_draft": CITY_STAFF.held_by(request.officer),
    }
    return render(request, "targets/sheet_list.html", context)


@for_officers(CITY_STAFF)
@require_http_methods(["GET", "POST"])
def sheet_new(request: OfficerRequest) -> HttpResponse:
    form = YearForm(request.POST or None, officer=request.officer, initial={"year": today().year})
    if form.is_valid():
        try:
            sheet = draft_sheet(form.cleaned_data["year"], by=request.officer)
        except Refused as refused:
            form.add_error("year", str(refused))
        else:
            return redirect(sheet)
    status = 422 if form.is_bound else 200
    return render(request, "targets/sheet_new.html", {"form": form}, status=status)


@for_officers()
@require_GET
def sheet_detail(request: OfficerRequest, year: int) -> HttpResponse:
    return _sheet_page(request, _sheet(request, year))


@for_officers(CITY_STAFF)
@require_POST
def sheet_save(request: OfficerRequest, year: int) -> HttpResponse:
    """Keep a draft's figures; with `propose`, split its count anew."""
    return _with_draft(request, year, _("The draft is saved."))


@for_officers(CITY_STAFF)
@require_POST
def sheet_step(request: OfficerRequest, year: int, step: str) -> HttpResponse:
    """Take the sheet on, with the figures as they stand on the page."""
    return _with_draft(request, year, _("The sheet is issued; each county finds its share."), step)


def _with_draft(
    request: OfficerRequest, year: int, said: str, step: str | None = None
) -> HttpResponse:
    sheet = _sheet(request, year)
    form = DraftForm(request.POST, officer=request.officer, sheet=sheet)
    if not form.is_valid():
        return _sheet_page(request, sheet, form=form, status=422)
    try:
        with transaction.atomic():
            _keep(request, sheet, form)
            if step is not None:
                SHEET.take(step, sheet, by=request.officer, seen=form.cleaned_data["seen"])
    except Refused as refused:
        sheet = _sheet(request, year)
        return _sheet_page(request, sheet, form=form, refused=refused, status=refused.status)
    messages.success(request, said)
    return redirect(sheet)


def _keep(request: OfficerRequest, sheet: TargetSheet, form: DraftForm) -> None:
    by, seen = request.officer, form.cleaned_data["seen"]
    set_targets(sheet, form.cleaned_data["quota"], form.values(), by=by, seen=seen)
    shares = form.quotas()
    if "propose" in request.POST:
        shares = {p.county.pk: p.quota for p in propose_split(sheet)}
    save_split(sheet, shares, by=by, seen=seen)


def _sheet(request: OfficerRequest, year: int) -> TargetSheet:
    sheets = TargetSheet.objects.visible_to(request.officer).select_related("union")
    sheet: TargetSheet = get_object_or_404(sheets, year=year)
    return sheet


def _sheet_page(
    request: OfficerRequest,
    sheet: TargetSheet,
    *,
    form: DraftForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    officer = request.officer
    drafting = sheet.stage == SheetStage.DRAFT and CITY_STAFF.held_by(officer)
    lines = figures_of(sheet, officer)
    context = {
        "sheet": sheet,
        "moves": SHEET.open_to(officer, sheet),
        "form": (form or DraftForm(officer=officer, sheet=sheet)) if drafting else None,
        "refused": refused,
        "figures": lines,
        "further": further_figures(sheet, officer, lines),
        "split": split_of(sheet, officer),
        "sums": sheet.remainder_words() if officer.level == Level.FEDERATION else "",
        "notices": notices_of(sheet),
        "events": Event.objects.visible_to(officer).about(sheet),
    }
    return render(request, "targets/sheet_detail.html", context, status=status)


@for_officers()
@require_GET
def share_detail(request: OfficerRequest, share_id: int) -> HttpResponse:
    return _share_page(request, _share(request, share_id))


@for_officers(COUNTY_STAFF, CITY_STAFF)
@require_POST
def share_step(request: OfficerRequest, share_id: int, step: str) -> HttpResponse:
    """Accept or agree as it stands; counter or reissue with a figure and a reason."""
    share = _share(request, share_id)
    with_figure = WITH_FIGURE.get(step)
    form = (AnswerForm if with_figure else StepForm)(request.POST, officer=request.officer)
    if not form.is_valid():
        return _share_page(request, share, form=form, status=422)
    try:
        if with_figure:
            with_figure(share, by=request.officer, **form.cleaned_data)
        else:
            SHARE.take(step, share, by=request.officer, seen=form.cleaned_data["seen"])
    except Refused as refused:
        share = _share(request, share_id)
        return _share_page(request, share, form=form, refused=refused, status=refused.status)
    messages.success(request, _("Done: %(stage)s.") % {"stage": share.get_stage_display()})
    return redirect(share)


WITH_FIGURE = {Step.COUNTER.value: counter_share, Step.REISSUE.value: reissue_share}


def _share(request: OfficerRequest, share_id: int) -> Share:
    shares = Share.objects.visible_to(request.officer).select_related("union", "sheet")
    share: Share = get_object_or_404(shares, pk=share_id)
    return share


def _share_page(
    request: OfficerRequest,
    share: Share,
    *,
    form: StepForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    moves = SHARE.open_to(request.officer, share)
    events = list(Event.objects.visible_to(request.officer).about(share))
    if refused or not isinstance(form, AnswerForm):
        # What was typed stays; what the page saw of the share is now what it shows.
        typed = form.cleaned_data if form else {}
        start = {"quota": share.quota, **typed, "seen": share.moves}
        form = AnswerForm(officer=request.officer, initial=start)
    context = {
        "share": share,
        "plain_moves": [m for m in moves if m.step not in WITH_FIGURE],
        "figure_move": next((m for m in moves if m.step in WITH_FIGURE), None),
        "form": form,
        "refused": refused,
        "events": events,
        "said": next((event for event in events if event.note), None),
        "tone": tone_of(share, SHARE.waiting_for(request.officer)),
        "reached": Figure(indicator(REACHED), share.sheet.year, share.union),
        "eligible": Figure(indicator(ELIGIBLE), share.sheet.year, share.union),
    }
    return render(request, "targets/share_detail.html", context, status=status)
