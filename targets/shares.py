"""What the page of a share shows: its lines, the trail of its answers, who signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from targets.forecast import Kept
from targets.models import Share, SharePart
from targets.sheets import Figure, Line
from targets.snapshots import Told
from targets.standing import standings
from unions.models import Event, Officer, Union
from unions.offices import Level


def lines_of(
    share: Share, parts: Sequence[SharePart], told: Told, kept: Kept, *, opens: bool
) -> list[Line]:
    """The lines of the sheet that are asked of this county, and how each stands."""
    place = county_told(share)
    day, own = told.day if told.taken_at else None, {part.line_id: part for part in parts}
    found = standings(share.sheet, day=told.day, county=place, told=told, kept=kept, parts=parts)
    return [
        Line(
            standing,
            Figure(standing.indicator, share.sheet.year, share.union, day).url if opens else "",
            own[standing.line.pk],
        )
        for standing in found
        if standing.line.pk in own
    ]


def county_told(share: Share) -> Union | None:
    """Whose figures are told; None is the whole of a county that is a federation of its own."""
    return share.union if share.union.level == Level.COUNTY else None


@dataclass(frozen=True)
class Round:
    """One act on a share. `figures`: what it was about, as the event keeps it."""

    label: str
    actor: str
    at: datetime
    note: str
    figures: list[dict[str, Any]]


def trail_of(events: Iterable[Event]) -> list[Round]:
    """What happened to a share, the newest first. Where the figures say why, the note does not."""
    return [
        Round(
            event.label,
            event.actor,
            event.at,
            "" if any(row.get("why") for row in figures) else event.note,
            figures,
        )
        for event in events
        for figures in [event.detail.get("parts", [])]
    ]


@dataclass(frozen=True)
class Seat:
    """A place for a signature on the contract: whose, and who gave it when."""

    union: Union
    signed_by: Officer | None
    signed_at: datetime | None
    role: str


def contract_seats(share: Share) -> list[Seat]:
    return [
        Seat(share.sheet.union, share.city_signed_by, share.city_signed_at, _("Asked by")),
        Seat(share.union, share.county_signed_by, share.county_signed_at, _("Taken on by")),
    ]
