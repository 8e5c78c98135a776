"""Who issues campaigns, who takes part in them, and who reads what came of them."""

from collections.abc import Callable
from typing import Any

from unions.models import Officer
from unions.offices import (
    BASE_CHAIR,
    CITY_STAFF,
    COUNTY_STAFF,
    TOWNSHIP_STAFF,
    Level,
    Office,
    Role,
    holds_any,
)
from unions.scoping import UnionOwned

CITY_CHAIR = Office(Level.FEDERATION, Role.CHAIR)
COUNTY_CHAIR = Office(Level.COUNTY, Role.CHAIR)

ISSUERS = (CITY_STAFF, COUNTY_STAFF)
UNITS = (BASE_CHAIR, TOWNSHIP_STAFF, COUNTY_STAFF)  # who may be asked to take part
READERS = (BASE_CHAIR, TOWNSHIP_STAFF, COUNTY_STAFF, COUNTY_CHAIR, CITY_STAFF, CITY_CHAIR)


def reads_campaigns(officer: Officer) -> bool:
    return holds_any(officer, READERS)


# Who runs what a union of each level owns: its contests, courses and suggestions.
RUNNERS: dict[str, Office] = {
    Level.FEDERATION: CITY_STAFF,
    Level.COUNTY: COUNTY_STAFF,
    Level.TOWNSHIP: TOWNSHIP_STAFF,
    Level.BASE: BASE_CHAIR,
}
ORGANISERS = tuple(RUNNERS.values())


def organises(officer: Officer) -> bool:
    """Whether the officer may run contests and courses of their own union."""
    return holds_any(officer, ORGANISERS)


def runs(officer: Officer, record: UnionOwned) -> bool:
    """Whether a record is the officer's own union's, and the officer's to run."""
    return record.union_id == officer.union_id and organises(officer)


def run_at(level: str) -> Callable[[Any], bool]:
    """The condition of an edge that belongs to the unions of a level."""
    return lambda record: bool(record.union.level == level)
