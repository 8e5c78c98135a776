"""The commands of `dev.py`, once the venv is there."""

from __future__ import annotations

import signal
import sys
from typing import NoReturn

from devstack.children import ENDINGS, Trouble


def main() -> None:
    command, *words = sys.argv[1:]
    for number in ENDINGS:
        signal.signal(number, _leave)
    try:
        sys.exit(_run(command, words))
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        sys.exit(trouble.code)
    except KeyboardInterrupt:
        print("\nStopped.")


def _leave(number: int, frame: object) -> NoReturn:
    # One is enough: the clean-up that now begins must not be cut short by a second.
    for other in ENDINGS:
        signal.signal(other, signal.SIG_IGN)
    raise KeyboardInterrupt


def _run(command: str, words: list[str]) -> int:
    """Each command imports what it needs, so that none waits for another's imports."""
    match command:
        case "demo":
            from devstack.demo import demo

            demo(_port(words))
        case "test":
            from devstack.checks import test

            return test(words)
        case "check":
            from devstack.checks import check

            return check()
        case "fix":
            from devstack.checks import fix

            return fix()
        case "manage" | "docs" | "bench":
            from devstack import manage

            return {"manage": manage.manage, "docs": manage.docs, "bench": manage.bench}[command](
                words
            )
        case "messages":
            from devstack.messages import messages

            return messages()
        case "sizes":
            from devstack.sizes import sizes

            sizes()
        case "fonts":
            from devstack.system import fetch_fonts

            fetch_fonts()
        case _:
            raise Trouble(f"{command}? See python3 dev.py --help", code=2)
    return 0


def _port(words: list[str]) -> int:
    match words:
        case []:
            return 8000
        case ["--port", number] if number.isdigit() and 0 < int(number) < 65536:
            return int(number)
    raise Trouble("Usage: python3 dev.py demo [--port 8000]", code=2)


if __name__ == "__main__":
    main()
