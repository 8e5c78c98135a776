from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.actions.suggestions import COUNTS, fault_of
from campaigns.forms.fields import FIRST_YEAR, employer_called, employer_text, year_field
from campaigns.models import Contest, Suggestion
from kernel.days import today
from unions.casework.forms import CaseFilter, CaseForm
from unions.forms import OfficerForm
from unions.models import Employer

LARGEST = 10_000_000


class SuggestionFilter(CaseFilter):
    year = year_field(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, model=Suggestion, **kwargs)
        self.order_fields(["year", "stage", "late"])

    def narrow(self, cases: Any) -> Any:
        found = super().narrow(cases)
        year = self.cleaned_data.get("year")
        return found.filter(book__year=year) if year else found


class SuggestionForm(CaseForm):
    employer = employer_text()

    class Meta:
        model = Suggestion
        fields = ("title", "text", "proposer", "proposed_on", "contest")

    field_order = ("employer", "title", "text", "proposer", "proposed_on", "contest")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contest"].required = False

    def clean_employer(self) -> Employer | None:
        return employer_called(self.cleaned_data["employer"], self.officer)

    def clean_proposed_on(self) -> Any:
        day = self.cleaned_data["proposed_on"]
        if day > today() or day.year < FIRST_YEAR:
            raise forms.ValidationError(gettext("This day lies in the future, or too far back."))
        return day

    def clean_contest(self) -> Contest | None:
        contest: Contest | None = self.cleaned_data["contest"]
        return contest


class TallyForm(OfficerForm):
    """The three counts of a unit, up to today."""

    employer = employer_text()
    year = year_field(initial=lambda: today().year)
    proposed = forms.IntegerField(label=_("Suggestions proposed"), min_value=0, max_value=LARGEST)
    adopted = forms.IntegerField(label=_("Suggestions adopted"), min_value=0, max_value=LARGEST)
    implemented = forms.IntegerField(
        label=_("Suggestions implemented"), min_value=0, max_value=LARGEST
    )

    def clean_employer(self) -> Employer | None:
        return employer_called(self.cleaned_data["employer"], self.officer)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if all(data.get(name) is not None for name in COUNTS) and (fault := fault_of(data)):
            self.add_error("adopted", fault)
        return data


class TallyFilter(OfficerForm):
    q = forms.CharField(label=_("Employer, or pinyin"), max_length=40, required=False)
    year = year_field(required=False)

    def narrow(self, tallies: Any) -> Any:
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("year"):
            tallies = tallies.filter(book__year=wanted["year"])
        if wanted.get("q"):
            named = Employer.objects.visible_to(self.officer).named(wanted["q"])
            tallies = tallies.filter(book__employer__in=named)
        return tallies
