"""No identity number and no phone of a contestant or a learner leaves by any page of campaigns."""

from __future__ import annotations

import pytest
from django.urls import reverse

from campaigns.models import Contestant, Learner
from kernel.sealing import Sealed
from tests.assistance.plaintext import leaked, text_of
from tests.cast import sign_in
from tests.routes import OFFICER_ROUTES
from tests.test_isolation import FREE

pytestmark = pytest.mark.usefixtures("standing_worlds")

PAGES = [r for r in OFFICER_ROUTES if r.name.startswith("campaigns:")]


@pytest.fixture
def secrets(world) -> set[str]:
    rows = [*Contestant.objects.all(), *Learner.objects.all()]
    found = {row.id_number.reveal() for row in rows}
    return found | {learner.phone.reveal() for learner in Learner.objects.all()}


def shown_to(client, world, officer) -> str:
    """Every page the officer may open, as one text."""
    sign_in(client, officer)
    known = {**FREE, **world.ids}
    addresses = [
        reverse(r.name, kwargs={name: known[name] for name in r.wants})
        for r in PAGES
        if not r.offices or any(office.held_by(officer) for office in r.offices)
    ]
    return "\n".join(text_of(client.get(address)) for address in addresses)


@pytest.mark.parametrize("who", ["city", "county", "chair"])
def test_no_page_shows_a_number(client, world, secrets, who):
    assert len(secrets) == 2
    assert not leaked(shown_to(client, world, getattr(world.city, who)), secrets)


def test_a_mask_that_shows_the_text_is_caught(client, world, secrets, monkeypatch):
    monkeypatch.setattr(Sealed, "__str__", Sealed.reveal)

    assert leaked(shown_to(client, world, world.city.county), secrets)


def test_a_wrong_number_typed_does_not_come_back(client, world):
    sign_in(client, world.city.county)
    page = reverse("campaigns:learner-new", args=[world.ids["course_id"]])
    typed = {"name": "甲", "id_number": "210781198001010011", "phone": "13912345678"}

    answer = client.post(page, typed)

    assert answer.status_code == 422
    assert not leaked(text_of(answer), {typed["id_number"], typed["phone"]})
