"""PostgreSQL and Valkey, or the ones the environment names."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from devstack import postgres, valkey
from devstack.children import Trouble, wait_until
from devstack.notes import Notes
from devstack.places import BIN, VAR

NAMED = ("DATABASE_URL", "OWNER_DATABASE_URL", "PLATFORM_DATABASE_URL")
DEMO = VAR
TESTS = VAR / "test"


@contextmanager
def servers(folder: Path, *, durable: bool = True) -> Iterator[dict[str, str]]:
    """The environment of the portal, with its servers up while the block runs.

    Raises Trouble if a server does not come up, or if `folder` is somebody else's just now.
    """
    notes = Notes(folder)
    with ExitStack() as stack:
        stack.enter_context(alone_in(folder))
        database = _named_databases()
        redis = os.environ.get("REDIS_URL")
        if not database:
            started = postgres.start_postgres(folder / "postgres", notes, stack, durable=durable)
        if not redis:
            valkey.start_valkey(folder / "valkey", notes, stack, durable=durable)
            redis = valkey.address(notes)
        if not database:
            if not wait_until(lambda: postgres.is_ready(notes), [started], seconds=60):
                raise Trouble(f"PostgreSQL does not answer:\n{started.tail()}")
            postgres.make_roles(notes, may_create_databases=not durable)
            database = postgres.addresses(notes)
        yield environment(folder, notes, {**database, "REDIS_URL": redis})


def running_servers(folder: Path) -> dict[str, str]:
    """The environment of the servers that somebody else has up in `folder`."""
    notes = Notes(folder)
    database = _named_databases() or postgres.addresses(notes)
    redis = os.environ.get("REDIS_URL") or valkey.address(notes)
    return environment(folder, notes, {**database, "REDIS_URL": redis})


def environment(folder: Path, notes: Notes, addresses: dict[str, str]) -> dict[str, str]:
    """Ours first, then what the person set, but for the addresses: those are the ones that work."""
    ours = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "HEJIA_SECRET_KEY": notes.password("secret_key"),
        "HEJIA_FIELD_KEYS": f"1:{notes.key('field_key', 16)}",
        "HEJIA_INDEX_KEY": notes.key("index_key", 32),
        "HEJIA_VAR": str(folder),
        "HEJIA_FONTS": str(VAR / "fonts"),
        "HEJIA_HTTPS": "0",
        "PYTHONUNBUFFERED": "1",
    }
    path = f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return {**ours, **os.environ, **addresses, "HEJIA_VAR": str(folder), "PATH": path}


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold `folder` against a second start. Raises Busy if somebody else holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "running").open("a+") as file:
        _lock(file, folder)
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


class Busy(Trouble):
    pass


def _lock(file: IO[str], folder: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        raise Busy(f"{folder} is in use by another dev.py, process {holder}.", code=2) from None


def _named_databases() -> dict[str, str]:
    named = {name: os.environ[name] for name in NAMED if os.environ.get(name)}
    if "DATABASE_URL" in named and len(named) < len(NAMED):
        missing = " and ".join(name for name in NAMED if name not in named)
        raise Trouble(
            f"DATABASE_URL is set, so please set {missing} too: the owner migrates, the platform "
            "works across federations (docs/settings.md).",
            code=2,
        )
    return named if "DATABASE_URL" in named else {}
