"""Figures by place: any indicators, county by county, as of the period's day; and their order.

`choices`: indicators (codes), and for an order `by` (the code it follows).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from kernel import charts
from kernel.charts import Chart
from kernel.figures import percent
from reports.facts import parts_of
from reports.papers.doors import counted, door
from reports.papers.paper import Col, Grid, Rate
from reports.sections.section import Data, Scope, Section
from targets.indicators import INDICATORS, Count, total
from unions.models import Union
from unions.offices import Level
from unions.refusals import Refused

WIDE = 5  # columns of figures that a portrait page holds


def freeze_table(scope: Scope, data: Data) -> Data:
    """{key: {"figures": …, "rows": …, "total": …}}; a county is told in one line."""
    known = [INDICATORS[code] for code in scope.choices["indicators"] if code in INDICATORS]
    if not known:
        raise Refused(_("None of the figures of this report is known to the portal."))
    counted = {each.code: each.by_county(scope.period.day, scope.year) for each in known}
    places = _places(scope.union)
    county = None if scope.is_city else scope.union
    return {
        scope.key: {
            "name": scope.heading,
            "figures": [
                {
                    "code": each.code,
                    "label": str(each.label),
                    "is_rate": each.is_rate,
                    "unit": "" if each.is_rate else str(each.unit),
                }
                for each in known
            ],
            "rows": [
                {
                    "id": place.pk,
                    "name": place.short_name,
                    "values": {
                        code: plain_count(total(counts, county=place))
                        for code, counts in counted.items()
                    },
                }
                for place in places
            ],
            "total": {
                code: plain_count(total(counts, county=county)) for code, counts in counted.items()
            },
        }
    }


def _places(union: Union) -> list[Union]:
    parts = parts_of(union) if union.level == Level.FEDERATION else [union]
    return [part for part in parts if part.level == Level.COUNTY]


def plain_count(count: Count) -> list[Any]:
    """[numerator, denominator or None]; yuan as text, which JSON keeps exactly."""
    return [
        _exact(count.numerator),
        None if count.denominator is None else _exact(count.denominator),
    ]


def _exact(figure: Any) -> Any:
    return str(figure) if isinstance(figure, Decimal) else figure


def cell_of(figure: dict[str, Any], value: list[Any]) -> Any:
    """What a table holds: a rate, a sum in yuan, a count, or a dash where it cannot be told."""
    numerator, denominator = (_number(part) for part in value)
    if numerator is None:
        return "—"
    if figure["is_rate"]:
        return Rate(numerator, denominator or 0)
    return numerator


def _number(figure: Any) -> Any:
    return Decimal(figure) if isinstance(figure, str) else figure


def text_of(figure: dict[str, Any], value: list[Any]) -> str:
    found = cell_of(figure, value)
    return percent(found.numerator, found.denominator) if isinstance(found, Rate) else str(found)


def measure(figure: dict[str, Any], value: list[Any]) -> Fraction:
    """What places are ordered by; what has no figure comes last."""
    found = cell_of(figure, value)
    if found == "—":
        return Fraction(-1)
    if not isinstance(found, Rate):
        return Fraction(found)
    return Fraction(found.numerator, found.denominator) if found.denominator else Fraction(-1)


def ranked(data: Data, key: str) -> list[dict[str, Any]]:
    """The rows by the first figure, the highest first; equals share a rank."""
    table = data[key]
    first = table["figures"][0]
    rows = sorted(table["rows"], key=lambda row: -measure(first, row["values"][first["code"]]))
    found: list[dict[str, Any]] = []
    for n, row in enumerate(rows, 1):
        value = row["values"][first["code"]]
        same = found and measure(first, value) == measure(first, found[-1]["first"])
        rank = found[-1]["rank"] if same else n
        found.append({**row, "rank": rank, "first": value, "text": text_of(first, value)})
    return found


def say_table(data: Data, key: str) -> dict[str, Any]:
    """figures: label, value (a count with its unit), counts; ranked: name, rank, text."""
    table = data[key]
    figures = [
        {
            "label": figure["label"],
            "value": _with_unit(figure, text_of(figure, table["total"][figure["code"]])),
            "counts": _counts(figure, table["total"][figure["code"]]),
        }
        for figure in table["figures"]
    ]
    return {"figures": figures, "first": figures[0], "ranked": ranked(data, key)}


def _with_unit(figure: dict[str, Any], text: str) -> str:
    return text if text == "—" else text + figure.get("unit", "")


def _counts(figure: dict[str, Any], value: list[Any]) -> str:
    return f"{value[0]}／{value[1]}" if figure["is_rate"] and value[1] else ""


def table_grids(data: Data, key: str) -> list[Grid]:
    table = data[key]
    rows = [
        [n, row["name"], *_cells(table, row["values"], row["id"])]
        for n, row in enumerate(table["rows"], 1)
    ]
    return [
        _grid(data, table, [*rows, ["", "合计", *_cells(table, table["total"])]], "序号", "对照")
    ]


def ranking_grids(data: Data, key: str) -> list[Grid]:
    table = data[key]
    rows = [
        [row["rank"], row["name"], *_cells(table, row["values"], row["id"])]
        for row in ranked(data, key)
    ]
    return [
        _grid(data, table, [*rows, ["", "全市", *_cells(table, table["total"])]], "名次", "排名")
    ]


def _cells(table: dict[str, Any], values: dict[str, Any], place: int | None = None) -> list[Any]:
    return [
        counted(cell_of(figure, values[figure["code"]]), figure["code"], place=place)
        for figure in table["figures"]
    ]


def _grid(data: Data, table: dict[str, Any], rows: list[Any], first: str, what: str) -> Grid:
    figures = [Col(figure["label"], 1.4) for figure in table["figures"]]
    columns = [Col(first, 0.7), Col("县（市）区", 1.6, "left"), *figures]
    name = (table["name"] or "指标").removesuffix(what)
    title = f"{data['period']}各县（市）区{name}{what}表"
    return Grid(title, columns, rows, landscape=len(figures) > WIDE)


def ranking_chart(data: Data, key: str) -> Chart | None:
    rows = ranked(data, key)
    figure = data[key]["figures"][0]
    if len(rows) < 2:
        return None
    points = [
        charts.Point(
            None
            if (m := measure(figure, row["first"])) < 0
            else float(m * (100 if figure["is_rate"] else 1)),
            row["text"],
            door(figure["code"], place=row["id"]),
        )
        for row in rows
    ]
    names = [row["name"] for row in rows]
    heads = ("县（市）区", figure["label"])
    return charts.bars(key, figure["label"], names, points, heads=heads)


TABLE = Section(freeze_table, say_table, table_grids, ranking_chart)
RANKING = Section(freeze_table, say_table, ranking_grids, ranking_chart)
