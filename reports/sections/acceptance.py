"""验收: the year's inspections and what came of them, for the city or for one county."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from kernel.figures import percent
from reports.facts import PARTS, issued_sheet, panels_of, parts_of, plans_of, rows_in
from reports.papers.doors import Counted, counted
from reports.papers.paper import Col, Grid, Rate, listed
from reports.sections.section import Data, Scope, Section
from unions.offices import Level
from unions.refusals import Refused

RESULTS = ("listed", "applied", "inspected", "passed", "accepted", "failed", "carried")
HEADS = ("确定", "申报", "验收", "合格", "命名", "未通过", "转下年")


def freeze_acceptance(scope: Scope, data: Data) -> Data:
    plans = data["plans"] if "plans" in data else plans_of(scope.union, scope.year)
    if not plans and issued_sheet(scope.year) is None:
        known = {"year": scope.year}
        raise Refused(_("There is no home-building in %(year)s to report on.") % known)
    return {
        "plans": plans,
        "counties": counties_of(scope),
        "panels": panels_of(scope.union, scope.year),
    }


def counties_of(scope: Scope) -> list[dict[str, Any]]:
    """A city's counties; none of a county, nor of a city that has only townships."""
    parts = parts_of(scope.union) if scope.is_city else []
    return [
        {"id": part.pk, "name": part.short_name} for part in parts if part.level == Level.COUNTY
    ]


def freeze_plans(scope: Scope, data: Data) -> Data:
    return {} if "plans" in data else {"plans": plans_of(scope.union, scope.year)}


def counts_of(data: Data, county_id: int | None = None) -> dict[str, int]:
    """Part → how many frozen plans it counts."""
    return {part: len(rows_in(data["plans"], part, county_id)) for part in PARTS}


def say_acceptance(data: Data, key: str) -> dict[str, Any]:
    n = counts_of(data)
    passed, failed = rows_in(data["plans"], "passed"), rows_in(data["plans"], "failed")
    levels = Counter(row["level"] for row in passed)
    return {
        "n": n,
        "pass_rate": percent(n["passed"], n["inspected"]),
        "waiting": n["applied"] - n["inspected"],
        "open_failures": n["failed"] - n["carried"],
        "by_level": "，".join(f"{level}{count}家" for level, count in levels.items()),
        "passed_names": listed([row["name"] for row in passed]),
        "failed_names": listed([row["name"] for row in failed]),
        "reasons": _common_reasons(failed),
    }


def _common_reasons(failed: Iterable[dict[str, Any]]) -> str:
    items = Counter(
        reason.split("：")[0] for row in failed for reason in row["reasons"] if "：" in reason
    )
    return "、".join(f"“{item}”（{n}家）" for item, n in items.most_common(3))


def county_grids(data: Data, key: str) -> list[Grid]:
    if not data["counties"]:
        return []
    columns = [
        Col("序号", 0.7),
        Col("县（市）区", 1.6, "left"),
        *map(Col, HEADS),
        Col("合格率", 1.3),
    ]
    rows = [
        _county_row(number, county["name"], counts_of(data, county["id"]), county["id"])
        for number, county in enumerate(data["counties"], 1)
    ]
    rows.append(_county_row("", "合计", counts_of(data), None))
    return [Grid(f"{data['year']}年度各县（市）区验收情况表", columns, rows)]


def _county_row(number: Any, name: str, n: dict[str, int], place: int | None) -> list[Any]:
    parts = [counted(n[part], part, place=place) for part in RESULTS]
    return [number, name, *parts, counted(Rate(n["passed"], n["inspected"]), "passed", place=place)]


def _score(plan: dict[str, Any]) -> Counted:
    """It opens the unit that was given it."""
    # A number, so that a workbook can reckon with it.
    score = plan["score"] and float(plan["score"])
    return counted(score, "listed", plan=plan["id"])


def accepted_grids(data: Data, key: str) -> list[Grid]:
    columns = [
        Col("序号", 0.7),
        Col("单位名称", 3, "left"),
        Col("所属县（市）区", 1.3),
        Col("得分", 0.7),
        Col("等次", 0.8),
        Col("命名日期", 1.2),
    ]
    rows = [
        [n, p["name"], p["county"], _score(p), p["level"], p["accepted_on"] or "公示中"]
        for n, p in enumerate(rows_in(data["plans"], "passed"), 1)
    ]
    return [Grid(f"{data['year']}年度验收合格单位名单", columns, rows or [nobody(columns)])]


def failed_grids(data: Data, key: str) -> list[Grid]:
    columns = [
        Col("序号", 0.7),
        Col("单位名称", 2.4, "left"),
        Col("所属县（市）区", 1.2),
        Col("得分", 0.7),
        Col("未通过原因", 3, "left"),
        Col("转入下年", 0.9),
    ]
    rows = [
        [n, p["name"], p["county"], _score(p), "；".join(p["reasons"]), yes_or_no(p)]
        for n, p in enumerate(rows_in(data["plans"], "failed"), 1)
    ]
    title = f"{data['year']}年度未通过验收及转入下年单位名单"
    return [Grid(title, columns, rows or [nobody(columns)])]


def carried_grids(data: Data, key: str) -> list[Grid]:
    columns = [
        Col("序号", 0.7),
        Col("单位名称", 2.6, "left"),
        Col("所属县（市）区", 1.2),
        Col("单位类型", 1),
        Col("未通过原因", 3.4, "left"),
    ]
    rows = [
        [n, p["name"], p["county"], p["type"], "；".join(p["reasons"])]
        for n, p in enumerate(rows_in(data["plans"], "carried"), 1)
    ]
    title = f"{data['year']}年度转入下年继续建设单位名单"
    return [Grid(title, columns, rows or [nobody(columns)])]


def yes_or_no(plan: dict[str, Any]) -> str:
    return "是" if plan["stage"] == "carried" else "否"


def nobody(columns: list[Col]) -> list[str]:
    return ["", "（无）", *[""] * (len(columns) - 2)]


ACCEPTANCE = Section(freeze_acceptance, say_acceptance, county_grids, by_day=False)
ACCEPTED = Section(freeze_plans, say_acceptance, accepted_grids, by_day=False)
FAILED = Section(freeze_plans, say_acceptance, failed_grids, by_day=False)
CARRIED = Section(freeze_plans, say_acceptance, carried_grids, by_day=False)
