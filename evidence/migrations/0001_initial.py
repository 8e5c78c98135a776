import django.db.models.deletion
from django.db import migrations, models

import evidence.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("unions", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("media_type", models.CharField(max_length=40)),
                ("extension", models.CharField(max_length=6)),
                ("size", models.PositiveIntegerField(verbose_name="size")),
                ("sm3", models.CharField(max_length=64)),
                ("file", models.FileField(max_length=160, upload_to=evidence.models.random_name)),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
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
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.officer",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["federation", "-id"], name="evidencefile_federation"),
                    models.Index(fields=["county", "-id"], name="evidencefile_county"),
                    models.Index(fields=["township", "-id"], name="evidencefile_township"),
                ],
            },
        ),
    ]
