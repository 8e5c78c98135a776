"""Slow work with progress: a Job row, a Celery task, and a runner that goes in steps.

A runner is a generator. What lies between two yields is one transaction with the job's federation
open, and is committed together with the progress the yield tells. Killed at any point, the job is
taken up again from the start of its runner: each step must find what it has already made.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from unions.events import log_event
from unions.models import Job, Officer, Union
from unions.models.jobs import JobState
from unions.refusals import Refused
from unions.rowsecurity import federation_scope
from unions.scoping import owned_by

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
ABANDONED_AFTER = timedelta(seconds=90)  # without a step, by a worker that had begun
FORGOTTEN_AFTER = timedelta(minutes=10)  # in the queue: longer, a full queue is no loss


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
    job = Job.objects.create(
        kind=kind, title=title[:160], inputs=inputs, officer=by, **owned_by(union)
    )
    _hand_out(job)
    return job


@transaction.atomic
def retry_job(job: Job, *, by: Officer) -> None:
    """Give a failed job another round of attempts; it goes on from what it has already made.

    Raises Refused, and changes nothing, if it did not fail or has been started again already.
    """
    failed = Job.objects.unscoped("the caller found it in the officer's branch").filter(
        pk=job.pk, state=JobState.FAILED
    )
    fresh = {"state": JobState.QUEUED, "attempts": 0, "problem": "", "touched_at": timezone.now()}
    if not failed.update(**fresh):
        raise Refused(_("Only work that failed can be started again."))
    log_event(job, "retry", _("Started again"), by=by)
    _hand_out(job)


def _hand_out(job: Job) -> None:
    from unions.tasks import run_job

    # Robust: a broker that is away must not fail what was committed; the sweep hands it out later.
    transaction.on_commit(partial(run_job.delay, job.pk, job.federation_id), robust=True)


def carry_out(job_id: int, federation_id: int) -> None:
    """Run a job to its end, or leave it to the worker that already has it.

    Raises Taken if another worker holds it. A runner's refusal ends the job with its reason; any
    other error is raised for the task to try again, and ends it after MAX_ATTEMPTS.
    """
    job = _begin(job_id, federation_id)
    if job is None:
        return
    try:
        _advance(job, federation_id)
    except Taken:
        raise
    except Refused as refused:
        _end(job, federation_id, str(refused))
    except Exception:
        if job.attempts < MAX_ATTEMPTS:
            raise
        log.exception("job %s failed for good", job_id)
        # The log has the error: messages name hosts and files.
        _end(job, federation_id, _too_often())


def _begin(job_id: int, federation_id: int) -> Job | None:
    """Take the job up as one more attempt; None if there is nothing left to do."""
    with federation_scope(federation_id):
        job = _hold(job_id)
        if job is None or job.finished:
            return None
        if job.attempts >= MAX_ATTEMPTS:  # each of them was cut off before it could say why
            _finish(job, JobState.FAILED, problem=_too_often())
            return None
        job.attempts += 1
        job.state = JobState.RUNNING
        job.save(update_fields=["attempts", "state", "touched_at"])
    return job


def _advance(job: Job, federation_id: int) -> None:
    steps = RUNNERS[job.kind](job)
    while True:
        with federation_scope(federation_id):
            if not _still_ours(job):
                return
            progress = next(steps, None)
            if progress is None:
                _finish(job, JobState.DONE)
                return
            job.done, job.total, job.step = progress.done, progress.total, progress.step[:80]
            job.save(update_fields=["done", "total", "step", "touched_at"])


def _end(job: Job, federation_id: int, problem: str) -> None:
    with federation_scope(federation_id):
        if _still_ours(job):
            _finish(job, JobState.FAILED, problem=problem)


def _still_ours(job: Job) -> bool:
    """Lock the job for this step; False if another worker took it up between two of our steps."""
    held = _hold(job.pk)
    return held is not None and not held.finished and held.attempts == job.attempts


def _hold(job_id: int) -> Job | None:
    """Lock the job for this transaction; None if it is gone. Raises Taken.

    The lock is the database's: it goes when the worker dies, and not before.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"job {job_id}"]
        )
        (held,) = cursor.fetchone()
    if not held:
        raise Taken
    return Job.objects.unscoped("the worker acts for the job's owner").filter(pk=job_id).first()


def _finish(job: Job, state: JobState, *, problem: str = "") -> None:
    job.state, job.problem = state, problem[:400]
    if state == JobState.DONE:
        job.done = job.total
    job.save(update_fields=["state", "problem", "done", "result_url", "touched_at"])


def abandoned_jobs() -> list[tuple[int, int]]:
    """(job id, federation id) of every federation's jobs that no worker has touched lately.

    They are marked as touched, so that the next sweep leaves the new worker its time.
    """
    now = timezone.now()
    # Across federations, hence the platform's role; ids only leave this function.
    stale = Job.objects.using("platform").filter(
        Q(state=JobState.RUNNING, touched_at__lt=now - ABANDONED_AFTER)
        | Q(state=JobState.QUEUED, touched_at__lt=now - FORGOTTEN_AFTER)
    )
    found = list(stale.values_list("pk", "federation_id"))
    stale.filter(pk__in=[pk for pk, _federation in found]).update(touched_at=now)
    return found


def _too_often() -> str:
    return _("It failed too often; please tell the administrator.")
