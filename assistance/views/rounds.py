"""A round of aid: its rules, its list, its exceptions, the decision, the sheet to sign."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.rounds import (
    KIND,
    add_person,
    change_rules,
    except_amount,
    hand_over_round,
    may_change_list,
    may_change_rules,
    may_set_up,
    set_up_round,
    take_out,
    take_round_step,
)
from assistance.aid_lifeline import round_lifeline
from assistance.candidates import Against
from assistance.dots import turn_of
from assistance.eligibility import Category
from assistance.forms.aid import StepForm
from assistance.forms.rounds import (
    ApprovalForm,
    ExceptionForm,
    HandOverForm,
    ListFilter,
    PersonForm,
    RoundFilter,
    RoundForm,
)
from assistance.models import Aid, AidRound, RoundExclusion
from assistance.models.funds import AccountKind
from assistance.models.limits import approval_limit, limit_without_minutes
from assistance.offices import SEES_PAYMENTS
from assistance.views.entry import refusal_of
from assistance.workflows.aid import ROUND, AidStage, RoundStage, RoundStep
from unions.forms import OfficerForm
from unions.models import Event, Job, Officer
from unions.offices import COUNTY_STAFF
from unions.pages import page_of
from unions.parameters import parameter
from unions.policy import OfficerRequest, for_officers
from unions.refusals import MoveRefused, Refused
from unions.workflow import Move

TONES = {RoundStage.APPROVED: "green"}
ON_A_SHEET = 500  # rows of one printed sheet; the next begins where it ends


@for_officers(*SEES_PAYMENTS)
@require_GET
def round_list(request: OfficerRequest) -> HttpResponse:
    form = RoundFilter(request.GET, officer=request.officer)
    rounds = AidRound.objects.visible_to(request.officer).select_related("fund", "union")
    page = page_of(form.narrow(rounds), request.GET)
    rows = [{"round": r, "tone": tone_of(r, request.officer)} for r in page.rows]
    context = {"form": form, "page": page, "rows": rows, "may_set_up": may_set_up(request.officer)}
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/round_list.html", context, status=status)


def tone_of(a_round: AidRound, officer: Officer) -> str:
    """Red where this officer's office is the one to act."""
    mine = a_round.stage in ROUND.waiting_for(officer)
    return "red" if mine else TONES.get(RoundStage(a_round.stage), "neutral")


@for_officers(COUNTY_STAFF)
@require_http_methods(["GET", "POST"])
def round_new(request: OfficerRequest) -> HttpResponse:
    form = RoundForm(request.POST if request.method == "POST" else None, officer=request.officer)
    if form.is_valid():
        a_round = set_up_round(by=request.officer, **form.rules)
        messages.success(request, _("The rules are kept. Now make the list."))
        return redirect(a_round)
    status = 422 if form.is_bound else 200
    return render(request, "assistance/round_edit.html", {"form": form}, status=status)


@for_officers(COUNTY_STAFF)
@require_http_methods(["GET", "POST"])
def round_edit(request: OfficerRequest, round_id: int) -> HttpResponse:
    """Other rules; a list that was there is made again by them."""
    a_round = find_round(request, round_id)
    if not may_change_rules(a_round, request.officer):
        raise Refused(_("The rules of this round can no longer be changed."))
    data = request.POST if request.method == "POST" else None
    form = RoundForm(data, officer=request.officer, a_round=a_round)
    if form.is_valid():
        change_rules(a_round, by=request.officer, **form.rules)
        messages.success(request, _("The rules are changed."))
        return redirect(a_round)
    context = {"form": form, "round": a_round}
    return render(
        request, "assistance/round_edit.html", context, status=422 if form.is_bound else 200
    )


def find_round(request: OfficerRequest, round_id: int) -> AidRound:
    rounds = AidRound.objects.visible_to(request.officer)
    found = rounds.select_related("fund", "union", "county", "drafted_by__user")
    return get_object_or_404(found, pk=round_id)


@for_officers(*SEES_PAYMENTS)
@require_GET
def round_detail(request: OfficerRequest, round_id: int) -> HttpResponse:
    """The list with its totals against the fund, and what the officer may do now."""
    a_round, officer = find_round(request, round_id), request.officer
    form = ListFilter(request.GET, officer=officer)
    aids = Aid.objects.visible_to(officer).filter(round=a_round)
    listed = form.narrow(aids.select_related("township", "file", "member", "payee"))
    events = list(Event.objects.visible_to(officer).about(a_round)[:30])
    context = {
        "round": a_round,
        "form": form,
        "page": page_of(listed, request.GET, by="pk"),
        "steps": round_lifeline(a_round, events),
        "events": events,
        "job": _job_of(a_round, request),
        "left_out": _left_out(a_round, request),
        **_sums(a_round, request),
        **_allowed(a_round, officer),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/round_detail.html", context, status=status)


def _allowed(a_round: AidRound, officer: Officer) -> dict[str, Any]:
    moves = ROUND.open_to(officer, a_round)
    return {
        "tone": tone_of(a_round, officer),
        "moves": sorted(moves, key=lambda move: not move.optional),
        "turn": turn_of(ROUND, a_round),
        "may_change_rules": may_change_rules(a_round, officer),
        "may_change_list": may_change_list(a_round, officer),
        "may_set_up": may_set_up(officer),
    }


def _job_of(a_round: AidRound, request: OfficerRequest) -> Job | None:
    """The work that makes the list, while it is under way or has failed."""
    if a_round.stage != RoundStage.PREPARING:
        return None
    jobs = Job.objects.visible_to(request.officer).filter(kind=KIND, inputs__round_id=a_round.pk)
    return jobs.order_by("-pk").first()


def _left_out(a_round: AidRound, request: OfficerRequest) -> list[dict[str, Any]]:
    beside = RoundExclusion.objects.visible_to(request.officer).filter(round=a_round)
    counted = beside.values_list("reason").annotate(n=Count("pk")).order_by("reason")
    return [{"reason": reason, "label": Against(reason).label, "n": n} for reason, n in counted]


def _sums(a_round: AidRound, request: OfficerRequest) -> dict[str, Any]:
    """What the list comes to, by category, against what its fund still has."""
    gone = [AidStage.WITHDRAWN, AidStage.REFUSED]
    aids = Aid.objects.visible_to(request.officer).filter(round=a_round).exclude(stage__in=gone)
    sums = list(
        aids.values_list("category").annotate(n=Count("pk"), yuan=Sum("asked")).order_by("category")
    )
    total = sum((yuan for _category, _n, yuan in sums), Decimal(0))
    left = a_round.fund.balances()[AccountKind.AVAILABLE]
    decided = a_round.stage in (RoundStage.APPROVED, RoundStage.DROPPED)
    return {
        "sums": [{"label": _category(c), "n": n, "yuan": yuan} for c, n, yuan in sums],
        "count": sum(n for _c, n, _yuan in sums),
        "total": total,
        "left": left,
        "short": max(Decimal(0), total - left) if not decided else Decimal(0),
        "minutes_above": Decimal(parameter("assistance.round_minutes_above")),
    }


def _category(value: str) -> str:
    return str(Category(value).label) if value else _("Without a file")


@for_officers(*SEES_PAYMENTS)
@require_http_methods(["GET", "POST"])
def round_step(request: OfficerRequest, round_id: int, step: str) -> HttpResponse:
    """A step to take: GET asks for what it needs, POST takes it."""
    a_round = find_round(request, round_id)
    move = next((m for m in ROUND.open_to(request.officer, a_round) if m.step == step), None)
    form, refused = _step_form(request, a_round, step, move), None
    if form.is_valid():
        said = form.cleaned_data
        refused = refusal_of(lambda: take_round_step(a_round, step, by=request.officer, **said))
        if not refused:
            stage = a_round.get_stage_display()
            messages.success(request, _("%(name)s: %(stage)s.") % {"name": a_round, "stage": stage})
            return redirect(a_round)
    if move is None:
        raise refused or MoveRefused(_("This step is not open to you now."))
    context = {"round": a_round, "move": move, "form": form, "refused": refused}
    status = 200 if request.method == "GET" else 422
    page = {**context, **_step_page(a_round, move, request)}
    return render(request, "assistance/round_step.html", page, status=status)


def _step_form(
    request: OfficerRequest, a_round: AidRound, step: str, move: Move | None
) -> OfficerForm:
    data = request.POST if request.method == "POST" else None
    if step == RoundStep.APPROVE:
        return ApprovalForm(data, officer=request.officer, a_round=a_round)
    needs_note = move is not None and move.needs_note
    return StepForm(data, officer=request.officer, record=a_round, needs_note=needs_note)


def _step_page(a_round: AidRound, move: Move, request: OfficerRequest) -> dict[str, Any]:
    page: dict[str, Any] = {"missing": move.guard(a_round) if move.guard else []}
    if move.step == RoundStep.APPROVE:
        limits = {"limit": approval_limit(request.officer), "single": limit_without_minutes()}
        page |= {**_sums(a_round, request), **limits}
    return page


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
    form = ExceptionForm(
        data,
        officer=request.officer,
        initial={"amount": aid.asked},
        may_change_amount=may_set_up(request.officer),
    )
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
