"""What becomes of a sheet in force: a new version, and what is left of it handed out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from targets.forms.answers import StepForm, VersionForm
from targets.models import TargetSheet
from targets.versions import draft_version, drop_version
from targets.versions import hand_out as hand_out_parts
from targets.views.sheets import hand_out_form, in_force_or_first, sheet_page
from targets.workflow import SheetStage
from unions.offices import CITY_STAFF
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers(CITY_STAFF)
@require_http_methods(["GET", "POST"])
def version_new(request: OfficerRequest, year: int) -> HttpResponse:
    sheet = in_force_or_first(request, year)
    form = VersionForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        try:
            return redirect(draft_version(sheet, by=request.officer, **form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
    status = 422 if form.is_bound else 200
    context = {"form": form, "sheet": sheet}
    return render(request, "targets/version_new.html", context, status=status)


@for_officers(CITY_STAFF)
@require_POST
def version_drop(request: OfficerRequest, year: int) -> HttpResponse:
    """Give up the draft of a new version."""
    drafts = TargetSheet.objects.visible_to(request.officer).filter(stage=SheetStage.DRAFT)
    draft = get_object_or_404(drafts.select_related("union"), year=year)
    form = StepForm(request.POST, officer=request.officer)
    if not form.is_valid():
        return sheet_page(request, draft, status=422)
    try:
        sheet = drop_version(draft, by=request.officer, seen=form.cleaned_data["seen"])
    except Refused as refused:
        return sheet_page(request, draft, refused=refused, status=refused.status)
    messages.success(request, _("The draft is given up; the targets in force stay."))
    return redirect(sheet)


@for_officers(CITY_STAFF)
@require_POST
def hand_out(request: OfficerRequest, year: int) -> HttpResponse:
    """Ask counties for what is left since others were asked for less."""
    sheet = in_force_or_first(request, year)
    form = hand_out_form(request, sheet)
    if form is None:
        refused = Refused(_("Nothing is left to hand out."))
        return sheet_page(request, sheet, refused=refused, status=refused.status)
    if not form.is_valid():
        return sheet_page(request, sheet, hand_out=form, status=422)
    try:
        note = form.cleaned_data["note"]
        hand_out_parts(sheet, form.values(), by=request.officer, note=note)
    except Refused as refused:
        return sheet_page(request, sheet, hand_out=form, refused=refused, status=refused.status)
    messages.success(request, _("Handed out; the counties answer to their larger shares."))
    return redirect(sheet)
