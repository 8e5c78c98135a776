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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Those that wait for browsers and workers first: the other process works meanwhile."""
    items.sort(key=_waits, reverse=True)


@pytest.fixture(autouse=True)
def rail_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test counted for the rail is not another's; its statement is a page's own."""
    from unions import inbox

    monkeypatch.setattr(inbox, "LATELY", 0)


@pytest.fixture
def rail_kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As for users; for modules that ask for hundreds of pages, or for the rail itself."""
    from tests.cast import stands
    from unions import inbox

    scope = request.module.__name__ if stands(request) else request.node.nodeid
    monkeypatch.setattr(inbox, "LATELY", 30)
    monkeypatch.setattr(inbox, "_key", lambda officer: f"rail:{hash(scope)}:{officer.pk}")


@pytest.fixture
def rail_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its one statement, without what it compiles; for modules that ask for pages as other people
    each time, and look for something else in them."""
    from unions import inbox

    def told(officer: Any) -> dict[str, int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return {}

    monkeypatch.setattr(inbox, "waiting_counts", told)


def _waits(item: Any) -> int:
    return 2 * bool(item.get_closest_marker("browser")) + ("committed_db" in item.fixturenames)
