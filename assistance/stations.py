"""The life of a case as a row of dots, for its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from unions.models import Event
from unions.workflow import Words, Workflow


@dataclass(frozen=True)
class Station:
    """A dot: the stages in which a case stands at it. The last dot is the end, and done."""

    label: Words
    stages: tuple[str, ...]


def stations_of(
    case: Any, stations: Sequence[Station], events: Sequence[Event]
) -> list[dict[str, Any]]:
    """The dots for `_steps.html`; `events` of the case, the newest first."""
    here = _place_of(case, stations, events)
    ended = here == len(stations) - 1
    return [
        _dot(station, number, here if not ended else here + 1, case, events)
        for number, station in enumerate(stations)
    ]


def _place_of(case: Any, stations: Sequence[Station], events: Sequence[Event]) -> int:
    places = {stage: number for number, s in enumerate(stations) for stage in s.stages}
    if case.stage in places:
        return places[case.stage]
    # Refused, withdrawn and the like stand where the case stood when it left the road.
    sources = (places[event.source] for event in events if event.source in places)
    return next(sources, 0)


def _dot(
    station: Station, number: int, here: int, case: Any, events: Sequence[Event]
) -> dict[str, Any]:
    if number > here:
        return {"label": station.label, "state": "ahead"}
    if number == here:
        due = case.due_on and gettext("by %(day)s") % {"day": date_format(case.due_on, "m-d")}
        return {"label": station.label, "state": "now", "when": due or ""}
    came = [event for event in events if event.target in station.stages]
    left = [event for event in events if event.source in station.stages]
    last = next(iter(left or came), None)
    return {
        "label": station.label,
        "state": "done",
        "who": last.actor.split(" · ")[0] if last else "",
        "when": date_format(localtime(last.at), "m-d") if last else "",
    }


def waits_for(case: Any, workflow: Workflow) -> str:
    """Whose turn it is; "" where it is nobody's."""
    offices = {
        office.label
        for move in workflow.moves
        if not move.optional and move.leads_from(case)
        for office in move.offices
    }
    return " / ".join(sorted(offices))
