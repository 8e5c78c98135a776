"""Any figure by two of county, township, ownership, size and year; each cell opens its rows.

One statement for each year: both parts of a rate are counted in it, from the figure's own rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import CharField, DecimalField, F, Sum, TextChoices, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from kernel.figures import NO_FIGURE, percent
from kernel.spreadsheet import Column, Linked, Sheet
from targets.breakdown import Size, classed, employer_path
from targets.indicators import INDICATORS, Count, Indicator, day_of
from targets.sheets import Figure
from unions.models import Officer, Union
from unions.models.employers import Ownership
from unions.workflow import Words

MOST_YEARS = 5
NOWHERE = ""  # the key of rows that the dimension says nothing of
NOUGHT = Decimal(0)
YUAN: DecimalField[Any, Any] = DecimalField(max_digits=20, decimal_places=2)


class Dimension(TextChoices):
    COUNTY = "county", _("County or district")
    TOWNSHIP = "township", _("Township")
    OWNERSHIP = "ownership", _("Ownership")
    SIZE = "size", _("Size")
    YEAR = "year", _("Year")


COLUMNS = {
    Dimension.COUNTY: "in_county",
    Dimension.TOWNSHIP: "in_township",
    Dimension.OWNERSHIP: "of_ownership",
    Dimension.SIZE: "of_size",
}
PLACES = {Dimension.COUNTY, Dimension.TOWNSHIP}
CLASSES: Mapping[str, Words] = {each.value: each.label for each in (*Ownership, *Size)}
Key = tuple[str, str]
# The numerator and the denominator of a cell; yuan keep their fen until they are added up.
Sums = Mapping[Key, tuple[Decimal, Decimal]]


@dataclass(frozen=True)
class Asked:
    """`years`: the one that is told, or those side by side where a dimension is the year."""

    indicator: Indicator
    rows: Dimension
    columns: Dimension
    years: Sequence[int]
    place: Union


@dataclass(frozen=True)
class Cell:
    """A figure of the table. `url`: its rows; empty where no address names just these."""

    count: Count
    is_rate: bool
    url: str = ""

    @property
    def text(self) -> str:
        if not self.is_rate:
            return str(self.count.numerator)
        return percent(self.count.numerator, self.count.denominator or 0)

    @property
    def base(self) -> str:
        return f"{self.count.numerator} / {self.count.denominator or 0}" if self.is_rate else ""


@dataclass(frozen=True)
class Line:
    label: str
    heads: Sequence[str]
    cells: Sequence[Cell]

    @property
    def headed(self) -> Iterator[tuple[str, Cell]]:
        """Each cell with its column's head, which a phone shows beside it."""
        return zip(self.heads, self.cells, strict=True)


@dataclass(frozen=True)
class Pivot:
    """`heads`: the labels of the columns, the sum of them all last; of years there is no sum."""

    asked: Asked
    heads: Sequence[str]
    lines: Sequence[Line]

    @property
    def is_empty(self) -> bool:
        return not self.lines

    @property
    def days(self) -> list[date]:
        return [day_of(year) for year in self.asked.years]


def pivoted() -> dict[str, Words]:
    """The figures that can be told so: those whose rows are employers, or lead to one."""
    return {code: known.label for code, known in INDICATORS.items() if employer_path(known)}


def pivot(asked: Asked, by: Officer) -> Pivot:
    merged = _merged(asked, {year: _sums(asked, year, by) for year in asked.years})
    names = _names(asked, merged)
    rows = _ordered(asked.rows, {key[0] for key in merged}, names)
    columns = _ordered(asked.columns, {key[1] for key in merged}, names)
    table = Table(asked, merged, names)
    sums = [] if asked.columns == Dimension.YEAR else [None]
    heads = [table.label(asked.columns, key) for key in columns] + [gettext("All")] * len(sums)
    lines = [
        Line(table.label(asked.rows, row), heads, [table.cell(row, c) for c in [*columns, *sums]])
        for row in rows
    ]
    if rows and asked.rows != Dimension.YEAR:
        lines.append(Line(gettext("All"), heads, [table.cell(None, c) for c in [*columns, *sums]]))
    return Pivot(asked, heads, lines)


def _sums(asked: Asked, year: int, by: Officer) -> Sums:
    """The year's cells; a dimension that is the year itself is left to the caller."""
    known, day = asked.indicator, day_of(year)
    parts = ("numerator", "denominator") if known.is_rate else ("numerator",)
    found = [_part(asked, part, day, by) for part in parts]
    sums: dict[tuple[str, Key], Decimal] = {}
    for part, row, column, n in found[0].union(*found[1:], all=True):
        sums[part, (row, column)] = n
    return {
        key: (sums.get(("numerator", key), NOUGHT), sums.get(("denominator", key), NOUGHT))
        for _part_of, key in sums
    }


def _part(asked: Asked, part: str, day: date, by: Officer) -> Any:
    known = asked.indicator
    rows: Any = known.rows_below(asked.place, day, day.year, part)
    rows = classed(known, rows.visible_to(by), day).order_by()
    return (
        rows.annotate(
            of_part=Value(part, CharField()),
            of_row=_key(asked.rows),
            of_column=_key(asked.columns),
        )
        .values("of_part", "of_row", "of_column")
        .annotate(n=Cast(Sum("counts"), YUAN))
        .values_list("of_part", "of_row", "of_column", "n")
    )


def _key(dimension: Dimension) -> Any:
    if dimension == Dimension.YEAR:
        return Value(NOWHERE, CharField())
    return Coalesce(Cast(F(COLUMNS[dimension]), CharField()), Value(NOWHERE))


def _merged(asked: Asked, years: Mapping[int, Sums]) -> Sums:
    """The years side by side, or the one year's cells as they are."""
    return {
        (
            str(year) if asked.rows == Dimension.YEAR else row,
            str(year) if asked.columns == Dimension.YEAR else column,
        ): sums
        for year, cells in years.items()
        for (row, column), sums in cells.items()
    }


def _names(asked: Asked, merged: Sums) -> dict[str, Union]:
    """The places of the table by their key, in one query."""
    pks = {int(key[side]) for key in merged for side, d in enumerate((asked.rows, asked.columns))
           if d in PLACES and key[side]}  # fmt: skip
    places = Union.objects.unscoped("names of places").filter(pk__in=pks) if pks else ()
    return {str(place.pk): place for place in places}


def _ordered(dimension: Dimension, keys: set[str], names: Mapping[str, Union]) -> list[str]:
    """Places by their code, classes as they are declared; what is nowhere comes last."""
    classes: Sequence[str] = {
        Dimension.OWNERSHIP: Ownership.values, Dimension.SIZE: Size.values
    }.get(dimension, [])  # fmt: skip

    def order(key: str) -> tuple[bool, Any]:
        if key in names:
            return False, (names[key].code, names[key].pk)
        return key == NOWHERE, (classes.index(key) if key in classes else key)

    return sorted(keys, key=order)


@dataclass(frozen=True)
class Table:
    asked: Asked
    cells: Sums
    names: Mapping[str, Union]

    def label(self, dimension: Dimension, key: str) -> str:
        if key in self.names:
            return self.names[key].short_name
        if key == NOWHERE:
            return (
                self.asked.place.short_name if dimension in PLACES else gettext("not on the roll")
            )
        return str(CLASSES.get(key, key))

    def cell(self, row: str | None, column: str | None) -> Cell:
        """None: the sum of them all."""
        found = [sums for key, sums in self.cells.items() if _matches(key, (row, column))]
        reached, base = (
            int(sum(side, NOUGHT)) for side in zip((NOUGHT, NOUGHT), *found, strict=True)
        )
        rate = self.asked.indicator.is_rate
        url = self._url(row, column) if reached or base else ""
        return Cell(Count(None, reached, base if rate else None), rate, url)

    def _url(self, row: str | None, column: str | None) -> str:
        keys = {self.asked.rows: row, self.asked.columns: column}
        wanted = {dimension: key for dimension, key in keys.items() if key is not None}
        if self._is_nowhere(wanted):
            return ""
        year = int(wanted.get(Dimension.YEAR) or self.asked.years[0])
        place = wanted.get(Dimension.TOWNSHIP) or wanted.get(Dimension.COUNTY)
        return Figure(
            self.asked.indicator,
            year,
            self.names[place] if place else self.asked.place,
            day_of(year),
            ownership=wanted.get(Dimension.OWNERSHIP, ""),
            size=wanted.get(Dimension.SIZE, ""),
        ).url

    def _is_nowhere(self, wanted: Mapping[Dimension, str]) -> bool:
        """No address names rows that stand in no place, beside others that do, or in no class."""
        return any(
            key == NOWHERE and (dimension not in PLACES or bool(self.names))
            for dimension, key in wanted.items()
        )


def _matches(key: Key, wanted: tuple[str | None, str | None]) -> bool:
    return all(want is None or want == got for got, want in zip(key, wanted, strict=True))


def as_sheet(table: Pivot, portal: str) -> Sheet:
    """A worksheet whose figures open their rows; of a rate both parts stand beside it.

    `portal`: the address links begin with.
    """
    asked, rate = table.asked, table.asked.indicator.is_rate
    columns = [Column(str(asked.rows.label), 24)]
    for head in table.heads:
        columns.append(Column(head, 14, "0.0%" if rate else ""))
        if rate:
            columns += [Column(gettext("%(head)s: reached") % {"head": head}),
                        Column(gettext("%(head)s: out of") % {"head": head})]  # fmt: skip
    rows = [
        [line.label, *(value for cell in line.cells for value in _written(cell, portal))]
        for line in table.lines
    ]
    return Sheet(str(asked.indicator.label), columns, rows, above=(title_of(table),))


def _written(cell: Cell, portal: str) -> list[Any]:
    reached, base = cell.count.numerator, cell.count.denominator
    # A spreadsheet writes more than fifteen digits as text, and then counts no more with it.
    value: Any = reached if base is None else round(reached / base, 6) if base else NO_FIGURE
    linked = Linked(value, portal + cell.url) if cell.url else value
    return [linked, reached, base] if cell.is_rate else [linked]


def title_of(table: Pivot) -> str:
    days = pgettext("between days", ", ").join(day.isoformat() for day in table.days)
    return gettext("%(figure)s, %(place)s, as of %(days)s") % {
        "figure": table.asked.indicator.label,
        "place": table.asked.place.name,
        "days": days,
    }
