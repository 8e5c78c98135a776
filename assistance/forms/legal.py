from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.forms.casework import PersonForm
from assistance.models import HotlineTicket, HouseholdFile, LegalCase, LegalPhase
from assistance.workflows.legal import LegalStep
from unions.casework.forms import CaseForm, found_row, number_field

STEP_FIELDS = {
    LegalStep.GRANT.value: ("means",),
    LegalStep.ASSIGN.value: ("lawyer", "law_firm"),
    LegalStep.CLOSE.value: ("outcome", "recovered", "persons", "fee"),
}
MAY_STAY_EMPTY = ("means", "persons")


class LegalCaseForm(PersonForm):
    """A request for legal aid."""

    household = number_field(
        _("Number of the hardship file"),
        help_text=_("A household on the register needs no check of its means."),
    )
    ticket_number = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    class Meta:
        model = LegalCase
        fields = (
            "name", "id_number", "phone", "workplace", "kind", "opponent", "amount", "facts",
            "illness", "means",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.moves
            self.initial.setdefault("household", self.instance.file_id)
            self.initial.setdefault("ticket_number", self.instance.ticket_id)

    def clean_household(self) -> HouseholdFile | None:
        files = HouseholdFile.objects.visible_to(self.officer)
        file: HouseholdFile | None = found_row(self, "household", files)
        return file

    def clean_ticket_number(self) -> HotlineTicket | None:
        tickets = HotlineTicket.objects.visible_to(self.officer)
        ticket: HotlineTicket | None = found_row(self, "ticket_number", tickets)
        return ticket

    @property
    def said(self) -> dict[str, Any]:
        tied = {
            "file": self.cleaned_data["household"],
            "ticket": self.cleaned_data["ticket_number"],
        }
        return {**super().said, **tied}


class PhaseForm(CaseForm):
    """A stage of the case before one body; its end comes with a result."""

    class Meta:
        model = LegalPhase
        fields = ("kind", "body", "began_on", "ended_on", "result")
