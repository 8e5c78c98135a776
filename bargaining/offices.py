"""Who bargains for the workers' side, and who watches over it."""

from django.db.models import Q

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
    return holds_any(officer, READERS)


def kept_right_below(officer: Officer) -> Q:
    """Rows of the unions right under the officer's, to which the officer sees."""
    under = Q(pk__in=[])
    if TOWNSHIP_STAFF.held_by(officer):
        under |= Q(union__level=Level.BASE)
    if COUNTY_STAFF.held_by(officer):
        without_township = Q(union__level=Level.BASE, township=None)
        under |= Q(union__level=Level.TOWNSHIP) | without_township
    if CITY_STAFF.held_by(officer) and not officer.federation.root_is_county:
        under |= Q(union__level=Level.COUNTY) | Q(union__level=Level.BASE, county=None)
    return under
