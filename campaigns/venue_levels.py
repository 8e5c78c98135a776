"""What a venue should have for each level, as data; advice only, whoever recognises it decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.workflow import Words

if TYPE_CHECKING:
    from campaigns.models.venue import Venue


class VenueKind(TextChoices):
    READING_ROOM = "reading_room", _("Workers' reading room")
    STUDIO = "studio", _("Innovation studio")
    STATION = "station", _("Service station")
    CULTURAL_HOME = "cultural_home", _("Migrant workers' cultural home")
    COUNSELLING = "counselling", _("Psychological counselling room")
    SCHOOL = "school", _("School or education point")
    WEEKEND_SCHOOL = "weekend_school", _("Weekend school")


class VenueLevel(TextChoices):
    """From the lowest to the highest."""

    OWN = "own", pgettext_lazy("venue", "Not recognised")
    COUNTY = "county", pgettext_lazy("venue", "County level")
    CITY = "city", pgettext_lazy("venue", "City level")
    PROVINCE = "province", pgettext_lazy("venue", "Provincial level")
    NATIONAL = "national", pgettext_lazy("venue", "National level")


RANKS = {level.value: rank for rank, level in enumerate(VenueLevel)}

# What is measured; columns of the venue, unless they are told from a studio's results.
MEASURES: dict[str, Words] = {
    "books": _("Books"),
    "papers": _("Newspapers and magazines"),
    "recordings": _("Audio and video items"),
    "has_pc": _("Computer with internet"),
    "staff": _("Staff"),
    "e_reading": _("Licensed e-reading platform"),
    "area": _("Area, m²"),
    "seats": _("Seats"),
    "has_leader": _("Leader with an honour"),
    "team": _("Team members"),
    "topics": _("Topics a year"),
    "years_running": _("Years running"),
    "results": _("Results"),
    "exchanges": _("Exchanges and trainings in a year"),
    "promoted": _("Members promoted"),
}
YES_OR_NO = ("has_pc", "e_reading")
FROM_RESULTS = ("years_running", "results", "exchanges", "promoted")


@dataclass(frozen=True)
class VenueStandard:
    """The least of each measure for a level; `source` says whose figures they are."""

    code: str
    kind: str
    level: str
    least: dict[str, int]
    source: Words

    @property
    def level_name(self) -> str:
        return str(VenueLevel(self.level).label)

    @property
    def by_columns(self) -> bool:
        """Whether the columns of the venue alone tell who falls short."""
        return not set(FROM_RESULTS) & set(self.least)

    def short(self) -> Q:
        """Venues of the kind that lack something; only `by_columns`."""
        lacking = Q()
        for measure, least in self.least.items():
            lacking |= _lacks(measure, least)
        return Q(kind=self.kind) & lacking


@dataclass(frozen=True)
class Line:
    """One measure of one standard, for one venue."""

    label: Words
    has: int
    least: int

    @property
    def short(self) -> int:
        return max(0, self.least - self.has)


READING_ROOM, STUDIO = VenueKind.READING_ROOM.value, VenueKind.STUDIO.value
STANDARDS = (
    VenueStandard(
        "room_city", READING_ROOM, VenueLevel.CITY.value,
        {"books": 800, "papers": 8, "recordings": 20},
        _("default of the portal"),
    ),
    VenueStandard(
        "room_hefei", READING_ROOM, VenueLevel.CITY.value,
        {"books": 1000, "papers": 15, "recordings": 70, "area": 50, "seats": 20},
        _("Hefei's standard, for comparison"),
    ),
    VenueStandard(
        "room_province", READING_ROOM, VenueLevel.PROVINCE.value,
        {"books": 1500, "papers": 10, "recordings": 40, "has_pc": 1, "staff": 1},
        _("Shaanxi's standard; other provinces set their own"),
    ),
    VenueStandard(
        "room_national", READING_ROOM, VenueLevel.NATIONAL.value,
        {"books": 3000, "papers": 20, "recordings": 80, "has_pc": 1, "staff": 1, "e_reading": 1},
        _("national conditions; the e-reading platform from the trial rules"),
    ),
    VenueStandard(
        "studio_city", STUDIO, VenueLevel.CITY.value,
        {"has_leader": 1, "team": 5, "area": 1, "topics": 1},
        _("usual conditions of the cities"),
    ),
    VenueStandard(
        "studio_province", STUDIO, VenueLevel.PROVINCE.value,
        {"has_leader": 1, "team": 5, "area": 1, "topics": 1, "years_running": 3, "results": 3,
         "exchanges": 2, "promoted": 3},
        _("a province's example; yours may ask for more"),
    ),
)  # fmt: skip


def standards_above(kind: str, level: str) -> list[VenueStandard]:
    """What a venue of the kind and level may still climb to, the next one first."""
    return [s for s in STANDARDS if s.kind == kind and RANKS[s.level] > RANKS[level]]


def checklist(standard: VenueStandard, venue: Venue, told: dict[str, int]) -> list[Line]:
    """`told`: the measures of FROM_RESULTS, of a studio."""
    return [
        Line(MEASURES[measure], _has(measure, venue, told), least)
        for measure, least in standard.least.items()
    ]


def _has(measure: str, venue: Venue, told: dict[str, int]) -> int:
    if measure in FROM_RESULTS:
        return told.get(measure, 0)
    return int(getattr(venue, measure) or 0)


def _lacks(measure: str, least: int) -> Q:
    if measure == "has_leader":
        return Q(leader="") | Q(leader_honour="")
    if measure in YES_OR_NO:
        return Q(**{measure: False})
    return Q(**{f"{measure}__lt": least})
