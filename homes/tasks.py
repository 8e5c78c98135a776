"""Celery: what the calendar does by itself."""

from celery import shared_task

from homes.actions.accepting import accept_ended_publicities
from homes.models import HomePlan
from unions.rowsecurity import in_each


@shared_task
def accept_after_publicity() -> None:
    """Accept the homes whose publicity has ended, one federation after the other."""
    # Which federations have any, by the platform's role; each is then opened and worked by itself.
    ended = HomePlan.objects.using("platform").publicity_ended()
    federation_ids = sorted(set(ended.order_by().values_list("federation_id", flat=True)))
    in_each(federation_ids, accept_ended_publicities)
