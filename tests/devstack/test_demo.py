"""`dev.py demo` as its user meets it: a command, an address, Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from devstack.children import wait_until
from devstack.demo import health
from devstack.places import ROOT
from devstack.ports import answers, any_free
from devstack.servers import NAMED


def run(tmp_path: Path, port: int) -> subprocess.Popen[str]:
    ours = {*NAMED, "REDIS_URL", "HEJIA_VAR", "HEJIA_SECRET_KEY"}
    ours |= {"HEJIA_FIELD_KEYS", "HEJIA_INDEX_KEY"}
    env = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.Popen(
        [sys.executable, "-m", "devstack", "demo", "--port", str(port)],
        cwd=ROOT,
        env={**env, "HEJIA_VAR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def processes_of(folder: Path) -> list[str]:
    """Command lines that name the folder, and programs that lie open in it."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes().decode()
            opened = {str(file.readlink()) for file in (place / "fd").iterdir()}
        except OSError:
            continue
        if any(str(folder) in text for text in (words, *opened)) and int(place.name) != os.getpid():
            found.append(words)
    return found


def test_a_port_in_use_is_one_clear_line_and_nothing_starts(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        demo = run(tmp_path, port)
        said, _ = demo.communicate(timeout=30)

    assert (demo.returncode, len(said.splitlines())) == (2, 1)
    assert f"Port {port} is in use" in said
    assert list(tmp_path.iterdir()) == []


def test_the_demo_comes_up_twice_and_leaves_nothing_behind(tmp_path):
    for end in (signal.SIGINT, signal.SIGTERM):
        up, code, said = start_and_end(tmp_path, any_free(), end)

        assert (up, code) == (True, 0), said
        assert processes_of(tmp_path) == []


def start_and_end(folder: Path, port: int, end: signal.Signals) -> tuple[bool, int, str]:
    demo = run(folder, port)
    up = wait_until(lambda: health(port) == {} or demo.poll() is not None, [], seconds=150)
    demo.send_signal(end)
    said, _ = demo.communicate(timeout=60)
    return up and not answers(port), demo.returncode, said
