from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.offices import reads_assistance
from kernel.days import today
from reports.catalogue import definitions
from reports.models import Kind, OwnReport
from targets.indicators import INDICATORS
from targets.models import FIRST_YEAR
from unions.forms import DateInput, OfficerForm, OfficerModelForm
from unions.models import Officer, Union
from unions.offices import CITY_STAFF, Level

MOST_INDICATORS, MOST_YEARS = 12, 6
HALVES = [("", "—"), ("1", _("first half")), ("2", _("second half"))]
PLACES = (
    Union.objects.unscoped("narrowed by OfficerForm")
    .filter(level__in=[Level.FEDERATION, Level.COUNTY], closed_on=None)
    .order_by("-parent", "code", "pk")
)


SPANS = {"year": _("by year"), "half": _("by half-year"), "day": _("by day")}
GROUPS = {
    "homes": _("Home-building"),
    "targets": _("Organising"),
    "bargaining": _("Bargaining"),
    "campaigns": _("Campaigns"),
    "assistance": _("Assistance"),
}


def report_choices() -> list[tuple[str, str]]:
    """With what each is asked for by, as the form asks for all of them."""
    return [(known.code, f"{known.name} · {SPANS[known.span]}") for known in definitions().values()]


class ReportForm(OfficerForm):
    """Which report, of which span, for whom; a city may ask for that of every county."""

    kind = forms.ChoiceField(label=_("Report"), choices=report_choices)
    union = forms.ModelChoiceField(PLACES, label=_("For"), empty_label=None)
    year = forms.IntegerField(label=_("Year"), min_value=1, max_value=9999, required=False)
    half = forms.ChoiceField(label=_("Half-year"), choices=HALVES, required=False)
    day = forms.DateField(label=_("As of"), widget=DateInput, required=False)
    every = forms.BooleanField(label=_("Every county, as a zip"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = today().year
        self.fields["union"].initial = self.officer.union_id
        if not CITY_STAFF.held_by(self.officer):
            del self.fields["every"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        known = definitions().get(cleaned.get("kind", ""))
        if known is None:
            return cleaned
        if known.span != "day" and not cleaned.get("year") and "year" not in self.errors:
            self.add_error("year", _("This report is of a year."))
        if known.span == "half" and not cleaned.get("half"):
            self.add_error("half", _("This report is of a half-year: say which."))
        return cleaned

    @property
    def asked(self) -> dict[str, Any]:
        """What request_report takes."""
        cleaned = self.cleaned_data
        return {
            "year": cleaned.get("year") or 0,
            "half": int(cleaned.get("half") or 0),
            "day": cleaned.get("day"),
        }


class DocumentFilter(OfficerForm):
    """The filters of the list of documents; every field may be left out."""

    q = forms.CharField(label=_("Title"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Report"), choices=lambda: kind_choices(), required=False)
    of = forms.ModelChoiceField(
        PLACES, label=pgettext_lazy("a document", "Of"), required=False, empty_label=_("All")
    )
    year = forms.IntegerField(label=_("Year"), min_value=1, max_value=9999, required=False)

    def narrow(self, documents: Any) -> Any:
        """The documents asked for; all of them where the filter itself is wrong."""
        if not self.is_valid():
            return documents
        asked = self.cleaned_data
        if words := asked["q"].strip():
            documents = documents.filter(title__icontains=words)
        if kind := asked["kind"]:
            documents = documents.filter(Q(definition=kind) | Q(kind=kind))
        if asked["of"]:
            documents = documents.filter(union=asked["of"])
        if asked["year"]:
            documents = documents.filter(year=asked["year"])
        return documents


def kind_choices() -> list[tuple[str, Any]]:
    """The definitions, and the papers that are none."""
    defined = [(known.code, known.name) for known in definitions().values()]
    known = {code for code, _name in defined} | {Kind.DEFINED.value}
    return [("", _("All")), *defined, *((k, w) for k, w in Kind.choices if k not in known)]


def indicator_choices(officer: Officer) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """The figures an officer may put into a report of their own, by what they count."""
    groups = {app: words for app, words in GROUPS.items() if app != "assistance"}
    if reads_assistance(officer):
        groups = GROUPS
    return [
        (words, [(code, one.label) for code, one in INDICATORS.items() if code.startswith(app)])
        for app, words in groups.items()
    ]


class OwnReportForm(OfficerModelForm):
    """A report of one's own: figures, unions and years to choose from."""

    indicators = forms.MultipleChoiceField(label=_("Figures"), widget=forms.CheckboxSelectMultiple)
    unions = forms.ModelMultipleChoiceField(
        PLACES, label=_("Unions"), widget=forms.CheckboxSelectMultiple
    )
    years = forms.TypedMultipleChoiceField(
        label=_("Years"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = OwnReport
        fields = ["title", "indicators", "unions", "years", "layout"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicators"].choices = indicator_choices(self.officer)  # type: ignore[attr-defined]
        newest = today().year
        years = range(newest, max(FIRST_YEAR, newest - MOST_YEARS + 1) - 1, -1)
        self.fields["years"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        if self.instance.pk is None:
            self.initial.update(unions=[self.officer.union_id], years=[newest])

    def clean_indicators(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["indicators"]
        if len(chosen) > MOST_INDICATORS:
            words = _("At most %(most)s figures fit one report.") % {"most": MOST_INDICATORS}
            raise forms.ValidationError(words)
        return chosen

    def clean_unions(self) -> list[int]:
        return [union.pk for union in self.cleaned_data["unions"]]

    def clean_years(self) -> list[int]:
        return sorted(self.cleaned_data["years"])
