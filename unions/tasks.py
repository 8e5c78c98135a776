"""Celery: ids in, one call out."""

from typing import Any

from celery import shared_task

from unions.jobs import MAX_ATTEMPTS, Taken, abandoned_jobs, carry_out, give_up


@shared_task(bind=True, max_retries=MAX_ATTEMPTS, default_retry_delay=5)
def run_job(self: Any, job_id: int, federation_id: int) -> None:
    try:
        carry_out(job_id, federation_id)
    except Taken:
        # Its worker is alive and will finish it, or has just died and its lock is about to go.
        raise self.retry(countdown=5, max_retries=3) from None
    except Exception as error:
        if self.request.retries >= MAX_ATTEMPTS:
            give_up(job_id, federation_id, f"{type(error).__name__}: {error}")
            raise
        raise self.retry(exc=error) from error


@shared_task
def sweep_jobs() -> None:
    """Hand out again what lost its worker."""
    for job_id, federation_id in abandoned_jobs():
        run_job.delay(job_id, federation_id)
