"""Processes that live no longer than we do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Trouble(Exception):
    """Something a person must hear about in one clear message; `code` is our exit status."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


@dataclass
class Child:
    """A started program, its log, and the signal that asks it to stop."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    farewell: signal.Signals
    patience: float

    def running(self) -> bool:
        return self.process.poll() is None

    def check(self) -> None:
        """Raises Trouble with the end of the log if the program has ended."""
        if not self.running():
            code = self.process.returncode
            raise Trouble(
                f"{self.name} stopped (exit {code}). The end of {self.log}:\n{self.tail()}"
            )

    def tail(self, lines: int = 20) -> str:
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join("  " + line for line in text.splitlines()[-lines:])

    def stop(self) -> None:
        if self.running():
            self.process.send_signal(self.farewell)
        try:
            self.process.wait(self.patience)
        except subprocess.TimeoutExpired:
            self._kill()
        # Its own children should have gone with it; those of a crashed parent have not.
        self._kill()

    def _kill(self) -> None:
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.process.wait()


def start(
    name: str,
    command: Iterable[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    farewell: signal.Signals = signal.SIGTERM,
    patience: float = 10,
    under: Iterable[str] = (),
    stack: ExitStack | None = None,
    **options: Any,
) -> Child:
    """Start a program whose output goes to `log`; `patience` is in seconds.

    `under` is a command that runs another, such as one that changes the user; `stack` will stop
    the program.

    It has a session of its own, so that Ctrl-C reaches us alone and we stop all in order. Where
    the system can, it is also told to end if we are killed without a chance to stop it.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output, uninterrupted():
        process = subprocess.Popen(
            [*under, *mortal(farewell), *map(str, command)],
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=env,
            start_new_session=True,
            **options,
        )
        child = Child(name, process, log, farewell, patience)
        if stack:
            stack.callback(child.stop)
    return child


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C and its like back until the block is done.

    Between its start and the note that it must be stopped, a program would be forgotten.
    """
    held: list[int] = []
    before = {end: signal.signal(end, lambda number, _: held.append(number)) for end in ENDINGS}
    try:
        yield
    finally:
        for end, handler in before.items():
            signal.signal(end, handler)
        if held:
            signal.raise_signal(held[0])


def mortal(farewell: signal.Signals) -> list[str]:
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", farewell.name.removeprefix("SIG")] if setpriv else []


def wait_until(ready: Callable[[], bool], children: Iterable[Child], *, seconds: float) -> bool:
    """Whether `ready` came true in time. Raises Trouble if one of the children ends first."""
    deadline = time.monotonic() + seconds
    watched = list(children)
    while time.monotonic() < deadline:
        if ready():
            return True
        for child in watched:
            child.check()
        time.sleep(0.1)
    return False
