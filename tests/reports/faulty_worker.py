"""A real worker that stops where it is told to, and waits there for what comes.

Each attempt at a job first takes its orders: a file `orders` in the folder PROBE_FOLDER with the
point to stop at, by number or name; an empty one stays, for all attempts to come. At the point it
writes its process into the file `stopped`, and goes on once that is gone.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery.signals import worker_process_init

from config.celery import app

__all__ = ["app"]

# A broker that takes nobody's word: what is not acknowledged in two seconds is delivered again.
app.conf.broker_transport_options = {
    "visibility_timeout": 2,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
}


@worker_process_init.connect
def lay_the_trap(**_signal: Any) -> None:
    from tests.reports import faults
    from unions import jobs
    from unions.tasks import run_job

    run_job.default_retry_delay = 0.1
    folder = Path(os.environ["PROBE_FOLDER"])
    patch = pytest.MonkeyPatch()
    faults.lay_figures(patch)
    orders: list[str] = []

    def stop(passed: list[str]) -> None:
        if orders and orders[0] in (str(len(passed)), passed[-1]):
            orders.clear()
            wait_to_go_on(folder / "stopped")

    passed, advance = faults.lay_points(patch, stop), jobs._advance

    def take_orders(*job: Any) -> Iterator[Any]:
        passed.clear()
        orders[:] = [wait_for_orders(folder / "orders")]
        return advance(*job)

    patch.setattr(jobs, "_advance", take_orders)


def wait_for_orders(file: Path) -> str:
    while not file.exists():
        time.sleep(0.02)
    if words := file.read_text():
        file.unlink()
    return words


def wait_to_go_on(file: Path) -> None:
    fresh = file.with_suffix(".new")
    fresh.write_text(str(os.getpid()))
    fresh.rename(file)
    while file.exists():
        time.sleep(0.02)
