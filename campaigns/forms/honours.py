from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.actions.honours import NAMED_AFTER_THE_EMPLOYER
from campaigns.forms.fields import FIRST_YEAR, LAST_YEAR, employer_called, employer_text, year_field
from campaigns.models import HonourScheme, Nomination
from campaigns.models.honour import Honoured
from unions.casework.forms import CaseFilter, CaseForm
from unions.forms import OfficerForm
from unions.models import Employer, Union

MOST_SEATS = 10_000


class SchemeFilter(CaseFilter):
    year = year_field(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, model=HonourScheme, exact=["honours"], **kwargs)
        del self.fields["late"]
        self.order_fields(["year", "honours", "stage"])

    def narrow(self, cases: Any) -> Any:
        found = super().narrow(cases)
        year = self.cleaned_data.get("year")
        return found.filter(year=year) if year else found


class SchemeForm(CaseForm):
    class Meta:
        model = HonourScheme
        fields = (
            "title", "grade", "year", "honours", "family", "basis", "about", "publicity_days",
            "recheck_months", "least_score", "needs_grade", "needs_months",
        )  # fmt: skip

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(gettext("This is no year of ours."))
        return year

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        same = HonourScheme.objects.visible_to(self.officer).filter(
            union=self.officer.union,
            **{name: data.get(name) for name in ("title", "grade", "year")},
        )
        if same.exists():
            self.add_error("title", gettext("This honour is already issued for the year."))
        return data


class QuotaForm(OfficerForm):
    """A number for each county; an empty one takes the county's line away."""

    def __init__(self, *args: Any, counties: Sequence[Union], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counties = {f"seats_{county.pk}": county for county in counties}
        for name, county in self.counties.items():
            self.fields[name] = forms.IntegerField(
                label=county.short_name, min_value=0, max_value=MOST_SEATS, required=False
            )

    @property
    def seats(self) -> dict[Union, int | None]:
        return {county: self.cleaned_data[name] for name, county in self.counties.items()}


class NominationFilter(CaseFilter):
    year = year_field(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, model=Nomination, exact=["subject"], **kwargs)
        self.fields["q"].label = _("Name or pinyin")
        self.order_fields(["q", "year", "subject", "stage", "late"])

    def narrow(self, cases: Any) -> Any:
        found = super().narrow(cases)
        year = self.cleaned_data.get("year")
        return found.filter(scheme__year=year) if year else found


class AwardFilter(NominationFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["late"]
        del self.fields["stage"]


class NominationForm(CaseForm):
    """Whom to honour and for what; what is asked depends on who can be honoured."""

    employer = employer_text()
    file = forms.FileField(
        label=_("Evidence"), required=False, help_text=_("A picture or a PDF.")
    )  # fmt: skip

    class Meta:
        model = Nomination
        fields = ("name", "members", "summary", "deeds", "score")

    field_order = ("employer", "name", "members", "summary", "deeds", "score", "file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject = self.instance.scheme.honours
        self.fields["employer"].required = subject != Honoured.PERSON
        if subject in NAMED_AFTER_THE_EMPLOYER:
            del self.fields["name"]
        if subject == Honoured.COLLECTIVE:
            self.fields["name"].label = _("Name of the collective")
            self.fields["members"].required = True
        else:
            del self.fields["members"]
        if subject == Honoured.PERSON:
            self.fields["name"].label = pgettext_lazy("person", "name")
        if subject == Honoured.METHOD:
            self.fields["name"].label = _("Name of the working method")
        self.fields["deeds"].required = True

    def clean_employer(self) -> Employer | None:
        employer = employer_called(self.cleaned_data["employer"], self.officer)
        self.instance.employer = employer
        return employer

    def validate_constraints(self) -> None:
        return  # what is nominated twice is told by the action


class NominationObjectionForm(OfficerForm):
    ground = forms.CharField(
        label=_("What is objected"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    objector = forms.CharField(
        label=pgettext_lazy("objection", "Raised by"), max_length=60, required=False,
        help_text=_("May be left out; only the union that settles it reads it."),
    )  # fmt: skip
