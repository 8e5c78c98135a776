"""What a job's owner is told: how long it still takes, and that it has ended."""

from __future__ import annotations

import logging
import math
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unions.inbox import SOURCES, Source, ToDo, forget_counts
from unions.jobs import ABANDONED_AFTER, TOLD, held_jobs
from unions.models import Job, Officer
from unions.models.jobs import JobState
from unions.rowsecurity import federation_scope

log = logging.getLogger(__name__)
WHY = "the owner's own job, or how long another of its kind took"
SILENT = timedelta(seconds=15)  # between two steps a worker says nothing for a moment
UNTOLD_FOR = timedelta(days=1)  # an older end is no news


def seconds_left(job: Job) -> float | None:
    """From the steps this attempt has done; before the first, from the last job of the kind."""
    if job.state != JobState.RUNNING or job.began_at is None:
        return None
    gone = (timezone.now() - job.began_at).total_seconds()
    done = job.done - job.begun_with
    if done > 0:
        return gone / done * (job.total - job.done)
    if job.begun_with:
        return None
    before = Job.objects.unscoped(WHY).filter(kind=job.kind, state=JobState.DONE, attempts=1)
    last = before.exclude(began_at=None).order_by("-pk").first()
    if last is None or last.began_at is None:
        return None
    return max(0.0, (last.touched_at - last.began_at).total_seconds() - gone)


def has_lost_worker(job: Job) -> bool:
    """Until the sweep finds it, such a job is still called running."""
    silent = timezone.now() - job.touched_at > SILENT
    return job.state == JobState.RUNNING and silent and not held_jobs([job.pk])


def time_left(job: Job) -> str:
    """In words; empty where nobody can say."""
    if has_lost_worker(job):
        return _("interrupted; it goes on from here by itself within a few minutes")
    seconds = seconds_left(job)
    if seconds is None:
        return ""
    minutes = math.ceil(seconds / 60)
    if minutes <= 1:
        return _("less than a minute left")
    words = ngettext("about %(count)s minute left", "about %(count)s minutes left", minutes)
    return words % {"count": minutes}


def mail_of_end(job_id: int, federation_id: int) -> None:
    """Tell the job's owner by mail that it has ended: once, however often this is called.

    It holds a link and no figure. It is marked as sent before it is: twice is worse than never,
    for the workbench tells it, too.
    """
    with federation_scope(federation_id):
        jobs = Job.objects.unscoped(WHY).filter(pk=job_id)
        ended = jobs.filter(state__in=[JobState.DONE, JobState.FAILED], mailed_at=None)
        job = jobs.select_related("officer__user").first()
        if job is None or job.officer is None or not job.officer.user.email:
            return
        if not ended.update(mailed_at=timezone.now()):
            return
    address = f"{settings.PORTAL_ADDRESS}{reverse('unions:job-detail', args=[job.pk])}"
    words = (
        _("It is ready: %(address)s")
        if job.state == JobState.DONE
        else _("It could not be finished; why is told here: %(address)s")
    )
    try:
        send_mail(job.title, words % {"address": address}, None, [job.officer.user.email])
    except (SMTPException, OSError):
        log.warning("no mail about job %s", job_id, exc_info=True)


def untold_ends() -> list[tuple[int, int]]:
    """(job id, federation id) of those that ended as their worker or the broker went away."""
    now = timezone.now()
    # Across federations, hence the platform's role; ids only leave this function.
    ended = Job.objects.using("platform").filter(
        kind__in=TOLD, state__in=[JobState.DONE, JobState.FAILED], mailed_at=None, seen_at=None
    )
    lately = ended.filter(touched_at__gt=now - UNTOLD_FOR, touched_at__lt=now - ABANDONED_AFTER)
    return list(lately.filter(officer__user__email__gt="").values_list("pk", "federation_id"))


def mark_seen(job: Job, *, by: Officer) -> None:
    """Take the line off its owner's workbench."""
    if not job.finished or job.officer_id != by.pk or job.seen_at is not None:
        return
    Job.objects.unscoped(WHY).filter(pk=job.pk).update(seen_at=timezone.now())
    forget_counts(by)


def unseen(officer: Officer) -> QuerySet[Job]:
    """The officer's own jobs that have ended, until they are looked at."""
    own = Job.objects.visible_to(officer).filter(officer=officer, kind__in=sorted(TOLD))
    ended = own.filter(state__in=[JobState.DONE, JobState.FAILED], seen_at=None)
    # Those that ended before there was such a line were looked at long ago.
    return ended.exclude(began_at=None).order_by("-pk")


def ended_todo(job: Job, officer: Officer) -> ToDo:
    done = job.state == JobState.DONE
    return ToDo(
        tag=_("Ready") if done else _("Failed"),
        title=job.title,
        sub=_("The work you asked for has ended.") if done else job.problem,
        url=reverse("unions:job-detail", args=[job.pk]),
        tone="green" if done else "red",
    )


SOURCES.append(Source("unions:job-list", unseen, ended_todo))
