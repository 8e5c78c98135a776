"""The life of a record as a row of dots, for its page, and whose turn it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from unions.models import Event
from unions.workflow import Words, Workflow


@dataclass(frozen=True)
class Dot:
    """The stages in which a record stands at it, and the steps that take it beyond ((): any)."""

    label: Words
    stages: tuple[str, ...]
    left_by: tuple[str, ...] = ()


def lifeline_of(
    dots: Sequence[Dot], record: Any, events: Sequence[Event], *, over: Collection[str]
) -> list[dict[str, Any]]:
    """The dots for `_steps.html`; `events` of the record, the newest first.

    `over`: the stages in which every dot is done.
    """
    here = len(dots) if record.stage in over else _place_of(dots, record, events)
    return drawn(dots, record, events, here)


def drawn(
    dots: Sequence[Dot], record: Any, events: Sequence[Event], here: int
) -> list[dict[str, Any]]:
    """The same where the caller knows at which dot the record stands."""
    return [_drawn(dot, number, here, record, events) for number, dot in enumerate(dots)]


def _place_of(dots: Sequence[Dot], record: Any, events: Sequence[Event]) -> int:
    places = {stage: number for number, dot in enumerate(dots) for stage in dot.stages}
    if record.stage in places:
        return places[record.stage]
    # Refused, withdrawn and the like stand where the record stood when it left the road.
    return next((places[event.source] for event in events if event.source in places), 0)


def _drawn(
    dot: Dot, number: int, here: int, record: Any, events: Sequence[Event]
) -> dict[str, Any]:
    if number > here:
        return {"label": dot.label, "state": "ahead"}
    if number == here:
        due = record.due_on and gettext("by %(day)s") % {"day": date_format(record.due_on, "m-d")}
        return {"label": dot.label, "state": "now", "when": due or ""}
    left = (e for e in events if e.source in dot.stages and e.step in (dot.left_by or (e.step,)))
    came = (event for event in events if event.target in dot.stages and not dot.left_by)
    last = next(left, None) or next(came, None)
    who = short_name(last.actor) if last else ""
    when = date_format(localtime(last.at), "m-d") if last else ""
    return {"label": dot.label, "state": "done", "who": who, "when": when}


def short_name(actor: str) -> str:
    """The person of "王敏 · 凌海市总工会 · Staff"."""
    return actor.split(" · ")[0]


def turn_of(workflow: Workflow, record: Any) -> str:
    """Whose turn it is; "" where it is nobody's but the calendar's or the bank's."""
    offices = {
        office.label
        for move in workflow.moves
        if not move.optional and move.leads_from(record)
        for office in move.offices
    }
    return " / ".join(sorted(offices))
