"""The calendar follows loans every night."""

from typing import Any

from django.db import migrations


def lay_schedule(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    crontabs = apps.get_model("django_celery_beat", "CrontabSchedule").objects.using(alias)
    tasks = apps.get_model("django_celery_beat", "PeriodicTask").objects.using(alias)
    crontab, _new = crontabs.get_or_create(
        minute="30",
        hour="0",
        day_of_month="*",
        month_of_year="*",
        day_of_week="*",
        timezone="Asia/Shanghai",
    )
    known = {"task": "assistance.tasks.follow_loans", "crontab": crontab}
    tasks.get_or_create(name="follow loans", defaults=known)


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0009_loans"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(lay_schedule, migrations.RunPython.noop)]
