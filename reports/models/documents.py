from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.offices import reads_assistance
from targets.workflow import NOTICE
from unions.models import Job
from unions.scoping import ScopedQuerySet, UnionOwned

if TYPE_CHECKING:
    from reports.models.numbers import GivenNumber
    from unions.models import Officer


class Kind(models.TextChoices):
    """What is made; each value is also the kind of the job that makes it."""

    NOTICE = NOTICE, _("Notice of the yearly targets")
    TARGETS = "reports.targets", _("Report on the yearly targets")
    ACCEPTANCE = "reports.acceptance", _("Report on acceptance")
    RECORD = "homes.record", _("Acceptance record")
    FUND_USE = "reports.fund_use", _("Report on the use of funds")
    REGISTERS = "reports.registers", _("Yearly figures of assistance")
    HOUSEHOLD = "reports.household", _("Household file form")
    ROUND_LIST = "reports.round_list", _("List of a round to sign")
    CAMPAIGN = "reports.campaign", _("Report on a campaign")
    LETTER = "bargaining.letter", _("Letter of a round of bargaining")
    DEFINED = "reports.defined", _("Report by a definition")
    OWN = "reports.own", _("Report of one's own")


YEARLY = (Kind.TARGETS, Kind.ACCEPTANCE)  # made by the calendar for every county
RELIEF = (Kind.FUND_USE, Kind.REGISTERS)
# Names of households: for those whose work is assistance, and nobody else.
CONFIDENTIAL = (Kind.HOUSEHOLD, Kind.ROUND_LIST)


def random_token() -> str:
    return secrets.token_hex(16)


def pdf_name(document: Document, original: str) -> str:
    return document.path_of("pdf")


def xlsx_name(document: Document, original: str) -> str:
    return document.path_of("xlsx")


def docx_name(document: Document, original: str) -> str:
    return document.path_of("docx")


class DocumentQuerySet(ScopedQuerySet["Document"]):
    def branch_of(self, officer: Officer) -> Q:
        """A notice is for everyone it is sent to; papers with households' names for few."""
        notice = Q(kind=Kind.NOTICE, federation_id=officer.federation_id)
        branch = super().branch_of(officer)
        if not reads_assistance(officer):
            branch &= ~Q(kind__in=CONFIDENTIAL)
        return branch | notice

    def finished(self) -> Self:
        """With both files; until then a document is its job's."""
        return self.filter(finished_at__isnull=False)


class Document(UnionOwned):
    """An official document: its figures as they stood at `as_of`, and the files made from them.

    `data` holds everything the files say (see reports/papers); `data_sm3` is its digest.
    """

    # A job that reports on every county makes a document for each.
    job = models.ForeignKey(Job, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    definition = models.CharField(max_length=40, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=160)
    year = models.PositiveSmallIntegerField(_("year"))
    as_of = models.DateTimeField(_("as of"))
    data = models.JSONField()
    data_sm3 = models.CharField(max_length=64, blank=True)  # empty until all of it is frozen
    # How far the making is (reports/freezing.py, reports/pages.py); empty once it is finished.
    making = models.JSONField(default=dict, editable=False)
    # Names the files before they exist, so that an attempt that was cut off leaves none behind.
    token = models.CharField(max_length=32, default=random_token, editable=False)
    pdf = models.FileField(upload_to=pdf_name, max_length=160, blank=True)
    xlsx = models.FileField(upload_to=xlsx_name, max_length=160, blank=True)
    # Only of papers that are to be edited before they are sent.
    docx = models.FileField(upload_to=docx_name, max_length=160, blank=True)
    # What proves a printed copy (reports/codes.py); older documents bear none.
    code = models.CharField(max_length=12, blank=True, editable=False)
    pdf_sm3 = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta(UnionOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["federation", "job", "union"], name="document_job_union_once"
            ),
            models.UniqueConstraint(
                fields=["federation", "code"], condition=~Q(code=""), name="document_code_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="document_kind"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | ~Q(pdf="") & ~Q(xlsx=""),
                name="document_finished_with_files",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:document-detail", args=[self.pk])

    @property
    def number(self) -> str:
        """发文字号, as in 锦工发〔2026〕5号; a report bears one only as a signed dispatch."""
        given: GivenNumber | None = getattr(self, "given", None)
        return str(given) if given else ""

    @property
    def counted_to(self) -> date | None:
        """The last day its figures tell of, if that was over when it was made."""
        day = self.data.get("counted_to")
        told = date.fromisoformat(day) if day else None
        return told if told and told < timezone.localdate(self.as_of) else None

    def path_of(self, extension: str) -> str:
        return f"documents/{self.federation_id}/{self.token}.{extension}"

    def file_name(self, extension: str) -> str:
        """What a download is called."""
        return f"{self.title}.{extension}"

    def figures(self, key: str) -> list[dict[str, Any]]:
        """The frozen rows under `key`; none where the paper has no such rows."""
        rows: list[dict[str, Any]] = self.data.get(key, [])
        return rows
