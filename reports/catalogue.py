"""Definitions of reports: data and a template of words, in reports/definitions/*.toml.

A definition names sections that the portal knows (reports/sections) and says what is written
about each. `HEJIA_REPORTS` names a folder with more of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.periods import Span
from unions.offices import Level

LEVELS = [Level.FEDERATION.value, Level.COUNTY.value]
SHIPPED = Path(__file__).parent / "definitions"


class BadDefinition(Exception):
    """A definition that cannot be used; the message names the file and what is wrong."""


@dataclass(frozen=True)
class Said:
    """A section of a definition: which, under what heading, in what words, with what choices.

    `key` tells two of the same section apart.
    """

    section: str
    key: str
    heading: str = ""
    words: str = ""
    choices: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Definition:
    """`names`: by language. `title`, `opening` and `addressees` are templates, as words are.

    levels: of the unions it can be asked for. addressees: by default those above. order: its place
    among the others.
    scheduled: whether the calendar asks for it by itself, when its span has ended.
    """

    code: str
    names: Mapping[str, str]
    title: str
    span: Span
    levels: Sequence[str]
    said: Sequence[Said]
    opening: str = ""
    addressees: str = ""
    scheduled: bool = False
    order: int = 100

    @property
    def name(self) -> str:
        language = (get_language() or "zh")[:2]
        return self.names.get(language) or self.names["zh"]

    def lacks(self, *, year: int | None, half: int | None) -> dict[str, str]:
        """What its span asks for and nobody said: the name of the field, and the words for it."""
        if self.span != "day" and not year:
            return {"year": _("This report is of a year.")}
        if self.span == "half" and not half:
            return {"half": _("This report is of a half-year: say which.")}
        return {}


def definitions() -> dict[str, Definition]:
    """By code, in the order in which they are offered."""
    return _read(SHIPPED, Path(settings.HEJIA_REPORTS) if settings.HEJIA_REPORTS else None)


def definition(code: str) -> Definition:
    """Raises KeyError for a code nobody has defined."""
    return definitions()[code]


@cache
def _read(*folders: Path | None) -> dict[str, Definition]:
    paths = [path for folder in folders if folder for path in sorted(folder.glob("*.toml"))]
    found = [read_definition(path) for path in paths]
    return {known.code: known for known in sorted(found, key=lambda known: known.order)}


def read_definition(path: Path) -> Definition:
    """Raises BadDefinition."""
    from reports.sections import SECTIONS

    try:
        read = tomllib.loads(path.read_text())
        said = [_said(line) for line in read.pop("sections")]
        known = Definition(**{**read, "said": said, "levels": read.get("levels", LEVELS)})
    except (TypeError, KeyError, ValueError) as error:
        raise BadDefinition(f"{path.name}: {error}") from error
    unknown = [line.section for line in said if line.section not in SECTIONS]
    if unknown:
        raise BadDefinition(f"{path.name}: no such section: {', '.join(unknown)}")
    if len({line.key for line in said}) < len(said):
        raise BadDefinition(f"{path.name}: two sections under one key")
    return known


def _said(line: dict[str, Any]) -> Said:
    return Said(
        key=line.get("key", line["section"]), **{k: v for k, v in line.items() if k != "key"}
    )
