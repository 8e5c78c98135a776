"""One row of every table of campaigns, for the nets (tests/world.py)."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaigns import models as m
from tests.cast import City
from unions.scoping import owned_by


def fill_campaigns(city: City) -> dict[str, Any]:
    """Make them in the city's open scope; gives the URL kwargs of the rows."""
    programme = m.Programme.objects.create(
        code="ankang", title="安康杯竞赛", family="competition", **owned_by(city.root)
    )
    campaign = m.Campaign.objects.create(
        programme=programme, title="2026年安康杯竞赛", year=2026, stage="issued",
        starts_on=date(2026, 3, 1), ends_on=date(2026, 11, 30), report_by=date(2026, 12, 10),
        **owned_by(city.linghai),
    )  # fmt: skip
    part = m.Participation.objects.create(campaign=campaign, **owned_by(city.mill_union))
    return {"programme_id": programme.pk, "campaign_id": campaign.pk, "part_id": part.pk}
