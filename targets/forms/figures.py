from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from targets.actions import MOST
from targets.breakdown import Size
from targets.models import Measure, SharePart, TargetLine
from unions.forms import OfficerForm
from unions.models.employers import Ownership


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


class CountField(forms.IntegerField):
    """A whole number, as the Decimal in which all figures are kept."""

    def clean(self, value: Any) -> Decimal | None:
        number = super().clean(value)
        return None if number is None else Decimal(number)


LIMITS = {
    "min_value": _("Not below %(limit_value)s."),
    "max_value": _("Not above %(limit_value)s."),
}


def figure_field(line: TargetLine, **known: Any) -> forms.Field:
    """A count is typed without decimals, anything else with one."""
    if line.is_count:
        return CountField(min_value=0, error_messages=LIMITS, **known)
    return forms.DecimalField(min_value=0, decimal_places=1, error_messages=LIMITS, **known)


def part_name(part: SharePart) -> str:
    return f"part_{part.share.union_id}_{part.line_id}"


def most_of(line: TargetLine) -> int:
    return 100 if line.measure in (Measure.RATE, Measure.DEADLINE) else MOST


def part_field(part: SharePart) -> forms.Field:
    line = part.line
    known = {"county": part.share.union.short_name, "line": line}
    return figure_field(
        line,
        label=gettext("%(county)s, %(line)s") % known,
        initial=part.value_text,
        max_value=most_of(line) if part.most is None else int(part.most),
    )
