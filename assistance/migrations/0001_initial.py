import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import assistance.models.station
import kernel.days
import kernel.migrating
import kernel.sealing


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
                    name="CounselSlot",
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
                        ("day", models.DateField(verbose_name="day")),
                        ("begins", models.TimeField(verbose_name="begins at")),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(default=50, verbose_name="minutes"),
                        ),
                        ("place", models.CharField(max_length=80, verbose_name="place")),
                        (
                            "counsellor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.officer",
                                verbose_name="counsellor",
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
                                fields=["federation", "-id"], name="counselslot_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="counselslot_county"),
                            models.Index(fields=["township", "-id"], name="counselslot_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "counsellor", "day", "begins"),
                                name="counselslot_once",
                                violation_error_message="This counsellor offers that hour already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__gte", 10), ("minutes__lte", 480)),
                                name="counselslot_minutes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Appointment",
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
                        ("seal", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("booked", "Booked"),
                                    ("confirmed", "Confirmed"),
                                    ("held", "Held"),
                                    ("follow_up", "Followed up"),
                                    ("closed", "Closed"),
                                    ("no_show", "Did not come"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="booked",
                                max_length=20,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "client",
                            kernel.sealing.SealedField(
                                mask=kernel.sealing.mask_all, verbose_name="who comes"
                            ),
                        ),
                        (
                            "phone",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_all,
                                verbose_name="phone number",
                            ),
                        ),
                        (
                            "phone_index",
                            kernel.sealing.BlindIndex(
                                blank=True,
                                clean=kernel.sealing.unchanged,
                                default="",
                                editable=False,
                                max_length=64,
                                purpose="phone",
                                source="phone",
                            ),
                        ),
                        (
                            "problem",
                            kernel.sealing.SealedField(
                                blank=True, mask=kernel.sealing.mask_all, verbose_name="what about"
                            ),
                        ),
                        (
                            "notes",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_all,
                                verbose_name="counsellor's notes",
                            ),
                        ),
                        (
                            "held_on",
                            models.DateField(blank=True, null=True, verbose_name="held on"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "counsellor",
                            models.ForeignKey(
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
                            "slot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="appointments",
                                to="assistance.counselslot",
                                verbose_name="hour",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="appointment_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="appointment_county"),
                            models.Index(fields=["township", "-id"], name="appointment_township"),
                            models.Index(
                                fields=["federation", "stage", "due_on"], name="appointment_waiting"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "booked",
                                            "confirmed",
                                            "held",
                                            "follow_up",
                                            "closed",
                                            "no_show",
                                            "cancelled",
                                        ],
                                    )
                                ),
                                name="appointment_stage",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        ("booked", "confirmed", "held", "follow_up", "closed"),
                                    )
                                ),
                                fields=("federation", "slot"),
                                name="appointment_one_an_hour",
                                violation_error_message="This hour has just been taken. Please choose another.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FiveOccasions",
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
                            "codes",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("survey", "Home visit for a file"),
                                        ("festival", "Festival"),
                                        ("illness", "Illness, hospital"),
                                        ("family", "Wedding or funeral"),
                                        ("birth", "Birth of a child"),
                                        ("retirement", "Leaving or retirement"),
                                        ("disaster", "Accident or disaster"),
                                        ("hardship", "Hard times"),
                                        ("conflict", "Conflict in the family"),
                                        ("spirits", "Low spirits"),
                                    ],
                                    max_length=12,
                                ),
                                size=5,
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="valid from")),
                        ("basis", models.CharField(max_length=120, verbose_name="basis document")),
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
                                fields=["federation", "-id"], name="fiveoccasions_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="fiveoccasions_county"),
                            models.Index(fields=["township", "-id"], name="fiveoccasions_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "valid_from"),
                                name="fiveoccasions_once_a_day",
                                violation_error_message="The five already change on that day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("codes__len", 5)), name="fiveoccasions_are_five"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FundBatch",
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
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("central", "Central finance"),
                                    ("province", "Province"),
                                    ("local", "Local matching"),
                                    ("dues", "Union dues"),
                                    ("donation", "Donations"),
                                    ("administrative", "Administration"),
                                ],
                                max_length=16,
                                verbose_name="source",
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("relief", "Earmarked relief"),
                                    ("warmth", "Sending warmth"),
                                    ("tuition", "Golden autumn tuition"),
                                    ("loans", "Small loans"),
                                    ("other", "Other"),
                                ],
                                max_length=10,
                                verbose_name="purpose",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "document_number",
                            models.CharField(max_length=60, verbose_name="document number"),
                        ),
                        (
                            "promised",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0.01"))
                                ],
                                verbose_name="promised, yuan",
                            ),
                        ),
                        (
                            "kinds",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("living", "Living aid"),
                                        ("medical", "Medical aid"),
                                        ("tuition", "Tuition aid"),
                                        ("festival", "Festival relief"),
                                        ("temporary", "Temporary aid"),
                                        ("mutual", "Mutual aid"),
                                        ("training", "Training"),
                                        ("placement", "Job placement"),
                                        ("loan", "Interest-free loan"),
                                    ],
                                    max_length=10,
                                ),
                                size=None,
                                verbose_name="kinds of aid",
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("deep", "Deep hardship"),
                                        ("relative", "Relative hardship"),
                                        ("accident", "Hardship by accident"),
                                    ],
                                    max_length=10,
                                ),
                                size=None,
                                verbose_name="categories",
                            ),
                        ),
                        (
                            "filed_only",
                            models.BooleanField(
                                default=True, verbose_name="only for households on file"
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="valid from")),
                        ("valid_to", models.DateField(verbose_name="valid to")),
                        ("closed_on", models.DateField(blank=True, null=True)),
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
                            "matches",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matched_by",
                                to="assistance.fundbatch",
                                verbose_name="local matching of",
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
                            models.Index(fields=["federation", "-id"], name="fundbatch_federation"),
                            models.Index(fields=["county", "-id"], name="fundbatch_county"),
                            models.Index(fields=["township", "-id"], name="fundbatch_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=(
                                    "federation",
                                    "union",
                                    "source",
                                    "purpose",
                                    "year",
                                    "document_number",
                                ),
                                name="fundbatch_once",
                                violation_error_message="This batch is already in the books.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                                name="fundbatch_ends_after_it_begins",
                                violation_error_message="The batch would end before it begins.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("promised__gt", 0)), name="fundbatch_promised"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kinds", []), _negated=True),
                                name="fundbatch_for_something",
                                violation_error_message="Say for which kinds of aid it may be used.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AidRound",
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
                                    ("draft", "Being prepared"),
                                    ("preparing", "List being made"),
                                    ("prepared", "List to be checked"),
                                    ("proposed", "Waiting for the decision"),
                                    ("approved", "Approved"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="title")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("living", "Living aid"),
                                    ("medical", "Medical aid"),
                                    ("tuition", "Tuition aid"),
                                    ("festival", "Festival relief"),
                                    ("temporary", "Temporary aid"),
                                    ("mutual", "Mutual aid"),
                                    ("training", "Training"),
                                    ("placement", "Job placement"),
                                    ("loan", "Interest-free loan"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "festival",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("new_year", "New Year"),
                                    ("spring", "Spring Festival"),
                                    ("may_day", "Labour Day"),
                                    ("mid_autumn", "Mid-autumn"),
                                    ("national", "National Day"),
                                ],
                                max_length=10,
                                verbose_name="festival",
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("money", "Money to a card"),
                                    ("goods", "Goods against signature"),
                                ],
                                default="money",
                                max_length=5,
                                verbose_name="form",
                            ),
                        ),
                        (
                            "goods",
                            models.CharField(blank=True, max_length=120, verbose_name="goods"),
                        ),
                        ("amounts", models.JSONField(default=dict, verbose_name="amounts")),
                        (
                            "schooling",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("", "Not at school"),
                                        ("compulsory", "Primary or middle school"),
                                        ("senior", "Senior school"),
                                        ("college", "College, up to bachelor"),
                                    ],
                                    max_length=10,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="students at",
                            ),
                        ),
                        (
                            "minutes",
                            models.CharField(
                                blank=True,
                                max_length=60,
                                verbose_name="minutes of the chair's meeting",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "approved_by",
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
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rounds",
                                to="assistance.fundbatch",
                                verbose_name="fund",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="aidround_federation"),
                            models.Index(fields=["county", "-id"], name="aidround_county"),
                            models.Index(fields=["township", "-id"], name="aidround_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "draft",
                                            "preparing",
                                            "prepared",
                                            "proposed",
                                            "approved",
                                            "dropped",
                                        ],
                                    )
                                ),
                                name="aidround_stage",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Account",
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
                                    ("outside", "Outside"),
                                    ("available", "Available"),
                                    ("reserved", "Reserved"),
                                    ("sent", "With the bank"),
                                    ("paid", "Paid"),
                                    ("lent", "Lent"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "balance",
                            models.DecimalField(
                                decimal_places=2, default=0, editable=False, max_digits=14
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
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="assistance.fundbatch",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="account_federation"),
                            models.Index(fields=["county", "-id"], name="account_county"),
                            models.Index(fields=["township", "-id"], name="account_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("fund", "kind"), name="account_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("balance__gte", 0), ("kind", "outside"), _connector="OR"
                                ),
                                name="account_never_below_nothing",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdFile",
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
                        ("seal", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "Being written"),
                                    ("returned", "Returned for changes"),
                                    ("unit_review", "Checked by the basic union"),
                                    ("unit_publicity", "In publicity at the unit"),
                                    ("town_review", "Reviewed by the township"),
                                    ("means_check", "Means being checked"),
                                    ("county_review", "Waiting for the county"),
                                    ("portal_publicity", "In public publicity"),
                                    ("objection", "Objection raised"),
                                    ("active", "On file"),
                                    ("annual_review", "Yearly review due"),
                                    ("suspended", "Suspended"),
                                    ("rejected", "Rejected"),
                                    ("withdrawn", "Withdrawn"),
                                    ("exited", "Left the register"),
                                ],
                                default="draft",
                                max_length=20,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "origin",
                            models.CharField(
                                choices=[
                                    ("officer", "Reported by an officer"),
                                    ("public", "Applied for on the public page"),
                                    ("migrated", "Taken over from the old register"),
                                ],
                                default="officer",
                                max_length=10,
                            ),
                        ),
                        (
                            "legacy_class",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("allowance", "Household on the subsistence allowance"),
                                    (
                                        "margin",
                                        "Household on the margin of the subsistence allowance",
                                    ),
                                    ("accident", "Household in hardship by accident"),
                                    ("national_2016", "National file of 2016"),
                                    ("provincial_2016", "Provincial file of 2016"),
                                ],
                                max_length=16,
                                verbose_name="class in the old register",
                            ),
                        ),
                        (
                            "applicant_name",
                            models.CharField(max_length=40, verbose_name="applicant"),
                        ),
                        ("pinyin", models.CharField(blank=True, max_length=200)),
                        (
                            "worker_kind",
                            models.CharField(
                                choices=[
                                    ("employed", "Employed"),
                                    ("laid_off", "Laid off"),
                                    ("migrant", "Migrant worker"),
                                    ("retired", "Retired"),
                                ],
                                max_length=10,
                                verbose_name="worker",
                            ),
                        ),
                        ("workplace", models.CharField(max_length=80, verbose_name="unit")),
                        (
                            "phone",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_phone,
                                verbose_name="mobile number",
                            ),
                        ),
                        (
                            "phone_index",
                            kernel.sealing.BlindIndex(
                                blank=True,
                                clean=kernel.sealing.unchanged,
                                default="",
                                editable=False,
                                max_length=64,
                                purpose="phone",
                                source="phone",
                            ),
                        ),
                        (
                            "address",
                            kernel.sealing.SealedField(
                                blank=True, mask=kernel.sealing.mask_all, verbose_name="address"
                            ),
                        ),
                        (
                            "card",
                            kernel.sealing.SealedField(
                                blank=True, mask=kernel.sealing.mask_card, verbose_name="bank card"
                            ),
                        ),
                        (
                            "card_index",
                            kernel.sealing.BlindIndex(
                                blank=True,
                                clean=kernel.sealing.unchanged,
                                default="",
                                editable=False,
                                max_length=64,
                                purpose="card",
                                source="card",
                            ),
                        ),
                        (
                            "card_holder",
                            models.CharField(blank=True, max_length=40, verbose_name="card holder"),
                        ),
                        (
                            "bank_name",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="bank and branch"
                            ),
                        ),
                        (
                            "main_reason",
                            models.CharField(
                                choices=[
                                    ("own_illness", "Own illness"),
                                    ("family_illness", "Illness in the family"),
                                    ("disability", "Disability"),
                                    ("schooling", "Children's schooling"),
                                    ("single_parent", "Single parent"),
                                    ("laid_off", "Laid off or unemployed"),
                                    ("low_income", "Low income"),
                                    ("accident", "Accident or disaster"),
                                    ("work_injury", "Work injury or occupational disease"),
                                    ("other", "Other"),
                                ],
                                max_length=16,
                                verbose_name="main reason",
                            ),
                        ),
                        (
                            "other_reasons",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("own_illness", "Own illness"),
                                        ("family_illness", "Illness in the family"),
                                        ("disability", "Disability"),
                                        ("schooling", "Children's schooling"),
                                        ("single_parent", "Single parent"),
                                        ("laid_off", "Laid off or unemployed"),
                                        ("low_income", "Low income"),
                                        ("accident", "Accident or disaster"),
                                        ("work_injury", "Work injury or occupational disease"),
                                        ("other", "Other"),
                                    ],
                                    max_length=16,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="further reasons",
                            ),
                        ),
                        ("story", models.TextField(blank=True, verbose_name="how it came about")),
                        (
                            "intended_amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="intended aid, yuan",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("deep", "Deep hardship"),
                                    ("relative", "Relative hardship"),
                                    ("accident", "Hardship by accident"),
                                ],
                                max_length=10,
                                verbose_name="category",
                            ),
                        ),
                        (
                            "proposed_category",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("deep", "Deep hardship"),
                                    ("relative", "Relative hardship"),
                                    ("accident", "Hardship by accident"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("working", models.JSONField(blank=True, default=dict)),
                        ("decided_on", models.DateField(null=True)),
                        (
                            "decision_note",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="why so decided"
                            ),
                        ),
                        ("publicity_stage", models.CharField(blank=True, max_length=20)),
                        ("publicity_until", models.DateField(null=True)),
                        ("publicity_days_left", models.PositiveSmallIntegerField(null=True)),
                        ("filed_on", models.DateField(null=True, verbose_name="on file since")),
                        (
                            "review_due_on",
                            models.DateField(null=True, verbose_name="yearly review due"),
                        ),
                        ("exited_on", models.DateField(null=True, verbose_name="left on")),
                        (
                            "exit_reason",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("out_of_hardship", "Out of hardship"),
                                    ("state_support", "Taken into state support"),
                                    ("retired", "Retired"),
                                    ("moved", "Moved away"),
                                    ("died", "Died"),
                                    ("check_failed", "Means check does not agree"),
                                    ("gave_up", "Gave up"),
                                    ("duplicate", "Duplicate"),
                                    ("other", "Other"),
                                ],
                                max_length=16,
                                verbose_name="why it left",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
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
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.officer",
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
                                related_name="+",
                                to="unions.employer",
                                verbose_name="employer on the roll",
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
                            "previous",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="followed_by",
                                to="assistance.householdfile",
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
                                fields=["federation", "-id"], name="householdfile_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="householdfile_county"),
                            models.Index(fields=["township", "-id"], name="householdfile_township"),
                            models.Index(
                                fields=["federation", "phone_index"], name="householdfile_phone"
                            ),
                            models.Index(
                                fields=["federation", "card_index"], name="householdfile_card"
                            ),
                            models.Index(
                                fields=["federation", "stage", "due_on"],
                                name="householdfile_waiting",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "draft",
                                            "returned",
                                            "unit_review",
                                            "unit_publicity",
                                            "town_review",
                                            "means_check",
                                            "county_review",
                                            "portal_publicity",
                                            "objection",
                                            "active",
                                            "annual_review",
                                            "suspended",
                                            "rejected",
                                            "withdrawn",
                                            "exited",
                                        ],
                                    )
                                ),
                                name="householdfile_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("category__in", ["", "deep", "relative", "accident"])
                                ),
                                name="householdfile_category",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("stage__in", ("active", "annual_review")), _negated=True
                                    ),
                                    ("filed_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="householdfile_on_file_since",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "exited"), _negated=True),
                                    models.Q(
                                        ("exited_on__isnull", False),
                                        models.Q(("exit_reason", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="householdfile_left_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HotlineTicket",
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
                        ("seal", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("pinyin", models.CharField(blank=True, max_length=200)),
                        (
                            "phone",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_phone,
                                verbose_name="phone number",
                            ),
                        ),
                        (
                            "phone_index",
                            kernel.sealing.BlindIndex(
                                blank=True,
                                clean=kernel.sealing.unchanged,
                                default="",
                                editable=False,
                                max_length=64,
                                purpose="phone",
                                source="phone",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("received", "Received"),
                                    ("dispatched", "Dispatched"),
                                    ("handling", "Being handled"),
                                    ("answered", "Answered"),
                                    ("called_back", "Called back"),
                                    ("checked", "Quality checked"),
                                    ("closed", "Closed"),
                                ],
                                default="received",
                                max_length=20,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(blank=True, max_length=40, verbose_name="caller"),
                        ),
                        ("anonymous", models.BooleanField(default=False, verbose_name="anonymous")),
                        (
                            "channel",
                            models.CharField(
                                choices=[("phone", "Phone"), ("web", "Web"), ("app", "App")],
                                max_length=8,
                                verbose_name="channel",
                            ),
                        ),
                        (
                            "matter",
                            models.CharField(
                                choices=[
                                    ("advice", "Advice"),
                                    ("service", "Help and services"),
                                    ("complaint", "Complaint"),
                                    ("legal", "Legal aid"),
                                    ("opinion", "Opinion or suggestion"),
                                ],
                                max_length=10,
                                verbose_name="class",
                            ),
                        ),
                        (
                            "difficulty",
                            models.CharField(
                                choices=[
                                    ("ordinary", "Ordinary"),
                                    ("difficult", "Difficult"),
                                    ("complex", "Very complex"),
                                ],
                                default="ordinary",
                                max_length=10,
                                verbose_name="difficulty",
                            ),
                        ),
                        (
                            "workplace",
                            models.CharField(blank=True, max_length=80, verbose_name="unit"),
                        ),
                        (
                            "request",
                            models.TextField(max_length=4000, verbose_name="what is asked"),
                        ),
                        (
                            "received_on",
                            models.DateField(default=kernel.days.today, verbose_name="received on"),
                        ),
                        ("promised_on", models.DateField(verbose_name="answer promised by")),
                        ("extended", models.BooleanField(default=False, verbose_name="extended")),
                        (
                            "outcome",
                            models.TextField(
                                blank=True, max_length=4000, verbose_name="answer given"
                            ),
                        ),
                        (
                            "answered_on",
                            models.DateField(blank=True, null=True, verbose_name="answered on"),
                        ),
                        (
                            "recovered",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="wages recovered, yuan",
                            ),
                        ),
                        (
                            "persons",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="persons"
                            ),
                        ),
                        (
                            "satisfaction",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("satisfied", "Satisfied"),
                                    ("fairly", "Fairly satisfied"),
                                    ("not", "Not satisfied"),
                                ],
                                max_length=10,
                                verbose_name="satisfaction",
                            ),
                        ),
                        (
                            "quality",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="quality score, of 100",
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="closed on"),
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
                            "handler",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.union",
                                verbose_name="union asked",
                            ),
                        ),
                        (
                            "taken_by",
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
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="tickets",
                                to="assistance.householdfile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="hotlineticket_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="hotlineticket_county"),
                            models.Index(fields=["township", "-id"], name="hotlineticket_township"),
                            models.Index(
                                fields=["federation", "stage", "due_on"],
                                name="hotlineticket_waiting",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "received",
                                            "dispatched",
                                            "handling",
                                            "answered",
                                            "called_back",
                                            "checked",
                                            "closed",
                                        ],
                                    )
                                ),
                                name="hotlineticket_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("quality", None), ("quality__lte", 100), _connector="OR"
                                ),
                                name="hotlineticket_quality",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recovered", None), ("recovered__gte", 0), _connector="OR"
                                ),
                                name="hotlineticket_recovered",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ("received", "dispatched", "handling")),
                                    ("answered_on__isnull", False),
                                    _connector="OR",
                                ),
                                name="hotlineticket_answered_on_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ExclusionAnswer",
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
                            "exclusion",
                            models.CharField(
                                choices=[
                                    ("homes", "Two homes or more"),
                                    ("business", "A shop, or a business with hired labour"),
                                    (
                                        "school",
                                        "A child in a high-fee private school, or abroad at own cost",
                                    ),
                                    (
                                        "vehicle",
                                        "Regular use of a motor vehicle not needed for work",
                                    ),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("applies", models.BooleanField(verbose_name="applies")),
                        (
                            "evidence",
                            models.CharField(max_length=200, verbose_name="how this is known"),
                        ),
                        (
                            "set_aside_why",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="why it is set aside"
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
                            "set_aside_by",
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exclusions",
                                to="assistance.householdfile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="exclusionanswer_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="exclusionanswer_county"),
                            models.Index(
                                fields=["township", "-id"], name="exclusionanswer_township"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("file", "exclusion"), name="exclusionanswer_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Disposal",
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
                                    ("proposed", "Appraised, waiting for a second person"),
                                    ("destroyed", "Destroyed"),
                                    ("kept", "Kept further"),
                                ],
                                default="proposed",
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        ("appraisal", models.CharField(max_length=400, verbose_name="appraisal")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disposals",
                                to="assistance.householdfile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="disposal_federation"),
                            models.Index(fields=["county", "-id"], name="disposal_county"),
                            models.Index(fields=["township", "-id"], name="disposal_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["proposed", "destroyed", "kept"])
                                ),
                                name="disposal_stage",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("stage", "proposed")),
                                fields=("file",),
                                name="disposal_one_open",
                                violation_error_message="This file is already waiting for its end.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CallBack",
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
                        ("about", models.CharField(max_length=80)),
                        ("due_on", models.DateField(verbose_name="due on")),
                        (
                            "made_on",
                            models.DateField(blank=True, null=True, verbose_name="made on"),
                        ),
                        (
                            "finding",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="what was heard"
                            ),
                        ),
                        (
                            "in_hardship_again",
                            models.BooleanField(default=False, verbose_name="in hardship again"),
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
                            "made_by",
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="call_backs",
                                to="assistance.householdfile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="callback_federation"),
                            models.Index(fields=["county", "-id"], name="callback_county"),
                            models.Index(fields=["township", "-id"], name="callback_township"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HouseholdMember",
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
                            "relation",
                            models.CharField(
                                choices=[
                                    ("self", "Applicant"),
                                    ("spouse", "Spouse"),
                                    ("child", "Child"),
                                    ("parent", "Parent"),
                                    ("other", "Other dependant"),
                                ],
                                max_length=8,
                                verbose_name="relation",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="name")),
                        (
                            "identity_kind",
                            models.CharField(
                                choices=[
                                    ("citizen", "Resident identity card"),
                                    ("resident", "Residence permit of Hong Kong, Macao or Taiwan"),
                                    ("passport", "Passport or permanent residence card"),
                                ],
                                default="citizen",
                                max_length=10,
                                verbose_name="document",
                            ),
                        ),
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
                            "birth_year",
                            models.PositiveSmallIntegerField(verbose_name="year of birth"),
                        ),
                        (
                            "sex",
                            models.CharField(
                                choices=[("f", "Female"), ("m", "Male")],
                                max_length=1,
                                verbose_name="sex",
                            ),
                        ),
                        (
                            "illness",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_all,
                                verbose_name="illness or disability",
                            ),
                        ),
                        (
                            "schooling",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not at school"),
                                    ("compulsory", "Primary or middle school"),
                                    ("senior", "Senior school"),
                                    ("college", "College, up to bachelor"),
                                ],
                                max_length=10,
                                verbose_name="schooling",
                            ),
                        ),
                        (
                            "not_counted",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Lives with the household"),
                                    ("prison", "In prison"),
                                    ("rehabilitation", "In compulsory rehabilitation"),
                                    ("missing", "Declared missing"),
                                    ("clergy", "Detached clergy for three years or more"),
                                    ("apart", "Keeps a household of their own"),
                                ],
                                max_length=16,
                                verbose_name="not counted because",
                            ),
                        ),
                        ("live", models.BooleanField(default=True, editable=False)),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="members",
                                to="assistance.householdfile",
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
                                fields=["federation", "-id"], name="householdmember_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="householdmember_county"),
                            models.Index(
                                fields=["township", "-id"], name="householdmember_township"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("live", True), models.Q(("id_index", ""), _negated=True)
                                ),
                                fields=("federation", "id_index"),
                                name="householdmember_one_live_file",
                                violation_error_message="This person already belongs to a file.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("relation", "self")),
                                fields=("file",),
                                name="householdmember_one_applicant",
                                violation_error_message="A file has one applicant.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
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
                                    (
                                        "notice",
                                        "Notice read: who collects what, for what, for how long (§17)",
                                    ),
                                    ("sensitive", "Separate consent to sensitive data (§28–30)"),
                                    ("guardian", "Guardian's consent for a child under 14 (§31)"),
                                    ("means_check", "Authorisation of the means check (§23)"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "wording",
                            models.CharField(max_length=20, verbose_name="version of the wording"),
                        ),
                        ("given_by", models.CharField(max_length=40, verbose_name="given by")),
                        ("given_at", models.DateTimeField(verbose_name="given at")),
                        ("address", models.GenericIPAddressField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
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
                            "scan",
                            models.ForeignKey(
                                null=True,
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consents",
                                to="assistance.householdfile",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consents",
                                to="assistance.householdmember",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="consent_federation"),
                            models.Index(fields=["county", "-id"], name="consent_county"),
                            models.Index(fields=["township", "-id"], name="consent_township"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BenefitCard",
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
                        ("number", models.CharField(max_length=20, verbose_name="card number")),
                        ("holder", models.CharField(max_length=40, verbose_name="holder")),
                        ("pinyin", models.CharField(blank=True, max_length=200)),
                        ("issued_on", models.DateField(verbose_name="issued on")),
                        ("valid_until", models.DateField(verbose_name="valid until")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("valid", "Valid"),
                                    ("lost", "Reported lost"),
                                    ("withdrawn", "Card withdrawn"),
                                ],
                                default="valid",
                                max_length=10,
                                verbose_name="state",
                            ),
                        ),
                        ("ended_on", models.DateField(null=True, verbose_name="ended on")),
                        (
                            "ended_why",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="why it ended"
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
                            "issued_by",
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cards",
                                to="assistance.householdfile",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cards",
                                to="assistance.householdmember",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="benefitcard_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="benefitcard_county"),
                            models.Index(fields=["township", "-id"], name="benefitcard_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "number"),
                                name="benefitcard_number",
                                violation_error_message="This card number is already taken.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("state", "valid")),
                                fields=("member",),
                                name="benefitcard_one_valid",
                                violation_error_message="This person already holds a card.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("valid_until__gte", models.F("issued_on"))),
                                name="benefitcard_ends_after_issue",
                                violation_error_message="The card would end before it is issued.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_on", None), ("state", "valid")),
                                    models.Q(
                                        models.Q(("state", "valid"), _negated=True),
                                        ("ended_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="benefitcard_ended_on_a_day",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Aid",
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
                                    ("applied", "Applied for"),
                                    ("returned", "Returned for changes"),
                                    ("checked", "Checked, waiting for approval"),
                                    ("publicity", "Approved, in publicity"),
                                    ("ready", "Ready to be paid"),
                                    ("queued", "In a payment batch"),
                                    ("sent", "With the bank"),
                                    ("failed", "Refused by the bank"),
                                    ("paid", "Paid"),
                                    ("closed", "Closed"),
                                    ("refused", "Refused"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="applied",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        ("recipient", models.CharField(max_length=40, verbose_name="recipient")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("living", "Living aid"),
                                    ("medical", "Medical aid"),
                                    ("tuition", "Tuition aid"),
                                    ("festival", "Festival relief"),
                                    ("temporary", "Temporary aid"),
                                    ("mutual", "Mutual aid"),
                                    ("training", "Training"),
                                    ("placement", "Job placement"),
                                    ("loan", "Interest-free loan"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("deep", "Deep hardship"),
                                    ("relative", "Relative hardship"),
                                    ("accident", "Hardship by accident"),
                                ],
                                max_length=10,
                                verbose_name="category",
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("money", "Money to a card"),
                                    ("goods", "Goods against signature"),
                                ],
                                default="money",
                                max_length=5,
                                verbose_name="form",
                            ),
                        ),
                        (
                            "goods",
                            models.CharField(blank=True, max_length=120, verbose_name="goods"),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "asked",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0.01"))
                                ],
                                verbose_name="asked for, yuan",
                            ),
                        ),
                        (
                            "basis",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="costs it rests on, yuan",
                            ),
                        ),
                        (
                            "why",
                            models.CharField(blank=True, max_length=400, verbose_name="reason"),
                        ),
                        (
                            "granted",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0.01"))
                                ],
                                verbose_name="granted, yuan",
                            ),
                        ),
                        (
                            "minutes",
                            models.CharField(
                                blank=True,
                                max_length=60,
                                verbose_name="minutes of the chair's meeting",
                            ),
                        ),
                        ("approved_on", models.DateField(null=True)),
                        (
                            "excepted_why",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="why it differs from the round",
                            ),
                        ),
                        ("paid_on", models.DateField(null=True, verbose_name="paid on")),
                        (
                            "bank_reason",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="the bank's reason"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "approved_by",
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
                            "receipt",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="evidence.evidencefile",
                                verbose_name="signed receipt",
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
                            "round",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aids",
                                to="assistance.aidround",
                            ),
                        ),
                        (
                            "fund",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aids",
                                to="assistance.fundbatch",
                                verbose_name="fund",
                            ),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aids",
                                to="assistance.householdfile",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aids",
                                to="assistance.householdmember",
                                verbose_name="for which member",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="aid_federation"),
                            models.Index(fields=["county", "-id"], name="aid_county"),
                            models.Index(fields=["township", "-id"], name="aid_township"),
                            models.Index(
                                fields=["federation", "stage", "due_on"], name="aid_waiting"
                            ),
                            models.Index(fields=["round", "id"], name="aid_round"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "applied",
                                            "returned",
                                            "checked",
                                            "publicity",
                                            "ready",
                                            "queued",
                                            "sent",
                                            "failed",
                                            "paid",
                                            "closed",
                                            "refused",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="aid_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        (
                                            "stage__in",
                                            (
                                                "publicity",
                                                "ready",
                                                "queued",
                                                "sent",
                                                "failed",
                                                "paid",
                                                "closed",
                                            ),
                                        ),
                                        _negated=True,
                                    ),
                                    models.Q(
                                        ("approved_by__isnull", False),
                                        ("fund__isnull", False),
                                        ("granted__gt", 0),
                                    ),
                                    _connector="OR",
                                ),
                                name="aid_committed_was_granted",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("file__isnull", False), ("round__isnull", False)
                                ),
                                fields=("round", "file", "member"),
                                name="aid_once_a_round",
                                nulls_distinct=False,
                                violation_error_message="This household is already in the round.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Income",
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
                                    ("wages", "Wages"),
                                    ("business", "Net income from business"),
                                    ("property", "Net income from property"),
                                    ("transfer", "Net transfers: pensions, allowances"),
                                ],
                                max_length=8,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="yuan a year",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="incomes",
                                to="assistance.householdfile",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="incomes",
                                to="assistance.householdmember",
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
                            models.Index(fields=["federation", "-id"], name="income_federation"),
                            models.Index(fields=["county", "-id"], name="income_county"),
                            models.Index(fields=["township", "-id"], name="income_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gte", 0)), name="income_not_negative"
                            ),
                            models.UniqueConstraint(
                                fields=("member", "kind"),
                                name="income_once_a_kind",
                                violation_error_message="This kind of income is already there.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JobPlacement",
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
                        ("name", models.CharField(max_length=40, verbose_name="name")),
                        ("pinyin", models.CharField(blank=True, max_length=200)),
                        ("workplace", models.CharField(max_length=80, verbose_name="employer")),
                        ("post", models.CharField(max_length=60, verbose_name="job")),
                        ("since", models.DateField(verbose_name="since")),
                        (
                            "kept_3",
                            models.BooleanField(null=True, verbose_name="kept after three months"),
                        ),
                        (
                            "kept_6",
                            models.BooleanField(null=True, verbose_name="kept after six months"),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("working", "At work there"),
                                    ("changed", "Changed to another job"),
                                    ("lost", "Without work again"),
                                ],
                                default="working",
                                max_length=8,
                                verbose_name="outcome",
                            ),
                        ),
                        ("check_due_on", models.DateField(null=True, verbose_name="next check")),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.employer",
                                verbose_name="employer on the roll",
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
                                related_name="placements",
                                to="assistance.householdfile",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="assistance.householdmember",
                                verbose_name="person",
                            ),
                        ),
                        (
                            "placed_by",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="jobplacement_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="jobplacement_county"),
                            models.Index(fields=["township", "-id"], name="jobplacement_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("member", "since"),
                                name="jobplacement_once_a_day",
                                violation_error_message="This person already began a job on that day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kept_6", None), ("kept_3__isnull", False), _connector="OR"
                                ),
                                name="jobplacement_three_months_before_six",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegalCase",
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
                        ("seal", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("pinyin", models.CharField(blank=True, max_length=200)),
                        (
                            "phone",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_phone,
                                verbose_name="phone number",
                            ),
                        ),
                        (
                            "phone_index",
                            kernel.sealing.BlindIndex(
                                blank=True,
                                clean=kernel.sealing.unchanged,
                                default="",
                                editable=False,
                                max_length=64,
                                purpose="phone",
                                source="phone",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "Being written"),
                                    ("applied", "Applied for"),
                                    ("assigning", "Granted, waiting for a lawyer"),
                                    ("handling", "With the lawyer"),
                                    ("closed", "Closed"),
                                    ("refused", "Refused"),
                                    ("appealed", "Appealed"),
                                    ("rejected", "Refusal upheld"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="draft",
                                max_length=20,
                                verbose_name="stage",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="applicant")),
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
                            "workplace",
                            models.CharField(blank=True, max_length=80, verbose_name="unit"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("dispute", "Labour dispute"),
                                    ("rights", "Personal, democratic or property rights at work"),
                                    ("official", "Union worker acting in office"),
                                    ("union", "Trade union itself"),
                                    ("other", "Other"),
                                ],
                                max_length=10,
                                verbose_name="kind of case",
                            ),
                        ),
                        (
                            "means",
                            models.CharField(
                                blank=True,
                                max_length=400,
                                verbose_name="means, and how they were checked",
                            ),
                        ),
                        (
                            "opponent",
                            models.CharField(max_length=80, verbose_name="opposite party"),
                        ),
                        (
                            "facts",
                            models.TextField(max_length=4000, verbose_name="facts and request"),
                        ),
                        (
                            "illness",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_all,
                                verbose_name="illness or injury",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="amount claimed, yuan",
                            ),
                        ),
                        (
                            "decided_on",
                            models.DateField(blank=True, null=True, verbose_name="decided on"),
                        ),
                        (
                            "lawyer",
                            models.CharField(blank=True, max_length=40, verbose_name="lawyer"),
                        ),
                        (
                            "law_firm",
                            models.CharField(blank=True, max_length=80, verbose_name="law firm"),
                        ),
                        (
                            "assigned_on",
                            models.DateField(blank=True, null=True, verbose_name="assigned on"),
                        ),
                        (
                            "outcome",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="how it ended"
                            ),
                        ),
                        (
                            "recovered",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="recovered, yuan",
                            ),
                        ),
                        (
                            "persons",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="persons"
                            ),
                        ),
                        (
                            "fee",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="fee paid to the lawyer, yuan",
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="closed on"),
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
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.officer",
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
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="legal_cases",
                                to="assistance.householdfile",
                                verbose_name="hardship file",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="legal_cases",
                                to="assistance.hotlineticket",
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
                            models.Index(fields=["federation", "-id"], name="legalcase_federation"),
                            models.Index(fields=["county", "-id"], name="legalcase_county"),
                            models.Index(fields=["township", "-id"], name="legalcase_township"),
                            models.Index(
                                fields=["federation", "stage", "due_on"], name="legalcase_waiting"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "draft",
                                            "applied",
                                            "assigning",
                                            "handling",
                                            "closed",
                                            "refused",
                                            "appealed",
                                            "rejected",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="legalcase_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount", None), ("amount__gte", 0), _connector="OR"),
                                    models.Q(
                                        ("recovered", None), ("recovered__gte", 0), _connector="OR"
                                    ),
                                    models.Q(("fee", None), ("fee__gte", 0), _connector="OR"),
                                ),
                                name="legalcase_sums",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "closed"), _negated=True),
                                    models.Q(
                                        ("closed_on__isnull", False),
                                        ("fee__isnull", False),
                                        ("recovered__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="legalcase_closed_with_its_sums",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegalPhase",
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
                                    ("negotiation", "Negotiation"),
                                    ("mediation", "Mediation"),
                                    ("arbitration", "Arbitration"),
                                    ("first", "First instance"),
                                    ("second", "Second instance"),
                                    ("enforcement", "Enforcement"),
                                ],
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "body",
                            models.CharField(blank=True, max_length=80, verbose_name="before whom"),
                        ),
                        (
                            "began_on",
                            models.DateField(default=kernel.days.today, verbose_name="began on"),
                        ),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="ended on"),
                        ),
                        (
                            "result",
                            models.CharField(blank=True, max_length=400, verbose_name="result"),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="phases",
                                to="assistance.legalcase",
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
                                fields=["federation", "-id"], name="legalphase_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="legalphase_county"),
                            models.Index(fields=["township", "-id"], name="legalphase_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ended_on", None),
                                    models.Q(
                                        ("ended_on__gte", models.F("began_on")),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="legalphase_ends_with_a_result",
                                violation_error_message="A stage ends after it began, and with a result.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LivingStandard",
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
                            "monthly",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(Decimal("1"))],
                                verbose_name="yuan a person and month",
                            ),
                        ),
                        ("valid_from", models.DateField(verbose_name="valid from")),
                        ("basis", models.CharField(max_length=120, verbose_name="basis document")),
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
                                fields=["federation", "-id"], name="livingstandard_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="livingstandard_county"),
                            models.Index(
                                fields=["township", "-id"], name="livingstandard_township"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "union", "valid_from"),
                                name="livingstandard_once_a_day",
                                violation_error_message="The standard already changes on that day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("monthly__gt", 0)),
                                name="livingstandard_positive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Loan",
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
                        ("seal", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("applied", "Applied for"),
                                    ("repaying", "Being repaid"),
                                    ("overdue", "Overdue"),
                                    ("settled", "Repaid in full"),
                                    ("written_off", "Written off"),
                                    ("dropped", "Not lent"),
                                ],
                                default="applied",
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        ("months", models.PositiveSmallIntegerField(verbose_name="term, months")),
                        (
                            "instalments_wanted",
                            models.PositiveSmallIntegerField(
                                default=1, verbose_name="number of instalments"
                            ),
                        ),
                        (
                            "business",
                            models.CharField(max_length=200, verbose_name="own business it is for"),
                        ),
                        ("guarantor", models.CharField(max_length=40, verbose_name="guarantor")),
                        (
                            "guarantor_phone",
                            kernel.sealing.SealedField(
                                mask=kernel.sealing.mask_phone, verbose_name="guarantor's phone"
                            ),
                        ),
                        ("lent_on", models.DateField(null=True, verbose_name="lent on")),
                        (
                            "ends_on",
                            models.DateField(null=True, verbose_name="last day of repayment"),
                        ),
                        (
                            "rollovers",
                            models.PositiveSmallIntegerField(default=0, verbose_name="rolled over"),
                        ),
                        (
                            "reminders",
                            models.PositiveSmallIntegerField(default=0, verbose_name="reminders"),
                        ),
                        ("reminded_on", models.DateField(null=True)),
                        (
                            "guarantor_called_on",
                            models.DateField(null=True, verbose_name="guarantor called on"),
                        ),
                        (
                            "minutes",
                            models.CharField(
                                blank=True,
                                max_length=60,
                                verbose_name="minutes of the chair's meeting",
                            ),
                        ),
                        ("settled_on", models.DateField(null=True, verbose_name="settled on")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "aid",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="loan",
                                to="assistance.aid",
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
                            models.Index(fields=["federation", "-id"], name="loan_federation"),
                            models.Index(fields=["county", "-id"], name="loan_county"),
                            models.Index(fields=["township", "-id"], name="loan_township"),
                            models.Index(
                                fields=["federation", "stage", "due_on"], name="loan_waiting"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "applied",
                                            "repaying",
                                            "overdue",
                                            "settled",
                                            "written_off",
                                            "dropped",
                                        ],
                                    )
                                ),
                                name="loan_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("months__gt", 0)), name="loan_has_a_term"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("instalments_wanted__gt", 0),
                                    ("instalments_wanted__lte", models.F("months")),
                                ),
                                name="loan_instalments_within_the_term",
                                violation_error_message="At most one instalment a month.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage__in", ("repaying", "overdue")), _negated=True),
                                    models.Q(
                                        ("ends_on__isnull", False), ("lent_on__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="loan_lent_has_its_days",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "written_off"), _negated=True),
                                    models.Q(("minutes", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="loan_written_off_by_minutes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="JobsCreated",
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
                        ("persons", models.PositiveSmallIntegerField(verbose_name="persons")),
                        ("since", models.DateField(verbose_name="since")),
                        ("what", models.CharField(max_length=120, verbose_name="what they do")),
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
                            "loan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="jobs",
                                to="assistance.loan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="jobscreated_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="jobscreated_county"),
                            models.Index(fields=["township", "-id"], name="jobscreated_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("persons__gt", 0)), name="jobscreated_someone"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Instalment",
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
                        ("number", models.PositiveSmallIntegerField(verbose_name="instalment")),
                        ("due_on", models.DateField(verbose_name="due on")),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0.01"))
                                ],
                                verbose_name="yuan",
                            ),
                        ),
                        (
                            "repaid",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=14,
                                verbose_name="repaid, yuan",
                            ),
                        ),
                        ("repaid_on", models.DateField(null=True, verbose_name="repaid on")),
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
                            "loan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="instalments",
                                to="assistance.loan",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="instalment_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="instalment_county"),
                            models.Index(fields=["township", "-id"], name="instalment_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("loan", "number"), name="instalment_number"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0),
                                    ("repaid__gte", 0),
                                    ("repaid__lte", models.F("amount")),
                                ),
                                name="instalment_not_over_repaid",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MeansCheck",
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
                        ("receiver", models.CharField(max_length=80, verbose_name="asked of")),
                        ("purpose", models.CharField(max_length=120, verbose_name="purpose")),
                        (
                            "data_kinds",
                            models.CharField(
                                max_length=200, verbose_name="kinds of data handed over"
                            ),
                        ),
                        ("sent_on", models.DateField(verbose_name="sent on")),
                        (
                            "answered_on",
                            models.DateField(blank=True, null=True, verbose_name="answered on"),
                        ),
                        (
                            "result",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agrees", "Agrees with the file"),
                                    ("differs", "Differs"),
                                    ("no_answer", "No answer"),
                                ],
                                max_length=10,
                                verbose_name="result",
                            ),
                        ),
                        (
                            "finding",
                            models.CharField(blank=True, max_length=400, verbose_name="finding"),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="means_checks",
                                to="assistance.householdfile",
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
                                fields=["federation", "-id"], name="meanscheck_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="meanscheck_county"),
                            models.Index(fields=["township", "-id"], name="meanscheck_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("answered_on", None), ("result", "")),
                                    models.Q(
                                        ("answered_on__gte", models.F("sent_on")),
                                        models.Q(("result", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="meanscheck_answered_with_a_result",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MediationCase",
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
                        ("seal", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("pinyin", models.CharField(blank=True, max_length=200)),
                        (
                            "phone",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_phone,
                                verbose_name="phone number",
                            ),
                        ),
                        (
                            "phone_index",
                            kernel.sealing.BlindIndex(
                                blank=True,
                                clean=kernel.sealing.unchanged,
                                default="",
                                editable=False,
                                max_length=64,
                                purpose="phone",
                                source="phone",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("opened", "Waiting to be accepted"),
                                    ("mediating", "In mediation"),
                                    ("agreed", "Agreement reached"),
                                    ("closed", "Agreement kept"),
                                    ("referred", "Referred to arbitration or court"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="opened",
                                max_length=20,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "tier",
                            models.CharField(
                                choices=[
                                    ("unit", "Unit"),
                                    ("community", "Community"),
                                    ("township", "Township or street"),
                                    ("county", "County or district"),
                                    ("city", "City"),
                                ],
                                max_length=10,
                                verbose_name="level in charge",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="who complains")),
                        ("persons", models.PositiveIntegerField(default=1, verbose_name="persons")),
                        (
                            "respondent",
                            models.CharField(max_length=80, verbose_name="against whom"),
                        ),
                        (
                            "claim",
                            models.CharField(
                                choices=[
                                    ("wages", "Wages"),
                                    ("insurance", "Social insurance"),
                                    ("injury", "Work injury"),
                                    ("dismissal", "Dismissal and severance"),
                                    ("contract", "Labour contract"),
                                    ("hours", "Working hours and leave"),
                                    ("other", "Other"),
                                ],
                                max_length=10,
                                verbose_name="claim",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="amount claimed, yuan",
                            ),
                        ),
                        (
                            "facts",
                            models.TextField(max_length=4000, verbose_name="facts and claim"),
                        ),
                        (
                            "accepted_on",
                            models.DateField(blank=True, null=True, verbose_name="accepted on"),
                        ),
                        (
                            "mediators",
                            models.CharField(blank=True, max_length=120, verbose_name="mediators"),
                        ),
                        (
                            "agreement_number",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="agreement number"
                            ),
                        ),
                        (
                            "agreement",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="what was agreed"
                            ),
                        ),
                        (
                            "agreed_on",
                            models.DateField(blank=True, null=True, verbose_name="agreed on"),
                        ),
                        (
                            "confirmation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "None"),
                                    ("judicial", "Confirmed by the court"),
                                    ("arbitration", "Exchanged for an arbitration paper"),
                                ],
                                max_length=12,
                                verbose_name="confirmation",
                            ),
                        ),
                        (
                            "confirmation_number",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="number of the confirmation"
                            ),
                        ),
                        (
                            "recovered",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="wages recovered, yuan",
                            ),
                        ),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="closed on"),
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
                            "in_charge",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.union",
                            ),
                        ),
                        (
                            "ticket",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mediations",
                                to="assistance.hotlineticket",
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
                                fields=["federation", "-id"], name="mediationcase_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="mediationcase_county"),
                            models.Index(fields=["township", "-id"], name="mediationcase_township"),
                            models.Index(
                                fields=["federation", "stage", "due_on"],
                                name="mediationcase_waiting",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "opened",
                                            "mediating",
                                            "agreed",
                                            "closed",
                                            "referred",
                                            "withdrawn",
                                        ],
                                    )
                                ),
                                name="mediationcase_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "tier__in",
                                        ["unit", "community", "township", "county", "city"],
                                    )
                                ),
                                name="mediationcase_tier",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("amount", None), ("amount__gte", 0), _connector="OR"),
                                    models.Q(
                                        ("recovered", None), ("recovered__gte", 0), _connector="OR"
                                    ),
                                ),
                                name="mediationcase_sums",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage__in", ["agreed", "closed"]), _negated=True),
                                    models.Q(
                                        models.Q(("agreement_number", ""), _negated=True),
                                        ("agreed_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="mediationcase_agreed_on_paper",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MutualCover",
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
                        ("scheme", models.CharField(max_length=60, verbose_name="scheme")),
                        ("begins_on", models.DateField(verbose_name="from")),
                        ("ends_on", models.DateField(verbose_name="to")),
                        (
                            "premium",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=10,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="premium, yuan",
                            ),
                        ),
                        (
                            "paid_by",
                            models.CharField(
                                choices=[
                                    ("self", "The person"),
                                    ("union", "The union"),
                                    ("employer", "The employer"),
                                    ("fund", "A relief fund"),
                                ],
                                max_length=8,
                                verbose_name="premium paid by",
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
                            "enrolled_by",
                            models.ForeignKey(
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
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="covers",
                                to="assistance.householdfile",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="covers",
                                to="assistance.householdmember",
                                verbose_name="person",
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
                                fields=["federation", "-id"], name="mutualcover_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="mutualcover_county"),
                            models.Index(fields=["township", "-id"], name="mutualcover_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("begins_on"))),
                                name="mutualcover_ends_after_it_begins",
                                violation_error_message="The cover would end before it begins.",
                            ),
                            models.UniqueConstraint(
                                fields=("member", "scheme", "begins_on"),
                                name="mutualcover_once",
                                violation_error_message="This person is already in the scheme from that day.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Objection",
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
                            "objector",
                            models.CharField(blank=True, max_length=40, verbose_name="who objects"),
                        ),
                        (
                            "ground",
                            models.CharField(max_length=1000, verbose_name="what is objected"),
                        ),
                        ("recorded_on", models.DateField()),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Being looked into"),
                                    ("dismissed", "Dismissed"),
                                    ("upheld", "Upheld"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="outcome",
                            ),
                        ),
                        ("settled_on", models.DateField(null=True)),
                        (
                            "why",
                            models.CharField(
                                blank=True, max_length=1000, verbose_name="why so settled"
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="objections",
                                to="assistance.householdfile",
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
                            "settled_by",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="objection_federation"),
                            models.Index(fields=["county", "-id"], name="objection_county"),
                            models.Index(fields=["township", "-id"], name="objection_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("outcome", "")),
                                fields=("file",),
                                name="objection_one_open_a_file",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("outcome", ""), ("settled_on", None)),
                                    models.Q(
                                        models.Q(("outcome", ""), _negated=True),
                                        ("settled_by__isnull", False),
                                        ("settled_on__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="objection_settled_by_someone",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Partner",
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
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[("pharmacy", "Pharmacy"), ("hospital", "Hospital")],
                                max_length=8,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "branches",
                            models.PositiveSmallIntegerField(default=1, verbose_name="branches"),
                        ),
                        ("valid_from", models.DateField(verbose_name="agreement from")),
                        (
                            "valid_to",
                            models.DateField(blank=True, null=True, verbose_name="agreement to"),
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
                            models.Index(fields=["federation", "-id"], name="partner_federation"),
                            models.Index(fields=["county", "-id"], name="partner_county"),
                            models.Index(fields=["township", "-id"], name="partner_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("union", "name"),
                                name="partner_once_in_a_union",
                                violation_error_message="This partner is already in the register.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("valid_to", None),
                                    ("valid_to__gte", models.F("valid_from")),
                                    _connector="OR",
                                ),
                                name="partner_ends_after_it_begins",
                                violation_error_message="The agreement would end before it begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CardUse",
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
                        ("used_on", models.DateField(verbose_name="day")),
                        (
                            "service",
                            models.CharField(
                                choices=[
                                    ("registration", "Outpatient registration"),
                                    ("examination", "Outpatient examination with large equipment"),
                                    ("hospital", "Stay in hospital"),
                                    ("pharmacy", "Listed drugs at a pharmacy"),
                                ],
                                max_length=12,
                                verbose_name="service",
                            ),
                        ),
                        ("receipt", models.CharField(max_length=40, verbose_name="receipt number")),
                        (
                            "total",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=12,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="total of the bill",
                            ),
                        ),
                        (
                            "reducible",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=12,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="part the card works on",
                            ),
                        ),
                        (
                            "rate",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=5,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0")),
                                    django.core.validators.MaxValueValidator(Decimal("100")),
                                ],
                                verbose_name="rate of the pharmacy, percent",
                            ),
                        ),
                        (
                            "charged",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, verbose_name="charged"
                            ),
                        ),
                        (
                            "saved",
                            models.DecimalField(
                                decimal_places=2, max_digits=12, verbose_name="saved"
                            ),
                        ),
                        ("rule", models.CharField(max_length=200, verbose_name="rule")),
                        (
                            "card",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="uses",
                                to="assistance.benefitcard",
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
                            "recorded_by",
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
                            "partner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="uses",
                                to="assistance.partner",
                                verbose_name="pharmacy or hospital",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="carduse_federation"),
                            models.Index(fields=["county", "-id"], name="carduse_county"),
                            models.Index(fields=["township", "-id"], name="carduse_township"),
                            models.Index(fields=["federation", "used_on"], name="carduse_day"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("partner", "receipt", "service"),
                                name="carduse_receipt_once",
                                violation_error_message="This receipt is already recorded.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("charged__gte", 0),
                                    ("saved__gte", 0),
                                    (
                                        "total",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("charged"), "+", models.F("saved")
                                        ),
                                    ),
                                    ("total__gt", 0),
                                ),
                                name="carduse_parts_make_the_total",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Payee",
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
                        ("name", models.CharField(max_length=40, verbose_name="card holder")),
                        (
                            "card",
                            kernel.sealing.SealedField(
                                mask=kernel.sealing.mask_card, verbose_name="bank card"
                            ),
                        ),
                        (
                            "card_index",
                            kernel.sealing.BlindIndex(
                                blank=True,
                                clean=kernel.sealing.unchanged,
                                default="",
                                editable=False,
                                max_length=64,
                                purpose="card",
                                source="card",
                            ),
                        ),
                        (
                            "bank_name",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="bank and branch"
                            ),
                        ),
                        (
                            "aid",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="payee",
                                to="assistance.aid",
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
                    },
                ),
                migrations.CreateModel(
                    name="PaymentBatch",
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
                                    ("draft", "Being made up"),
                                    ("submitted", "Waiting for approval"),
                                    ("approved", "Ready to be sent"),
                                    ("sent", "With the bank"),
                                    ("closed", "Closed"),
                                    ("dropped", "Dropped"),
                                ],
                                default="draft",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        ("title", models.CharField(max_length=80, verbose_name="title")),
                        (
                            "layout",
                            models.CharField(max_length=30, verbose_name="layout of the bank file"),
                        ),
                        ("sent_on", models.DateField(null=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
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
                            "sent_by",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="paymentbatch_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="paymentbatch_county"),
                            models.Index(fields=["township", "-id"], name="paymentbatch_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "draft",
                                            "submitted",
                                            "approved",
                                            "sent",
                                            "closed",
                                            "dropped",
                                        ],
                                    )
                                ),
                                name="paymentbatch_stage",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PrivacyRecord",
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
                                    ("assessment", "Impact assessment (§55)"),
                                    ("breach", "Breach (§57)"),
                                    ("transfer", "Data handed over (§23)"),
                                ],
                                max_length=10,
                                verbose_name="register",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="what about")),
                        ("happened_on", models.DateField(verbose_name="day")),
                        (
                            "data_kinds",
                            models.CharField(max_length=200, verbose_name="kinds of data"),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                max_length=200, verbose_name="purpose, or cause of the breach"
                            ),
                        ),
                        (
                            "receiver",
                            models.CharField(blank=True, max_length=80, verbose_name="receiver"),
                        ),
                        (
                            "basis",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="consent or legal duty"
                            ),
                        ),
                        (
                            "risks",
                            models.TextField(
                                blank=True, verbose_name="risk or harm to the persons"
                            ),
                        ),
                        ("measures", models.TextField(blank=True, verbose_name="measures taken")),
                        (
                            "authority_told_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="authority told on"
                            ),
                        ),
                        (
                            "persons_told_on",
                            models.DateField(blank=True, null=True, verbose_name="persons told on"),
                        ),
                        (
                            "contact",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="contact given to them"
                            ),
                        ),
                        ("keep_until", models.DateField(verbose_name="keep until")),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="privacyrecord_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="privacyrecord_county"),
                            models.Index(fields=["township", "-id"], name="privacyrecord_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "transfer"), _negated=True),
                                    models.Q(
                                        models.Q(("receiver", ""), _negated=True),
                                        models.Q(("basis", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="privacyrecord_transfer_names_the_receiver",
                                violation_error_message="Name the receiver, and what allows it.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("kind", "transfer"),
                                    models.Q(
                                        models.Q(("risks", ""), _negated=True),
                                        models.Q(("measures", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="privacyrecord_says_risks_and_measures",
                                violation_error_message="Say the risk and the measures.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proof",
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
                                    ("application", "Application and file form"),
                                    ("identity", "Identity cards and household register"),
                                    ("income", "Twelve months' wages or employer's certificate"),
                                    ("bank_card", "Bank card in the applicant's own name"),
                                    ("allowance", "Subsistence allowance certificate"),
                                    ("medical", "Diagnosis and self-paid receipts"),
                                    ("disability", "Disability certificate"),
                                    ("accident", "Accident or disaster certificate"),
                                    ("school", "School certificate and fee receipts"),
                                    ("contract", "Labour contract of a year or more"),
                                    ("family", "Divorce or widowhood certificate"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "issued_on",
                            models.DateField(blank=True, null=True, verbose_name="issued on"),
                        ),
                        (
                            "expires_on",
                            models.DateField(blank=True, null=True, verbose_name="valid until"),
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proofs",
                                to="assistance.householdfile",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="proofs",
                                to="assistance.householdmember",
                            ),
                        ),
                        (
                            "scan",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="proof_federation"),
                            models.Index(fields=["county", "-id"], name="proof_county"),
                            models.Index(fields=["township", "-id"], name="proof_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("issued_on", None),
                                    ("expires_on", None),
                                    ("expires_on__gte", models.F("issued_on")),
                                    _connector="OR",
                                ),
                                name="proof_ends_after_it_begins",
                                violation_error_message="The paper would end before it begins.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PublicApplication",
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
                        ("seal", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("received", "Received"),
                                    ("called_back", "Waiting for the applicant"),
                                    ("taken_up", "Taken up"),
                                    ("refused", "Not taken up"),
                                ],
                                default="received",
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "receipt_sm3",
                            models.CharField(editable=False, max_length=64, unique=True),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="name")),
                        (
                            "phone",
                            kernel.sealing.SealedField(
                                mask=kernel.sealing.mask_phone, verbose_name="mobile number"
                            ),
                        ),
                        (
                            "phone_index",
                            kernel.sealing.BlindIndex(
                                blank=True,
                                clean=kernel.sealing.unchanged,
                                default="",
                                editable=False,
                                max_length=64,
                                purpose="phone",
                                source="phone",
                            ),
                        ),
                        (
                            "workplace",
                            models.CharField(blank=True, max_length=80, verbose_name="unit"),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("own_illness", "Own illness"),
                                    ("family_illness", "Illness in the family"),
                                    ("disability", "Disability"),
                                    ("schooling", "Children's schooling"),
                                    ("single_parent", "Single parent"),
                                    ("laid_off", "Laid off or unemployed"),
                                    ("low_income", "Low income"),
                                    ("accident", "Accident or disaster"),
                                    ("work_injury", "Work injury or occupational disease"),
                                    ("other", "Other"),
                                ],
                                max_length=16,
                                verbose_name="main reason",
                            ),
                        ),
                        (
                            "wanted",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("living", "Living costs"),
                                        ("medical", "Medical costs"),
                                        ("school", "Children's schooling"),
                                        ("work", "Work or training"),
                                        ("legal", "Wages, contract or other legal matter"),
                                        ("talk", "Somebody to talk to"),
                                    ],
                                    max_length=8,
                                ),
                                size=None,
                                verbose_name="help wanted",
                            ),
                        ),
                        (
                            "words",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_all,
                                verbose_name="in the applicant's words",
                            ),
                        ),
                        (
                            "notice",
                            models.CharField(max_length=20, verbose_name="version of the notice"),
                        ),
                        ("agreed_at", models.DateTimeField(verbose_name="agreed at")),
                        ("address", models.GenericIPAddressField(null=True)),
                        (
                            "answer",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="answer to the applicant"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("blanked_at", models.DateTimeField(editable=False, null=True)),
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
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="assistance.householdfile",
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
                                fields=["federation", "-id"], name="publicapplication_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="publicapplication_county"),
                            models.Index(
                                fields=["township", "-id"], name="publicapplication_township"
                            ),
                            models.Index(
                                fields=["federation", "phone_index"], name="application_phone"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        ["received", "called_back", "taken_up", "refused"],
                                    )
                                ),
                                name="application_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "taken_up"), _negated=True),
                                    ("file__isnull", False),
                                    _connector="OR",
                                ),
                                name="application_taken_up_in_a_file",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DataRequest",
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
                        ("seal", models.UUIDField(default=uuid.uuid4, editable=False)),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("received", "Received"),
                                    ("identified", "Identity checked"),
                                    ("answered", "Answered"),
                                    ("refused", "Refused"),
                                ],
                                default="received",
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("copy", "A copy of my data"),
                                    ("correction", "Correct my data"),
                                    ("deletion", "Delete my data"),
                                    ("withdrawal", "Withdraw my consent"),
                                ],
                                max_length=12,
                                verbose_name="request",
                            ),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("paper", "In person or on paper"),
                                    ("public", "On the public page"),
                                ],
                                max_length=8,
                                verbose_name="received",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="name")),
                        (
                            "phone",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_phone,
                                verbose_name="mobile number",
                            ),
                        ),
                        (
                            "phone_index",
                            kernel.sealing.BlindIndex(
                                blank=True,
                                clean=kernel.sealing.unchanged,
                                default="",
                                editable=False,
                                max_length=64,
                                purpose="phone",
                                source="phone",
                            ),
                        ),
                        (
                            "words",
                            kernel.sealing.SealedField(
                                blank=True,
                                mask=kernel.sealing.mask_all,
                                verbose_name="in the person's words",
                            ),
                        ),
                        ("received_on", models.DateField(verbose_name="received on")),
                        (
                            "identity_check",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="identity check"
                            ),
                        ),
                        (
                            "answer",
                            models.CharField(blank=True, max_length=400, verbose_name="answer"),
                        ),
                        (
                            "answered_on",
                            models.DateField(blank=True, null=True, verbose_name="answered on"),
                        ),
                        (
                            "copied_at",
                            models.DateTimeField(
                                editable=False, null=True, verbose_name="copy handed over"
                            ),
                        ),
                        (
                            "blanked_at",
                            models.DateTimeField(editable=False, null=True, verbose_name="deleted"),
                        ),
                        (
                            "kept_because",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="kept, because"
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
                            "file",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="data_requests",
                                to="assistance.householdfile",
                                verbose_name="file",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="data_requests",
                                to="assistance.publicapplication",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="datarequest_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="datarequest_county"),
                            models.Index(fields=["township", "-id"], name="datarequest_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["received", "identified", "answered", "refused"])
                                ),
                                name="datarequest_stage",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ReturnFile",
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
                        ("name", models.CharField(max_length=120, verbose_name="file")),
                        ("sm3", models.CharField(max_length=64)),
                        ("succeeded", models.PositiveIntegerField(default=0, verbose_name="paid")),
                        ("failed", models.PositiveIntegerField(default=0, verbose_name="refused")),
                        (
                            "paid_total",
                            models.DecimalField(decimal_places=2, default=0, max_digits=14),
                        ),
                        (
                            "failed_total",
                            models.DecimalField(decimal_places=2, default=0, max_digits=14),
                        ),
                        ("read_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="return_files",
                                to="assistance.paymentbatch",
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
                            "officer",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="returnfile_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="returnfile_county"),
                            models.Index(fields=["township", "-id"], name="returnfile_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "sm3"),
                                name="returnfile_once",
                                violation_error_message="This return file has been read already.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PaymentLine",
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
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("payee", models.CharField(max_length=40, verbose_name="card holder")),
                        (
                            "card",
                            kernel.sealing.SealedField(
                                mask=kernel.sealing.mask_card, verbose_name="bank card"
                            ),
                        ),
                        (
                            "bank_name",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="bank and branch"
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0.01"))
                                ],
                                verbose_name="yuan",
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting"),
                                    ("succeeded", "Paid"),
                                    ("failed", "Refused"),
                                    ("dropped", "Taken out"),
                                ],
                                default="waiting",
                                max_length=10,
                                verbose_name="result",
                            ),
                        ),
                        (
                            "bank_reason",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="the bank's reason"
                            ),
                        ),
                        (
                            "aid",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="payments",
                                to="assistance.aid",
                            ),
                        ),
                        (
                            "batch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="assistance.paymentbatch",
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
                            "answered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="assistance.returnfile",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="paymentline_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="paymentline_county"),
                            models.Index(fields=["township", "-id"], name="paymentline_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("batch", "number"), name="paymentline_number"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("result__in", ["waiting", "succeeded"])),
                                fields=("aid",),
                                name="paymentline_paid_once",
                                violation_error_message="This aid is already being paid.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RigidCost",
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
                                    ("medical", "Medical treatment"),
                                    ("education", "Education, at the rates of public schools"),
                                    ("rehabilitation", "Rehabilitation of a disability"),
                                    ("disaster", "Disaster or accident"),
                                ],
                                max_length=16,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "spent",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="spent, yuan",
                            ),
                        ),
                        (
                            "reimbursed",
                            models.DecimalField(
                                decimal_places=2,
                                default=0,
                                max_digits=14,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="reimbursed, yuan",
                            ),
                        ),
                        (
                            "sudden",
                            models.BooleanField(
                                default=False, verbose_name="sudden event or serious illness"
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="costs",
                                to="assistance.householdfile",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="costs",
                                to="assistance.householdmember",
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
                            models.Index(fields=["federation", "-id"], name="rigidcost_federation"),
                            models.Index(fields=["county", "-id"], name="rigidcost_county"),
                            models.Index(fields=["township", "-id"], name="rigidcost_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reimbursed__gte", 0), ("spent__gte", models.F("reimbursed"))
                                ),
                                name="rigidcost_self_paid_not_negative",
                                violation_error_message="More was reimbursed than was spent.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RoundExclusion",
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
                            "reason",
                            models.CharField(
                                choices=[
                                    ("not_on_file", "Not on file at present"),
                                    ("changed", "In another category since the list was made"),
                                    ("elsewhere", "In another round for the same occasion"),
                                    ("no_card", "No bank card in the applicant's own name"),
                                    ("cap", "Above the cap of the year"),
                                ],
                                max_length=12,
                                verbose_name="reason",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="assistance.householdfile",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="assistance.householdmember",
                            ),
                        ),
                        (
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exclusions",
                                to="assistance.aidround",
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
                                fields=["federation", "-id"], name="roundexclusion_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="roundexclusion_county"),
                            models.Index(
                                fields=["township", "-id"], name="roundexclusion_township"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("round", "file", "member"),
                                name="roundexclusion_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Station",
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
                            "token",
                            models.CharField(
                                default=assistance.models.station.new_token,
                                editable=False,
                                max_length=16,
                                unique=True,
                            ),
                        ),
                        ("place", models.CharField(max_length=80, verbose_name="place")),
                        (
                            "telephone",
                            models.CharField(
                                blank=True, max_length=20, verbose_name="office telephone"
                            ),
                        ),
                        (
                            "hours",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="opening hours"
                            ),
                        ),
                        ("opened_at", models.DateTimeField(auto_now_add=True)),
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
                            models.Index(fields=["federation", "-id"], name="station_federation"),
                            models.Index(fields=["county", "-id"], name="station_county"),
                            models.Index(fields=["township", "-id"], name="station_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "union"), name="station_one_a_union"
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="publicapplication",
            name="station",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="applications",
                to="assistance.station",
            ),
        ),
        kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name="SupervisionOpinion",
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
                                    ("draft", "Being written"),
                                    ("issued", "Issued, reply awaited"),
                                    ("replied", "Replied"),
                                    ("proposed", "Proposed to the labour authority"),
                                    ("closed", "Closed"),
                                ],
                                default="draft",
                                max_length=20,
                                verbose_name="stage",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="employer")),
                        ("pinyin", models.CharField(blank=True, max_length=200)),
                        ("matter", models.CharField(max_length=120, verbose_name="what is wrong")),
                        ("facts", models.TextField(max_length=4000, verbose_name="facts found")),
                        (
                            "demand",
                            models.TextField(
                                max_length=2000, verbose_name="what is to be put right"
                            ),
                        ),
                        (
                            "document_number",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="number of the opinion"
                            ),
                        ),
                        (
                            "issued_on",
                            models.DateField(blank=True, null=True, verbose_name="issued on"),
                        ),
                        (
                            "replied_on",
                            models.DateField(blank=True, null=True, verbose_name="replied on"),
                        ),
                        (
                            "reply",
                            models.TextField(blank=True, max_length=2000, verbose_name="reply"),
                        ),
                        (
                            "proposal_number",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="number of the proposal"
                            ),
                        ),
                        (
                            "proposed_to",
                            models.CharField(blank=True, max_length=80, verbose_name="proposed to"),
                        ),
                        (
                            "proposed_on",
                            models.DateField(blank=True, null=True, verbose_name="proposed on"),
                        ),
                        (
                            "closed_on",
                            models.DateField(blank=True, null=True, verbose_name="closed on"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
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
                                fields=["federation", "-id"], name="supervisionopinion_federation"
                            ),
                            models.Index(
                                fields=["county", "-id"], name="supervisionopinion_county"
                            ),
                            models.Index(
                                fields=["township", "-id"], name="supervisionopinion_township"
                            ),
                            models.Index(
                                fields=["federation", "stage", "due_on"], name="supervision_waiting"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        ["draft", "issued", "replied", "proposed", "closed"],
                                    )
                                ),
                                name="supervisionopinion_stage",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TrainingClass",
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
                        ("title", models.CharField(max_length=80, verbose_name="training class")),
                        ("pinyin", models.CharField(blank=True, max_length=400)),
                        ("sponsor", models.CharField(max_length=80, verbose_name="sponsor")),
                        ("place", models.CharField(max_length=80, verbose_name="place")),
                        ("begins_on", models.DateField(verbose_name="from")),
                        ("ends_on", models.DateField(verbose_name="to")),
                        (
                            "hours",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="hours",
                            ),
                        ),
                        (
                            "seats",
                            models.PositiveSmallIntegerField(
                                validators=[django.core.validators.MinValueValidator(1)],
                                verbose_name="seats",
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
                                fields=["federation", "-id"], name="trainingclass_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="trainingclass_county"),
                            models.Index(fields=["township", "-id"], name="trainingclass_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gte", models.F("begins_on"))),
                                name="trainingclass_ends_after_it_begins",
                                violation_error_message="The class would end before it begins.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Trainee",
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
                            "attended",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=5,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                                verbose_name="hours attended",
                            ),
                        ),
                        ("passed", models.BooleanField(null=True, verbose_name="passed")),
                        (
                            "certificate",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="certificate number"
                            ),
                        ),
                        (
                            "skill",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "No level"),
                                    ("5", "Level five, junior"),
                                    ("4", "Level four, middle"),
                                    ("3", "Level three, senior"),
                                    ("2", "Level two, technician"),
                                    ("1", "Level one, senior technician"),
                                ],
                                max_length=1,
                                verbose_name="skill level",
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trainees",
                                to="assistance.householdfile",
                            ),
                        ),
                        (
                            "member",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="trainees",
                                to="assistance.householdmember",
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
                            "training",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="trainees",
                                to="assistance.trainingclass",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="trainee_federation"),
                            models.Index(fields=["county", "-id"], name="trainee_county"),
                            models.Index(fields=["township", "-id"], name="trainee_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("training", "id_index"),
                                name="trainee_once_in_a_class",
                                violation_error_message="This person is already in the class.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("passed", True),
                                    models.Q(("certificate", ""), ("skill", "")),
                                    _connector="OR",
                                ),
                                name="trainee_certified_has_passed",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
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
                                    ("arrive", "Arrived"),
                                    ("return", "Given back to the source"),
                                    ("reserve", "Reserved"),
                                    ("release", "Reservation lifted"),
                                    ("send", "Sent to the bank"),
                                    ("pay", "Paid"),
                                    ("bounce", "Returned by the bank"),
                                    ("hand_out", "Handed out"),
                                    ("refund", "Paid back by the recipient"),
                                    ("lend", "Lent"),
                                    ("repay", "Repaid"),
                                    ("write_off", "Written off"),
                                ],
                                max_length=10,
                                verbose_name="booking",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2,
                                max_digits=14,
                                validators=[
                                    django.core.validators.MinValueValidator(Decimal("0.01"))
                                ],
                                verbose_name="yuan",
                            ),
                        ),
                        ("key", models.CharField(max_length=80)),
                        (
                            "document",
                            models.CharField(blank=True, max_length=80, verbose_name="voucher"),
                        ),
                        ("made_on", models.DateField(editable=False, null=True)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "aid",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="assistance.aid",
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
                            "from_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers_out",
                                to="assistance.account",
                            ),
                        ),
                        (
                            "fund",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="assistance.fundbatch",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.officer",
                            ),
                        ),
                        (
                            "to_account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers_in",
                                to="assistance.account",
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
                            models.Index(fields=["federation", "-id"], name="transfer_federation"),
                            models.Index(fields=["county", "-id"], name="transfer_county"),
                            models.Index(fields=["township", "-id"], name="transfer_township"),
                            models.Index(fields=["fund", "-id"], name="transfer_fund"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "key"), name="transfer_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("amount__gt", 0), ("amount__lt", 1000000000000)
                                ),
                                name="transfer_positive",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("key", ""), _negated=True),
                                name="transfer_has_a_key",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("aid", None), ("kind__in", ["arrive", "return"])),
                                    models.Q(
                                        models.Q(("kind__in", ["arrive", "return"]), _negated=True),
                                        ("aid__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="transfer_for_an_aid",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
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
                            "occasion",
                            models.CharField(
                                choices=[
                                    ("survey", "Home visit for a file"),
                                    ("festival", "Festival"),
                                    ("illness", "Illness, hospital"),
                                    ("family", "Wedding or funeral"),
                                    ("birth", "Birth of a child"),
                                    ("retirement", "Leaving or retirement"),
                                    ("disaster", "Accident or disaster"),
                                    ("hardship", "Hard times"),
                                    ("conflict", "Conflict in the family"),
                                    ("spirits", "Low spirits"),
                                ],
                                max_length=12,
                                verbose_name="occasion",
                            ),
                        ),
                        (
                            "round_title",
                            models.CharField(blank=True, max_length=40, verbose_name="round"),
                        ),
                        ("worker_name", models.CharField(max_length=40, verbose_name="whom")),
                        ("pinyin", models.CharField(blank=True, max_length=200)),
                        (
                            "workplace",
                            models.CharField(blank=True, max_length=80, verbose_name="unit"),
                        ),
                        (
                            "event_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="day of the event"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                        (
                            "visited_on",
                            models.DateField(blank=True, null=True, verbose_name="visited on"),
                        ),
                        (
                            "visitors",
                            models.CharField(blank=True, max_length=120, verbose_name="visitors"),
                        ),
                        (
                            "place",
                            models.CharField(blank=True, max_length=80, verbose_name="place"),
                        ),
                        ("finding", models.TextField(blank=True, verbose_name="finding")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.employer",
                                verbose_name="employer on the roll",
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="visits",
                                to="assistance.householdfile",
                            ),
                        ),
                        (
                            "photo",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="evidence.evidencefile",
                            ),
                        ),
                        (
                            "recorded_by",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="visit_federation"),
                            models.Index(fields=["county", "-id"], name="visit_county"),
                            models.Index(fields=["township", "-id"], name="visit_township"),
                            models.Index(
                                condition=models.Q(("visited_on", None)),
                                fields=["federation", "due_on"],
                                name="visit_open",
                            ),
                            models.Index(fields=["federation", "event_on"], name="visit_event"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("event_on", None), ("due_on__isnull", False), _connector="OR"
                                ),
                                name="visit_event_starts_a_clock",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("visited_on", None),
                                    models.Q(
                                        models.Q(("finding", ""), _negated=True),
                                        models.Q(("place", ""), _negated=True),
                                        models.Q(("visitors", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="visit_says_who_where_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("visited_on", None),
                                    ("event_on", None),
                                    ("visited_on__gte", models.F("event_on")),
                                    _connector="OR",
                                ),
                                name="visit_after_the_event",
                                violation_error_message="A visit cannot come before its event.",
                            ),
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="aid",
            name="visit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="aids",
                to="assistance.visit",
            ),
        ),
        migrations.AddConstraint(
            model_name="aid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("file__isnull", False),
                    ("visit__isnull", False),
                    ("round__isnull", False),
                    _connector="OR",
                ),
                name="aid_for_a_file_or_a_visit",
                violation_error_message="Aid without a file needs a visit on record.",
            ),
        ),
    ]
