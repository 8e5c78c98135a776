from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernel.figures import plain
from targets.actions import MOST, Parts, Terms, parts_of
from targets.breakdown import Size
from targets.indicators import INDICATORS, indicator
from targets.models import (
    EQUAL,
    FIRST_YEAR,
    NOT_SPLIT,
    SAME,
    Measure,
    Operator,
    Plan,
    PlanLine,
    Share,
    SharePart,
    TargetLine,
    TargetSheet,
)
from targets.negotiation import Answer
from targets.planning import Wanted, years_of
from targets.sheets import left_words
from unions.forms import OfficerForm
from unions.models.employers import Ownership

MOST_OF_A_PLAN = 99_999_999
AREA = forms.Textarea(attrs={"rows": 2})


SINCE = "since"
TOLD_AS = [
    ("", _("the figure of the year")),
    (SINCE, _("the sum since the base year")),
    (Measure.GROWTH.value, _("growth on the base year, in percent")),
]


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


@dataclass(frozen=True)
class LineFields:
    """A draft's line and what may be changed of it."""

    line: TargetLine
    value: BoundField
    operator: BoundField
    deadline: BoundField
    split_by: BoundField
    is_limited: BoundField
    drop: BoundField


@dataclass(frozen=True)
class Sum:
    """A line's parts as they stand in the form: what is split, and what is left, in words."""

    line: TargetLine
    given: str
    whole: str
    left: str


Cell = tuple[TargetLine, SharePart, BoundField]


@dataclass(frozen=True)
class PartTable:
    """Counties by lines: each share with the fields of its parts, None where it has none."""

    lines: Sequence[TargetLine]
    rows: Sequence[tuple[Share, list[Cell | None]]]


class DraftForm(OfficerForm):
    """A draft's figures in one form: the terms of each line, and each county's part of it."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    add_measure = forms.ChoiceField(label=_("Told as"), required=False, choices=TOLD_AS)
    add_value = forms.DecimalField(
        label=_("Target"), required=False, min_value=0, max_value=MOST, decimal_places=1
    )
    add_base_year = forms.IntegerField(
        label=_("Base year"), required=False, min_value=FIRST_YEAR, max_value=2100
    )

    def __init__(self, *args: Any, sheet: TargetSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet, self.fields["seen"].initial = sheet, sheet.moves
        self.lines = list(sheet.lines.order_by("pk"))
        self.parts = parts_of(sheet)
        asked = {line.indicator for line in self.lines}
        further = [(c, str(known.label)) for c, known in INDICATORS.items() if c not in asked]
        self.fields["add"] = forms.ChoiceField(
            label=_("One more target"), required=False, choices=[("", "—"), *further]
        )
        self.fields["add_base_year"].initial = sheet.year - 1
        for line in self.lines:
            self.fields |= _line_fields(line)
        for part in self.parts:
            self.fields[part_name(part)] = _part_field(part)

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        if kept.get("add") and kept.get("add_value") is None:
            self.add_error("add_value", gettext("Say what is asked of the new target."))
        return kept

    def line_fields(self) -> Iterator[LineFields]:
        for line in self.lines:
            names = ("value", "operator", "deadline", "split_by", "is_limited", "drop")
            yield LineFields(line, *(self[f"{name}_{line.pk}"] for name in names))

    def tables(self) -> Iterator[PartTable]:
        """First the lines whose parts add up, then those that are the same for each."""
        shares = list({part.share_id: part.share for part in self.parts}.values())
        parts = {(part.share_id, part.line_id): part for part in self.parts}
        for adds_up in (True, False):
            lines = [x for x in self.lines if x.is_split and x.adds_up == adds_up]
            if lines and shares:
                yield PartTable(
                    lines, [(share, self._cells(share, lines, parts)) for share in shares]
                )

    def _cells(
        self, share: Share, lines: Sequence[TargetLine], parts: Mapping[tuple[int, int], SharePart]
    ) -> list[Cell | None]:
        own = [(line, parts.get((share.pk, line.pk))) for line in lines]
        return [(line, part, self[part_name(part)]) if part else None for line, part in own]

    def sums(self) -> list[Sum]:
        """Of each line whose parts must add up; what cannot be read counts nothing."""
        found = []
        for line in self.lines:
            if line.adds_up:
                own = [part for part in self.parts if part.line_id == line.pk]
                given = sum((self._read(part_name(p), p.value) for p in own), Decimal(0))
                whole = self._read(f"value_{line.pk}", line.value)
                found.append(Sum(line, plain(given), plain(whole), left_words(whole - given)))
        return found

    def _read(self, name: str, stored: Decimal) -> Decimal:
        if not self.is_bound:
            return stored
        return Decimal(self.cleaned_data.get(name) or 0)

    def wrong_parts(self) -> list[str]:
        """What is wrong with the figures of the counties, each with county and line."""
        wrong = [part for part in self.parts if self.errors.get(part_name(part))]
        return [
            f"{self[part_name(part)].label}：{error}"
            for part in wrong
            for error in self.errors[part_name(part)]
        ]

    def terms(self) -> dict[int, Terms]:
        """Line id → terms."""
        kept = self.cleaned_data
        return {
            line.pk: Terms(
                kept[f"value_{line.pk}"],
                kept[f"operator_{line.pk}"],
                kept[f"deadline_{line.pk}"],
                kept[f"split_by_{line.pk}"],
                kept[f"is_limited_{line.pk}"],
            )
            for line in self.lines
        }

    def values(self) -> Parts:
        return {
            (part.share.union_id, part.line_id): self.cleaned_data[part_name(part)]
            for part in self.parts
        }

    def dropped(self) -> list[int]:
        return [line.pk for line in self.lines if self.cleaned_data[f"drop_{line.pk}"]]

    def added(self) -> Wanted | None:
        kept = self.cleaned_data
        if not kept["add"]:
            return None
        known, told = indicator(kept["add"]), kept["add_measure"]
        measure = Measure.RATE if known.is_rate else Measure.COUNT
        if told == Measure.GROWTH:
            measure = Measure.GROWTH
        since = kept["add_base_year"] if told in (SINCE, Measure.GROWTH) else None
        return Wanted(kept["add"], kept["add_value"], "", measure, since=since)


class CountField(forms.IntegerField):
    """A whole number, as the Decimal in which all figures are kept."""

    def clean(self, value: Any) -> Decimal | None:
        number = super().clean(value)
        return None if number is None else Decimal(number)


def figure_field(line: TargetLine, **known: Any) -> forms.Field:
    """A count is typed without decimals, anything else with one."""
    if line.is_count:
        return CountField(min_value=0, **known)
    return forms.DecimalField(min_value=0, decimal_places=1, **known)


def part_name(part: SharePart) -> str:
    return f"part_{part.share.union_id}_{part.line_id}"


def _line_fields(line: TargetLine) -> dict[str, forms.Field]:
    label = str(line)
    return {
        f"value_{line.pk}": figure_field(
            line, label=label, initial=line.value_text, max_value=most_of(line)
        ),
        f"operator_{line.pk}": forms.ChoiceField(
            label=_("At least, at most or exactly"),
            initial=line.operator,
            choices=Operator.choices,
        ),
        f"deadline_{line.pk}": forms.DateField(
            label=_("Deadline"),
            initial=line.deadline,
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        ),
        f"split_by_{line.pk}": forms.ChoiceField(
            label=_("Split by"),
            initial=line.split_by,
            required=False,
            choices=_ways_to_split(line),
        ),
        f"is_limited_{line.pk}": forms.BooleanField(
            label=_("and no more than it has"), initial=line.is_limited, required=False
        ),
        f"drop_{line.pk}": forms.BooleanField(label=_("Take out"), required=False),
    }


def _ways_to_split(line: TargetLine) -> list[tuple[str, Any]]:
    usual = [(NOT_SPLIT, _("Not split")), (SAME, _("The same for each"))]
    if not line.is_count:
        return usual
    bases = [(code, known.label) for code, known in INDICATORS.items() if not known.is_rate]
    return [*usual, (EQUAL, _("Equal parts")), *bases]


def most_of(line: TargetLine) -> int:
    return 100 if line.measure in (Measure.RATE, Measure.DEADLINE) else MOST


def _part_field(part: SharePart) -> forms.Field:
    line = part.line
    known = {"county": part.share.union.short_name, "line": line}
    return figure_field(
        line,
        label=gettext("%(county)s, %(line)s") % known,
        initial=part.value_text,
        max_value=most_of(line) if part.most is None else int(part.most),
    )


class StepForm(OfficerForm):
    """A step taken from a page that showed the record after `seen` moves."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AnswerForm(StepForm):
    """A figure and a reason for each part: the county's for all, the city's for what is proposed.

    Where a figure stays, no reason is asked.
    """

    def __init__(self, *args: Any, share: Share, parts: Sequence[SharePart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        self.fields["seen"].initial = share.moves
        for part in self.parts:
            self.fields[f"value_{part.pk}"] = _part_field(part)
            self.fields[f"why_{part.pk}"] = forms.CharField(
                label=gettext("Reason: %(line)s") % {"line": part.line},
                required=False,
                max_length=200,
            )

    def rows(self) -> Iterator[tuple[SharePart, BoundField, BoundField]]:
        for part in self.parts:
            yield part, self[f"value_{part.pk}"], self[f"why_{part.pk}"]

    def answers(self) -> dict[int, Answer]:
        kept = self.cleaned_data
        return {p.pk: Answer(kept[f"value_{p.pk}"], kept[f"why_{p.pk}"]) for p in self.parts}


class VersionForm(OfficerForm):
    """Why the targets in force change, and on what paper that rests."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=AREA)
    document = forms.CharField(label=_("Basis document"), max_length=120)


class HandOutForm(OfficerForm):
    """How much more each county is asked for of what is left, and why."""

    note = forms.CharField(label=_("Reason"), max_length=500, widget=AREA)

    def __init__(self, *args: Any, offers: Sequence[tuple[SharePart, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers
        for part, more in offers:
            field = _part_field(part)
            field.required, field.initial = False, more or None
            self.fields[f"more_{part.pk}"] = field

    def rows(self) -> Iterator[tuple[SharePart, BoundField]]:
        for part, _more in self.offers:
            yield part, self[f"more_{part.pk}"]

    def values(self) -> Parts:
        return {
            (part.share.union_id, part.line_id): self.cleaned_data[f"more_{part.pk}"]
            for part, _more in self.offers
            if self.cleaned_data[f"more_{part.pk}"]
        }


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
