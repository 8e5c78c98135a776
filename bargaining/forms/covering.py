"""Forms of the list of employers a regional or industry contract covers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bargaining.actions.covering import MOST_CODES, codes_of_text, codes_of_workbook
from bargaining.models import Contract, ListedEmployer
from unions.casework.workbooks import read_upload
from unions.forms import DateInput, EmployerFilter, OfficerForm

LONGEST_PASTE = MOST_CODES * 40


class CodesForm(OfficerForm):
    """Credit codes, pasted or in the first column of a workbook."""

    listed_on = forms.DateField(label=_("Covered from"), widget=DateInput)
    sealed_on = forms.DateField(
        label=_("Confirmations sealed on"),
        widget=DateInput,
        required=False,
        help_text=_("Leave this empty if they are still to be sealed."),
    )
    codes = forms.CharField(
        label=_("Credit codes, one a line"),
        max_length=LONGEST_PASTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    workbook = forms.FileField(
        label=_("Or a workbook (.xlsx) with the codes in its first column"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_workbook(self) -> list[tuple[int, str]]:
        upload = self.cleaned_data["workbook"]
        return codes_of_workbook(read_upload(upload)) if upload else []

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        numbered = said.get("workbook") or codes_of_text(said.get("codes") or "")
        if not 0 < len(numbered) <= MOST_CODES and not self.errors:
            wrong = _("Send 1 to %(most)d codes at once.") % {"most": MOST_CODES}
            raise ValidationError(wrong)
        said["numbered"] = numbered
        return said


class ListedFilter(EmployerFilter):
    """The filters of the list of employers covered."""

    ON, UNSEALED, STRUCK = "on", "unsealed", "struck"

    standing = forms.ChoiceField(
        label=_("Standing on the list"),
        choices=[
            ("", _("All")),
            (ON, _("On the list")),
            (UNSEALED, _("Confirmation not sealed")),
            (STRUCK, _("Struck off")),
        ],
        required=False,
    )
    field_order = ("q", "standing")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("township", "ownership", "at_least", "at_most"):
            del self.fields[name]

    def narrow_listed(self, rows: Any) -> Any:
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("q"):
            rows = rows.employer_named(wanted["q"])
        match wanted.get("standing"):
            case self.ON:
                return rows.filter(struck_on=None)
            case self.UNSEALED:
                return rows.filter(struck_on=None, sealed_on=None)
            case self.STRUCK:
                return rows.exclude(struck_on=None)
        return rows


class SealForm(OfficerForm):
    """The employers whose confirmations were sealed, and the day."""

    rows = forms.ModelMultipleChoiceField(
        ListedEmployer.objects.unscoped("narrowed by OfficerForm and the contract"),
        label=_("Employers"),
        error_messages={"required": _("Tick at least one employer.")},
    )
    sealed_on = forms.DateField(label=_("Sealed on"), widget=DateInput)

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["rows"]
        field.queryset = field.queryset.filter(contract=contract)


class StrikeForm(OfficerForm):
    struck_on = forms.DateField(label=_("Covered no longer from"), widget=DateInput)
    why = forms.CharField(label=_("Reason"), max_length=200)
