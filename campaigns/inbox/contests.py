"""What of competitions and courses waits on the workbench."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Contest, Learner, Suggestion
from campaigns.offices import organises
from campaigns.workflows.contest import SUGGESTION, ContestStage
from kernel.days import today
from unions.casework.todo import line
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer


def suggestions(officer: Officer) -> Any:
    """Of the officer's own union: nobody else moves them."""
    waiting = Suggestion.objects.visible_to(officer).awaiting(SUGGESTION.waiting_for(officer))
    return waiting.filter(union_id=officer.union_id).select_related("book__employer")


def over_contests(officer: Officer) -> Any:
    """Competitions of the officer's own union that are past their last day and not judged."""
    contests = Contest.objects.visible_to(officer)
    if not organises(officer):
        return contests.none()
    return contests.filter(
        union_id=officer.union_id, stage=ContestStage.RUNNING, ends_on__lt=today()
    )


def ending_certificates(officer: Officer) -> Any:
    """Of the learners of the officer's own union."""
    learners = Learner.objects.visible_to(officer)
    if not organises(officer):
        return learners.none()
    return learners.expiring().filter(union_id=officer.union_id).select_related("course")


def as_over(contest: Contest, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("Competition"),
        title=contest.name,
        sub=_("It is over: record the judging."),
        url=contest.get_absolute_url(),
        due_on=contest.ends_on,
        tone="amber",
    )


def as_ending(learner: Learner, officer: Officer) -> ToDo:
    # The workbench shows numbers, and who it is stands on the list.
    return ToDo(
        tag=_("Certificate"),
        title=learner.certificate_number,
        sub=_("%(course)s: the certificate ends soon.") % {"course": learner.course.title},
        url=reverse("campaigns:certificate-list"),
        due_on=learner.expires_on,
        tone="amber",
    )


SOURCES += [
    Source(
        "campaigns:suggestion-list",
        suggestions,
        line(gettext_lazy("Suggestion"), lambda case: str(case.book.employer.name)),
    ),
    Source("campaigns:contest-list", over_contests, as_over),
    Source("campaigns:course-list", ending_certificates, as_ending),
]
