"""The figures of a document as its page shows them: each opens the rows it counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assistance.models.funds import AidKind, Source
from assistance.offices import reads_assistance
from kernel.charts import Chart
from kernel.figures import percent
from reports.catalogue import definitions
from reports.facts import PARTS, rows_in
from reports.models import Document, Kind
from reports.papers.campaign import UNITS
from reports.papers.defined import caption_of
from reports.papers.own import chart_of
from reports.papers.own_places import door_to
from reports.sections import SECTIONS
from reports.sections.places import text_of
from reports.sections.relief import AIDS_OPENED as AIDS
from reports.sections.relief import summed
from reports.sections.targets import reached, target_text, value_text
from targets.indicators import ELIGIBLE, REACHED
from unions.models import Officer
from unions.offices import Level


@dataclass(frozen=True)
class Cell:
    text: str
    url: str = ""
    number: bool = True


@dataclass(frozen=True)
class FigureTable:
    """`rows`: the name of the row, then its cells under the rest of `head`."""

    title: str
    head: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, Cell]]]]:
        """Each cell with the head it stands under, for the phone."""
        return [(name, list(zip(self.head[1:], cells, strict=True))) for name, cells in self.rows]


class _Cells:
    """Makes the cells of one document for one officer."""

    def __init__(self, document: Document, officer: Officer) -> None:
        self.document, self.officer = document, officer

    def linked(self, text: Any, code: str, *, part: str = "", place: int | None = None) -> Cell:
        """A figure; its rows open only to those in whose branch they lie."""
        if place is not None and not self._oversees(place):
            return Cell(str(text))
        wanted = {"part": part, "place": str(place or "")}
        query = urlencode({key: value for key, value in wanted.items() if value})
        url = reverse("reports:figure-rows", args=[self.document.pk, code])
        return Cell(str(text), f"{url}?{query}" if query else url)

    def aids(self, text: Any, **wanted: str) -> Cell:
        """A count of aids; they open to those whose work is assistance."""
        if not reads_assistance(self.officer):
            return Cell(str(text))
        url = reverse("reports:figure-rows", args=[self.document.pk, AIDS])
        return Cell(str(text), f"{url}?{urlencode(wanted)}" if wanted else url)

    def units(self, text: Any, place: int | None, **wanted: str) -> Cell:
        """A figure of a campaign; it opens the units it counts."""
        if place is not None and not self._oversees(place):
            return Cell(str(text))
        url = reverse("reports:figure-rows", args=[self.document.pk, UNITS])
        return Cell(str(text), f"{url}?{urlencode({**wanted, 'place': place or ''})}")

    def _oversees(self, place: int) -> bool:
        return (
            self.officer.level == Level.FEDERATION
            or self.officer.union_id == place
            or (self.document.union_id == self.officer.union_id)
        )


def tables_of(document: Document, officer: Officer) -> list[FigureTable]:
    draw = TABLES.get(Kind(document.kind))
    return draw(document.data, _Cells(document, officer)) if draw else []


def charts_of(document: Document) -> list[tuple[str, Chart]]:
    """The pictures of its pages, each with what it tells; none where its definition is gone."""
    data = document.data
    if document.kind == Kind.OWN:
        own = [(figure["label"], chart_of(data, figure)) for figure in data["figures"]]
        return [(words, chart) for words, chart in own if chart is not None]
    known = definitions().get(document.definition)
    drawn = [(s, SECTIONS[s.section].chart(data, s.key)) for s in known.said] if known else []
    return [(caption_of(chart, said), chart) for said, chart in drawn if chart is not None]


def _defined_tables(data: dict[str, Any], cells: _Cells) -> list[FigureTable]:
    """By the sections of the definition; none where it is there no more."""
    known = definitions().get(data.get("definition", ""))
    found: list[FigureTable] = []
    for said in known.said if known else ():
        draw = SECTION_TABLES.get(said.section)
        found += draw(data, said.key, cells) if draw else []
    return found


def _place_tables(data: dict[str, Any], key: str, cells: _Cells) -> list[FigureTable]:
    """Counties down, figures across; a figure opens the rows it counts, as of the day."""
    table = data[key]
    figures = table["figures"]

    def row(name: str, values: dict[str, Any], place: int | None) -> tuple[str, list[Cell]]:
        return name, [
            cells.linked(text_of(figure, values[figure["code"]]), figure["code"], place=place)
            for figure in figures
        ]

    rows = [row(line["name"], line["values"], line["id"]) for line in table["rows"]]
    rows.append(row(_("Total"), table["total"], None))
    head = [_("Place"), *(figure["label"] for figure in figures)]
    return [FigureTable(table["name"] or _("Figures by place"), head, rows)]


def _own_tables(data: dict[str, Any], cells: _Cells) -> list[FigureTable]:
    return [
        FigureTable(
            figure["label"],
            [_("Unit"), *(str(year) for year in data["years"])],
            [
                (
                    place["name"],
                    [_own_cell(data, figure, year, n, place) for year in data["years"]],
                )
                for n, place in enumerate(data["places"])
            ],
        )
        for figure in data["figures"]
    ]


def _own_cell(
    data: dict[str, Any], figure: dict[str, Any], year: int, n: int, place: dict[str, Any]
) -> Cell:
    text = text_of(figure, data["values"][str(year)][figure["code"]][n])
    return Cell(text) if text == "—" else Cell(text, door_to(data, figure["code"], year, place))


def _target_tables(data: dict[str, Any], cells: _Cells) -> list[FigureTable]:
    lines = [
        (
            line["label"],
            [
                Cell(target_text(line)),
                Cell(value_text(line)),
                cells.linked(line["numerator"], line["code"], part="numerator"),
                _base_cell(line, cells),
                Cell(_("met") if line["met"] else _("not met"), number=False),
            ],
        )
        for line in data["lines"]
    ]
    head = [_("Item"), _("Asked"), _("Value reached"), _("Counted"), _("Base"), _("Verdict")]
    tables = [FigureTable(_("Targets"), head, lines)]
    return [*tables, _progress_table(data, cells)] if data.get("parts") else tables


def _base_cell(line: dict[str, Any], cells: _Cells) -> Cell:
    if line["denominator"] is None:
        return Cell("")
    return cells.linked(line["denominator"], line["code"], part="denominator")


def _progress_table(data: dict[str, Any], cells: _Cells) -> FigureTable:
    rows = [
        (
            part["name"],
            [
                Cell("" if part["quota"] is None else str(part["quota"])),
                cells.linked(part["listed"], "listed", place=part["id"]),
                cells.linked(part["reached"], REACHED, place=part["id"]),
                Cell(percent(part["reached"], part["quota"] or 0)),
            ],
        )
        for part in data["parts"]
    ]
    listed = sum(part["listed"] for part in data["parts"])
    done = reached(data)
    total = [
        Cell(str(data["quota"])),
        cells.linked(listed, "listed"),
        cells.linked(done, REACHED),
        Cell(percent(done, data["quota"])),
    ]
    head = [
        _("Place"),
        pgettext("report", "Share"),
        pgettext("report", "On the list"),
        pgettext("report", "Up to standard"),
        _("Done"),
    ]
    return FigureTable(_("Progress by place"), head, [*rows, (_("Total"), total)])


def _acceptance_tables(data: dict[str, Any], cells: _Cells) -> list[FigureTable]:
    def row(name: str, place: int | None) -> tuple[str, list[Cell]]:
        found = [
            cells.linked(len(rows_in(data["plans"], part, place)), part, place=place)
            for part in PARTS
        ]
        passed, inspected = (
            len(rows_in(data["plans"], part, place)) for part in ("passed", "inspected")
        )
        return name, [*found, Cell(percent(passed, inspected))]

    rows = [row(county["name"], county["id"]) for county in data["counties"]]
    rows.append(row(_("Total"), None))
    head = [_("Place"), *(str(part.label) for part in PARTS.values()), _("Pass rate")]
    return [FigureTable(_("Acceptance"), head, rows)]


def _notice_tables(data: dict[str, Any], cells: _Cells) -> list[FigureTable]:
    rows = [
        (
            share["name"],
            [
                cells.linked(share["eligible"], ELIGIBLE, place=share["id"]),
                Cell(str(share["quota"])),
            ],
        )
        for share in data["shares"]
    ]
    total = [
        Cell(str(sum(share["eligible"] for share in data["shares"]))),
        Cell(str(data["quota"])),
    ]
    head = [_("Place"), _("Eligible employers"), _("Share")]
    return [FigureTable(_("Split of the count"), head, [*rows, (_("Total"), total)])]


def _fund_tables(data: dict[str, Any], cells: _Cells) -> list[FigureTable]:
    """Every sum opens the aids it adds up; sums are yuan."""

    def row(name: str, own: list[dict[str, Any]], **wanted: Any) -> tuple[str, list[Cell]]:
        return name, [cells.aids(len(own), **wanted), Cell(str(summed(own)))]

    payments = data["payments"]
    sources = [s for s in Source if any(row["source"] == s.value for row in payments)]
    kinds = [k for k in AidKind if any(row["kind"] == k.value for row in payments)]
    head = [_("Source"), _("Aids"), _("Paid, yuan")]
    by_source = [
        row(str(s.label), [p for p in payments if p["source"] == s], source=s.value)
        for s in sources
    ]
    by_kind = [
        row(str(k.label), [p for p in payments if p["kind"] == k], kind=k.value) for k in kinds
    ]
    total = row(_("Total"), payments)
    return [
        FigureTable(_("Use of funds by source"), head, [*by_source, total]),
        FigureTable(
            _("Use of funds by kind of aid"), [_("Kind of aid"), *head[1:]], [*by_kind, total]
        ),
    ]


def _campaign_tables(data: dict[str, Any], cells: _Cells) -> list[FigureTable]:
    summed = [field for field in data["fields"] if field["total"]]
    stages = {"asked": "", "reported": "reported,accepted", "silent": "invited,returned"}

    def row(line: dict[str, Any]) -> tuple[str, list[Cell]]:
        where = {"direct": "on"} if line["id"] is None and line is not data["total"] else {}
        counts = [
            cells.units(line[key], line["id"], stages=of, **where) for key, of in stages.items()
        ]
        figures = [
            cells.units(line["values"][one["code"]], line["id"], field=one["code"], **where)
            for one in summed
        ]
        return line["name"], [*counts, *figures]

    heads = [
        _("Place"),
        pgettext("units", "Asked"),
        pgettext("units", "Reported"),
        _("Not reported"),
    ]
    rows = [row(line) for line in [*data["places"], data["total"]]]
    title = data["campaign"]["title"]
    return [FigureTable(title, [*heads, *(one["head"] for one in summed)], rows)]


TABLES: dict[Kind, Callable[[dict[str, Any], _Cells], list[FigureTable]]] = {
    Kind.TARGETS: _target_tables,
    Kind.ACCEPTANCE: _acceptance_tables,
    Kind.NOTICE: _notice_tables,
    Kind.FUND_USE: _fund_tables,
    Kind.CAMPAIGN: _campaign_tables,
    Kind.DEFINED: _defined_tables,
    Kind.OWN: _own_tables,
}
SECTION_TABLES: dict[str, Callable[[dict[str, Any], str, _Cells], list[FigureTable]]] = {
    "targets": lambda data, key, cells: _target_tables(data, cells),
    "acceptance": lambda data, key, cells: _acceptance_tables(data, cells),
    "fund use": lambda data, key, cells: _fund_tables(data, cells),
    "figures by county": _place_tables,
    "ranking of counties": _place_tables,
}
