"""The one small world of the tests: always the same city, the same people, a second city."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from homes.actions.listing import list_employers
from homes.actions.standards import adopt_standards
from homes.models import HomePlan
from kernel.days import today
from tests.recording import made_once
from unions.actions import (
    RollEntry,
    appoint,
    cover_employer,
    enrol_employer,
    found_root,
    found_union,
)
from unions.models import Employer, Federation, MemberReturn, Officer, Union, User
from unions.offices import Level, Role
from unions.rowsecurity import federation_scope, open_federation
from unions.scoping import same_owner

LONG_AGO = date(2001, 1, 1)
YEAR = 2026


@dataclass
class City:
    """A federation with two counties; people are named for what they do."""

    federation: Federation
    root: Union
    linghai: Union  # the county of the story
    heishan: Union  # its neighbour
    street: Union
    mill: Employer  # non-public, 286 workers: type B
    mill_union: Union
    far_mill: Employer  # the neighbour's
    far_union: Union
    city: Officer
    city_inspector: Officer
    city_leader: Officer  # a second city staff member, who drafted nothing
    county: Officer
    county_deputy: Officer
    chair: Officer  # of the mill's union
    stranger: Officer  # the neighbouring county's staff
    far_chair: Officer
    worker: Officer  # the neighbour's worker representative
    expert: Officer  # an inspector from the neighbour's mill union


def make_person(username: str, union: Union, role: str) -> Officer:
    user = User.objects.create(username=username, display_name=f"{username}·名", password="!")
    return appoint(user, union, role, on=LONG_AGO)


def make_employer(
    name: str, keeper: Union, *, uscc: str, headcount: int = 286, **changes: str
) -> Employer:
    known = {"registration": "173", "holding": "3", "kind": "enterprise", "industry": "C"}
    entry = RollEntry(name=name, uscc=uscc, headcount=headcount, **{**known, **changes})
    return enrol_employer(entry, keeper=keeper, on=LONG_AGO)


def make_uscc(number: int, prefix: str = "91210781") -> str:
    """A made-up credit code with right check characters."""
    charset = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"{number:08d}"
    inner = 11 - sum(int(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    code = prefix + body + {10: "X", 11: "0"}.get(inner, str(inner))
    total = sum(charset.index(c) * pow(3, i, 31) for i, c in enumerate(code))
    return code + charset[(31 - total % 31) % 31]


def make_return(employer: Employer, counted_on: date, **changes: object) -> MemberReturn:
    """Of 286 workers 280 are members; the row alone, before no other."""
    told = {"employees": 286, "members": 280, "women_members": 90, "migrant_members": 40}
    party = {"one_shoulder": "yes", "has_women_organisation": True, "counted_on": counted_on}
    said = {**told, **party, **changes, **same_owner(employer)}
    return MemberReturn.objects.create(employer=employer, **said)


@made_once
def make_city(name: str, code: str, tag: str) -> City:
    """A whole federation; it must be made inside no scope and leaves its own open."""
    # A federation is the platform's to found; a test's transaction does it as the application.
    federation = Federation.objects.create(
        name=f"{name}市总工会", short_name=f"{name}市", division_code=code, document_mark="锦工发"
    )
    open_federation(federation.pk)
    root = found_root(federation, on=LONG_AGO)
    linghai = found_union(
        f"{tag}凌海市总工会", Level.COUNTY, root, on=LONG_AGO, short_name="凌海市"
    )
    heishan = found_union(
        f"{tag}黑山县总工会", Level.COUNTY, root, on=LONG_AGO, short_name="黑山县"
    )
    street = found_union(f"{tag}大凌河街道总工会", Level.TOWNSHIP, linghai, on=LONG_AGO)
    town = found_union(f"{tag}新立屯镇总工会", Level.TOWNSHIP, heishan, on=LONG_AGO)
    mill = make_employer(f"{tag}华兴机械有限公司", street, uscc=make_uscc(1))
    far_mill = make_employer(f"{tag}北山纺织有限公司", town, uscc=make_uscc(2))
    mill_union = found_union(f"{tag}华兴机械工会", Level.BASE, street, on=LONG_AGO)
    far_union = found_union(f"{tag}北山纺织工会", Level.BASE, town, on=LONG_AGO)
    cover_employer(mill, mill_union, on=LONG_AGO)
    cover_employer(far_mill, far_union, on=LONG_AGO)
    for employer in (mill, far_mill):
        make_return(employer, today())
    adopt_standards(root, from_year=2020)
    return City(
        federation, root, linghai, heishan, street, mill, mill_union, far_mill, far_union,
        city=make_person(f"{tag}city", root, Role.STAFF),
        city_inspector=make_person(f"{tag}inspector", root, Role.INSPECTOR),
        city_leader=make_person(f"{tag}leader", root, Role.STAFF),
        county=make_person(f"{tag}county", linghai, Role.STAFF),
        county_deputy=make_person(f"{tag}deputy", linghai, Role.STAFF),
        chair=make_person(f"{tag}chair", mill_union, Role.CHAIR),
        stranger=make_person(f"{tag}stranger", heishan, Role.STAFF),
        far_chair=make_person(f"{tag}farchair", far_union, Role.CHAIR),
        worker=make_person(f"{tag}worker", far_union, Role.REPRESENTATIVE),
        expert=make_person(f"{tag}expert", far_union, Role.INSPECTOR),
    )  # fmt: skip


def stands(request: pytest.FixtureRequest) -> bool:
    """Whether the test stands in worlds that were made once (tests/world.py)."""
    return "standing_worlds" in request.fixturenames


@pytest.fixture
def other_city(request: pytest.FixtureRequest, db: None) -> City:
    """A second tenant with the same people; the scope that was open is open again."""
    if stands(request):
        return request.getfixturevalue("other_world").city
    with federation_scope(0):
        return make_city("嘉兴", "330400", "乙")


@pytest.fixture
def town(request: pytest.FixtureRequest, db: None) -> City:
    """The city of the story; its scope is open for the test."""
    if stands(request):
        return request.getfixturevalue("world").city
    return make_city("锦州", "210700", "")


@pytest.fixture
def plan(town: City) -> HomePlan:
    """The mill's plan of the year, being drafted by its chair."""
    return list_employers([town.mill], year=YEAR, by=town.county)[0]


def sign_in(client, officer: Officer) -> None:
    """Sign the client in as this person, in this post: a new session, and no more than that.

    What signing in does besides is tested where people sign in; here it cost as much as a page.
    """
    session = SessionStore()
    session[SESSION_KEY] = str(officer.user_id)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = officer.user.get_session_auth_hash()
    session["post"] = [officer.federation_id, officer.pk]
    session.create()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


@pytest.fixture
def as_officer(client):
    """`as_officer(town.county)` is a client signed in as that person."""

    def enter(officer: Officer):
        sign_in(client, officer)
        return client

    return enter


def in_scope(city: City):
    return federation_scope(city.federation.pk)
