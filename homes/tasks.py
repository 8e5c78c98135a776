"""Celery: what the calendar does by itself."""

from celery import shared_task

from homes.actions.accepting import accept_ended_publicities
from homes.models import HomePlan
from unions.rowsecurity import federation_scope


@shared_task
def accept_after_publicity() -> None:
    """Accept the homes whose publicity has ended, one federation after the other."""
    # Which federations have any, by the platform's role; each is then opened and worked by itself.
    ended = HomePlan.objects.using("platform").publicity_ended()
    for federation_id in sorted(set(ended.order_by().values_list("federation_id", flat=True))):
        with federation_scope(federation_id):
            accept_ended_publicities()
