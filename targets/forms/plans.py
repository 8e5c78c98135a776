from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from kernel.figures import plain
from targets.models import Measure, Plan, PlanLine
from targets.planning import seen_of, years_of
from unions.forms import OfficerForm

MOST_OF_A_PLAN = 99_999_999


class PlanYearsForm(OfficerForm):
    """What each line of a plan asks for in each year, and why it is changed; empty asks nothing."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    why = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.lines, asked = plan, list(plan.lines.all()), years_of(plan)
        self.fields["seen"].initial = seen_of(asked)
        for line in self.lines:
            for year in plan.years:
                value = asked.get((line.pk, year))
                self.fields[f"y{line.pk}_{year}"] = _year_field(line, year, value)

    def line_fields(self) -> Iterator[tuple[PlanLine, list[BoundField]]]:
        for line in self.lines:
            yield line, [self[f"y{line.pk}_{year}"] for year in self.plan.years]

    def values(self) -> dict[tuple[int, int], Decimal | None]:
        """(line id, year) → value."""
        return {
            (line.pk, year): self.cleaned_data[f"y{line.pk}_{year}"]
            for line in self.lines
            for year in self.plan.years
        }


def _year_field(line: PlanLine, year: int, value: Decimal | None) -> forms.DecimalField:
    return forms.DecimalField(
        label=f"{line.full_title} {year}",
        initial=None if value is None else plain(value),
        required=False,
        min_value=0,
        max_value=100 if line.measure in (Measure.RATE, Measure.DEADLINE) else MOST_OF_A_PLAN,
        decimal_places=1,
    )
