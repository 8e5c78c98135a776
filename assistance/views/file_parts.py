"""A draft as one page of parts: each is sent by itself, and the others stay as they were."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from assistance.actions.claiming import warnings_of
from assistance.actions.deciding import work_out
from assistance.actions.filing import Seen, may_write
from assistance.actions.proving import consents_wanted
from assistance.forms.circumstances import CostTable, IncomeForm
from assistance.forms.files import ApplicantForm
from assistance.forms.proofs import ProofForm
from assistance.models import HouseholdFile
from assistance.models.circumstances import sums_of
from assistance.models.completeness import proofs_needed
from assistance.models.proofs import ProofKind
from assistance.models.standard import standard_of
from kernel.days import today
from unions.policy import OfficerRequest
from unions.refusals import Overtaken, Refused


class Draft:
    """A file being written, with the rows its page shows, each read once."""

    def __init__(self, request: OfficerRequest, household_id: int) -> None:
        found = HouseholdFile.objects.visible_to(request.officer)
        self.officer = request.officer
        self.file = get_object_or_404(
            found.select_related("county", "township", "federation", "union"), pk=household_id
        )
        self.members = list(self.file.members.order_by("pk"))

    @property
    def is_open(self) -> bool:
        return may_write(self.file, self.officer)

    def insist(self) -> None:
        """Raises Overtaken for a file that can no longer be written: its page is too old."""
        if not self.is_open:
            stage = self.file.get_stage_display()
            raise Overtaken(
                _("This file cannot be written now: it stands at “%(stage)s”.") % {"stage": stage}
            )

    def applicant_form(self, data: Any = None) -> ApplicantForm:
        return ApplicantForm(data, instance=self.file, officer=self.officer)

    def income_form(self, data: Any = None) -> IncomeForm:
        incomes = list(self.file.incomes.order_by("pk"))
        return IncomeForm(
            data, file=self.file, members=self.members, incomes=incomes, officer=self.officer,
            prefix="income",
        )  # fmt: skip

    def cost_table(self, data: Any = None) -> CostTable:
        costs = list(self.file.costs.order_by("pk"))
        return CostTable(
            data, file=self.file, members=self.members, costs=costs, officer=self.officer,
            prefix="cost",
        )  # fmt: skip

    def proof_form(self, data: Any = None, files: Any = None) -> ProofForm:
        return ProofForm(
            data, files, file=self.file, members=self.members, officer=self.officer, prefix="proof"
        )


def seen_in(request: OfficerRequest) -> Seen:
    """What the page of a bare button showed."""
    text = request.POST.get("seen", "")
    return Seen(int(text) if text.isdecimal() and len(text) < 9 else None)


def edit_page(
    request: OfficerRequest, draft: Draft, *, status: int = 200, **bound: Any
) -> HttpResponse:
    """The whole draft; `bound` holds the form of the part that was refused."""
    file, members = draft.file, draft.members
    warnings = warnings_of(file, members)
    proofs = list(file.proofs.select_related("member").order_by("kind", "pk"))
    consents = list(file.consents.select_related("member").order_by("pk"))
    kinds, children = consents_wanted(file, members, consents)
    context = {
        "file": file,
        "members": members,
        "applicant": bound.get("applicant") or draft.applicant_form(),
        "incomes": bound.get("incomes") or draft.income_form(),
        "costs": bound.get("costs") or draft.cost_table(),
        "proof": bound.get("proof") or draft.proof_form(),
        "proofs": proofs,
        "papers": _papers(file, proofs),
        "consents": consents,
        "consents_wanted": bool(kinds or children),
        "warnings": warnings,
        "missing": file.missing_to_submit(),
        "refused": status != 200,
        **working_of(file),
    }
    return render(request, "assistance/file_edit.html", context, status=status)


def _papers(file: HouseholdFile, proofs: list[Any]) -> list[dict[str, Any]]:
    """The checklist: what this file needs, and how it stands with each."""
    valid = {p.kind for p in proofs if p.expires_on is None or p.expires_on >= today()}
    there = {p.kind for p in proofs}
    return [
        {"label": ProofKind(kind).label, "there": kind in valid, "expired": kind in there - valid}
        for kind in proofs_needed(file)
    ]


def working_of(file: HouseholdFile) -> dict[str, Any]:
    """The eligibility working so far, or the sentence that says why there is none."""
    standard = standard_of(file.county, today())
    try:
        return {"finding": work_out(file), "standard": standard, "sums": sums_of(file)}
    except Refused as refused:
        return {"finding": None, "standard": standard, "no_finding": str(refused)}
    except ValueError as wrong:  # a migrated figure that no household can have
        return {"finding": None, "standard": standard, "no_finding": str(wrong)}
