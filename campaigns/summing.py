"""Totals as tables: for the page, each figure with the way to its units, and for a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.models import Campaign, FormField
from campaigns.models.form import NUMBERS, FieldKind, Summing
from campaigns.prefill import shown
from campaigns.totals import Total, Totals
from kernel.spreadsheet import Column, Sheet

CHUNK = 500


@dataclass(frozen=True)
class Line:
    """One place's row: its counts, then a text for each question that is summed up."""

    place_id: int | None
    name: str
    counts: Any
    cells: list[tuple[FormField, str, str]]  # question, figure, query of the units behind it
    where: str = ""  # the query of the place's units


@dataclass(frozen=True)
class Summary:
    fields: list[FormField]
    lines: list[Line]
    total: Line


def summary_of(totals: Totals, *, column: str = "county") -> Summary:
    fields = [field for field in totals.fields if field.total]
    lines = [
        Line(
            place, name or _("in no place"), totals.counts[place],
            _cells(fields, totals, place, column), urlencode(_where(place, column)),
        )
        for place, name in totals.names.items()
    ]  # fmt: skip
    whole = [(field, figure(totals.all(field.code), field), _behind(field)) for field in fields]
    return Summary(fields, lines, Line(None, _("Total"), totals.all_counts, whole))


def _cells(
    fields: list[FormField], totals: Totals, place: int | None, column: str
) -> list[tuple[FormField, str, str]]:
    where = _where(place, column)
    here = [(field, figure(totals.at(place, field.code), field)) for field in fields]
    return [(field, text, _behind(field, **where)) for field, text in here]


def _behind(field: FormField, **where: Any) -> str:
    """The query of the units a figure is made of."""
    yes = {"yes": "on"} if field.total == Summing.YES else {}
    return urlencode({"field": field.code, **yes, **where})


def _where(place: int | None, column: str) -> dict[str, Any]:
    return {"direct": "on"} if place is None else {column: place}


def figure(total: Total, field: FormField) -> str:
    """A total as a text, in the unit of its question."""
    value = total.value(field.total)
    match value:
        case None:
            return "—"
        case dict():
            in_order = [choice for choice in field.choices if choice in value]
            rest = sorted(set(value) - set(in_order))
            return "，".join(f"{choice} {value[choice]}" for choice in [*in_order, *rest]) or "—"
        case Decimal():
            return f"{tidy(value, field)}"
        case _:
            return str(value)


def tidy(value: Decimal, field: FormField) -> Decimal:
    """Whole numbers stay whole in a sum; everything else has two places."""
    places = "1" if field.kind == FieldKind.WHOLE and field.total == Summing.SUM else "0.01"
    return value.quantize(Decimal(places), ROUND_HALF_UP)


def sheets_of(campaign: Campaign, totals: Totals, parts: Any) -> list[Sheet]:
    summary = summary_of(totals)
    return [_totals_sheet(campaign, summary), _answers_sheet(campaign, totals, parts)]


def _totals_sheet(campaign: Campaign, summary: Summary) -> Sheet:
    heads = [
        _("Place"),
        pgettext("units", "Asked"),
        pgettext("units", "Reported"),
        pgettext("units", "Accepted"),
        _("Not reported"),
    ]
    columns = [*map(Column, heads), *(Column(headed(field)) for field in summary.fields)]
    rows = [
        [
            line.name, line.counts.asked, line.counts.reported + line.counts.accepted,
            line.counts.accepted, line.counts.silent,
            *(as_number(text, one) for one, text, _query in line.cells),
        ]
        for line in [*summary.lines, summary.total]
    ]  # fmt: skip
    return Sheet(_("Totals"), columns, rows, above=(campaign.title,))


def as_number(text: str, field: Any) -> Any:
    """A figure as a number, so that a workbook adds it up; a list of choices as it reads."""
    if field.total == Summing.TALLY or text == "—":
        return text
    value = Decimal(text)
    return int(value) if value == int(value) else value


def headed(field: FormField) -> str:
    return f"{field.label}（{field.unit}）" if field.unit else field.label


def _answers_sheet(campaign: Campaign, totals: Totals, parts: Any) -> Sheet:
    heads = [_("Unit"), _("Place"), _("Stage"), _("Reported on")]
    columns = [*map(Column, heads), *(Column(headed(field)) for field in totals.fields)]
    rows = _answer_rows(parts.filter(campaign=campaign), totals)
    return Sheet(_("Answers"), columns, rows, above=(campaign.title,))


def _answer_rows(parts: Any, totals: Totals) -> Iterator[list[Any]]:
    found = parts.select_related("union", "county", "township").order_by("county", "township", "pk")
    for part in found.iterator(CHUNK):
        place = part.township or part.county
        yield [
            part.union.name,
            place.short_name if place else "",
            str(part.get_stage_display()),
            part.reported_on,
            *(cell(part.told.get(field.code), field) for field in totals.fields),
        ]


def cell(value: Any, field: FormField) -> Any:
    """A number as a number, the rest as it reads."""
    if value is None:
        return None
    if field.kind in NUMBERS:
        return int(value) if field.kind == FieldKind.WHOLE else Decimal(value)
    if field.kind == FieldKind.FILE:
        return pgettext("file", "kept")
    return shown(value)
