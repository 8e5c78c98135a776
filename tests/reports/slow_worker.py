"""A real worker that stops at a chosen point of a job and waits there to be killed.

PROBE_STOP names the point: "pages" (figures frozen, nothing drawn) or "kept" (the file written,
its transaction not committed). PROBE_MARK is the file it touches when it has come there.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from celery.signals import worker_process_init

from config.celery import app

__all__ = ["app"]


def stop() -> None:
    Path(os.environ["PROBE_MARK"]).touch()
    time.sleep(600)


@worker_process_init.connect
def lay_the_trap(**_signal: Any) -> None:
    from reports import making

    keep = making._keep

    def keep_and_stop(*args: Any) -> None:
        keep(*args)
        stop()

    if os.environ["PROBE_STOP"] == "pages":
        making.typesetting.typeset = lambda document: stop() or b""
    elif os.environ["PROBE_STOP"] == "kept":
        making._keep = keep_and_stop
