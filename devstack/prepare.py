"""Make the database and the static files fit the code; skipped when neither has changed."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from devstack.children import Trouble
from devstack.places import ROOT

NOT_THE_PORTAL = {"tests", "bench", "docs", "var", "locale", "templates", "devstack", "deploy"}


def prepare(folder: Path, env: Mapping[str, str]) -> str:
    """Migrate, collect static files, load the demo once; return the demo's accounts.

    Raises Trouble, with the words of the step that failed.
    """
    stamp = folder / "prepared.json"
    before = json.loads(stamp.read_text()) if stamp.exists() else {}
    now = {"code": digest_of_code(), "database": identity(env["OWNER_DATABASE_URL"])}
    same_database = before.get("database") == now["database"]
    accounts: str | None = before.get("accounts") if same_database else None
    if accounts is not None and before["code"] == now["code"]:
        return accounts
    loaded = _in_one_process(env, load=accounts is None)
    accounts = loaded if accounts is None else accounts
    stamp.write_text(json.dumps({**now, "accounts": accounts}, ensure_ascii=False))
    return accounts


def digest_of_code() -> str:
    """Changes with anything that may change the tables, their guards or the static files."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted(_files()):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def identity(url: str) -> str:
    """Tells one database from another, even if a new one has taken its name and address."""
    import psycopg2

    connection = psycopg2.connect(url)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT system_identifier, oid FROM pg_control_system(), pg_database"
            " WHERE datname = current_database()"
        )
        system, oid = cursor.fetchone()
    connection.close()
    return f"{system}/{oid}"


def _files() -> Iterator[Path]:
    for folder in ROOT.iterdir():
        if folder.is_dir() and folder.name not in NOT_THE_PORTAL and folder.name[0] != ".":
            everything = folder.name == "static"
            yield from (
                path
                for path in folder.rglob("*" if everything else "*.py")
                if path.is_file() and "__pycache__" not in path.parts
            )


def _in_one_process(env: Mapping[str, str], *, load: bool) -> str:
    words = ["--load"] if load else []
    done = subprocess.run(
        [sys.executable, "-m", "devstack.prepare", *words],
        env={**env, "HEJIA_DEMO": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Trouble(f"The database could not be prepared:\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Starting Django costs seconds, so all of its commands run here, in one process."""
    import django
    from django.core.management import call_command, get_commands

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    call_command("migrate", database="owner", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    if "--load" in sys.argv and "load_demo" in get_commands():
        call_command("load_demo", stdout=io.StringIO())
        call_command("load_demo", accounts=True)


if __name__ == "__main__":
    main()
