from typing import Any

from django.conf import settings

pytest_plugins = ["tests.database", "tests.worker", "tests.cast", "tests.world"]


def pytest_configure(config: Any) -> None:
    """Static files straight from their folders: hashing them is the image build's to test."""
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
