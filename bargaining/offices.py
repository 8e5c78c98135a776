"""Who bargains for the workers' side, and who watches over it."""

from unions.models import Officer
from unions.offices import (
    BASE_CHAIR,
    CITY_STAFF,
    COUNTY_STAFF,
    TOWNSHIP_STAFF,
    Level,
    Office,
    Role,
)

COUNTY_CHAIR = Office(Level.COUNTY, Role.CHAIR)

# A round, a contract or a congress is kept at the level of the union that owns it.
KEEPERS: dict[str, tuple[Office, ...]] = {
    Level.BASE: (BASE_CHAIR,),
    Level.TOWNSHIP: (TOWNSHIP_STAFF,),
    Level.COUNTY: (COUNTY_STAFF,),
    Level.FEDERATION: (CITY_STAFF,),
}
UNITS = (BASE_CHAIR, TOWNSHIP_STAFF, COUNTY_STAFF, CITY_STAFF)
OVERSEERS = (COUNTY_STAFF, CITY_STAFF)
READERS = (*UNITS, COUNTY_CHAIR)


def reads_bargaining(officer: Officer) -> bool:
    return any(office.held_by(officer) for office in READERS)
