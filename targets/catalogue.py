"""The plans the portal brings along, read from known_plans/*.toml: one a file, with its source.

Their figures are a city's own, out of a document it published; `divisions` names those cities.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "known_plans"


@cache
def known_plans() -> tuple[dict[str, Any], ...]:
    """Each as the columns of a Plan, with `divisions`, and `lines` as the columns of PlanLine."""
    return tuple(_plan(tomllib.loads(path.read_text())) for path in sorted(FOLDER.glob("*.toml")))


def _plan(said: dict[str, Any]) -> dict[str, Any]:
    lines = said.pop("line")
    return {**said, "lines": [_line(line, said["last_year"]) for line in lines]}


def _line(said: dict[str, Any], last_year: int) -> dict[str, Any]:
    return {
        "code": said["code"],
        "title": said["title"],
        "words": said.get("words", ""),
        "indicator": said.get("indicator", ""),
        "measure": said["measure"],
        "operator": said.get("operator", ">="),
        "value": said["value"],
        "unit": said.get("unit", ""),
        "is_cumulative": said.get("cumulative", False),
        "from_year": said.get("from"),
        "by_year": said.get("by", last_year),
    }
