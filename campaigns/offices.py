"""Who issues campaigns, who takes part in them, and who reads what came of them."""

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

CITY_CHAIR = Office(Level.FEDERATION, Role.CHAIR)
COUNTY_CHAIR = Office(Level.COUNTY, Role.CHAIR)

ISSUERS = (CITY_STAFF, COUNTY_STAFF)
UNITS = (BASE_CHAIR, TOWNSHIP_STAFF, COUNTY_STAFF)  # who may be asked to take part
READERS = (BASE_CHAIR, TOWNSHIP_STAFF, COUNTY_STAFF, COUNTY_CHAIR, CITY_STAFF, CITY_CHAIR)


def reads_campaigns(officer: Officer) -> bool:
    return any(office.held_by(officer) for office in READERS)
