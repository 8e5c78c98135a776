"""A file: whole, and taken a step on."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.deciding import may_answer, may_decide
from assistance.actions.filing import may_write
from assistance.actions.reviewing import may_check
from assistance.actions.stepping import take_file_step
from assistance.actions.unmasking import LOOKS
from assistance.actions.withdrawing import may_withdraw_consent
from assistance.forms.life import StepForm
from assistance.lifeline import last_no, lifeline, waits_for
from assistance.models import HouseholdFile
from assistance.offices import CITY, READERS, REPORTERS
from assistance.views.found import find_file
from assistance.views.steps import move_open_to, step_page
from assistance.workflows.household import FILE, FileStage, FileStep
from unions.models import Event, Officer
from unions.policy import OfficerRequest, for_officers, way_back
from unions.workflow import Move, Words

TONES = {
    FileStage.RETURNED: "amber",
    FileStage.OBJECTION: "amber",
    FileStage.SUSPENDED: "amber",
    FileStage.ANNUAL_REVIEW: "amber",
    FileStage.REJECTED: "red",
    FileStage.ACTIVE: "green",
}
# What cannot be taken back is asked once more.
FINAL: dict[str, Words] = {
    FileStep.REJECT: gettext_lazy("The household is told no, and may appeal. Reject?"),
    FileStep.UPHOLD: gettext_lazy("The file is rejected. Uphold the objection?"),
    FileStep.EXIT: gettext_lazy(
        "The household leaves the register and can no longer be helped. Go on?"
    ),
    FileStep.WITHDRAW: gettext_lazy("A withdrawn file cannot be taken up again. Withdraw?"),
}
MOST_EVENTS = 100


@for_officers(*READERS)
@require_GET
def file_detail(request: OfficerRequest, household_id: int) -> HttpResponse:
    file = find_file(request, household_id)
    said = Event.objects.visible_to(request.officer).about(file)
    events = list(said.exclude(step__in=LOOKS)[:MOST_EVENTS])
    context = {
        "file": file,
        "looks": said.filter(step__in=LOOKS)[:20],
        **_household(file),
        **_proven(file),
        **_standing(file, events, request.officer),
    }
    return render(request, "assistance/file_detail.html", context)


def _household(file: HouseholdFile) -> dict[str, Any]:
    members = list(file.members.order_by("pk"))
    return {
        "members": members,
        "incomes": file.incomes.select_related("member").order_by("pk"),
        "costs": file.costs.select_related("member").order_by("pk"),
        "aids": file.aids.select_related("fund").order_by("-pk")[:20],
    }


def _proven(file: HouseholdFile) -> dict[str, Any]:
    """What was seen, asked and said of it, the newest first."""
    return {
        "proofs": file.proofs.select_related("member").order_by("kind", "-pk"),
        "consents": file.consents.select_related("member").order_by("-pk"),
        "visits": file.visits.order_by("-pk")[:20],
        "checks": file.means_checks.order_by("-pk"),
        "exclusions": file.exclusions.select_related("set_aside_by__user").order_by("pk"),
        "objections": file.objections.select_related("recorded_by__user", "settled_by__user"),
        "call_backs": file.call_backs.select_related("made_by__user").order_by("-pk"),
    }


def _standing(file: HouseholdFile, events: list[Event], officer: Officer) -> dict[str, Any]:
    """Where the file stands, and what this officer may do now."""
    moves = sorted(FILE.open_to(officer, file), key=is_plain)
    return {
        "tone": tone_of(file, officer),
        "steps": lifeline(file, events),
        "events": events,
        "refusal": last_no(file, events),
        "moves": moves,
        "main_move": next((move for move in moves if is_plain(move)), None),
        "waits_for": waits_for(file),
        "may_write": may_write(file, officer),
        "may_answer": may_answer(file, officer),
        "may_check": may_check(file, officer),
        "may_visit": file.is_live and any(office.held_by(officer) for office in REPORTERS),
        "may_decide": may_decide(file, officer),
        "may_withdraw": may_withdraw_consent(file, officer),
        "is_city": any(office.held_by(officer) for office in CITY),
    }


def tone_of(file: HouseholdFile, officer: Officer) -> str:
    """Red where this officer is the one to act."""
    mine = any(not move.optional for move in FILE.open_to(officer, file))
    return "red" if mine else TONES.get(FileStage(file.stage), "neutral")


def is_plain(move: Move) -> bool:
    return not move.needs_note and not move.optional


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def file_step(request: OfficerRequest, household_id: int, step: str) -> HttpResponse:
    file = find_file(request, household_id)
    move = move_open_to(request.officer, FILE, file, step)
    data = request.POST if request.method == "POST" else None
    back = _next(request)
    return step_page(
        request,
        file,
        StepForm(data, officer=request.officer, file=file, step=step, move=move),
        move=move,
        take=partial(take_file_step, file, step, by=request.officer),
        page=lambda move, refused: {
            "file": file,
            "back": back,
            "final": FINAL.get(step, ""),
            "missing": refused.missing if refused else _missing(move, file),
        },
        template="assistance/file_step.html",
        back=back,
    )


def _next(request: OfficerRequest) -> str:
    return way_back(request.POST.get("next") or request.GET.get("next") or "")


def _missing(move: Move, file: HouseholdFile) -> list[str]:
    return move.guard(file) if move.guard else []
