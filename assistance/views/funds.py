"""Batches of money: listed, entered, seen whole, booked on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.funding import (
    BOOKKEEPERS,
    WRITERS,
    change_batch,
    close_batch,
    enter_batch,
    is_in_use,
    may_book,
    may_write,
    record_arrival,
    record_refund,
    return_to_source,
)
from assistance.eligibility import Category
from assistance.forms.funds import ArrivalForm, BookingForm, FundFilter, FundForm
from assistance.models import Aid, FundBatch
from assistance.models.funds import AccountKind, AidKind, Source
from assistance.offices import SEES_PAYMENTS
from kernel.days import today
from kernel.figures import percent
from unions.models import Event
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

SOON = 30  # days left that are marked


def find_fund(request: OfficerRequest, fund_id: int) -> FundBatch:
    funds = FundBatch.objects.visible_to(request.officer).select_related(
        "union", "county", "matches"
    )
    return get_object_or_404(funds, pk=fund_id)


@for_officers(*SEES_PAYMENTS)
@require_GET
def fund_list(request: OfficerRequest) -> HttpResponse:
    """What was promised, has come, is set aside and is gone, batch by batch and together."""
    form = FundFilter(request.GET, officer=request.officer)
    funds = form.narrow(FundBatch.objects.visible_to(request.officer))
    page = page_of(funds.select_related("county").with_balances(), request.GET)
    context = {
        "form": form,
        "page": page,
        "rows": [_figures(fund) for fund in page.rows],
        "together": _together(funds),
        "may_enter": may_write(request.officer),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/fund_list.html", context, status=status)


def _figures(fund: Any) -> dict[str, Any]:
    """A row of the list; `fund` comes from with_balances()."""
    arrived, gone = -fund.at_outside, fund.at_paid + fund.at_lent
    return {
        "fund": fund,
        "arrived": arrived,
        "gone": gone,
        "executed": percent(gone, arrived),
        "state": _state(fund),
    }


def _state(fund: FundBatch) -> tuple[str, str]:
    """In a word, with its tone."""
    day = today()
    if fund.closed_on:
        return _("Closed"), "neutral"
    if day > fund.valid_to:
        return _("Expired"), "red"
    if day < fund.valid_from:
        return _("Not valid yet"), "amber"
    if (fund.valid_to - day).days <= SOON:
        return _("Expires soon"), "amber"
    return _("Valid"), "green"


def _together(funds: Any) -> dict[str, Any]:
    """The figures above the list, of all it filters: yuan, and two rates."""
    local = Q(source=Source.LOCAL)
    sums = funds.order_by().aggregate(
        all_promised=Sum("promised"), matching=Sum("promised", filter=local)
    )
    accounts = funds.order_by().aggregate(
        outside=Sum("accounts__balance", filter=Q(accounts__kind=AccountKind.OUTSIDE)),
        matched=Sum("accounts__balance", filter=local & Q(accounts__kind=AccountKind.OUTSIDE)),
        left=Sum("accounts__balance", filter=Q(accounts__kind=AccountKind.AVAILABLE)),
        gone=Sum("accounts__balance", filter=Q(accounts__kind__in=("paid", "lent"))),
    )
    found = {name: value or Decimal(0) for name, value in (sums | accounts).items()}
    arrived, matched = -found["outside"], -found["matched"]
    return {
        **found,
        "arrived": arrived,
        "matched": matched,
        "arrival_rate": percent(arrived, found["all_promised"]),
        "execution_rate": percent(found["gone"], arrived),
        "matching_rate": percent(matched, found["matching"]),
    }


@for_officers(*SEES_PAYMENTS)
@require_GET
def fund_detail(request: OfficerRequest, fund_id: int) -> HttpResponse:
    """Its accounts, its terms, and every booking, the newest first."""
    fund = find_fund(request, fund_id)
    officer = request.officer
    page = page_of(_transfers_shown(request, fund), request.GET)
    balances = fund.balances()
    arrived = -balances[AccountKind.OUTSIDE]
    gone = balances[AccountKind.PAID] + balances[AccountKind.LENT]
    context = {
        "fund": fund,
        "state": _state(fund),
        "days_left": (fund.valid_to - today()).days,
        "balances": balances,
        "arrived": arrived,
        "arrival_rate": percent(arrived, fund.promised),
        "execution_rate": percent(gone, arrived),
        "terms": _terms(fund),
        "matched_by": FundBatch.objects.visible_to(officer).filter(matches=fund),
        "page": page,
        "events": Event.objects.visible_to(officer).about(fund)[:20],
        "may_write": may_write(officer, fund),
        "may_book": may_book(officer, fund),
    }
    return render(request, "assistance/fund_detail.html", context)


def _terms(fund: FundBatch) -> dict[str, list[str]]:
    return {
        "kinds": [str(AidKind(kind).label) for kind in fund.kinds],
        "categories": [str(Category(name).label) for name in fund.categories],
    }


def _transfers_shown(request: OfficerRequest, fund: FundBatch) -> Any:
    """All of a batch of one's branch; of the root's, those for aid in one's own branch."""
    transfers = fund.transfers.select_related("aid", "officer__user", "from_account", "to_account")
    if request.officer.oversees(fund):
        return transfers
    return transfers.filter(aid__in=Aid.objects.visible_to(request.officer))


@for_officers(*WRITERS)
@require_http_methods(["GET", "POST"])
def fund_new(request: OfficerRequest) -> HttpResponse:
    form = FundForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        fund = enter_batch(by=request.officer, **form.terms)
        messages.success(request, _("Entered. The finance office records what arrives."))
        return redirect(fund)
    return _shown(request, "fund_new", form)


@for_officers(*WRITERS)
@require_http_methods(["GET", "POST"])
def fund_edit(request: OfficerRequest, fund_id: int) -> HttpResponse:
    fund = find_fund(request, fund_id)
    if not may_write(request.officer, fund):
        raise Refused(_("Only an open batch of one's own union can be changed."))
    form = FundForm(request.POST or None, officer=request.officer, instance=fund)
    if form.is_valid():
        try:
            change_batch(find_fund(request, fund_id), by=request.officer, **form.terms)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Changed."))
            return redirect(fund)
    return _shown(request, "fund_edit", form, fund=fund, in_use=is_in_use(fund))


@for_officers(*BOOKKEEPERS)
@require_http_methods(["GET", "POST"])
def fund_arrival_new(request: OfficerRequest, fund_id: int) -> HttpResponse:
    fund = find_fund(request, fund_id)
    form = ArrivalForm(request.POST or None, officer=request.officer, fund=fund)
    if form.is_valid() and _booked(form, record_arrival, fund, request):
        messages.success(request, _("The arrival is booked."))
        return redirect(fund)
    return _shown(request, "fund_arrival", form, fund=fund)


@for_officers(*BOOKKEEPERS)
@require_http_methods(["GET", "POST"])
def fund_return_new(request: OfficerRequest, fund_id: int) -> HttpResponse:
    fund = find_fund(request, fund_id)
    form = BookingForm(request.POST or None, officer=request.officer, fund=fund)
    if form.is_valid() and _booked(form, return_to_source, fund, request):
        messages.success(request, _("The return to the source is booked."))
        return redirect(fund)
    left = fund.balances()[AccountKind.AVAILABLE]
    return _shown(request, "fund_return", form, fund=fund, left=left)


@for_officers(*BOOKKEEPERS)
@require_http_methods(["GET", "POST"])
def refund_new(request: OfficerRequest, aid_id: int) -> HttpResponse:
    """A recipient pays back."""
    aids = Aid.objects.visible_to(request.officer).select_related("fund").exclude(fund=None)
    aid = get_object_or_404(aids, pk=aid_id)
    fund = aid.fund
    assert fund is not None  # noqa: S101 - excluded above
    form = BookingForm(request.POST or None, officer=request.officer, fund=fund)
    if form.is_valid() and _booked(form, record_refund, aid, request):
        messages.success(request, _("The refund is booked."))
        return redirect(aid)
    paid = aid.stands().get(AccountKind.PAID, Decimal(0))
    return _shown(request, "fund_refund", form, fund=fund, aid=aid, paid=paid)


@for_officers(*BOOKKEEPERS)
@require_http_methods(["GET", "POST"])
def fund_close(request: OfficerRequest, fund_id: int) -> HttpResponse:
    fund = find_fund(request, fund_id)
    refused = None
    if request.method == "POST":
        try:
            close_batch(fund, by=request.officer)
        except Refused as error:
            refused = error
        else:
            messages.success(request, _("The batch is closed."))
            return redirect(fund)
    context = {"fund": fund, "balances": fund.balances(), "refused": refused}
    status = refused.status if refused else 200
    return render(request, "assistance/fund_close.html", context, status=status)


def _booked(form: Any, act: Any, what: Any, request: OfficerRequest) -> bool:
    """Whether it was booked; a refusal stands in the form."""
    said = form.cleaned_data
    try:
        act(what, said["amount"], voucher=said["voucher"], by=request.officer)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _shown(request: OfficerRequest, page: str, form: Any, **more: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, f"assistance/{page}.html", {"form": form, **more}, status=status)
