"""What the returns say of employers, as of any day.

A return counts for the months set. An older one says nothing more: its employer then stands as one
that never returned any.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    DateField,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from kernel.days import today
from unions.membership.parameters import JOINED_PERCENT, RETURN_MONTHS
from unions.models import Employer, Officer, Parameter
from unions.parameters import declared, parameter

NO_RETURN = Q(held__counted_on=None)


def first_that_counts(day: date) -> Func:
    """The earliest day of a return that counts on `day`; it counts itself.

    Told by the database, or whatever lists returns would ask for the months first.
    """
    set_by_then = Parameter.objects.filter(key=RETURN_MONTHS, valid_from__lte=day)
    last = set_by_then.order_by("-valid_from").values(n=Cast("value", IntegerField()))[:1]
    return Func(
        Cast(Value(day), DateField()),
        Coalesce(Subquery(last), Value(int(declared(RETURN_MONTHS).default))),
        template="(%(expressions)s * interval '1 month')::date",
        arg_joiner=" - ",
        output_field=DateField(),
    )


def with_returns(employers: Any, day: date) -> Any:
    """Each employer with `held`, its return that counts on the day; none: it stays, without one."""
    # Joined: there is one at most, and to look each up takes several times as long.
    not_followed = Q(member_returns__next_on=None) | Q(member_returns__next_on__gt=day)
    window = {
        "member_returns__counted_on__gte": first_that_counts(day),
        "member_returns__counted_on__lte": day,
    }
    return employers.annotate(
        held=FilteredRelation("member_returns", condition=Q(not_followed, **window))
    )


def asked(by: Officer) -> Any:
    """The employers whose returns an officer keeps or reads, each with today's."""
    mine = Employer.objects.visible_to(by).with_union(today())
    return with_returns(mine, today())


def missing(by: Officer) -> Any:
    return asked(by).filter(NO_RETURN)


def below_target() -> Q:
    """Of employers `with_returns`: fewer have joined than the federation asks for."""
    # Of eleven employees nine in ten are 9.9: in whole numbers nine members would do.
    asked = Decimal(parameter(JOINED_PERCENT)) / 100
    return Q(held__members__lt=F("held__employees") * asked)
