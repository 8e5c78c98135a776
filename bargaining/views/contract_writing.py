"""Contracts entered, corrected, changed, ended, taken over from a workbook; checks recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from bargaining.actions.checking import record_check
from bargaining.actions.importing import example, headers, import_contracts
from bargaining.actions.registering import (
    ContractRefused,
    change_contract,
    correct_contract,
    end_contract,
    register_contract,
    remove_contract,
)
from bargaining.clauses import CODES
from bargaining.forms.check import CheckForm
from bargaining.forms.contract import (
    ChangeForm,
    ContractForm,
    CorrectionForm,
    EndForm,
    ReasonForm,
)
from bargaining.kinds import ContractKind, Scope
from bargaining.models import Contract
from bargaining.offices import UNITS
from bargaining.views.contract import find_contract
from unions.casework.pages import form_page
from unions.casework.workbooks import WorkbookForm, empty_workbook, import_page, sent
from unions.models import Employer
from unions.offices import Level
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

# Where a fault of a column is told, if the form has another name for it.
TOLD_AT = {"employer": "code", "renews": None}


def find_kept(request: OfficerRequest, contract_id: int) -> Contract:
    """A contract of the officer's own branch: whom a row was granted to only reads it."""
    contract = find_contract(request, contract_id)
    if not request.officer.oversees(contract):
        raise PermissionDenied
    return contract


def agreed_in(contract: Contract) -> dict[str, str]:
    return dict(contract.clauses.values_list("item", "text"))


def was_done(form: Any, act: Callable[[], object]) -> bool:
    """Whether the act was done; what refused it is told at the fields."""
    try:
        act()
    except ContractRefused as refused:
        for field, words in refused.faults:
            name = TOLD_AT.get(field, field)
            form.add_error(name if name in form.fields else None, words)
    except Refused as refused:
        form.add_error(None, str(refused))
    else:
        return True
    return False


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def contract_new(request: OfficerRequest) -> HttpResponse:
    """A contract signed earlier, without a round in the portal."""
    data = request.POST if request.method == "POST" else None
    form = ContractForm(data, officer=request.officer, initial=_known_before(request))
    if form.is_valid():
        made: list[Contract] = []
        if was_done(
            form,
            lambda: made.append(register_contract(form.said, form.clauses, by=request.officer)),
        ):
            messages.success(request, _("The contract is on the register."))
            return redirect(made[0])
    return _checklist_page(
        request, form, title=_("Enter a contract"), back=reverse("bargaining:contract-list")
    )


def _checklist_page(
    request: OfficerRequest, form: Any, *, title: str, back: str, **context: Any
) -> HttpResponse:
    template = "bargaining/contract_form.html"
    status = 422 if form.is_bound else 200
    return form_page(
        request, form, title=title, back=back, status=status, template=template, **context
    )


def _known_before(request: OfficerRequest) -> dict[str, Any]:
    """What a contract that is renewed tells of the next; an enterprise's union knows its own."""
    asked = request.GET.get("renews", "")
    old = None
    if asked.isdecimal() and len(asked) <= 15:
        contracts = Contract.objects.visible_to(request.officer).select_related("employer")
        old = contracts.filter(pk=int(asked)).first()
    if old is not None:
        known = {name: getattr(old, name) for name in ("title", "kind", "scope", "wage_annex")}
        return known | {
            "renews_number": old.pk,
            "code": old.employer.uscc if old.employer else "",
        }
    if request.officer.level != Level.BASE:
        return {}
    own = Employer.objects.visible_to(request.officer).order_by("pk").first()
    return {"scope": Scope.ENTERPRISE, "code": own.uscc if own else ""}


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def contract_edit(request: OfficerRequest, contract_id: int) -> HttpResponse:
    contract = find_kept(request, contract_id)
    data = request.POST if request.method == "POST" else None
    form = CorrectionForm(
        data, officer=request.officer, instance=contract, agreed=agreed_in(contract)
    )
    if form.is_valid():
        why = form.cleaned_data["why"]
        if was_done(
            form,
            lambda: correct_contract(
                contract, form.said, form.clauses, why=why, by=request.officer
            ),
        ):
            return redirect(contract)
    return _checklist_page(
        request, form, title=_("Correct the entry"), back=contract.get_absolute_url()
    )


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def contract_change(request: OfficerRequest, contract_id: int) -> HttpResponse:
    contract = find_kept(request, contract_id)
    data = request.POST if request.method == "POST" else None
    form = ChangeForm(data, officer=request.officer, instance=contract, agreed=agreed_in(contract))
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("changed_on", "why")}
        if was_done(
            form,
            lambda: change_contract(contract, form.said, form.clauses, **told, by=request.officer),
        ):
            return redirect(contract)
    return _checklist_page(
        request, form, title=_("Change by agreement"), back=contract.get_absolute_url()
    )


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def contract_end(request: OfficerRequest, contract_id: int) -> HttpResponse:
    contract = find_kept(request, contract_id)
    form = EndForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        on, why = form.cleaned_data["ended_on"], form.cleaned_data["why"]
        if was_done(form, lambda: end_contract(contract, on=on, why=why, by=request.officer)):
            messages.success(request, _("The contract has ended."))
            return redirect(contract)
    return form_page(
        request, form, title=_("End the contract"), back=contract.get_absolute_url(),
        template="bargaining/contract_end.html", contract=contract,
    )  # fmt: skip


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def contract_remove(request: OfficerRequest, contract_id: int) -> HttpResponse:
    contract = find_kept(request, contract_id)
    form = ReasonForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if was_done(form, lambda: remove_contract(contract, why=why, by=request.officer)):
            messages.success(request, _("The entry was taken off the register."))
            return redirect("bargaining:contract-list")
    return form_page(
        request, form, title=_("Entered by mistake"), back=contract.get_absolute_url(),
        template="bargaining/contract_end.html", contract=contract,
    )  # fmt: skip


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def contract_import(request: OfficerRequest) -> HttpResponse:
    """A workbook of older contracts: all of them, or none with each row's fault."""

    def take_over(said: dict[str, Any]) -> str:
        n = import_contracts(said["workbook"], by=request.officer)
        return ngettext("%(n)d contract is entered.", "%(n)d contracts are entered.", n) % {"n": n}

    return import_page(
        request,
        WorkbookForm(*sent(request), officer=request.officer),
        take_over,
        columns=headers(),
        title=_("Import contracts"),
        back=reverse("bargaining:contract-list"),
        empty_url=reverse("bargaining:contract-import-form"),
        template="bargaining/contract_import.html",
        kinds=ContractKind.labels,
        scopes=Scope.labels,
    )


@for_officers(*UNITS)
@require_GET
def contract_import_form(request: OfficerRequest) -> HttpResponse:
    return empty_workbook(_("Contracts"), headers(), *example())


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def check_new(request: OfficerRequest, contract_id: int) -> HttpResponse:
    contract = find_kept(request, contract_id)
    data = request.POST if request.method == "POST" else None
    agreed = set(agreed_in(contract)) & set(CODES)
    form = CheckForm(data, officer=request.officer, agreed=agreed)
    if form.is_valid() and was_done(
        form, lambda: record_check(contract, form.said, form.lines, by=request.officer)
    ):
        messages.success(request, _("The check is recorded."))
        return redirect(contract)
    return form_page(
        request, form, title=_("Check of fulfilment"), back=contract.get_absolute_url(),
        template="bargaining/check_new.html", contract=contract,
    )  # fmt: skip
