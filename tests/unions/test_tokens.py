from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from kernel.days import today
from unions.models import Officer, PostToken
from unions.tokens import issue_token, revoke_token, tokens_of


@pytest.fixture
def ask(client):
    """Ask the API for the keys of the post that a key carries."""

    def get(key):
        return client.get("/api/v1/tokens/", headers={"authorization": f"Token {key}"})

    return get


def test_a_token_acts_in_its_post_only(town, ask):
    key = issue_token("报表", by=town.county)

    assert ask(key).status_code == 200
    assert PostToken.objects.get().officer == town.county


def test_a_token_ends_after_its_hours(town, ask):
    key = issue_token("报表", by=town.county)

    with time_machine.travel(timezone.now() + timedelta(hours=11, minutes=59)):
        assert ask(key).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=12, seconds=1)):
        assert ask(key).status_code == 401
        assert not tokens_of(town.county).exists()


def test_the_token_of_an_ended_post_is_refused(town, ask):
    key = issue_token("报表", by=town.county)
    Officer.objects.filter(pk=town.county.pk).update(valid_to=today())

    assert ask(key).status_code == 401


def test_the_token_of_a_disabled_person_is_refused(town, ask):
    key = issue_token("报表", by=town.county)
    town.county.user.is_active = False
    town.county.user.save(update_fields=["is_active"])

    assert ask(key).status_code == 401


@pytest.mark.parametrize("key", ["x", "", "é" * 64, "a b", "\u00ff\u00fe"])
def test_a_key_that_is_none_is_refused(town, ask, key):
    assert ask(key).status_code == 401


def test_a_revoked_token_is_refused(town, ask):
    key = issue_token("报表", by=town.county)
    (row,) = tokens_of(town.county)

    assert not revoke_token(row.token_key, by=town.county_deputy)
    assert revoke_token(row.token_key, by=town.county)
    assert ask(key).status_code == 401


def test_the_page_shows_a_new_token_once(town, as_officer):
    client = as_officer(town.county)

    response = client.post("/tokens/", {"label": "报表"})

    key = response.context["key"]
    assert key in response.content.decode()
    assert key not in client.get("/tokens/").content.decode()
    assert not PostToken.objects.filter(digest=key).exists()


def test_the_page_revokes_ones_own_token_only(town, as_officer):
    issue_token("报表", by=town.county)
    (row,) = tokens_of(town.county)
    address = f"/tokens/{row.token_key}/revocation/"

    assert as_officer(town.county_deputy).post(address).status_code == 404
    assert as_officer(town.county).post(address).status_code == 302
    assert not tokens_of(town.county).exists()
