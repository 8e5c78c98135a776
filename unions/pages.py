"""Keyset pages: the next page begins after the last row shown, never by counting rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

M = TypeVar("M", bound=Model)
SIZE = 20


@dataclass(frozen=True)
class Page(Generic[M]):
    """One page of rows, and the addresses of its neighbours ("" where there is none)."""

    rows: list[M]
    next_url: str
    previous_url: str


def page_of(rows: QuerySet[M], query: QueryDict, *, by: str = "-pk", size: int = SIZE) -> Page[M]:
    """The page that `query` (after=… or before=…) asks for, ordered by one unique-with-pk column.

    `by` is a field name, "-" for descending; the primary key breaks ties in the same direction.
    A mark that is no mark of ours, or beyond the last row, shows the first page.
    """
    field, down = by.lstrip("-"), by.startswith("-")
    back = "before" in query
    mark = _parse(query.get("before") or query.get("after") or "", rows, field)
    reverse = back and mark is not None
    falling = down != reverse
    unmarked = rows
    if mark is not None:
        rows = rows.filter(_beyond(field, mark, falling=falling))
    order = "-" if falling else ""
    ordering = [f"{order}pk"] if field == "pk" else [f"{order}{field}", f"{order}pk"]
    found = list(rows.order_by(*ordering)[: size + 1])
    more, found = len(found) > size, found[:size]
    if not found and mark is not None:
        return page_of(unmarked, _without_marks(query), by=by, size=size)
    if reverse:
        found.reverse()
    older = more if not reverse else True
    newer = mark is not None if not reverse else more
    return Page(
        found,
        _url(query, "after", found[-1], field) if found and older else "",
        _url(query, "before", found[0], field) if found and newer else "",
    )


def _beyond(field: str, mark: tuple[Any, int], *, falling: bool) -> Q:
    value, pk = mark
    side = "lt" if falling else "gt"
    if field == "pk":
        return Q(**{f"pk__{side}": pk})
    return Q(**{f"{field}__{side}": value}) | Q(**{field: value, f"pk__{side}": pk})


def _parse(text: str, rows: QuerySet[Any], field: str) -> tuple[Any, int] | None:
    value, _, pk = text.rpartition("~")
    if not pk.isdecimal() or len(pk) > 18:
        return None
    if field == "pk":
        return None, int(pk)
    try:
        return rows.model._meta.get_field(field).to_python(value), int(pk)
    except Exception:
        return None


def _without_marks(query: QueryDict) -> QueryDict:
    pairs = query.copy()
    for name in ("after", "before"):
        pairs.pop(name, None)
    return pairs


def _url(query: QueryDict, side: str, row: Any, field: str) -> str:
    pairs = _without_marks(query)
    value = "" if field == "pk" else str(getattr(row, field))
    pairs[side] = f"{value}~{row.pk}"
    return f"?{pairs.urlencode()}"
