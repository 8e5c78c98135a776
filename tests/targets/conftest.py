from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from targets.actions import draft_sheet, split_anew
from targets.indicators import REACHED
from targets.models import Share, SharePart, TargetSheet
from targets.workflow import SHARE, SHEET, Step
from tests.cast import YEAR, City, make_person
from unions.models import Officer
from unions.offices import Role


@dataclass
class Heads:
    """Who signs: for the county, its neighbour and the city."""

    county: Officer
    county_vice: Officer
    stranger: Officer
    city: Officer


@pytest.fixture
def heads(town: City) -> Heads:
    return Heads(
        make_person("countyhead", town.linghai, Role.CHAIR),
        make_person("countyvice", town.linghai, Role.VICE_CHAIR),
        make_person("strangehead", town.heishan, Role.CHAIR),
        make_person("cityhead", town.root, Role.CHAIR),
    )


@pytest.fixture
def sheet(town: City) -> TargetSheet:
    """The year's sheet, drafted and split by the city's staff; its count is 2, one a county."""
    sheet = draft_sheet(YEAR, by=town.city)
    ask(sheet, 2, by=town.city)
    return sheet


@pytest.fixture
def share(town: City, sheet: TargetSheet) -> Share:
    """Linghai's share of the issued sheet, waiting for the county."""
    SHEET.take(Step.ISSUE, sheet, by=town.city)
    return Share.objects.select_related("sheet", "union").get(union=town.linghai)


@pytest.fixture
def signed(town: City, heads: Heads, share: Share) -> Share:
    SHARE.take(Step.ACCEPT, share, by=town.county)
    SHARE.take(Step.SIGN, share, by=heads.county)
    SHARE.take(Step.SIGN, share, by=heads.city)
    return share


def count_of(sheet: TargetSheet):
    """The line that is split by a base."""
    return sheet.lines.get(indicator=REACHED)


def ask(sheet: TargetSheet, count: int, *, by: Officer, **terms: object) -> None:
    """Ask of the count, within no limits, and split it anew."""
    line = count_of(sheet)
    for name, value in {"value": Decimal(count), "is_limited": False, **terms}.items():
        setattr(line, name, value)
    line.save()
    split_anew(sheet, [line], by=by)


def part_of(share: Share, code: str = REACHED) -> SharePart:
    return share.parts.select_related("line").get(line__indicator=code)


def split(sheet: TargetSheet) -> dict[str, int]:
    """County → its part of the count."""
    parts = SharePart.objects.filter(line=count_of(sheet)).select_related("union")
    return {part.union.short_name: int(part.value) for part in parts.order_by("union__pk")}
