"""Figures that are set, not coded: declared once with a default, dated per federation.

A default is a design default or a seed's figure, never law; the federation sets its own value from
a day on and names the document it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kernel.days import today
from unions.models import Parameter


class UnknownParameter(LookupError):
    """A key that no app has declared."""


@dataclass(frozen=True)
class Declared:
    """A parameter as the code knows it; `source` says where the default comes from."""

    key: str
    label: Any
    default: int | float | str
    unit: Any
    source: Any


DECLARED: dict[str, Declared] = {}


def declare(*parameters: Declared) -> None:
    for parameter in parameters:
        DECLARED[parameter.key] = parameter


def declared(key: str) -> Declared:
    try:
        return DECLARED[key]
    except KeyError:
        raise UnknownParameter(key) from None


def parameter(key: str, *, on: date | None = None) -> Any:
    """The value in force for the open federation on a day (today unless said).

    Raises UnknownParameter for a key that was never declared.
    """
    default = declared(key).default
    row = (
        Parameter.objects.filter(key=key, valid_from__lte=on or today())
        .order_by("-valid_from")
        .values_list("value", flat=True)
        .first()
    )
    return default if row is None else row


def figures_in_force(on: date | None = None) -> list[tuple[Declared, Parameter | None]]:
    """Every declared figure with the federation's own row in force, if it has set one."""
    rows = Parameter.objects.filter(valid_from__lte=on or today()).order_by("key", "valid_from")
    own = {row.key: row for row in rows}
    return [(DECLARED[key], own.get(key)) for key in sorted(DECLARED)]


def history_of(key: str) -> list[Parameter]:
    return list(Parameter.objects.filter(key=declared(key).key).order_by("-valid_from"))
