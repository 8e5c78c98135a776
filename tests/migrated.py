"""A database migrated once for all processes of a run; each works in a copy, made in no time."""

from __future__ import annotations

import sys
from typing import Any

import django
from django.core.management import call_command
from django.db import connections

LOCK = "SELECT pg_advisory_lock(hashtext(%s))"


def migrated_name(owner: Any, run: str) -> str:
    return f"test_{owner.settings_dict['NAME']}_{run}"


def copy_migrated(owner: Any, migrated: str, name: str) -> None:
    """Leave every alias at `name`, a copy of `migrated`.

    Whoever comes first makes the original; who comes after it was dropped makes it again.
    """
    copy, original = owner.ops.quote_name(name), owner.ops.quote_name(migrated)
    with owner._nodb_cursor() as cursor:
        cursor.execute(LOCK, [migrated])
        _make(owner, cursor, migrated)
        use_database(name)  # a database in use cannot be copied
        cursor.execute(f"DROP DATABASE IF EXISTS {copy} (FORCE)")
        cursor.execute(f"CREATE DATABASE {copy} TEMPLATE {original}")


def _make(owner: Any, cursor: Any, migrated: str) -> None:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [migrated])
    if cursor.fetchone() is None:
        cursor.execute(f"CREATE DATABASE {owner.ops.quote_name(migrated)}")
        use_database(migrated)
        call_command("migrate", database="owner", verbosity=0)


def drop_databases(owner: Any, migrated: str, *names: str) -> None:
    with owner._nodb_cursor() as cursor:
        cursor.execute(LOCK, [migrated])
        for name in filter(None, [*names, migrated]):
            cursor.execute(f"DROP DATABASE IF EXISTS {owner.ops.quote_name(name)} (FORCE)")


def use_database(name: str) -> None:
    for connection in connections.all():
        connection.close()
        connection.settings_dict["NAME"] = name


def main(run: str) -> None:
    """Make it beforehand, while other steps of CI leave a core free."""
    django.setup()
    owner = connections["owner"]
    migrated = migrated_name(owner, run)
    with owner._nodb_cursor() as cursor:
        cursor.execute(LOCK, [migrated])
        _make(owner, cursor, migrated)


if __name__ == "__main__":
    main(sys.argv[1])
