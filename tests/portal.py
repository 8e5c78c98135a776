"""A whole portal for the browser: web server, worker and the demo, on the test's own database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connections
from redis import Redis

from reports.demo.loading import load_demo
from tests.database import empty_tables

ROOT = Path(__file__).resolve().parent.parent
VARIABLES = {
    "default": "DATABASE_URL",
    "owner": "OWNER_DATABASE_URL",
    "platform": "PLATFORM_DATABASE_URL",
}


@dataclass
class Portal:
    """Where it answers, and the means to kill and restart its worker."""

    url: str
    env: dict[str, str]
    worker: subprocess.Popen[bytes]

    def kill_worker(self) -> None:
        """kill -9 of the worker and all its children."""
        os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()

    def restart_worker(self) -> None:
        self.worker = _worker(self.env)


def test_environment(broker: int) -> dict[str, str]:
    """The environment of a process that shares this test's databases and has its own broker."""
    env = {**os.environ, "HEJIA_HTTPS": "0", "HEJIA_DEMO": "1", "HEJIA_PLAIN_STATIC": "1"}
    for alias, variable in VARIABLES.items():
        known = connections[alias].settings_dict
        credentials = f"{quote(known['USER'])}:{quote(known['PASSWORD'])}"
        place = f"{known['HOST']}:{known['PORT']}/{known['NAME']}"
        env[variable] = f"postgres://{credentials}@{place}"
    redis = urlsplit(settings.CELERY_BROKER_URL)
    env["REDIS_URL"] = urlunsplit(redis._replace(path=f"/{broker}"))
    env["HEJIA_VAR"] = str(settings.VAR_DIR)
    return env


@pytest.fixture(scope="package")
def standing_portal(
    django_db_setup: None, django_db_blocker: Any, worker_id: str
) -> Iterator[Portal]:
    """One portal with its demo for all walks: each has its own matter, and finds it by name."""
    with django_db_blocker.unblock():
        load_demo()
        _leave()
    number = int(worker_id.removeprefix("gw")) if worker_id != "master" else 0
    env = test_environment(broker=8 + number % 4)
    Redis.from_url(env["REDIS_URL"]).flushdb()  # no queue and no count of an earlier run
    port = _free_port()
    web = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}",
         "--workers", "2", "--threads", "2", "--no-control-socket"],
        cwd=ROOT, env=env, start_new_session=True,
    )  # fmt: skip
    portal = Portal(f"http://127.0.0.1:{port}", env, _worker(env))
    try:
        _wait_for(f"{portal.url}/healthz")
        yield portal
    finally:
        for process in (web, portal.worker):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)
        with django_db_blocker.unblock():
            _leave()
            empty_tables()


@pytest.fixture
def portal(standing_portal: Portal, django_db_blocker: Any) -> Iterator[Portal]:
    with django_db_blocker.unblock():
        yield standing_portal
        _leave()


def _leave() -> None:
    for connection in connections.all():
        connection.close()


def _worker(env: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "config", "worker", "-c", "1", "-l", "WARNING"],
        cwd=ROOT,
        env=env,
        start_new_session=True,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"{url} did not answer in {seconds} s")
