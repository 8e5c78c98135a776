"""The rows behind a frozen figure: plans from the frozen data, employers from dated rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.amounts import spelled
from assistance.offices import reads_assistance
from reports.facts import PARTS, rows_in
from reports.models import Document
from targets.indicators import INDICATORS, counted_below
from targets.sheets import lines_of
from unions.models import Officer, Union
from unions.offices import Level
from unions.pages import Page, page_of
from unions.workflow import Words

AIDS = "aids"  # the code of a sum's aids, which are no indicator
UNITS = "units"  # of the units a campaign's figure counts


@dataclass(frozen=True)
class CountedRows:
    """`lines`: name, where it is, address of its page. `page` is None where all are shown.

    `heads`: over the names, and over what stands as `where`.
    """

    label: str
    place: str
    lines: list[dict[str, Any]]
    page: Page[Any] | None
    heads: tuple[Words, Words] = (gettext_lazy("Employer"), gettext_lazy("Place"))


def counted_rows(
    document: Document, code: str, query: QueryDict, *, officer: Officer
) -> CountedRows | None:
    """None for a figure the document does not hold, or a place that is not the officer's."""
    place = None
    if wanted := query.get("place"):
        found = Union.objects.visible_to(officer)
        place = found.filter(pk=wanted).first() if _is_key(wanted) else None
        if place is None:
            return None
    if code in PARTS and "plans" in document.data:
        return _plans(document, code, place, officer)
    if code == AIDS and "payments" in document.data:
        return _aids(document, query, officer)
    if code == UNITS and "parts" in document.data:
        return _units(document, place, query)
    if code in INDICATORS and "day" in document.data:
        return _employers(document, code, place, query, officer)
    return None


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) <= 18


def _plans(
    document: Document, code: str, place: Union | None, officer: Officer
) -> CountedRows | None:
    if officer.level not in {Level.FEDERATION, Level.COUNTY}:
        return None
    place_id = None if place is None or place.pk == document.union_id else place.pk
    rows = rows_in(document.figures("plans"), code, place_id)
    lines = [
        {
            "name": row["name"],
            "where": row.get("county", ""),
            "url": reverse("homes:plan-detail", args=[row["id"]]),
        }
        for row in rows
    ]
    return CountedRows(str(PARTS[code].label), place.short_name if place else "", lines, None)


def _aids(document: Document, query: QueryDict, officer: Officer) -> CountedRows | None:
    """The aids a sum adds up, by number: a name is read on the aid's own page."""
    if not reads_assistance(officer):
        return None
    wanted = {key: query[key] for key in ("source", "kind") if key in query}
    rows = [
        row
        for row in document.figures("payments")
        if all(row[key] == value for key, value in wanted.items())
    ]
    lines = [
        {
            "name": _("Aid %(number)06d") % {"number": row["aid"]},
            "where": _("%(amount)s yuan") % {"amount": spelled(Decimal(row["amount"]))},
            "url": reverse("assistance:aid-detail", args=[row["aid"]]),
        }
        for row in rows
    ]
    heads = (_("Aid"), _("Amount"))
    return CountedRows(_("Aids paid"), "", lines, None, heads)


def _units(document: Document, place: Union | None, query: QueryDict) -> CountedRows:
    """The units of a campaign that answered a question, or stand at a stage; as frozen."""
    field, stages = query.get("field", ""), query.get("stages", "").split(",")
    asked = {one["code"]: one for one in document.figures("fields")}
    answers = "yes" if asked.get(field, {}).get("total") == "yes" else "answers"
    rows = [
        row
        for row in document.figures("parts")
        if _stands_in(row, place, document, direct="direct" in query)
        and (not field or field in row[answers])
        and (stages == [""] or row["stage"] in stages)
    ]
    lines = [
        {
            "name": row["name"],
            "where": row["answers"][field] if field else row["stage_words"],
            "url": reverse("campaigns:part-detail", args=[row["id"]]),
        }
        for row in rows
    ]
    label = asked[field]["label"] if field in asked else _("Units")
    heads = (_("Unit"), _("Answers") if field else _("Stage"))
    return CountedRows(label, place.short_name if place else "", lines, None, heads)


def _stands_in(
    row: dict[str, Any], place: Union | None, document: Document, *, direct: bool
) -> bool:
    """`direct`: in none of the places the paper adds up by."""
    if direct:
        return row[f"{document.data['campaign']['by']}_id"] is None
    return place is None or place.pk in {row["county_id"], row["township_id"]}


def _employers(
    document: Document, code: str, place: Union | None, query: QueryDict, officer: Officer
) -> CountedRows:
    known = INDICATORS[code]
    part = "denominator" if query.get("part") == "denominator" else "numerator"
    day = date.fromisoformat(document.data["day"])
    rows: Any = known.rows_below(document.union, day, document.year, part)
    rows = rows.visible_to(officer)
    if place is not None:
        rows = rows.filter(counted_below(place))
    page = page_of(rows, query)
    label = str(known.base) if part == "denominator" else str(known.label)
    lines = [
        {
            "name": line.words,
            "where": " · ".join(filter(None, (line.county, line.township))),
            "url": line.url,
            "lost": line.row.counts < 0,
        }
        for line in lines_of(known, page.rows)
    ]
    return CountedRows(label, place.short_name if place else "", lines, page)
