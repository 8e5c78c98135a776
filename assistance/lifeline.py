"""The life of a file in dots, as its page draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.models import HouseholdFile
from assistance.workflows.household import FILE, SHOWN_IN_PUBLIC, FileStage, FileStep
from unions.models import Event
from unions.parameters import parameter
from unions.workflow import Words

S, T = FileStage, FileStep


@dataclass(frozen=True)
class Station:
    """A dot: the stages in which a file stands at it, and the step that takes it beyond."""

    label: Words
    stages: tuple[FileStage, ...]
    left_by: FileStep


REPORT = Station(_("Reported"), (S.DRAFT, S.RETURNED), T.SUBMIT)
UNIT = Station(_("Unit's check"), (S.UNIT_REVIEW,), T.ENDORSE)
AT_UNIT = Station(_("Publicity"), (S.UNIT_PUBLICITY,), T.SHOWN)
TOWN = Station(_("Township's review"), (S.TOWN_REVIEW,), T.FORWARD)
MEANS = Station(_("Means check"), (S.MEANS_CHECK,), T.CHECKED)
COUNTY = Station(_("County decides"), (S.COUNTY_REVIEW,), T.APPROVE)
AT_PORTAL = Station(_("Public publicity"), (S.PORTAL_PUBLICITY,), T.SHOWN)
ON_FILE = Station(_("On file"), (S.ACTIVE, S.ANNUAL_REVIEW, S.SUSPENDED), T.EXIT)


def stations() -> tuple[Station, ...]:
    """The dots in the order this federation has set."""
    checks = (AT_UNIT, TOWN, MEANS)
    if parameter("assistance.means_first"):
        checks = (TOWN, MEANS, AT_UNIT)
    second = (AT_PORTAL,) if parameter("assistance.portal_publicity") else ()
    return (REPORT, UNIT, *checks, COUNTY, *second, ON_FILE)


def lifeline(file: HouseholdFile, events: Sequence[Event]) -> list[dict[str, Any]]:
    """The dots for `_steps.html`; `events` of the file, the newest first."""
    row = stations()
    here = _place_of(file, row, events)
    return [_dot(station, n, here, file, events) for n, station in enumerate(row)]


def _place_of(file: HouseholdFile, row: Sequence[Station], events: Sequence[Event]) -> int:
    stage = _standing(file, events)
    if stage == S.EXITED:
        return len(row)
    places = (number for number, station in enumerate(row) if stage in station.stages)
    # A figure changed meanwhile may have taken the dot away at which the file still stands.
    return next(places, row.index(COUNTY))


def _standing(file: HouseholdFile, events: Sequence[Event]) -> str:
    """Its stage; for an objection and for a closed file, the one it was taken out of."""
    if file.stage == S.OBJECTION:
        return file.publicity_stage
    if file.stage in {S.REJECTED, S.WITHDRAWN}:
        left = next((e for e in events if e.target == file.stage and e.source), None)
        source = left.source if left else ""
        return file.publicity_stage if source == S.OBJECTION else source
    return str(file.stage)


def _dot(
    station: Station, number: int, here: int, file: HouseholdFile, events: Sequence[Event]
) -> dict[str, Any]:
    if number > here:
        return {"label": station.label, "state": "ahead"}
    if number == here:
        due = file.due_on and gettext("by %(day)s") % {"day": date_format(file.due_on, "m-d")}
        return {"label": station.label, "state": "now", "when": due or ""}
    left = next(
        (e for e in events if e.step == station.left_by and e.source in station.stages), None
    )
    who = short_name(left.actor) if left else ""
    when = date_format(localtime(left.at), "m-d") if left else ""
    return {"label": station.label, "state": "done", "who": who, "when": when}


def short_name(actor: str) -> str:
    """The person of "王敏 · 凌海市总工会 · Staff"."""
    return actor.split(" · ")[0]


def waits_for(file: HouseholdFile) -> str:
    """Whose turn it is; of publicity, the day on which it ends by itself."""
    if file.stage in SHOWN_IN_PUBLIC and file.due_on:
        return gettext("the end of publicity on %(day)s") % {"day": file.due_on}
    offices = {
        office.label
        for move in FILE.moves
        if move.leads_from(file) and not move.optional
        for office in move.offices
    }
    return " / ".join(sorted(offices))


def last_no(file: HouseholdFile, events: Sequence[Event]) -> Event | None:
    """The return, the rejection or the objection that the file now stands at."""
    said_no = {S.RETURNED, S.REJECTED, S.OBJECTION, S.SUSPENDED, S.EXITED, S.WITHDRAWN}
    if file.stage not in said_no:
        return None
    return next((event for event in events if event.target == file.stage), None)
