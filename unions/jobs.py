"""Slow work with progress: a Job row, a Celery task, and a runner that goes in steps.

A runner is a generator. What lies between two yields is one transaction with the job's federation
open, and is committed together with the progress the yield tells. Killed at any point, the job is
taken up again from the start of its runner: each step must find what it has already made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from unions.models import Job, Officer, Union
from unions.models.jobs import JobState
from unions.refusals import Refused
from unions.rowsecurity import federation_scope
from unions.scoping import owned_by

MAX_ATTEMPTS = 5
ABANDONED_AFTER = timedelta(seconds=90)


@dataclass(frozen=True)
class Progress:
    """How far a runner is: steps done of all, and the words for what comes next."""

    done: int
    total: int
    step: str


Runner = Callable[[Job], Iterator[Progress]]
RUNNERS: dict[str, Runner] = {}


class Taken(Exception):
    """Another worker is at this job right now."""


def runner(kind: str) -> Callable[[Runner], Runner]:
    def register(function: Runner) -> Runner:
        RUNNERS[kind] = function
        return function

    return register


def start_job(
    kind: str, title: str, inputs: dict[str, Any], *, union: Union, by: Officer | None
) -> Job:
    """Queue a job for `union`; the worker starts once the caller's transaction is committed.

    `inputs` holds ids and plain values, never rows.
    """
    from unions.tasks import run_job

    job = Job.objects.create(
        kind=kind, title=title[:160], inputs=inputs, officer=by, **owned_by(union)
    )
    run_job.delay_on_commit(job.pk, job.federation_id)  # type: ignore[attr-defined] # Django's task
    return job


def carry_out(job_id: int, federation_id: int) -> None:
    """Run a job to its end, or leave it to the worker that already has it.

    Raises Taken if another worker holds it. A runner's refusal ends the job with its reason; any
    other error is raised for the task to try again, up to MAX_ATTEMPTS.
    """
    with federation_scope(federation_id):
        job = _hold(job_id)
        if job is None:
            return
        if job.attempts >= MAX_ATTEMPTS:
            _finish(
                job,
                JobState.FAILED,
                problem=_("It failed too often; please tell the administrator."),
            )
            return
        job.attempts += 1
        job.state = JobState.RUNNING
        job.save(update_fields=["attempts", "state", "touched_at"])
    try:
        _advance(job, federation_id)
    except Refused as refused:
        with federation_scope(federation_id):
            _finish(job, JobState.FAILED, problem=str(refused))


def _advance(job: Job, federation_id: int) -> None:
    steps = RUNNERS[job.kind](job)
    while True:
        with federation_scope(federation_id):
            if _hold(job.pk) is None:
                return
            progress = next(steps, None)
            if progress is None:
                _finish(job, JobState.DONE)
                return
            job.done, job.total, job.step = progress.done, progress.total, progress.step[:80]
            job.save(update_fields=["done", "total", "step", "touched_at"])


def _hold(job_id: int) -> Job | None:
    """Lock the job for this transaction; None if it is finished.

    The lock is the database's: it goes when the worker dies, and not before.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(7002, %s)", [job_id])
        (held,) = cursor.fetchone()
    if not held:
        raise Taken
    job = Job.objects.unscoped("the worker acts for the job's owner").get(pk=job_id)
    return None if job.finished else job


def _finish(job: Job, state: JobState, *, problem: str = "") -> None:
    job.state, job.problem = state, problem[:400]
    if state == JobState.DONE:
        job.done = job.total
    job.save(update_fields=["state", "problem", "done", "result_url", "touched_at"])


def abandoned_jobs() -> list[tuple[int, int]]:
    """(job id, federation id) of every federation's jobs that no worker has touched lately."""
    # Across federations, hence the platform's role; ids only leave this function.
    unfinished = Job.objects.using("platform").unfinished()
    stale = unfinished.filter(touched_at__lt=timezone.now() - ABANDONED_AFTER)
    return list(stale.values_list("pk", "federation_id"))


def give_up(job_id: int, federation_id: int, problem: str) -> None:
    """End a job that failed too often, and keep the reason for its owner."""
    with federation_scope(federation_id):
        job = Job.objects.unscoped("the worker acts for the job's owner").get(pk=job_id)
        if not job.finished:
            _finish(job, JobState.FAILED, problem=problem)
