"""What the portal brings along as data: programmes/*.toml, and the honours of honours.toml.

fields.toml keeps the questions by code; every other file of programmes/ is one family, of its name.
`seeds` names the source documents a programme was found in.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from campaigns.models.form import FormField

FOLDER = Path(__file__).parent / "programmes"
FIELDS = "fields"
HONOURS = FOLDER.parent / "honours.toml"


@cache
def catalogue() -> tuple[dict[str, Any], ...]:
    """Each as the columns of a Programme: code, title, family, about, source, figures, form."""
    fields = _read(FIELDS)
    return tuple(
        {
            "code": entry["code"],
            "title": entry["title"],
            "family": path.stem,
            "about": entry["about"],
            "source": entry["source"],
            "figures": entry.get("figures", []),
            "form": [_spec(code, fields[code]) for code in entry["form"]],
        }
        for path in sorted(FOLDER.glob("*.toml"))
        if path.stem != FIELDS
        for entry in _read(path.stem)["programme"]
    )


@cache
def known_honours() -> dict[str, dict[str, Any]]:
    """By code, each as fields of an HonourScheme and the `source` it was found in."""
    return tomllib.loads(HONOURS.read_text())


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())


def _spec(code: str, said: dict[str, Any]) -> dict[str, Any]:
    return {**FormField(code=code).spec, **said}
