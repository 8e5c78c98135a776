from django.db import migrations, models

from kernel.migrating import AtOnce

# The log knows when a report was accepted; it is told by the day it was reported, as near as a
# column comes to it. Row-level security is lifted for the owner here, who has no federation open;
# `migrate` lays it again.
DATE = """
ALTER TABLE campaigns_participation NO FORCE ROW LEVEL SECURITY;
UPDATE campaigns_participation SET accepted_on = coalesce(reported_on, current_date)
    WHERE stage = 'accepted';
ALTER TABLE campaigns_participation FORCE ROW LEVEL SECURITY;
"""
HONOURED = [
    ("employer", "Employer or its union"),
    ("collective", "Front-line collective"),
    ("person", "Person"),
    ("home", "Workers' home"),
    ("method", "Working method"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0001_initial"),
        ("unions", "0004_job_ends"),
    ]

    operations = [
        AtOnce(
            operations=[
                migrations.AddField(
                    model_name="learner",
                    name="is_migrant",
                    field=models.BooleanField(default=False, verbose_name="migrant worker"),
                ),
                migrations.AddField(
                    model_name="participation",
                    name="accepted_on",
                    field=models.DateField(
                        blank=True, editable=False, null=True, verbose_name="accepted on"
                    ),
                ),
                migrations.AlterField(
                    model_name="honourscheme",
                    name="honours",
                    field=models.CharField(
                        choices=HONOURED, max_length=10, verbose_name="who can be honoured"
                    ),
                ),
                migrations.AlterField(
                    model_name="nomination",
                    name="subject",
                    field=models.CharField(
                        choices=HONOURED,
                        editable=False,
                        max_length=10,
                        verbose_name="who is honoured",
                    ),
                ),
            ]
        ),
        migrations.RunSQL(DATE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=~models.Q(stage="accepted") | models.Q(accepted_on__isnull=False),
                name="participation_accepted_on_a_day",
            ),
        ),
    ]
