from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from unions.forms import OfficerForm
from unions.models import Coverage, Union
from unions.models.employers import Ownership
from unions.offices import Level

ASKED = (Level.BASE, Level.TOWNSHIP, Level.COUNTY)


class UnitFilter(OfficerForm):
    """Which unions a campaign is issued to; the employers they cover stand for their size."""

    level = forms.ChoiceField(
        label=pgettext_lazy("union", "Level"),
        choices=[(level.value, level.label) for level in ASKED],
        required=False,
    )
    county = forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=Level.COUNTY),
        label=_("County"),
        required=False,
        empty_label=_("All"),
    )
    township = forms.ModelChoiceField(
        Union.objects.unscoped("OfficerForm narrows it").filter(level=Level.TOWNSHIP),
        label=_("Township"),
        required=False,
        empty_label=_("All"),
    )
    ownership = forms.ChoiceField(
        label=_("Ownership"), choices=[("", _("All")), *Ownership.choices], required=False
    )
    at_least = forms.IntegerField(
        label=_("Headcount from"), min_value=0, max_value=9_999_999, required=False
    )
    at_most = forms.IntegerField(
        label=_("Headcount to"), min_value=0, max_value=9_999_999, required=False
    )
    q = forms.CharField(label=_("Name or pinyin"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.officer.level != Level.FEDERATION:
            del self.fields["county"]
            level: Any = self.fields["level"]
            level.choices = level.choices[:2]  # a county has no county below it

    def narrow(self, unions: Any) -> Any:
        """The unions the filter leaves; none while a field of it makes no sense."""
        if not self.is_valid():
            return unions.none()
        wanted = self.cleaned_data
        unions = unions.filter(level=wanted["level"] or Level.BASE)
        for place in ("county", "township"):
            if wanted.get(place):
                unions = unions.filter(**{place: wanted[place]})
        if wanted["q"]:
            unions = unions.named(wanted["q"])
        employers = {
            "employer__ownership": wanted["ownership"],
            "employer__headcount__gte": wanted["at_least"],
            "employer__headcount__lte": wanted["at_most"],
        }
        chosen = {key: value for key, value in employers.items() if value not in (None, "")}
        if chosen:
            covered = Coverage.objects.unscoped("narrowed by the unions, which are the officer's")
            unions = unions.filter(
                Exists(covered.current().filter(covering=OuterRef("pk"), **chosen))
            )
        return unions

    @property
    def chosen(self) -> dict[str, Any]:
        """The filter in plain values, for the log."""
        return {
            name: getattr(value, "pk", value)
            for name, value in self.cleaned_data.items()
            if value not in (None, "")
        }
