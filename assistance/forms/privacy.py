from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.models import PrivacyRecord
from assistance.models.privacy import RecordKind
from kernel.days import today
from unions.forms import DateInput, OfficerForm, OfficerModelForm


class RecordForm(OfficerModelForm):
    """An entry of a register; which fields it must fill depends on the register."""

    class Meta:
        model = PrivacyRecord
        fields = [
            "kind", "title", "happened_on", "data_kinds", "purpose", "receiver", "basis", "risks",
            "measures", "authority_told_on", "persons_told_on", "contact",
        ]  # fmt: skip
        widgets = {
            "happened_on": DateInput,
            "authority_told_on": DateInput,
            "persons_told_on": DateInput,
            "risks": forms.Textarea({"rows": 3}),
            "measures": forms.Textarea({"rows": 3}),
        }

    def clean(self) -> dict[str, Any] | None:
        said = super().clean() or {}
        handed_over = said.get("kind") == RecordKind.TRANSFER
        for name in ("receiver", "basis") if handed_over else ("risks", "measures"):
            if not said.get(name):
                self.add_error(name, _("This register asks for it."))
        day = said.get("happened_on")
        if day and day > today():
            self.add_error("happened_on", _("This day has not come yet."))
        return said


class AppraisalForm(OfficerForm):
    appraisal = forms.CharField(
        label=_("Appraisal"),
        help_text=_("Why nothing of this file is needed any more."),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
    )
