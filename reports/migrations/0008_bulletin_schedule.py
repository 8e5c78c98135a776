"""The half-year bulletin, in the first days of July and of January."""

from typing import Any

from django.db import migrations


def lay_schedule(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    crontabs = apps.get_model("django_celery_beat", "CrontabSchedule").objects.using(alias)
    tasks = apps.get_model("django_celery_beat", "PeriodicTask").objects.using(alias)
    crontab, _new = crontabs.get_or_create(
        # Five nights, so that a machine that was off for one of them misses nothing.
        minute="30", hour="2", day_of_month="1-5", month_of_year="1,7", day_of_week="*",
        timezone="Asia/Shanghai",
    )  # fmt: skip
    task = {"task": "reports.tasks.make_half_year_reports", "crontab": crontab}
    tasks.get_or_create(name="half-year reports", defaults=task)


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_definitions")]

    operations = [migrations.RunPython(lay_schedule, migrations.RunPython.noop)]
