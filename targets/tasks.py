"""Celery: the night's count. Platform role for the ids; each federation by itself."""

from datetime import timedelta
from functools import partial

from celery import shared_task

from kernel.days import today
from targets.month_ends import keep_missing_ends
from targets.snapshots import start_snapshot
from unions.models import Union
from unions.rowsecurity import in_each


@shared_task
def count_yesterday() -> None:
    """Keep what the figures of every federation were when yesterday, and each month, ended."""
    roots = Union.objects.using("platform").filter(parent=None).order_by("pk")
    yesterday = today() - timedelta(days=1)
    cities = list(roots.values_list("federation_id", flat=True))
    in_each(cities, partial(start_snapshot, yesterday))
    in_each(cities, keep_missing_ends)
