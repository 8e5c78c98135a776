"""The rows behind a frozen figure: plans from the frozen data, an indicator's from dated rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.amounts import spelled
from assistance.offices import reads_assistance
from reports.counted import CountedRows
from reports.facts import PARTS, rows_in
from reports.models import Document
from reports.papers.campaign import UNITS
from reports.recorded import recorded_rows
from reports.sections.relief import AIDS_OPENED as AIDS
from reports.sections.relief import FUNDS_OPENED as FUNDS
from reports.sections.relief import NONE, RECORDS
from targets.breakdown import employer_path
from targets.indicators import INDICATORS, counted_below
from targets.sheets import lines_of
from unions.models import Officer, Union
from unions.offices import Level
from unions.pages import page_of


def counted_rows(
    document: Document, code: str, query: QueryDict, *, officer: Officer
) -> CountedRows | None:
    """None for a figure the document does not hold, or a place that is not the officer's.

    Of a paper of a union above, its reader is told their own part.
    """
    place = None if officer.oversees(document) else officer.union
    if wanted := query.get("place"):
        found = Union.objects.visible_to(officer)
        place = found.filter(pk=wanted).first() if _is_key(wanted) else None
        if place is None:
            return None
    if code in PARTS and "plans" in document.data:
        return _plans(document, code, place, query, officer)
    if code == AIDS and "payments" in document.data:
        return _aids(document, place, query, officer)
    if code == UNITS and "parts" in document.data:
        return _units(document, place, query)
    if code in (FUNDS, RECORDS):
        return recorded_rows(document, code, query, officer)
    if code in INDICATORS and "day" in document.data:
        return _dated(document, code, place, query, officer)
    return None


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) <= 18


def _plans(
    document: Document, code: str, place: Union | None, query: QueryDict, officer: Officer
) -> CountedRows | None:
    if officer.level not in {Level.FEDERATION, Level.COUNTY}:
        return None
    place_id = None if place is None or place.pk == document.union_id else place.pk
    rows = rows_in(document.figures("plans"), code, place_id)
    if "direct" in query:
        below = "county_id" if document.union.level == Level.FEDERATION else "township_id"
        rows = [row for row in rows if row[below] is None]
    if "plan" in query:
        rows = [row for row in rows if str(row["id"]) == query["plan"]]
    lines = [
        {
            "name": row["name"],
            "where": row.get("county", ""),
            "url": reverse("homes:plan-detail", args=[row["id"]]),
        }
        for row in rows
    ]
    return CountedRows(str(PARTS[code].label), place.short_name if place else "", lines, None)


def _aids(
    document: Document, place: Union | None, query: QueryDict, officer: Officer
) -> CountedRows | None:
    """The aids a sum adds up, by number: a name is read on the aid's own page."""
    if not reads_assistance(officer):
        return None
    wanted = {key: query[key] for key in ("source", "kind", "category") if key in query}
    rows = [
        row
        for row in document.figures("payments")
        if all((row[key] or NONE) == value for key, value in wanted.items())
        and (place is None or place.pk in {document.union_id, row["county_id"]})
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
    name = place.short_name if place else ""
    return CountedRows(_("Aids paid"), name, lines, None, heads)


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
        and query.get("part", str(row["id"])) == str(row["id"])
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


def _dated(
    document: Document, code: str, place: Union | None, query: QueryDict, officer: Officer
) -> CountedRows:
    known = INDICATORS[code]
    part = "denominator" if query.get("part") == "denominator" else "numerator"
    year, day = _moment(document, query.get("year", ""))
    rows: Any = known.rows_below(document.union, day, year, part)
    rows = rows.visible_to(officer)
    if place is not None and place.level != Level.BASE:  # whose branch says it all
        rows = rows.filter(counted_below(place))
    if "direct" in query:
        below = "in_county" if document.union.level == Level.FEDERATION else "in_township"
        rows = rows.filter(**{below: None})
    if _is_key(employer := query.get("employer", "")) and (path := employer_path(known)):
        rows = rows.filter(**{path: employer})
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
    other = known.base if part == "numerator" and known.is_rate else ""
    return CountedRows(label, place.short_name if place else "", lines, page, base=str(other))


def _moment(document: Document, asked: str) -> tuple[int, date]:
    """The year and day of a figure; a report of one's own tells several years."""
    days = document.data.get("days", {})
    if asked in days:
        return int(asked), date.fromisoformat(days[asked])
    return document.year, date.fromisoformat(document.data["day"])
