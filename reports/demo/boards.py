"""What a board of the demo begins with: last year's targets, and the ends of the past months."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from kernel.days import today
from targets.actions import measure_of
from targets.indicators import REACHED
from targets.models import EQUAL, SAME, Measure, Share, SharePart, TargetLine, TargetSheet
from targets.month_ends import missing_ends, start_backfill
from targets.workflow import ShareStage, SheetStage
from unions.events import log_event
from unions.models import Union
from unions.offices import Level
from unions.scoping import owned_by, same_owner

EACH = 2  # units of each county
LAST_YEARS = {
    "homes.growth": 30,
    "homes.rate_large_private": 40,
    "homes.rate_public": 45,
    "bargaining.wage_coverage": 30,
}
SOURCE = "上年度目标通知"


def take_over_last_year(root: Union) -> None:
    """The sheet of last year as its paper said it, and the count of months no night has told."""
    counties = list(root.children.filter(level=Level.COUNTY).order_by("code", "pk"))
    year = today().year - 1
    at = datetime(year, 1, 20, 9, tzinfo=UTC)
    sheet = TargetSheet.objects.create(
        year=year, stage=SheetStage.ISSUED, issued_at=at, **owned_by(root)
    )
    count = TargetLine(
        indicator=REACHED,
        measure=Measure.COUNT,
        value=Decimal(EACH * len(counties)),
        base_value=Decimal(0),
        split_by=EQUAL,
    )
    rates = [
        TargetLine(indicator=code, measure=measure_of(code), value=Decimal(value), split_by=SAME)
        for code, value in LAST_YEARS.items()
    ]
    for line in (count, *rates):
        line.sheet, line.basis = sheet, SOURCE
        line.federation_id, line.union = root.federation_id, root
    lines = TargetLine.objects.bulk_create([count, *rates])
    shares = Share.objects.bulk_create(
        Share(
            sheet=sheet,
            stage=ShareStage.SIGNED,
            county_signed_at=at,
            city_signed_at=at,
            **owned_by(county),
        )
        for county in counties
    )
    SharePart.objects.bulk_create(
        SharePart(
            share=share,
            line=line,
            value=Decimal(EACH) if line.adds_up else line.value,
            **same_owner(share),
        )
        for share in shares
        for line in lines
    )
    log_event(sheet, "import", "由历年档案转入", by=None, target=sheet.stage)
    start_backfill(missing_ends(today()))
