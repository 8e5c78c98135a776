"""The employers a regional or industry contract covers: the list, codes put on it, struck off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bargaining.actions.covering import (
    check_listing,
    cover_employers,
    look_up,
    seal_confirmations,
    strike_off,
)
from bargaining.forms.covering import CodesForm, ListedFilter, SealForm, StrikeForm
from bargaining.kinds import Scope
from bargaining.models import Contract, ListedEmployer
from bargaining.offices import READERS, UNITS
from bargaining.views.contract import find_contract, keeps_contracts
from bargaining.views.contract_writing import find_kept, was_done
from kernel.days import today
from unions.casework.pages import form_page
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

LIST_SIZE = 50


def listed_url(contract: Contract) -> str:
    return reverse("bargaining:listed-list", args=[contract.pk])


@for_officers(*READERS)
@require_GET
def listed_list(request: OfficerRequest, contract_id: int) -> HttpResponse:
    contract = find_contract(request, contract_id)
    return _list_page(request, contract, _rows_of(request, contract))


def _rows_of(request: OfficerRequest, contract: Contract) -> QuerySet[ListedEmployer]:
    if contract.scope == Scope.ENTERPRISE:
        raise Http404
    return ListedEmployer.objects.visible_to(request.officer).filter(contract=contract)


def _list_page(
    request: OfficerRequest,
    contract: Contract,
    rows: Any,
    *,
    seal: SealForm | None = None,
) -> HttpResponse:
    form = ListedFilter(request.GET, officer=request.officer)
    found = form.narrow_listed(rows.select_related("employer", "employer__township"))
    page = page_of(found, request.GET, size=LIST_SIZE)
    keeps = keeps_contracts(request.officer) and request.officer.oversees(contract)
    context = {
        "contract": contract,
        "form": form,
        "page": page,
        "seal": seal or SealForm(officer=request.officer, contract=contract),
        "keeps": keeps,
        "may_seal": keeps and any(not (row.struck_on or row.sealed_on) for row in page.rows),
    }
    status = 422 if seal or not form.is_valid() else 200
    return render(request, "bargaining/listed_list.html", context, status=status)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def listed_new(request: OfficerRequest, contract_id: int) -> HttpResponse:
    """Codes looked up first; with `confirm` those without fault are put on the list."""
    contract = find_kept(request, contract_id)
    _rows_of(request, contract)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = {"listed_on": max(contract.effective_on, min(today(), contract.expires_on))}
    form = CodesForm(*data, officer=request.officer, initial=initial)
    lines = []
    if form.is_valid():
        if "confirm" in request.POST and was_done(form, lambda: _cover(request, contract, form)):
            return redirect(listed_url(contract))
        lines = _preview(contract, form)
    context = {"contract": contract, "form": form, "lines": lines}
    context["good"] = [line for line in lines if not line.fault]
    status = 422 if form.is_bound and (form.errors or len(context["good"]) < len(lines)) else 200  # type: ignore[arg-type]
    return render(request, "bargaining/listed_new.html", context, status=status)


def _preview(contract: Contract, form: CodesForm) -> Any:
    said = form.cleaned_data
    try:
        check_listing(contract, said["listed_on"], said["sealed_on"])
    except Refused as refused:
        form.add_error("listed_on", str(refused))
        return []
    return look_up(contract, said["numbered"], listed_on=said["listed_on"])


def _cover(request: OfficerRequest, contract: Contract, form: CodesForm) -> None:
    said = form.cleaned_data
    days = {"listed_on": said["listed_on"], "sealed_on": said["sealed_on"]}
    count = cover_employers(contract, said["numbered"], **days, by=request.officer)
    told = ngettext("%(n)d employer is on the list.", "%(n)d employers are on the list.", count)
    messages.success(request, told % {"n": count})


@for_officers(*UNITS)
@require_POST
def listed_seal(request: OfficerRequest, contract_id: int) -> HttpResponse:
    contract = find_kept(request, contract_id)
    rows = _rows_of(request, contract)
    form = SealForm(request.POST, officer=request.officer, contract=contract)
    if form.is_valid():
        chosen, on = form.cleaned_data["rows"], form.cleaned_data["sealed_on"]
        if was_done(form, lambda: seal_confirmations(contract, chosen, on=on, by=request.officer)):
            messages.success(request, _("The confirmations are recorded."))
            return redirect(listed_url(contract))
    return _list_page(request, contract, rows, seal=form)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def listed_strike(request: OfficerRequest, listed_id: int) -> HttpResponse:
    rows = ListedEmployer.objects.visible_to(request.officer)
    row = get_object_or_404(rows.select_related("contract", "employer"), pk=listed_id)
    find_kept(request, row.contract_id)
    form = StrikeForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        on, why = form.cleaned_data["struck_on"], form.cleaned_data["why"]
        if was_done(form, lambda: strike_off(row, on=on, why=why, by=request.officer)):
            return redirect(listed_url(row.contract))
    title = _("Strike off: %(name)s") % {"name": row.employer.name}
    return form_page(request, form, title=title, back=listed_url(row.contract))
