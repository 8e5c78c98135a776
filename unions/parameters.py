"""Figures that are set, not coded: declared once with a default, dated per federation.

A default is a design default or a seed's figure unless its source names a rule; a province's rule
stands before it where one is known. The federation sets its own value from a day on and names the
document it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from kernel.days import today
from unions.models import Parameter


class UnknownParameter(LookupError):
    """A key that no app has declared."""


@dataclass(frozen=True)
class Local:
    """A province's own rule for a figure, from a day on.

    `province`: the first two digits of its division codes. No value: it has a rule that nobody
    has entered yet, so the default holds and `source` says so.
    """

    province: str
    value: int | float | str | None
    source: Any
    since: date = date.min


@dataclass(frozen=True)
class Declared:
    """A parameter as the code knows it; `source` says where the default comes from."""

    key: str
    label: Any
    default: int | float | str
    unit: Any
    source: Any
    locally: tuple[Local, ...] = ()

    def rule_in(self, province: str, on: date) -> Local | None:
        """The province's rule in force on a day."""
        known = [r for r in self.locally if r.province == province and r.since <= on]
        return max(known, key=lambda rule: rule.since, default=None)

    def default_in(self, province: str, on: date) -> Any:
        """What holds there where the federation has set nothing."""
        rule = self.rule_in(province, on)
        return self.default if rule is None or rule.value is None else rule.value

    def source_in(self, province: str, on: date) -> str:
        rule = self.rule_in(province, on)
        if rule is None:
            return str(self.source)
        if rule.value is None:
            told = {"default": self.source, "rule": rule.source}
            return _("%(default)s; not yet entered: %(rule)s") % told
        return str(rule.source)


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
    figure = declared(key)
    row = (
        Parameter.objects.filter(key=key, valid_from__lte=on or today())
        .order_by("-valid_from")
        .values_list("value", flat=True)
        .first()
    )
    if row is not None:
        return row
    return figure.default_in(open_province() if figure.locally else "", on or today())


def open_province() -> str:
    """The first two digits of the open federation's division code; "" where none is open."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT left(division_code, 2) FROM unions_federation WHERE id = open_federation()"
        )
        found = cursor.fetchone()
    return found[0] if found else ""


@dataclass(frozen=True)
class InForce:
    """A figure as it holds: the federation's own row, or what holds without one."""

    declared: Declared
    row: Parameter | None
    value: Any
    source: str


def figures_in_force(on: date | None = None) -> list[InForce]:
    """Every declared figure, by key."""
    day, province = on or today(), open_province()
    rows = Parameter.objects.filter(valid_from__lte=day).order_by("key", "valid_from")
    own = {row.key: row for row in rows}
    return [_in_force(DECLARED[key], own.get(key), province, day) for key in sorted(DECLARED)]


def figure_in_force(key: str, *, on: date | None = None) -> InForce:
    """One figure, with what it rests on."""
    day = on or today()
    rows = Parameter.objects.filter(key=declared(key).key, valid_from__lte=day)
    return _in_force(declared(key), rows.order_by("-valid_from").first(), open_province(), day)


def _in_force(figure: Declared, row: Parameter | None, province: str, day: date) -> InForce:
    if row is not None:
        return InForce(figure, row, row.value, row.basis)
    return InForce(figure, None, figure.default_in(province, day), figure.source_in(province, day))


def history_of(key: str) -> list[Parameter]:
    return list(Parameter.objects.filter(key=declared(key).key).order_by("-valid_from"))
