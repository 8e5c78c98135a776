"""The life of a plan in eight dots, as its page draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from homes.models import HomePlan
from homes.workflow import PLAN, Stage, Step
from unions.models import Event
from unions.workflow import Words


@dataclass(frozen=True)
class Station:
    """A dot: the stages in which a plan stands at it, and the step that takes it beyond."""

    label: Words
    stages: tuple[Stage, ...]
    left_by: Step


STATIONS = (
    Station(_("Listed"), (Stage.LISTED,), Step.NOTIFY),
    Station(_("Plan drafted"), (Stage.DRAFTING, Stage.RETURNED), Step.SUBMIT),
    Station(_("County review"), (Stage.SUBMITTED,), Step.APPROVE),
    Station(_("City confirms"), (Stage.APPROVED, Stage.GATHERED), Step.CONFIRM),
    Station(_("Building"), (Stage.BUILDING,), Step.ASSESS),
    Station(_("Application"), (Stage.ASSESSED,), Step.APPLY),
    Station(
        _("Inspection"),
        (Stage.APPLIED, Stage.INSPECTING, Stage.FAILED, Stage.CARRIED),
        Step.PASS,
    ),
    Station(_("Publicity, acceptance"), (Stage.PUBLICITY, Stage.OBJECTION), Step.ACCEPT),
)
OVER = {Stage.ACCEPTED: len(STATIONS), Stage.REVOKED: len(STATIONS)}


def lifeline(plan: HomePlan, events: Sequence[Event]) -> list[dict[str, Any]]:
    """The dots for `_steps.html`; `events` of the plan, the newest first."""
    latest: dict[str, Event] = {}
    for event in events:
        latest.setdefault(event.step, event)
    here = _place_of(plan, latest)
    return [
        _dot(station, number, here, plan, latest.get(station.left_by))
        for number, station in enumerate(STATIONS)
    ]


def _place_of(plan: HomePlan, latest: dict[str, Event]) -> int:
    stage = plan.stage
    if stage == Stage.WITHDRAWN:  # where it stood when it left
        stage = latest["withdraw"].source if "withdraw" in latest else Stage.LISTED
    if stage in OVER:
        return OVER[Stage(stage)]
    return next(number for number, station in enumerate(STATIONS) if stage in station.stages)


def _dot(
    station: Station, number: int, here: int, plan: HomePlan, left: Event | None
) -> dict[str, Any]:
    if number > here:
        return {"label": station.label, "state": "ahead"}
    if number == here:
        due = plan.due_on and gettext("by %(day)s") % {"day": date_format(plan.due_on, "m-d")}
        return {"label": station.label, "state": "now", "when": due or ""}
    who = short_name(left.actor) if left else ""
    when = date_format(localtime(left.at), "m-d") if left else ""
    return {"label": station.label, "state": "done", "who": who, "when": when}


def short_name(actor: str) -> str:
    """The person of "王敏 · 凌海市总工会 · Staff"."""
    return actor.split(" · ")[0]


def waits_for(plan: HomePlan) -> str:
    """Whose turn it is, "" where it is nobody's but the calendar's or a panel's."""
    offices = {
        office.label
        for move in PLAN.moves
        if move.source == plan.stage and not move.optional
        for office in move.offices
    }
    return " / ".join(sorted(offices))


def last_return(plan: HomePlan, events: Sequence[Event]) -> Event | None:
    """The return the chair now answers to: who, why and where it was sent back."""
    moves = (event for event in events if event.target)
    latest = next(moves, None)
    return latest if latest and latest.step == Step.SEND_BACK else None


def last_urge(plan: HomePlan, events: Sequence[Event]) -> Event | None:
    """The last reminder since the plan came to where it stands."""
    for event in events:
        if event.step == "urge":
            return event
        if event.target:
            return None
    return None


def changed_measures(events: Sequence[Event]) -> dict[str, dict[str, Any]]:
    """Measures that read otherwise at the submission before, by code, as they read then."""
    handed_in = [e.detail.get("measures", []) for e in events if e.step == Step.SUBMIT][:2]
    if len(handed_in) < 2:
        return {}
    now, before = ({line["code"]: line for line in lines} for lines in handed_in)
    return {code: line for code, line in before.items() if now.get(code) != line}
