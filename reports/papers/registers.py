"""帮扶工作年度统计: figures of the four registers: files, aid, services and livelihoods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from assistance.eligibility import Category
from assistance.models.funds import AidKind
from assistance.models.household import ExitReason
from kernel.typesetting import Heading, Paragraph
from reports.papers.fund_use import summed
from reports.papers.paper import Col, Drawn, Frozen, Grid, chinese_day
from reports.relief import households_of, livelihoods_of, payments_of, services_of
from unions.models import Union
from unions.offices import Level
from unions.parameters import parameter


def freeze(inputs: dict[str, Any], union: Union, as_of: datetime) -> Frozen:
    year = int(inputs["year"])
    day = min(timezone.localdate(as_of), date(year, 12, 31))
    is_city = union.level == Level.FEDERATION
    data = {
        "union": {"id": union.pk, "name": union.name, "short": union.short_name},
        "to": parameter("reports.addressee") if is_city else union.federation.name,
        "year": year,
        "day": day.isoformat(),
        "households": households_of(union, year, day),
        "payments": payments_of(union, year, day),
        "services": services_of(union, year, day),
        "livelihoods": livelihoods_of(union, year, day),
    }
    return Frozen(f"{union.name}{year}年度困难职工帮扶工作统计", year, data, None)


def draw(data: dict[str, Any]) -> Drawn:
    found = data["households"]
    households = sum(row["households"] for row in found["on_file"])
    persons = sum(row["persons"] for row in found["on_file"])
    return Drawn(
        issuer=data["union"]["name"],
        addressees=data["to"],
        body=[
            Heading("总体情况"),
            Paragraph(
                f"截至{chinese_day(data['day'])}，在档困难职工{households}户、{persons}人；"
                f"本年度新建档{found['new']}户，退出{sum(found['left'].values())}户；"
                f"发放帮扶{len(data['payments'])}笔，共{summed(data['payments'])}元。"
                "各项登记的分项数据见附件。"
            ),
        ],
        grids=[_file_grid(data), _aid_grid(data), *_line_grids(data)],
    )


def _file_grid(data: dict[str, Any]) -> Grid:
    found = data["households"]
    rows: list[list[Any]] = [
        [f"在档：{Category(row['category']).label if row['category'] else '沿用原类别'}",
         row["households"], row["persons"]]
        for row in found["on_file"]
    ]  # fmt: skip
    rows.append(["本年新建档", found["new"], ""])
    rows += [
        [f"本年退出：{ExitReason(reason).label}", count, ""]
        for reason, count in found["left"].items()
    ]
    columns = [Col("项目", 2.4, "left"), Col("户数"), Col("人数")]
    return Grid("困难职工档案", columns, rows)


def _aid_grid(data: dict[str, Any]) -> Grid:
    rows: list[list[Any]] = []
    for kind in AidKind:
        own = [row for row in data["payments"] if row["kind"] == kind.value]
        rows.append([str(kind.label), len(own), summed(own)])
    rows.append(["合计", len(data["payments"]), summed(data["payments"])])
    columns = [Col("帮扶项目", 2, "left"), Col("笔数"), Col("金额（元）", 1.2, "right")]
    return Grid("帮扶救助", columns, rows)


def _line_grids(data: dict[str, Any]) -> list[Grid]:
    return [
        _lines("维权服务", data["services"]),
        _lines("走访慰问和就业增收", data["livelihoods"]),
    ]


def _lines(title: str, lines: Sequence[Sequence[str]]) -> Grid:
    """Lines are (item, unit, figure as text)."""
    columns = [Col("项目", 3, "left"), Col("单位", 0.8), Col("数量", 1.2, "right")]
    return Grid(title, columns, [[item, unit, Decimal(figure)] for item, unit, figure in lines])
