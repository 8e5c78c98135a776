"""Contracts that run out: one line each on the workbench of the union that keeps them.

The line is there from the first reminder on, grows more urgent at the second and the third, and
goes as soon as a round or a contract renews it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Value, When
from django.utils.translation import gettext as _

from bargaining.coverage import to_renew
from bargaining.models import Contract, Round
from bargaining.offices import UNITS
from kernel.days import today
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer
from unions.parameters import parameter

WHICH = ("first", "second", "last")
OVER = -1  # past its last day


def contracts_to_renew(officer: Officer) -> Any:
    """Of the officer's own union: running out, or run out and not renewed.

    With `reminder`, the days of the reminder that holds.
    """
    if not any(office.held_by(officer) for office in UNITS):
        return Contract.objects.visible_to(officer).none()
    first, second, last = (int(parameter(f"bargaining.remind_{n}_days")) for n in WHICH)
    mine = Contract.objects.visible_to(officer).filter(union_id=officer.union_id)
    soon = mine.expiring(today(), within=first).unrenewed()
    rounds = Round.objects.unscoped("a renewal that is under way, whoever keeps it").open()
    waiting = (to_renew(today(), mine) | soon).filter(~Exists(rounds.filter(renews=OuterRef("pk"))))
    reminder = Case(
        When(expires_on__lt=today(), then=OVER),
        *(When(expires_on__lte=today() + timedelta(days=n), then=n) for n in (last, second)),
        default=first,
    )
    tone = Case(
        When(reminder__lte=last, then=Value("red")),
        When(reminder__lte=second, then=Value("amber")),
        default=Value("neutral"),
    )
    return waiting.annotate(reminder=reminder, tone=tone).order_by("expires_on", "pk")


def as_todo(contract: Any, officer: Officer) -> ToDo:
    sub = _("Runs out within %(n)d days.") % {"n": contract.reminder}
    if contract.reminder == OVER:
        sub = _("Ran out and was not renewed.")
    return ToDo(
        tag=_("Renewal"), title=contract.title, sub=sub, url=contract.get_absolute_url(),
        due_on=contract.expires_on, tone=contract.tone,
    )  # fmt: skip


SOURCES += [Source("bargaining:contract-renewals", contracts_to_renew, as_todo)]
