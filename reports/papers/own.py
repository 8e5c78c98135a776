"""An officer's own report: chosen figures of chosen unions in chosen years, and a chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kernel import charts
from kernel.charts import Chart
from kernel.official import Figure, Heading, Paragraph
from reports.papers.doors import Counted, door
from reports.papers.own_places import EMPLOYER, places_of, told_at
from reports.papers.paper import Blocks, Col, Drawn, Frozen, Grid, chinese_day
from reports.sections.places import cell_of, measure, text_of
from reports.sections.section import Data
from targets.indicators import INDICATORS, day_of
from unions.models import Union
from unions.refusals import Refused

MOST_LINES = 3  # of a chart: more are not told apart
MOST_BARS = 30  # as many as a page holds
MOST_NAMED = 8  # in a sentence; the tables hold all
WIDE = 5  # columns of figures that a portrait page holds


class OwnPaper:
    """inputs: title, indicators (codes), unions (ids), years, layout. A section for each year."""

    is_edited = False

    def section_names(self, inputs: dict[str, Any]) -> Sequence[str]:
        return [str(year) for year in inputs["years"]]

    def freeze_section(
        self, n: int, inputs: dict[str, Any], union: Union, as_of: datetime, data: Data
    ) -> Frozen:
        data = data or _base(inputs, union)
        year = inputs["years"][n]
        day = day_of(year)
        told = {
            figure["code"]: told_at(data["places"], figure["code"], year, union)
            for figure in data["figures"]
        }
        values = {**data["values"], str(year): told}
        days = {**data["days"], str(year): day.isoformat()}
        known = {**data, "values": values, "days": days, "year": year, "day": day.isoformat()}
        known["counted_to"] = max(days.values())
        return Frozen(inputs["title"], year, known, None)

    def draw(self, data: Data) -> Drawn:
        last = data["days"][str(max(data["years"]))]
        body: Blocks = [
            Paragraph(
                f"现将{_names(data)}{_years(data)}有关指标汇总如下，最近一年的数据截至{chinese_day(last)}。"
            )
        ]
        for figure in data["figures"]:
            body += [Heading(figure["label"]), Paragraph(_words(data, figure))]
            chart = chart_of(data, figure)
            if chart is not None:
                body.append(Figure(chart.for_paper, figure["label"], chart.areas))
        return Drawn(data["union"]["name"], "", body, grids_of(data))


def _base(inputs: dict[str, Any], union: Union) -> Data:
    """Places and figures that are gone by now are left out."""
    known = [INDICATORS[code] for code in inputs["indicators"] if code in INDICATORS]
    places = places_of(inputs, union)
    if not known or not places:
        raise Refused(_("None of the figures of this report is known to the portal."))
    return {
        "union": {"id": union.pk, "name": union.name, "short": union.short_name},
        "years": inputs["years"],
        "layout": inputs["layout"],
        "figures": [
            {"code": each.code, "label": str(each.label), "is_rate": each.is_rate} for each in known
        ],
        "places": places,
        "values": {},
        "days": {},
    }


def _names(data: Data) -> str:
    names = [place["name"] for place in data["places"]]
    if len(names) <= MOST_NAMED:
        return "、".join(names)
    return f"{'、'.join(names[:MOST_NAMED])}等{len(names)}个单位"


def _years(data: Data) -> str:
    years = sorted(data["years"])
    return f"{years[0]}年" if len(years) == 1 else f"{years[0]}年至{years[-1]}年"


def value_at(data: Data, figure: dict[str, Any], year: int, place: int) -> list[Any]:
    value: list[Any] = data["values"][str(year)][figure["code"]][place]
    return value


def _words(data: Data, figure: dict[str, Any]) -> str:
    year = max(data["years"])
    said = [
        f"{place['name']}{text_of(figure, value_at(data, figure, year, n))}"
        for n, place in enumerate(data["places"][:MOST_NAMED])
    ]
    more = "，其余见附件" if len(data["places"]) > MOST_NAMED else ""
    return f"{year}年，{'，'.join(said)}{more}。"


def grids_of(data: Data) -> list[Grid]:
    """Unions down, and across the years of one figure or the figures of one year."""
    years, figures = data["years"], data["figures"]
    if data["layout"] == "years":
        return [
            _grid(data, figure["label"], [(f"{year}年", figure, year) for year in years])
            for figure in figures
        ]
    return [
        _grid(data, f"{year}年指标", [(figure["label"], figure, year) for figure in figures])
        for year in years
    ]


def _grid(data: Data, title: str, across: list[tuple[str, dict[str, Any], int]]) -> Grid:
    columns = [Col("序号", 0.7), Col("单位", 1.8, "left"), *(Col(head, 1.3) for head, *_ in across)]
    rows = [
        [
            n + 1,
            place["name"],
            *(_cell(data, figure, year, n) for _, figure, year in across),
        ]
        for n, place in enumerate(data["places"])
    ]
    return Grid(title, columns, rows, landscape=len(across) > WIDE)


def _cell(data: Data, figure: dict[str, Any], year: int, n: int) -> Any:
    cell = cell_of(figure, value_at(data, figure, year, n))
    return cell if cell is None or cell == "—" else Counted(cell, _door(data, figure, year, n))


def _door(data: Data, figure: dict[str, Any], year: int, n: int) -> str:
    place = data["places"][n]
    of = EMPLOYER if place["level"] == EMPLOYER else "place"
    return door(figure["code"], year=year, **{of: place["id"]})


def chart_of(data: Data, figure: dict[str, Any]) -> Chart | None:
    """A line over the years for each of the first places; of one year, a bar for each place."""
    years, name = sorted(data["years"]), figure["code"].replace(".", "-")
    if len(years) > 1:
        series = [
            charts.Series(place["name"], [_point(data, figure, year, n) for year in years])
            for n, place in enumerate(data["places"][:MOST_LINES])
        ]
        return charts.line(name, figure["label"], [str(year) for year in years], series)
    if not 2 <= len(data["places"]) <= MOST_BARS:
        return None
    points = [_point(data, figure, years[0], n) for n in range(len(data["places"]))]
    labels = [place["name"] for place in data["places"]]
    return charts.bars(name, figure["label"], labels, points, heads=("单位", figure["label"]))


def _point(data: Data, figure: dict[str, Any], year: int, n: int) -> charts.Point:
    value = value_at(data, figure, year, n)
    height = measure(figure, value)
    scale = 100 if figure["is_rate"] else 1
    drawn = None if height < 0 else float(height * scale)
    return charts.Point(drawn, text_of(figure, value), _door(data, figure, year, n))
