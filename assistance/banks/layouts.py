"""Bank layouts: one TOML file for each bank, read and judged before anything is written by it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

SHIPPED = Path(__file__).resolve().parent.parent / "bank_layouts"

FORMATS = ("csv", "xlsx")
ENCODINGS = ("gb18030", "utf-8-sig")
DELIMITERS = (",", ";", "|", "\t")
UNITS = ("yuan", "fen")

OUTGOING_FIELDS = ("batch", "number", "reference", "name", "card", "bank_name", "amount", "purpose")
RETURN_FIELDS = ("reference", "amount", "result", "reason", "batch", "name", "card", "bank_name")
RETURN_NEEDS = ("reference", "amount", "result", "reason")

# What a cell of a row above or below the lines can stand for.
OUTGOING_MARKS = ("{batch}", "{count}", "{total}")
RETURN_MARKS = (
    *OUTGOING_MARKS,
    "{succeeded_count}",
    "{succeeded_total}",
    "{failed_count}",
    "{failed_total}",
)
EITHER = ("csv", "xlsx")

KNOWN_KEYS = {
    "name": EITHER,
    "format": EITHER,
    "amount_unit": EITHER,
    "encoding": ("csv",),
    "delimiter": ("csv",),
    "outgoing.columns": EITHER,
    "outgoing.opening": EITHER,
    "outgoing.trailer": EITHER,
    "return.columns": EITHER,
    "return.opening": EITHER,
    "return.trailer": EITHER,
    "return.succeeded": EITHER,
    "return.failed": EITHER,
}

SpecialRow = Mapping[str, str]
"""A row that is no line: field to the text of its cell, or to the mark it stands for."""


@dataclass(frozen=True)
class OutgoingColumn:
    """Either a field of the line or a value that is the same in every line."""

    header: str
    field: str = ""
    value: str = ""


@dataclass(frozen=True)
class BankLayout:
    """`key` is the name of its file; `return_columns` leads from a field to its header."""

    key: str
    name: str
    format: str
    encoding: str
    delimiter: str
    amount_unit: str
    columns: tuple[OutgoingColumn, ...]
    opening: SpecialRow
    trailer: SpecialRow
    return_columns: Mapping[str, str]
    return_opening: SpecialRow
    return_trailer: SpecialRow
    succeeded: frozenset[str]
    failed: frozenset[str]


def layouts() -> dict[str, BankLayout]:
    """Every layout by key, those of the folder HEJIA_BANK_LAYOUTS before shipped ones.

    Raises ImproperlyConfigured naming the file and the key at fault.
    """
    folders = [SHIPPED]
    if extra := getattr(settings, "HEJIA_BANK_LAYOUTS", ""):
        folders.append(Path(extra))
        if not folders[-1].is_dir():
            raise ImproperlyConfigured(f"HEJIA_BANK_LAYOUTS: {extra} is not a folder")
    files = {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    return {key: _layout(_LayoutFile(path)) for key, path in files.items()}


class _LayoutFile:
    """A TOML file whose values are asked for by dotted key, and judged as they are given out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.tree: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as broken:
            raise ImproperlyConfigured(f"{path}: {broken}") from broken

    def fail(self, key: str, trouble: str) -> NoReturn:
        raise ImproperlyConfigured(f"{self.path}: {key}: {trouble}")

    def keys(self) -> Iterable[str]:
        for key, value in self.tree.items():
            if key in {"outgoing", "return"} and isinstance(value, dict):
                yield from (f"{key}.{inner}" for inner in value)
            else:
                yield key

    def get(self, key: str) -> Any:
        table, _, inner = key.rpartition(".")
        home = self.tree.get(table, {}) if table else self.tree
        return home.get(inner) if isinstance(home, dict) else None

    def text(self, key: str, value: Any) -> str:
        if not isinstance(value, str) or not value.strip():
            self.fail(key, "a text that is not empty is wanted")
        return value

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or value not in allowed:
            self.fail(key, f"one of {', '.join(map(repr, allowed))} is wanted")
        return value

    def texts(self, key: str) -> frozenset[str]:
        value = self.get(key)
        if not isinstance(value, list) or not value:
            self.fail(key, "a list of texts is wanted")
        return frozenset(self.text(key, each).strip() for each in value)

    def table(self, key: str, allowed: Iterable[str]) -> dict[str, str]:
        value = self.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fail(key, "a table of texts is wanted")
        for inner in value:
            if inner not in allowed:
                self.fail(f"{key}.{inner}", f"one of {', '.join(allowed)} is wanted")
        return {inner: self.text(f"{key}.{inner}", each).strip() for inner, each in value.items()}


def _layout(file: _LayoutFile) -> BankLayout:
    kind = file.one_of("format", FORMATS)
    for key in file.keys():  # noqa: SIM118 - it is no mapping
        if kind not in KNOWN_KEYS.get(key, ()):
            file.fail(key, f"no such key in a {kind} layout")
    columns = _outgoing_columns(file)
    written = [column.field for column in columns if column.field]
    return_columns = _return_columns(file)
    layout = BankLayout(
        key=file.path.stem,
        name=file.text("name", file.get("name")),
        format=kind,
        encoding=file.one_of("encoding", ENCODINGS, None if kind == "csv" else ""),
        delimiter=file.one_of("delimiter", DELIMITERS, ","),
        amount_unit=file.one_of("amount_unit", UNITS),
        columns=columns,
        opening=_special_row(file, "outgoing.opening", written, OUTGOING_MARKS),
        trailer=_special_row(file, "outgoing.trailer", written, OUTGOING_MARKS),
        return_columns=return_columns,
        return_opening=_special_row(file, "return.opening", return_columns, RETURN_MARKS),
        return_trailer=_special_row(file, "return.trailer", return_columns, RETURN_MARKS),
        succeeded=file.texts("return.succeeded"),
        failed=file.texts("return.failed"),
    )
    _check_return(file, layout)
    return layout


def _outgoing_columns(file: _LayoutFile) -> tuple[OutgoingColumn, ...]:
    key, given = "outgoing.columns", file.get("outgoing.columns")
    if not isinstance(given, list) or not given:
        file.fail(key, "a list of columns is wanted")
    columns = []
    for place, each in enumerate(given, start=1):
        here = f"{key}[{place}]"
        if not isinstance(each, dict) or set(each) not in (
            {"header", "field"},
            {"header", "value"},
        ):
            file.fail(here, "header and either field or value are wanted")
        if each.get("field", OUTGOING_FIELDS[0]) not in OUTGOING_FIELDS:
            file.fail(f"{here}.field", f"one of {', '.join(OUTGOING_FIELDS)} is wanted")
        texts = {inner: file.text(f"{here}.{inner}", value) for inner, value in each.items()}
        columns.append(OutgoingColumn(**texts))
    _check_once(file, key, [column.header for column in columns])
    _check_once(file, key, [column.field for column in columns if column.field])
    for field in ("reference", "name", "card", "amount"):
        if field not in {column.field for column in columns}:
            file.fail(key, f"no column has the field {field}")
    return tuple(columns)


def _return_columns(file: _LayoutFile) -> dict[str, str]:
    columns = file.table("return.columns", RETURN_FIELDS)
    for field in RETURN_NEEDS:
        if field not in columns:
            file.fail(f"return.columns.{field}", "missing")
    _check_once(file, "return.columns", list(columns.values()))
    return columns


def _special_row(
    file: _LayoutFile, key: str, fields: Iterable[str], marks: tuple[str, ...]
) -> SpecialRow:
    row = file.table(key, fields)
    for inner, text in row.items():
        if ("{" in text or "}" in text) and text not in marks:
            file.fail(f"{key}.{inner}", f"a mark is one of {', '.join(marks)}")
    if row and not literals(row):
        file.fail(key, "one cell must be plain text, or the row cannot be told from a line")
    return row


def _check_return(file: _LayoutFile, layout: BankLayout) -> None:
    if both := layout.succeeded & layout.failed:
        file.fail("return.failed", f"{min(both)!r} also stands under return.succeeded")
    opening, trailer = layout.return_opening, layout.return_trailer
    if opening and literals(opening) == literals(trailer):
        file.fail("return.trailer", "its plain text is that of return.opening")
    marks = {*opening.values(), *trailer.values()}
    if "batch" not in layout.return_columns and "{batch}" not in marks:
        file.fail("return.columns.batch", "missing, and no other row has the mark {batch}")


def _check_once(file: _LayoutFile, key: str, texts: list[str]) -> None:
    for text in texts:
        if texts.count(text) > 1:
            file.fail(key, f"{text!r} stands there twice")


def literals(row: SpecialRow) -> dict[str, str]:
    """The cells by whose text a row is recognised."""
    return {field: text for field, text in row.items() if not text.startswith("{")}
