"""The register of numbers: every number given, with what bears it; void ones stay."""

from __future__ import annotations

import io
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from kernel.spreadsheet import Column, Sheet, write_workbook
from reports.dispatches.forms import NumberFilter
from reports.models import GivenNumber
from reports.views.documents import XLSX
from reports.workflows.dispatch import DESK
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

MOST = 20_000  # rows of a workbook; a year of a mark has far fewer


def found_numbers(request: OfficerRequest) -> tuple[NumberFilter, Any]:
    form = NumberFilter(request.GET, officer=request.officer)
    numbers = GivenNumber.objects.visible_to(request.officer).select_related(
        "union", "document", "dispatch", "given_by__user", "voided_by__user"
    )
    return form, form.narrow(numbers)


@for_officers(*DESK)
@require_GET
def number_list(request: OfficerRequest) -> HttpResponse:
    form, numbers = found_numbers(request)
    context = {
        "form": form,
        "page": page_of(numbers, request.GET),
        "query": request.GET.urlencode(),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "reports/number_list.html", context, status=status)


@for_officers(*DESK)
@require_GET
def number_export(request: OfficerRequest) -> HttpResponse:
    _form, numbers = found_numbers(request)
    columns = [
        Column(_("Document number"), 22), Column(_("Title"), 60), Column(_("Of"), 20),
        Column(_("Given on"), 18), Column(pgettext("dispatch", "Signed by"), 12),
        Column(_("Void since"), 18), Column(_("Why it is void"), 40),
    ]  # fmt: skip
    rows = (
        [
            str(number), number.title, number.union.name, number.given_at,
            number.given_by.user.display_name if number.given_by else None,
            number.voided_at, number.void_reason or None,
        ]
        for number in numbers.in_order()[:MOST]
    )  # fmt: skip
    content = io.BytesIO()
    told = _("As of %(moment)s") % {"moment": timezone.localtime().strftime("%Y-%m-%d %H:%M")}
    write_workbook(content, [Sheet(_("Register of numbers"), columns, rows, above=(told,))])
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="numbers.xlsx"'
    return response
