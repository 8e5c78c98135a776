"""The tests' database: made and migrated by its owner, used as the application's role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections

from tests.migrated import copy_migrated, drop_databases, migrated_name, use_database
from tests.recording import forget
from unions.rowsecurity import sealed_tables

KEPT = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: Any) -> None:
    """Nothing to do here: `django_db_setup` names the databases itself."""


@pytest.fixture(scope="session")
def django_db_setup(request: Any, django_db_blocker: Any, django_db_keepdb: bool) -> Iterator[None]:
    told = getattr(request.config, "workerinput", {})
    worker = told.get("workerid", "")
    owner = connections["owner"]
    plain = owner.settings_dict["NAME"]
    name = f"test_{plain}{'_' + worker if worker else ''}"
    migrated = migrated_name(owner, told["testrunuid"]) if worker else ""
    with django_db_blocker.unblock():
        if migrated and not django_db_keepdb:
            copy_migrated(owner, migrated, name)
        else:
            kept = _create(owner, name, keep=django_db_keepdb)
            use_database(name)
            call_command("migrate", database="owner", verbosity=0)
            if kept:
                empty_tables()
    yield
    with django_db_blocker.unblock():
        use_database(plain)
        if not django_db_keepdb:
            drop_databases(owner, migrated, name)


def _create(owner: Any, name: str, *, keep: bool) -> bool:
    """Whether a database of that name was kept from an earlier run."""
    quoted = owner.ops.quote_name(name)
    with owner._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        exists = cursor.fetchone() is not None
        if exists and not keep:
            cursor.execute(f"DROP DATABASE {quoted} (FORCE)")
        if not (exists and keep):
            cursor.execute(f"CREATE DATABASE {quoted}")
    return exists and keep


def empty_tables() -> None:
    """Empty every table as the owner, the seals lifted for the moment."""
    forget()
    owner = connections["owner"]
    tables = [owner.ops.quote_name(t) for t in owner.introspection.table_names() if t not in KEPT]
    with owner.cursor() as cursor:
        for sealed in sealed_tables():
            cursor.execute(f"ALTER TABLE {sealed} DISABLE TRIGGER sealed_whole")
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")
        for sealed in sealed_tables():
            cursor.execute(f"ALTER TABLE {sealed} ENABLE TRIGGER sealed_whole")


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For tests that commit and use several connections: races, live workers, browsers.

    Everything is emptied afterwards, by the owner: the application may not truncate.
    """
    with django_db_blocker.unblock():
        yield
        for connection in connections.all():
            connection.close()
        empty_tables()


@pytest.fixture
def transactional_db() -> None:
    pytest.fail("use committed_db: the application's role may not truncate tables")
