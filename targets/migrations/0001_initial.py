import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import kernel.migrating


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("unions", "0001_initial"),
    ]

    operations = [
        kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name="TargetSheet",
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
                        ("moves", models.PositiveIntegerField(default=0, editable=False)),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(2000),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="year",
                            ),
                        ),
                        (
                            "quota",
                            models.PositiveIntegerField(
                                verbose_name="units to reach the standard this year"
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[("draft", "Being drafted"), ("issued", "Issued")],
                                default="draft",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.union",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.officer",
                            ),
                        ),
                        (
                            "federation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.federation",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.union",
                            ),
                        ),
                        (
                            "union",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.union",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="targetsheet_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="targetsheet_county"),
                            models.Index(fields=["township", "-id"], name="targetsheet_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "year"),
                                name="targetsheet_once_a_year",
                                violation_error_message="There already is a target sheet for this year.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("stage__in", ["draft", "issued"])),
                                name="sheet_stage",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TargetLine",
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
                        ("indicator", models.CharField(max_length=40, verbose_name="indicator")),
                        (
                            "operator",
                            models.CharField(
                                choices=[(">=", "≥"), ("<=", "≤"), ("=", "=")],
                                default=">=",
                                max_length=2,
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=1, max_digits=8, verbose_name="target"
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(blank=True, max_length=120, verbose_name="basis"),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.union",
                            ),
                        ),
                        (
                            "federation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.federation",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.union",
                            ),
                        ),
                        (
                            "union",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.union",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="targets.targetsheet",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="targetline_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="targetline_county"),
                            models.Index(fields=["township", "-id"], name="targetline_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sheet", "indicator"), name="targetline_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0)),
                                name="targetline_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Share",
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
                        ("moves", models.PositiveIntegerField(default=0, editable=False)),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                        (
                            "eligible",
                            models.PositiveIntegerField(verbose_name="eligible employers"),
                        ),
                        ("quota", models.PositiveIntegerField(verbose_name="share")),
                        (
                            "counter",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="counter-proposal"
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "Not yet issued"),
                                    ("issued", "Waiting for the county's answer"),
                                    ("countered", "Counter-proposal"),
                                    ("accepted", "Taken on"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.union",
                            ),
                        ),
                        (
                            "drafted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.officer",
                            ),
                        ),
                        (
                            "federation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.federation",
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.union",
                            ),
                        ),
                        (
                            "union",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.union",
                            ),
                        ),
                        (
                            "sheet",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="shares",
                                to="targets.targetsheet",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="share_federation"),
                            models.Index(fields=["county", "-id"], name="share_county"),
                            models.Index(fields=["township", "-id"], name="share_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("sheet", "union"), name="share_once_a_county"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["draft", "issued", "countered", "accepted"])
                                ),
                                name="share_stage",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
