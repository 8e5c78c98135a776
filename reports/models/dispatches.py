from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kernel.days import today
from reports.codes import random_code
from reports.models.documents import Document, random_token
from reports.models.numbers import GivenNumber, give_number
from reports.numbering import mark_of
from reports.workflows.dispatch import DispatchStage, at_the_desk
from unions.casework.guards import lines
from unions.casework.lateness import LateQuerySet
from unions.models.lifecycle import Lifecycle
from unions.scoping import ScopedQuerySet, UnionOwned, of_unions_above

if TYPE_CHECKING:
    from unions.models import Officer


class DispatchKind(models.TextChoices):
    """The kinds of the yearly work, of those the standard knows."""

    NOTICE = "notice", pgettext_lazy("dispatch", "Notice")
    REPORT = "report", pgettext_lazy("dispatch", "Report")
    REQUEST = "request", pgettext_lazy("dispatch", "Request for instructions")
    BULLETIN = "bulletin", pgettext_lazy("dispatch", "Bulletin")
    REPLY = "reply", pgettext_lazy("dispatch", "Reply")
    LETTER = "letter", pgettext_lazy("dispatch", "Letter")
    DECISION = "decision", pgettext_lazy("dispatch", "Decision")
    MINUTES = "minutes", pgettext_lazy("dispatch", "Minutes")
    PUBLICITY = "publicity", pgettext_lazy("dispatch", "Public notice")


class Urgency(models.TextChoices):
    """紧急程度, as the standard words it."""

    PROMPT = "prompt", pgettext_lazy("urgency", "Urgent")
    AT_ONCE = "at-once", pgettext_lazy("urgency", "Extra urgent")


UPWARD = (DispatchKind.REPORT, DispatchKind.REQUEST)
# Not sent down as a matter of course: only whoever they name reads them below.
NAMED_ONLY = (*UPWARD, DispatchKind.REPLY, DispatchKind.LETTER, DispatchKind.MINUTES)
TO_EVERYBODY = (DispatchKind.PUBLICITY, DispatchKind.MINUTES)  # they name no addressees
COPY_NUMBER = r"^[0-9]{6}$"
# The last character of the mark: 锦工发 gives 锦工函 for a letter.
OWN_MARKS = {DispatchKind.LETTER: "函", DispatchKind.MINUTES: "纪"}


def dispatch_pdf_name(dispatch: Dispatch, original: str) -> str:
    return dispatch.path_of("pdf")


def dispatch_docx_name(dispatch: Dispatch, original: str) -> str:
    return dispatch.path_of("docx")


class DispatchQuerySet(LateQuerySet["Dispatch"]):
    def branch_of(self, officer: Officer) -> Q:
        """What is issued is read above, and below if it was sent there; until then it is its own
        union's desk's."""
        name = officer.union.name
        named = Q(addressees__contains=name) | Q(copy_to__contains=name)
        sent = of_unions_above(officer) & (~Q(kind__in=NAMED_ONLY) | named)
        issued = Q(issued_on__isnull=False) & (super().branch_of(officer) | sent)
        return issued | Q(union_id=officer.union_id) if at_the_desk(officer) else issued


class Dispatch(Lifecycle):
    """An official document on its way from the draft to the archive.

    Its figures are those of the documents annexed to it, frozen when they were made.
    """

    stage = models.CharField(
        gettext_lazy("stage"),
        max_length=16,
        choices=DispatchStage.choices,
        default=DispatchStage.DRAFT,
    )
    kind = models.CharField(
        pgettext_lazy("dispatch", "kind"), max_length=10, choices=DispatchKind.choices
    )
    title = models.CharField(gettext_lazy("title"), max_length=120)
    addressees = models.CharField(
        pgettext_lazy("dispatch", "addressees"), max_length=300, blank=True
    )
    body = models.TextField(pgettext_lazy("dispatch", "text"), max_length=20_000)
    copy_to = models.CharField(pgettext_lazy("dispatch", "copies to"), max_length=300, blank=True)
    # Without a degree of secrecy: classified matter has no place here (docs/adr/0018).
    urgency = models.CharField(
        pgettext_lazy("dispatch", "urgency"), max_length=8, choices=Urgency.choices, blank=True
    )
    copy_number = models.CharField(
        pgettext_lazy("dispatch", "number of the copy"), max_length=6, blank=True,
        validators=[RegexValidator(COPY_NUMBER, gettext_lazy("Six digits, such as 000001."))],
    )  # fmt: skip
    note = models.CharField(pgettext_lazy("dispatch", "remark"), max_length=100, blank=True)
    sealed = models.BooleanField(pgettext_lazy("dispatch", "bears a seal"), default=True)
    basis = models.CharField(gettext_lazy("basis"), max_length=200, blank=True)
    countersigned = models.BooleanField(gettext_lazy("needs a countersignature"), default=False)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by",
        verbose_name=gettext_lazy("replaces"),
    )  # fmt: skip
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(
        "unions.Officer", models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_on = models.DateField(null=True, blank=True)
    void_reason = models.CharField(gettext_lazy("why it is void"), max_length=200, blank=True)
    # What proves a printed copy (reports/codes.py), and names the files before they exist.
    code = models.CharField(max_length=12, default=random_code, editable=False)
    token = models.CharField(max_length=32, default=random_token, editable=False)
    pdf = models.FileField(upload_to=dispatch_pdf_name, max_length=160, blank=True)
    pdf_sm3 = models.CharField(max_length=64, blank=True)
    docx = models.FileField(upload_to=dispatch_docx_name, max_length=160, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DispatchQuerySet.as_manager()

    class Meta(Lifecycle.Meta):
        indexes = [
            *Lifecycle.Meta.indexes,
            models.Index(fields=["union", "-id"], name="dispatch_union"),
            models.Index(fields=["federation", "stage", "due_on"], name="dispatch_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["federation", "code"], name="dispatch_code_once"),
            models.CheckConstraint(
                condition=Q(stage__in=DispatchStage.values), name="dispatch_stage"
            ),
            models.CheckConstraint(condition=Q(kind__in=DispatchKind.values), name="dispatch_kind"),
            models.CheckConstraint(
                condition=Q(urgency__in=["", *Urgency.values]), name="dispatch_urgency"
            ),
            models.CheckConstraint(
                condition=Q(copy_number="") | Q(copy_number__regex=COPY_NUMBER),
                name="dispatch_copy_number",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["signed", "issued", "archived", "voided"])
                | Q(signed_on__isnull=False, signed_by__isnull=False),
                name="dispatch_signed_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(stage="voided") | ~Q(void_reason=""), name="dispatch_void_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("reports:dispatch-detail", args=[self.pk])

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < today()

    @property
    def official_number(self) -> str:
        """发文字号; empty until it is signed."""
        given: GivenNumber | None = getattr(self, "given", None)
        return str(given) if given else ""

    @property
    def number(self) -> str:
        """What its pages and the log call it."""
        return self.official_number or _("Draft %(number)06d") % {"number": self.pk or 0}

    @property
    def is_open(self) -> bool:
        """Whether its words may still change."""
        return self.stage == DispatchStage.DRAFT

    @property
    def is_upward(self) -> bool:
        return self.kind in UPWARD

    @property
    def mark(self) -> str:
        mark = mark_of(self.union, self.federation)
        own = OWN_MARKS.get(DispatchKind(self.kind))
        return mark.removesuffix("发")[:7] + own if own else mark

    def path_of(self, extension: str) -> str:
        return f"dispatches/{self.federation_id}/{self.token}.{extension}"

    def file_name(self, extension: str) -> str:
        return f"{self.title}.{extension}"

    # What the table of moves asks and changes (reports/workflows/dispatch.py)

    def missing_to_submit(self) -> list[str]:
        named = bool(self.addressees.strip()) or self.kind in TO_EVERYBODY
        return lines(
            (bool(self.body.strip()), _("It has no text.")),
            (named, _("Say to whom it is addressed.")),
        )

    def missing_to_issue(self) -> list[str]:
        return lines((bool(self.pdf), _("Its pages are still being set.")))

    def take_number(self, *, by: Officer | None) -> None:
        assert self.signed_on is not None  # noqa: S101 - written by the move that asks
        self.given = give_number(self, self.mark, self.signed_on.year, by=by)


class DispatchAnnex(UnionOwned):
    """A finished document whose tables are printed behind a dispatch."""

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="annexes")
    document = models.ForeignKey(Document, models.PROTECT, related_name="annexed_to")

    objects = ScopedQuerySet["DispatchAnnex"].as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "document"], name="dispatchannex_once"),
        ]
