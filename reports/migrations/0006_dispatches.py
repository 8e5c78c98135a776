import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import kernel.migrating
import reports.codes
import reports.models.dispatches
import reports.models.documents


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0005_letters"),
        ("unions", "0004_job_ends"),
    ]

    operations = [
        kernel.migrating.CreateModels(
            models=[
                migrations.CreateModel(
                    name="Dispatch",
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
                        (
                            "due_on",
                            models.DateField(blank=True, null=True, verbose_name="due on"),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("checking", "Waiting to be checked"),
                                    ("countersigning", "Waiting for the countersignature"),
                                    ("signing", "Waiting for the signature"),
                                    ("signed", "Signed and numbered"),
                                    ("issued", "Issued"),
                                    ("archived", "Archived"),
                                    ("withdrawn", "Withdrawn"),
                                    ("voided", "Voided"),
                                ],
                                default="draft",
                                max_length=16,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("notice", "Notice"),
                                    ("report", "Report"),
                                    ("request", "Request for instructions"),
                                    ("bulletin", "Bulletin"),
                                    ("reply", "Reply"),
                                    ("letter", "Letter"),
                                    ("decision", "Decision"),
                                    ("minutes", "Minutes"),
                                    ("publicity", "Public notice"),
                                ],
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "addressees",
                            models.CharField(blank=True, max_length=300, verbose_name="addressees"),
                        ),
                        ("body", models.TextField(max_length=20000, verbose_name="text")),
                        (
                            "copy_to",
                            models.CharField(blank=True, max_length=300, verbose_name="copies to"),
                        ),
                        (
                            "basis",
                            models.CharField(blank=True, max_length=200, verbose_name="basis"),
                        ),
                        (
                            "countersigned",
                            models.BooleanField(
                                default=False, verbose_name="needs a countersignature"
                            ),
                        ),
                        ("signed_on", models.DateField(blank=True, null=True)),
                        ("issued_on", models.DateField(blank=True, null=True)),
                        (
                            "void_reason",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="why it is void"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                default=reports.codes.random_code,
                                editable=False,
                                max_length=12,
                            ),
                        ),
                        (
                            "token",
                            models.CharField(
                                default=reports.models.documents.random_token,
                                editable=False,
                                max_length=32,
                            ),
                        ),
                        (
                            "pdf",
                            models.FileField(
                                blank=True,
                                max_length=160,
                                upload_to=reports.models.dispatches.dispatch_pdf_name,
                            ),
                        ),
                        ("pdf_sm3", models.CharField(blank=True, max_length=64)),
                        (
                            "docx",
                            models.FileField(
                                blank=True,
                                max_length=160,
                                upload_to=reports.models.dispatches.dispatch_docx_name,
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="DispatchAnnex",
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
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="GivenNumber",
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
                        ("serial", models.PositiveIntegerField()),
                        ("title", models.CharField(max_length=160, verbose_name="title")),
                        ("given_at", models.DateTimeField(auto_now_add=True)),
                        ("voided_at", models.DateTimeField(null=True)),
                        ("void_reason", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
            ],
        ),
        kernel.migrating.AtOnce(
            operations=[
                migrations.AddField(
                    model_name="document",
                    name="code",
                    field=models.CharField(blank=True, editable=False, max_length=12),
                ),
                migrations.AddField(
                    model_name="document",
                    name="pdf_sm3",
                    field=models.CharField(blank=True, editable=False, max_length=64),
                ),
                migrations.AlterField(
                    model_name="numberregister",
                    name="mark",
                    field=models.CharField(
                        max_length=8,
                        validators=[django.core.validators.RegexValidator("^[一-龥]{1,8}$")],
                    ),
                ),
                migrations.AddConstraint(
                    model_name="document",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("federation", "code"),
                        name="document_code_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="numberregister",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("mark__regex", "^[一-龥]{1,8}$"), ("year__range", (1900, 2099))
                        ),
                        name="numberregister_form",
                    ),
                ),
                migrations.AddField(
                    model_name="dispatch",
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
                    model_name="dispatch",
                    name="drafted_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.officer",
                    ),
                ),
                migrations.AddField(
                    model_name="dispatch",
                    name="federation",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.federation",
                    ),
                ),
                migrations.AddField(
                    model_name="dispatch",
                    name="replaces",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="reports.dispatch",
                        verbose_name="replaces",
                    ),
                ),
                migrations.AddField(
                    model_name="dispatch",
                    name="signed_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.officer",
                    ),
                ),
                migrations.AddField(
                    model_name="dispatch",
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
                    model_name="dispatch",
                    name="union",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.union",
                    ),
                ),
                migrations.AddField(
                    model_name="dispatchannex",
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
                    model_name="dispatchannex",
                    name="dispatch",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="annexes",
                        to="reports.dispatch",
                    ),
                ),
                migrations.AddField(
                    model_name="dispatchannex",
                    name="document",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annexed_to",
                        to="reports.document",
                    ),
                ),
                migrations.AddField(
                    model_name="dispatchannex",
                    name="federation",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.federation",
                    ),
                ),
                migrations.AddField(
                    model_name="dispatchannex",
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
                    model_name="dispatchannex",
                    name="union",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.union",
                    ),
                ),
                migrations.AddField(
                    model_name="givennumber",
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
                    model_name="givennumber",
                    name="dispatch",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given",
                        to="reports.dispatch",
                    ),
                ),
                migrations.AddField(
                    model_name="givennumber",
                    name="document",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="given",
                        to="reports.document",
                    ),
                ),
                migrations.AddField(
                    model_name="givennumber",
                    name="federation",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.federation",
                    ),
                ),
                migrations.AddField(
                    model_name="givennumber",
                    name="given_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.officer",
                    ),
                ),
                migrations.AddField(
                    model_name="givennumber",
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
                    model_name="givennumber",
                    name="union",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.union",
                    ),
                ),
                migrations.AddField(
                    model_name="givennumber",
                    name="voided_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unions.officer",
                    ),
                ),
                migrations.AddIndex(
                    model_name="dispatch",
                    index=models.Index(fields=["federation", "-id"], name="dispatch_federation"),
                ),
                migrations.AddIndex(
                    model_name="dispatch",
                    index=models.Index(fields=["county", "-id"], name="dispatch_county"),
                ),
                migrations.AddIndex(
                    model_name="dispatch",
                    index=models.Index(fields=["township", "-id"], name="dispatch_township"),
                ),
                migrations.AddIndex(
                    model_name="dispatch",
                    index=models.Index(fields=["union", "-id"], name="dispatch_union"),
                ),
                migrations.AddIndex(
                    model_name="dispatch",
                    index=models.Index(
                        fields=["federation", "stage", "due_on"], name="dispatch_waiting"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dispatch",
                    constraint=models.UniqueConstraint(
                        fields=("federation", "code"), name="dispatch_code_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dispatch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "draft",
                                    "checking",
                                    "countersigning",
                                    "signing",
                                    "signed",
                                    "issued",
                                    "archived",
                                    "withdrawn",
                                    "voided",
                                ],
                            )
                        ),
                        name="dispatch_stage",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dispatch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "notice",
                                    "report",
                                    "request",
                                    "bulletin",
                                    "reply",
                                    "letter",
                                    "decision",
                                    "minutes",
                                    "publicity",
                                ],
                            )
                        ),
                        name="dispatch_kind",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dispatch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("stage__in", ["signed", "issued", "archived", "voided"]),
                                _negated=True,
                            ),
                            models.Q(("signed_by__isnull", False), ("signed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="dispatch_signed_by_someone",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dispatch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "voided"), _negated=True),
                            models.Q(("void_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="dispatch_void_with_reason",
                    ),
                ),
                migrations.AddIndex(
                    model_name="dispatchannex",
                    index=models.Index(
                        fields=["federation", "-id"], name="dispatchannex_federation"
                    ),
                ),
                migrations.AddIndex(
                    model_name="dispatchannex",
                    index=models.Index(fields=["county", "-id"], name="dispatchannex_county"),
                ),
                migrations.AddIndex(
                    model_name="dispatchannex",
                    index=models.Index(fields=["township", "-id"], name="dispatchannex_township"),
                ),
                migrations.AddConstraint(
                    model_name="dispatchannex",
                    constraint=models.UniqueConstraint(
                        fields=("dispatch", "document"), name="dispatchannex_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="givennumber",
                    index=models.Index(fields=["federation", "-id"], name="givennumber_federation"),
                ),
                migrations.AddIndex(
                    model_name="givennumber",
                    index=models.Index(fields=["county", "-id"], name="givennumber_county"),
                ),
                migrations.AddIndex(
                    model_name="givennumber",
                    index=models.Index(fields=["township", "-id"], name="givennumber_township"),
                ),
                migrations.AddIndex(
                    model_name="givennumber",
                    index=models.Index(fields=["union", "-id"], name="givennumber_union"),
                ),
                migrations.AddConstraint(
                    model_name="givennumber",
                    constraint=models.UniqueConstraint(
                        fields=("federation", "mark", "year", "serial"), name="givennumber_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="givennumber",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("mark__regex", "^[一-龥]{1,8}$"),
                            ("serial__gte", 1),
                            ("year__range", (1900, 2099)),
                        ),
                        name="givennumber_form",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="givennumber",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("document", None), ("dispatch", None), _connector="XOR"
                        ),
                        name="givennumber_one_bearer",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="givennumber",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("void_reason", ""), ("voided_at", None)),
                            models.Q(
                                ("voided_at__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="givennumber_void_with_reason",
                    ),
                ),
            ]
        ),
    ]
