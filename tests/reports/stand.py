"""A worker and a broker of a test's own, and what can happen to them."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from celery import current_app
from django.db import connection
from django.utils import timezone

from devstack import valkey
from devstack.children import Child, start, wait_until
from devstack.notes import Notes
from devstack.places import ROOT
from tests.reports.faults import WHOLE
from tests.worker import child_environment
from unions.jobs import held_jobs
from unions.models import Job
from unions.models.jobs import ENDED
from unions.rowsecurity import federation_scope
from unions.tasks import sweep_jobs

PATIENCE = 600 if WHOLE else 120  # seconds


class Stand:
    """`job` is the one that everything happens to. Nothing runs until it is started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes = Notes(folder)
        self.job = Job()
        self.alive: list[Child] = []

    def take_over(self, patch: pytest.MonkeyPatch) -> None:
        """Let this process ask its broker, too."""
        patch.setenv("CELERY_BROKER_URL", valkey.address(self.notes))
        patch.setattr(current_app, "_pool", None)
        patch.setattr(current_app.amqp, "_producer_pool", None)

    def start_broker(self) -> None:
        """As in production: what it has taken is written down before it says so."""
        place = self.folder / "valkey"
        self.broker = valkey.start_valkey(place, self.notes, ExitStack(), durable=True)
        self.alive.append(self.broker)
        self.wait(self._broker_answers)

    def restart_broker(self, *, empty: bool = False) -> None:
        self._kill(self.broker)
        if empty:
            shutil.rmtree(self.folder / "valkey")
        self.start_broker()

    def start_worker(self) -> None:
        command = [sys.executable, "-m", "celery", "-A", "tests.reports.faulty_worker", "worker"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        self.worker = start(
            "The worker",
            [*command, "--concurrency", "1", "--loglevel", "INFO", *quiet],
            log=self.folder / "worker.log",
            env=self._environment(),
            cwd=ROOT,
        )
        self.alive.append(self.worker)

    def _environment(self) -> dict[str, str]:
        return {
            **child_environment(),
            "REDIS_URL": valkey.address(self.notes),
            "HEJIA_VAR": str(self.folder),
            "HEJIA_MAIL": f"filemail:///{self.folder / 'mail'}",
            "PROBE_FOLDER": str(self.folder),
        }

    def order(self, point: int | str) -> None:
        """Let the next attempt at the job stop at a point, or all to come at none ("")."""
        fresh = self.folder / "orders.new"
        fresh.write_text(str(point))
        fresh.rename(self.folder / "orders")

    def stopped(self) -> bool:
        return (self.folder / "stopped").exists()

    def go_on(self) -> None:
        (self.folder / "stopped").unlink()

    def kill_worker(self) -> None:
        self._kill(self.worker)
        self.go_on()

    def kill_child(self) -> None:
        """The process that does the work, and not the one that fetches it."""
        os.kill(int((self.folder / "stopped").read_text()), signal.SIGKILL)
        self.go_on()

    def drop_connection(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks JOIN pg_database"
                " ON pg_database.oid = database WHERE locktype = 'advisory'"
                " AND datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert cursor.fetchall() == [(True,)]
        self.go_on()

    def sweep_later(self) -> None:
        """The sweep, as it finds the job when some time has gone."""
        self.wait(lambda: not held_jobs([self.job.pk]))  # its lock goes with the worker
        with federation_scope(self.job.federation_id):
            Job.objects.update(touched_at=timezone.now() - timedelta(hours=1))
        sweep_jobs()

    def state(self) -> str:
        with federation_scope(self.job.federation_id):
            self.job.refresh_from_db()
        return self.job.state

    def mails(self) -> int:
        """How many tell of the end of the job."""
        letters = [file.read_text() for file in (self.folder / "mail").glob("*")]
        return sum(letter.count(self.job.get_absolute_url()) for letter in letters)

    def finish(self) -> None:
        self.order("")
        self.wait(lambda: self.state() in ENDED)

    def wait(self, ready: Callable[[], bool]) -> None:
        assert wait_until(ready, self.alive, seconds=PATIENCE), self.alive[-1].tail(40)

    def nothing_to_deliver(self) -> bool:
        with self._client() as client:
            return client.llen("celery") == client.hlen("unacked") == 0

    def _broker_answers(self) -> bool:
        try:
            with self._client() as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def _client(self) -> redis.Redis:
        return redis.Redis.from_url(valkey.address(self.notes))

    def _kill(self, child: Child) -> None:
        """kill -9, with all its children."""
        self.alive.remove(child)
        os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()

    def close(self) -> None:
        current_app.pool.force_close_all()
        for child in [*self.alive]:
            self._kill(child)


@pytest.fixture
def stand(committed_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """Its broker is up, and is this process's; its worker is not."""
    stand = Stand(tmp_path)
    try:
        stand.start_broker()
        stand.take_over(monkeypatch)
        yield stand
    finally:
        stand.close()
