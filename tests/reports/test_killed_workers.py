"""Real workers on the real broker, killed with kill -9: nothing lost, nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from celery import current_app
from django.db import transaction
from django.utils import timezone

from reports.models import Document, NumberRegister
from reports.tasks import make_yearly_reports
from targets.actions import draft_sheet
from targets.workflow import SHEET
from tests.cast import YEAR, City, make_city
from tests.worker import child_environment
from unions.jobs import abandoned_jobs
from unions.models import Job
from unions.rowsecurity import federation_scope
from unions.tasks import run_job, sweep_jobs

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds


@pytest.fixture
def queue(monkeypatch) -> str:
    """A queue of this test's own: no other worker on the broker takes its jobs."""
    name = f"probe-{uuid4().hex}"
    monkeypatch.setattr(current_app.conf, "task_default_queue", name)
    return name


@pytest.fixture
def city(committed_db, settings, tmp_path, queue) -> City:
    """A city that has issued its targets: one job, the notice, is in the queue."""
    settings.MEDIA_ROOT = tmp_path / "media"
    with transaction.atomic():
        city = make_city("锦州", "210700", "")
        SHEET.take("issue", draft_sheet(YEAR, by=city.city), by=city.city_leader)
    return city


@contextmanager
def worker(queue: str, folder: Path, *, stop: str = "") -> Iterator[subprocess.Popen]:
    command = [sys.executable, "-m", "celery", "-A", "tests.reports.slow_worker", "worker"]
    options = ["--queues", queue, "--concurrency", "1", "--loglevel", "ERROR"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    trap = {"PROBE_STOP": stop, "PROBE_MARK": str(folder / "stopped")}
    env = {**child_environment(), "HEJIA_VAR": str(folder), **trap}
    process = subprocess.Popen(
        [*command, *options, *quiet], cwd=ROOT, env=env, start_new_session=True
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen) -> None:
    """kill -9, the worker and its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for(question: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not question():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.2)


def job_of(city: City) -> Job:
    with federation_scope(city.federation.pk):
        return Job.objects.get()


def sweep_later(city: City) -> None:
    """The sweep, as it finds the job some minutes after its worker was lost."""
    with federation_scope(city.federation.pk):
        Job.objects.update(touched_at=timezone.now() - timedelta(minutes=3))
    sweep_jobs()


@pytest.mark.parametrize("stop", ["pages", "kept"])
def test_a_worker_killed_in_the_middle_leaves_one_whole_document(city, queue, tmp_path, stop):
    with worker(queue, tmp_path, stop=stop) as first:
        wait_for((tmp_path / "stopped").exists)
        kill(first)
    with federation_scope(city.federation.pk):
        assert not Document.objects.finished().exists()

    with worker(queue, tmp_path):
        sweep_later(city)
        wait_for(lambda: job_of(city).finished)

    assert job_of(city).state == "done", job_of(city).problem
    with federation_scope(city.federation.pk):
        document = Document.objects.get()
        assert document.number == f"锦工发〔{document.number_year}〕1号"
        assert NumberRegister.objects.get().last == 1
    kept = sorted(path.name for path in (tmp_path / "media").rglob("*.*"))
    assert kept == sorted([Path(document.pdf.name).name, Path(document.xlsx.name).name])


def test_a_job_delivered_twice_makes_one_document(city, queue, tmp_path):
    job = job_of(city)
    run_job.delay(job.pk, job.federation_id)
    run_job.delay(job.pk, job.federation_id)
    with worker(queue, tmp_path), worker(queue, tmp_path):
        wait_for(lambda: job_of(city).finished)

    assert job_of(city).state == "done", job_of(city).problem
    with federation_scope(city.federation.pk):
        assert Document.objects.count() == NumberRegister.objects.get().last == 1


def test_the_sweep_leaves_alone_what_is_being_done(city, queue):
    with federation_scope(city.federation.pk):
        Job.objects.update(state="running", touched_at=timezone.now())

    assert abandoned_jobs() == []


def test_in_january_the_last_year_is_reported_everywhere(city, queue):
    with time_machine.travel("2027-01-05T02:00:00+08:00", tick=False):
        make_yearly_reports()
        make_yearly_reports()

    with federation_scope(city.federation.pk):
        scheduled = Job.objects.filter(inputs__scheduled=True)
        asked = sorted(scheduled.values_list("kind", "inputs__year"))
    assert asked == sorted([("reports.targets", 2026), ("reports.acceptance", 2026)] * 3)
