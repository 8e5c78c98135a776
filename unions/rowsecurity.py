"""The second lock: PostgreSQL row-level security on the federation, for the application's role.

A transaction opens one federation with `SET LOCAL`; without it there are no rows and no writes.
`secure_tenant_tables` lays policies, owner triggers and cross-tenant keys over every tenant table
of the model registry after each migrate, so that a new table cannot be forgotten.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections, models, transaction

from unions.scoping import Placed, UnionOwned, tenant_models

log = logging.getLogger(__name__)

_OPEN = "SELECT set_config('app.federation', %s, true), set_config('app.user', %s, true)"


def open_federation(federation_id: int, *, user_id: int | None = None) -> None:
    """Let this transaction see one federation, until it ends.

    `user_id` also lets it see that person's own posts, in any federation.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [str(federation_id or ""), str(user_id or "")])


@contextmanager
def federation_scope(federation_id: int, *, user_id: int | None = None) -> Iterator[None]:
    """A transaction, or a savepoint, in which one federation is open.

    The scope around it is open again afterwards.
    """
    nested = connection.in_atomic_block  # a transaction of our own takes its scope with it
    with transaction.atomic():
        before = _opened() if nested else ("", "")
        open_federation(federation_id, user_id=user_id)
        yield
        if nested:
            with connection.cursor() as cursor:
                cursor.execute(_OPEN, before)


def in_each(federation_ids: Iterable[int], act: Callable[[], object]) -> None:
    """Act in one federation after the other, each in a transaction of its own.

    One that fails is logged and keeps nothing; the others do not wait for it.
    """
    for federation_id in federation_ids:
        try:
            with federation_scope(federation_id):
                act()
        except Exception:
            log.exception("federation %s failed", federation_id)


def _opened() -> tuple[str, str]:
    """The federation and the user that the transaction has open now, as texts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(current_setting('app.federation', true), ''), "
            "COALESCE(current_setting('app.user', true), '')"
        )
        federation, user = cursor.fetchone()
    return federation, user


def secure_tenant_tables(*, using: str, **signal: Any) -> None:
    """Lay the database's own guards over every tenant table (idempotent; run as the owner)."""
    with connections[using].cursor() as cursor:
        tables = {model._meta.db_table for model in tenant_models()}
        existing = set(connections[using].introspection.table_names(cursor))
        ready = [model for model in tenant_models() if model._meta.db_table in existing]
        if len(ready) < len(tables):
            return  # migrating to an early state, as `migrate unions 0001` does
        cursor.execute(_FUNCTIONS)
        for model in ready:
            _lock(cursor, model)
        for model in ready:
            _tie_references(cursor, model)
        _seal(cursor)
        for alias in ("default", "platform"):
            _grant(cursor, alias)


def _role(alias: str) -> str:
    return connections[alias].ops.quote_name(connections[alias].settings_dict["USER"])


def _lock(cursor: Any, model: type[models.Model]) -> None:
    table = model._meta.db_table
    cursor.execute(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        DROP POLICY IF EXISTS one_federation ON {table};
        CREATE POLICY one_federation ON {table}
            USING (federation_id = (SELECT open_federation()))
            WITH CHECK (federation_id = (SELECT open_federation()));
        CREATE UNIQUE INDEX IF NOT EXISTS {table}_tenant_key ON {table} (federation_id, id);
        """
    )
    if issubclass(model, UnionOwned):
        cursor.execute(
            f"""
            CREATE OR REPLACE TRIGGER a_places BEFORE INSERT OR UPDATE
            OF federation_id, county_id, township_id, union_id ON {table}
            FOR EACH ROW EXECUTE FUNCTION copy_places();
            """
        )


def _tie_references(cursor: Any, model: type[models.Model]) -> None:
    """Make each reference between tenant tables carry the federation."""
    table = model._meta.db_table
    for field in model._meta.local_fields:
        target = field.related_model
        if not isinstance(target, type) or not issubclass(target, Placed):
            continue
        name = f"{field.column}_same_federation"
        cursor.execute(
            "SELECT 1 FROM pg_constraint WHERE conname = %s AND conrelid = %s::regclass",
            [name, table],
        )
        if cursor.fetchone():
            continue
        cursor.execute(
            f"""
            ALTER TABLE {table} ADD CONSTRAINT {name}
            FOREIGN KEY (federation_id, {field.column})
            REFERENCES {target._meta.db_table} (federation_id, id)
            DEFERRABLE INITIALLY DEFERRED
            """
        )


def _seal(cursor: Any) -> None:
    """Rows that can be added and read, and by nobody changed."""
    for table in sealed_tables():
        cursor.execute(
            f"""
            CREATE OR REPLACE TRIGGER sealed BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
            CREATE OR REPLACE TRIGGER sealed_whole BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
            """
        )
    cursor.execute(
        """
        DROP TRIGGER IF EXISTS chained ON unions_event;
        CREATE CONSTRAINT TRIGGER chained AFTER INSERT ON unions_event
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION chain_event();
        DROP POLICY IF EXISTS own_posts ON unions_officer;
        CREATE POLICY own_posts ON unions_officer FOR SELECT USING (
            user_id = (SELECT NULLIF(current_setting('app.user', true), '')::bigint)
        );
        """
    )


def sealed_tables() -> list[str]:
    return [model._meta.db_table for model in tenant_models() if model.append_only]


def _grant(cursor: Any, alias: str) -> None:
    role = _role(alias)
    cursor.execute(
        f"""
        GRANT USAGE ON SCHEMA public TO {role};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};
        """
    )
    closed = [m._meta.db_table for m in tenant_models() if m.append_only or m.kept_by_database]
    cursor.execute(f"REVOKE UPDATE, DELETE ON {', '.join(closed)} FROM {role}")


# Policies call open_federation() inside a sub-select, so that it is evaluated once per query.
_FUNCTIONS = """
CREATE OR REPLACE FUNCTION open_federation() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT NULLIF(current_setting('app.federation', true), '')::bigint
$$;

CREATE OR REPLACE FUNCTION copy_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT federation_id, county_id, township_id
    INTO NEW.federation_id, NEW.county_id, NEW.township_id
    FROM unions_union WHERE id = NEW.union_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'union % is not in the open federation', NEW.union_id
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

-- What the hash of an event covers: every column a reader relies on.
CREATE OR REPLACE FUNCTION event_text(e unions_event) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_array(
        e.id, e.federation_id, e.county_id, e.township_id, e.union_id, e.subject, e.subject_id,
        e.title, e.step, e.label, e.source, e.target, e.officer_id, e.actor, e.note, e.detail,
        e.digest, extract(epoch FROM e.at)
    )::text
$$;

-- Runs at commit, under a lock held only for the commit, so that the chain's order is the order
-- of commits and nobody waits for anybody's long transaction.
CREATE OR REPLACE FUNCTION chain_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last unions_eventlink;
    opened text := current_setting('app.federation', true);
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('events ' || NEW.federation_id, 0));
    -- The event passed its policy when it was written; by commit another scope may be open.
    PERFORM set_config('app.federation', NEW.federation_id::text, true);
    SELECT * INTO last FROM unions_eventlink
    WHERE federation_id = NEW.federation_id ORDER BY number DESC LIMIT 1;
    INSERT INTO unions_eventlink (federation_id, union_id, event_id, number, previous, hash)
    VALUES (
        NEW.federation_id, NEW.union_id, NEW.id, COALESCE(last.number, 0) + 1,
        COALESCE(last.hash, ''),
        encode(sha256(convert_to(COALESCE(last.hash, '') || event_text(NEW), 'UTF8')), 'hex')
    );
    PERFORM set_config('app.federation', COALESCE(opened, ''), true);
    RETURN NULL;
END $$;
"""
