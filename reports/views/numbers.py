"""The register of numbers: every number given, with what bears it; void ones stay."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods

from kernel.spreadsheet import Column, Sheet, write_workbook
from reports.dispatches.forms import NumberFilter, VoidForm
from reports.dispatches.voiding import may_void, void_number
from reports.models import GivenNumber
from reports.workflows.dispatch import DESK, SIGNERS
from unions.casework.pages import form_page
from unions.downloads import download
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
    page = page_of(numbers, request.GET)
    context = {
        "form": form,
        "page": page,
        "may_void": {n.pk for n in page.rows if may_void(n, request.officer)},
        "query": request.GET.urlencode(),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "reports/number_list.html", context, status=status)


@for_officers(*SIGNERS)
@require_http_methods(["GET", "POST"])
def number_void(request: OfficerRequest, number_id: int) -> HttpResponse:
    """Of a notice that was numbered by itself; a dispatch is declared void on its own page."""
    numbers = GivenNumber.objects.visible_to(request.officer).select_related("document")
    own = numbers.filter(union_id=request.officer.union_id, document__isnull=False)
    number = get_object_or_404(own, pk=number_id)
    form = VoidForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        void_number(number, form.cleaned_data["reason"], by=request.officer)
        messages.success(request, _("%(number)s was declared void.") % {"number": number})
        return redirect("reports:number-list")
    title = _("Declare %(number)s void") % {"number": number}
    return form_page(
        request, form, title=title, back=reverse("reports:number-list"),
        template="reports/number_void.html", number=number,
    )  # fmt: skip


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
    return download(content.getvalue(), "numbers.xlsx")
