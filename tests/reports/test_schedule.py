from __future__ import annotations

from importlib import import_module

import pytest
from celery import current_app
from django.apps import apps
from django.db import connection
from django_celery_beat.models import PeriodicTask

pytestmark = pytest.mark.django_db

schedule = import_module("reports.migrations.0002_schedule")


class Editor:
    connection = connection


def test_everything_scheduled_is_a_task_that_exists():
    schedule.lay_schedule(apps, Editor)
    current_app.loader.import_default_modules()

    names = set(
        PeriodicTask.objects.exclude(name__startswith="celery.").values_list("task", flat=True)
    )
    assert names >= {task for _name, task, _when in schedule.CRONTABS}
    assert names <= set(current_app.tasks)


def test_an_administrators_change_of_time_is_kept():
    schedule.lay_schedule(apps, Editor)
    PeriodicTask.objects.filter(name="yearly reports").update(enabled=False)
    schedule.lay_schedule(apps, Editor)

    assert PeriodicTask.objects.filter(name="yearly reports", enabled=False).count() == 1
