from typing import Any

import pytest
from django.conf import settings
from django.db import connection

pytest_plugins = ["tests.database", "tests.worker", "tests.cast", "tests.world"]


def pytest_configure(config: Any) -> None:
    """Static files straight from their folders: hashing them is the image build's to test."""
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_make_parametrize_id(config: Any, val: Any, argname: str) -> str | None:
    """A file is named by its place in the list: two processes make one in different seconds."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Those that wait for browsers and workers first: the other process works meanwhile."""
    items.sort(key=_waits, reverse=True)


@pytest.fixture(autouse=True)
def rail_told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rail's one statement, without the fifty sources it compiles: most tests look elsewhere.

    Those that look at it say `rail_counted`, or `rail_kept`.
    """
    from unions import inbox

    monkeypatch.setattr(inbox, "LATELY", 0)  # what one test counted is not another's
    if not {"rail_counted", "rail_kept"} & set(request.fixturenames):
        monkeypatch.setattr(inbox, "waiting_counts", _nothing_waits)


def _nothing_waits(officer: Any) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return {}


@pytest.fixture
def rail_counted(rail_told: None) -> None:
    """Its sources are asked for every page."""


@pytest.fixture
def rail_kept(
    rail_told: None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for users: asked, and then kept for the module."""
    from tests.cast import stands
    from unions import inbox

    scope = request.module.__name__ if stands(request) else request.node.nodeid
    monkeypatch.setattr(inbox, "LATELY", 30)
    monkeypatch.setattr(inbox, "_key", lambda officer: f"rail:{hash(scope)}:{officer.pk}")


def _waits(item: Any) -> int:
    return 2 * bool(item.get_closest_marker("browser")) + ("committed_db" in item.fixturenames)
