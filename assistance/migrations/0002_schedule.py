"""What the calendar asks of assistance by itself; an administrator can change the times."""

from typing import Any

from django.db import migrations

# A name, its task, and the minute and hour it runs at.
CRONTABS = [
    ("end publicity of files", "assistance.tasks.end_publicity", ("5", "0")),
    ("call up yearly reviews", "assistance.tasks.call_up_yearly_reviews", ("20", "0")),
    ("end publicity of aid", "assistance.tasks.end_aid_publicity", ("10", "0")),
    ("lapse appeals", "assistance.tasks.lapse_unused_appeals", ("25", "0")),
    ("follow loans", "assistance.tasks.follow_loans", ("30", "0")),
]


def lay_schedule(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    crontabs = apps.get_model("django_celery_beat", "CrontabSchedule").objects.using(alias)
    tasks = apps.get_model("django_celery_beat", "PeriodicTask").objects.using(alias)
    for name, task, (minute, hour) in CRONTABS:
        crontab, _new = crontabs.get_or_create(
            minute=minute,
            hour=hour,
            day_of_month="*",
            month_of_year="*",
            day_of_week="*",
            timezone="Asia/Shanghai",
        )
        tasks.get_or_create(name=name, defaults={"task": task, "crontab": crontab})


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0001_initial"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(lay_schedule, migrations.RunPython.noop)]
