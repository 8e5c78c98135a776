"""Nothing a person or a program can send is answered with an error of ours."""

from __future__ import annotations

import json
from functools import cache
from itertools import cycle
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cast import sign_in
from tests.routes import OFFICER_ROUTES, Route, routes
from tests.test_isolation import FREE, form_classes
from unions.offices import holds_any
from unions.rowsecurity import federation_scope
from unions.tokens import issue_token

pytestmark = pytest.mark.usefixtures("standing_worlds")

EXAMPLES = 2  # of each route, by one person after the other; a minute for all routes
HARD = settings(
    max_examples=EXAMPLES, deadline=None, phases=[Phase.generate], derandomize=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip

NASTY = [
    "", " ", "\0", "a\0b", "\x1b[31m", "‮", "'", '"><script>', "=1+1", "-1", "0", "1e400", "NaN",
    "inf", "9" * 40, "-" + "9" * 40, "0.1", "２０２６", "2026-02-30", "99999-01-01", "0001-01-01",
    "9999-12-31", "null", "[]", "{}", "true", "on", "字" * 5000, "%s%n", "../../etc/passwd",
    "~1", "x~1", "1~" + "9" * 18, "approve", "1", "2", "3",
]  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(NASTY),
    st.integers().map(str),
    st.text(st.characters(codec="utf-8"), max_size=60),
)
FILES = st.sampled_from(
    [b"", b"MZ\x90\0", b"%PDF-1.4 broken", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04"]
).map(lambda body: SimpleUploadedFile("好 ‮gpj.exe", body, content_type="image/jpeg"))


def field_names(*apps: str) -> list[str]:
    """The names our forms read, so that the garbage arrives inside; of these apps, or of all."""
    forms = [f for f in form_classes() if not apps or f.__module__.startswith(apps)]
    named = {name for form in forms for name in getattr(form, "base_fields", {})}
    named |= {"seen", "note", "step", "next", "after", "before", "form-TOTAL_FORMS", "plan"}
    return sorted(named)


FIELDS = field_names()
VALUES = st.one_of(TEXT, st.lists(TEXT, max_size=3), FILES)


@cache
def bodies(app: str) -> st.SearchStrategy[Any]:
    """For a route of this app, whose forms are its own and those of the floors it stands on."""
    read = field_names(f"{app}.", "unions.", "evidence.")
    return st.one_of(
        st.dictionaries(st.one_of(st.sampled_from(FIELDS), TEXT), VALUES, max_size=12),
        st.fixed_dictionaries(dict.fromkeys(read, VALUES)),  # nothing missing, everything wrong
    )


QUERIES = st.dictionaries(
    st.sampled_from(
        [*FIELDS, "q", "page", "level", "year", "stage", "sort", "cursor", "page_size"]
    ),
    st.one_of(TEXT, st.lists(TEXT, max_size=3)),
    max_size=6,
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXT),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=5)
    ),
    max_leaves=12,
)


PAGES = [route for route in OFFICER_ROUTES if not route.is_api]
API = [route for route in OFFICER_ROUTES if route.is_api]
OPEN = [r for r in routes() if r.policy[0] != "officers" and not r.is_api and r.name != "healthz"]


def people(world: Any, route: Route) -> list[Any]:
    """City, county and chair, of whom those may enter who hold an office the route names."""
    city = world.city
    all_of_them = [city.city, city.county, city.chair, city.city_inspector]
    offices = route.offices
    may = [p for p in all_of_them if not offices or holds_any(p, offices)]
    return may or all_of_them[:1]


def address(world: Any, route: Route, **instead: Any) -> str:
    known = {**FREE, **world.ids, **instead}
    return reverse(route.name, kwargs={name: known[name] for name in route.wants})


def assert_no_fault(response: Any, sent: Any) -> None:
    assert response.status_code < 500, (response.status_code, sent)


@pytest.mark.parametrize("route", PAGES, ids=lambda r: r.name)
def test_garbage_in_a_form_is_answered_not_suffered(client, world, route):
    everyone = cycle(people(world, route))

    @HARD
    @given(body=bodies(route.name.split(":")[0]))
    def try_it(body):
        sign_in(client, next(everyone))
        with federation_scope(world.city.federation.pk):
            assert_no_fault(client.post(address(world, route), body), body)

    try_it()


@pytest.mark.parametrize("route", PAGES + OPEN, ids=lambda r: r.name)
def test_garbage_in_an_address_is_answered_not_suffered(client, world, route):
    both = cycle([world.city.city, world.city.chair])

    @HARD
    @given(query=QUERIES, htmx=st.booleans())
    def try_it(query, htmx):
        headers = {"hx-request": "true"} if htmx else {}
        sign_in(client, next(both))
        assert_no_fault(client.get(address(world, route), query, headers=headers), query)

    try_it()


@pytest.mark.parametrize("route", OPEN, ids=lambda r: r.name)
def test_garbage_before_the_sign_in_is_answered_not_suffered(client, world, route):
    @HARD
    @given(body=bodies(route.name.split(":")[0]))
    def try_it(body):
        client.logout()
        assert_no_fault(client.post(address(world, route), body), body)

    try_it()


@pytest.mark.parametrize("route", API, ids=lambda r: r.name)
def test_garbage_to_the_api_is_answered_not_suffered(client, world, route):
    people_ = [world.city.city, world.city.county, world.city.chair]
    keys = cycle([issue_token("probe", by=person) for person in people_])

    @HARD
    @given(body=st.one_of(JSON.map(json.dumps), TEXT), query=QUERIES)
    def try_it(body, query):
        headers = {"authorization": f"Token {next(keys)}"}
        for method in ("post", "put", "patch", "delete"):
            response = getattr(client, method)(
                address(world, route), body, content_type="application/json", headers=headers
            )
            assert_no_fault(response, body)
        assert_no_fault(client.get(address(world, route), query, headers=headers), query)

    try_it()


TEXT_KWARGS = [r for r in OFFICER_ROUTES if {"step", "key", "code", "token_key"} & set(r.wants)]


@pytest.mark.parametrize("word", ["\0", "a\0b", "字" * 300, "..", "%00", "'", "9" * 40])
@pytest.mark.parametrize("route", TEXT_KWARGS, ids=lambda r: r.name)
def test_a_garbled_word_in_a_path_is_answered_not_suffered(client, world, route, word):
    sign_in(client, world.city.city)
    garbled = dict.fromkeys({"step", "key", "code", "token_key"} & set(route.wants), "word")
    path = address(world, route, **garbled).replace("word", "{}")

    for method in ("get", "post"):
        assert_no_fault(getattr(client, method)(path.replace("{}", word)), word)


@pytest.mark.parametrize("route", [r for r in PAGES if r.wants], ids=lambda r: r.name)
def test_a_number_no_row_can_have_is_not_found(client, world, route):
    huge = {name: 9 * 10**30 for name in route.wants if name.endswith("_id") or name == "year"}
    if not huge:
        return
    sign_in(client, people(world, route)[0])

    for method in ("get", "post"):
        response = getattr(client, method)(address(world, route, **huge))
        assert 400 <= response.status_code < 500


def test_the_garbage_knows_our_fields():
    assert {"value", "valid_from", "basis", "note"} <= set(FIELDS)
