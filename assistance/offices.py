"""Who works on hardship assistance. Nobody else sees a row of it."""

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

COUNTY_DIRECTOR = Office(Level.COUNTY, Role.DIRECTOR)
COUNTY_VICE_CHAIR = Office(Level.COUNTY, Role.VICE_CHAIR)
COUNTY_CHAIR = Office(Level.COUNTY, Role.CHAIR)
COUNTY_FINANCE = Office(Level.COUNTY, Role.FINANCE)
CITY_DIRECTOR = Office(Level.FEDERATION, Role.DIRECTOR)

REPORTERS = (TOWNSHIP_STAFF, BASE_CHAIR, COUNTY_STAFF)  # who takes a household's case up
UNIT = (BASE_CHAIR, TOWNSHIP_STAFF)
TOWN = (TOWNSHIP_STAFF,)
COUNTY = (COUNTY_STAFF, COUNTY_DIRECTOR)
APPROVERS = (COUNTY_DIRECTOR, COUNTY_VICE_CHAIR, COUNTY_CHAIR)
FINANCE = (COUNTY_FINANCE,)
CITY = (CITY_STAFF, CITY_DIRECTOR)

SEES_PAYMENTS = (*COUNTY, *APPROVERS, *FINANCE, *CITY)
READERS = (*UNIT, *COUNTY, *APPROVERS, *FINANCE, *CITY)


def reads_assistance(officer: Officer) -> bool:
    """Whether hardship data is this officer's work, somewhere in their branch."""
    return holds_any(officer, READERS)


def sees_payments(officer: Officer) -> bool:
    return holds_any(officer, SEES_PAYMENTS)
