import json
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import call_command

from homes.models import HomePlan
from homes.workflow import Stage
from tests.cast import in_scope
from unions.actions import appoint
from unions.models import Event, PostToken
from unions.offices import Role
from unions.tokens import issue_token

RIGHT, WRONG = "liaohe-1949-dike", "liaohe-1949-lake"
TOKENS = "/api/v1/tokens/"


@pytest.fixture(autouse=True)
def unthrottled():
    cache.delete("throttle_token_127.0.0.1")


@pytest.fixture
def chair(town):
    town.chair.user.set_password(RIGHT)
    town.chair.user.save(update_fields=["password"])
    return town.chair


def ask_for_token(client, password=RIGHT, **more):
    body = {"username": "chair", "password": password, **more}
    return client.post(TOKENS, json.dumps(body), content_type="application/json")


def as_token(officer):
    return {"authorization": f"Token {issue_token('probe', by=officer)}"}


def post(client, address, body, officer):
    return client.post(
        address, json.dumps(body), content_type="application/json", headers=as_token(officer)
    )


def test_the_schema_is_drawn_without_a_warning(tmp_path):
    call_command(
        "spectacular", "--validate", "--fail-on-warn", file=str(tmp_path / "api.yml"),
        stderr=StringIO(),
    )  # fmt: skip

    assert "/api/v1/plans/" in (tmp_path / "api.yml").read_text()


def test_the_schema_and_its_page_come_from_us(client, db):
    assert client.get("/api/v1/schema/").status_code == 200
    page = client.get("/api/v1/docs/").content.decode()

    assert "swagger-ui-bundle" in page
    assert "//" not in page.replace("<!doctype html>", "")
    assert "<style" not in page
    script = client.get("/api/v1/docs/?script=")
    assert script["Content-Type"].startswith("application/javascript")


@pytest.mark.parametrize("lang", ["xx", "\0", "../../etc", "中文" * 100])
def test_an_unknown_language_of_the_schema_is_not_found(client, db, lang):
    assert client.get("/api/v1/schema/", {"lang": lang, "version": "a\nb"}).status_code == 404


@pytest.mark.parametrize("address", ["plans/", "targets/", "shares/", "tokens/"])
def test_without_a_token_nothing_opens(client, db, address):
    response = client.get(f"/api/v1/{address}")

    assert response.status_code == 401
    assert "detail" in response.json()


def test_a_password_buys_a_token_for_the_one_post(client, chair):
    made = ask_for_token(client)

    assert made.status_code == 201
    key, post_id = made.json()["token"], made.json()["post"]
    own = client.get(TOKENS, headers={"authorization": f"Token {key}"})
    assert (own.status_code, post_id) == (200, chair.pk)
    assert key not in own.content.decode()


def test_of_several_posts_the_caller_names_one(client, town, chair):
    second = appoint(chair.user, town.street, Role.STAFF)

    refused = ask_for_token(client)
    assert refused.status_code == 400
    assert {held["post"] for held in refused.json()["posts"]} == {chair.pk, second.pk}
    assert ask_for_token(client, post=second.pk).json()["post"] == second.pk
    assert ask_for_token(client, post=town.city.pk).status_code == 400


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(client, chair):
    wrong, unknown = ask_for_token(client, WRONG), ask_for_token(client, username="nobody")

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()


def test_five_failures_lock_the_name_here_too(client, chair):
    with time_machine.travel("2026-11-02 09:00+08:00", tick=False) as clock:
        answers = [ask_for_token(client, WRONG).status_code for _ in range(5)]
        assert answers == [401, 401, 401, 401, 429]
        locked = ask_for_token(client)
        assert locked.status_code == 429
        assert locked.json()["detail"]
        assert client.post("/sign-in/", {"username": "chair", "password": RIGHT}).status_code == 429

        clock.shift(timedelta(minutes=10, seconds=1))
        assert ask_for_token(client).status_code == 201


def test_guessing_is_slowed_down_whatever_address_a_header_claims(client, town):
    answers = []
    for i in range(11):
        body = json.dumps({"username": f"n{i}", "password": WRONG})
        claimed = {"x-forwarded-for": f"10.0.0.{i}"}
        answers.append(client.post(TOKENS, body, "application/json", headers=claimed).status_code)

    assert answers == [401] * 10 + [429]


def test_guessing_is_slowed_down_whatever_the_name(client, town):
    answers = [ask_for_token(client, WRONG, username=f"n{i}").status_code for i in range(11)]

    assert answers == [401] * 10 + [429]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "username"),
        ({"username": ["a"], "password": "b"}, "username"),
        ({"username": "a", "password": "b\0"}, "password"),
        ({"username": "a", "password": "b", "post": "many"}, "post"),
        ({"username": "a", "password": "b", "label": "x" * 61}, "label"),
    ],
)
def test_a_malformed_request_names_the_field(client, db, body, field):
    response = client.post(TOKENS, json.dumps(body), content_type="application/json")

    assert response.status_code == 400
    assert field in response.json()


def test_a_token_is_revoked_by_its_own_post(client, town):
    mine = as_token(town.county)
    key = PostToken.objects.get(officer=town.county).token_key

    assert client.delete(f"{TOKENS}{key}/", headers=as_token(town.stranger)).status_code == 404
    assert client.delete(f"{TOKENS}{key}/", headers=mine).status_code == 204
    assert client.get(TOKENS, headers=mine).status_code == 401


def test_a_list_shows_the_branch_of_the_post(client, town, plan):
    seen = client.get("/api/v1/plans/", headers=as_token(town.county)).json()["results"]
    unseen = client.get("/api/v1/plans/", headers=as_token(town.stranger)).json()["results"]

    assert [row["id"] for row in seen] == [plan.pk]
    assert unseen == []


def test_a_step_is_taken_by_the_same_workflow(client, town, plan):
    HomePlan.objects.filter(pk=plan.pk).update(stage=Stage.SUBMITTED)

    taken = post(client, f"/api/v1/plans/{plan.pk}/steps/approve/", {}, town.county)

    assert (taken.status_code, taken.json()["stage"]) == (200, "approved")
    assert Event.objects.about(plan)[0].officer == town.county


@pytest.mark.parametrize(
    ("body", "step", "status"),
    [({}, "submit", 422), ({"seen": 0}, "withdraw", 409), ({"seen": -1}, "withdraw", 400)],
)
def test_a_refusal_says_why_and_changes_nothing(client, town, plan, body, step, status):
    officer = town.chair if step == "submit" else town.county
    before = plan.moves

    answer = post(client, f"/api/v1/plans/{plan.pk}/steps/{step}/", body, officer)

    assert answer.status_code == status
    assert answer.json()
    assert HomePlan.objects.get(pk=plan.pk).moves == before


def test_a_token_opens_its_own_federation_only(client, town, plan, other_city):
    with in_scope(other_city):
        headers = as_token(other_city.city)

    assert client.get(f"/api/v1/plans/{plan.pk}/", headers=headers).status_code == 404
    assert client.get("/api/v1/plans/", headers=headers).json()["results"] == []


def test_pages_are_keyset_pages(client, town, plan):
    page = client.get("/api/v1/plans/?page_size=1", headers=as_token(town.city)).json()

    assert set(page) == {"next", "previous", "results"}
    forged = client.get("/api/v1/plans/?cursor=xx", headers=as_token(town.city))
    assert forged.status_code == 404
