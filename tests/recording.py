"""What every test begins with is made once in a process, and then written again as it was made.

Row by row by the portal's own actions it took a quarter of the tests' time.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import wraps
from itertools import count
from typing import Any

from django.core.cache import caches
from django.db import connection, models

from kernel.days import today
from unions.models import Federation, Union, User
from unions.rowsecurity import open_federation
from unions.scoping import tenant_models

Written = list[tuple[str, str]]  # a statement, and the rows as JSON
_RECORDED: dict[Any, tuple[Written, Any]] = {}
_WRITINGS = count(1)


def forget() -> None:
    """For whoever lets the numbers of rows begin anew: they are part of what was written."""
    _RECORDED.clear()


def made_once(make: Callable[..., Any]) -> Callable[..., Any]:
    """For what makes one federation and leaves its scope open; it holds it as `federation`."""

    @wraps(make)
    def again(*args: Any) -> Any:
        key = (make, args, today())
        if key not in _RECORDED:
            made = make(*args)
            _RECORDED[key] = (_rows_of(made.federation), copy.deepcopy(made))
            return made
        written, made = _RECORDED[key]
        _write(written, made.federation)
        return copy.deepcopy(made)

    return again


def _rows_of(federation: Federation) -> Written:
    shared = [(Federation, f"id = {federation.pk}"), (User, _OFFICERS)]
    first = sorted(tenant_models(), key=lambda model: model is not Union)
    tables = [*shared, *((model, "true") for model in first)]
    found = []
    with connection.cursor() as cursor:
        for model, wanted in tables:
            table = model._meta.db_table
            cursor.execute(
                f"SELECT jsonb_agg(to_jsonb(t) ORDER BY id)::text FROM {table} t WHERE {wanted}"  # noqa: S608
            )
            (rows,) = cursor.fetchone()
            if rows:
                found.append((_insert(model), rows))
    return found


_OFFICERS = "id IN (SELECT user_id FROM unions_officer)"


def _insert(model: type[models.Model]) -> str:
    table = model._meta.db_table
    columns = ", ".join(f.column for f in model._meta.concrete_fields if not f.generated)
    return (
        f"INSERT INTO {table} ({columns}) "  # noqa: S608 - our own tables
        f"SELECT {columns} FROM jsonb_populate_recordset(null::{table}, %s::jsonb)"
    )


def _write(written: Written, federation: Federation) -> None:
    # What was kept about the same numbers in another test is not about these rows.
    caches["default"].key_prefix = str(next(_WRITINGS))
    open_federation(federation.pk)
    with connection.cursor() as cursor:
        for statement, rows in written:
            cursor.execute(statement, [rows])
