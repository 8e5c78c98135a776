from decimal import Decimal

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import kernel.days
import kernel.migrating


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("evidence", "0001_initial"),
        ("unions", "0001_initial"),
    ]

    operations = [
        kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name="CountyPlan",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "batch",
                            models.PositiveSmallIntegerField(default=1, verbose_name="batch"),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "Being gathered"),
                                    ("submitted", "Waiting for the city"),
                                    ("returned", "Returned for changes"),
                                    ("confirmed", "Confirmed by the city"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "summary",
                            models.TextField(
                                blank=True,
                                max_length=2000,
                                verbose_name="how the county will go about it",
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
                                fields=["federation", "-id"], name="countyplan_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="countyplan_county"),
                            models.Index(fields=["township", "-id"], name="countyplan_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("union", "year", "batch"), name="countyplan_once_a_batch"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["draft", "submitted", "returned", "confirmed"])
                                ),
                                name="countyplan_stage",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Criterion",
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
                        ("chapter", models.CharField(max_length=2)),
                        ("chapter_title", models.CharField(max_length=30)),
                        ("code", models.CharField(max_length=5)),
                        ("title", models.CharField(max_length=80)),
                        ("points", models.DecimalField(decimal_places=1, max_digits=4)),
                        ("must", models.BooleanField(default=False)),
                        (
                            "rule",
                            models.CharField(
                                choices=[
                                    ("bool", "Yes or no"),
                                    ("ratio", "Ratio"),
                                    ("count", "Number"),
                                    ("rubric", "Full, half or none"),
                                ],
                                max_length=6,
                            ),
                        ),
                        (
                            "threshold",
                            models.DecimalField(
                                decimal_places=2, default=Decimal("1"), max_digits=5
                            ),
                        ),
                        ("evidence", models.CharField(blank=True, max_length=80)),
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
                        "ordering": ["standard", "position"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="criterion_federation"),
                            models.Index(fields=["county", "-id"], name="criterion_county"),
                            models.Index(fields=["township", "-id"], name="criterion_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("points__gt", 0), ("threshold__gt", 0)),
                                name="criterion_counts_for_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HomePlan",
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
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        ("name", models.CharField(max_length=80, verbose_name="employer")),
                        ("pinyin", models.CharField(blank=True, max_length=400)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("listed", "On the list"),
                                    ("drafting", "Being drafted"),
                                    ("returned", "Returned for changes"),
                                    ("submitted", "Waiting for the county"),
                                    ("approved", "Approved by the county"),
                                    ("gathered", "Waiting for the city"),
                                    ("building", "Being built"),
                                    ("assessed", "Self-assessed"),
                                    ("applied", "Waiting for inspection"),
                                    ("inspecting", "Under inspection"),
                                    ("publicity", "In publicity"),
                                    ("objection", "Objection raised"),
                                    ("accepted", "Accepted"),
                                    ("failed", "Not accepted"),
                                    ("carried", "Carried to next year"),
                                    ("withdrawn", "Withdrawn"),
                                    ("revoked", "Honour revoked"),
                                ],
                                default="listed",
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "declared_vetoes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        (
                                            "refused_contract",
                                            "Refused the collective contract although urged",
                                        ),
                                        ("unpaid", "Wages or social insurance found unpaid"),
                                        ("accident", "A larger work accident or worse"),
                                        ("unrest", "A mass incident of the unit's own making"),
                                        ("misuse", "Union or assistance funds misused"),
                                        ("fraud", "False papers in the application"),
                                        ("overdue_election", "Union election overdue by a year"),
                                        (
                                            "reprisal",
                                            "Union dissolved unlawfully, or reprisal against its officers",
                                        ),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("publicity_until", models.DateField(blank=True, null=True)),
                        (
                            "self_score",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True
                            ),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("none", "Not qualified"),
                                    ("qualified", "Up to standard"),
                                    ("advanced", "Advanced"),
                                    ("model", "Model"),
                                ],
                                default="none",
                                max_length=10,
                                verbose_name="level",
                            ),
                        ),
                        (
                            "carried_from",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="carried_to",
                                to="homes.homeplan",
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
                            "county_plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="plans",
                                to="homes.countyplan",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="home_plans",
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
                            "sponsor",
                            models.ForeignKey(
                                blank=True,
                                null=True,
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
                    ],
                    options={
                        "permissions": [("inspect_homeplan", "Can inspect this home")],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="homeplan_federation"),
                            models.Index(fields=["county", "-id"], name="homeplan_county"),
                            models.Index(fields=["township", "-id"], name="homeplan_township"),
                            models.Index(
                                fields=["county", "stage", "due_on"], name="homeplan_county_stage"
                            ),
                            models.Index(
                                fields=["federation", "stage", "due_on"], name="homeplan_city_stage"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stage", "withdrawn"), _negated=True),
                                fields=("employer", "year"),
                                name="homeplan_once_a_year",
                                violation_error_message="This employer is already on the list of that year.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "listed",
                                            "drafting",
                                            "returned",
                                            "submitted",
                                            "approved",
                                            "gathered",
                                            "building",
                                            "assessed",
                                            "applied",
                                            "inspecting",
                                            "publicity",
                                            "objection",
                                            "accepted",
                                            "failed",
                                            "carried",
                                            "withdrawn",
                                            "revoked",
                                        ],
                                    )
                                ),
                                name="homeplan_stage",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Home",
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
                            "level",
                            models.CharField(
                                choices=[
                                    ("none", "Not qualified"),
                                    ("qualified", "Up to standard"),
                                    ("advanced", "Advanced"),
                                    ("model", "Model"),
                                ],
                                max_length=10,
                                verbose_name="level",
                            ),
                        ),
                        ("accepted_on", models.DateField(verbose_name="accepted on")),
                        (
                            "revoked_on",
                            models.DateField(blank=True, null=True, verbose_name="revoked on"),
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
                                related_name="homes",
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
                            "plan",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="home",
                                to="homes.homeplan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="home_federation"),
                            models.Index(fields=["county", "-id"], name="home_county"),
                            models.Index(fields=["township", "-id"], name="home_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("revoked_on", None)),
                                fields=("employer",),
                                name="home_one_that_counts",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("level", "none"), _negated=True),
                                name="home_has_a_level",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
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
                            "origin",
                            models.CharField(
                                choices=[
                                    ("returned", "Returned"),
                                    ("inspection", "Inspection"),
                                    ("veto", "Veto item"),
                                    ("objection", "Objection"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.CharField(max_length=300, verbose_name="reason")),
                        ("raised_on", models.DateField(default=kernel.days.today)),
                        ("settled_on", models.DateField(blank=True, null=True)),
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
                            "criterion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="homes.criterion",
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
                            "raised_by",
                            models.ForeignKey(
                                null=True,
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="homes.homeplan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="finding_federation"),
                            models.Index(fields=["county", "-id"], name="finding_county"),
                            models.Index(fields=["township", "-id"], name="finding_township"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inspection",
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
                        ("visit_on", models.DateField(verbose_name="visit on")),
                        ("place", models.CharField(max_length=120, verbose_name="place")),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("scoring", "Panel scoring"),
                                    ("closed", "Closed"),
                                    ("cancelled", "Called off"),
                                ],
                                default="scoring",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "vetoes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        (
                                            "refused_contract",
                                            "Refused the collective contract although urged",
                                        ),
                                        ("unpaid", "Wages or social insurance found unpaid"),
                                        ("accident", "A larger work accident or worse"),
                                        ("unrest", "A mass incident of the unit's own making"),
                                        ("misuse", "Union or assistance funds misused"),
                                        ("fraud", "False papers in the application"),
                                        ("overdue_election", "Union election overdue by a year"),
                                        (
                                            "reprisal",
                                            "Union dissolved unlawfully, or reprisal against its officers",
                                        ),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "satisfaction",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=4,
                                null=True,
                                verbose_name="satisfaction of members (%)",
                            ),
                        ),
                        (
                            "score",
                            models.DecimalField(
                                blank=True, decimal_places=1, max_digits=4, null=True
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("none", "Not qualified"),
                                    ("qualified", "Up to standard"),
                                    ("advanced", "Advanced"),
                                    ("model", "Model"),
                                ],
                                default="none",
                                max_length=10,
                            ),
                        ),
                        (
                            "conclusion",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="conclusion"
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inspections",
                                to="homes.homeplan",
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
                                fields=["federation", "-id"], name="inspection_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="inspection_county"),
                            models.Index(fields=["township", "-id"], name="inspection_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("stage", "scoring")),
                                fields=("plan",),
                                name="inspection_one_at_a_time",
                                violation_error_message="This home is being inspected already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["scoring", "closed", "cancelled"])
                                ),
                                name="inspection_stage",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measure",
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
                            "text",
                            models.CharField(blank=True, max_length=300, verbose_name="measure"),
                        ),
                        (
                            "responsible",
                            models.CharField(blank=True, max_length=40, verbose_name="responsible"),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                        (
                            "already_met",
                            models.BooleanField(default=False, verbose_name="met already"),
                        ),
                        (
                            "done_on",
                            models.DateField(blank=True, null=True, verbose_name="done on"),
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
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="homes.criterion",
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measures",
                                to="homes.homeplan",
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
                            models.Index(fields=["federation", "-id"], name="measure_federation"),
                            models.Index(fields=["county", "-id"], name="measure_county"),
                            models.Index(fields=["township", "-id"], name="measure_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "criterion"), name="measure_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attachment",
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
                            "measure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attachments",
                                to="homes.measure",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="attachment_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="attachment_county"),
                            models.Index(fields=["township", "-id"], name="attachment_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("measure", "file"), name="attachment_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PanelMember",
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
                            "is_chair",
                            models.BooleanField(default=False, verbose_name="panel chair"),
                        ),
                        (
                            "is_worker",
                            models.BooleanField(
                                default=False, verbose_name="represents workers or members"
                            ),
                        ),
                        ("handed_in_at", models.DateTimeField(blank=True, null=True)),
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
                            "inspection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="homes.inspection",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="panel_seats",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="panelmember_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="panelmember_county"),
                            models.Index(fields=["township", "-id"], name="panelmember_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("inspection", "officer"), name="panelmember_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_chair", True)),
                                fields=("inspection",),
                                name="panelmember_one_chair",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PanelScore",
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
                        ("applies", models.BooleanField(default=True)),
                        (
                            "answer",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=7,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                            ),
                        ),
                        ("points", models.DecimalField(decimal_places=1, max_digits=4)),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
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
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="homes.criterion",
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
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="scores",
                                to="homes.panelmember",
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
                                fields=["federation", "-id"], name="panelscore_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="panelscore_county"),
                            models.Index(fields=["township", "-id"], name="panelscore_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("member", "criterion"), name="panelscore_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("answer__gte", 0), ("points__gte", 0)),
                                name="panelscore_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProgressNote",
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
                        ("text", models.CharField(max_length=500, verbose_name="progress")),
                        ("written_at", models.DateTimeField(auto_now_add=True)),
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="progress_notes",
                                to="homes.homeplan",
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
                                fields=["federation", "-id"], name="progressnote_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="progressnote_county"),
                            models.Index(fields=["township", "-id"], name="progressnote_township"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ScorePhoto",
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
                            "score",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="photos",
                                to="homes.panelscore",
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
                                fields=["federation", "-id"], name="scorephoto_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="scorephoto_county"),
                            models.Index(fields=["township", "-id"], name="scorephoto_township"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SelfScore",
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
                        ("applies", models.BooleanField(default=True, verbose_name="applies")),
                        (
                            "answer",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=7,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="answer",
                            ),
                        ),
                        ("points", models.DecimalField(decimal_places=1, max_digits=4)),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
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
                            "criterion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="homes.criterion",
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
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="self_scores",
                                to="homes.homeplan",
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
                            models.Index(fields=["federation", "-id"], name="selfscore_federation"),
                            models.Index(fields=["county", "-id"], name="selfscore_county"),
                            models.Index(fields=["township", "-id"], name="selfscore_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("plan", "criterion"), name="selfscore_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("answer__gte", 0), ("points__gte", 0)),
                                name="selfscore_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Standard",
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
                        ("version", models.CharField(max_length=20, verbose_name="version")),
                        (
                            "unit_type",
                            models.CharField(
                                choices=[
                                    ("A", "Non-public, under 100 workers"),
                                    ("B", "Non-public, 100 workers or more"),
                                    ("C", "State, collective and held by them"),
                                    ("D", "Public institutions and agencies"),
                                ],
                                max_length=1,
                                verbose_name="type of unit",
                            ),
                        ),
                        ("from_year", models.PositiveSmallIntegerField(verbose_name="from year")),
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
                            models.Index(fields=["federation", "-id"], name="standard_federation"),
                            models.Index(fields=["county", "-id"], name="standard_county"),
                            models.Index(fields=["township", "-id"], name="standard_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "unit_type", "from_year"),
                                name="standard_once_a_year",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="homeplan",
            name="standard",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="homes.standard"
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="standard",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="criteria",
                to="homes.standard",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(fields=("standard", "code"), name="criterion_once"),
        ),
    ]
