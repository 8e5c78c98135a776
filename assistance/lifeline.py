"""The life of a file in dots, as its page draws it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.models import HouseholdFile
from assistance.workflows.household import FILE, SHOWN_IN_PUBLIC, FileStage, FileStep
from unions.casework.dots import Dot, drawn, turn_of
from unions.models import Event
from unions.parameters import parameter

S, T = FileStage, FileStep


REPORT = Dot(_("Reported"), (S.DRAFT, S.RETURNED), (T.SUBMIT,))
UNIT = Dot(_("Unit's check"), (S.UNIT_REVIEW,), (T.ENDORSE,))
AT_UNIT = Dot(_("Publicity"), (S.UNIT_PUBLICITY,), (T.SHOWN,))
TOWN = Dot(_("Township's review"), (S.TOWN_REVIEW,), (T.FORWARD,))
MEANS = Dot(_("Means check"), (S.MEANS_CHECK,), (T.CHECKED,))
COUNTY = Dot(_("County decides"), (S.COUNTY_REVIEW,), (T.APPROVE,))
AT_PORTAL = Dot(_("Public publicity"), (S.PORTAL_PUBLICITY,), (T.SHOWN,))
ON_FILE = Dot(_("On file"), (S.ACTIVE, S.ANNUAL_REVIEW, S.SUSPENDED), (T.EXIT,))


def dots() -> tuple[Dot, ...]:
    """The dots in the order this federation has set."""
    checks = (AT_UNIT, TOWN, MEANS)
    if parameter("assistance.means_first"):
        checks = (TOWN, MEANS, AT_UNIT)
    second = (AT_PORTAL,) if parameter("assistance.portal_publicity") else ()
    return (REPORT, UNIT, *checks, COUNTY, *second, ON_FILE)


def lifeline(file: HouseholdFile, events: Sequence[Event]) -> list[dict[str, Any]]:
    """The dots for `_steps.html`; `events` of the file, the newest first."""
    row = dots()
    return drawn(row, file, events, _place_of(file, row, events))


def _place_of(file: HouseholdFile, row: Sequence[Dot], events: Sequence[Event]) -> int:
    stage = _standing(file, events)
    if stage == S.EXITED:
        return len(row)
    places = (number for number, dot in enumerate(row) if stage in dot.stages)
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


def waits_for(file: HouseholdFile) -> str:
    """Whose turn it is; of publicity, the day on which it ends by itself."""
    if file.stage in SHOWN_IN_PUBLIC and file.due_on:
        return gettext("the end of publicity on %(day)s") % {"day": file.due_on}
    return turn_of(FILE, file)


def last_no(file: HouseholdFile, events: Sequence[Event]) -> Event | None:
    """The return, the rejection or the objection that the file now stands at."""
    said_no = {S.RETURNED, S.REJECTED, S.OBJECTION, S.SUSPENDED, S.EXITED, S.WITHDRAWN}
    if file.stage not in said_no:
        return None
    return next((event for event in events if event.target == file.stage), None)
