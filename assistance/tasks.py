"""Celery: what the calendar does by itself, one federation after the other."""

from collections.abc import Callable
from typing import Any

from celery import shared_task

from assistance.actions.closing import lapse_appeals
from assistance.actions.granting import end_aid_publicities
from assistance.actions.lending import keep_loans
from assistance.actions.publishing import end_publicities
from assistance.actions.reviewing import call_up_reviews
from assistance.models import Aid, HouseholdFile, Loan
from unions.rowsecurity import in_each


@shared_task
def end_publicity() -> None:
    """Take the files on whose publicity has run."""
    _in_those_of(HouseholdFile.objects.using("platform").publicity_ended(), end_publicities)


@shared_task
def call_up_yearly_reviews() -> None:
    """Call up the files whose yearly review has come due."""
    _in_those_of(HouseholdFile.objects.using("platform").review_due(), call_up_reviews)


@shared_task
def lapse_unused_appeals() -> None:
    """Close the way of appeal where its days have run out."""
    _in_those_of(HouseholdFile.objects.using("platform").appeal_ended(), lapse_appeals)


@shared_task
def follow_loans() -> None:
    """Call loans overdue whose day is over, and follow their aid where it has gone on."""
    _in_those_of(Loan.objects.using("platform").to_follow(), keep_loans)


@shared_task
def end_aid_publicity() -> None:
    """Let approved aid be paid once its publicity has run."""
    _in_those_of(Aid.objects.using("platform").publicity_ended(), end_aid_publicities)


def _in_those_of(rows: Any, act: Callable[[], object]) -> None:
    # Which federations have any, by the platform's role; each is then opened and worked by itself.
    federation_ids = rows.order_by().values_list("federation_id", flat=True)
    in_each(sorted(set(federation_ids)), act)
