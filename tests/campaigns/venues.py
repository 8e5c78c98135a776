"""Venues as the tests make them."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaigns.actions.rotations import due_back, lend_books
from campaigns.actions.venues import open_venue
from campaigns.models import BookRotation, Venue
from kernel.days import today
from unions.models import Officer


def make_venue(by: Officer, name: str = "职工书屋", **changes: Any) -> Venue:
    known = {"kind": "reading_room", "place": "二楼", "opened_on": date(2025, 1, 6)}
    venue = Venue(name=name, **{**known, **changes})
    open_venue(venue, by=by)
    return venue


def lend(venue: Venue, books: int, *, by: Officer, **changes: Any) -> BookRotation:
    """From a library, unless a `lender` is named."""
    known: dict[str, Any] = {"lent_on": today()}
    if "lender" not in changes:
        known["library"] = "县图书馆"
    known |= changes
    rotation = BookRotation(venue=venue, books=books, due_on=due_back(known["lent_on"]), **known)
    lend_books(rotation, by=by)
    return rotation
