import psycopg2.errors
import pytest
from django.db import OperationalError

from config.faults import DatabaseFaults
from unions.models import Union


@pytest.mark.parametrize("address", ["/unions/?q=%00", "/events/?q=a%00b", "/employers/?q=%00"])
def test_a_nul_in_an_address_is_no_error_of_ours(town, as_officer, address):
    assert as_officer(town.city).get(address).status_code in {200, 400}


def test_a_nul_that_reaches_the_database_is_told_as_a_bad_request(town, as_officer):
    response = as_officer(town.city).get("/unions/", {"q": "a\0b"})

    assert response.status_code == 400
    assert "text/html" in response["Content-Type"]
    assert Union.objects.exists()  # the transaction around it still stands


@pytest.mark.parametrize(
    "cause", [psycopg2.errors.DeadlockDetected, psycopg2.errors.SerializationFailure]
)
@pytest.mark.parametrize(("path", "kind"), [("/plans/", "text/html"), ("/api/v1/x", "json")])
def test_whom_the_database_let_go_is_asked_to_try_again(rf, db, monkeypatch, cause, path, kind):
    monkeypatch.setattr(cause, "pgcode", {"Deadlock": "40P01"}.get(cause.__name__[:8], "40001"))
    error = OperationalError("let go")
    error.__cause__ = cause()

    response = DatabaseFaults(lambda request: None).process_exception(rf.get(path), error)

    assert response.status_code == 409
    assert kind in response["Content-Type"]


def test_another_error_is_left_to_be_seen(rf):
    faults = DatabaseFaults(lambda request: None)

    assert faults.process_exception(rf.get("/"), ValueError("x")) is None


def test_a_body_over_the_limit_is_too_large(town, as_officer, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    response = as_officer(town.city).post("/tokens/", {"label": "x" * 200}, headers={})

    assert response.status_code in {413, 422}


def test_a_form_body_over_the_limit_is_too_large(town, as_officer, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    body = "label=" + "x" * 200

    response = as_officer(town.city).post(
        "/tokens/", body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 413


def test_too_many_fields_are_a_bad_request(town, as_officer, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    body = "&".join(f"a{i}=1" for i in range(9))

    response = as_officer(town.city).post(
        "/tokens/", body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 400


@pytest.mark.parametrize("language", ["xx", "zh-Hans-CN", "\u00e9", "a" * 300, "en;q=x"])
def test_an_unknown_language_gets_a_page_all_the_same(client, db, language):
    client.cookies["django_language"] = language.replace("\u00e9", "e%")

    response = client.get("/sign-in/", headers={"accept-language": language})

    assert response.status_code == 200


def test_nowhere_is_a_page_of_our_own(client, db):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert b"<h1>" in response.content
