"""Celery: ids in, one call out."""

from typing import Any

from celery import shared_task

from unions.job_news import mail_of_end, untold_ends
from unions.jobs import MAX_ATTEMPTS, Taken, abandoned_jobs, carry_out

PATIENCE = 3  # more tries for a job that another worker holds


@shared_task(bind=True, max_retries=MAX_ATTEMPTS, default_retry_delay=5)
def run_job(self: Any, job_id: int, federation_id: int) -> None:
    try:
        carry_out(job_id, federation_id)
    except Taken:
        # Its worker is alive and will finish it, or has just died and its lock is about to go;
        # if that takes longer, the sweep hands the job out again.
        if self.request.retries < PATIENCE:
            raise self.retry(countdown=5) from None
    except Exception as error:
        raise self.retry(exc=error) from error


@shared_task
def mail_owner(job_id: int, federation_id: int) -> None:
    mail_of_end(job_id, federation_id)


@shared_task
def sweep_jobs() -> None:
    """Hand out again what lost its worker, and tell of the ends that nobody was told of."""
    for job_id, federation_id in abandoned_jobs():
        run_job.delay(job_id, federation_id)
    for job_id, federation_id in untold_ends():
        mail_owner.delay(job_id, federation_id)
