"""`dev.py check` and `dev.py test`: the steps of CI, in one readable list."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from devstack import system
from devstack.places import ROOT, tool
from devstack.servers import TESTS, servers

Command = Sequence[str]


@dataclass(frozen=True)
class Step:
    name: str
    command: Command
    env: Mapping[str, str] = field(default_factory=dict)
    talks: bool = False  # its output is shown as it comes, not only if it fails


def templates() -> list[str]:
    found = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("*/templates/**/*.html")]
    return sorted({str(path.relative_to(ROOT)) for path in found})


def manage(*words: str) -> Command:
    return [sys.executable, "manage.py", *words]


# As a production host sets it; the key lives for this run only.
PRODUCTION = {"HEJIA_HTTPS": "1", "HEJIA_DEBUG": "0", "HEJIA_SECRET_KEY": secrets.token_urlsafe(48)}


def without_tests() -> list[Step]:
    return [
        Step("mypy", [tool("mypy"), "."]),  # the longest first
        Step("ruff", [tool("ruff"), "check", "."]),
        Step("format", [tool("ruff"), "format", "--check", "."]),
        Step("import-linter", [tool("lint-imports")]),
        Step("djade", [tool("djade"), "--check", *templates()]),
        Step("djlint", [tool("djlint"), "--lint", "--quiet", *templates()]),
        Step("migrations", manage("makemigrations", "--check", "--dry-run")),
        Step("deploy", manage("check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    ]


def database_of(run_id: str) -> Step:
    """What the processes of pytest copy instead of migrating."""
    return Step("database", [sys.executable, "-m", "tests.migrated", run_id])


def check() -> int:
    with servers(TESTS, durable=False) as env:
        return run(without_tests(), env)


def test(words: list[str]) -> int:
    """Everything; with arguments, only pytest and only what they choose."""
    install = threading.Thread(target=_complete_the_system)
    install.start()
    try:
        with servers(TESTS, durable=False) as env:
            run_id = secrets.token_hex(8)
            failed = [] if words else failures([database_of(run_id), *without_tests()], env)
            install.join()
            # One more than the two cores of CI: it works while another waits for a browser.
            all_of_it = ["-n", "3", "--testrunuid", run_id]
            pytest = [sys.executable, "-m", "pytest", *(words or all_of_it)]
            failed += failures([Step("pytest", pytest, talks=True)], env)
            return verdict(failed)
    finally:
        install.join()


def fix() -> int:
    steps = [
        Step("ruff", [tool("ruff"), "check", "--fix", "."], talks=True),
        Step("format", [tool("ruff"), "format", "."], talks=True),
        Step("djade", [tool("djade"), *templates()], talks=True),
    ]
    return run(steps, os.environ)


def run(steps: list[Step], env: Mapping[str, str]) -> int:
    return verdict(failures(steps, env))


def failures(steps: list[Step], env: Mapping[str, str]) -> list[str]:
    """Run every step, even after one has failed; return the names of those that did.

    Two at a time, but for those that talk: their lines would mix.
    """
    if any(step.talks for step in steps):
        return [step.name for step in steps if not _passes(step, env)]
    with ThreadPoolExecutor(max_workers=2) as pool:
        passed = list(pool.map(lambda step: _passes(step, env), steps))
    return [step.name for step, good in zip(steps, passed, strict=True) if not good]


def verdict(failed: list[str]) -> int:
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll passed.", flush=True)
    return 1 if failed else 0


def _passes(step: Step, env: Mapping[str, str]) -> bool:
    began = time.monotonic()
    output = None if step.talks else subprocess.PIPE
    done = subprocess.run(
        step.command, cwd=ROOT, env={**env, **step.env}, stdout=output, stderr=subprocess.STDOUT
    )
    failed = done.returncode != 0
    said = done.stdout.decode() + "\n" if failed and done.stdout else ""
    mark, took = "✗" if failed else "✓", time.monotonic() - began
    print(f"{said}{mark} {step.name}  {took:.1f} s\n", end="", flush=True)
    return not failed


def _complete_the_system() -> None:
    problem = system.install_packages(system.missing_packages(browser=True))
    for sentence in [problem, *system.shortcomings()]:
        if sentence:
            print(sentence, flush=True)
