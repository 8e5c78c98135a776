import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import kernel.migrating

# Until now a sheet split one count, and a share was one figure. They become a line and its parts; a
# rate that was asked of all is asked of each. Row-level security asks even the owner which
# federation is open. Keys are checked before the tables change.
MOVE = """
ALTER TABLE targets_targetsheet NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE one bigint;
BEGIN
    FOR one IN SELECT DISTINCT federation_id FROM targets_targetsheet LOOP
        PERFORM set_config('app.federation', one::text, true);
        UPDATE targets_targetline SET measure = plan.measure
            FROM targets_planline plan WHERE plan.indicator = targets_targetline.indicator;
        UPDATE targets_targetline SET measure = 'growth' WHERE indicator = 'homes.growth';
        UPDATE targets_targetline SET measure = 'count' WHERE indicator = 'homes.model';
        INSERT INTO targets_targetline (federation_id, county_id, township_id, union_id, sheet_id,
                indicator, measure, operator, value, basis, is_cumulative, split_by, is_limited)
            SELECT federation_id, county_id, township_id, union_id, id,
                'homes.qualified', 'count', '>=', quota, '', false, 'homes.eligible', false
            FROM targets_targetsheet;
        UPDATE targets_targetline SET split_by = 'same' WHERE measure IN ('rate', 'growth');
        INSERT INTO targets_sharepart (federation_id, county_id, township_id, union_id, share_id,
                line_id, value, base, counter, reason)
            SELECT share.federation_id, share.county_id, share.township_id, share.union_id,
                share.id, line.id,
                CASE WHEN line.indicator = 'homes.qualified' THEN share.quota ELSE line.value END,
                CASE WHEN line.indicator = 'homes.qualified' THEN share.eligible END,
                CASE WHEN line.indicator = 'homes.qualified' AND share.stage = 'countered'
                    THEN share.counter END,
                CASE WHEN line.indicator = 'homes.qualified' AND share.stage = 'countered'
                    THEN '见办理记录' ELSE '' END
            FROM targets_share share
            JOIN targets_targetline line ON line.sheet_id = share.sheet_id AND line.split_by <> '';
        UPDATE targets_targetsheet SET issued_at = event.at FROM unions_event event
            WHERE event.subject = 'targets.targetsheet' AND event.step = 'issue'
                AND event.subject_id = targets_targetsheet.id;
    END LOOP;
    PERFORM set_config('app.federation', '', true);
END $$;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("targets", "0004_plans"),
        ("unions", "0003_offices_of_assistance"),
    ]

    operations = [
        migrations.CreateModel(
            name="SharePart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=1, max_digits=10, verbose_name="share"),
                ),
                (
                    "base",
                    models.BigIntegerField(blank=True, null=True, verbose_name="split by"),
                ),
                (
                    "most",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=12,
                        null=True,
                        verbose_name="at most",
                    ),
                ),
                (
                    "base_value",
                    models.DecimalField(blank=True, decimal_places=1, max_digits=12, null=True),
                ),
                (
                    "counter",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=10,
                        null=True,
                        verbose_name="counter-proposal",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reason"),
                ),
            ],
            options={
                "ordering": ["line_id"],
                "abstract": False,
            },
        ),
        kernel.migrating.AtOnce(
            operations=[
                migrations.RemoveConstraint(
                    model_name="share",
                    name="share_stage",
                ),
                migrations.RemoveConstraint(
                    model_name="targetsheet",
                    name="targetsheet_once_a_year",
                ),
                migrations.RemoveConstraint(
                    model_name="targetsheet",
                    name="sheet_stage",
                ),
                migrations.AddField(
                    model_name="share",
                    name="city_signed_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="share",
                    name="city_signed_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.officer",
                    ),
                ),
                migrations.AddField(
                    model_name="share",
                    name="county_signed_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="share",
                    name="county_signed_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.officer",
                    ),
                ),
                migrations.AddField(
                    model_name="share",
                    name="previous",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later",
                        to="targets.share",
                    ),
                ),
                migrations.AddField(
                    model_name="targetline",
                    name="base_value",
                    field=models.DecimalField(
                        blank=True, decimal_places=1, max_digits=12, null=True
                    ),
                ),
                migrations.AddField(
                    model_name="targetline",
                    name="base_year",
                    field=models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                    ),
                ),
                migrations.AddField(
                    model_name="targetline",
                    name="deadline",
                    field=models.DateField(blank=True, null=True, verbose_name="deadline"),
                ),
                migrations.AddField(
                    model_name="targetline",
                    name="is_cumulative",
                    field=models.BooleanField(default=False, verbose_name="adds up over the years"),
                ),
                migrations.AddField(
                    model_name="targetline",
                    name="is_limited",
                    field=models.BooleanField(
                        default=False, verbose_name="limited by what it is split by"
                    ),
                ),
                migrations.AddField(
                    model_name="targetline",
                    name="measure",
                    field=models.CharField(
                        choices=[
                            ("count", "Count"),
                            ("rate", "Rate"),
                            ("growth", "Growth on the year before"),
                            ("deadline", "Done by a year"),
                        ],
                        default="rate",
                        max_length=8,
                        verbose_name="measure",
                    ),
                ),
                migrations.AddField(
                    model_name="targetline",
                    name="split_by",
                    field=models.CharField(blank=True, max_length=60, verbose_name="split by"),
                ),
                migrations.AddField(
                    model_name="targetsheet",
                    name="document",
                    field=models.CharField(
                        blank=True, max_length=120, verbose_name="basis document"
                    ),
                ),
                migrations.AddField(
                    model_name="targetsheet",
                    name="issued_at",
                    field=models.DateTimeField(blank=True, null=True, verbose_name="issued at"),
                ),
                migrations.AddField(
                    model_name="targetsheet",
                    name="reason",
                    field=models.CharField(blank=True, max_length=500, verbose_name="reason"),
                ),
                migrations.AddField(
                    model_name="targetsheet",
                    name="version",
                    field=models.PositiveSmallIntegerField(default=1, verbose_name="version"),
                ),
                migrations.AlterField(
                    model_name="share",
                    name="stage",
                    field=models.CharField(
                        choices=[
                            ("draft", "Not yet issued"),
                            ("issued", "Waiting for the county's answer"),
                            ("countered", "Counter-proposal"),
                            ("accepted", "Taken on"),
                            ("county_signed", "Signed by the county"),
                            ("signed", "Signed by both"),
                            ("replaced", "Replaced by a later version"),
                        ],
                        default="draft",
                        max_length=16,
                        verbose_name="stage",
                    ),
                ),
                migrations.AlterField(
                    model_name="targetline",
                    name="value",
                    field=models.DecimalField(
                        decimal_places=1, max_digits=10, verbose_name="target"
                    ),
                ),
                migrations.AlterField(
                    model_name="targetsheet",
                    name="stage",
                    field=models.CharField(
                        choices=[
                            ("draft", "Being drafted"),
                            ("issued", "Issued"),
                            ("replaced", "Replaced by a later version"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="share",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "draft",
                                    "issued",
                                    "countered",
                                    "accepted",
                                    "county_signed",
                                    "signed",
                                    "replaced",
                                ],
                            )
                        ),
                        name="share_stage",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="share",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "signed"), _negated=True),
                            models.Q(
                                ("city_signed_at__isnull", False),
                                ("county_signed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="share_signed_by_both",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("measure__in", ["count", "rate", "growth", "deadline"])
                        ),
                        name="targetline_measure",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("measure", "count"), ("split_by__in", ("", "same")), _connector="OR"
                        ),
                        name="targetline_only_counts_add_up",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetsheet",
                    constraint=models.UniqueConstraint(
                        fields=("federation", "year", "version"), name="targetsheet_version_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetsheet",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("stage", "draft")),
                        fields=("federation", "year"),
                        name="targetsheet_one_draft_a_year",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetsheet",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("version", 1),
                            models.Q(
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("document", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="targetsheet_later_version_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="targetsheet",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("stage__in", ["draft", "issued", "replaced"])),
                        name="sheet_stage",
                    ),
                ),
                migrations.AddField(
                    model_name="sharepart",
                    name="county",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.union",
                    ),
                ),
                migrations.AddField(
                    model_name="sharepart",
                    name="federation",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.federation",
                    ),
                ),
                migrations.AddField(
                    model_name="sharepart",
                    name="line",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="targets.targetline",
                    ),
                ),
                migrations.AddField(
                    model_name="sharepart",
                    name="share",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="targets.share",
                    ),
                ),
                migrations.AddField(
                    model_name="sharepart",
                    name="township",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.union",
                    ),
                ),
                migrations.AddField(
                    model_name="sharepart",
                    name="union",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.union",
                    ),
                ),
                migrations.AddIndex(
                    model_name="sharepart",
                    index=models.Index(fields=["federation", "-id"], name="sharepart_federation"),
                ),
                migrations.AddIndex(
                    model_name="sharepart",
                    index=models.Index(fields=["county", "-id"], name="sharepart_county"),
                ),
                migrations.AddIndex(
                    model_name="sharepart",
                    index=models.Index(fields=["township", "-id"], name="sharepart_township"),
                ),
                migrations.AddConstraint(
                    model_name="sharepart",
                    constraint=models.UniqueConstraint(
                        fields=("share", "line"), name="sharepart_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharepart",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="sharepart_not_negative"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharepart",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("most", None), ("value__lte", models.F("most")), _connector="OR"
                        ),
                        name="sharepart_within_limit",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharepart",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("most", None),
                            ("counter", None),
                            ("counter__lte", models.F("most")),
                            _connector="OR",
                        ),
                        name="sharepart_counter_within_limit",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharepart",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("counter", None),
                            models.Q(("counter__gte", 0), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="sharepart_counter_says_why",
                    ),
                ),
                migrations.RunSQL(MOVE, migrations.RunSQL.noop),
                migrations.RemoveField(
                    model_name="share",
                    name="counter",
                ),
                migrations.RemoveField(
                    model_name="share",
                    name="eligible",
                ),
                migrations.RemoveField(
                    model_name="share",
                    name="quota",
                ),
                migrations.RemoveField(
                    model_name="targetsheet",
                    name="quota",
                ),
            ]
        ),
    ]
