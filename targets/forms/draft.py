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
from targets.actions import MOST, Changes, Parts, Terms, parts_of
from targets.forms.figures import figure_field, most_of, part_field, part_name
from targets.indicators import INDICATORS, indicator
from targets.models import (
    EQUAL,
    FIRST_YEAR,
    NOT_SPLIT,
    SAME,
    Measure,
    Operator,
    Share,
    SharePart,
    TargetLine,
    TargetSheet,
)
from targets.planning import Wanted
from targets.sheets import left_words
from unions.forms import OfficerForm

SINCE = "since"
TOLD_AS = [
    ("", _("the figure of the year")),
    (SINCE, _("the sum since the base year")),
    (Measure.GROWTH.value, _("growth on the base year, in percent")),
]


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
    add_basis = forms.CharField(label=_("Basis document"), required=False, max_length=120)

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
            self.fields[part_name(part)] = part_field(part)

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or self.cleaned_data
        if kept.get("add") and kept.get("add_value") is None and "add_value" not in self.errors:
            self.add_error("add_value", gettext("Say what is asked of the new target."))
        if kept.get("add_value") is not None and not kept.get("add"):
            self.add_error("add", gettext("Say which figure is asked for."))
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
        """Of each line whose parts must add up; of what is too much it counts what was typed."""
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
        if name in self.cleaned_data:
            return Decimal(self.cleaned_data[name] or 0)
        typed = str(self.data.get(name, "")).strip()
        return Decimal(typed) if typed.isascii() and typed.isdecimal() else Decimal(0)

    def wrong(self) -> list[tuple[str, str]]:
        """What is wrong in the form, in words, with the id of the field that is meant."""
        return [
            (
                self[name].id_for_label,
                gettext("%(field)s: %(error)s") % {"field": self._names(name), "error": error},
            )
            for name, errors in self.errors.items()
            if name in self.fields
            for error in errors
        ]

    def _names(self, name: str) -> str:
        """The label of a field, with the line it belongs to."""
        lines = {str(line.pk): line for line in self.lines}
        kind, _of, last = name.rpartition("_")
        label = str(self[name].label)
        if kind in ("deadline", "operator", "split_by", "is_limited") and last in lines:
            return gettext("%(line)s, %(label)s") % {"line": lines[last], "label": label}
        return label

    @property
    def adds_wrongly(self) -> bool:
        """Whether the target that is added was not: its field or the sheet says why."""
        return self.is_bound and bool(self.data.get("add") or self.data.get("add_value"))

    def changes(self, *, anew: bool) -> Changes:
        return Changes(self._terms(), self._parts(), self._dropped(), self._added(), anew)

    def _terms(self) -> dict[int, Terms]:
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

    def _parts(self) -> Parts:
        return {
            (part.share.union_id, part.line_id): self.cleaned_data[part_name(part)]
            for part in self.parts
        }

    def _dropped(self) -> list[int]:
        return [line.pk for line in self.lines if self.cleaned_data[f"drop_{line.pk}"]]

    def _added(self) -> Wanted | None:
        kept = self.cleaned_data
        if not kept["add"]:
            return None
        known, told = indicator(kept["add"]), kept["add_measure"]
        measure = Measure.RATE if known.is_rate else Measure.COUNT
        if told == Measure.GROWTH:
            measure = Measure.GROWTH
        since = kept["add_base_year"] if told in (SINCE, Measure.GROWTH) else None
        basis = kept["add_basis"]
        return Wanted(kept["add"], kept["add_value"], basis, measure, since=since)


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
