"""The figures of bargaining as they hold on a day, read at once for a page that needs several."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import DateField, Func, IntegerField, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from unions.models import Parameter
from unions.parameters import declared, figures_in_force


def figures_of(day: date) -> dict[str, Any]:
    """By key without its "bargaining."."""
    return {
        figure.declared.key.removeprefix("bargaining."): figure.value
        for figure in figures_in_force(day)
        if figure.declared.key.startswith("bargaining.")
    }


def days_from(day: date, key: str, *, back: bool = False) -> Func:
    """The day as many days after `day` (or before it) as the figure says, for use in a query.

    What stands on every page counts what waits, and must not ask for figures first.
    """
    rows = Parameter.objects.filter(key=f"bargaining.{key}", valid_from__lte=day)
    own = Cast(Subquery(rows.order_by("-valid_from").values("value")[:1]), IntegerField())
    default = int(declared(f"bargaining.{key}").default)
    return Func(
        Value(day, output_field=DateField()),
        Coalesce(own, default),
        template="(%(expressions)s)",
        arg_joiner=" - " if back else " + ",
        output_field=DateField(),
    )


def months_before(day: date, key: str) -> Func:
    """The same day as many months earlier as the figure says, for use in a query."""
    rows = Parameter.objects.filter(key=f"bargaining.{key}", valid_from__lte=day)
    own = Cast(Subquery(rows.order_by("-valid_from").values("value")[:1]), IntegerField())
    return Func(
        Value(day, output_field=DateField()),
        Coalesce(own, int(declared(f"bargaining.{key}").default)),
        template="(%(expressions)s))::date",
        arg_joiner=" - make_interval(months => ",
        output_field=DateField(),
    )
