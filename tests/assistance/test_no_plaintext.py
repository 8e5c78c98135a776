"""No identity number, phone, card, address or illness leaves but by the named, logged roads."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.template.backends.django import Template
from django.urls import resolve, reverse
from hypothesis import given
from hypothesis import settings as settings_of

from kernel.sealing import Sealed
from tests.assistance.plaintext import (
    TYPED,
    cached,
    forms_of,
    leaked,
    plausible,
    secrets_of_the_world,
    tables,
    text_of,
    written,
)
from tests.cast import sign_in
from tests.routes import Route, routes
from tests.test_garbage import HARD, bodies, field_names
from tests.test_isolation import FREE
from unions.models import Event, Job, Officer
from unions.offices import holds_any
from unions.rowsecurity import federation_scope

pytestmark = pytest.mark.usefixtures("standing_worlds")

# Who takes one of these roads is shown the text, and stands in the log for it.
ROADS = {
    "assistance:batch-file": "the bank is told to whom to pay",
    "assistance:counsel-notes": "the counsellor reads the notes",
    "assistance:counsel-opening": "an appointment is opened for a reason",
    "assistance:file-hand-up": "the list for the national system",
    "assistance:file-unmask": "one field is unmasked for a reason",
    "assistance:guarantor-show": "a guarantor is called for a reason",
    "assistance:help-read": "an applicant is called back for a reason",
    "assistance:hotline-opening": "a caller is called back for a reason",
    "assistance:legal-opening": "a legal case is opened for a reason",
    "assistance:mediation-opening": "a mediation is opened for a reason",
    "assistance:request-copy": "the copy for the worker whose data it is (PIPL §45)",
    "assistance:request-opening": "what is to be corrected is read for a reason",
}
# The workbench, the log, the jobs and the search show rows of assistance too.
BESIDE = ("reports:workbench", "reports:todo-list", "reports:search", "unions:event-list",
          "unions:job-list")  # fmt: skip
ROUTES = [
    r for r in routes() if r.name.startswith(("assistance:", "api:assistance")) or r.name in BESIDE
]
PAGES = [r for r in ROUTES if not r.is_api]
LEAVING = reverse("unions:sign-out")
TYPED_SECRETS = set(TYPED.values())


@pytest.fixture(autouse=True)
def nothing_cached():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def heard(caplog):
    """Every logger at its loudest; Django's own would keep its details to itself."""
    for logger in ("", "django", "django.request", "celery", "axes"):
        caplog.set_level(logging.DEBUG, logger)
    return caplog


@pytest.fixture
def secrets(world) -> set[str]:
    found = secrets_of_the_world()
    assert len(found) > 5
    return found


def people(route: Route) -> list[Officer | None]:
    """One of each office that may come in; and nobody, where everybody may."""
    if route.policy[0] != "officers":
        return [None]
    each: dict[Any, Officer] = {}
    for officer in Officer.objects.select_related("user", "union").order_by("pk"):
        each.setdefault((officer.level, officer.role), officer)
    return [o for o in each.values() if not route.offices or holds_any(o, route.offices)]


def address(world, route: Route) -> str:
    known = {**FREE, **world.ids}
    return reverse(route.name, kwargs={name: known[name] for name in route.wants})


def at(action: str) -> Route:
    """Whose answer a form gets: its own route's, which may be a road."""
    return Route(resolve(urlsplit(action).path).view_name)


def enter(client, officer: Officer | None) -> None:
    client.cookies.clear()
    if officer is not None:
        sign_in(client, officer)


class Undone(Exception):
    """Takes back what a request of the walk has written."""


def undone(world, act) -> Any:
    """What the act gives, and everything is as it was before."""
    try:
        with transaction.atomic(), federation_scope(world.city.federation.pk):
            found = act()
            raise Undone
    except Undone:
        return found


def asked(world, act) -> tuple[Any, str, bool]:
    """The answer, every table it wrote to, and whether the log grew.

    What stood in the tables before has a test of its own.
    """

    def ask():
        before, stood = Event.objects.count(), written()
        response = act()
        with federation_scope(world.city.federation.pk):
            return response, tables(since=stood), Event.objects.count() > before

    return undone(world, ask)


def assert_tight(route: Route, found, secrets: set[str], log: str) -> None:
    response, written, logged = found
    shown = leaked(text_of(response), secrets)
    if route.name in ROADS:
        assert not shown or logged, f"{route.name} showed {shown} and no event says so"
    else:
        assert not shown, f"{route.name} answers {response.status_code} with {shown}"
    everything = secrets | TYPED_SECRETS
    for sink, text in (("a table", written), ("Redis", cached()), ("the log", log)):
        assert not leaked(text, everything), (
            f"{route.name} left {leaked(text, everything)} in {sink}"
        )


@pytest.mark.parametrize("route", PAGES, ids=lambda r: r.name)
def test_no_page_and_no_form_gives_anything_away(client, world, secrets, heard, route: Route):
    client.raise_request_exception = False
    where = address(world, route)
    everything_at_once = {name: plausible(name, "text") for name in field_names()}

    sent: list[tuple[str, dict[str, Any]]] = []
    for officer in people(route):
        enter(client, officer)
        page = asked(world, lambda: client.get(where))
        assert_tight(route, page, secrets, heard.text)
        bodies = [(where, {}), (where, everything_at_once)]
        bodies += [(action or where, body) for action, body in forms_of(page[0])]
        # What an office before has sent is answered by the same lines; and the walk goes on.
        for action, body in (b for b in bodies if b not in sent and b[0] != LEAVING):
            posted = asked(world, lambda a=action, b=body: client.post(a, b))
            assert_tight(at(action), posted, secrets, heard.text)
        sent += bodies


@pytest.mark.parametrize("route", PAGES, ids=lambda r: r.name)
def test_whatever_goes_wrong_gives_nothing_away(
    client, world, secrets, heard, monkeypatch, settings, route: Route
):
    settings.DEBUG = False
    client.raise_request_exception = False
    where, insider = address(world, route), people(route)[0]
    outsiders = (None, world.city.stranger, world.city.worker, world.city.city_inspector)

    for officer in outsiders if insider else ():
        enter(client, officer)
        for ask in (client.get, client.post) if officer == world.city.stranger else (client.get,):
            assert not leaked(text_of(undone(world, lambda a=ask: a(where))), secrets)

    enter(client, insider)

    @settings_of(HARD, max_examples=2)
    @given(body=bodies("assistance"))
    def send_garbage(body):
        said = text_of(undone(world, lambda: client.post(where, body)))
        assert route.name in ROADS or not leaked(said, secrets)

    send_garbage()
    monkeypatch.setattr(Template, "render", broken_at_ours(Template.render))
    assert not leaked(text_of(undone(world, lambda: client.get(where))), secrets)
    assert not leaked(heard.text, secrets)


def broken_at_ours(render):
    """A template of ours fails; those of the error pages do not."""

    def broken(self, context=None, request=None):
        if str(self.template.name).startswith(("assistance/", "reports/", "unions/")):
            raise RuntimeError("a fault")
        return render(self, context, request)

    return broken


def test_the_tables_of_the_world_hold_no_text(world, secrets):
    assert not leaked(tables(), secrets)


# That it can fail


def test_a_mask_that_shows_the_text_is_caught(client, world, secrets, monkeypatch):
    monkeypatch.setattr(Sealed, "__str__", Sealed.reveal)
    route = next(r for r in PAGES if r.name == "assistance:help-detail")
    enter(client, people(route)[0])
    found = asked(world, lambda: client.get(address(world, route)))

    with pytest.raises(AssertionError, match="help-detail answers 200"):
        assert_tight(route, found, secrets, "")


@pytest.mark.parametrize("sink", ["log", "cache", "table"])
def test_a_phone_left_behind_is_caught(client, world, secrets, heard, sink):
    phone = TYPED["phone"]
    route = next(r for r in PAGES if r.name == "assistance:help-detail")

    def careless():
        if sink == "log":
            logging.getLogger("django.request").debug("asked for %s", phone)
        if sink == "cache":
            cache.set(f"tries:{phone}", 1)
        if sink == "table":
            Job.objects.update(inputs={"phone": phone})
        enter(client, people(route)[0])
        return client.get(address(world, route))

    with pytest.raises(AssertionError, match="left"):
        assert_tight(route, asked(world, careless), secrets, heard.text)


def test_spaces_and_hexadecimal_hide_nothing(secrets):
    phone = TYPED["phone"]

    assert leaked(f"{phone[:3]} {phone[3:7]} {phone[7:]}", {phone})
    assert leaked(phone.encode().hex(), {phone})
    assert not leaked("138****0001", {phone})
