"""Commands that need the servers but not the portal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from devstack.children import Trouble
from devstack.places import ROOT
from devstack.servers import DEMO, TESTS, Busy, running_servers, servers


@contextmanager
def demo_servers() -> Iterator[dict[str, str]]:
    """The demo's servers: those that are up already, or our own while the block runs."""
    try:
        with servers(DEMO) as env:
            yield {**env, "HEJIA_DEMO": "1"}
    except Busy:
        yield {**running_servers(DEMO), "HEJIA_DEMO": "1"}


def manage(words: list[str]) -> int:
    with demo_servers() as env:
        return subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env).returncode


def docs(words: list[str]) -> int:
    """Draw docs/workflows.md from the tables of moves."""
    return manage(["draw_workflows", *words])


def bench(words: list[str]) -> int:
    """Run each figure of bench/, or those named, one after the other."""
    chosen = [ROOT / "bench" / f"{word.removesuffix('.py')}.py" for word in words]
    files = chosen or sorted((ROOT / "bench").glob("[!_]*.py"))
    if unknown := [file.name for file in files if not file.exists()]:
        raise Trouble(f"There is no bench/{unknown[0]}.", code=2)
    # On the servers of the tests: only there may databases be made.
    with servers(TESTS, durable=False) as env:
        codes = [
            subprocess.run(
                [sys.executable, "-m", f"bench.{file.stem}"], cwd=ROOT, env=env
            ).returncode
            for file in files
        ]
    return max(codes, default=0)
