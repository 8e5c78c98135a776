"""The figures of bargaining as they hold on a day, read at once for a page that needs several."""

from __future__ import annotations

from datetime import date
from typing import Any

from unions.parameters import figures_in_force


def figures_of(day: date) -> dict[str, Any]:
    """By key without its "bargaining."."""
    return {
        figure.declared.key.removeprefix("bargaining."): figure.value
        for figure in figures_in_force(day)
        if figure.declared.key.startswith("bargaining.")
    }
