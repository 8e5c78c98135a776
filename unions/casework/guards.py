"""What stands against a move, as sentences."""

from __future__ import annotations

from typing import Any


def lines(*checks: tuple[bool, Any]) -> list[str]:
    """The sentences of the checks that fail, for a guard."""
    return [str(sentence) for holds, sentence in checks if not holds]
