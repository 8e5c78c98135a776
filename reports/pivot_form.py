"""What is asked of the pivot; the address of a table holds all of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.days import today
from reports.pivot import MOST_YEARS, Asked, Dimension, pivoted
from targets.indicators import indicator
from targets.models import FIRST_YEAR
from unions.forms import OfficerForm


class PivotForm(OfficerForm):
    """A figure, two different dimensions and a year; with years side by side, how many."""

    figure = forms.ChoiceField(label=pgettext_lazy("pivot", "Figure"))
    rows = forms.ChoiceField(label=pgettext_lazy("pivot", "Rows"), choices=Dimension.choices)
    columns = forms.ChoiceField(label=pgettext_lazy("pivot", "Columns"), choices=Dimension.choices)
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR)
    years = forms.IntegerField(
        label=_("Years side by side"), min_value=1, max_value=MOST_YEARS, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = sorted(pivoted().items(), key=lambda known: str(known[1]))
        self.fields["figure"].choices = choices  # type: ignore[attr-defined]

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > today().year:
            raise forms.ValidationError(_("That year is still to come."))
        return year

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        if asked.get("rows") and asked.get("rows") == asked.get("columns"):
            self.add_error("columns", _("Rows and columns must differ."))
        return asked

    def asked(self) -> Asked:
        said = self.cleaned_data
        rows, columns = Dimension(said["rows"]), Dimension(said["columns"])
        many = (said.get("years") or 3) if Dimension.YEAR in (rows, columns) else 1
        last = said["year"]
        years = range(max(FIRST_YEAR, last - many + 1), last + 1)
        return Asked(indicator(said["figure"]), rows, columns, years, self.officer.union)


def usual() -> dict[str, Any]:
    """What is shown before anything is asked."""
    return {
        "figure": "targets.organised",
        "rows": Dimension.COUNTY.value,
        "columns": Dimension.OWNERSHIP.value,
        "year": today().year,
        "years": 3,
    }
