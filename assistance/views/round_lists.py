"""The list of a round: whom the rules left out, exceptions, persons added, the sheet to sign."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.rounds import (
    add_person,
    except_amount,
    hand_over_round,
    may_change_list,
    may_set_up,
    take_out,
)
from assistance.candidates import Against
from assistance.forms.rounds import (
    ExceptionForm,
    HandOverForm,
    ListFilter,
    PersonForm,
)
from assistance.models import Aid, RoundExclusion
from assistance.offices import SEES_PAYMENTS
from assistance.views.rounds import find_round
from assistance.workflows.aid import AidStage, RoundStage
from unions.models import Officer
from unions.offices import COUNTY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

ON_A_SHEET = 500  # rows of one printed sheet; the next begins where it ends


@for_officers(*SEES_PAYMENTS)
@require_GET
def round_exclusion_list(request: OfficerRequest, round_id: int) -> HttpResponse:
    """The households the rules kept off the list, and why."""
    a_round = find_round(request, round_id)
    beside = RoundExclusion.objects.visible_to(request.officer).filter(round=a_round)
    reason = request.GET.get("reason", "")
    if reason in Against.values:
        beside = beside.filter(reason=reason)
    page = page_of(beside.select_related("file", "member", "township"), request.GET, by="pk")
    context = {"round": a_round, "page": page, "reason": reason, "reasons": Against.choices}
    return render(request, "assistance/round_exclusion_list.html", context)


@for_officers(*SEES_PAYMENTS)
@require_http_methods(["GET", "POST"])
def round_aid(request: OfficerRequest, round_id: int, aid_id: int) -> HttpResponse:
    """An exception: another amount for one household, or none."""
    a_round = find_round(request, round_id)
    inside = Aid.objects.visible_to(request.officer).filter(round=a_round)
    aid = get_object_or_404(inside.select_related("township", "file", "union"), pk=aid_id)
    data = request.POST if request.method == "POST" else None
    sets = may_set_up(request.officer)
    initial = {"amount": aid.asked}
    form = ExceptionForm(data, officer=request.officer, initial=initial, may_change_amount=sets)
    if not may_change_list(a_round, request.officer) or aid.stage != AidStage.CHECKED:
        raise Refused(_("The list of this round can no longer be changed."))
    if form.is_valid():
        _except(aid, form.cleaned_data, request.officer)
        messages.success(request, _("The exception is kept with its reason."))
        return redirect(a_round)
    context = {"round": a_round, "aid": aid, "form": form}
    return render(
        request, "assistance/round_aid.html", context, status=422 if form.is_bound else 200
    )


def _except(aid: Aid, said: dict[str, Any], by: Officer) -> None:
    if said["change"] == ExceptionForm.OUT:
        take_out(aid, why=said["why"], by=by)
    else:
        except_amount(aid, said["amount"], why=said["why"], by=by)


@for_officers(COUNTY_STAFF)
@require_http_methods(["GET", "POST"])
def round_person_new(request: OfficerRequest, round_id: int) -> HttpResponse:
    """Someone without a file, through a visit on record."""
    a_round = find_round(request, round_id)
    if not may_change_list(a_round, request.officer):
        raise Refused(_("The list of this round can no longer be changed."))
    data = request.POST if request.method == "POST" else None
    form = PersonForm(data, officer=request.officer, a_round=a_round)
    if form.is_valid():
        try:
            add_person(a_round, by=request.officer, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Added to the round."))
            return redirect(a_round)
    context = {"round": a_round, "form": form}
    return render(
        request, "assistance/round_person_new.html", context, status=422 if form.is_bound else 200
    )


@for_officers(*SEES_PAYMENTS)
@require_GET
def round_sheet(request: OfficerRequest, round_id: int) -> HttpResponse:
    """The list to print, with a column to sign in; by township, a sheet at a time."""
    a_round = find_round(request, round_id)
    form = ListFilter(request.GET, officer=request.officer)
    gone = [AidStage.WITHDRAWN, AidStage.REFUSED]
    aids = Aid.objects.visible_to(request.officer).filter(round=a_round).exclude(stage__in=gone)
    listed = form.narrow(aids.select_related("township", "file", "member"))
    page = page_of(listed, request.GET, by="pk", size=ON_A_SHEET)
    context = {
        "round": a_round,
        "form": form,
        "page": page,
        "sheet_total": sum((aid.granted or aid.asked for aid in page.rows), Decimal(0)),
    }
    return render(request, "assistance/round_sheet.html", context)


@for_officers(COUNTY_STAFF)
@require_http_methods(["GET", "POST"])
def round_hand_over(request: OfficerRequest, round_id: int) -> HttpResponse:
    """Goods were handed over: the signed sheet of a township, or of the whole round."""
    a_round = find_round(request, round_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = HandOverForm(*sent, officer=request.officer)
    if a_round.is_money or a_round.stage != RoundStage.APPROVED:
        raise Refused(_("Nothing of this round waits to be handed over."))
    if form.is_valid():
        try:
            count = hand_over_round(a_round, by=request.officer, **form.cleaned_data)
        except Refused as refused:
            form.add_error("receipt", str(refused))
        else:
            words = ngettext("%(n)d signature kept.", "%(n)d signatures kept.", count)
            messages.success(request, words % {"n": count})
            return redirect(a_round)
    context = {"round": a_round, "form": form}
    return render(
        request, "assistance/round_hand_over.html", context, status=422 if form.is_bound else 200
    )
