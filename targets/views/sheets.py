from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kernel.days import today
from targets.actions import change_draft, draft_sheet
from targets.changes import changes_of, draft_of, may_follow, versions_of
from targets.forecast import kept_of
from targets.former import former_years
from targets.forms.answers import HandOutForm
from targets.forms.draft import DraftForm
from targets.forms.figures import YearForm
from targets.models import TargetSheet
from targets.models.sheets import TargetSheetQuerySet
from targets.sheets import (
    county_of,
    figures_of,
    further_figures,
    notices_of,
    opens_rows,
    split_of,
    told_for,
)
from targets.splitting import offers_of
from targets.workflow import SHEET, SheetStage
from unions.models import Event
from unions.offices import CITY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers()
@require_GET
def sheet_list(request: OfficerRequest) -> HttpResponse:
    sheets = TargetSheet.objects.visible_to(request.officer).one_a_year()
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
    """The version in force, or the first draft."""
    return sheet_page(request, in_force_or_first(request, year))


@for_officers()
@require_GET
def sheet_version(request: OfficerRequest, year: int, version: int) -> HttpResponse:
    sheets = _sheets(request).filter(version=version)
    return sheet_page(request, get_object_or_404(sheets, year=year))


@for_officers(CITY_STAFF)
@require_POST
def sheet_save(request: OfficerRequest, year: int) -> HttpResponse:
    """Keep a draft's figures; with `propose`, split all of them anew."""
    return _with_draft(request, year, _("The draft is saved."))


@for_officers(CITY_STAFF)
@require_POST
def sheet_step(request: OfficerRequest, year: int, step: str) -> HttpResponse:
    """Take the draft on, with the figures as they stand on the page."""
    return _with_draft(request, year, _("The sheet is issued; each county finds its share."), step)


@for_officers(CITY_STAFF)
@require_POST
def sheet_sums(request: OfficerRequest, year: int) -> HttpResponse:
    """What is split and what is left, of the figures as they are being typed."""
    sheet = _draft(request, year)
    form = DraftForm(request.POST, officer=request.officer, sheet=sheet)
    form.is_valid()
    return render(request, "targets/_sums.html", {"sheet": sheet, "form": form})


def _with_draft(
    request: OfficerRequest, year: int, said: str, step: str | None = None
) -> HttpResponse:
    sheet = _draft(request, year)
    form = DraftForm(request.POST, officer=request.officer, sheet=sheet)
    if not form.is_valid():
        return sheet_page(request, sheet, form=form, status=422)
    try:
        with transaction.atomic():
            changes = form.changes(anew="propose" in request.POST)
            change_draft(sheet, changes, by=request.officer, seen=form.cleaned_data["seen"])
            if step is not None:
                SHEET.take(step, sheet, by=request.officer)
    except Refused as refused:
        sheet = _draft(request, year)
        form = DraftForm(typed(request, sheet), officer=request.officer, sheet=sheet)
        return sheet_page(request, sheet, form=form, refused=refused, status=refused.status)
    messages.success(request, said)
    return redirect(sheet)


def typed(request: OfficerRequest, sheet: TargetSheet) -> dict[str, Any]:
    """What was typed stays; what the page saw of the sheet is now what it shows."""
    return {**{name: request.POST[name] for name in request.POST}, "seen": sheet.moves}


def in_force_or_first(request: OfficerRequest, year: int) -> TargetSheet:
    sheet: TargetSheet = get_object_or_404(_sheets(request).one_a_year(), year=year)
    return sheet


def _sheets(request: OfficerRequest) -> TargetSheetQuerySet:
    sheets = TargetSheet.objects.visible_to(request.officer)
    return sheets.select_related("union").prefetch_related("lines")


def _draft(request: OfficerRequest, year: int) -> TargetSheet:
    """The one being drafted; else the one in force, which an act on a draft is refused for."""
    sheets = TargetSheet.objects.visible_to(request.officer).select_related("union")
    sheets = sheets.filter(year=year).exclude(stage=SheetStage.REPLACED)
    return get_object_or_404(sheets.order_by("-version")[:1])


def sheet_page(
    request: OfficerRequest,
    sheet: TargetSheet,
    *,
    form: DraftForm | None = None,
    hand_out: HandOutForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    officer, may = request.officer, CITY_STAFF.held_by(request.officer)
    drafting = sheet.stage == SheetStage.DRAFT and may
    told, versions = told_for(sheet), versions_of(sheet, officer)
    kept = kept_of(sheet, told.day, county_of(officer))
    lines = figures_of(sheet, officer, told, kept)
    place, opens = county_of(officer) or sheet.union, opens_rows(officer)
    context = {
        "sheet": sheet,
        "told": told,
        "moves": SHEET.open_to(officer, sheet),
        "form": (form or DraftForm(officer=officer, sheet=sheet)) if drafting else None,
        "hand_out": hand_out or (hand_out_form(request, sheet) if may else None),
        "refused": refused,
        "figures": lines,
        "further": further_figures(sheet, officer, lines),
        "split": [] if drafting else split_of(sheet, officer, told),
        "former": former_years(sheet, place, kept, opens=opens),
        "changes": changes_of(sheet, county_of(officer)),
        "versions": versions if len(versions) > 1 else [],
        "may_follow": may_follow(sheet, versions, officer),
        "next_version": None if drafting else draft_of(versions),
        "notices": notices_of(sheet),
        "events": Event.objects.visible_to(officer).about(sheet),
    }
    return render(request, "targets/sheet_detail.html", context, status=status)


def hand_out_form(request: OfficerRequest, sheet: TargetSheet) -> HandOutForm | None:
    """None where nothing is left, or nobody could be asked for it."""
    offers = offers_of(sheet) if sheet.stage == SheetStage.ISSUED else []
    data = request.POST if request.method == "POST" else None
    return HandOutForm(data, officer=request.officer, offers=offers) if offers else None
