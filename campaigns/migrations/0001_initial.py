import uuid
from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

import campaigns.models.course
import kernel.days
import kernel.migrating
import kernel.sealing
import unions.models.tree


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("evidence", "0003_confidential_files"),
        ("unions", "0003_offices_of_assistance"),
    ]

    operations = [
        kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Campaign",
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
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "Being drafted"),
                                    ("issued", "Under way"),
                                    ("closed", "Closed"),
                                    ("summed-up", "Summed up"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("starts_on", models.DateField(verbose_name="starts on")),
                        ("ends_on", models.DateField(verbose_name="ends on")),
                        ("report_by", models.DateField(verbose_name="report by")),
                        (
                            "basis",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="basis document"
                            ),
                        ),
                        (
                            "about",
                            models.TextField(
                                blank=True,
                                max_length=2000,
                                verbose_name="what the units are asked to do",
                            ),
                        ),
                        (
                            "outcome",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="what came of it"
                            ),
                        ),
                        (
                            "urged_on",
                            models.DateField(blank=True, null=True, verbose_name="last urged on"),
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
                            models.Index(fields=["federation", "-id"], name="campaign_federation"),
                            models.Index(fields=["county", "-id"], name="campaign_county"),
                            models.Index(fields=["township", "-id"], name="campaign_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        ["draft", "issued", "closed", "summed-up", "dropped"],
                                    )
                                ),
                                name="campaign_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_on__gte", models.F("starts_on")),
                                    ("report_by__gte", models.F("starts_on")),
                                ),
                                name="campaign_days_in_order",
                                violation_error_message="A campaign ends, and is reported, after it starts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consultation",
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
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "Being drafted"),
                                    ("open", "Open for comments"),
                                    ("closed", "Comments closed"),
                                    ("answered", "Answered"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "text",
                            models.TextField(
                                help_text="Each line becomes a paragraph with a number of its own.",
                                max_length=30000,
                                verbose_name="text of the draft",
                            ),
                        ),
                        ("until", models.DateField(verbose_name="comments until")),
                        (
                            "basis",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="basis document"
                            ),
                        ),
                        ("opened_on", models.DateField(editable=False, null=True)),
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
                                fields=["federation", "-id"], name="consultation_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="consultation_county"),
                            models.Index(fields=["township", "-id"], name="consultation_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        ["draft", "open", "closed", "answered", "dropped"],
                                    )
                                ),
                                name="consultation_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("opened_on", None),
                                    ("until__gte", models.F("opened_on")),
                                    _connector="OR",
                                ),
                                name="consultation_days_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ConsultationComment",
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
                            "paragraph",
                            models.PositiveSmallIntegerField(default=0, verbose_name="paragraph"),
                        ),
                        ("words", models.TextField(max_length=2000, verbose_name="comment")),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("web", "Portal"),
                                    ("phone", "Phone call"),
                                    ("letter", "Letter"),
                                    ("mail", "E-mail"),
                                ],
                                default="web",
                                max_length=6,
                                verbose_name="came by",
                            ),
                        ),
                        (
                            "said_by",
                            models.CharField(blank=True, max_length=60, verbose_name="from whom"),
                        ),
                        ("is_digest", models.BooleanField(default=False, editable=False)),
                        ("written_on", models.DateField(default=kernel.days.today, editable=False)),
                        (
                            "verdict",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("adopted", "Adopted"),
                                    ("partly", "Partly adopted"),
                                    ("not", "Not adopted"),
                                ],
                                max_length=8,
                                verbose_name="answer",
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(blank=True, max_length=1000, verbose_name="reason"),
                        ),
                        ("answered_on", models.DateField(editable=False, null=True)),
                        (
                            "consultation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comments",
                                to="campaigns.consultation",
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
                            "federation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.federation",
                            ),
                        ),
                        (
                            "gathered_in",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="gathered",
                                to="campaigns.consultationcomment",
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
                            "written_by",
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
                            models.Index(
                                fields=["federation", "-id"], name="consultationcomment_federation"
                            ),
                            models.Index(
                                fields=["county", "-id"], name="consultationcomment_county"
                            ),
                            models.Index(
                                fields=["township", "-id"], name="consultationcomment_township"
                            ),
                            models.Index(
                                fields=["consultation", "paragraph"], name="comment_by_paragraph"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("verdict", ""),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="comment_answered_with_a_reason",
                                violation_error_message="An answer needs its reason.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contest",
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
                            "stage",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("running", "Running"),
                                    ("judged", "Judged"),
                                    ("closed", "Closed"),
                                    ("dropped", "Dropped"),
                                ],
                                default="planned",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("pinyin", models.CharField(blank=True, max_length=400)),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("national", "National"),
                                    ("province", "Provincial"),
                                    ("city", "City"),
                                    ("county", "County or district"),
                                    ("township", "Township or street"),
                                    ("unit", "Unit"),
                                ],
                                max_length=8,
                                verbose_name="level",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("strategy", "Major strategy"),
                                    ("project", "Key project"),
                                    ("event", "Major event"),
                                    ("core", "Core work"),
                                    ("window", "Service window"),
                                    ("energy", "Energy saving and emission cuts"),
                                    ("safety", "Safety and health"),
                                    ("skill", "Skills"),
                                    ("other", "Other"),
                                ],
                                max_length=8,
                                verbose_name="type",
                            ),
                        ),
                        (
                            "theme",
                            models.CharField(blank=True, max_length=200, verbose_name="theme"),
                        ),
                        ("organiser", models.CharField(max_length=80, verbose_name="organiser")),
                        (
                            "judges",
                            models.CharField(blank=True, max_length=200, verbose_name="judges"),
                        ),
                        ("starts_on", models.DateField(verbose_name="starts on")),
                        ("ends_on", models.DateField(verbose_name="ends on")),
                        (
                            "opened_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="opened on"
                            ),
                        ),
                        (
                            "dropped_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="dropped on"
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contests",
                                to="campaigns.campaign",
                                verbose_name="part of the campaign",
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
                            models.Index(fields=["federation", "-id"], name="contest_federation"),
                            models.Index(fields=["county", "-id"], name="contest_county"),
                            models.Index(fields=["township", "-id"], name="contest_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        ["planned", "running", "judged", "closed", "dropped"],
                                    )
                                ),
                                name="contest_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="contest_days_in_order",
                                violation_error_message="The competition would end before it starts.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage", "planned"),
                                    ("opened_on__isnull", False),
                                    ("dropped_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="contest_opened_on_a_day",
                            ),
                            models.UniqueConstraint(
                                fields=("union", "year", "name"),
                                name="contest_once_a_year",
                                violation_error_message="This union already has that competition this year.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContestUnit",
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
                            "rank",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="rank",
                            ),
                        ),
                        (
                            "award",
                            models.CharField(blank=True, max_length=60, verbose_name="award"),
                        ),
                        ("teams", models.PositiveIntegerField(default=0, verbose_name="teams")),
                        (
                            "joined_on",
                            models.DateField(default=kernel.days.today, verbose_name="joined on"),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="units",
                                to="campaigns.contest",
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
                            "employer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contest_units",
                                to="unions.employer",
                                verbose_name="employer",
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
                                fields=["federation", "-id"], name="contestunit_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="contestunit_county"),
                            models.Index(fields=["township", "-id"], name="contestunit_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contest", "employer"),
                                name="contestunit_once_in_a_contest",
                                violation_error_message="This employer already takes part.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContestOutcome",
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
                            "yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="value created, yuan",
                            ),
                        ),
                        (
                            "certified_by",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="signed by, of finance"
                            ),
                        ),
                        (
                            "certified_on",
                            models.DateField(blank=True, null=True, verbose_name="certified on"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("innovation", "Technical innovations"),
                                    ("invention", "Inventions"),
                                    ("method", "Advanced working methods"),
                                    ("classes", "Training classes held"),
                                    ("promotion", "Workers raised a skill level"),
                                    ("other", "Other"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(blank=True, max_length=120, verbose_name="what it is"),
                        ),
                        (
                            "count",
                            models.PositiveIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="number",
                            ),
                        ),
                        (
                            "attendances",
                            models.PositiveIntegerField(
                                default=0, verbose_name="persons, each time counted"
                            ),
                        ),
                        (
                            "achieved_on",
                            models.DateField(default=kernel.days.today, verbose_name="achieved on"),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="evidence.evidencefile",
                                verbose_name="finance certificate",
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="campaigns.contest",
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="campaigns.contestunit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="contestoutcome_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="contestoutcome_county"),
                            models.Index(
                                fields=["township", "-id"], name="contestoutcome_township"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("yuan", None),
                                    models.Q(
                                        ("certificate__isnull", False),
                                        ("certified_on__isnull", False),
                                        ("yuan__gte", 0),
                                        models.Q(("certified_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contestoutcome_value_certified",
                                violation_error_message="A value needs its signed finance certificate.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contestant",
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
                        ("seal", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "rank",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="rank",
                            ),
                        ),
                        (
                            "award",
                            models.CharField(blank=True, max_length=60, verbose_name="award"),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="name")),
                        (
                            "id_number",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_id,
                                verbose_name="identity number",
                            ),
                        ),
                        (
                            "id_index",
                            kernel.sealing.BlindIndex(
                                blank=True,
                                clean=kernel.sealing.unchanged,
                                default="",
                                editable=False,
                                max_length=64,
                                purpose="id_number",
                                source="id_number",
                            ),
                        ),
                        (
                            "staff_number",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="staff number"
                            ),
                        ),
                        ("team", models.CharField(blank=True, max_length=60, verbose_name="team")),
                        ("entered_on", models.DateField(default=kernel.days.today)),
                        (
                            "person",
                            models.GeneratedField(
                                db_persist=True,
                                expression=models.Case(
                                    models.When(
                                        models.Q(("id_index", ""), _negated=True),
                                        then=models.F("id_index"),
                                    ),
                                    default=django.db.models.functions.text.Concat(
                                        models.Value("s"),
                                        django.db.models.functions.comparison.Cast(
                                            "employer_id", models.CharField()
                                        ),
                                        models.Value(":"),
                                        models.F("staff_number"),
                                    ),
                                ),
                                output_field=models.CharField(max_length=80),
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contestants",
                                to="campaigns.contest",
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
                            "employer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.employer",
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
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contestants",
                                to="campaigns.contestunit",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="contestant_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="contestant_county"),
                            models.Index(fields=["township", "-id"], name="contestant_township"),
                            models.Index(
                                fields=["employer", "staff_number"], name="contestant_staff_number"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contest", "person"),
                                name="contestant_once_in_a_contest",
                                violation_error_message="This person already takes part.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("id_index", ""), _negated=True),
                                    models.Q(("staff_number", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="contestant_is_somebody",
                                violation_error_message="Enter the identity number or the staff number.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Course",
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
                        ("title", models.CharField(max_length=80, verbose_name="course")),
                        ("pinyin", models.CharField(blank=True, max_length=400)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("skill", "Skills"),
                                    ("order", "To an employer's order"),
                                    ("pre_job", "Before a job"),
                                    ("cadre", "Union cadres"),
                                    ("safety", "Safety"),
                                    ("weekend", "Weekend school"),
                                ],
                                max_length=8,
                                verbose_name="kind",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("ends_on", models.DateField(verbose_name="to")),
                        (
                            "hours",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="hours",
                            ),
                        ),
                        ("place", models.CharField(max_length=80, verbose_name="place")),
                        (
                            "seats",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="trainees wanted",
                            ),
                        ),
                        (
                            "cost",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="cost, yuan",
                            ),
                        ),
                        (
                            "funded_by",
                            models.CharField(blank=True, max_length=80, verbose_name="paid from"),
                        ),
                        (
                            "pass_mark",
                            models.PositiveSmallIntegerField(
                                default=60,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="pass mark",
                            ),
                        ),
                        (
                            "last_certificate",
                            models.PositiveIntegerField(default=0, editable=False),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="courses",
                                to="campaigns.campaign",
                                verbose_name="part of the campaign",
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
                            "federation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.federation",
                            ),
                        ),
                        (
                            "orderer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.employer",
                                verbose_name="ordered by",
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
                            models.Index(fields=["federation", "-id"], name="course_federation"),
                            models.Index(fields=["county", "-id"], name="course_county"),
                            models.Index(fields=["township", "-id"], name="course_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                                name="course_days_in_order",
                                violation_error_message="The course would end before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "order"), _negated=True),
                                    ("orderer__isnull", False),
                                    _connector="OR",
                                ),
                                name="course_ordered_by_somebody",
                                violation_error_message="Name the employer who orders the course.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormVersion",
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
                        ("number", models.PositiveSmallIntegerField(default=1)),
                        (
                            "in_force_on",
                            models.DateField(blank=True, null=True, verbose_name="in force from"),
                        ),
                        (
                            "why",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="what changed"
                            ),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="versions",
                                to="campaigns.campaign",
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
                                fields=["federation", "-id"], name="formversion_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="formversion_county"),
                            models.Index(fields=["township", "-id"], name="formversion_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("campaign", "number"), name="formversion_once_in_a_campaign"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("in_force_on", None)),
                                fields=("campaign",),
                                name="formversion_one_being_written",
                                violation_error_message="A new version is being written already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FormField",
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
                        ("position", models.PositiveSmallIntegerField()),
                        ("code", models.SlugField(max_length=40, verbose_name="code")),
                        ("label", models.CharField(max_length=120, verbose_name="question")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("text", "Text"),
                                    ("long", "Long text"),
                                    ("whole", "Whole number"),
                                    ("decimal", "Decimal number"),
                                    ("yuan", "Yuan"),
                                    ("percent", "Percentage"),
                                    ("date", "Date"),
                                    ("yesno", "Yes or no"),
                                    ("choice", "One of several"),
                                    ("choices", "Several of several"),
                                    ("file", "File"),
                                ],
                                max_length=8,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "unit",
                            models.CharField(
                                blank=True, max_length=12, verbose_name="unit of measure"
                            ),
                        ),
                        (
                            "help",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="explanation"
                            ),
                        ),
                        (
                            "required",
                            models.BooleanField(default=True, verbose_name="must be answered"),
                        ),
                        (
                            "choices",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="choices",
                            ),
                        ),
                        (
                            "least",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="at least",
                            ),
                        ),
                        (
                            "most",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="at most",
                            ),
                        ),
                        (
                            "prefill",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="filled in with"
                            ),
                        ),
                        (
                            "total",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "not summed up"),
                                    ("sum", "Sum"),
                                    ("average", "Average"),
                                    ("yes", "Count of yes"),
                                    ("tally", "Count of each choice"),
                                    ("list", "List of the answers"),
                                ],
                                default="",
                                max_length=8,
                                verbose_name="summed up as",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fields",
                                to="campaigns.formversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="formfield_federation"),
                            models.Index(fields=["county", "-id"], name="formfield_county"),
                            models.Index(fields=["township", "-id"], name="formfield_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "code"),
                                name="formfield_code_once",
                                violation_error_message="Another field of this form has this code.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "text",
                                            "long",
                                            "whole",
                                            "decimal",
                                            "yuan",
                                            "percent",
                                            "date",
                                            "yesno",
                                            "choice",
                                            "choices",
                                            "file",
                                        ],
                                    )
                                ),
                                name="formfield_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("total__in", ["", "sum", "average", "yes", "tally", "list"])
                                ),
                                name="formfield_total",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HonourScheme",
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
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "Being drafted"),
                                    ("open", "Open for nominations"),
                                    ("closed", "Closed"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        ("title", models.CharField(max_length=60, verbose_name="honour")),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "family",
                            models.CharField(
                                choices=[
                                    ("competition", "Labour competition"),
                                    ("training", "Training and skills"),
                                    ("harmony", "Labour relations"),
                                    ("culture", "Culture and learning"),
                                    ("honour", "Honours"),
                                    ("organising", "Organising"),
                                    ("welfare", "Welfare"),
                                ],
                                default="honour",
                                max_length=12,
                                verbose_name="family",
                            ),
                        ),
                        (
                            "honours",
                            models.CharField(
                                choices=[
                                    ("employer", "Employer or its union"),
                                    ("collective", "Front-line collective"),
                                    ("person", "Person"),
                                    ("home", "Workers' home"),
                                ],
                                max_length=10,
                                verbose_name="who can be honoured",
                            ),
                        ),
                        (
                            "grade",
                            models.CharField(
                                blank=True,
                                help_text="Such as A, AA or AAA.",
                                max_length=10,
                                verbose_name="grade",
                            ),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="basis document"
                            ),
                        ),
                        (
                            "about",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="conditions"
                            ),
                        ),
                        (
                            "publicity_days",
                            models.PositiveSmallIntegerField(
                                default=5,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(60),
                                ],
                                verbose_name="working days of publicity",
                            ),
                        ),
                        (
                            "recheck_months",
                            models.PositiveSmallIntegerField(
                                default=0,
                                help_text="0: it is not checked again.",
                                validators=[django.core.validators.MaxValueValidator(120)],
                                verbose_name="months to the re-check",
                            ),
                        ),
                        (
                            "least_score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("100")),
                                ],
                                verbose_name="least score",
                            ),
                        ),
                        (
                            "needs_grade",
                            models.CharField(
                                blank=True, max_length=10, verbose_name="grade held before"
                            ),
                        ),
                        (
                            "needs_months",
                            models.PositiveSmallIntegerField(
                                default=12,
                                validators=[django.core.validators.MaxValueValidator(120)],
                                verbose_name="months it was held",
                            ),
                        ),
                        ("last_plate", models.PositiveIntegerField(default=0, editable=False)),
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
                                fields=["federation", "-id"], name="honourscheme_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="honourscheme_county"),
                            models.Index(fields=["township", "-id"], name="honourscheme_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["draft", "open", "closed", "dropped"])
                                ),
                                name="honourscheme_stage",
                            ),
                            models.UniqueConstraint(
                                fields=("union", "title", "grade", "year"),
                                name="honourscheme_once_a_year",
                                violation_error_message="This honour is already issued for the year.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HonourQuota",
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
                            "seats",
                            models.PositiveIntegerField(
                                validators=[django.core.validators.MaxValueValidator(10000)],
                                verbose_name="places",
                            ),
                        ),
                        (
                            "forwarded",
                            models.PositiveIntegerField(
                                default=0, editable=False, verbose_name="forwarded"
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
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="quotas",
                                to="campaigns.honourscheme",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="honourquota_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="honourquota_county"),
                            models.Index(fields=["township", "-id"], name="honourquota_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("scheme", "union"), name="honourquota_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("forwarded__lte", models.F("seats"))),
                                name="honourquota_not_exceeded",
                                violation_error_message="More were forwarded already than these places.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Learner",
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
                        ("seal", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("name", models.CharField(max_length=40, verbose_name="name")),
                        (
                            "id_number",
                            kernel.sealing.SealedField(
                                mask=kernel.sealing.mask_id, verbose_name="identity number"
                            ),
                        ),
                        (
                            "id_index",
                            kernel.sealing.BlindIndex(
                                blank=True,
                                clean=kernel.sealing.unchanged,
                                default="",
                                editable=False,
                                max_length=64,
                                purpose="id_number",
                                source="id_number",
                            ),
                        ),
                        (
                            "phone",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_phone,
                                verbose_name="mobile number",
                            ),
                        ),
                        ("enrolled_on", models.DateField(default=kernel.days.today)),
                        (
                            "score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("100")),
                                ],
                                verbose_name="score",
                            ),
                        ),
                        ("passed", models.BooleanField(null=True, verbose_name="passed")),
                        ("scored_on", models.DateField(null=True)),
                        (
                            "certificate",
                            models.PositiveIntegerField(
                                null=True, verbose_name="certificate number"
                            ),
                        ),
                        (
                            "level_before",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("6", "No level yet"),
                                    ("5", "Level five, junior"),
                                    ("4", "Level four, middle"),
                                    ("3", "Level three, senior"),
                                    ("2", "Level two, technician"),
                                    ("1", "Level one, senior technician"),
                                ],
                                max_length=1,
                                verbose_name="level before",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("6", "No level yet"),
                                    ("5", "Level five, junior"),
                                    ("4", "Level four, middle"),
                                    ("3", "Level three, senior"),
                                    ("2", "Level two, technician"),
                                    ("1", "Level one, senior technician"),
                                ],
                                max_length=1,
                                verbose_name="level",
                            ),
                        ),
                        ("issued_on", models.DateField(null=True, verbose_name="issued on")),
                        ("expires_on", models.DateField(null=True, verbose_name="valid until")),
                        ("remind_on", models.DateField(editable=False, null=True)),
                        (
                            "placed_at",
                            models.CharField(blank=True, max_length=80, verbose_name="works at"),
                        ),
                        (
                            "placed_on",
                            models.DateField(blank=True, null=True, verbose_name="since"),
                        ),
                        (
                            "kept_3",
                            models.BooleanField(
                                null=True, verbose_name="still there after three months"
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
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="learners",
                                to="campaigns.course",
                            ),
                        ),
                        (
                            "employer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.employer",
                                verbose_name="employer",
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
                            models.Index(fields=["federation", "-id"], name="learner_federation"),
                            models.Index(fields=["county", "-id"], name="learner_county"),
                            models.Index(fields=["township", "-id"], name="learner_township"),
                            models.Index(
                                fields=["federation", "remind_on"], name="learner_expiring"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("course", "id_index"),
                                name="learner_once_in_a_course",
                                violation_error_message="This person is already in the course.",
                            ),
                            models.UniqueConstraint(
                                fields=("course", "certificate"),
                                name="learner_own_certificate_number",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("id_index", ""), _negated=True),
                                name="learner_is_somebody",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score", None),
                                    models.Q(("score__gte", 0), ("score__lte", 100)),
                                    _connector="OR",
                                ),
                                name="learner_score_of_a_hundred",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("certificate", None),
                                        ("expires_on", None),
                                        ("issued_on", None),
                                    ),
                                    models.Q(
                                        ("certificate__isnull", False),
                                        ("issued_on__isnull", False),
                                        ("passed", True),
                                        ("passed__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="learner_certified_has_passed",
                                violation_error_message="A certificate goes to who has passed.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_on", None),
                                    ("expires_on__gt", models.F("issued_on")),
                                    _connector="OR",
                                ),
                                name="learner_certificate_ends_after_it_begins",
                                violation_error_message="The certificate would end before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("kept_3", None), ("placed_at", ""), ("placed_on", None)
                                    ),
                                    models.Q(
                                        ("placed_on__isnull", False),
                                        models.Q(("placed_at", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="learner_placed_somewhere",
                                violation_error_message="Say where and since when.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lesson",
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
                            "topic",
                            models.CharField(blank=True, max_length=80, verbose_name="topic"),
                        ),
                        ("day", models.DateField(verbose_name="day")),
                        ("starts_at", models.TimeField(verbose_name="from")),
                        ("ends_at", models.TimeField(verbose_name="to")),
                        (
                            "code",
                            models.CharField(
                                default=campaigns.models.course.new_code,
                                editable=False,
                                max_length=16,
                                unique=True,
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
                            "course",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lessons",
                                to="campaigns.course",
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
                            models.Index(fields=["federation", "-id"], name="lesson_federation"),
                            models.Index(fields=["county", "-id"], name="lesson_county"),
                            models.Index(fields=["township", "-id"], name="lesson_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("course", "day", "starts_at"),
                                name="lesson_one_at_a_time",
                                violation_error_message="The course already has a lesson at that time.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                                name="lesson_ends_after_it_starts",
                                violation_error_message="The lesson would end before it starts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Nomination",
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
                            "stage",
                            models.CharField(
                                choices=[
                                    ("drafted", "Being drafted"),
                                    ("county", "County review"),
                                    ("city", "City review"),
                                    ("publicity", "In publicity"),
                                    ("objected", "Objected to"),
                                    ("awarded", "Awarded"),
                                    ("kept", "Kept after a re-check"),
                                    ("withdrawn", "Withdrawn"),
                                    ("refused", "Refused"),
                                    ("dropped", "Dropped"),
                                ],
                                default="drafted",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[
                                    ("employer", "Employer or its union"),
                                    ("collective", "Front-line collective"),
                                    ("person", "Person"),
                                    ("home", "Workers' home"),
                                ],
                                editable=False,
                                max_length=10,
                                verbose_name="who is honoured",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                max_length=80, verbose_name="name of the collective or person"
                            ),
                        ),
                        ("pinyin", models.CharField(blank=True, editable=False, max_length=400)),
                        (
                            "members",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(1000000),
                                ],
                                verbose_name="members of the collective",
                            ),
                        ),
                        (
                            "summary",
                            models.CharField(
                                help_text="This is what the publicity shows.",
                                max_length=200,
                                verbose_name="deeds in short",
                            ),
                        ),
                        (
                            "deeds",
                            models.TextField(blank=True, max_length=4000, verbose_name="deeds"),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("100")),
                                ],
                                verbose_name="score",
                            ),
                        ),
                        (
                            "handed_in_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="handed in on"
                            ),
                        ),
                        (
                            "published_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="in publicity from"
                            ),
                        ),
                        (
                            "publicity_until",
                            models.DateField(
                                editable=False, null=True, verbose_name="in publicity until"
                            ),
                        ),
                        ("days_left", models.PositiveSmallIntegerField(editable=False, null=True)),
                        (
                            "plate",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=20,
                                verbose_name="plate number",
                            ),
                        ),
                        (
                            "awarded_on",
                            models.DateField(editable=False, null=True, verbose_name="awarded on"),
                        ),
                        (
                            "recheck_on",
                            models.DateField(editable=False, null=True, verbose_name="re-check on"),
                        ),
                        (
                            "rechecked_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="last re-checked on"
                            ),
                        ),
                        (
                            "withdrawn_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="withdrawn on"
                            ),
                        ),
                        (
                            "withdrawal",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ordered", "By order"),
                                    ("automatic", "Automatic, its conditions no longer hold"),
                                    ("natural", "Natural, the unit or post is no more"),
                                ],
                                max_length=10,
                                verbose_name="way of withdrawal",
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
                            "employer",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nominations",
                                to="unions.employer",
                                verbose_name="employer",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="evidence.evidencefile",
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
                            "scheme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="nominations",
                                to="campaigns.honourscheme",
                            ),
                        ),
                        (
                            "seat",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="campaigns.honourquota",
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
                                fields=["federation", "-id"], name="nomination_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="nomination_county"),
                            models.Index(fields=["township", "-id"], name="nomination_township"),
                            models.Index(
                                fields=["federation", "stage", "publicity_until"],
                                name="nomination_shown",
                            ),
                            models.Index(
                                fields=["federation", "awarded_on"], name="nomination_awarded"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "drafted",
                                            "county",
                                            "city",
                                            "publicity",
                                            "objected",
                                            "awarded",
                                            "kept",
                                            "withdrawn",
                                            "refused",
                                            "dropped",
                                        ],
                                    )
                                ),
                                name="nomination_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("employer__isnull", False),
                                    ("subject", "person"),
                                    _connector="OR",
                                ),
                                name="nomination_of_an_employer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("members__isnull", False),
                                    models.Q(("subject", "collective"), _negated=True),
                                    _connector="OR",
                                ),
                                name="nomination_collective_has_members",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("stage__in", ["awarded", "kept", "withdrawn"]),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("awarded_on__isnull", False),
                                        models.Q(("plate", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="nomination_awarded_with_a_plate",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "withdrawn"), _negated=True),
                                    models.Q(
                                        ("withdrawn_on__isnull", False),
                                        models.Q(("withdrawal", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="nomination_withdrawn_some_way",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("plate", ""), _negated=True),
                                fields=("scheme", "plate"),
                                name="nomination_plate_once",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("stage__in", ("refused", "dropped")), _negated=True
                                ),
                                fields=("scheme", "employer", "name"),
                                name="nomination_once_in_a_scheme",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HonourObjection",
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
                            "ground",
                            models.TextField(max_length=1000, verbose_name="what is objected"),
                        ),
                        (
                            "objector",
                            models.CharField(blank=True, max_length=60, verbose_name="raised by"),
                        ),
                        ("recorded_on", models.DateField(default=kernel.days.today)),
                        ("upheld", models.BooleanField(null=True)),
                        ("settled_on", models.DateField(null=True)),
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
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.officer",
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
                            "nomination",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objections",
                                to="campaigns.nomination",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="honourobjection_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="honourobjection_county"),
                            models.Index(
                                fields=["township", "-id"], name="honourobjection_township"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("settled_on__isnull", True), ("upheld__isnull", True)
                                    ),
                                    models.Q(
                                        ("settled_on__isnull", False), ("upheld__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="honourobjection_settled_on_a_day",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
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
                            "stage",
                            models.CharField(
                                choices=[
                                    ("invited", "To be reported"),
                                    ("reported", "Reported"),
                                    ("returned", "Returned for changes"),
                                    ("accepted", "Accepted"),
                                    ("excused", "Excused"),
                                ],
                                default="invited",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        ("answers", models.JSONField(blank=True, default=dict)),
                        (
                            "reported_on",
                            models.DateField(blank=True, null=True, verbose_name="reported on"),
                        ),
                        (
                            "urged_on",
                            models.DateField(blank=True, null=True, verbose_name="last urged on"),
                        ),
                        (
                            "campaign",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="campaigns.campaign",
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
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="campaigns.formversion",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="participation_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="participation_county"),
                            models.Index(fields=["township", "-id"], name="participation_township"),
                            models.Index(
                                fields=["federation", "stage", "due_on"],
                                name="participation_waiting",
                            ),
                            models.Index(
                                fields=["campaign", "county", "stage"], name="participation_totals"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        ["invited", "reported", "returned", "accepted", "excused"],
                                    )
                                ),
                                name="participation_stage",
                            ),
                            models.UniqueConstraint(
                                fields=("campaign", "union"),
                                name="union_once_in_a_campaign",
                                violation_error_message="This union already takes part.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PartFile",
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
                        ("code", models.SlugField(max_length=40)),
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="evidence.evidencefile",
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
                            "part",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="campaigns.participation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="partfile_federation"),
                            models.Index(fields=["county", "-id"], name="partfile_county"),
                            models.Index(fields=["township", "-id"], name="partfile_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("part", "code"), name="partfile_once_for_a_field"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
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
                        ("code", models.SlugField(max_length=40, verbose_name="code")),
                        ("title", models.CharField(max_length=80, verbose_name="title")),
                        (
                            "family",
                            models.CharField(
                                choices=[
                                    ("competition", "Labour competition"),
                                    ("training", "Training and skills"),
                                    ("harmony", "Labour relations"),
                                    ("culture", "Culture and learning"),
                                    ("honour", "Honours"),
                                    ("organising", "Organising"),
                                    ("welfare", "Welfare"),
                                ],
                                max_length=12,
                                verbose_name="family",
                            ),
                        ),
                        (
                            "about",
                            models.TextField(
                                blank=True, max_length=1000, verbose_name="what it is for"
                            ),
                        ),
                        (
                            "source",
                            models.CharField(blank=True, max_length=120, verbose_name="source"),
                        ),
                        (
                            "figures",
                            models.JSONField(blank=True, default=list, verbose_name="figures"),
                        ),
                        ("form", models.JSONField(blank=True, default=list, verbose_name="form")),
                        (
                            "from_catalogue",
                            models.BooleanField(default=False, verbose_name="from the catalogue"),
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="programme_federation"),
                            models.Index(fields=["county", "-id"], name="programme_county"),
                            models.Index(fields=["township", "-id"], name="programme_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "code"),
                                name="programme_once_in_a_federation",
                                violation_error_message="There already is a programme with this code.",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="campaign",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="campaigns",
                to="campaigns.programme",
                verbose_name="programme",
            ),
        ),
        kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name="SignIn",
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
                        ("at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                        (
                            "way",
                            models.CharField(
                                choices=[("phone", "By phone"), ("hand", "By hand")],
                                max_length=5,
                                verbose_name="how",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.officer",
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
                            "federation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.federation",
                            ),
                        ),
                        (
                            "learner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_ins",
                                to="campaigns.learner",
                            ),
                        ),
                        (
                            "lesson",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_ins",
                                to="campaigns.lesson",
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
                            models.Index(fields=["federation", "-id"], name="signin_federation"),
                            models.Index(fields=["county", "-id"], name="signin_county"),
                            models.Index(fields=["township", "-id"], name="signin_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("learner", "lesson"), name="signin_once_in_a_lesson"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("by", None), ("way", "phone")),
                                    models.Q(("by__isnull", False), ("way", "hand")),
                                    _connector="OR",
                                ),
                                name="signin_by_phone_or_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SuggestionBook",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "way",
                            models.CharField(
                                choices=[("single", "One by one"), ("counts", "By counts")],
                                max_length=6,
                                verbose_name="kept",
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
                            "employer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="suggestion_books",
                                to="unions.employer",
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
                                fields=["federation", "-id"], name="suggestionbook_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="suggestionbook_county"),
                            models.Index(
                                fields=["township", "-id"], name="suggestionbook_township"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("employer", "year"),
                                name="suggestionbook_one_a_year",
                                violation_error_message="This employer's year is kept already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Suggestion",
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
                            "yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="value created, yuan",
                            ),
                        ),
                        (
                            "certified_by",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="signed by, of finance"
                            ),
                        ),
                        (
                            "certified_on",
                            models.DateField(blank=True, null=True, verbose_name="certified on"),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("proposed", "Proposed"),
                                    ("adopted", "Adopted"),
                                    ("declined", "Not adopted"),
                                    ("implemented", "Implemented"),
                                ],
                                default="proposed",
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "text",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="what is suggested"
                            ),
                        ),
                        (
                            "proposer",
                            models.CharField(
                                max_length=60, verbose_name="proposed by (person or team)"
                            ),
                        ),
                        (
                            "proposed_on",
                            models.DateField(default=kernel.days.today, verbose_name="proposed on"),
                        ),
                        (
                            "adopted_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="adopted on"
                            ),
                        ),
                        (
                            "implemented_on",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="implemented on"
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="evidence.evidencefile",
                                verbose_name="finance certificate",
                            ),
                        ),
                        (
                            "contest",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="suggestions",
                                to="campaigns.contest",
                                verbose_name="competition",
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
                            "book",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="suggestions",
                                to="campaigns.suggestionbook",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="suggestion_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="suggestion_county"),
                            models.Index(fields=["township", "-id"], name="suggestion_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("yuan", None),
                                    models.Q(
                                        ("certificate__isnull", False),
                                        ("certified_on__isnull", False),
                                        ("yuan__gte", 0),
                                        models.Q(("certified_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="suggestion_value_certified",
                                violation_error_message="A value needs its signed finance certificate.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        ["proposed", "adopted", "declined", "implemented"],
                                    )
                                ),
                                name="suggestion_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("yuan", None), ("stage", "implemented"), _connector="OR"
                                ),
                                name="suggestion_saves_once_implemented",
                                violation_error_message="A suggestion saves nothing before it is implemented.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SuggestionTally",
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
                            "yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="value created, yuan",
                            ),
                        ),
                        (
                            "certified_by",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="signed by, of finance"
                            ),
                        ),
                        (
                            "certified_on",
                            models.DateField(blank=True, null=True, verbose_name="certified on"),
                        ),
                        (
                            "counted_on",
                            models.DateField(default=kernel.days.today, verbose_name="counted on"),
                        ),
                        ("proposed", models.PositiveIntegerField(verbose_name="proposed")),
                        ("adopted", models.PositiveIntegerField(verbose_name="adopted")),
                        ("implemented", models.PositiveIntegerField(verbose_name="implemented")),
                        (
                            "book",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tallies",
                                to="campaigns.suggestionbook",
                            ),
                        ),
                        (
                            "certificate",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="evidence.evidencefile",
                                verbose_name="finance certificate",
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
                                fields=["federation", "-id"], name="suggestiontally_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="suggestiontally_county"),
                            models.Index(
                                fields=["township", "-id"], name="suggestiontally_township"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("yuan", None),
                                    models.Q(
                                        ("certificate__isnull", False),
                                        ("certified_on__isnull", False),
                                        ("yuan__gte", 0),
                                        models.Q(("certified_by", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="suggestiontally_value_certified",
                                violation_error_message="A value needs its signed finance certificate.",
                            ),
                            models.UniqueConstraint(
                                fields=("book", "counted_on"),
                                name="suggestiontally_one_a_day",
                                violation_error_message="This unit's suggestions were counted on that day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("adopted__lte", models.F("proposed")),
                                    ("implemented__lte", models.F("adopted")),
                                ),
                                name="suggestiontally_never_more_than_before",
                                violation_error_message="No more can be adopted than were proposed, nor implemented than adopted.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Venue",
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
                                    ("reading_room", "Workers' reading room"),
                                    ("studio", "Innovation studio"),
                                    ("station", "Service station"),
                                    ("cultural_home", "Migrant workers' cultural home"),
                                    ("counselling", "Psychological counselling room"),
                                    ("school", "School or education point"),
                                    ("weekend_school", "Weekend school"),
                                ],
                                max_length=16,
                                verbose_name="kind",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("pinyin", models.CharField(blank=True, max_length=400)),
                        ("place", models.CharField(max_length=120, verbose_name="place")),
                        ("opened_on", models.DateField(verbose_name="opened on")),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="closed on"),
                        ),
                        (
                            "close_reason",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="why it closed"
                            ),
                        ),
                        (
                            "hours",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="opening hours"
                            ),
                        ),
                        (
                            "keeper",
                            models.CharField(blank=True, max_length=40, verbose_name="keeper"),
                        ),
                        ("area", models.PositiveIntegerField(default=0, verbose_name="area, m²")),
                        ("seats", models.PositiveIntegerField(default=0, verbose_name="seats")),
                        ("staff", models.PositiveIntegerField(default=0, verbose_name="staff")),
                        (
                            "has_pc",
                            models.BooleanField(
                                default=False, verbose_name="computer with internet"
                            ),
                        ),
                        (
                            "e_reading",
                            models.BooleanField(
                                default=False, verbose_name="licensed e-reading platform"
                            ),
                        ),
                        ("books", models.PositiveIntegerField(default=0, verbose_name="books")),
                        (
                            "papers",
                            models.PositiveIntegerField(
                                default=0, verbose_name="newspapers and magazines"
                            ),
                        ),
                        (
                            "recordings",
                            models.PositiveIntegerField(
                                default=0, verbose_name="audio and video items"
                            ),
                        ),
                        (
                            "counted_on",
                            models.DateField(editable=False, null=True, verbose_name="counted on"),
                        ),
                        (
                            "books_out",
                            models.PositiveIntegerField(
                                default=0, editable=False, verbose_name="books lent out"
                            ),
                        ),
                        (
                            "books_in",
                            models.PositiveIntegerField(
                                default=0, editable=False, verbose_name="books lent to it"
                            ),
                        ),
                        (
                            "leader",
                            models.CharField(blank=True, max_length=40, verbose_name="leader"),
                        ),
                        (
                            "leader_honour",
                            models.CharField(
                                blank=True,
                                help_text="Such as model worker, May Day medal or craftsman.",
                                max_length=80,
                                verbose_name="leader's honour",
                            ),
                        ),
                        (
                            "team",
                            models.PositiveIntegerField(default=0, verbose_name="team members"),
                        ),
                        (
                            "topics",
                            models.PositiveIntegerField(default=0, verbose_name="topics a year"),
                        ),
                        (
                            "full_time",
                            models.BooleanField(
                                default=False, verbose_name="a full-time organiser"
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("own", "Not recognised"),
                                    ("county", "County level"),
                                    ("city", "City level"),
                                    ("province", "Provincial level"),
                                    ("national", "National level"),
                                ],
                                default="own",
                                editable=False,
                                max_length=8,
                                verbose_name="level",
                            ),
                        ),
                        (
                            "recognised_on",
                            models.DateField(
                                editable=False, null=True, verbose_name="recognised on"
                            ),
                        ),
                        (
                            "plate",
                            models.CharField(
                                blank=True,
                                editable=False,
                                max_length=40,
                                verbose_name="plate number",
                            ),
                        ),
                        (
                            "confirm_by",
                            models.DateField(
                                editable=False, null=True, verbose_name="to be confirmed anew by"
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
                            models.Index(fields=["federation", "-id"], name="venue_federation"),
                            models.Index(fields=["county", "-id"], name="venue_county"),
                            models.Index(fields=["township", "-id"], name="venue_township"),
                            models.Index(
                                fields=["federation", "confirm_by"], name="venue_to_confirm"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("union", "kind", "name"),
                                name="venue_once_in_a_union",
                                violation_error_message="This union already has such a venue of that name.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "reading_room",
                                            "studio",
                                            "station",
                                            "cultural_home",
                                            "counselling",
                                            "school",
                                            "weekend_school",
                                        ],
                                    ),
                                    (
                                        "level__in",
                                        ["own", "county", "city", "province", "national"],
                                    ),
                                ),
                                name="venue_kind_and_level",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("books_out__lte", models.F("books"))),
                                name="venue_lends_what_it_has",
                                violation_error_message="More books are lent out than that.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("level", "own"), ("recognised_on", None)),
                                    models.Q(
                                        models.Q(("level", "own"), _negated=True),
                                        ("recognised_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="venue_level_since_a_day",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("close_reason", ""), ("closed_on", None)),
                                    models.Q(
                                        ("closed_on__gte", models.F("opened_on")),
                                        models.Q(("close_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="venue_closed_for_a_reason",
                                violation_error_message="It closes on a day after it opened, for a reason.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("full_time", False), ("kind", "station"), _connector="OR"
                                ),
                                name="venue_organiser_at_a_station",
                                violation_error_message="Only a service station has an organiser.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StudioResult",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("topic", "Topic approved by the unit"),
                                    ("innovation", "Innovation or patent"),
                                    ("method", "Operating method"),
                                    ("award", "Award"),
                                    ("grant", "Grant received"),
                                    ("exchange", "Exchange or training held"),
                                    ("promotion", "Members promoted"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("count", models.PositiveIntegerField(default=1, verbose_name="number")),
                        (
                            "yuan",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="award or grant, yuan",
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
                            "venue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="campaigns.venue",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="studioresult_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="studioresult_county"),
                            models.Index(fields=["township", "-id"], name="studioresult_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "topic",
                                            "innovation",
                                            "method",
                                            "award",
                                            "grant",
                                            "exchange",
                                            "promotion",
                                        ],
                                    )
                                ),
                                name="studioresult_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("yuan", None),
                                    models.Q(("kind__in", ["award", "grant"]), ("yuan__gte", 0)),
                                    _connector="OR",
                                ),
                                name="studioresult_yuan_of_an_award",
                                violation_error_message="Only an award or a grant has a sum in yuan.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BookRotation",
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
                            "library",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="or by a library"
                            ),
                        ),
                        ("books", models.PositiveIntegerField(verbose_name="number of books")),
                        (
                            "lent_on",
                            models.DateField(default=kernel.days.today, verbose_name="lent on"),
                        ),
                        ("due_on", models.DateField(verbose_name="due back on")),
                        (
                            "returned_on",
                            models.DateField(blank=True, null=True, verbose_name="returned on"),
                        ),
                        (
                            "missing",
                            models.PositiveIntegerField(default=0, verbose_name="books missing"),
                        ),
                        (
                            "came_from",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="went_to",
                                to="campaigns.bookrotation",
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
                            "federation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.federation",
                            ),
                        ),
                        (
                            "lent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.union",
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
                            "lender",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lendings",
                                to="campaigns.venue",
                                verbose_name="lent by a venue",
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rotations",
                                to="campaigns.venue",
                                verbose_name="lent to",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="bookrotation_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="bookrotation_county"),
                            models.Index(fields=["township", "-id"], name="bookrotation_township"),
                            models.Index(
                                condition=models.Q(("returned_on", None)),
                                fields=["federation", "due_on"],
                                name="bookrotation_out",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("books__gt", 0), ("missing__lte", models.F("books"))
                                ),
                                name="bookrotation_books",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("due_on__gte", models.F("lent_on")),
                                    models.Q(
                                        ("returned_on", None),
                                        ("returned_on__gte", models.F("lent_on")),
                                        _connector="OR",
                                    ),
                                ),
                                name="bookrotation_days_in_order",
                                violation_error_message="Books come back after they were lent.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lender__isnull", False), ("library", "")),
                                    models.Q(
                                        ("lender__isnull", True),
                                        models.Q(("library", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="bookrotation_one_lender",
                                violation_error_message="Either a venue lends them or a library.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("lender__isnull", True),
                                    models.Q(("lender", models.F("venue")), _negated=True),
                                    _connector="OR",
                                ),
                                name="bookrotation_to_another",
                                violation_error_message="A venue lends nothing to itself.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VenueStanding",
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
                        ("is_open", models.BooleanField(default=True)),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("own", "Not recognised"),
                                    ("county", "County level"),
                                    ("city", "City level"),
                                    ("province", "Provincial level"),
                                    ("national", "National level"),
                                ],
                                max_length=8,
                                verbose_name="level",
                            ),
                        ),
                        (
                            "plate",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="plate number"
                            ),
                        ),
                        ("full_time", models.BooleanField(default=False)),
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
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
                            "venue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="standings",
                                to="campaigns.venue",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="venuestanding_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="venuestanding_county"),
                            models.Index(fields=["township", "-id"], name="venuestanding_township"),
                        ],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("venue"), "="),
                                    (unions.models.tree.DateRange("valid_from", "valid_to"), "&&"),
                                ],
                                name="venue_one_standing_at_a_time",
                                violation_error_message="This venue already has a standing in that time.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VenueStock",
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
                            "counted_on",
                            models.DateField(default=kernel.days.today, verbose_name="counted on"),
                        ),
                        (
                            "books",
                            models.PositiveIntegerField(
                                help_text="The venue's own; those it has lent out among them.",
                                verbose_name="books",
                            ),
                        ),
                        (
                            "papers",
                            models.PositiveIntegerField(verbose_name="newspapers and magazines"),
                        ),
                        (
                            "recordings",
                            models.PositiveIntegerField(verbose_name="audio and video items"),
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
                            "venue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stock",
                                to="campaigns.venue",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="venuestock_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="venuestock_county"),
                            models.Index(fields=["township", "-id"], name="venuestock_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("venue", "counted_on"),
                                name="venuestock_once_a_day",
                                violation_error_message="It was counted on that day.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VenueUse",
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
                        ("day", models.DateField(default=kernel.days.today, verbose_name="day")),
                        (
                            "hours_open",
                            models.DecimalField(
                                decimal_places=1, default=0, max_digits=4, verbose_name="hours open"
                            ),
                        ),
                        ("visitors", models.PositiveIntegerField(verbose_name="visitors")),
                        (
                            "loans",
                            models.PositiveIntegerField(default=0, verbose_name="books borrowed"),
                        ),
                        (
                            "activity",
                            models.CharField(blank=True, max_length=80, verbose_name="activity"),
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
                            "venue",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uses",
                                to="campaigns.venue",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="venueuse_federation"),
                            models.Index(fields=["county", "-id"], name="venueuse_county"),
                            models.Index(fields=["township", "-id"], name="venueuse_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("venue", "day", "activity"),
                                name="venueuse_once",
                                violation_error_message="This use is written down already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("hours_open__gte", 0), ("hours_open__lte", 24)),
                                name="venueuse_hours_of_a_day",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
