from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.actions.mediation import tiers_open_to
from assistance.forms.casework import PersonForm
from assistance.models import HotlineTicket, MediationCase
from assistance.workflows.mediation import MediationStep
from unions.casework.forms import found_row

STEP_FIELDS = {
    MediationStep.ACCEPT.value: ("mediators",),
    MediationStep.AGREE.value: ("agreement_number", "agreement"),
    MediationStep.CONFIRM.value: ("confirmation", "confirmation_number"),
    MediationStep.CLOSE.value: ("recovered",),
}
MAY_STAY_EMPTY = ()


class MediationForm(PersonForm):
    """A dispute brought for mediation."""

    ticket_number = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    class Meta:
        model = MediationCase
        fields = (
            "tier", "name", "persons", "phone", "respondent", "claim", "amount", "facts",
        )  # fmt: skip
        labels = {"persons": _("Persons")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tier = self.fields["tier"]
        assert isinstance(tier, forms.TypedChoiceField)  # noqa: S101 - a column with choices
        tier.choices = [(t.value, t.label) for t in tiers_open_to(self.officer)]

    def clean_ticket_number(self) -> HotlineTicket | None:
        tickets = HotlineTicket.objects.visible_to(self.officer)
        ticket: HotlineTicket | None = found_row(self, "ticket_number", tickets)
        return ticket

    @property
    def said(self) -> dict[str, Any]:
        return {**super().said, "ticket": self.cleaned_data["ticket_number"]}
