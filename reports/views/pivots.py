"""A figure by two dimensions, as a page and as a workbook."""

from __future__ import annotations

from io import BytesIO

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kernel.spreadsheet import write_workbook
from reports.pivot import as_sheet, pivot, title_of
from reports.pivot_form import PivotForm, usual
from unions.downloads import download
from unions.offices import Level
from unions.policy import OfficerRequest, for_officers


@for_officers()
@require_GET
def pivot_page(request: OfficerRequest) -> HttpResponse:
    form = _form(request)
    table = pivot(form.asked(), request.officer) if form.is_valid() else None
    context = {
        "form": form,
        "table": table,
        "title": title_of(table) if table else "",
        "query": request.GET.urlencode(),
    }
    status = 200 if table else 422
    return render(request, "reports/pivot.html", context, status=status)


@for_officers()
@require_GET
def pivot_xlsx(request: OfficerRequest) -> HttpResponse:
    form = _form(request)
    if not form.is_valid():
        return render(request, "reports/pivot.html", {"form": form}, status=422)
    table, book = pivot(form.asked(), request.officer), BytesIO()
    write_workbook(book, [as_sheet(table, request.build_absolute_uri("/").rstrip("/"))])
    known = {"figure": table.asked.indicator.label, "year": table.asked.years[-1]}
    return download(book.getvalue(), _("Pivot of %(figure)s %(year)s") % known + ".xlsx")


def _form(request: OfficerRequest) -> PivotForm:
    if request.officer.level == Level.BASE:
        raise PermissionDenied
    return PivotForm({**usual(), **request.GET.dict()}, officer=request.officer)
