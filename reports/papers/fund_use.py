"""帮扶资金使用情况报告: what each source paid for, by kind, category and county, aid by aid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.eligibility import Category
from assistance.models.funds import AidKind, Source
from kernel.typesetting import Heading, Paragraph
from reports.facts import parts_of
from reports.papers.paper import Col, Drawn, Frozen, Grid, Rate, chinese_day
from reports.relief import funds_of, payments_of
from unions.models import Union
from unions.offices import Level
from unions.parameters import parameter
from unions.refusals import Refused

Rows = list[dict[str, Any]]


def freeze(inputs: dict[str, Any], union: Union, as_of: datetime) -> Frozen:
    year = int(inputs["year"])
    day = min(timezone.localdate(as_of), date(year, 12, 31))
    funds, payments = funds_of(union, year, day), payments_of(union, year, day)
    if not funds and not payments:
        raise Refused(_("There are no funds in %(year)s to report on.") % {"year": year})
    is_city = union.level == Level.FEDERATION
    parts = [part for part in parts_of(union) if is_city and part.level == Level.COUNTY]
    data = {
        "union": {"id": union.pk, "name": union.name, "short": union.short_name},
        "is_city": is_city,
        "to": parameter("reports.addressee") if is_city else union.federation.name,
        "year": year,
        "day": day.isoformat(),
        "counties": [{"id": part.pk, "name": part.short_name} for part in parts],
        "funds": funds,
        "payments": payments,
    }
    return Frozen(f"{union.name}关于{year}年度帮扶资金使用情况的报告", year, data, None)


def summed(rows: Iterable[dict[str, Any]], **wanted: Any) -> Decimal:
    chosen = (row for row in rows if all(row[key] == value for key, value in wanted.items()))
    return sum((Decimal(row["amount"]) for row in chosen), Decimal(0))


def column_sum(funds: Rows, column: str) -> Decimal:
    return sum((Decimal(fund[column]) for fund in funds), Decimal(0))


def draw(data: dict[str, Any]) -> Drawn:
    by_county = [_county_grid(data)] if data["counties"] else []
    return Drawn(
        issuer=data["union"]["name"],
        addressees=data["to"],
        body=[*_arrival(data), *_use(data), *_matching(data)],
        grids=[_fund_grid(data), _kind_grid(data), _category_grid(data), *by_county],
    )


def _arrival(data: dict[str, Any]) -> list[Heading | Paragraph]:
    funds = data["funds"]
    promised, arrived = column_sum(funds, "promised"), column_sum(funds, "arrived")
    return [
        Paragraph(f"现将{data['union']['short']}{data['year']}年度帮扶资金使用情况报告如下。"),
        Heading("资金到位情况"),
        Paragraph(
            f"截至{chinese_day(data['day'])}，本年度共安排帮扶资金{len(funds)}批，"
            f"应到位{promised}元，实际到位{arrived}元。各批次情况见附件1。"
        ),
    ]


def _use(data: dict[str, Any]) -> list[Heading | Paragraph]:
    payments = data["payments"]
    total = summed(payments)
    parts = [
        f"{kind.label}{summed(payments, kind=kind.value)}元"
        for kind in AidKind
        if any(row["kind"] == kind.value for row in payments)
    ]
    words = f"本年度累计发放{len(payments)}笔，共{total}元。"
    if parts:
        words += f"其中{'，'.join(parts)}。"
    return [Heading("资金使用情况"), Paragraph(words + "分项情况见附件2、附件3。")]


def _matching(data: dict[str, Any]) -> list[Heading | Paragraph]:
    matching = [fund for fund in data["funds"] if fund["source"] == Source.LOCAL]
    if not matching:
        words = "本年度未安排地方匹配资金。"
    else:
        promised, arrived = column_sum(matching, "promised"), column_sum(matching, "arrived")
        rate = f"{arrived * 100 / promised:.1f}%" if promised else "—"
        words = f"地方匹配资金应到位{promised}元，实际到位{arrived}元，匹配到位率{rate}。"
    return [Heading("地方匹配情况"), Paragraph(words)]


def _fund_grid(data: dict[str, Any]) -> Grid:
    columns = [
        Col("序号", 0.6),
        Col("资金批次", 2.2, "left"),
        Col("所属工会", 1.2),
        Col("来源", 1),
        Col("应到位（元）", 1.2, "right"),
        Col("实到位（元）", 1.2, "right"),
        Col("已使用（元）", 1.2, "right"),
        Col("到位率", 0.8),
        Col("执行率", 0.8),
    ]
    rows = [
        [
            n, fund["name"], fund["union"], str(Source(fund["source"]).label),
            *(Decimal(fund[key]) for key in ("promised", "arrived", "spent")),
            *_rates(*(Decimal(fund[key]) for key in ("promised", "arrived", "spent"))),
        ]
        for n, fund in enumerate(data["funds"], 1)
    ]  # fmt: skip
    sums = [column_sum(data["funds"], key) for key in ("promised", "arrived", "spent")]
    rows.append(["", "合计", "", "", *sums, *_rates(*sums)])
    title = f"{data['year']}年度帮扶资金到位和使用情况表"
    return Grid(title, columns, rows, landscape=True)


def _rates(promised: Decimal, arrived: Decimal, spent: Decimal) -> list[Rate]:
    fen = 100
    return [
        Rate(int(arrived * fen), int(promised * fen)),
        Rate(int(spent * fen), int(arrived * fen)),
    ]


def _kind_grid(data: dict[str, Any]) -> Grid:
    return _cross(data, "kind", AidKind, f"{data['year']}年度帮扶资金分项目使用情况表")


def _category_grid(data: dict[str, Any]) -> Grid:
    return _cross(data, "category", Category, f"{data['year']}年度帮扶资金分类别使用情况表")


def _cross(data: dict[str, Any], key: str, choices: Any, title: str) -> Grid:
    """Amounts by source (down) and by one of the payments' columns (across)."""
    payments = data["payments"]
    labels = {**{c.value: str(c.label) for c in choices}, "": "未建档"}
    used = [value for value in labels if any(row[key] == value for row in payments)]
    columns = [
        Col("资金来源", 1.4, "left"),
        *(Col(labels[value], 1, "right") for value in used),
        Col("合计（元）", 1.2, "right"),
    ]
    sources = [s for s in Source if any(row["source"] == s.value for row in payments)]
    rows: list[list[Any]] = [
        [
            str(source.label),
            *(summed(payments, source=source.value, **{key: value}) for value in used),
            summed(payments, source=source.value),
        ]
        for source in sources
    ]
    totals = [summed(payments, **{key: value}) for value in used]
    return Grid(title, columns, [*rows, ["合计", *totals, summed(payments)]], landscape=True)


def _county_grid(data: dict[str, Any]) -> Grid:
    """County × source, and each county's households in the categories."""
    payments = data["payments"]
    sources = [s for s in Source if any(row["source"] == s.value for row in payments)]
    columns = [
        Col("县（市）区", 1.4, "left"),
        *(Col(str(source.label), 1, "right") for source in sources),
        Col("笔数", 0.7),
        Col("合计（元）", 1.2, "right"),
    ]
    rows = [_county_row(payments, sources, county) for county in data["counties"]]
    rows.append(
        ["合计", *(summed(payments, source=s.value) for s in sources), len(payments),
         summed(payments)]
    )  # fmt: skip
    title = f"{data['year']}年度各县（市）区帮扶资金使用情况表"
    return Grid(title, columns, rows, landscape=True)


def _county_row(payments: Rows, sources: list[Source], county: dict[str, Any]) -> list[Any]:
    own = [row for row in payments if row["county_id"] == county["id"]]
    by_source = [summed(own, source=source.value) for source in sources]
    return [county["name"], *by_source, len(own), summed(own)]
