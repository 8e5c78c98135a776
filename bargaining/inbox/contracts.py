"""Contracts that run out: one line each on the workbench of the union that keeps them.

The line is there from the first reminder on, grows more urgent at the second and the third, and
goes as soon as a round or a contract renews it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, OuterRef, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bargaining.figures import days_from
from bargaining.models import Contract, Round
from bargaining.offices import UNITS
from kernel.days import today
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer
from unions.offices import holds_any


def contracts_to_renew(officer: Officer) -> Any:
    """Of the officer's own union: running out, or run out and not renewed.

    With `tone`, red, amber or neutral, by the reminder that holds.
    """
    if not holds_any(officer, UNITS):
        return Contract.objects.visible_to(officer).none()
    day = today()
    mine = Contract.objects.visible_to(officer).filter(union_id=officer.union_id)
    over = mine.to_renew(day, since=days_from(day, "to_renew_days", back=True))
    soon = mine.expiring(day, until=days_from(day, "remind_first_days")).unrenewed()
    rounds = Round.objects.unscoped("a renewal that is under way, whoever keeps it").open()
    waiting = (over | soon).filter(~Exists(rounds.filter(renews=OuterRef("pk"))))
    tone = Case(
        When(expires_on__lte=days_from(day, "remind_last_days"), then=Value("red")),
        When(expires_on__lte=days_from(day, "remind_second_days"), then=Value("amber")),
        default=Value("neutral"),
    )
    return waiting.annotate(tone=tone).defer("text").order_by("expires_on", "pk")


def as_todo(contract: Any, officer: Officer) -> ToDo:
    left = (contract.expires_on - today()).days
    sub = _("Ran out and was not renewed.")
    if left >= 0:
        sub = ngettext("Runs out in %(n)d day.", "Runs out in %(n)d days.", left) % {"n": left}
    return ToDo(
        tag=_("Renewal"), title=contract.title, sub=sub, url=contract.get_absolute_url(),
        due_on=contract.expires_on, tone=contract.tone,
    )  # fmt: skip


SOURCES += [Source("bargaining:contract-renewals", contracts_to_renew, as_todo)]
