"""Hardship files: the list, finding one, its workbook, and opening one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistance.actions.claiming import find_by_number
from assistance.actions.exporting import export_files
from assistance.actions.filing import open_file
from assistance.actions.returning import open_again
from assistance.forms.files import FileFilter, FindForm, NewFileForm
from assistance.models import HouseholdFile
from assistance.offices import READERS, REPORTERS
from assistance.views.file_detail import TONES
from assistance.workflows.household import FILE, FileStage
from kernel.days import today
from unions.downloads import download
from unions.models import Employer, Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF, holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

LONGEST_FILE_NUMBER = 9  # digits; more of them are a person's number
MOST_SUGGESTED = 12
IMPORTERS = (COUNTY_STAFF, CITY_STAFF)


@for_officers(*READERS)
@require_GET
def file_list(request: OfficerRequest) -> HttpResponse:
    """The files of the officer's branch; what is asked for stands in the address, but no number."""
    form = FileFilter(request.GET, officer=request.officer)
    files = HouseholdFile.objects.visible_to(request.officer).select_related("township", "county")
    page = page_of(form.narrow(files), request.GET)
    context = {
        "form": form,
        "find": FindForm(officer=request.officer),
        "searched": form.cleaned_data.get("q", ""),
        "page": page,
        "rows": [_row(file, request.officer) for file in page.rows],
        "query": request.GET.urlencode(),
        "may_report": reports(request.officer),
        "may_import": holds_any(request.officer, IMPORTERS),
    }
    return render(
        request, "assistance/file_list.html", context, status=200 if form.is_valid() else 422
    )


def _row(file: HouseholdFile, officer: Officer) -> dict[str, Any]:
    # Asked without a query: what a move needs beside the stage and the office is for its own page.
    mine = file.stage in FILE.waiting_for(officer)
    return {
        "file": file,
        "tone": "red" if mine else TONES.get(FileStage(file.stage), "neutral"),
        "late": file.due_on is not None and file.due_on < today(),
    }


def reports(officer: Officer) -> bool:
    return holds_any(officer, REPORTERS)


@for_officers(*READERS)
@require_POST
@sensitive_post_parameters("find")
def file_find(request: OfficerRequest) -> HttpResponse:
    """Where the search leads: a number is looked up and never comes into an address."""
    form = FindForm(request.POST, officer=request.officer)
    if not form.is_valid():
        messages.warning(request, _("Enter a name or a number, 40 characters at most."))
        return redirect("assistance:file-list")
    text = form.cleaned_data["find"].strip()
    digits = sum(character.isdigit() for character in text)
    if text.isdecimal() and digits <= LONGEST_FILE_NUMBER:
        return redirect(_numbered(request, int(text)) or _nothing(request))
    if digits < LONGEST_FILE_NUMBER:
        return redirect(f"{reverse('assistance:file-list')}?{urlencode({'q': text})}")
    found = find_by_number(text, by=request.officer)
    if isinstance(found, HouseholdFile):
        return redirect(found)
    messages.warning(request, found)
    return redirect("assistance:file-list")


def _numbered(request: OfficerRequest, number: int) -> HouseholdFile | None:
    return HouseholdFile.objects.visible_to(request.officer).filter(pk=number).first()


def _nothing(request: OfficerRequest) -> str:
    messages.warning(request, _("No file of your branch has this number."))
    return reverse("assistance:file-list")


@for_officers(*READERS)
@require_GET
def file_export(request: OfficerRequest) -> HttpResponse:
    form = FileFilter(request.GET, officer=request.officer)
    files = form.narrow(HouseholdFile.objects.visible_to(request.officer))
    content = export_files(files, by=request.officer, filters=form.told)
    return download(content, f"files-{today():%Y%m%d}.xlsx")


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("id_number", "id_number-kept")
def file_new(request: OfficerRequest) -> HttpResponse:
    """Whose case it is. Whether the household has a file already is asked before anything else."""
    form = NewFileForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        union = form.cleaned_data.get("union")
        try:
            file = open_file(form.file_values, form.applicant, union=union, by=request.officer)
        except Refused as refused:
            form.add_error("id_number", str(refused))
        else:
            messages.success(request, _("The file is opened: go on with the household."))
            return redirect("assistance:file-edit", file.pk)
    status = 422 if form.is_bound else 200
    return render(request, "assistance/file_new.html", {"form": form}, status=status)


@for_officers(*REPORTERS)
@require_POST
def file_again(request: OfficerRequest, household_id: int) -> HttpResponse:
    """A household that comes back has a new file beside the one it left."""
    old = get_object_or_404(HouseholdFile.objects.visible_to(request.officer), pk=household_id)
    file = open_again(old, by=request.officer)
    messages.success(request, _("A new file is opened, with the members and the valid papers."))
    return redirect("assistance:file-edit", file.pk)


@for_officers(*REPORTERS)
@require_GET
def workplace_list(request: OfficerRequest) -> HttpResponse:
    """Employers on the roll to choose from while a unit's name is typed; a part of a form."""
    asked = request.GET.get("workplace", "").strip()[:40]
    employers = Employer.objects.visible_to(request.officer).filter(left_on=None)
    found = employers.named(asked).order_by("name")[:MOST_SUGGESTED] if asked else []
    return render(request, "assistance/_workplaces.html", {"employers": found})
