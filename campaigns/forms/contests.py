from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from campaigns.forms.fields import (
    FIRST_YEAR,
    LAST_YEAR,
    employer_called,
    employer_text,
    year_field,
)
from campaigns.models import Contest, Contestant, ContestOutcome, ContestUnit
from kernel.days import today
from kernel.identifiers import clean_citizen_id
from kernel.sealing import mask_id
from unions.casework.forms import CaseFilter, CaseForm
from unions.casework.sealed import SealedText
from unions.forms import DateInput, OfficerForm, OfficerModelForm
from unions.models import Employer

MOST_TEAMS = 100_000


class ContestFilter(CaseFilter):
    year = year_field(required=False)

    field_order = ("q", "year", "kind", "stage", "late")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, model=Contest, exact=["kind"], **kwargs)
        self.fields["q"].label = _("Name or pinyin")
        del self.fields["late"]
        self.order_fields(self.field_order)

    def narrow(self, cases: Any) -> Any:
        found = super().narrow(cases)
        year = self.cleaned_data.get("year")
        return found.filter(year=year) if year else found


class ContestForm(CaseForm):
    class Meta:
        model = Contest
        fields = (
            "name", "year", "level", "kind", "theme", "organiser", "judges", "starts_on",
            "ends_on", "campaign",
        )  # fmt: skip

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise forms.ValidationError(gettext("This is no year of ours."))
        return year

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", gettext("The competition would end before it starts."))
        owner = self.instance.union if self.instance.pk else self.officer.union
        same = Contest.objects.visible_to(self.officer).filter(union=owner)
        year, name = int(data.get("year") or 0), str(data.get("name") or "")
        if same.filter(year=year, name=name).exclude(pk=self.instance.pk).exists():
            self.add_error("name", gettext("This union already has that competition this year."))
        return data


class UnitForm(OfficerForm):
    """An employer that takes part."""

    employer = employer_text()
    teams = forms.IntegerField(
        label=_("Teams"), min_value=0, max_value=MOST_TEAMS, required=False, initial=0
    )

    def clean_employer(self) -> Employer | None:
        return employer_called(self.cleaned_data["employer"], self.officer)

    def clean_teams(self) -> int:
        return self.cleaned_data["teams"] or 0


class ContestantForm(OfficerModelForm):
    """One worker of a unit that takes part; no page gives the number back."""

    id_number = SealedText(
        mask=mask_id, label=_("Identity number"), max_length=24, required=False,
        help_text=_("Or the staff number, where that is all you know."),
    )  # fmt: skip

    class Meta:
        model = Contestant
        fields = ("unit", "name", "id_number", "staff_number", "team")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units: Any = self.fields["unit"]
        units.queryset = units.queryset.filter(contest=self.instance.contest).select_related(
            "employer"
        )
        units.label = _("Unit")

    @sensitive_variables()
    def clean_id_number(self) -> str:
        text = self.cleaned_data["id_number"]
        return clean_citizen_id(text) if text else ""

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("id_number") and not data.get("staff_number") and not self.errors:
            told = gettext("Enter the identity number or the staff number.")
            self.add_error("id_number", told)
        return data

    def validate_constraints(self) -> None:
        return  # who takes part already is told by the action


class RankForm(OfficerModelForm):
    """One line of the results."""

    class Meta:
        model = ContestUnit
        fields = ("rank", "award")


class OutcomeForm(OfficerModelForm):
    """What a unit brought about; its value in yuan comes with the certificate, on its own page."""

    class Meta:
        model = ContestOutcome
        fields = ("unit", "kind", "title", "count", "attendances", "achieved_on")
        widgets = {"achieved_on": DateInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units: Any = self.fields["unit"]
        units.queryset = units.queryset.filter(contest=self.instance.contest).select_related(
            "employer"
        )
        units.label = _("Unit")
        self.fields["attendances"].required = False
        for name in ("count", "attendances"):
            self.fields[name].validators.append(MaxValueValidator(10_000_000))

    def clean_attendances(self) -> int:
        return self.cleaned_data["attendances"] or 0


class ValueForm(OfficerForm):
    """A value in yuan with the finance department's signed paper; neither without the other."""

    yuan = forms.DecimalField(
        label=_("Value created, yuan"), max_digits=14, decimal_places=2, min_value=0
    )
    certified_by = forms.CharField(label=_("Signed by, of finance"), max_length=40)
    certified_on = forms.DateField(label=_("Certified on"), widget=DateInput)
    certificate = forms.FileField(
        label=_("Finance certificate"), help_text=_("A picture or a PDF of the signed paper.")
    )

    def clean_certified_on(self) -> Any:
        day = self.cleaned_data["certified_on"]
        if day > today() or day.year < FIRST_YEAR:
            raise forms.ValidationError(gettext("This day lies in the future, or too far back."))
        return day
