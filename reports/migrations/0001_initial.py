import django.db.models.deletion
from django.db import migrations, models

import kernel.migrating
import reports.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("unions", "0001_initial"),
    ]

    operations = [
        kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Document",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("targets.notice", "Notice of the yearly targets"),
                                    ("reports.targets", "Report on the yearly targets"),
                                    ("reports.acceptance", "Report on acceptance"),
                                    ("homes.record", "Acceptance record"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("mark", models.CharField(blank=True, max_length=8)),
                        ("number_year", models.PositiveSmallIntegerField(null=True)),
                        ("serial", models.PositiveIntegerField(null=True)),
                        ("as_of", models.DateTimeField(verbose_name="as of")),
                        ("data", models.JSONField()),
                        ("data_sm3", models.CharField(max_length=64)),
                        (
                            "token",
                            models.CharField(
                                default=reports.models.random_token, editable=False, max_length=32
                            ),
                        ),
                        (
                            "pdf",
                            models.FileField(
                                blank=True, max_length=160, upload_to=reports.models.pdf_name
                            ),
                        ),
                        (
                            "xlsx",
                            models.FileField(
                                blank=True, max_length=160, upload_to=reports.models.xlsx_name
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("finished_at", models.DateTimeField(null=True)),
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
                            "job",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="document",
                                to="unions.job",
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
                            models.Index(fields=["federation", "-id"], name="document_federation"),
                            models.Index(fields=["county", "-id"], name="document_county"),
                            models.Index(fields=["township", "-id"], name="document_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "mark", "number_year", "serial"),
                                name="document_number_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "targets.notice",
                                            "reports.targets",
                                            "reports.acceptance",
                                            "homes.record",
                                        ],
                                    )
                                ),
                                name="document_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("finished_at", None),
                                    models.Q(
                                        models.Q(("pdf", ""), _negated=True),
                                        models.Q(("xlsx", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="document_finished_with_files",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NumberRegister",
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
                        ("mark", models.CharField(max_length=8)),
                        ("year", models.PositiveSmallIntegerField()),
                        ("last", models.PositiveIntegerField(default=0)),
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="numberregister_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="numberregister_county"),
                            models.Index(
                                fields=["township", "-id"], name="numberregister_township"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "mark", "year"), name="numberregister_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
