"""What the calendar asks for by itself; an administrator can change the times."""

from typing import Any

from django.db import migrations

# name, task, crontab (minute, hour, day of month, month)
CRONTABS = [
    ("sweep jobs", "unions.tasks.sweep_jobs", ("*", "*", "*", "*")),
    ("accept after publicity", "homes.tasks.accept_after_publicity", ("10", "0", "*", "*")),
    # Five nights, so that a machine that was off for one of them misses nothing.
    ("yearly reports", "reports.tasks.make_yearly_reports", ("0", "2", "5-10", "1")),
]


def lay_schedule(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    crontabs = apps.get_model("django_celery_beat", "CrontabSchedule").objects.using(alias)
    tasks = apps.get_model("django_celery_beat", "PeriodicTask").objects.using(alias)
    for name, task, (minute, hour, day, month) in CRONTABS:
        crontab, _new = crontabs.get_or_create(
            minute=minute,
            hour=hour,
            day_of_month=day,
            month_of_year=month,
            day_of_week="*",
            timezone="Asia/Shanghai",
        )
        tasks.get_or_create(name=name, defaults={"task": task, "crontab": crontab})


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_initial"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(lay_schedule, migrations.RunPython.noop)]
