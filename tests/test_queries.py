"""No page asks the database more the more rows there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from homes.actions.listing import list_employers
from tests.cast import LONG_AGO, YEAR, make_employer, make_person, make_uscc, sign_in
from tests.routes import OFFICER_ROUTES
from tests.test_isolation import FREE
from unions.actions import cover_employer, found_union
from unions.events import log_event
from unions.offices import Level, Role

pytestmark = pytest.mark.usefixtures("standing_worlds")

MOST = 12  # queries of one page, the session's and the scope's included
# Pages that gather: one query per lifecycle or figure they show, however many rows.
GATHERING = {
    "assistance:aid-detail": 16,
    "assistance:round-detail": 15,
    "assistance:batch-detail": 15,
    "assistance:batch-new": 16,
    "reports:workbench": 30,  # one for each kind of thing that waits for the person
    "reports:todo-list": 22,
    "targets:sheet-detail": 22,  # one for each figure the year is held against
    "homes:plan-detail": 14,
    "homes:scoring-edit": 14,
    "assistance:file-detail": 24,
    "assistance:file-decision": 16,
}
MORE = 19
PAGES = [route for route in OFFICER_ROUTES if not route.is_api]
LISTS = [route for route in PAGES if not route.wants]


def may(world, route):
    city = world.city
    people = [city.city, city.county, city.chair, city.city_inspector]
    return [p for p in people if not route.offices or any(o.held_by(p) for o in route.offices)]


def queries_of(client, officer, address) -> list[str]:
    """The statements of one request, without savepoints, which cost no plan."""
    sign_in(client, officer)
    client.get(address)  # content types and the like are read once per process
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
        if response.streaming:
            b"".join(response)
    return [q["sql"] for q in captured if "SAVEPOINT" not in q["sql"]]


def grow(world) -> None:
    """Nineteen more employers with union, chair, plan and event in the county of the story."""
    town, employers = world.city, []
    for number in range(100, 100 + MORE):
        employer = make_employer(f"第{number}机械有限公司", town.street, uscc=make_uscc(number))
        union = found_union(f"第{number}机械工会", Level.BASE, town.street, on=LONG_AGO)
        cover_employer(employer, union, on=LONG_AGO)
        chair = make_person(f"chair{number}", union, Role.CHAIR)
        log_event(chair, "probe", "探测", by=town.county)
        employers.append(employer)
    list_employers(employers, year=YEAR, by=town.county)


@pytest.mark.parametrize("route", PAGES, ids=lambda r: r.name)
def test_a_page_asks_little(client, world, route):
    known = {**FREE, **world.ids}
    address = reverse(route.name, kwargs={name: known[name] for name in route.wants})

    for officer in may(world, route):
        asked = queries_of(client, officer, address)
        assert len(asked) <= GATHERING.get(route.name, MOST), (
            f"{len(asked)} as {officer}:\n" + "\n".join(asked)
        )


@pytest.mark.parametrize("route", LISTS, ids=lambda r: r.name)
def test_a_list_asks_no_more_for_twenty_rows_than_for_one(client, world, route):
    address = reverse(route.name)
    before = {p: len(queries_of(client, p, address)) for p in may(world, route)[:2]}
    grow(world)

    for officer, asked in before.items():
        now = queries_of(client, officer, address)
        # A second page needs one query at most to know that it is there.
        assert len(now) <= asked + 1, f"{asked} became {len(now)}:\n" + "\n".join(now)
