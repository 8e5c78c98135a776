"""帮扶资金: what each source paid for, by kind, category and county, aid by aid; the registers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from assistance.eligibility import Category
from assistance.models.funds import AidKind, Source
from assistance.models.household import ExitReason
from reports.papers.doors import Counted, counted, door
from reports.papers.paper import Col, Grid, Rate
from reports.relief import funds_of, households_of, livelihoods_of, payments_of, services_of
from reports.sections.acceptance import counties_of
from reports.sections.section import Data, Scope, Section
from unions.refusals import Refused

SUMS = ("promised", "arrived", "spent")
# The codes under which reports/rows.py opens what is no indicator; NONE is an empty value.
AIDS_OPENED, FUNDS_OPENED, RECORDS, NONE = "aids", "funds", "records", "none"
Rows = list[dict[str, Any]]


def freeze_funds(scope: Scope, data: Data) -> Data:
    found = scope.union, scope.year, scope.period.day
    funds, payments = funds_of(*found), payments_of(*found)
    if not funds and not payments:
        known = {"year": scope.year}
        raise Refused(_("There are no funds in %(year)s to report on.") % known)
    return {"counties": counties_of(scope), "funds": funds, "payments": payments}


def freeze_registers(scope: Scope, data: Data) -> Data:
    found = scope.union, scope.year, scope.period.day
    return {
        "households": households_of(*found),
        "payments": payments_of(*found),
        "services": services_of(*found),
        "livelihoods": livelihoods_of(*found),
    }


def summed(rows: Iterable[dict[str, Any]], **wanted: Any) -> Decimal:
    chosen = (row for row in rows if all(row[key] == value for key, value in wanted.items()))
    return sum((Decimal(row["amount"]) for row in chosen), Decimal(0))


def column_sum(funds: Rows, column: str) -> Decimal:
    return sum((Decimal(fund[column]) for fund in funds), Decimal(0))


def say_funds(data: Data, key: str) -> dict[str, Any]:
    funds, payments = data["funds"], data["payments"]
    matching = [fund for fund in funds if fund["source"] == Source.LOCAL]
    promised, arrived = column_sum(matching, "promised"), column_sum(matching, "arrived")
    kinds = [
        f"{kind.label}{summed(payments, kind=kind.value)}元"
        for kind in AidKind
        if any(row["kind"] == kind.value for row in payments)
    ]
    return {
        "promised": column_sum(funds, "promised"),
        "arrived": column_sum(funds, "arrived"),
        "paid": summed(payments),
        "kinds": "，".join(kinds),
        "matching": matching,
        "matching_promised": promised,
        "matching_arrived": arrived,
        "matching_rate": f"{arrived * 100 / promised:.1f}%" if promised else "—",
    }


def say_registers(data: Data, key: str) -> dict[str, Any]:
    found = data["households"]
    return {
        "households_on_file": sum(row["households"] for row in found["on_file"]),
        "persons_on_file": sum(row["persons"] for row in found["on_file"]),
        "new": found["new"],
        "left_files": sum(found["left"].values()),
        "paid": summed(data["payments"]),
    }


def fund_grids(data: Data, key: str) -> list[Grid]:
    by_county = [_county_grid(data)] if data["counties"] else []
    return [_fund_grid(data), _kind_grid(data), _category_grid(data), *by_county]


def _fund_grid(data: Data) -> Grid:
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
            *_fund_cells([Decimal(fund[key]) for key in SUMS], fund["id"]),
        ]
        for n, fund in enumerate(data["funds"], 1)
    ]  # fmt: skip
    sums = [column_sum(data["funds"], key) for key in SUMS]
    rows.append(["", "合计", "", "", *_fund_cells(sums, None)])
    title = f"{data['year']}年度帮扶资金到位和使用情况表"
    return Grid(title, columns, rows, landscape=True)


def _fund_cells(sums: Sequence[Decimal], fund: int | None) -> list[Counted]:
    """What was promised, came and was spent, and their rates: each opens the books of the batch."""
    return [counted(cell, FUNDS_OPENED, fund=fund) for cell in (*sums, *_rates(*sums))]


def _rates(promised: Decimal, arrived: Decimal, spent: Decimal) -> list[Rate]:
    fen = 100
    return [
        Rate(int(arrived * fen), int(promised * fen)),
        Rate(int(spent * fen), int(arrived * fen)),
    ]


def _kind_grid(data: Data) -> Grid:
    return _cross(data, "kind", AidKind, f"{data['year']}年度帮扶资金分项目使用情况表")


def _category_grid(data: Data) -> Grid:
    return _cross(data, "category", Category, f"{data['year']}年度帮扶资金分类别使用情况表")


def _cross(data: Data, key: str, choices: Any, title: str) -> Grid:
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
            *(_paid(payments, source=source.value, **{key: value}) for value in used),
            _paid(payments, source=source.value),
        ]
        for source in sources
    ]
    totals = [_paid(payments, **{key: value}) for value in used]
    return Grid(title, columns, [*rows, ["合计", *totals, _paid(payments)]], landscape=True)


def _paid(payments: Rows, **wanted: Any) -> Counted:
    """A sum opens the aids it adds up; the category of a household without a file is empty."""
    return Counted(summed(payments, **wanted), aids_door(**wanted))


def aids_door(**wanted: Any) -> str:
    return door(AIDS_OPENED, **{key: value or NONE for key, value in wanted.items()})


def _county_grid(data: Data) -> Grid:
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
        ["合计", *(_paid(payments, source=s.value) for s in sources),
         Counted(len(payments), aids_door()), _paid(payments)]
    )  # fmt: skip
    title = f"{data['year']}年度各县（市）区帮扶资金使用情况表"
    return Grid(title, columns, rows, landscape=True)


def _county_row(payments: Rows, sources: list[Source], county: dict[str, Any]) -> list[Any]:
    own = [row for row in payments if row["county_id"] == county["id"]]
    by_source = [
        counted(summed(own, source=s.value), AIDS_OPENED, source=s.value, place=county["id"])
        for s in sources
    ]
    sums = (len(own), summed(own))
    return [
        county["name"],
        *by_source,
        *(counted(n, AIDS_OPENED, place=county["id"]) for n in sums),
    ]


def _file_grid(data: Data) -> Grid:
    found = data["households"]
    rows: list[list[Any]] = [
        [f"在档：{Category(row['category']).label if row['category'] else '沿用原类别'}",
         *(_recorded(row[key], row, f"households/on_file/{n}")
           for key in ("households", "persons"))]
        for n, row in enumerate(found["on_file"])
    ]  # fmt: skip
    rows.append(["本年新建档", _recorded(found["new"], found, "households", "new_ids"), ""])
    rows += [
        [
            f"本年退出：{ExitReason(reason).label}",
            _recorded(count, found, "households", f"left_ids/{reason}"),
            "",
        ]
        for reason, count in found["left"].items()
    ]
    columns = [Col("项目", 2.4, "left"), Col("户数"), Col("人数")]
    return Grid("困难职工档案", columns, rows)


def _aid_grid(data: Data) -> Grid:
    rows: list[list[Any]] = []
    for kind in AidKind:
        own = [row for row in data["payments"] if row["kind"] == kind.value]
        sums = (len(own), summed(own))
        rows.append([str(kind.label), *(counted(n, AIDS_OPENED, kind=kind.value) for n in sums)])
    sums = (len(data["payments"]), summed(data["payments"]))
    rows.append(["合计", *(Counted(n, aids_door()) for n in sums)])
    columns = [Col("帮扶项目", 2, "left"), Col("笔数"), Col("金额（元）", 1.2, "right")]
    return Grid("帮扶救助", columns, rows)


def register_grids(data: Data, key: str) -> list[Grid]:
    return [
        _file_grid(data),
        _aid_grid(data),
        _lines("维权服务", data, "services"),
        _lines("走访慰问和就业增收", data, "livelihoods"),
    ]


def _recorded(value: Any, kept: Any, path: str, ids: str = "ids") -> Any:
    """A figure whose records are named in what was frozen; older papers named none."""
    known = ids.partition("/")[0] in kept
    return counted(value, RECORDS, of=f"{path}/{ids}") if known else value


def _lines(title: str, data: Data, key: str) -> Grid:
    """Lines are (item, unit, figure as text, and what it counts)."""
    columns = [Col("项目", 3, "left"), Col("单位", 0.8), Col("数量", 1.2, "right")]
    rows = []
    for n, (item, unit, figure, *named) in enumerate(data[key]):
        value = Decimal(figure)
        rows.append([item, unit, counted(value, RECORDS, of=f"{key}/{n}/4") if named else value])
    return Grid(title, columns, rows)


FUNDS = Section(freeze_funds, say_funds, fund_grids)
REGISTERS = Section(freeze_registers, say_registers, register_grids)
