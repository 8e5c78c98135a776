"""验收工作报告: the year's inspections and what came of them, for the city or for one county."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kernel.figures import percent
from kernel.typesetting import Heading, Paragraph
from reports.facts import PARTS, issued_sheet, panels_of, parts_of, plans_of, rows_in
from reports.papers.paper import Col, Drawn, Frozen, Grid, Rate, chinese_day, listed
from unions.models import Union
from unions.offices import Level
from unions.parameters import parameter
from unions.refusals import Refused

Blocks = list[Heading | Paragraph]


def freeze(inputs: dict[str, Any], union: Union, as_of: datetime) -> Frozen:
    year = int(inputs["year"])
    plans = plans_of(union, year)
    if not plans and issued_sheet(year) is None:
        raise Refused(_("There is no home-building in %(year)s to report on.") % {"year": year})
    is_city = union.level == Level.FEDERATION
    parts = [part for part in parts_of(union) if is_city and part.level == Level.COUNTY]
    data = {
        "union": {"id": union.pk, "name": union.name, "short": union.short_name},
        "is_city": is_city,
        "to": parameter("reports.addressee") if is_city else union.federation.name,
        "year": year,
        "day": timezone.localdate(as_of).isoformat(),
        "counties": [{"id": part.pk, "name": part.short_name} for part in parts],
        "plans": plans,
        "panels": panels_of(union, year),
    }
    return Frozen(f"{union.name}关于{year}年度建家验收工作的报告", year, data, None)


def draw(data: dict[str, Any]) -> Drawn:
    by_county = [_county_grid(data)] if data["counties"] else []
    return Drawn(
        issuer=data["union"]["name"],
        addressees=data["to"],
        body=[*_opening(data), *_visits(data), *_results(data), *_next(data)],
        grids=[*by_county, _accepted_grid(data), _failed_grid(data)],
    )


def counts_of(data: dict[str, Any], county_id: int | None = None) -> dict[str, int]:
    """Part → how many frozen plans it counts."""
    return {part: len(rows_in(data["plans"], part, county_id)) for part in PARTS}


def _opening(data: dict[str, Any]) -> Blocks:
    n = counts_of(data)
    return [
        Paragraph(f"现将{data['union']['short']}{data['year']}年度建家验收工作情况报告如下。"),
        Heading("总体情况"),
        Paragraph(
            f"{data['year']}年，共确定建家单位{n['listed']}家。截至{chinese_day(data['day'])}，"
            f"申报验收{n['applied']}家，完成逐户验收{n['inspected']}家，"
            f"验收合格{n['passed']}家，合格率{percent(n['passed'], n['inspected'])}；"
            f"公示期满并命名{n['accepted']}家，正在公示{n['publicity']}家；"
            f"未通过验收{n['failed']}家，其中已转入下年{n['carried']}家。"
        ),
    ]


def _visits(data: dict[str, Any]) -> Blocks:
    panels = data["panels"]
    if not panels["visits"]:
        words = "截至目前，本年度尚未组织验收组进户。"
    else:
        words = (
            f"本年度共组织验收组{panels['visits']}个，参加验收{panels['seats']}人次，"
            f"其中职工代表和会员代表{panels['workers']}人次。验收组成员人数为单数，"
            "方案的起草人、审核人和包扶责任人均不参加本户验收；成员独立评分，由组长汇总。"
        )
    return [Heading("验收组织"), Paragraph(words)]


def _results(data: dict[str, Any]) -> Blocks:
    passed = rows_in(data["plans"], "passed")
    levels = Counter(row["level"] for row in passed)
    by_level = "，".join(f"{level}{n}家" for level, n in levels.items())
    blocks: Blocks = [Heading("验收结果"), Heading("合格单位", 2)]
    if passed:
        names = listed([row["name"] for row in passed])
        blocks.append(Paragraph(f"验收合格单位按等次分为：{by_level}。具体为{names}。"))
    else:
        blocks.append(Paragraph("截至目前，尚无验收合格单位。"))
    failed = rows_in(data["plans"], "failed")
    blocks.append(Heading("未通过单位", 2))
    if not failed:
        return [*blocks, Paragraph("本年度无未通过验收的单位。")]
    words = f"未通过验收{len(failed)}家，为{listed([row['name'] for row in failed])}。"
    return [*blocks, Paragraph(words + _common_reasons(failed))]


def _common_reasons(failed: Iterable[dict[str, Any]]) -> str:
    items = Counter(
        reason.split("：")[0] for row in failed for reason in row["reasons"] if "：" in reason
    )
    if not items:
        return ""
    most = "、".join(f"“{item}”（{n}家）" for item, n in items.most_common(3))
    return f"失分较多的项目为{most}。"


def _next(data: dict[str, Any]) -> Blocks:
    n = counts_of(data)
    waiting, open_failures = n["applied"] - n["inspected"], n["failed"] - n["carried"]
    words = []
    if waiting:
        words.append(f"对已申报尚未验收的{waiting}家，抓紧组织验收组进户。")
    if n["publicity"]:
        words.append(
            f"对正在公示的{n['publicity']}家，认真受理职工意见，公示期满无异议的及时命名。"
        )
    if open_failures:
        words.append(f"对未通过且尚未转入下年的{open_failures}家，逐户反馈意见，列入下年名单。")
    words.append("对已命名单位坚持复查和退出机制，把建家成效交由会员评价。")
    return [Heading("下一步工作"), Paragraph("".join(words))]


def _county_grid(data: dict[str, Any]) -> Grid:
    parts = ("listed", "applied", "inspected", "passed", "accepted", "failed", "carried")
    titles = ("确定", "申报", "验收", "合格", "命名", "未通过", "转下年")
    columns = [
        Col("序号", 0.7),
        Col("县（市）区", 1.6, "left"),
        *map(Col, titles),
        Col("合格率", 1.3),
    ]
    rows = [
        _county_row(number, county["name"], parts, counts_of(data, county["id"]))
        for number, county in enumerate(data["counties"], 1)
    ]
    rows.append(_county_row("", "合计", parts, counts_of(data)))
    return Grid(f"{data['year']}年度各县（市）区验收情况表", columns, rows)


def _county_row(number: Any, name: str, parts: tuple[str, ...], n: dict[str, int]) -> list[Any]:
    return [number, name, *(n[part] for part in parts), Rate(n["passed"], n["inspected"])]


def _accepted_grid(data: dict[str, Any]) -> Grid:
    columns = [
        Col("序号", 0.7),
        Col("单位名称", 3, "left"),
        Col("所属县（市）区", 1.3),
        Col("得分", 0.7),
        Col("等次", 0.8),
        Col("命名日期", 1.2),
    ]
    rows = [
        [n, p["name"], p["county"], p["score"], p["level"], p["accepted_on"] or "公示中"]
        for n, p in enumerate(rows_in(data["plans"], "passed"), 1)
    ]
    return Grid(f"{data['year']}年度验收合格单位名单", columns, rows or [_nobody(columns)])


def _failed_grid(data: dict[str, Any]) -> Grid:
    columns = [
        Col("序号", 0.7),
        Col("单位名称", 2.4, "left"),
        Col("所属县（市）区", 1.2),
        Col("得分", 0.7),
        Col("未通过原因", 3, "left"),
        Col("转入下年", 0.9),
    ]
    rows = [
        [
            n,
            p["name"],
            p["county"],
            p["score"],
            "；".join(p["reasons"]),
            "是" if p["stage"] == "carried" else "否",
        ]
        for n, p in enumerate(rows_in(data["plans"], "failed"), 1)
    ]
    title = f"{data['year']}年度未通过验收及转入下年单位名单"
    return Grid(title, columns, rows or [_nobody(columns)])


def _nobody(columns: list[Col]) -> list[str]:
    return ["", "（无）", *[""] * (len(columns) - 2)]
