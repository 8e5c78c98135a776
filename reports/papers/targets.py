"""年度目标完成情况报告: how the year's targets stand, for the city or for one county."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kernel.figures import percent
from kernel.typesetting import Heading, Paragraph
from reports.facts import issued_sheet, plans_of, progress_of
from reports.papers.paper import OPERATORS, Col, Drawn, Frozen, Grid, Rate, chinese_day, listed
from targets.standing import standings, year_gone
from unions.models import Union
from unions.offices import Level
from unions.parameters import parameter
from unions.refusals import Refused


def freeze(inputs: dict[str, Any], union: Union, as_of: datetime) -> Frozen:
    year = int(inputs["year"])
    sheet = issued_sheet(year)
    if sheet is None:
        raise Refused(_("No targets have been issued for %(year)s.") % {"year": year})
    day = min(timezone.localdate(as_of), timezone.localdate(as_of).replace(year, 12, 31))
    county = union if union.level == Level.COUNTY else None
    is_city = union.level == Level.FEDERATION
    data = {
        "union": {"id": union.pk, "name": union.name, "short": union.short_name},
        "is_city": is_city,
        "to": parameter("reports.addressee") if is_city else sheet.union.name,
        "year": year,
        "day": day.isoformat(),
        "pace": year_gone(year, day),
        "quota": _quota_of(sheet, union),
        # A plain count is the whole city's to reach.
        "lines": [
            _line(standing)
            for standing in standings(sheet, day=day, county=county)
            if is_city or standing.indicator.is_rate
        ],
        "parts": [
            {
                "id": part.union.pk,
                "name": part.union.short_name,
                "quota": part.quota,
                "listed": part.listed,
                "reached": part.reached,
            }
            for part in progress_of(union, year, day)
        ],
        "plans": [
            {key: plan[key] for key in ("id", "name", "county_id", "township_id", "stage")}
            for plan in plans_of(union, year)
        ],
    }
    return Frozen(
        f"{union.name}关于{year}年度“和谐职工之家”建设目标完成情况的报告", year, data, None
    )


def _quota_of(sheet: Any, union: Union) -> int:
    if union.level == Level.FEDERATION:
        return int(sheet.quota)
    share = sheet.shares.filter(union=union).first()
    return share.quota if share else 0


def _line(standing: Any) -> dict[str, Any]:
    known = standing.indicator
    return {
        "code": known.code,
        "label": str(known.label),
        "base": str(known.base),
        "is_rate": known.is_rate,
        "numerator": standing.count.numerator,
        "denominator": standing.count.denominator,
        "operator": str(standing.line.get_operator_display()),
        "target": standing.line.value_text,
        "met": standing.is_met,
        "basis": standing.line.basis,
    }


def draw(data: dict[str, Any]) -> Drawn:
    return Drawn(
        issuer=data["union"]["name"],
        addressees=data["to"],
        body=[*_opening(data), *_by_line(data), *_by_part(data), *_next(data)],
        grids=[_line_grid(data), *([_part_grid(data)] if data["parts"] else [])],
    )


def reached(data: dict[str, Any]) -> int:
    return sum(part["reached"] for part in data["parts"])


def value_text(line: dict[str, Any]) -> str:
    if line["is_rate"]:
        return percent(line["numerator"], line["denominator"] or 0)
    return str(line["numerator"])


def target_text(line: dict[str, Any]) -> str:
    return f"{line['operator']}{line['target']}{'%' if line['is_rate'] else ''}"


def _opening(data: dict[str, Any]) -> list[Heading | Paragraph]:
    met = sum(1 for line in data["lines"] if line["met"])
    unmet = len(data["lines"]) - met
    done, quota = reached(data), data["quota"]
    return [
        Paragraph(
            f"现将{data['union']['short']}{data['year']}年度“和谐职工之家”建设目标完成情况报告如下。"
        ),
        Heading("总体情况"),
        Paragraph(
            f"本年度共承担建家目标{len(data['lines'])}项。截至{chinese_day(data['day'])}，"
            f"全年时间进度为{data['pace']}%，已达到目标{met}项，尚在推进{unmet}项。"
            f"全年计划新增达标单位{quota}家，已通过验收{done}家，"
            f"完成计划的{percent(done, quota)}{_against_pace(data)}。"
        ),
    ]


def _against_pace(data: dict[str, Any]) -> str:
    if not data["quota"]:
        return ""
    points = 100 * reached(data) // data["quota"] - data["pace"]
    if points >= 0:
        return "，不低于时间进度"
    return f"，落后时间进度{-points}个百分点"


def _by_line(data: dict[str, Any]) -> list[Heading | Paragraph]:
    blocks: list[Heading | Paragraph] = [Heading("各项目标完成情况")]
    for line in data["lines"]:
        blocks += [Heading(line["label"], 2), Paragraph(_line_words(line))]
    return blocks


def _line_words(line: dict[str, Any]) -> str:
    unit = "%" if line["is_rate"] else "家"
    asked = f"目标为{OPERATORS[line['operator']]}{line['target']}{unit}"
    if not line["is_rate"]:
        words = f"{asked}，实际为{value_text(line)}家"
    elif line["denominator"]:
        counts = f"{line['numerator']}／{line['denominator']}"
        words = f"{asked}，实际为{value_text(line)}（{counts}）"
    else:
        return f"{asked}，目前基数为零，暂不计算比率。"
    return f"{words}，{'已达到目标' if line['met'] else '尚未达到目标'}。"


def _by_part(data: dict[str, Any]) -> list[Heading | Paragraph]:
    if not data["parts"]:
        return []
    kind = "县（市）区" if data["is_city"] else "乡镇（街道）"
    blocks: list[Heading | Paragraph] = [Heading(f"各{kind}进展")]
    started = [p["name"] for p in data["parts"] if p["reached"]]
    idle = [p["name"] for p in data["parts"] if not p["reached"]]
    listed_all = sum(p["listed"] for p in data["parts"])
    words = f"各{kind}共确定建家单位{listed_all}家，通过验收{reached(data)}家。"
    if started:
        words += f"已有达标单位的{kind}{len(started)}个，分别为{listed(started, most=20)}。"
    if idle:
        words += f"尚无达标单位的{kind}{len(idle)}个，分别为{listed(idle, most=20)}。"
    return [*blocks, Paragraph(words + "分项数据见附件2。")]


def _next(data: dict[str, Any]) -> list[Heading | Paragraph]:
    short = [line["label"] for line in data["lines"] if not line["met"]]
    left = max(0, data["quota"] - reached(data))
    problems = (
        f"{'、'.join(f'“{label}”' for label in short)}尚未达到目标，推进力度仍需加大。"
        if short
        else "各项目标均已达到，但巩固提升的任务依然较重。"
    )
    aims = (
        f"距全年计划尚有{left}家，应逐户排出时间表，明确包扶责任人，按月调度、按季通报。"
        if left
        else "全年计划已经完成，应做好已命名单位的复查和服务，防止前建后松。"
    )
    return [
        Heading("存在问题和下一步工作"),
        Heading("存在问题", 2),
        Paragraph(problems),
        Heading("下一步工作", 2),
        Paragraph(aims + "对未通过验收的单位，结合验收意见重新拟定方案，纳入下年名单继续建设。"),
    ]


def _line_grid(data: dict[str, Any]) -> Grid:
    rows = [
        [
            number,
            line["label"],
            target_text(line),
            _value_cell(line),
            line["numerator"],
            line["denominator"],
            "达到" if line["met"] else "未达到",
        ]
        for number, line in enumerate(data["lines"], 1)
    ]
    columns = [
        Col("序号", 0.7),
        Col("目标", 3, "left"),
        Col("目标值"),
        Col("完成值"),
        Col("完成数", 0.9),
        Col("基数", 0.8),
        Col("结论"),
    ]
    return Grid(f"{data['year']}年度建家目标完成情况表", columns, rows)


def _value_cell(line: dict[str, Any]) -> Any:
    if line["is_rate"]:
        return Rate(line["numerator"], line["denominator"] or 0)
    return line["numerator"]


def _part_grid(data: dict[str, Any]) -> Grid:
    kind = "县（市）区" if data["is_city"] else "乡镇（街道）"
    given = any(part["quota"] is not None for part in data["parts"])
    head = [Col("序号", 0.7), Col(kind, 2, "left")]
    tail = [Col("确定单位"), Col("达标单位")]
    columns = [*head, *([Col("下达计划")] if given else []), *tail]
    columns += [Col("完成率")] if given else []
    rows = [
        [n, p["name"], *([p["quota"]] if given else []), p["listed"], p["reached"]]
        + ([Rate(p["reached"], p["quota"] or 0)] if given else [])
        for n, p in enumerate(data["parts"], 1)
    ]
    quota, names = [data["quota"]] if given else [], ["", "合计"]
    sums = [sum(p["listed"] for p in data["parts"]), reached(data)]
    rate = [Rate(reached(data), data["quota"])] if given else []
    return Grid(
        f"{data['year']}年度各{kind}建家进展表", columns, [*rows, names + quota + sums + rate]
    )
