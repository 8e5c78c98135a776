"""Under which mark (代字) a union numbers its documents, and what guards the register."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connections

from unions.models import Federation, Union
from unions.offices import Level

DIVISIONS = "市县区旗"
TABLE = "reports_givennumber"


def mark_of(union: Union, federation: Federation) -> str:
    """The root's own mark; a county's is its name's: 凌海市 gives 凌海工发."""
    if union.level == Level.FEDERATION:
        return federation.document_mark
    name = union.short_name
    # 义县 keeps its last character: one alone would not tell who it is.
    place = name[:-1] if len(name) > 2 and name[-1] in DIVISIONS else name
    return f"{place[:5]}工发"


def guard_numbers(*, using: str, **signal: Any) -> None:
    """Lay the register's guards over its tables (idempotent; run as the owner after migrate)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if TABLE in connection.introspection.table_names(cursor):
            cursor.execute((Path(__file__).parent / "numbers.sql").read_text())
