"""年度目标: how the year's targets stand, for the city or for one county, and how its parts do."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from kernel import charts
from kernel.charts import Chart
from kernel.figures import percent, plain
from reports.facts import issued_sheet, plans_of, progress_of
from reports.papers.doors import Counted, counted, door
from reports.papers.paper import OPERATORS, Col, Grid, Rate, listed
from reports.sections.section import Data, Scope, Section
from targets.indicators import REACHED
from targets.models import TargetSheet
from targets.standing import Standing, standings, year_gone
from unions.offices import Level
from unions.refusals import Refused

MOST_NAMES = 20


def lacks_targets(year: int) -> str:
    issued = issued_sheet(year) is not None
    return "" if issued else _("No targets have been issued for %(year)s.") % {"year": year}


def freeze_lines(scope: Scope, data: Data) -> Data:
    sheet = issued_sheet(scope.year)
    if sheet is None:
        raise Refused(lacks_targets(scope.year))
    county = scope.union if scope.union.level == Level.COUNTY else None
    found = standings(sheet, day=scope.period.day, county=county)
    return {
        "pace": year_gone(scope.year, scope.period.day),
        "quota": _quota_of(sheet, scope),
        # A plain count is the whole city's to reach.
        "lines": [_line(each) for each in found if scope.is_city or each.indicator.is_rate],
    }


def _quota_of(sheet: TargetSheet, scope: Scope) -> int:
    if scope.is_city:
        return int(sheet.quota)
    share = sheet.shares.filter(union=scope.union).first()
    return share.quota if share else 0


def _line(standing: Standing) -> dict[str, Any]:
    """`target`: what is asked of the place; `value`: what is held against it, which of a sum over
    years or of growth is not the count; `sign`: the percent of both, else the `unit` tells. Older
    documents were frozen without the last three.
    """
    known = standing.indicator
    return {
        "code": known.code,
        "label": str(known.label),
        "base": str(known.base),
        "is_rate": known.is_rate,
        "numerator": standing.count.numerator,
        "denominator": standing.count.denominator,
        "operator": str(standing.line.get_operator_display()),
        "target": plain(standing.asked),
        "sign": standing.line.unit,
        "value": standing.value_text,
        "unit": "" if standing.line.unit else str(known.unit),
        "met": standing.is_met,
        "basis": standing.line.basis,
    }


def freeze_progress(scope: Scope, data: Data) -> Data:
    found: Data = {
        "parts": [
            {
                "id": part.union.pk,
                "name": part.union.short_name,
                "quota": part.quota,
                "listed": part.listed,
                "reached": part.reached,
            }
            for part in progress_of(scope.union, scope.year, scope.period.day)
        ]
    }
    return found if "plans" in data else {**found, "plans": plans_of(scope.union, scope.year)}


def reached(data: Data) -> int:
    return sum(part["reached"] for part in data["parts"])


def value_text(line: dict[str, Any]) -> str:
    if line["is_rate"]:
        return percent(line["numerator"], line["denominator"] or 0)
    return str(line.get("value", line["numerator"]))


def target_text(line: dict[str, Any]) -> str:
    return f"{line['operator']}{line['target']}{sign_of(line)}"


def sign_of(line: dict[str, Any]) -> str:
    return str(line.get("sign", "%" if line["is_rate"] else ""))


def say_lines(data: Data, key: str) -> dict[str, Any]:
    met = sum(1 for line in data["lines"] if line["met"])
    return {
        "met": met,
        "unmet": len(data["lines"]) - met,
        "said_lines": [
            {"label": line["label"], "words": _line_words(line)} for line in data["lines"]
        ],
        "short_of": "、".join(f"“{line['label']}”" for line in data["lines"] if not line["met"]),
    }


def _line_words(line: dict[str, Any]) -> str:
    unit = line.get("unit", "" if line["is_rate"] else "家")
    asked = f"目标为{OPERATORS[line['operator']]}{line['target']}{sign_of(line)}{unit}"
    if not line["is_rate"]:
        words = f"{asked}，实际为{value_text(line)}{unit}"
    elif line["denominator"]:
        counts = f"{line['numerator']}／{line['denominator']}"
        words = f"{asked}，实际为{value_text(line)}（{counts}）"
    else:
        return f"{asked}，目前基数为零，暂不计算比率。"
    return f"{words}，{'已达到目标' if line['met'] else '尚未达到目标'}。"


def say_progress(data: Data, key: str) -> dict[str, Any]:
    started = [part["name"] for part in data["parts"] if part["reached"]]
    idle = [part["name"] for part in data["parts"] if not part["reached"]]
    done, quota = reached(data), data.get("quota") or 0
    behind = max(0, data.get("pace", 0) - 100 * done // quota) if quota else 0
    return {
        "kind": part_kind(data),
        "reached": done,
        "reached_rate": percent(done, quota),
        "behind": behind,
        "left": max(0, quota - done),
        "listed_all": sum(part["listed"] for part in data["parts"]),
        "started": len(started),
        "started_names": listed(started, most=MOST_NAMES),
        "idle": len(idle),
        "idle_names": listed(idle, most=MOST_NAMES),
    }


def part_kind(data: Data) -> str:
    return "县（市）区" if data["is_city"] else "乡镇（街道）"


def line_grids(data: Data, key: str) -> list[Grid]:
    rows = [
        [
            number,
            line["label"],
            target_text(line),
            _value_cell(line),
            counted(line["numerator"], line["code"]),
            _base_cell(line),
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
    return [Grid(f"{data['year']}年度建家目标完成情况表", columns, rows)]


def _base_cell(line: dict[str, Any]) -> Counted | None:
    if line["denominator"] is None:
        return None
    return counted(line["denominator"], line["code"], part="denominator")


def _value_cell(line: dict[str, Any]) -> Any:
    """It opens its rows where they add up to it."""
    if line["is_rate"]:
        return counted(Rate(line["numerator"], line["denominator"] or 0), line["code"])
    if value_text(line) != str(line["numerator"]):
        return value_text(line)
    return counted(line["numerator"], line["code"])


def part_grids(data: Data, key: str) -> list[Grid]:
    if not data["parts"]:
        return []
    given = any(part["quota"] is not None for part in data["parts"])
    kind = part_kind(data)
    columns = [Col("序号", 0.7), Col(kind, 2, "left"), *([Col("下达计划")] if given else [])]
    columns += [Col("确定单位"), Col("达标单位"), *([Col("完成率")] if given else [])]
    rows = [
        [
            n,
            p["name"],
            *([p["quota"]] if given else []),
            *_counts(p["listed"], p["reached"], where_of(data, p)),
        ]
        + ([_done(p["reached"], p["quota"], where_of(data, p))] if given else [])
        for n, p in enumerate(data["parts"], 1)
    ]
    quota = data.get("quota") or sum(part["quota"] or 0 for part in data["parts"])
    sums = _counts(sum(part["listed"] for part in data["parts"]), reached(data), {})
    total = ["", "合计", *([quota] if given else []), *sums]
    total += [_done(reached(data), quota, {})] if given else []
    return [Grid(f"{data['year']}年度各{kind}建家进展表", columns, [*rows, total])]


def where_of(data: Data, part: dict[str, Any]) -> dict[str, Any]:
    """Which rows a part's figures count; what lies in no part stands under the union itself."""
    return {"direct": "on"} if part["id"] == data["union"]["id"] else {"place": part["id"]}


def _counts(on_list: int, done: int, where: dict[str, Any]) -> list[Counted]:
    return [counted(on_list, "listed", **where), counted(done, REACHED, **where)]


def _done(done: int, quota: int | None, where: dict[str, Any]) -> Counted:
    return counted(Rate(done, quota or 0), REACHED, **where)


def part_chart(data: Data, key: str) -> Chart | None:
    """Each part's share and what was reached of it, the furthest first."""
    given = [part for part in data["parts"] if part["quota"]]
    if not given:
        return None
    ranked = sorted(given, key=lambda part: (-part["reached"] / part["quota"], part["id"]))
    series = [
        charts.Series("下达计划", [charts.Point(part["quota"]) for part in ranked]),
        charts.Series(
            "达标单位",
            [charts.Point(p["reached"], href=door(REACHED, **where_of(data, p))) for p in ranked],
        ),
    ]
    title = f"{data['year']}年度各{part_kind(data)}建家进展"
    return charts.grouped_bars("parts", title, [part["name"] for part in ranked], series)


LINES = Section(freeze_lines, say_lines, line_grids, lacks=lacks_targets)
PROGRESS = Section(freeze_progress, say_progress, part_grids, part_chart)
