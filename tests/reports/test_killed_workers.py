"""The sweep, and real workers that make what bears a number: nothing lost, nothing twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connections, transaction
from django.utils import timezone

from reports.models import Document, NumberRegister
from reports.tasks import make_yearly_reports
from targets.actions import draft_sheet
from targets.workflow import SHEET
from tests.cast import YEAR, City, make_city
from unions.jobs import abandoned_jobs
from unions.models import Job
from unions.rowsecurity import federation_scope
from unions.tasks import run_job


@pytest.fixture
def city(committed_db, settings, tmp_path, stand) -> City:
    """A city that has issued its targets: one job, the notice, is in the queue."""
    settings.MEDIA_ROOT = tmp_path / "media"
    with transaction.atomic():
        city = make_city("锦州", "210700", "")
        SHEET.take("issue", draft_sheet(YEAR, by=city.city), by=city.city_leader)
    stand.job = job_of(city)
    return city


def job_of(city: City) -> Job:
    with federation_scope(city.federation.pk):
        return Job.objects.get()


def test_a_worker_killed_in_the_middle_leaves_one_whole_document(city, stand, tmp_path):
    stand.order("after _keep")
    stand.start_worker()
    stand.wait(stand.stopped)
    stand.kill_worker()
    with federation_scope(city.federation.pk):
        assert not Document.objects.finished().exists()

    stand.start_worker()
    stand.sweep_later()
    stand.finish()

    assert stand.state() == "done", stand.job.problem
    with federation_scope(city.federation.pk):
        document = Document.objects.get()
        year = timezone.localdate(document.as_of).year
        assert document.number == f"锦工发〔{year}〕1号"
        assert NumberRegister.objects.get().last == 1
    kept = sorted(path.name for path in (tmp_path / "media").rglob("*.*"))
    assert kept == sorted([Path(document.pdf.name).name, Path(document.xlsx.name).name])


def test_a_job_delivered_twice_makes_one_document(city, stand):
    job = job_of(city)
    run_job.delay(job.pk, job.federation_id)
    run_job.delay(job.pk, job.federation_id)
    stand.start_worker()
    stand.start_worker()
    stand.finish()

    assert stand.state() == "done", stand.job.problem
    with federation_scope(city.federation.pk):
        assert Document.objects.count() == NumberRegister.objects.get().last == 1


def test_the_sweep_leaves_alone_what_is_being_done(city):
    with federation_scope(city.federation.pk):
        Job.objects.update(state="running", touched_at=timezone.now())

    assert abandoned_jobs() == []


def test_a_long_step_is_its_workers_and_a_lost_one_is_queued_again(city):
    job = job_of(city)
    with federation_scope(city.federation.pk):
        long_ago = timezone.now() - timedelta(minutes=3)
        Job.objects.update(state="running", touched_at=long_ago)

    with transaction.atomic("platform"), connections["platform"].cursor() as cursor:
        lock = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
        cursor.execute(lock, [f"job {job.pk}"])
        assert abandoned_jobs() == []
    assert abandoned_jobs() == [(job.pk, job.federation_id)]
    assert job_of(city).state == "queued"
    assert abandoned_jobs() == []


def test_in_january_the_last_year_is_reported_everywhere(city):
    with time_machine.travel("2027-01-05T02:00:00+08:00", tick=False):
        make_yearly_reports()
        make_yearly_reports()

    with federation_scope(city.federation.pk):
        scheduled = Job.objects.filter(inputs__scheduled=True)
        asked = sorted(scheduled.values_list("kind", "inputs__year"))
    assert asked == sorted([("reports.targets", 2026), ("reports.acceptance", 2026)] * 3)
