"""Figures of venues, by the county of the union that keeps them, each as of a day.

Their rows are venues: open on the day, and at the level they then had.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import IntegerField, OuterRef, Q, Subquery
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Venue, VenueStock
from campaigns.venue_levels import VenueKind, VenueLevel
from targets.counting import Chosen, Rows, number_of, share_of, sum_of
from targets.indicators import Indicator, declare
from targets.places import where_stood
from targets.sources import JIAXING, PERCENT, READING_ROOMS, STUDIOS, TONGAN
from unions.workflow import Words

NOBODY = "figures count for no officer; the caller narrows the rows"

AT_LEVEL = pgettext_lazy("a figure and its level", "{what}: {level}")
RECOGNISED = tuple(level.value for level in VenueLevel if level != VenueLevel.OWN)


def as_venue(row: Any) -> tuple[str, str]:
    return row.name, row.get_absolute_url()


VENUE: dict[str, Any] = {"reads": as_venue, "row_label": _("Venue")}


def standing(kind: str, *levels: str, **also: Any) -> Chosen:
    """Venues of a kind that stood on a day."""

    def found(day: date, year: int) -> Rows:
        venues = Venue.objects.unscoped(NOBODY).filter(kind=kind)
        return venues.standing(day, *levels, **also)

    return found


def books(day: date, year: int) -> Rows:
    """Reading rooms with the books they owned at the last count."""
    counted = VenueStock.objects.unscoped(NOBODY).filter(venue=OuterRef("pk"), counted_on__lte=day)
    last = Subquery(
        counted.order_by("-counted_on").values("books")[:1], output_field=IntegerField()
    )
    rooms = standing(VenueKind.READING_ROOM)(day, year).annotate(counts=last)
    found: Rows = rooms.filter(counts__gt=0)
    return found


def count_of(chosen: Chosen) -> dict[str, Any]:
    return number_of(chosen, where_stood()) | VENUE


def with_organiser(day: date, year: int) -> Q:
    return Q(pk__in=standing(STATION, full_time=True)(day, year).values("pk"))


PLACES = pgettext_lazy("counted", "venues")
OPEN = _("Venues of the kind open on the day")


def at_levels(name: str, kind: VenueKind, sources: dict[str, Words]) -> list[Indicator]:
    return [
        Indicator(
            f"campaigns.{name}_{level}",
            format_lazy(AT_LEVEL, what=kind.label, level=VenueLevel(level).label),
            _("open venues"),
            unit=PLACES,
            formula=_("Venues of the kind open on the day and recognised at that level then"),
            source=source,
            **count_of(standing(kind.value, level)),
        )
        for level, source in sources.items()
    ]


# Jiaxing's plan says how many of some levels there are to be.
ROOMS: dict[str, Words] = {
    **dict.fromkeys(RECOGNISED, READING_ROOMS), "province": JIAXING, "city": JIAXING,
}  # fmt: skip
WORKSHOPS: dict[str, Words] = {**dict.fromkeys(RECOGNISED, STUDIOS), "city": JIAXING}
STATION = VenueKind.STATION.value
# Kinds without levels of their own in any plan: how many are open.
OTHERS: dict[VenueKind, Words] = {
    VenueKind.STATION: TONGAN,
    VenueKind.CULTURAL_HOME: JIAXING,
    VenueKind.COUNSELLING: TONGAN,
    VenueKind.SCHOOL: TONGAN,
    VenueKind.WEEKEND_SCHOOL: TONGAN,
}
declare(
    Indicator(
        "campaigns.reading_rooms",
        _("Workers' reading rooms"),
        _("open venues"),
        unit=PLACES,
        formula=OPEN,
        source=READING_ROOMS,
        **count_of(standing(VenueKind.READING_ROOM.value)),
    ),
    *at_levels("reading_rooms", VenueKind.READING_ROOM, ROOMS),
    Indicator(
        "campaigns.reading_room_books",
        _("Books of the reading rooms"),
        _("books by the last count"),
        unit=pgettext_lazy("counted", "books"),
        formula=_("Books of the reading rooms open on the day, by the last count of each"),
        source=TONGAN,
        **sum_of(books, where_stood()),
        **VENUE,
    ),
    Indicator(
        "campaigns.studios",
        _("Innovation studios"),
        _("open venues"),
        unit=PLACES,
        formula=OPEN,
        source=STUDIOS,
        **count_of(standing(VenueKind.STUDIO.value)),
    ),
    *at_levels("studios", VenueKind.STUDIO, WORKSHOPS),
    *(
        Indicator(
            f"campaigns.venues_{kind}",
            kind.label,
            _("open venues"),
            unit=PLACES,
            formula=OPEN,
            source=source,
            **count_of(standing(kind.value)),
        )
        for kind, source in OTHERS.items()
    ),
    Indicator(
        "campaigns.stations_with_organiser",
        _("Service stations with a full-time organiser"),
        _("open service stations"),
        unit=PERCENT,
        formula=_(
            "Service stations open on the day with a full-time organiser then ÷ service stations "
            "open on the day"
        ),
        source=TONGAN,
        **share_of(standing(STATION), with_organiser, where_stood()),
        **VENUE,
    ),
)
