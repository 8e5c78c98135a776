import time

import pytest
from django.db import connections


def missing(client) -> dict[str, str]:
    return client.get("/healthz").json()["missing"]


def test_all_is_well_until_the_worker_has_gone(client, live_worker):
    response = client.get("/healthz")
    live_worker.stop()

    assert (response.status_code, response.json()) == (200, {"ok": True, "missing": {}})
    assert missing(client) == {"worker": "NoAnswer"}


@pytest.mark.django_db
def test_without_a_worker_the_answer_is_503_and_quick(client):
    assert missing(client) == {"worker": "NoAnswer"}
    began = time.monotonic()
    response = client.get("/healthz")

    assert response.status_code == 503
    assert time.monotonic() - began < 1.5


@pytest.mark.django_db
def test_a_broker_that_has_gone_is_missing_and_so_is_the_worker_behind_it(client, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    assert missing(client) == {"broker": "ConnectionError", "worker": "not asked"}


def test_a_database_that_has_gone_is_missing(client, committed_db, monkeypatch):
    connections["default"].close()
    monkeypatch.setitem(connections["default"].settings_dict, "PORT", "1")

    assert missing(client)["database"] == "OperationalError"


@pytest.mark.django_db
def test_the_answer_is_never_kept_by_a_cache(client):
    assert "no-store" in client.get("/healthz")["Cache-Control"]
