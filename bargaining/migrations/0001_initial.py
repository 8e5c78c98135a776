import django.db.models.deletion
from django.db import migrations, models

import kernel.migrating


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
                    name="CongressSession",
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
                                    ("congress", "Workers' congress"),
                                    ("all_staff", "Meeting of all staff"),
                                    ("regional", "Regional workers' congress"),
                                    ("industry", "Industry workers' congress"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "area",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="region or industry"
                            ),
                        ),
                        ("pinyin", models.CharField(blank=True, max_length=300)),
                        ("term", models.PositiveSmallIntegerField(verbose_name="congress number")),
                        (
                            "sitting",
                            models.PositiveSmallIntegerField(verbose_name="session number"),
                        ),
                        ("held_on", models.DateField(verbose_name="held on")),
                        ("employees", models.PositiveIntegerField(verbose_name="employees")),
                        (
                            "employees_women",
                            models.PositiveIntegerField(verbose_name="of them women"),
                        ),
                        (
                            "representatives",
                            models.PositiveIntegerField(verbose_name="representatives"),
                        ),
                        (
                            "present",
                            models.PositiveIntegerField(verbose_name="representatives present"),
                        ),
                        (
                            "women",
                            models.PositiveIntegerField(
                                verbose_name="women among the representatives"
                            ),
                        ),
                        (
                            "managers",
                            models.PositiveIntegerField(
                                verbose_name="managers among the representatives"
                            ),
                        ),
                        (
                            "extraordinary",
                            models.BooleanField(
                                default=False, verbose_name="extraordinary session"
                            ),
                        ),
                        (
                            "asked_by",
                            models.PositiveIntegerField(
                                default=0,
                                help_text="Of an extraordinary session.",
                                verbose_name="representatives who asked for it",
                            ),
                        ),
                        ("agenda", models.TextField(max_length=4000, verbose_name="agenda")),
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
                                related_name="congress_sessions",
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
                                fields=["federation", "-id"], name="congresssession_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="congresssession_county"),
                            models.Index(
                                fields=["township", "-id"], name="congresssession_township"
                            ),
                            models.Index(
                                fields=["employer", "held_on"], name="congress_of_an_employer"
                            ),
                            models.Index(fields=["union", "held_on"], name="congress_of_a_union"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("union", "employer", "kind", "area", "term", "sitting"),
                                name="congress_session_once",
                                nulls_distinct=False,
                                violation_error_message="This session is on the register already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("area", ""),
                                        ("employer__isnull", False),
                                        ("kind__in", ("congress", "all_staff")),
                                    ),
                                    models.Q(
                                        ("employer__isnull", True),
                                        ("kind__in", ["regional", "industry"]),
                                        models.Q(("area", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="congress_of_an_employer_or_an_area",
                                violation_error_message="An enterprise's congress names its employer; one of a region or industry names that, and lists its employers later.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("asked_by__lte", models.F("representatives")),
                                    ("employees__gt", 0),
                                    ("employees_women__lte", models.F("employees")),
                                    ("managers__lte", models.F("representatives")),
                                    ("present__lte", models.F("representatives")),
                                    ("representatives__gt", 0),
                                    ("representatives__lte", models.F("employees")),
                                    ("women__lte", models.F("representatives")),
                                ),
                                name="congress_counts",
                                violation_error_message="The representatives are some of the employees; those present, the women and the managers are some of the representatives.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CongressResolution",
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
                            "title",
                            models.CharField(max_length=120, verbose_name="what was voted on"),
                        ),
                        ("total", models.PositiveIntegerField(verbose_name="entitled to vote")),
                        ("present", models.PositiveIntegerField(verbose_name="present")),
                        ("yes", models.PositiveIntegerField(verbose_name="votes for")),
                        ("secret", models.BooleanField(default=True, verbose_name="secret ballot")),
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="resolutions",
                                to="bargaining.congresssession",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="congressresolution_federation"
                            ),
                            models.Index(
                                fields=["county", "-id"], name="congressresolution_county"
                            ),
                            models.Index(
                                fields=["township", "-id"], name="congressresolution_township"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("present__lte", models.F("total")),
                                    ("total__gt", 0),
                                    ("yes__lte", models.F("present")),
                                ),
                                name="congressresolution_counts",
                                violation_error_message="No more can be present than are entitled, and no more vote than are present.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CongressProposal",
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
                                    ("raised", "Raised"),
                                    ("filed", "Filed"),
                                    ("declined", "Not filed"),
                                    ("in_hand", "In hand"),
                                    ("answered", "Answered"),
                                    ("closed", "Closed"),
                                ],
                                default="raised",
                                max_length=10,
                                verbose_name="stage",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="proposal")),
                        ("pinyin", models.CharField(blank=True, max_length=600)),
                        (
                            "text",
                            models.TextField(
                                max_length=4000, verbose_name="reasons and what is proposed"
                            ),
                        ),
                        ("proposer", models.CharField(max_length=60, verbose_name="raised by")),
                        (
                            "seconders",
                            models.PositiveSmallIntegerField(default=0, verbose_name="seconders"),
                        ),
                        (
                            "handler",
                            models.CharField(
                                blank=True,
                                help_text="A department, or a person's post.",
                                max_length=60,
                                verbose_name="handled by",
                            ),
                        ),
                        (
                            "answer",
                            models.TextField(blank=True, max_length=4000, verbose_name="answer"),
                        ),
                        (
                            "answered_on",
                            models.DateField(blank=True, null=True, verbose_name="answered on"),
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proposals",
                                to="bargaining.congresssession",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="congressproposal_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="congressproposal_county"),
                            models.Index(
                                fields=["township", "-id"], name="congressproposal_township"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "stage__in",
                                        [
                                            "raised",
                                            "filed",
                                            "declined",
                                            "in_hand",
                                            "answered",
                                            "closed",
                                        ],
                                    )
                                ),
                                name="congressproposal_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("satisfaction__in", ["", "satisfied", "fairly", "not"])
                                ),
                                name="congressproposal_satisfaction",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("stage", "closed"), _negated=True),
                                    models.Q(
                                        models.Q(("answer", ""), _negated=True),
                                        models.Q(("satisfaction", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="congressproposal_closed_with_an_answer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CongressEmployer",
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
                            "employer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="congress_listings",
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
                            "session",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="listed",
                                to="bargaining.congresssession",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="congressemployer_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="congressemployer_county"),
                            models.Index(
                                fields=["township", "-id"], name="congressemployer_township"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("session", "employer"),
                                name="congress_lists_once",
                                violation_error_message="This employer is already on the list.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contract",
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
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("pinyin", models.CharField(blank=True, max_length=600)),
                        (
                            "number",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="filing number"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("comprehensive", "Comprehensive collective contract"),
                                    ("wage", "Wage agreement"),
                                    ("women", "Women workers' rights"),
                                    ("safety", "Occupational safety and health"),
                                    ("other", "Other special contract"),
                                ],
                                max_length=14,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("enterprise", "One enterprise"),
                                    ("regional", "Region"),
                                    ("industry", "Industry"),
                                ],
                                max_length=10,
                                verbose_name="scope",
                            ),
                        ),
                        (
                            "wage_annex",
                            models.BooleanField(default=False, verbose_name="has a wage annex"),
                        ),
                        ("signed_on", models.DateField(verbose_name="signed on")),
                        ("effective_on", models.DateField(verbose_name="in force from")),
                        ("expires_on", models.DateField(verbose_name="in force to")),
                        (
                            "ended_on",
                            models.DateField(blank=True, null=True, verbose_name="ended on"),
                        ),
                        (
                            "ended_why",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="why it was ended"
                            ),
                        ),
                        (
                            "text",
                            models.TextField(blank=True, max_length=60000, verbose_name="text"),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contracts",
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
                            "renews",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renewals",
                                to="bargaining.contract",
                                verbose_name="renews",
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
                            models.Index(fields=["federation", "-id"], name="contract_federation"),
                            models.Index(fields=["county", "-id"], name="contract_county"),
                            models.Index(fields=["township", "-id"], name="contract_township"),
                            models.Index(
                                fields=["federation", "expires_on"], name="contract_expiry"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        ["comprehensive", "wage", "women", "safety", "other"],
                                    ),
                                    ("scope__in", ["enterprise", "regional", "industry"]),
                                ),
                                name="contract_kind_and_scope",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("employer__isnull", False), ("scope", "enterprise")),
                                    models.Q(
                                        models.Q(("scope", "enterprise"), _negated=True),
                                        ("employer__isnull", True),
                                    ),
                                    _connector="OR",
                                ),
                                name="contract_of_one_enterprise_names_it",
                                violation_error_message="An enterprise's contract names its employer.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("expires_on__gt", models.F("effective_on")),
                                    ("signed_on__lte", models.F("effective_on")),
                                ),
                                name="contract_days_in_order",
                                violation_error_message="Signed first, then in force, then at its end.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Clause",
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
                            "item",
                            models.CharField(
                                choices=[
                                    ("wage_level", "Wage level and yearly adjustment"),
                                    ("piece_rates", "Work quotas and piece rates"),
                                    ("overtime_pay", "Overtime pay"),
                                    ("pay_day", "Day and way of payment"),
                                    ("minimum_wage", "Lowest wage in the enterprise"),
                                    ("allowances", "Allowances and bonuses"),
                                    ("labour_contracts", "Labour contracts"),
                                    ("hours_rest", "Working hours, rest and leave"),
                                    ("safety", "Occupational safety and health"),
                                    ("training", "Training"),
                                    ("insurance", "Social insurance"),
                                    ("welfare", "Welfare"),
                                    ("women", "Women workers' rights"),
                                    ("disputes", "Settlement of disputes"),
                                    ("fulfilment", "Checks of fulfilment and liability"),
                                ],
                                max_length=20,
                                verbose_name="item",
                            ),
                        ),
                        ("text", models.TextField(max_length=2000, verbose_name="what was agreed")),
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
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="clauses",
                                to="bargaining.contract",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="clause_federation"),
                            models.Index(fields=["county", "-id"], name="clause_county"),
                            models.Index(fields=["township", "-id"], name="clause_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contract", "item"), name="clause_once_in_a_contract"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "item__in",
                                        [
                                            "wage_level",
                                            "piece_rates",
                                            "overtime_pay",
                                            "pay_day",
                                            "minimum_wage",
                                            "allowances",
                                            "labour_contracts",
                                            "hours_rest",
                                            "safety",
                                            "training",
                                            "insurance",
                                            "welfare",
                                            "women",
                                            "disputes",
                                            "fulfilment",
                                        ],
                                    ),
                                    models.Q(("text", ""), _negated=True),
                                ),
                                name="clause_of_the_checklist",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContractBand",
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
                        ("band", models.BigIntegerField()),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bands",
                                to="bargaining.contract",
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
                                fields=["federation", "band", "-contract"], name="contractband_of"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContractChange",
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
                        ("changed_on", models.DateField(verbose_name="changed on")),
                        (
                            "why",
                            models.CharField(max_length=200, verbose_name="why it was changed"),
                        ),
                        ("before", models.JSONField(default=dict)),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="changes",
                                to="bargaining.contract",
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
                                fields=["federation", "-id"], name="contractchange_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="contractchange_county"),
                            models.Index(
                                fields=["township", "-id"], name="contractchange_township"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FulfilmentCheck",
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
                        ("checked_on", models.DateField(verbose_name="checked on")),
                        (
                            "reported_on",
                            models.DateField(
                                blank=True,
                                null=True,
                                verbose_name="reported to the workers' congress on",
                            ),
                        ),
                        (
                            "asked",
                            models.PositiveIntegerField(default=0, verbose_name="workers asked"),
                        ),
                        (
                            "satisfied",
                            models.PositiveIntegerField(
                                default=0, verbose_name="of them satisfied"
                            ),
                        ),
                        (
                            "note",
                            models.CharField(blank=True, max_length=1000, verbose_name="remarks"),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="checks",
                                to="bargaining.contract",
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
                                fields=["federation", "-id"], name="fulfilmentcheck_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="fulfilmentcheck_county"),
                            models.Index(
                                fields=["township", "-id"], name="fulfilmentcheck_township"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("satisfied__lte", models.F("asked"))),
                                name="fulfilmentcheck_satisfied_were_asked",
                                violation_error_message="More are satisfied than were asked.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reported_on", None),
                                    ("reported_on__gte", models.F("checked_on")),
                                    _connector="OR",
                                ),
                                name="fulfilmentcheck_reported_after",
                                violation_error_message="It is reported after it was checked.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckedClause",
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
                            "item",
                            models.CharField(
                                choices=[
                                    ("wage_level", "Wage level and yearly adjustment"),
                                    ("piece_rates", "Work quotas and piece rates"),
                                    ("overtime_pay", "Overtime pay"),
                                    ("pay_day", "Day and way of payment"),
                                    ("minimum_wage", "Lowest wage in the enterprise"),
                                    ("allowances", "Allowances and bonuses"),
                                    ("labour_contracts", "Labour contracts"),
                                    ("hours_rest", "Working hours, rest and leave"),
                                    ("safety", "Occupational safety and health"),
                                    ("training", "Training"),
                                    ("insurance", "Social insurance"),
                                    ("welfare", "Welfare"),
                                    ("women", "Women workers' rights"),
                                    ("disputes", "Settlement of disputes"),
                                    ("fulfilment", "Checks of fulfilment and liability"),
                                ],
                                max_length=20,
                                verbose_name="item",
                            ),
                        ),
                        ("kept", models.BooleanField(verbose_name="kept")),
                        (
                            "note",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="what was found"
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
                            "check_of",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="bargaining.fulfilmentcheck",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="checkedclause_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="checkedclause_county"),
                            models.Index(fields=["township", "-id"], name="checkedclause_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("check_of", "item"), name="clause_checked_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "item__in",
                                        [
                                            "wage_level",
                                            "piece_rates",
                                            "overtime_pay",
                                            "pay_day",
                                            "minimum_wage",
                                            "allowances",
                                            "labour_contracts",
                                            "hours_rest",
                                            "safety",
                                            "training",
                                            "insurance",
                                            "welfare",
                                            "women",
                                            "disputes",
                                            "fulfilment",
                                        ],
                                    )
                                ),
                                name="checkedclause_item",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ListedEmployer",
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
                        ("listed_on", models.DateField(verbose_name="listed on")),
                        (
                            "sealed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="confirmation sealed on"
                            ),
                        ),
                        (
                            "struck_on",
                            models.DateField(blank=True, null=True, verbose_name="struck off on"),
                        ),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="listed",
                                to="bargaining.contract",
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
                                related_name="listings",
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
                                fields=["federation", "-id"], name="listedemployer_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="listedemployer_county"),
                            models.Index(
                                fields=["township", "-id"], name="listedemployer_township"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("struck_on", None)),
                                fields=("contract", "employer"),
                                name="employer_listed_once",
                                violation_error_message="This employer is already on the list.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpennessRule",
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
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        ("pinyin", models.CharField(blank=True, max_length=600)),
                        ("adopted_on", models.DateField(verbose_name="adopted on")),
                        (
                            "repealed_on",
                            models.DateField(blank=True, null=True, verbose_name="repealed on"),
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
                                related_name="openness_rules",
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
                            "scan",
                            models.ForeignKey(
                                blank=True,
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
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                fields=["federation", "-id"], name="opennessrule_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="opennessrule_county"),
                            models.Index(fields=["township", "-id"], name="opennessrule_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("employer", "title", "adopted_on"),
                                name="openness_rule_once",
                                violation_error_message="This document is on the register already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("repealed_on", None),
                                    ("repealed_on__gte", models.F("adopted_on")),
                                    _connector="OR",
                                ),
                                name="openness_rule_days",
                                violation_error_message="It is repealed after it was adopted.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Posting",
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
                        ("item", models.CharField(max_length=120, verbose_name="item")),
                        ("pinyin", models.CharField(blank=True, max_length=600)),
                        (
                            "law_basis",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="basis in law"
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("board", "Notice board"),
                                    ("meeting", "Workers' congress or meeting"),
                                    ("network", "Intranet or message group"),
                                    ("bulletin", "Bulletin or newspaper"),
                                    ("other", "Other"),
                                ],
                                max_length=10,
                                verbose_name="form",
                            ),
                        ),
                        ("audience", models.CharField(max_length=60, verbose_name="open to whom")),
                        (
                            "agenda_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="agenda made known on"
                            ),
                        ),
                        (
                            "meeting_on",
                            models.DateField(blank=True, null=True, verbose_name="meeting held on"),
                        ),
                        (
                            "results_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="results posted on"
                            ),
                        ),
                        (
                            "planned_on",
                            models.DateField(blank=True, null=True, verbose_name="planned on"),
                        ),
                        (
                            "consulted_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="opinions asked for on"
                            ),
                        ),
                        (
                            "reviewed_on",
                            models.DateField(blank=True, null=True, verbose_name="reviewed on"),
                        ),
                        (
                            "posted_on",
                            models.DateField(blank=True, null=True, verbose_name="posted on"),
                        ),
                        (
                            "until",
                            models.DateField(blank=True, null=True, verbose_name="posted until"),
                        ),
                        (
                            "supervised_on",
                            models.DateField(blank=True, null=True, verbose_name="supervised on"),
                        ),
                        (
                            "corrected_on",
                            models.DateField(blank=True, null=True, verbose_name="put right on"),
                        ),
                        (
                            "reported_on",
                            models.DateField(blank=True, null=True, verbose_name="reported on"),
                        ),
                        (
                            "archived_on",
                            models.DateField(blank=True, null=True, verbose_name="archived on"),
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
                                related_name="postings",
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
                            models.Index(fields=["federation", "-id"], name="posting_federation"),
                            models.Index(fields=["county", "-id"], name="posting_county"),
                            models.Index(fields=["township", "-id"], name="posting_township"),
                            models.Index(
                                fields=["employer", "posted_on"], name="posting_of_an_employer"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "form__in",
                                        ["board", "meeting", "network", "bulletin", "other"],
                                    )
                                ),
                                name="posting_form",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until", None),
                                    models.Q(
                                        ("posted_on__isnull", False),
                                        ("until__gte", models.F("posted_on")),
                                    ),
                                    _connector="OR",
                                ),
                                name="posting_until_after_posted",
                                violation_error_message="It is posted first, and then until a day.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Round",
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
                                    ("offered", "Offer made"),
                                    ("refused", "Offer refused"),
                                    ("replied", "Offer accepted"),
                                    ("named", "Delegates published"),
                                    ("informed", "Information given"),
                                    ("talks", "In talks"),
                                    ("suspended", "Suspended"),
                                    ("coordinated", "Coordination asked for"),
                                    ("drafted", "Draft agreed"),
                                    ("passed", "Passed by the workers' congress"),
                                    ("signed", "Signed"),
                                    ("filed", "With the labour authority"),
                                    ("objected", "Labour authority objects"),
                                    ("in_force", "In force"),
                                    ("published", "Published"),
                                    ("reported", "Reported to the upper union"),
                                    ("closed", "Recorded and closed"),
                                    ("dropped", "Given up"),
                                ],
                                default="planned",
                                max_length=20,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                max_length=120, verbose_name="contract to be concluded"
                            ),
                        ),
                        ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("comprehensive", "Comprehensive collective contract"),
                                    ("wage", "Wage agreement"),
                                    ("women", "Women workers' rights"),
                                    ("safety", "Occupational safety and health"),
                                    ("other", "Other special contract"),
                                ],
                                max_length=14,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "scope",
                            models.CharField(
                                choices=[
                                    ("enterprise", "One enterprise"),
                                    ("regional", "Region"),
                                    ("industry", "Industry"),
                                ],
                                max_length=10,
                                verbose_name="scope",
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("new", "First contract"),
                                    ("renew", "Renewal"),
                                    ("change", "Change of a contract in force"),
                                    ("end", "End of a contract before its day"),
                                ],
                                default="new",
                                max_length=6,
                                verbose_name="purpose",
                            ),
                        ),
                        (
                            "side",
                            models.CharField(
                                choices=[
                                    ("workers", "Workers' side"),
                                    ("employer", "Employer's side"),
                                ],
                                default="workers",
                                max_length=8,
                                verbose_name="who makes the offer",
                            ),
                        ),
                        (
                            "area",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="region or industry"
                            ),
                        ),
                        (
                            "above_size",
                            models.BooleanField(
                                default=False, verbose_name="enterprise above designated size"
                            ),
                        ),
                        (
                            "offer_number",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="number of the offer"
                            ),
                        ),
                        (
                            "offered_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="offer handed over on"
                            ),
                        ),
                        (
                            "talks_planned_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="talks proposed for"
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True, max_length=80, verbose_name="place of the talks"
                            ),
                        ),
                        (
                            "matters",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="matters to bargain about"
                            ),
                        ),
                        (
                            "replied_on",
                            models.DateField(blank=True, null=True, verbose_name="accepted on"),
                        ),
                        (
                            "reply_number",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="number of the reply"
                            ),
                        ),
                        (
                            "coordination",
                            models.TextField(
                                blank=True,
                                max_length=1000,
                                verbose_name="who coordinated, and with what result",
                            ),
                        ),
                        (
                            "shown_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="delegates published on"
                            ),
                        ),
                        (
                            "informed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="information given on"
                            ),
                        ),
                        (
                            "information",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="information given"
                            ),
                        ),
                        (
                            "upper_told_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="upper union told on"
                            ),
                        ),
                        (
                            "talks_from",
                            models.DateField(blank=True, null=True, verbose_name="talks opened on"),
                        ),
                        (
                            "agreed_on",
                            models.DateField(blank=True, null=True, verbose_name="draft agreed on"),
                        ),
                        (
                            "draft",
                            models.TextField(
                                blank=True, max_length=60000, verbose_name="text of the draft"
                            ),
                        ),
                        (
                            "wage_annex",
                            models.BooleanField(default=False, verbose_name="has a wage annex"),
                        ),
                        (
                            "term_months",
                            models.PositiveSmallIntegerField(
                                default=12, verbose_name="term, months"
                            ),
                        ),
                        (
                            "last_vote_on",
                            models.DateField(blank=True, null=True, verbose_name="last vote on"),
                        ),
                        (
                            "rejections",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="times rejected"
                            ),
                        ),
                        (
                            "signed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="signed by both chiefs on"
                            ),
                        ),
                        (
                            "filed_on",
                            models.DateField(
                                blank=True,
                                null=True,
                                verbose_name="received by the labour authority on",
                            ),
                        ),
                        (
                            "filing_number",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="filing number"
                            ),
                        ),
                        (
                            "objection_on",
                            models.DateField(blank=True, null=True, verbose_name="objection of"),
                        ),
                        (
                            "objection",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="what is objected to"
                            ),
                        ),
                        (
                            "approved_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="day on the approval"
                            ),
                        ),
                        (
                            "approval_number",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="number of the approval"
                            ),
                        ),
                        (
                            "effective_on",
                            models.DateField(blank=True, null=True, verbose_name="in force from"),
                        ),
                        (
                            "published_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="contract published on"
                            ),
                        ),
                        (
                            "published_where",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="where it was published"
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "contract",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="round",
                                to="bargaining.contract",
                                verbose_name="contract concluded",
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
                                related_name="rounds",
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
                            "renews",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="next_rounds",
                                to="bargaining.contract",
                                verbose_name="contract it renews, changes or ends",
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
                            models.Index(fields=["federation", "-id"], name="round_federation"),
                            models.Index(fields=["county", "-id"], name="round_county"),
                            models.Index(fields=["township", "-id"], name="round_township"),
                            models.Index(
                                fields=["federation", "stage", "due_on"], name="round_waiting"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("purpose__in", ["new", "renew", "change", "end"]),
                                    (
                                        "stage__in",
                                        [
                                            "planned",
                                            "offered",
                                            "refused",
                                            "replied",
                                            "named",
                                            "informed",
                                            "talks",
                                            "suspended",
                                            "coordinated",
                                            "drafted",
                                            "passed",
                                            "signed",
                                            "filed",
                                            "objected",
                                            "in_force",
                                            "published",
                                            "reported",
                                            "closed",
                                            "dropped",
                                        ],
                                    ),
                                    (
                                        "kind__in",
                                        ["comprehensive", "wage", "women", "safety", "other"],
                                    ),
                                    ("side__in", ["workers", "employer"]),
                                ),
                                name="round_choices",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("employer__isnull", False), ("scope", "enterprise")),
                                    models.Q(
                                        ("employer__isnull", True),
                                        ("scope__in", ["regional", "industry"]),
                                        models.Q(("area", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="round_names_whom_it_binds",
                                violation_error_message="Name the employer; of a regional or industry round, the region or industry.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("purpose", "new"), ("renews__isnull", True)),
                                    models.Q(
                                        models.Q(("purpose", "new"), _negated=True),
                                        ("renews__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="round_names_the_contract_before",
                                violation_error_message="A renewal, a change or an end names its contract; a first contract has none.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meeting",
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
                        ("held_on", models.DateField(verbose_name="held on")),
                        ("place", models.CharField(max_length=80, verbose_name="place")),
                        (
                            "chaired_by",
                            models.CharField(
                                choices=[
                                    ("workers", "Workers' side"),
                                    ("employer", "Employer's side"),
                                ],
                                max_length=8,
                                verbose_name="chaired by",
                            ),
                        ),
                        (
                            "minutes_taker",
                            models.CharField(
                                help_text="Somebody who is no delegate.",
                                max_length=40,
                                verbose_name="minutes taken by",
                            ),
                        ),
                        ("minutes", models.TextField(max_length=10000, verbose_name="minutes")),
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
                                blank=True,
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meetings",
                                to="bargaining.round",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="meeting_federation"),
                            models.Index(fields=["county", "-id"], name="meeting_county"),
                            models.Index(fields=["township", "-id"], name="meeting_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("chaired_by__in", ["workers", "employer"])),
                                name="meeting_chair",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delegate",
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
                            "side",
                            models.CharField(
                                choices=[
                                    ("workers", "Workers' side"),
                                    ("employer", "Employer's side"),
                                ],
                                max_length=8,
                                verbose_name="side",
                            ),
                        ),
                        ("name", models.CharField(max_length=40, verbose_name="delegate's name")),
                        ("post", models.CharField(max_length=60, verbose_name="post or work")),
                        (
                            "is_chief",
                            models.BooleanField(default=False, verbose_name="chief delegate"),
                        ),
                        (
                            "is_head",
                            models.BooleanField(
                                default=False, verbose_name="union chair, or legal representative"
                            ),
                        ),
                        (
                            "mandate",
                            models.CharField(
                                blank=True,
                                help_text="Its number, where another than the chair or legal representative leads.",
                                max_length=60,
                                verbose_name="written mandate",
                            ),
                        ),
                        (
                            "is_external",
                            models.BooleanField(default=False, verbose_name="external expert"),
                        ),
                        (
                            "is_front_line",
                            models.BooleanField(default=False, verbose_name="front-line worker"),
                        ),
                        ("is_woman", models.BooleanField(default=False, verbose_name="woman")),
                        (
                            "left_on",
                            models.DateField(blank=True, null=True, verbose_name="left on"),
                        ),
                        (
                            "left_why",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="why they left"
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
                            "replaces",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="replaced_by",
                                to="bargaining.delegate",
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
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="delegates",
                                to="bargaining.round",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="delegate_federation"),
                            models.Index(fields=["county", "-id"], name="delegate_county"),
                            models.Index(fields=["township", "-id"], name="delegate_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("left_on", None)),
                                fields=("round", "name"),
                                name="delegate_on_one_side",
                                violation_error_message="This person already is a delegate of this round, on one side or the other. Tell two people of one name apart by their work.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("is_chief", True), ("left_on", None)),
                                fields=("round", "side"),
                                name="delegate_one_chief_a_side",
                                violation_error_message="This side already has its chief delegate.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("is_chief", False), ("is_external", False), _connector="OR"
                                ),
                                name="delegate_chief_is_of_the_house",
                                violation_error_message="An external expert cannot lead a side.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["workers", "employer"])),
                                name="delegate_side",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ballot",
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
                            "body",
                            models.CharField(
                                choices=[("congress", "Workers' congress"), ("all", "All workers")],
                                max_length=8,
                                verbose_name="who voted",
                            ),
                        ),
                        ("held_on", models.DateField(verbose_name="held on")),
                        ("total", models.PositiveIntegerField(verbose_name="entitled to vote")),
                        ("present", models.PositiveIntegerField(verbose_name="present")),
                        ("yes", models.PositiveIntegerField(verbose_name="votes for")),
                        ("half_inclusive", models.BooleanField(default=False)),
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
                            "round",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ballots",
                                to="bargaining.round",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["federation", "-id"], name="ballot_federation"),
                            models.Index(fields=["county", "-id"], name="ballot_county"),
                            models.Index(fields=["township", "-id"], name="ballot_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("present__lte", models.F("total")),
                                    ("total__gt", 0),
                                    ("yes__lte", models.F("present")),
                                ),
                                name="ballot_counts",
                                violation_error_message="No more can be present than are entitled, and no more vote than are present.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("body__in", ["congress", "all"])),
                                name="ballot_body",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Season",
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("comprehensive", "Comprehensive collective contract"),
                                    ("wage", "Wage agreement"),
                                    ("women", "Women workers' rights"),
                                    ("safety", "Occupational safety and health"),
                                    ("other", "Other special contract"),
                                ],
                                default="wage",
                                max_length=14,
                                verbose_name="kind",
                            ),
                        ),
                        ("offer_by", models.DateField(verbose_name="offers by")),
                        (
                            "basis",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="basis document"
                            ),
                        ),
                        (
                            "jointly",
                            models.CharField(
                                blank=True,
                                help_text="Such as the labour authority and the federation of industry and commerce.",
                                max_length=120,
                                verbose_name="issued jointly with",
                            ),
                        ),
                        (
                            "matters",
                            models.TextField(
                                blank=True,
                                max_length=2000,
                                verbose_name="what offers should ask for",
                            ),
                        ),
                        (
                            "issued_on",
                            models.DateField(blank=True, null=True, verbose_name="issued on"),
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
                            models.Index(fields=["federation", "-id"], name="season_federation"),
                            models.Index(fields=["county", "-id"], name="season_county"),
                            models.Index(fields=["township", "-id"], name="season_township"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("stage__in", ["draft", "issued", "summed-up", "dropped"])
                                ),
                                name="season_stage",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("issued_on", None),
                                    ("offer_by__gte", models.F("issued_on")),
                                    _connector="OR",
                                ),
                                name="season_days_in_order",
                                violation_error_message="The day for offers lies before the season begins.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SeasonUnit",
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
                            "urged_on",
                            models.DateField(blank=True, null=True, verbose_name="urged on"),
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
                            "round",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="season_unit",
                                to="bargaining.round",
                            ),
                        ),
                        (
                            "season",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="asked",
                                to="bargaining.season",
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
                                fields=["federation", "-id"], name="seasonunit_federation"
                            ),
                            models.Index(fields=["county", "-id"], name="seasonunit_county"),
                            models.Index(fields=["township", "-id"], name="seasonunit_township"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("season", "employer"), name="employer_once_in_season"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
