"""The places of an officer's own report, and what each of them has of a figure.

A county is told by the figure's own query for all counties, a township and an employer by the rows
that are theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from reports.facts import WHY, below
from reports.sections.places import plain_count
from reports.sections.section import Data
from targets.breakdown import counts_by, employer_path
from targets.indicators import INDICATORS, Count, Indicator, day_of, total
from unions.models import Employer, Union
from unions.offices import Level

EMPLOYER = "employer"  # beside the levels of a union
UNTOLD = [None, None]  # the figure cannot be told of such a place


def places_of(inputs: dict[str, Any], union: Union) -> list[dict[str, Any]]:
    """Counties each before their townships, then employers; those that are gone are left out."""
    unions = Union.objects.unscoped(WHY).filter(below(union), pk__in=inputs["unions"])
    employers = in_order(Employer.objects.unscoped(WHY), inputs.get("employers", []))
    return [
        *(_place(place.pk, place.short_name, place.level) for place in in_tree(unions)),
        *(_place(one.pk, one.name, EMPLOYER) for one in employers if _in(one, union)),
    ]


def in_order(employers: Any, wanted: Sequence[int]) -> list[Employer]:
    """Those of the ids wanted that are there."""
    found: dict[int, Employer] = employers.in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def in_tree(unions: Any) -> list[Union]:
    """The root, then each county before its townships."""

    def order(union: Union) -> tuple[str, int, str, int]:
        county = union.county.code if union.county else ""
        return county, union.county_id or 0, union.code if union.township_id else "", union.pk

    return sorted(unions.select_related("county"), key=order)


def _place(pk: int, name: str, level: str) -> dict[str, Any]:
    return {"id": pk, "name": name, "level": str(level)}


def _in(employer: Employer, union: Union) -> bool:
    return union.level == Level.FEDERATION or employer.county_id == union.pk


def told_at(places: Sequence[dict[str, Any]], code: str, year: int, union: Union) -> list[Any]:
    """[numerator, denominator] of each place, as of the year's last day or today."""
    known = INDICATORS[code]
    counties = known.by_county(day_of(year), year)
    levels = {place["level"] for place in places}
    towns = _by_township(known, year, union) if Level.TOWNSHIP in levels else None
    mine = _by_employer(known, year, [p["id"] for p in places if p["level"] == EMPLOYER])

    def told(place: dict[str, Any]) -> list[Any]:
        if place["level"] == Level.FEDERATION:
            return plain_count(total(counties))
        if place["level"] == Level.COUNTY:
            return plain_count(total(counties, county=Union(pk=place["id"])))
        counts = mine if place["level"] == EMPLOYER else towns
        if counts is None:
            return UNTOLD
        return plain_count(counts.get(place["id"], Count(None, 0, 0 if known.is_rate else None)))

    return [told(place) for place in places]


Counts = Mapping[int | None, Count]


def _by_township(known: Indicator, year: int, union: Union) -> Counts | None:
    """None where its rows are no township's."""
    day = day_of(year)
    found = counts_by("in_township", known, lambda part: known.rows_below(union, day, year, part))
    return None if set(found) == {None} else found


def _by_employer(known: Indicator, year: int, employers: Sequence[int]) -> Counts | None:
    """None where its rows lead to no employer."""
    path = employer_path(known)
    if not path or not employers:
        return None
    day = day_of(year)
    return counts_by(
        path, known, lambda part: known.rows(day, year, part).filter(**{f"{path}__in": employers})
    )


def door_to(data: Data, code: str, year: int, place: dict[str, Any]) -> str:
    """The page of the rows, as of the day the figure was told; of an employer, its own page."""
    if place["level"] == EMPLOYER:
        return reverse("unions:employer-detail", args=[place["id"]])
    address = reverse("targets:figure-rows", args=[year, code, place["id"]])
    return f"{address}?on={data['days'][str(year)]}"
