from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.days import today
from reports.catalogue import definitions
from reports.models import Kind
from unions.forms import DateInput, OfficerForm
from unions.models import Union
from unions.offices import CITY_STAFF, Level

HALVES = [("", "—"), ("1", _("first half")), ("2", _("second half"))]
PLACES = (
    Union.objects.unscoped("narrowed by OfficerForm")
    .filter(level__in=[Level.FEDERATION, Level.COUNTY], closed_on=None)
    .order_by("-parent", "code", "pk")
)

SPANS = {"year": _("by year"), "half": _("by half-year"), "day": _("by day")}


def report_choices() -> list[tuple[str, str]]:
    """With what each is asked for by, as the form asks for all of them."""
    return [(known.code, f"{known.name} · {SPANS[known.span]}") for known in definitions().values()]


class ReportSelect(forms.Select):
    """Each report with its span, so that the page shows the fields that it asks for."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-span"] = definitions()[value].span
        return option


class ReportForm(OfficerForm):
    """Which report, of which span, for whom; a city may ask for that of every county."""

    kind = forms.ChoiceField(label=_("Report"), choices=report_choices, widget=ReportSelect)
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
        for field, words in known.lacks(**self.asked_span).items():
            if field not in self.errors:
                self.add_error(field, words)
        return cleaned

    @property
    def asked_span(self) -> dict[str, int]:
        cleaned = self.cleaned_data
        return {"year": cleaned.get("year") or 0, "half": int(cleaned.get("half") or 0)}

    @property
    def asked(self) -> dict[str, Any]:
        """What request_report takes."""
        return {**self.asked_span, "day": self.cleaned_data.get("day")}


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
