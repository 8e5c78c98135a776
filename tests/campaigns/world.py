"""One row of every table of campaigns, for the nets (tests/world.py)."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaigns import models as m
from evidence.models import EvidenceFile
from tests.campaigns.contests_world import fill_contests
from tests.campaigns.honours_world import fill_honours
from tests.campaigns.venues_world import fill_venues
from tests.cast import City
from unions.scoping import owned_by


def fill_campaigns(city: City) -> dict[str, Any]:
    """Make them in the city's open scope; gives the URL kwargs of the rows."""
    mine = owned_by(city.linghai)
    programme = m.Programme.objects.create(
        code="ankang", title="安康杯竞赛", family="competition", **mine
    )
    campaign = m.Campaign.objects.create(
        programme=programme, title="2026年安康杯竞赛", year=2026, stage="issued",
        starts_on=date(2026, 3, 1), ends_on=date(2026, 11, 30), report_by=date(2026, 12, 10),
        **mine,
    )  # fmt: skip
    version = m.FormVersion.objects.create(
        campaign=campaign, number=1, in_force_on=date(2026, 3, 1), **mine
    )
    field = m.FormField.objects.create(
        version=version,
        position=1,
        code="teams",
        label="参赛班组",
        kind="whole",
        total="sum",
        **mine,
    )
    unit = owned_by(city.mill_union)
    part = m.Participation.objects.create(campaign=campaign, version=version, **unit)
    file = EvidenceFile.objects.create(
        name="竞赛方案.pdf", media_type="application/pdf", extension=".pdf", size=3, sm3="1" * 64,
        file=f"evidence/{city.federation.pk}/plan.pdf", uploaded_by=city.chair, **unit,
    )  # fmt: skip
    m.PartFile.objects.create(part=part, code="plan", file=file, **unit)
    return {
        "programme_id": programme.pk,
        "campaign_id": campaign.pk,
        "part_id": part.pk,
        "form_version_id": version.pk,
        "form_field_id": field.pk,
        **fill_contests(city, campaign),
        **fill_honours(city),
        **fill_venues(city),
    }
