"""No page asks the database more the more rows there are."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homes.actions.listing import list_employers
from homes.models import HomePlan
from tests.cast import (
    LONG_AGO,
    YEAR,
    City,
    in_scope,
    make_employer,
    make_person,
    make_uscc,
    sign_in,
)
from tests.routes import OFFICER_ROUTES
from tests.test_isolation import FREE
from tests.world import World
from unions.actions import cover_employer, found_union
from unions.events import log_event
from unions.offices import Level, Role, holds_any

pytestmark = pytest.mark.usefixtures("standing_worlds")

MOST = 12  # queries of one page, the session's and the scope's included
# Pages that gather: one query per lifecycle or figure they show, however many rows.
GATHERING = {
    "assistance:aid-detail": 16,
    "assistance:round-detail": 15,
    "assistance:batch-detail": 15,
    "assistance:batch-new": 16,
    "bargaining:congress-detail": 15,
    "bargaining:contract-detail": 15,
    "campaigns:campaign-issue": 17,  # the units, their places to filter by, and what it costs them
    "campaigns:campaign-sheet": 14,
    "campaigns:part-edit": 14,  # what the portal knows of the unit, this year and last
    "campaigns:part-detail": 14,
    "bargaining:coverage": 14,  # the rates, the papers, those to renew, and their figures
    "bargaining:season-detail": 16,  # those asked, how they stand, the clock they are held to
    "bargaining:round-detail": 15,  # delegates, meetings, votes, and the clock's figures
    "reports:workbench": 33,  # one for each kind of thing that waits for the person, the board
    "reports:board": 13,  # one more for each figure that no night has kept yet
    "reports:todo-list": 22,
    "targets:plan-detail": 13,  # one more for each figure that no night has kept yet
    "targets:sheet-detail": 22,  # the lines, their parts, what was kept, the versions, the notices
    "targets:sheet-version": 22,
    "targets:share-detail": 16,  # the lines, their parts, what was kept, the trail
    "homes:plan-detail": 14,
    "homes:scoring-edit": 15,  # one is the figure beside its criterion
    "homes:assessment-edit": 13,  # the same
    "assistance:file-detail": 24,
    "assistance:file-decision": 16,
}
MORE = 19
PAGES = [route for route in OFFICER_ROUTES if not route.is_api]
LISTS = [route for route in PAGES if not route.wants]


def may(world, route):
    city = world.city
    people = [city.city, city.county, city.chair, city.city_inspector]
    return [p for p in people if not route.offices or holds_any(p, route.offices)]


def queries_of(client, officer, address, *, most: int = 0) -> list[str]:
    """The statements of a request, without savepoints, which cost no plan.

    If they are more than `most`, those of a second one: content types and the like are read once
    per process.
    """
    asked = captured(client, officer, address)
    return asked if len(asked) <= most else captured(client, officer, address)


def captured(client, officer, address) -> list[str]:
    sign_in(client, officer)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        if response.streaming:
            b"".join(response)
    return [q["sql"] for q in captured if "SAVEPOINT" not in q["sql"]]


def grow(town: City) -> None:
    """Nineteen more employers with union, chair, plan and event in the county of the story."""
    employers = []
    for number in range(100, 100 + MORE):
        employer = make_employer(f"第{number}机械有限公司", town.street, uscc=make_uscc(number))
        union = found_union(f"第{number}机械工会", Level.BASE, town.street, on=LONG_AGO)
        cover_employer(employer, union, on=LONG_AGO)
        chair = make_person(f"chair{number}", union, Role.CHAIR)
        log_event(chair, "probe", "探测", by=town.county)
        employers.append(employer)
    list_employers(employers, year=YEAR, by=town.county)


@pytest.fixture(scope="module")
def grown(standing_worlds, django_db_blocker) -> World:
    """The second of the standing worlds, which is like the first but for its nineteen more."""
    world = standing_worlds[1]
    with django_db_blocker.unblock(), transaction.atomic(), in_scope(world.city):
        grow(world.city)
    return world


@pytest.mark.parametrize("route", PAGES, ids=lambda r: r.name)
def test_a_page_asks_little(client, world, route):
    known = {**FREE, **world.ids}
    address = reverse(route.name, kwargs={name: known[name] for name in route.wants})

    most = GATHERING.get(route.name, MOST)
    for officer in may(world, route):
        asked = queries_of(client, officer, address, most=most)
        assert len(asked) <= most, f"{len(asked)} as {officer}:\n" + "\n".join(asked)


@pytest.mark.parametrize("route", LISTS, ids=lambda r: r.name)
def test_a_list_asks_no_more_for_twenty_rows_than_for_one(client, grown, world, route):
    address = reverse(route.name)

    for officer, same in list(zip(may(world, route), may(grown, route), strict=True))[:2]:
        before = len(queries_of(client, officer, address))
        # A second page needs one query at most to know that it is there.
        now = queries_of(client, same, address, most=before + 1)
        assert len(now) <= before + 1, f"{before} became {len(now)}:\n" + "\n".join(now)


def test_the_second_world_has_grown_and_the_first_has_not(grown, world):
    """Else the lists above would be compared with themselves."""
    assert HomePlan.objects.count() == 1
    with in_scope(grown.city):
        assert HomePlan.objects.count() == 1 + MORE
