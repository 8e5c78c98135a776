from __future__ import annotations

import pytest

from targets.actions import draft_sheet, propose_split, save_split
from targets.models import Share, TargetSheet
from targets.workflow import SHEET, Step
from tests.cast import YEAR, City


@pytest.fixture
def sheet(town: City) -> TargetSheet:
    """The year's sheet, drafted and split by the city's staff; its count is 2, one a county."""
    sheet = draft_sheet(YEAR, by=town.city)
    sheet.quota = 2
    sheet.save(update_fields=["quota"])
    save_split(sheet, {p.county.pk: p.quota for p in propose_split(sheet)}, by=town.city)
    return sheet


@pytest.fixture
def share(town: City, sheet: TargetSheet) -> Share:
    """Linghai's share of the issued sheet, waiting for the county."""
    SHEET.take(Step.ISSUE, sheet, by=town.city)
    return Share.objects.select_related("sheet", "union").get(union=town.linghai)
