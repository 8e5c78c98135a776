"""One row of every table of venues."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaigns import models as m
from tests.cast import City
from unions.scoping import owned_by


def fill_venues(city: City) -> dict[str, Any]:
    """Make them in the city's open scope; gives the URL kwargs of the rows."""
    mine, opened = owned_by(city.mill_union), date(2026, 1, 5)
    known = {"place": "厂区二楼", "opened_on": opened, **mine}
    venue = m.Venue.objects.create(
        kind="reading_room", name=f"{city.mill.name}职工书屋", books=600, books_in=300, **known
    )
    lender = m.Venue.objects.create(kind="reading_room", name="街道职工书屋", books=900, **known)
    studio = m.Venue.objects.create(kind="studio", name="王师傅创新工作室", **known)
    m.VenueStanding.objects.create(venue=venue, level="own", valid_from=opened, **mine)
    m.VenueStock.objects.create(venue=venue, books=600, papers=6, recordings=20, **mine)
    m.VenueUse.objects.create(venue=venue, visitors=12, loans=5, **mine)
    m.StudioResult.objects.create(venue=studio, year=2026, kind="method", title="快速换模", **mine)
    rotation = m.BookRotation.objects.create(
        venue=venue, library="凌海市图书馆", lent_by=city.linghai, books=300,
        lent_on=date(2026, 1, 6), due_on=date(2026, 4, 6), **mine,
    )  # fmt: skip
    m.BookRotation.objects.create(
        venue=venue, lender=lender, lent_by=city.linghai, books=100,
        lent_on=date(2026, 4, 6), due_on=date(2026, 7, 6), **mine,
    )  # fmt: skip
    return {"venue_id": venue.pk, "rotation_id": rotation.pk}
