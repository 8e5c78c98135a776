"""Killed anywhere, cut off from its database: one report, and the same as if nothing had been.

A child process does the job and ends itself with kill -9 at a chosen point. The pages are blank
here, each as wide as its number says. HEJIA_FAULTS=whole sets real ones, 200 of them, and kills at
twenty points of the report's life (some minutes).
"""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, connection, connections, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerAway
from pypdf import PdfReader, PdfWriter

from kernel import pieces
from reports import making
from reports.actions import request_report
from reports.models import Document, GivenNumber
from reports.sections import acceptance
from tests.cast import YEAR, City, make_city
from unions import jobs
from unions.jobs import carry_out
from unions.models import Job
from unions.rowsecurity import federation_scope
from unions.tasks import run_job, sweep_jobs

WHOLE = os.environ.get("HEJIA_FAULTS") == "whole"
UNITS, ROWS, POINTS = (5000, 600, 20) if WHOLE else (44, 22, 7)
NARROWEST = 100
# What a point is: just before and just after each of these is done.
PROBED = [(making, "freeze_section"), (making, "_write_file"), (making, "_keep"), (jobs, "_write")]


def plans(*_asked: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": n, "name": f"凌海第{n}纺织有限责任公司", "county_id": 1, "township_id": 1,
            "county": "凌海市", "type": "企业", "stage": "accepted", "score": "86.5",
            "level": "达标", "accepted_on": "2026-06-01", "reasons": [],
        }
        for n in range(1, UNITS + 1)
    ]  # fmt: skip


@pytest.fixture
def city(committed_db, settings, tmp_path, monkeypatch) -> City:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(acceptance, "plans_of", plans)
    monkeypatch.setattr(pieces, "ROWS", ROWS)
    if not WHOLE:
        monkeypatch.setattr(pieces, "typeset_piece", blank_piece)
    with transaction.atomic():
        return make_city("锦州", "210700", "")


def blank_piece(document: Any, begin: Any, *, first_page: int, rows: int) -> pieces.Piece:
    """A page for each ten rows of the piece, NARROWEST and its number wide."""
    cut, following = pieces._cut(document, begin, rows)
    pages = sum(end - start for _annex, start, end in cut.annexes) // 10 + 1
    writer, content = PdfWriter(), io.BytesIO()
    for number in range(first_page, first_page + pages):
        writer.add_blank_page(NARROWEST + number, 100)
    writer.write(content)
    return pieces.Piece(content.getvalue(), pages, following)


def ask(city: City) -> Job:
    with federation_scope(city.federation.pk):
        return request_report("reports.accepted", YEAR, union=city.root, by=city.city)


def work(job: Job) -> int:
    """Do the job here; how many points it passes on the way."""
    with pytest.MonkeyPatch.context() as patch:
        passed = lay_points(patch)
        carry_out(job.pk, job.federation_id)
    return len(passed)


def work_and_die(job: Job, at: int) -> bool:
    """Do the job in a child that is killed at a point; False if the job ended before that."""
    connections.close_all()  # or both would speak to the database by the same line
    child = os.fork()
    if child == 0:
        try:
            lay_points(pytest.MonkeyPatch(), die_at=at)
            carry_out(job.pk, job.federation_id)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def lay_points(patch: pytest.MonkeyPatch, *, die_at: int = 0) -> list[str]:
    """The names of the points passed, as they are passed."""
    passed: list[str] = []

    def point(name: str) -> None:
        passed.append(name)
        if len(passed) == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def probed(act: Any, name: str) -> Any:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            point(f"before {name}")
            result = act(*args, **kwargs)
            point(f"after {name}")
            return result

        return wrapped

    for module, name in PROBED:
        patch.setattr(module, name, probed(getattr(module, name), name))
    return passed


def pages_of(document: Document) -> int:
    """How many there are; each bears its number."""
    pages = PdfReader(document.pdf.path).pages
    if WHOLE:
        wrong = [n for n, page in enumerate(pages, 1) if f"— {n} —" not in page.extract_text()]
        assert not wrong
    else:
        widths = [page.mediabox.width for page in pages]
        assert widths == [NARROWEST + n for n, _page in enumerate(pages, 1)]
    return len(pages)


def check(city: City, job: Job, folder: Any, *, whole: Document | None = None) -> Document:
    """One document, finished, its pages complete and counted through, nothing left beside it."""
    with federation_scope(city.federation.pk):
        job.refresh_from_db()
        assert job.state == "done", job.problem
        document = Document.objects.get(job=job)
        assert not GivenNumber.objects.exists()
    pages = pages_of(document)
    kept = sorted(path.name for path in folder.rglob(f"{document.token}*"))
    assert kept == [f"{document.token}.pdf", f"{document.token}.xlsx"]
    if whole is not None:
        assert (document.data_sm3, pages) == (whole.data_sm3, pages_of(whole))
    return document


def spread(most: int) -> Iterator[int]:
    """Points spread over the life of a report, the first and the last among them."""
    yield from sorted({1 + n * (most - 1) // (POINTS - 1) for n in range(POINTS)})


def test_killed_at_any_point_it_makes_one_whole_report(city, tmp_path):
    job = ask(city)
    most = work(job)
    whole = check(city, job, tmp_path)
    assert pages_of(whole) > 3

    for die_at in spread(most):
        job = ask(city)
        assert work_and_die(job, die_at)
        work(job)
        check(city, job, tmp_path, whole=whole)


def killed_twenty_times(city, tmp_path):
    job = ask(city)
    work(job)
    whole = check(city, job, tmp_path)
    assert pages_of(whole) >= 200

    job, killed = ask(city), 0
    # By turns in the middle of a step, whose work is lost, and some points after its end.
    while killed < POINTS and work_and_die(job, 7 + killed % 4 if killed % 2 else 2 + killed % 5):
        killed += 1
        with federation_scope(city.federation.pk):  # its owner starts it again, and again
            Job.objects.filter(pk=job.pk).update(attempts=0)
    assert killed >= POINTS - 5
    work(job)
    check(city, job, tmp_path, whole=whole)


if WHOLE:
    test_killed_at_any_point_it_makes_one_whole_report = killed_twenty_times


def test_a_broker_that_was_away_costs_time_and_no_report(city, tmp_path, monkeypatch):
    def away(*_ids: int) -> None:
        raise BrokerAway("no broker")

    handed: list[tuple[int, int]] = []
    monkeypatch.setattr(run_job, "delay", away)
    job = ask(city)  # committed all the same
    monkeypatch.setattr(run_job, "delay", lambda *ids: handed.append(ids))
    with federation_scope(city.federation.pk):
        Job.objects.update(touched_at=timezone.now() - timedelta(hours=1))
    sweep_jobs()

    assert handed == [(job.pk, city.federation.pk)]
    carry_out(*handed[0])
    check(city, job, tmp_path)


def test_a_dropped_connection_costs_the_step_and_nothing_else(city, tmp_path, monkeypatch):
    keep, dropped = making._write_file, []

    def drop_once(name: str, content: bytes) -> None:
        keep(name, content)
        if len(dropped) < 2:
            dropped.append(name)
            with connection.cursor() as cursor, pytest.raises(Error):
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    monkeypatch.setattr(making, "_write_file", drop_once)
    job = ask(city)
    for _ in range(2):
        with pytest.raises(Error):
            carry_out(job.pk, job.federation_id)
        connections.close_all()
    carry_out(job.pk, job.federation_id)

    assert len(set(dropped)) == 1  # the piece that was lost was set again, and only that
    check(city, job, tmp_path)
