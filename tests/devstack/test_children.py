import os
import signal
import sys
import time
from pathlib import Path

import pytest

from devstack.children import Trouble, start, uninterrupted, wait_until

SLEEP = "import time; time.sleep(60)"
FORK = "import os, time; print(os.fork() or os.getpid(), flush=True); time.sleep(60)"
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(60)
"""


def run(tmp_path, code: str, **options):
    return start("The child", [sys.executable, "-c", code], log=tmp_path / "log", **options)


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    # A zombie that init has not yet collected runs no more either.
    return Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"


def test_a_child_that_crashes_is_named_with_the_end_of_its_log(tmp_path):
    child = run(tmp_path, "print('last words'); raise SystemExit(3)")
    child.process.wait()

    with pytest.raises(Trouble, match=r"The child stopped \(exit 3\)(?s:.*)last words"):
        child.check()


def test_waiting_ends_when_a_child_does(tmp_path):
    child = run(tmp_path, "raise SystemExit(1)")

    with pytest.raises(Trouble, match="exit 1"):
        wait_until(lambda: False, [child], seconds=30)


def test_waiting_ends_when_time_is_up(tmp_path):
    assert wait_until(lambda: False, [], seconds=0.2) is False


def test_stopping_a_child_stops_its_children(tmp_path):
    child = run(tmp_path, FORK)
    pids = child.log
    assert wait_until(lambda: len(pids.read_text().split()) == 2, [child], seconds=10)
    child.stop()

    assert wait_until(
        lambda: all(gone(int(pid)) for pid in pids.read_text().split()), [], seconds=5
    )


def test_a_child_that_will_not_stop_is_killed(tmp_path):
    child = run(tmp_path, STUBBORN, patience=0.3)
    assert wait_until(lambda: "up" in child.log.read_text(), [child], seconds=10)
    began = time.monotonic()
    child.stop()

    assert not child.running()
    assert time.monotonic() - began < 5


def test_a_child_dies_with_a_parent_that_was_killed(tmp_path):
    code = (
        "import pathlib, sys, time; from devstack.children import start;"
        f"child = start('x', [sys.executable, '-c', {SLEEP!r}], log=pathlib.Path('{tmp_path}/x'));"
        "print(child.process.pid, flush=True); time.sleep(60)"
    )
    parent = run(tmp_path, code)
    assert wait_until(lambda: parent.log.read_text().strip() != "", [parent], seconds=10)
    parent.process.kill()
    parent.process.wait()

    assert wait_until(lambda: gone(int(parent.log.read_text())), [], seconds=5)


def test_an_interruption_waits_until_the_child_is_noted():
    noted = []

    def interrupted_start() -> None:
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            noted.append("child")

    with pytest.raises(KeyboardInterrupt):
        interrupted_start()
    assert noted == ["child"]
