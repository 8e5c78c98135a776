"""A round of aid: its rules, its list whole, and the decision."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.rounds import (
    KIND,
    change_rules,
    may_change_list,
    may_change_rules,
    may_set_up,
    set_up_round,
    take_round_step,
)
from assistance.aid_lifeline import round_lifeline
from assistance.candidates import Against
from assistance.eligibility import Category
from assistance.forms.aid import StepForm
from assistance.forms.rounds import (
    ApprovalForm,
    ListFilter,
    RoundFilter,
    RoundForm,
)
from assistance.models import Aid, AidRound, RoundExclusion
from assistance.models.funds import AccountKind
from assistance.models.limits import approval_limit, limit_without_minutes
from assistance.offices import SEES_PAYMENTS
from assistance.views.steps import move_open_to, step_page
from assistance.workflows.aid import ROUND, AidStage, RoundStage, RoundStep
from unions.casework.dots import turn_of
from unions.forms import OfficerForm
from unions.models import Event, Job, Officer
from unions.offices import COUNTY_STAFF
from unions.pages import page_of
from unions.parameters import parameter
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused
from unions.workflow import Move

TONES = {RoundStage.APPROVED: "green"}


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
        "may_hand_over": may_set_up(officer) and a_round.has_goods_left,
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
    a_round = find_round(request, round_id)
    move = move_open_to(request.officer, ROUND, a_round, step)
    return step_page(
        request,
        a_round,
        _step_form(request, a_round, step, move),
        move=move,
        take=partial(take_round_step, a_round, step, by=request.officer),
        page=lambda move, _refused: {"round": a_round, **_step_page(a_round, move, request)},
        template="assistance/round_step.html",
    )


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
