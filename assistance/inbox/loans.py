"""Loans to remind of, and parts that are due soon."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assistance.models import Loan
from assistance.models.loans import REMINDERS
from assistance.workflows.loan import LoanStage
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer
from unions.offices import COUNTY_STAFF


def loans_overdue(officer: Officer) -> Any:
    mine: list[str] = [LoanStage.OVERDUE] if COUNTY_STAFF.held_by(officer) else []
    return Loan.objects.visible_to(officer).select_related("aid").awaiting(mine)


def overdue_todo(loan: Loan, officer: Officer) -> ToDo:
    asked = _("%(n)d of %(all)d reminders sent.") % {"n": loan.reminders, "all": REMINDERS}
    guarantor = _("Three reminders sent: call the guarantor.")
    return ToDo(
        tag=_("Overdue"),
        title=f"{loan} · {loan.aid.recipient}",
        sub=guarantor if loan.reminders >= REMINDERS else asked,
        url=loan.get_absolute_url(),
        due_on=loan.due_on,
        tone="red",
    )


def loans_due_soon(officer: Officer) -> Any:
    loans = Loan.objects.visible_to(officer).select_related("aid")
    if not COUNTY_STAFF.held_by(officer):
        return loans.none()
    return loans.due_soon().order_by("due_on", "pk")


def due_todo(loan: Loan, officer: Officer) -> ToDo:
    day = date_format(loan.due_on, "m-d") if loan.due_on else ""
    return ToDo(
        tag=_("Instalment due"),
        title=f"{loan} · {loan.aid.recipient}",
        sub=_("Remind the borrower: an instalment is due on %(day)s.") % {"day": day},
        url=loan.get_absolute_url(),
        due_on=loan.due_on,
        tone="amber",
    )


SOURCES += [
    Source("assistance:loan-list", loans_overdue, overdue_todo),
    Source("assistance:loan-list", loans_due_soon, due_todo),
]
