"""The calendar ends the publicity of approved aid every night."""

from typing import Any

from django.db import migrations


def lay_schedule(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    crontabs = apps.get_model("django_celery_beat", "CrontabSchedule").objects.using(alias)
    tasks = apps.get_model("django_celery_beat", "PeriodicTask").objects.using(alias)
    crontab, _new = crontabs.get_or_create(
        minute="10",
        hour="0",
        day_of_month="*",
        month_of_year="*",
        day_of_week="*",
        timezone="Asia/Shanghai",
    )
    known = {"task": "assistance.tasks.end_aid_publicity", "crontab": crontab}
    tasks.get_or_create(name="end publicity of aid", defaults=known)


class Migration(migrations.Migration):
    dependencies = [
        ("assistance", "0010_loan_schedule"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]

    operations = [migrations.RunPython(lay_schedule, migrations.RunPython.noop)]
