"""The old register taken over, and the living standards that every file is held against."""

from __future__ import annotations

from io import BytesIO

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.legacy_rows import HEADINGS, LegacyRefused
from assistance.actions.migrating import import_legacy_files
from assistance.actions.standards import set_standard
from assistance.forms.proofs import StandardForm, WorkbookForm
from assistance.models import LivingStandard
from assistance.offices import READERS
from assistance.views.files import IMPORTERS
from kernel.spreadsheet import Column, Sheet, write_workbook
from unions.downloads import download
from unions.offices import CITY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers(*IMPORTERS)
@require_http_methods(["GET", "POST"])
def file_import(request: OfficerRequest) -> HttpResponse:
    """A workbook of old files: taken over whole, or refused with every row at fault."""
    form = WorkbookForm(request.POST or None, request.FILES or None, officer=request.officer)
    refused = None
    if form.is_valid():
        try:
            count = import_legacy_files(form.cleaned_data["workbook"], by=request.officer)
        except LegacyRefused as why:
            refused = why
        else:
            said = ngettext("%(n)d file taken over.", "%(n)d files taken over.", count)
            messages.success(request, said % {"n": count})
            return redirect("assistance:file-list")
    context = {"form": form, "refused": refused, "headings": HEADINGS}
    status = 422 if form.is_bound else 200
    return render(request, "assistance/file_import.html", context, status=status)


@for_officers(*IMPORTERS)
@require_GET
def file_import_form(request: OfficerRequest) -> HttpResponse:
    """The empty workbook to fill in."""
    target = BytesIO()
    columns = [Column(f"{h.label}{'*' * h.required}", 18, "@") for h in HEADINGS]
    write_workbook(target, [Sheet(_("Old files"), columns, [])])
    return download(target.getvalue(), "old-files.xlsx")


@for_officers(*READERS)
@require_GET
def standard_list(request: OfficerRequest) -> HttpResponse:
    standards = LivingStandard.objects.visible_to(request.officer).select_related("union")
    page = page_of(standards, request.GET, by="-valid_from")
    context = {"page": page, "may_set": CITY_STAFF.held_by(request.officer)}
    return render(request, "assistance/standard_list.html", context)


@for_officers(CITY_STAFF)
@require_http_methods(["GET", "POST"])
def standard_new(request: OfficerRequest) -> HttpResponse:
    form = StandardForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        try:
            set_standard(**form.cleaned_data, by=request.officer)
        except Refused as refused:
            form.add_error("valid_from", str(refused))
        else:
            messages.success(request, _("The living standard is set."))
            return redirect("assistance:standard-list")
    status = 422 if form.is_bound else 200
    return render(request, "assistance/standard_new.html", {"form": form}, status=status)
