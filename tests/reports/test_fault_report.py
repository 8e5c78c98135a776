"""Killed anywhere, cut off from its database or its broker: one report, as if nothing had been.

HEJIA_FAULTS=whole kills a real worker at twenty points of a report of more than 200 pages (some
minutes).
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import Error, connection, connections, transaction
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerAway

from kernel import pieces
from reports import making
from reports.actions import request_report
from reports.models import Document, GivenNumber
from tests.cast import YEAR, City, make_city, sign_in
from tests.reports.faults import (
    WHOLE,
    blank_piece,
    from_where_it_stopped,
    lay_figures,
    lay_points,
    pages_of,
    spread,
)
from tests.reports.stand import Stand
from unions.inbox import todos
from unions.job_news import mail_of_end
from unions.jobs import carry_out
from unions.models import Job
from unions.rowsecurity import federation_scope
from unions.tasks import mail_owner, run_job, sweep_jobs


@pytest.fixture
def city(committed_db, settings, tmp_path, monkeypatch) -> City:
    settings.MEDIA_ROOT = tmp_path / "media"
    lay_figures(monkeypatch)
    with transaction.atomic():
        city = make_city("锦州", "210700", "")
        city.city.user.email = "desk@example.cn"
        city.city.user.save(update_fields=["email"])
    return city


def ask(city: City) -> Job:
    with federation_scope(city.federation.pk):
        return request_report("reports.accepted", YEAR, union=city.root, by=city.city)


def ask_on_the_page(client: Any, city: City) -> Job:
    sign_in(client, city.city)
    asked = {"kind": "reports.accepted", "union": city.root.pk, "year": YEAR}
    answer = client.post(reverse("reports:report-list"), asked)
    with federation_scope(city.federation.pk):
        job = Job.objects.latest("pk")
    assert answer["Location"] == job.get_absolute_url()
    return job


def work(job: Job) -> list[str]:
    """Do the job here; the points passed on the way."""
    with pytest.MonkeyPatch.context() as patch:
        passed = lay_points(patch, lambda _passed: None)
        carry_out(job.pk, job.federation_id)
    return passed


def work_and_die(job: Job, at: int) -> None:
    """Do the job in a child that is killed at a point."""
    connections.close_all()  # or both would speak to the database by the same line
    child = os.fork()
    if child == 0:
        try:
            lay_points(pytest.MonkeyPatch(), lambda passed: die(passed, at))
            carry_out(job.pk, job.federation_id)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def die(passed: list[str], at: int) -> None:
    if len(passed) == at:
        os.kill(os.getpid(), signal.SIGKILL)


def check(city: City, job: Job, folder: Any, *, whole: Document | None = None) -> Document:
    """One document, finished, its pages complete and counted through, nothing left beside it."""
    with federation_scope(city.federation.pk):
        job.refresh_from_db()
        assert job.state == "done", job.problem
        document = Document.objects.get(job=job)
        assert not GivenNumber.objects.exists()
    pages = pages_of(document)
    assert files_of(document, folder) == [f"{document.token}.pdf", f"{document.token}.xlsx"]
    if whole is not None:
        assert (document.data_sm3, pages) == (whole.data_sm3, pages_of(whole))
    return document


def files_of(document: Document, folder: Any) -> list[str]:
    return sorted(path.name for path in folder.rglob(f"{document.token}*"))


def lose_worker(stand: Stand) -> None:
    stand.kill_worker()
    stand.start_worker()
    stand.sweep_later()


def lose_worker_and_broker(stand: Stand) -> None:
    stand.kill_worker()
    stand.restart_broker()
    stand.start_worker()
    stand.sweep_later()


def lose_worker_and_queue(stand: Stand) -> None:
    stand.kill_worker()
    stand.restart_broker(empty=True)
    stand.start_worker()
    stand.sweep_later()


def lose_child(stand: Stand) -> None:
    stand.kill_child()


def lose_connections(stand: Stand) -> None:
    stand.restart_broker()
    stand.drop_connection()


MISHAPS = [lose_worker_and_queue, lose_child, lose_connections]
if WHOLE:  # with twenty kills
    kills = [lose_worker, lose_child, lose_worker_and_broker, lose_worker, lose_worker_and_queue]
    MISHAPS = 4 * [*kills, lose_connections]


def test_whatever_happens_to_a_real_worker_one_report_is_made(city, stand, client, tmp_path):
    first = ask(city)
    life = work(first)
    whole = check(city, first, tmp_path)
    assert pages_of(whole) > (200 if WHOLE else 5)

    stand.job = ask_on_the_page(client, city)
    stand.restart_broker()  # the job in its queue
    stand.start_worker()
    failures = 0
    points = from_where_it_stopped(life, stops_in(life))
    for point, mishap in zip(points, MISHAPS, strict=True):
        stand.order(point)
        failures = come_to(stand, client, stand.stopped, failures)
        assert stand.mails() == failures
        mishap(stand)
    stand.order("")
    failures = come_to(stand, client, lambda: stand.state() == "done", failures)

    check(city, stand.job, tmp_path, whole=whole)
    is_told_once(city, stand, after=failures)


def stops_in(life: list[str]) -> list[int]:
    if WHOLE:
        return spread(len(life), len(MISHAPS))
    return [1 + life.index(f"after {act}") for act in ("freeze_section", "_write_file", "_keep")]


def come_to(stand: Stand, client: Any, there: Callable[[], bool], failures: int) -> int:
    """How often it has failed by then: cut off too often, it is its owner's to start again."""
    stand.wait(lambda: there() or stand.state() == "failed")
    if there():
        return failures
    stand.wait(lambda: stand.mails() == failures + 1)
    client.post(reverse("unions:job-retry", args=[stand.job.pk]))
    return come_to(stand, client, there, failures + 1)


def is_told_once(city: City, stand: Stand, *, after: int) -> None:
    """By one mail and one line, however often its tasks are delivered; each failure was told."""
    run_job.delay(stand.job.pk, stand.job.federation_id)
    mail_owner.delay(stand.job.pk, stand.job.federation_id)
    stand.wait(stand.nothing_to_deliver)

    assert stand.mails() == 1 + after
    with federation_scope(city.federation.pk):
        told = [line.tag for line in todos(city.city) if line.url == stand.job.get_absolute_url()]
    assert told == ["已完成"]


def test_killed_at_any_point_it_makes_one_whole_report(city, tmp_path):
    job = ask(city)
    life = work(job)
    whole = check(city, job, tmp_path)

    for die_at in spread(len(life), 3 if WHOLE else 7):
        job = ask(city)
        work_and_die(job, die_at)
        work(job)
        check(city, job, tmp_path, whole=whole)


@pytest.mark.parametrize("point", ["after _write_file", "after _delete_files"])
def test_cancelled_while_its_worker_is_dead_nothing_is_left(city, client, tmp_path, point):
    life = work(ask(city))
    kept = sorted(tmp_path.rglob("*.*"))
    job = ask_on_the_page(client, city)
    work_and_die(job, life.index(point) + 1)

    client.post(reverse("unions:job-cancel", args=[job.pk]))
    carry_out(job.pk, job.federation_id)  # delivered late

    with federation_scope(city.federation.pk):
        job.refresh_from_db()
        assert (job.state, Document.objects.filter(job=job).exists()) == ("cancelled", False)
    assert sorted(tmp_path.rglob("*.*")) == kept


def away(*_ids: int) -> None:
    raise BrokerAway("no broker")


def sweep_later(city: City) -> None:
    with federation_scope(city.federation.pk):
        Job.objects.update(touched_at=timezone.now() - timedelta(hours=1))
    sweep_jobs()


def test_a_broker_that_was_away_costs_time_and_no_report(city, tmp_path, monkeypatch):
    handed: list[tuple[int, int]] = []
    monkeypatch.setattr(run_job, "delay", away)
    job = ask(city)  # committed all the same
    monkeypatch.setattr(run_job, "delay", lambda *ids: handed.append(ids))
    sweep_later(city)

    assert handed == [(job.pk, city.federation.pk)]
    carry_out(*handed[0])
    check(city, job, tmp_path)


def test_an_end_that_nobody_was_told_of_is_told_by_the_sweep(city, monkeypatch):
    handed: list[tuple[int, int]] = []
    monkeypatch.setattr(mail_owner, "delay", away)
    job = ask(city)
    work(job)
    monkeypatch.setattr(mail_owner, "delay", lambda *ids: handed.append(ids))
    sweep_later(city)

    assert handed == [(job.pk, city.federation.pk)]
    mail_of_end(*handed[0])
    sweep_later(city)
    assert (len(handed), len(mail.outbox)) == (1, 1)


def drop() -> None:
    with connection.cursor() as cursor, pytest.raises(Error):
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def test_a_dropped_connection_costs_the_step_and_nothing_else(city, tmp_path, monkeypatch):
    keep, dropped = making._write_file, []

    def drop_twice(name: str, content: bytes) -> None:
        keep(name, content)
        if len(dropped) < 2:
            dropped.append(name)
            drop()

    monkeypatch.setattr(making, "_write_file", drop_twice)
    job = ask(city)
    for _ in range(2):
        with pytest.raises(Error):
            carry_out(job.pk, job.federation_id)
        connections.close_all()
    carry_out(job.pk, job.federation_id)

    assert len(set(dropped)) == 1  # the piece that was lost was set again, and only that
    check(city, job, tmp_path)


def test_who_lost_the_database_writes_no_file(city, tmp_path, monkeypatch):
    def drop_meanwhile(*args: Any, **options: Any) -> pieces.Piece:
        drop()
        return blank_piece(*args, **options)

    monkeypatch.setattr(pieces, "typeset_piece", drop_meanwhile)
    job = ask(city)
    with pytest.raises(Error):
        carry_out(job.pk, job.federation_id)

    assert list(tmp_path.rglob("*.pdf")) == []
    connections.close_all()
