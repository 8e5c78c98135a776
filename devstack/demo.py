"""`dev.py demo`: the whole portal, until Ctrl-C."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import ExitStack

from devstack import system
from devstack.children import Child, Trouble, start, wait_until
from devstack.places import tool
from devstack.ports import is_free
from devstack.prepare import prepare
from devstack.servers import DEMO, servers

PATIENCE = 120  # seconds for the portal to come up


def demo(port: int) -> None:
    """Serve until interrupted. Raises Trouble if something does not start, or ends."""
    if not is_free(port):
        raise Trouble(f"Port {port} is in use: try python3 dev.py demo --port {port + 1}", code=2)
    libraries = threading.Thread(target=_complete_the_system)
    libraries.start()
    with ExitStack() as stack:
        # Ends last: an apt-get that was cut short would leave the system half configured.
        stack.callback(libraries.join)
        env = stack.enter_context(servers(DEMO))
        env = {**env, "HEJIA_DEMO": "1", "DJANGO_SETTINGS_MODULE": "config.settings"}
        accounts = prepare(DEMO, env)
        children = _start_portal(port, env, stack)
        _wait_for(port, children)
        children.append(_start_beat(env, stack))
        _welcome(port, accounts)
        _start_fonts(env, stack)
        _watch(children)


def _complete_the_system() -> None:
    problem = system.install_packages(system.missing_packages(browser=False))
    for sentence in [problem, *system.shortcomings()]:
        if sentence:
            print(sentence, flush=True)


def _start_portal(port: int, env: Mapping[str, str], stack: ExitStack) -> list[Child]:
    return [_start_web(port, env, stack), _start_worker(env, stack)]


def _start_web(port: int, env: Mapping[str, str], stack: ExitStack) -> Child:
    size = ["--workers", "2", "--threads", "4", "--preload", "--graceful-timeout", "5"]
    place = ["--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    command = [tool("gunicorn"), *size, *place, "config.wsgi"]
    return start("The web server", command, log=DEMO / "log" / "web.log", env=env, stack=stack)


def _start_worker(env: Mapping[str, str], stack: ExitStack) -> Child:
    options = ["--loglevel", "INFO", "--without-gossip", "--without-mingle", "--concurrency", "2"]
    command = [tool("celery"), "-A", "config", "worker", *options]
    return start("The worker", command, log=DEMO / "log" / "worker.log", env=env, stack=stack)


def _start_beat(env: Mapping[str, str], stack: ExitStack) -> Child:
    command = [tool("celery"), "-A", "config", "beat", "--loglevel", "INFO", "--pidfile="]
    return start("The beat", command, log=DEMO / "log" / "beat.log", env=env, stack=stack)


def _start_fonts(env: Mapping[str, str], stack: ExitStack) -> Child:
    command = [sys.executable, "-m", "devstack", "fonts"]
    return start(
        "The fonts' download", command, log=DEMO / "log" / "fonts.log", env=env, stack=stack
    )


def _wait_for(port: int, children: list[Child]) -> None:
    if wait_until(lambda: health(port) == {}, children, seconds=PATIENCE):
        return
    missing = ", ".join(health(port) or ["the web server"])
    tails = "\n".join(f"{child.log}:\n{child.tail()}" for child in children)
    raise Trouble(f"The portal did not come up in {PATIENCE} s; missing: {missing}.\n{tails}")


def health(port: int) -> dict[str, str] | None:
    """What /healthz finds missing: nothing when all is well; None if it does not answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=3):
            return {}
    except urllib.error.HTTPError as answer:
        missing: dict[str, str] = json.loads(answer.read() or b"{}").get("missing", {})
        return missing or {"healthz": str(answer.code)}
    except (OSError, ValueError):
        return None


def _welcome(port: int, accounts: str) -> None:
    seconds = time.time() - float(os.environ.get("HEJIA_STARTED_AT", time.time()))
    print(f"\n和家 Hejia is up after {seconds:.0f} s:  http://127.0.0.1:{port}/\n")
    print(accounts.strip())
    print(f"\nLogs are in {DEMO / 'log'}. Ctrl-C stops everything.", flush=True)


def _watch(children: list[Child]) -> None:
    while True:
        for child in children:
            child.check()
        time.sleep(0.5)
