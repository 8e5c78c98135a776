from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.models import Season
from unions.casework.forms import CaseForm
from unions.forms import OfficerForm


class SeasonForm(CaseForm):
    class Meta:
        model = Season
        fields = ("title", "year", "kind", "offer_by", "basis", "jointly", "matters")

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not 2000 <= year <= 2100:
            raise forms.ValidationError(_("A year of four digits, such as 2026."))
        return year


class AskForm(OfficerForm):
    """Which enterprises to put on the list."""

    uncovered = forms.BooleanField(
        label=_("Only those without such a contract in force"), required=False, initial=True
    )
    at_least = forms.IntegerField(
        label=_("Headcount from"), min_value=0, max_value=9_999_999, required=False
    )


class SeasonUnitFilter(OfficerForm):
    """Which of those asked to show."""

    STATES = (
        ("", _("All")), ("silent", _("No offer yet")), ("offered", _("Offer made")),
        ("replied", _("Replied")), ("in_force", pgettext_lazy("bargaining", "In force")),
    )  # fmt: skip
    q = forms.CharField(label=_("Employer or pinyin"), max_length=40, required=False)
    state = forms.ChoiceField(label=_("How far"), choices=STATES, required=False)

    def narrow(self, units: Any) -> Any:
        self.is_valid()
        state, words = self.cleaned_data.get("state"), self.cleaned_data.get("q")
        if state:
            units = getattr(units, state)()
        for word in (words or "").split()[:8]:
            units = units.filter(employer__name__icontains=word) | units.filter(
                employer__pinyin__icontains=word.lower()
            )
        return units
