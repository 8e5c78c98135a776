"""Rounds of collective bargaining: the list, one round, its steps."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from bargaining.actions.round import keeps, keeps_rounds, open_round
from bargaining.forms.round import (
    MAY_STAY_EMPTY,
    STEP_FIELDS,
    RoundFilter,
    RoundForm,
    suggest_today,
)
from bargaining.letters import letters_of
from bargaining.models import Contract, Round
from bargaining.models.round import Purpose, Side
from bargaining.offices import READERS, UNITS
from bargaining.spans import clock_of, next_of
from bargaining.workflows.round import BEFORE_NAMING, ROUND, TALKING, RoundStage, RoundStep
from unions.casework.dots import Dot
from unions.casework.pages import Casework, detail_page, form_page, list_page, step_page
from unions.models import Employer
from unions.offices import Level
from unions.policy import OfficerRequest, for_officers

S = RoundStage
WORK = Casework(
    app="bargaining",
    noun="round",
    title=gettext_lazy("Collective bargaining"),
    workflow=ROUND,
    dots=(
        Dot(gettext_lazy("Planned"), (S.PLANNED,)),
        Dot(gettext_lazy("Offer"), (S.OFFERED, S.REFUSED)),
        Dot(gettext_lazy("Delegates"), (S.REPLIED,)),
        Dot(gettext_lazy("Information"), (S.NAMED,)),
        Dot(gettext_lazy("Talks"), (S.INFORMED, S.TALKS, S.SUSPENDED, S.COORDINATED)),
        Dot(gettext_lazy("Vote"), (S.DRAFTED,)),
        Dot(gettext_lazy("Signatures"), (S.PASSED,)),
        Dot(gettext_lazy("Labour authority"), (S.SIGNED, S.FILED, S.OBJECTED)),
        Dot(gettext_lazy("Publication"), (S.IN_FORCE,)),
        Dot(pgettext_lazy("bargaining", "Record"), (S.PUBLISHED, S.REPORTED)),
        Dot(pgettext_lazy("bargaining", "Closed"), (S.CLOSED,)),
    ),
    fields=STEP_FIELDS,
    optional=MAY_STAY_EMPTY,
    green=(S.IN_FORCE, S.PUBLISHED, S.REPORTED, S.CLOSED),
)


def find_round(request: OfficerRequest, bargaining_round_id: int) -> Round:
    rounds = Round.objects.visible_to(request.officer).select_related(
        "county", "township", "union", "employer", "contract", "renews", "drafted_by__user"
    )
    found: Round = get_object_or_404(rounds, pk=bargaining_round_id)
    return found


@for_officers(*READERS)
@require_GET
def round_list(request: OfficerRequest) -> HttpResponse:
    exact = ["kind", "scope", "purpose"]
    form = RoundFilter(request.GET, officer=request.officer, model=Round, exact=exact)
    rounds = Round.objects.visible_to(request.officer).select_related("employer")
    may_new = keeps_rounds(request.officer)
    return list_page(request, WORK, rounds, form=form, may_open_new=may_new)


@for_officers(*UNITS)
@require_http_methods(["GET", "POST"])
def round_new(request: OfficerRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = RoundForm(data, officer=request.officer, initial=_brought_along(request))
    if form.is_valid():
        return redirect(open_round(form.said, by=request.officer))
    return form_page(request, form, title=_("Plan a round"), back=WORK.url("list"))


def _brought_along(request: OfficerRequest) -> dict[str, Any]:
    """A contract to renew, or the one employer there is."""
    number = request.GET.get("renews", "")
    own = Contract.objects.visible_to(request.officer).filter(union=request.officer.union)
    contract = own.filter(pk=number).first() if number.isdecimal() and len(number) < 16 else None
    if contract is not None:
        named = ("title", "kind", "scope", "employer")
        return {
            **{name: getattr(contract, name) for name in named},
            "purpose": Purpose.RENEW,
            "renews": contract,
        }
    if request.officer.level != Level.BASE:
        return {}
    employers = list(Employer.objects.visible_to(request.officer)[:2])
    return {"employer": employers[0]} if len(employers) == 1 else {}


@for_officers(*READERS)
@require_GET
def round_detail(request: OfficerRequest, bargaining_round_id: int) -> HttpResponse:
    a_round = find_round(request, bargaining_round_id)
    clock, mine = clock_of(a_round), keeps(request.officer, a_round)
    delegates = list(a_round.delegates.order_by("-is_chief", "pk"))
    return detail_page(
        request, WORK, a_round, clock=clock, next_tick=next_of(clock, a_round.due_on),
        letters=letters_of(a_round),
        sides=[(side, [d for d in delegates if d.side == side]) for side in Side],
        meetings=a_round.meetings.select_related("scan").order_by("held_on", "pk"),
        ballots=a_round.ballots.order_by("pk"),
        may_name=mine and a_round.stage in BEFORE_NAMING,
        may_replace=mine and a_round.stage in TALKING,
        may_meet=mine and a_round.stage in (S.TALKS, S.SUSPENDED),
    )  # fmt: skip


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def round_step(request: OfficerRequest, bargaining_round_id: int, step: str) -> HttpResponse:
    a_round = find_round(request, bargaining_round_id)
    if step == RoundStep.PASS and a_round.stage == S.DRAFTED and keeps(request.officer, a_round):
        # The vote decides which of the two ways it goes.
        return redirect("bargaining:ballot-new", a_round.pk)
    return step_page(request, WORK, a_round, step, prepare=suggest_today)
