"""The night's count; an administrator can change its time."""

from typing import Any

from django.db import migrations


def lay_schedule(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    crontabs = apps.get_model("django_celery_beat", "CrontabSchedule").objects.using(alias)
    tasks = apps.get_model("django_celery_beat", "PeriodicTask").objects.using(alias)
    crontab, _new = crontabs.get_or_create(
        minute="40",
        hour="0",
        day_of_month="*",
        month_of_year="*",
        day_of_week="*",
        timezone="Asia/Shanghai",
    )
    known = {"task": "targets.tasks.count_yesterday", "crontab": crontab}
    tasks.get_or_create(name="count yesterday's figures", defaults=known)


class Migration(migrations.Migration):
    dependencies = [
        ("targets", "0002_snapshots"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(lay_schedule, migrations.RunPython.noop)]
