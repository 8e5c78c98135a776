"""A real worker and a real broker for the tests that need them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.db import connections

from devstack.children import Child, start, wait_until

ADDRESSES = {
    "DATABASE_URL": "default",
    "OWNER_DATABASE_URL": "owner",
    "PLATFORM_DATABASE_URL": "platform",
}


def pytest_configure(config: Any) -> None:
    """Give each process of pytest-xdist a queue of its own."""
    worker = getattr(config, "workerinput", {}).get("workerid", "gw0")
    broker, _, _number = settings.CELERY_BROKER_URL.rpartition("/")
    address = f"{broker}/{int(worker.removeprefix('gw')) + 1}"
    settings.CELERY_BROKER_URL = os.environ["REDIS_URL"] = address
    settings.CACHES["default"]["LOCATION"] = address


def child_environment() -> dict[str, str]:
    """For a program that must work on this process's test database and queue."""
    databases = {}
    for variable, alias in ADDRESSES.items():
        address, _, _name = os.environ[variable].rpartition("/")
        databases[variable] = f"{address}/{connections[alias].settings_dict['NAME']}"
    return {**os.environ, **databases}


@pytest.fixture
def live_worker(committed_db: None, tmp_path: Path) -> Iterator[Child]:
    """A Celery worker that has already answered; stopped, with its queue, after the test."""
    current_app.control.purge()
    options = ["--concurrency", "1", "--without-gossip", "--without-mingle", "-l", "INFO"]
    worker = start(
        "The worker",
        [sys.executable, "-m", "celery", "-A", "config", "worker", *options],
        log=tmp_path / "worker.log",
        env=child_environment(),
    )
    try:
        assert wait_until(worker_answers, [worker], seconds=60), worker.tail()
        yield worker
    finally:
        worker.stop()
        current_app.control.purge()


def worker_answers() -> bool:
    return bool(current_app.control.ping(timeout=0.5, limit=1))
