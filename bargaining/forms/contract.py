"""Forms of the register of contracts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.actions.registering import CHANGEABLE, scopes_open_to
from bargaining.clauses import ITEMS
from bargaining.kinds import ContractKind, Scope
from bargaining.models import Contract
from bargaining.standing import Standing, in_state
from kernel.days import today
from kernel.identifiers import clean_uscc
from unions.casework.forms import CaseForm, found_row, number_field
from unions.forms import DateInput, OfficerForm
from unions.models import Employer, Union
from unions.offices import Level

LONGEST_CLAUSE = 2000


class ContractFilter(OfficerForm):
    """The filters of the register; every field may be left out."""

    q = forms.CharField(label=_("Title or employer, or pinyin"), max_length=40, required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("contract", "Kind"),
        choices=[("", _("All")), *ContractKind.choices],
        required=False,
    )
    scope = forms.ChoiceField(
        label=_("Scope"), choices=[("", _("All")), *Scope.choices], required=False
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    year = forms.IntegerField(
        label=_("In force from (year)"), min_value=1990, max_value=2100, required=False
    )
    county = forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=Level.COUNTY),
        label=_("County"),
        required=False,
        empty_label=_("All"),
    )

    def __init__(self, *args: Any, reminders: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soon = [
            (f"{Standing.EXPIRING.value}-{days}", _("Expiring within %(n)d days") % {"n": days})
            for days in reminders
        ]
        plain = [(s.value, s.label) for s in Standing if s != Standing.EXPIRING]
        self.fields["state"] = forms.ChoiceField(
            label=_("State"),
            choices=[("", _("All")), *plain[:2], *soon, *plain[2:]],
            required=False,
        )
        if self.officer.level != Level.FEDERATION:
            del self.fields["county"]

    def narrow(self, contracts: Any) -> Any:
        """The rows the filters leave; a field that makes no sense is told and does not filter."""
        self.is_valid()
        wanted = self.cleaned_data
        lookups = {
            "kind": wanted.get("kind"),
            "scope": wanted.get("scope"),
            "effective_on__year": wanted.get("year"),
            "county": wanted.get("county"),
        }
        contracts = contracts.filter(**{name: asked for name, asked in lookups.items() if asked})
        if wanted.get("q"):
            contracts = contracts.named(wanted["q"])
        return in_state(contracts, wanted.get("state") or "", today())


class ClauseFields(CaseForm):
    """A form of a contract with its checklist: a text for each item, or none."""

    def __init__(self, *args: Any, agreed: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in ITEMS:
            self.fields[f"clause_{item.code}"] = forms.CharField(
                label=str(item.label),
                max_length=LONGEST_CLAUSE,
                required=False,
                initial=(agreed or {}).get(item.code, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        if "text" in self.fields:
            self.fields["text"].widget.attrs["rows"] = 12

    @property
    def checklist(self) -> list[Any]:
        return [self[f"clause_{item.code}"] for item in ITEMS]

    @property
    def plain_fields(self) -> list[Any]:
        return [f for f in self.visible_fields() if not f.name.startswith("clause_")]

    @property
    def clauses(self) -> dict[str, str]:
        return {item.code: self.cleaned_data[f"clause_{item.code}"] for item in ITEMS}


WORDS = ("title", "number", "kind")
TERM = ("wage_annex", "signed_on", "effective_on", "expires_on", "text")
LABELS = {  # as the register and the workbook call them
    "title": pgettext_lazy("contract", "Title"),
    "number": _("Filing number"),
    "kind": pgettext_lazy("contract", "Kind"),
    "signed_on": _("Signed on"),
    "effective_on": _("In force from"),
    "text": _("Text"),
}


class ContractForm(ClauseFields):
    """A contract to be entered. Its employer is named by credit code."""

    code = forms.CharField(
        label=_("Credit code of the employer"),
        max_length=30,
        required=False,
        help_text=_("Of an enterprise's own contract. Those a region covers are listed next."),
    )
    renews_number = number_field(_("Contract it renews"), widget=forms.HiddenInput)

    class Meta:
        model = Contract
        fields = (*WORDS, "scope", *TERM)
        labels = LABELS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = [scope.value for scope in scopes_open_to(self.officer)]
        self.fields["scope"].choices = [c for c in Scope.choices if c[0] in scopes]  # type: ignore[attr-defined]
        self.order_fields([*WORDS, "scope", "code"])

    def clean_code(self) -> Employer | None:
        if not self.cleaned_data["code"]:
            return None
        code = clean_uscc(self.cleaned_data["code"])
        employer: Employer | None = (
            Employer.objects.visible_to(self.officer).filter(uscc=code).first()
        )
        if employer is None:
            raise ValidationError(_("No employer of your branch has this code."))
        return employer

    def clean_renews_number(self) -> Contract | None:
        found: Contract | None = found_row(
            self, "renews_number", Contract.objects.visible_to(self.officer)
        )
        return found

    def _post_clean(self) -> None:
        """The columns are held against each other where the contract is entered."""

    @property
    def said(self) -> dict[str, Any]:
        named = {"employer": self.cleaned_data["code"]}
        return super().said | named | {"renews": self.cleaned_data["renews_number"]}


class CorrectionForm(ClauseFields):
    """What was entered wrongly. Scope and employer stay: a wrong one is another contract."""

    why = forms.CharField(label=_("Why it is corrected"), max_length=200)

    class Meta:
        model = Contract
        fields = (*WORDS, *TERM)
        labels = LABELS

    def _post_clean(self) -> None:
        """As in ContractForm."""


class ChangeForm(ClauseFields):
    """What the parties agreed to change."""

    changed_on = forms.DateField(label=_("Changed on"), widget=DateInput)
    why = forms.CharField(label=_("Why it is changed"), max_length=200)

    class Meta:
        model = Contract
        fields = CHANGEABLE
        labels = LABELS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["changed_on", "why", "expires_on", "wage_annex", "text"])

    def _post_clean(self) -> None:
        """As in ContractForm."""


class EndForm(OfficerForm):
    """The end of a contract before its last day."""

    ended_on = forms.DateField(label=pgettext_lazy("contract", "Ended on"), widget=DateInput)
    why = forms.CharField(label=_("Why it is ended"), max_length=200)


class ReasonForm(OfficerForm):
    why = forms.CharField(label=_("Reason"), max_length=200)
