"""Slow work with progress: a Job row, a Celery task, and a runner that goes in steps.

A runner is a generator. What lies between two yields is one transaction with the job's federation
open, and is committed together with the progress the yield tells. Killed at any point, the job is
taken up again from the start of its runner: each step must find what it has already made.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from unions.events import log_event
from unions.models import Job, Officer, Union
from unions.models.jobs import JobState
from unions.offices import CITY_STAFF, COUNTY_STAFF
from unions.refusals import Refused
from unions.rowsecurity import federation_scope
from unions.scoping import owned_by

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
ABANDONED_AFTER = timedelta(seconds=90)  # without a step, by a worker that had begun
FORGOTTEN_AFTER = timedelta(minutes=10)  # in the queue: longer, a full queue is no loss

# pg_locks shows the key of an advisory lock in two halves.
HELD = """
    SELECT job_id FROM unnest(%s::bigint[]) AS job_id WHERE EXISTS (
        SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
        WHERE datname = current_database() AND locktype = 'advisory' AND objsubid = 1 AND granted
        AND (classid::bigint << 32 | objid::bigint) = hashtextextended('job ' || job_id, 0))
"""


@dataclass(frozen=True)
class Progress:
    """How far a runner is: steps done of all, and the words for what comes next."""

    done: int
    total: int
    step: str


Runner = Callable[[Job], Iterator[Progress]]
Undo = Callable[[Job], None]
RUNNERS: dict[str, Runner] = {}
UNDOING: dict[str, Undo] = {}
TOLD: set[str] = set()  # kinds whose owner is told of the end


class Taken(Exception):
    """Another worker is at this job right now."""


class Stopped(Exception):
    """The job is no longer this attempt's: it was cancelled, or another worker has it."""


def runner(
    kind: str, *, undo: Undo | None = None, told: bool = False
) -> Callable[[Runner], Runner]:
    """Register what does jobs of a kind.

    undo: takes away what an unfinished job has made; a kind without it cannot be cancelled.
    told: whether the job's owner gets a line on the workbench, and a mail, when it ends.
    """

    def register(function: Runner) -> Runner:
        RUNNERS[kind] = function
        if undo is not None:
            UNDOING[kind] = undo
        if told:
            TOLD.add(kind)
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


def begun_already(kind: str, asked: dict[str, Any], *, union: Union) -> Job | None:
    """The union's unfinished job of a kind that was asked the same; in a transaction.

    Its inputs may hold more keys than `asked`. Of two who ask at once, the second waits here for
    the first to commit, and finds its job.
    """
    unions = Union.objects.unscoped("the caller has decided for whom")
    unions.select_for_update(no_key=True).values_list("pk").get(pk=union.pk)
    jobs = Job.objects.unscoped("the jobs of the caller's union").unfinished()
    # Key by key: a JSON list "contains" each shorter one.
    same = {f"inputs__{key}": value for key, value in asked.items()}
    found: Job | None = jobs.filter(kind=kind, union=union, **same).first()
    return found


@transaction.atomic
def retry_job(job: Job, *, by: Officer) -> None:
    """Give a failed job another round of attempts; it goes on from what it has already made.

    Raises Refused, and changes nothing, if it did not fail or has been started again already.
    """
    failed = Job.objects.unscoped("the caller found it in the officer's branch").filter(
        pk=job.pk, state=JobState.FAILED
    )
    fresh = {"state": JobState.QUEUED, "attempts": 0, "problem": "", "touched_at": timezone.now()}
    if not failed.update(**fresh, seen_at=None, mailed_at=None):
        raise Refused(_("Only work that failed can be started again."))
    log_event(job, "retry", _("Started again"), by=by)
    _hand_out(job)


def may_cancel(job: Job, officer: Officer) -> bool:
    """Its owner may, and the desk above it; not where nothing could be taken back."""
    if job.finished or job.kind not in UNDOING:
        return False
    desk = CITY_STAFF.held_by(officer) or COUNTY_STAFF.held_by(officer)
    return job.officer_id == officer.pk or (desk and officer.oversees(job.union))


@transaction.atomic
def cancel_job(job: Job, *, by: Officer) -> None:
    """End a job and take away what it has made. A worker in the middle of a step ends with it.

    Raises Refused, and changes nothing, if it has ended already or is not the officer's to end.
    """
    if job.finished:
        raise Refused(_("It has ended already."))
    if not may_cancel(job, by):
        raise Refused(_("This work is not yours to cancel."))
    open_ones = Job.objects.unscoped("the caller found it in the officer's branch").unfinished()
    now = timezone.now()
    if not open_ones.filter(pk=job.pk).update(
        state=JobState.CANCELLED, touched_at=now, seen_at=now
    ):
        raise Refused(_("It has ended already."))
    log_event(job, "cancel", _("Cancelled"), by=by)
    with suppress(Taken):  # then the worker that holds it clears up after its step
        _clear(job.pk)


def _clear(job_id: int) -> None:
    """Take away what a cancelled job has made; nothing if it was not cancelled. Raises Taken."""
    job = _hold(job_id)
    if job is not None and job.state == JobState.CANCELLED:
        UNDOING[job.kind](job)
        job.step = ""
        job.save(update_fields=["step"])


def _hand_out(job: Job) -> None:
    from unions.tasks import run_job

    # Robust: a broker that is away must not fail what was committed; the sweep hands it out later.
    # A function, because Django names in its log what failed, and a `partial` has no name.
    def hand_out() -> None:
        run_job.delay(job.pk, job.federation_id)

    transaction.on_commit(hand_out, robust=True)


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
    except Stopped:
        with federation_scope(federation_id):
            _clear(job_id)
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
            _clear(job_id)  # cancelled while a worker had it, which then died
            return None
        if job.attempts >= MAX_ATTEMPTS:  # each of them was cut off before it could say why
            _finish(job, JobState.FAILED, problem=_too_often())
            return None
        job.attempts += 1
        job.state = JobState.RUNNING
        job.began_at, job.begun_with = timezone.now(), job.done
        job.save(update_fields=["attempts", "state", "touched_at", "began_at", "begun_with"])
    return job


def _advance(job: Job, federation_id: int) -> None:
    steps = RUNNERS[job.kind](job)
    while True:
        with federation_scope(federation_id):
            _check_ours(job)
            progress = next(steps, None)
            if progress is None:
                _finish(job, JobState.DONE)
                return
            _write(job, done=progress.done, total=progress.total, step=progress.step[:80])


def _end(job: Job, federation_id: int, problem: str) -> None:
    with suppress(Stopped), federation_scope(federation_id):
        _check_ours(job)
        _finish(job, JobState.FAILED, problem=problem)


def _check_ours(job: Job) -> None:
    """Lock the job for this step. Raises Stopped if it ended, or another worker took it up."""
    held = _hold(job.pk)
    if held is None or held.finished or held.attempts != job.attempts:
        raise Stopped


def _write(job: Job, **changes: Any) -> None:
    """Keep what changed, unless the job was cancelled during the step, which then is undone."""
    open_ones = Job.objects.unscoped("the worker acts for the job's owner").unfinished()
    if not open_ones.filter(pk=job.pk).update(**changes, touched_at=timezone.now()):
        raise Stopped
    for name, value in changes.items():
        setattr(job, name, value)


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
    done = job.total if state == JobState.DONE else job.done
    _write(job, state=state, problem=problem[:400], done=done, result_url=job.result_url)
    if job.kind in TOLD and job.officer_id is not None:
        from unions.tasks import mail_owner

        def tell() -> None:
            mail_owner.delay(job.pk, job.federation_id)

        transaction.on_commit(tell, robust=True)


def abandoned_jobs() -> list[tuple[int, int]]:
    """(job id, federation id) of every federation's jobs that no worker has touched lately.

    What has lost its worker is in the queue again. A long step is left alone: its worker holds it.
    """
    now = timezone.now()
    # Across federations, hence the platform's role; ids only leave this function.
    stale = Job.objects.using("platform").filter(
        Q(state=JobState.RUNNING, touched_at__lt=now - ABANDONED_AFTER)
        | Q(state=JobState.QUEUED, touched_at__lt=now - FORGOTTEN_AFTER)
        # Cancelled in the middle of a step by whose worker nothing was cleared up.
        | Q(state=JobState.CANCELLED, touched_at__lt=now - ABANDONED_AFTER) & ~Q(step="")
    )
    lost = stale.exclude(pk__in=held_jobs(stale.values_list("pk", flat=True)))
    found = list(lost.values_list("pk", "federation_id"))
    # Touched, so that the next sweep leaves the new worker its time.
    lost.filter(state=JobState.RUNNING).update(state=JobState.QUEUED, touched_at=now)
    lost.update(touched_at=now)
    return found


def held_jobs(job_ids: Iterable[int]) -> list[int]:
    """Those of them that a worker is at; in the moment between two steps it is at none.

    The locks are looked at, not tried: to try one takes it, if only for a moment, from its worker.
    """
    with connection.cursor() as cursor:
        cursor.execute(HELD, [list(job_ids)])
        return [job_id for (job_id,) in cursor.fetchall()]


def _too_often() -> str:
    return _("It failed too often; please tell the administrator.")
