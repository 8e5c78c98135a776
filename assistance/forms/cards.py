from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.actions.carding import faults_of, scheme_in_force
from assistance.forms.visit import plausible_day
from assistance.models import BenefitCard, CardUse, HouseholdMember, Partner
from assistance.models.cards import CardState
from unions.forms import DateInput, EmployerFilter, OfficerForm, OfficerModelForm
from unions.refusals import Refused


class CardFilter(OfficerForm):
    """The filters of the list of cards; every field may be left out."""

    RUN_OUT = "run_out"

    q = forms.CharField(label=_("Name, pinyin or number"), max_length=40, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All")), *CardState.choices, (RUN_OUT, _("Run out"))],
        required=False,
    )
    township = forms.ModelChoiceField(
        EmployerFilter.base_fields["township"].queryset,  # type: ignore[attr-defined]
        label=_("Township"),
        required=False,
        empty_label=_("All"),
    )

    def narrow(self, cards: Any) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("township"):
            cards = cards.filter(township=wanted["township"])
        if wanted.get("q"):
            cards = cards.named(wanted["q"])
        match wanted.get("state"):
            case self.RUN_OUT:
                return cards.run_out()
            case CardState.VALID:
                return cards.usable()
            case "" | None:
                return cards
            case state:
                return cards.filter(state=state)


class IssueForm(OfficerForm):
    """The members ticked for a card."""

    members = forms.ModelMultipleChoiceField(
        HouseholdMember.objects.unscoped("narrowed by OfficerForm").select_related("file"),
        error_messages={"required": _("Tick at least one person.")},
    )


class EndCardForm(OfficerForm):
    """Why a card is good no longer."""

    state = forms.ChoiceField(
        label=_("State"), choices=[c for c in CardState.choices if c[0] != CardState.VALID]
    )
    why = forms.CharField(label=_("Why it ended"), max_length=120)


class CardUseForm(OfficerModelForm):
    """A bill on which the card was shown; what it takes off is reckoned, never typed."""

    class Meta:
        model = CardUse
        fields = ["partner", "service", "used_on", "receipt", "total", "reducible", "rate"]
        widgets = {"used_on": DateInput()}
        help_texts = {
            "reducible": _(
                "In hospital: beds, examinations and treatment, not drugs or surgery. "
                "At a pharmacy: the listed drugs."
            ),
            "rate": _("What the pharmacy grants on listed drugs."),
        }

    def __init__(self, *args: Any, card: BenefitCard, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.card = self.instance.card = card

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        plausible_day(self, "used_on")
        needed = {"partner", "service", "used_on", "total"}
        if not self.errors and needed <= {name for name in data if data[name] is not None}:
            self._reckon(data)
        return data

    def _reckon(self, data: dict[str, Any]) -> None:
        for name, value in data.items():
            setattr(self.instance, name, value)
        try:
            faults = faults_of(self.instance, scheme_in_force(data["used_on"]))
        except Refused as refused:
            faults = [("", str(refused))]
        for field, words in faults:
            self.add_error(field or None, words)


class PartnerForm(OfficerModelForm):
    class Meta:
        model = Partner
        fields = ["name", "kind", "branches", "valid_from", "valid_to"]
        widgets = {"valid_from": DateInput(), "valid_to": DateInput()}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        plausible_day(self, "valid_from", ahead=3660)
        plausible_day(self, "valid_to", ahead=36600)
        if self.instance.pk is None:
            same = Partner.objects.visible_to(self.officer).filter(
                union=self.officer.union, name=data.get("name") or ""
            )
            if same.exists():
                self.add_error("name", gettext("This partner is already in the register."))
        return data
