"""The register of contracts: the list, what is to renew, one contract."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from bargaining.alike import alike_to
from bargaining.clauses import ITEMS
from bargaining.figures import figures_of
from bargaining.forms.contract import ContractFilter
from bargaining.kinds import Scope
from bargaining.likeness import passages, similarity, trigrams
from bargaining.models import Contract, FulfilmentCheck, ListedEmployer
from bargaining.models.check import is_well_fulfilled
from bargaining.offices import READERS, UNITS
from bargaining.standing import TONES, Calendar, Standing, reminders, with_renewal
from bargaining.substance import hints_on
from kernel.days import today
from kernel.figures import percent
from unions.casework.pages import events_of
from unions.models import Officer
from unions.offices import holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

WITH_IT = ("employer", "union", "county", "township", "renews", "federation", "round")
LAST_CHECKS = 10


def keeps_contracts(officer: Officer) -> bool:
    return holds_any(officer, UNITS)


def find_contract(request: OfficerRequest, contract_id: int) -> Contract:
    contracts = Contract.objects.visible_to(request.officer).select_related(*WITH_IT)
    found: Contract = get_object_or_404(contracts, pk=contract_id)
    return found


@for_officers(*READERS)
@require_GET
def contract_list(request: OfficerRequest) -> HttpResponse:
    figures = figures_of(today())
    form = ContractFilter(request.GET, officer=request.officer, reminders=reminders(figures))
    contracts = form.narrow(Contract.objects.visible_to(request.officer))
    page = page_of(_as_rows(with_renewal(contracts)), request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": _rows(page.rows, Calendar.of(today(), figures)),
        "keeps": keeps_contracts(request.officer),
    }
    return render(
        request, "bargaining/contract_list.html", context, status=200 if form.is_valid() else 422
    )


def _as_rows(contracts: Any) -> Any:
    # A text may be a hundred times its row.
    return contracts.select_related("employer", "county").defer("text")


def _rows(contracts: list[Contract], calendar: Calendar) -> list[dict[str, Any]]:
    return [
        {"contract": contract, "standing": standing.label, "tone": TONES.get(standing, "neutral")}
        for contract in contracts
        for standing in [calendar.standing_of(contract)]
    ]


@for_officers(*READERS)
@require_GET
def contract_renewals(request: OfficerRequest) -> HttpResponse:
    """到期待续: what ran out within the window and was not renewed, and what runs out soon."""
    figures = figures_of(today())
    calendar = Calendar.of(today(), figures)
    mine = Contract.objects.visible_to(request.officer)
    over = mine.to_renew(today(), since=today() - timedelta(days=calendar.window))
    soon = mine.expiring(today(), until=today() + timedelta(days=calendar.first)).unrenewed()
    page = page_of(_as_rows(with_renewal(over | soon)), request.GET, by="expires_on")
    context = {
        "page": page,
        "rows": _rows(page.rows, calendar),
        "first": calendar.first,
        "window": calendar.window,
        "keeps": keeps_contracts(request.officer),
    }
    return render(request, "bargaining/contract_renewals.html", context)


@for_officers(*READERS)
@require_GET
def contract_detail(request: OfficerRequest, contract_id: int) -> HttpResponse:
    contract = find_contract(request, contract_id)
    figures = figures_of(today())
    texts = dict(contract.clauses.values_list("item", "text"))
    after = Contract.objects.visible_to(request.officer).filter(renews=contract).first()
    contract.renewed = after is not None  # type: ignore[attr-defined] # what `with_renewal` says
    standing = Calendar.of(today(), figures).standing_of(contract)
    context = {
        "contract": contract,
        "standing": standing.label,
        "tone": TONES.get(standing, "neutral"),
        "clauses": [(item, texts[item.code]) for item in ITEMS if item.code in texts],
        "hints": hints_on(contract, texts.keys(), figures),
        "checks": checks_of(contract, int(figures["fulfilled_percent"])),
        "listed": _listed(contract) if contract.scope != Scope.ENTERPRISE else {},
        "after": after,
        "round": getattr(contract, "round", None),
        "changes": contract.changes.order_by("-changed_on", "-pk"),
        "events": events_of(request, contract)[:20],
        "keeps": keeps_contracts(request.officer) and request.officer.oversees(contract),
        "is_open": contract.ended_on is None,
        "may_bargain": contract.union_id == request.officer.union_id,
        "renewable": standing in (Standing.EXPIRING, Standing.TO_RENEW, Standing.RUN_OUT),
    }
    return render(request, "bargaining/contract_detail.html", context)


def _listed(contract: Contract) -> dict[str, Any]:
    """How many a regional contract covers today: counted from its rows, never told."""
    now = ListedEmployer.objects.unscoped("of a contract in scope").as_of(today())
    return now.filter(contract=contract).aggregate(
        all=Count("pk"), sealed=Count("pk", filter=Q(sealed_on__isnull=False))
    )


def checks_of(contract: Contract, least: int) -> list[dict[str, Any]]:
    checks: list[Any] = list(contract.checks.counted().latest_first()[:LAST_CHECKS])
    return [
        {
            "check": check,
            "rate": percent(check.kept, check.checked),
            "well": is_well_fulfilled(check.kept, check.checked, least),
        }
        for check in checks
    ]


@for_officers(*READERS)
@require_GET
def contract_alike(request: OfficerRequest, contract_id: int) -> HttpResponse:
    """Contracts with much the same text: a part of the contract's page, or a page of its own."""
    contract = find_contract(request, contract_id)
    context = {"contract": contract, "alike": alike_to(contract, request.officer)}
    template = "_alike.html" if request.htmx else "contract_alike.html"
    return render(request, f"bargaining/{template}", context)


@for_officers(*READERS)
@require_GET
def contract_compare(
    request: OfficerRequest, contract_id: int, other_contract_id: int
) -> HttpResponse:
    """Two texts side by side; the officer must be allowed to see both."""
    contract = find_contract(request, contract_id)
    other = find_contract(request, other_contract_id)
    share = similarity(trigrams(contract.text), trigrams(other.text))
    context = {
        "contract": contract,
        "share": round(100 * share),
        "sides": [
            (contract, passages(contract.text, other.text)),
            (other, passages(other.text, contract.text)),
        ],
    }
    return render(request, "bargaining/contract_compare.html", context)


@for_officers(*READERS)
@require_GET
def check_detail(request: OfficerRequest, check_id: int) -> HttpResponse:
    checks = FulfilmentCheck.objects.visible_to(request.officer).counted()
    with_lines = checks.select_related("contract", "county").prefetch_related(
        Prefetch("lines", to_attr="all_lines")
    )
    check: Any = get_object_or_404(with_lines, pk=check_id)
    order = [item.code for item in ITEMS]
    least = int(figures_of(today())["fulfilled_percent"])
    context = {
        "check": check,
        "lines": sorted(check.all_lines, key=lambda line: order.index(line.item)),
        "rate": percent(check.kept, check.checked),
        "well": is_well_fulfilled(check.kept, check.checked, least),
        "least": least,
        "title": _("Check of fulfilment"),
    }
    return render(request, "bargaining/check_detail.html", context)
