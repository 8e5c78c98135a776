import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.operations
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import kernel.days
import kernel.migrating
import unions.models.tree


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        django.contrib.postgres.operations.BtreeGistExtension(),
        kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name="User",
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
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={
                                    "unique": "A user with that username already exists."
                                },
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                unique=True,
                                validators=[
                                    django.contrib.auth.validators.UnicodeUsernameValidator()
                                ],
                                verbose_name="username",
                            ),
                        ),
                        (
                            "first_name",
                            models.CharField(blank=True, max_length=150, verbose_name="first name"),
                        ),
                        (
                            "last_name",
                            models.CharField(blank=True, max_length=150, verbose_name="last name"),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="email address"
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="date joined"
                            ),
                        ),
                        ("display_name", models.CharField(max_length=40, verbose_name="name")),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "user",
                        "verbose_name_plural": "users",
                        "abstract": False,
                    },
                    managers=[
                        ("objects", django.contrib.auth.models.UserManager()),
                    ],
                ),
                migrations.CreateModel(
                    name="Federation",
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
                        ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                        ("short_name", models.CharField(max_length=20, verbose_name="short name")),
                        (
                            "division_code",
                            models.CharField(
                                max_length=6,
                                unique=True,
                                validators=[django.core.validators.RegexValidator("^\\d{6}$")],
                                verbose_name="division code",
                            ),
                        ),
                        ("root_is_county", models.BooleanField(default=False)),
                        (
                            "document_mark",
                            models.CharField(max_length=8, verbose_name="document mark"),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("division_code__regex", "^\\d{6}$")),
                                name="federation_code_six_digits",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Employer",
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
                        ("name", models.CharField(max_length=80, verbose_name="employer")),
                        (
                            "uscc",
                            models.CharField(max_length=18, verbose_name="social credit code"),
                        ),
                        ("pinyin", models.CharField(blank=True, max_length=400)),
                        (
                            "industry",
                            models.CharField(max_length=1, verbose_name="industry section"),
                        ),
                        ("joined_on", models.DateField(verbose_name="on the roll from")),
                        (
                            "left_on",
                            models.DateField(blank=True, null=True, verbose_name="on the roll to"),
                        ),
                        (
                            "ownership",
                            models.CharField(
                                choices=[
                                    ("public", "State, collective and held by them"),
                                    ("non_public", "Non-public"),
                                ],
                                max_length=10,
                                verbose_name="ownership",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("enterprise", "Enterprise"),
                                    ("institution", "Public institution"),
                                    ("agency", "Government agency"),
                                    ("society", "Social organisation"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("headcount", models.PositiveIntegerField(verbose_name="headcount")),
                        (
                            "federation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.federation",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="employer_federation")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "uscc"),
                                name="employer_once_in_a_federation",
                                violation_error_message="An employer with this code is already on the roll.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Officer",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("staff", "Staff"),
                                    ("chair", "Chair"),
                                    ("inspector", "Inspector"),
                                    ("representative", "Worker representative"),
                                    ("administrator", "System administrator"),
                                ],
                                max_length=16,
                                verbose_name="role",
                            ),
                        ),
                        ("valid_from", models.DateField(default=kernel.days.today)),
                        ("valid_to", models.DateField(blank=True, null=True)),
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="officer_federation")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "role__in",
                                        [
                                            "staff",
                                            "chair",
                                            "inspector",
                                            "representative",
                                            "administrator",
                                        ],
                                    )
                                ),
                                name="officer_role",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Event",
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
                        ("subject", models.CharField(max_length=60)),
                        ("subject_id", models.BigIntegerField()),
                        ("title", models.CharField(max_length=160)),
                        ("step", models.CharField(max_length=40)),
                        ("label", models.CharField(max_length=60, verbose_name="act")),
                        ("source", models.CharField(blank=True, max_length=30)),
                        ("target", models.CharField(blank=True, max_length=30)),
                        ("actor", models.CharField(max_length=160, verbose_name="who")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        ("detail", models.JSONField(blank=True, default=dict)),
                        ("digest", models.CharField(blank=True, max_length=64)),
                        ("at", models.DateTimeField(auto_now_add=True)),
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
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.officer",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="event_federation"),
                            models.Index(
                                fields=["subject", "subject_id", "-id"], name="event_subject"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostToken",
                    fields=[
                        (
                            "digest",
                            models.CharField(max_length=128, primary_key=True, serialize=False),
                        ),
                        ("token_key", models.CharField(db_index=True, max_length=25)),
                        ("created", models.DateTimeField(auto_now_add=True)),
                        ("expiry", models.DateTimeField(blank=True, null=True)),
                        (
                            "label",
                            models.CharField(blank=True, max_length=60, verbose_name="label"),
                        ),
                        (
                            "federation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="unions.federation",
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="unions.officer",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="auth_token_set",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Union",
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
                                    ("federation", "Federation"),
                                    ("county", "County or district"),
                                    ("township", "Township or street"),
                                    ("union", "Basic union"),
                                ],
                                max_length=10,
                                verbose_name="level",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        ("short_name", models.CharField(max_length=40, verbose_name="short name")),
                        (
                            "code",
                            models.CharField(
                                blank=True, max_length=12, verbose_name="division code"
                            ),
                        ),
                        ("pinyin", models.CharField(blank=True, max_length=400)),
                        ("founded_on", models.DateField(verbose_name="founded on")),
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
                            "federation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="unions.federation",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="union_federation"),
                            models.Index(fields=["county", "-id"], name="union_county"),
                            models.Index(fields=["township", "-id"], name="union_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "parent", "name"),
                                name="union_once_below_its_parent",
                                nulls_distinct=False,
                                violation_error_message="This union already stands below that one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("level__in", ["federation", "county", "township", "union"])
                                ),
                                name="union_level",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("level", "federation"), ("parent__isnull", True)),
                                    models.Q(
                                        ("parent__isnull", False),
                                        models.Q(("level", "federation"), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="union_only_the_root_has_no_parent",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Placement",
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
                        ("valid_from", models.DateField()),
                        ("valid_to", models.DateField(blank=True, null=True)),
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
                            "parent",
                            models.ForeignKey(
                                null=True,
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="placement_federation"),
                            models.Index(fields=["county", "-id"], name="placement_county"),
                            models.Index(fields=["township", "-id"], name="placement_township"),
                        ],
                        "constraints": [
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    (models.F("union"), "="),
                                    (unions.models.tree.DateRange("valid_from", "valid_to"), "&&"),
                                ],
                                name="union_in_one_place_at_a_time",
                                violation_error_message="This union already has a place in that time.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Parameter",
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
                        ("key", models.CharField(max_length=60, verbose_name="key")),
                        ("value", models.JSONField(verbose_name="value")),
                        ("valid_from", models.DateField(verbose_name="valid from")),
                        ("basis", models.CharField(max_length=120, verbose_name="basis document")),
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
                            models.Index(fields=["federation", "-id"], name="parameter_federation"),
                            models.Index(fields=["county", "-id"], name="parameter_county"),
                            models.Index(fields=["township", "-id"], name="parameter_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "key", "valid_from"),
                                name="parameter_once_a_day",
                                violation_error_message="This parameter already changes on that day.",
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="officer",
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
            model_name="officer",
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
            model_name="officer",
            name="union",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="unions.union"
            ),
        ),
        kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Job",
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
                        ("kind", models.CharField(max_length=40)),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        ("inputs", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Waiting"),
                                    ("running", "Running"),
                                    ("done", "Done"),
                                    ("failed", "Failed"),
                                ],
                                default="queued",
                                max_length=8,
                                verbose_name="state",
                            ),
                        ),
                        ("step", models.CharField(blank=True, max_length=80, verbose_name="step")),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        (
                            "problem",
                            models.CharField(blank=True, max_length=400, verbose_name="problem"),
                        ),
                        ("result_url", models.CharField(blank=True, max_length=200)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("touched_at", models.DateTimeField(auto_now=True)),
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
                            models.Index(fields=["federation", "-id"], name="job_federation"),
                            models.Index(fields=["county", "-id"], name="job_county"),
                            models.Index(fields=["township", "-id"], name="job_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ["queued", "running", "done", "failed"])
                                ),
                                name="job_state",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Grant",
                    fields=[
                        ("object_pk", models.CharField(max_length=255, verbose_name="object ID")),
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("until", models.DateField(verbose_name="until")),
                        ("reason", models.CharField(max_length=200, verbose_name="reason")),
                        (
                            "content_type",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                to="contenttypes.contenttype",
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
                            "permission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "officer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
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
                            models.Index(fields=["federation", "-id"], name="grant_federation"),
                            models.Index(fields=["county", "-id"], name="grant_county"),
                            models.Index(fields=["township", "-id"], name="grant_township"),
                            models.Index(
                                fields=["officer", "content_type", "object_pk"], name="grant_door"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EventLink",
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
                        ("number", models.BigIntegerField()),
                        ("previous", models.CharField(max_length=64)),
                        ("hash", models.CharField(max_length=64)),
                        (
                            "event",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="link",
                                to="unions.event",
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
                            models.Index(fields=["federation", "-id"], name="eventlink_federation"),
                            models.Index(fields=["county", "-id"], name="eventlink_county"),
                            models.Index(fields=["township", "-id"], name="eventlink_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("federation", "number"), name="eventlink_number"
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="event",
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
            model_name="event",
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
            model_name="event",
            name="union",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="unions.union"
            ),
        ),
        migrations.CreateModel(
            name="EmployerProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("registration", models.CharField(max_length=3, verbose_name="registration type")),
                (
                    "holding",
                    models.CharField(
                        choices=[
                            ("1", "State-held"),
                            ("2", "Collectively held"),
                            ("3", "Privately held"),
                            ("4", "Held from Hong Kong, Macao or Taiwan"),
                            ("5", "Foreign-held"),
                            ("9", "Other holding"),
                        ],
                        max_length=1,
                        verbose_name="holding",
                    ),
                ),
                (
                    "ownership",
                    models.CharField(
                        choices=[
                            ("public", "State, collective and held by them"),
                            ("non_public", "Non-public"),
                        ],
                        max_length=10,
                        verbose_name="ownership",
                    ),
                ),
                (
                    "ownership_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why it differs"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enterprise", "Enterprise"),
                            ("institution", "Public institution"),
                            ("agency", "Government agency"),
                            ("society", "Social organisation"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("headcount", models.PositiveIntegerField(verbose_name="headcount")),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profiles",
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
                    models.Index(fields=["federation", "-id"], name="employerprofile_federation"),
                    models.Index(fields=["county", "-id"], name="employerprofile_county"),
                    models.Index(fields=["township", "-id"], name="employerprofile_township"),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("employer"), "="),
                            (unions.models.tree.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="employer_one_profile_at_a_time",
                        violation_error_message="This employer already has a profile in that time.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="employer",
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
            model_name="employer",
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
            model_name="employer",
            name="union",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="unions.union"
            ),
        ),
        migrations.CreateModel(
            name="Coverage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coverages",
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
                    "covering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coverages",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["federation", "-id"], name="coverage_federation"),
                    models.Index(fields=["county", "-id"], name="coverage_county"),
                    models.Index(fields=["township", "-id"], name="coverage_township"),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("employer"), "="),
                            (unions.models.tree.DateRange("valid_from", "valid_to"), "&&"),
                        ],
                        name="employer_covered_once_at_a_time",
                        violation_error_message="Another union already covers this employer.",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="officer",
            index=models.Index(fields=["county", "-id"], name="officer_county"),
        ),
        migrations.AddIndex(
            model_name="officer",
            index=models.Index(fields=["township", "-id"], name="officer_township"),
        ),
        migrations.AddConstraint(
            model_name="officer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to", None)),
                fields=("federation", "user", "union", "role"),
                name="officer_one_open_post",
                violation_error_message="This person already holds this post.",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="grant",
            unique_together={("officer", "permission", "object_pk")},
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["county", "-id"], name="event_county"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["township", "-id"], name="event_township"),
        ),
        migrations.AddIndex(
            model_name="employer",
            index=models.Index(fields=["county", "-id"], name="employer_county"),
        ),
        migrations.AddIndex(
            model_name="employer",
            index=models.Index(fields=["township", "-id"], name="employer_township"),
        ),
    ]
