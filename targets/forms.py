from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from kernel.figures import plain
from targets.actions import MOST, propose_split
from targets.breakdown import Size
from targets.indicators import indicator
from targets.models import Measure, Plan, PlanLine, Share, TargetLine, TargetSheet
from targets.planning import years_of
from unions.forms import OfficerForm
from unions.models.employers import Ownership

MOST_OF_A_PLAN = 99_999_999


class RowsFilter(OfficerForm):
    """The employers a figure's rows are narrowed to."""

    ownership = forms.ChoiceField(
        label=_("Ownership"), choices=[("", _("All")), *Ownership.choices], required=False
    )
    size = forms.ChoiceField(
        label=_("Size"), choices=[("", _("All")), *Size.choices], required=False
    )

    def chosen(self) -> dict[str, str]:
        """What makes no sense narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class YearForm(OfficerForm):
    """The year a new sheet is for."""

    year = forms.IntegerField(label=_("Year"), min_value=1, max_value=9999)


class DraftForm(OfficerForm):
    """A draft's figures in one form: the count, a value a line, a share a county."""

    quota = forms.IntegerField(
        label=_("Units to reach the standard this year"),
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"data-whole": True}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, sheet: TargetSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quota"].initial, self.fields["seen"].initial = sheet.quota, sheet.moves
        self.proposed = {p.county.pk: p.quota for p in propose_split(sheet)}
        self.lines = list(sheet.lines.order_by("pk"))
        self.shares = list(sheet.shares.select_related("union").order_by("union__code", "pk"))
        for line in self.lines:
            self.fields[f"line_{line.pk}"] = _line_field(line)
        for share in self.shares:
            self.fields[f"share_{share.union_id}"] = _share_field(share)

    def line_fields(self) -> Iterator[tuple[TargetLine, BoundField]]:
        for line in self.lines:
            yield line, self[f"line_{line.pk}"]

    def share_fields(self) -> Iterator[tuple[Share, BoundField, int]]:
        """Each share, its field, and what the portal would propose today."""
        for share in self.shares:
            yield share, self[f"share_{share.union_id}"], self.proposed.get(share.union_id, 0)

    def values(self) -> dict[int, Decimal]:
        """Line id → value."""
        return {line.pk: self.cleaned_data[f"line_{line.pk}"] for line in self.lines}

    def quotas(self) -> dict[int, int]:
        """County id → share."""
        return {s.union_id: self.cleaned_data[f"share_{s.union_id}"] for s in self.shares}


def _line_field(line: TargetLine) -> forms.DecimalField:
    known = indicator(line.indicator)
    return forms.DecimalField(
        label=str(known.label),
        initial=line.value_text,
        min_value=0,
        max_value=MOST,
        decimal_places=1,
    )


def _share_field(share: Share) -> forms.IntegerField:
    return forms.IntegerField(
        label=share.union.short_name,
        initial=share.quota,
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"data-share": True}),
    )


class StepForm(OfficerForm):
    """A step taken from a page that showed the record after `seen` moves."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AnswerForm(StepForm):
    """Another figure for a share, and why."""

    quota = forms.IntegerField(label=_("Units"), min_value=0, max_value=MOST)
    note = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class PlanYearsForm(OfficerForm):
    """What each line of a plan asks for in each year, and why it is changed; empty asks nothing."""

    why = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.lines, asked = plan, list(plan.lines.all()), years_of(plan)
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
        label=f"{line.title} {year}",
        initial=None if value is None else plain(value),
        required=False,
        min_value=0,
        max_value=100 if line.measure in (Measure.RATE, Measure.DEADLINE) else MOST_OF_A_PLAN,
        decimal_places=1,
    )
