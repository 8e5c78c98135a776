"""The life of an interest-free loan, beside that of the aid that lends it.

applied --lend--> repaying --settle--> settled
                  repaying --fall-due--> overdue --catch-up--> repaying
                  repaying, overdue --roll-over--> repaying (a limited number of times)
overdue: three reminders, then the guarantor is called, then it may be written off with minutes.

Application and approval are the aid's (workflows/aid.py); the bank's payment of it lends the money.
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assistance.offices import APPROVERS, COUNTY_CHAIR
from unions.models import Officer
from unions.offices import COUNTY_STAFF
from unions.workflow import Move, Workflow

CONSEQUENCE = ()
STAFF = (COUNTY_STAFF,)


class LoanStage(TextChoices):
    APPLIED = "applied", _("Applied for")
    REPAYING = "repaying", _("Being repaid")
    OVERDUE = "overdue", _("Overdue")
    SETTLED = "settled", _("Repaid in full")
    WRITTEN_OFF = "written_off", _("Written off")
    DROPPED = "dropped", _("Not lent")


class LoanStep(TextChoices):
    LEND = "lend", _("Lent")
    DROP = "drop", _("Not lent")
    FALL_DUE = "fall-due", _("Fell overdue")
    CATCH_UP = "catch-up", _("Caught up")
    SETTLE = "settle", _("Repaid in full")
    ROLL_OVER = "roll-over", _("Roll over")
    REMIND = "remind", _("Remind the borrower")
    CALL_GUARANTOR = "call-guarantor", _("Call the guarantor")
    WRITE_OFF = "write-off", _("Write off")


L, P = LoanStage, LoanStep
LENT = (L.REPAYING.value, L.OVERDUE.value)
OPEN = (L.APPLIED.value, *LENT)


def lent_today(loan: Any, by: Officer | None) -> dict[str, Any]:
    return dict(loan.lent_columns())


def lay_instalments(loan: Any, by: Officer | None) -> None:
    loan.lay_instalments()


def settled_today(loan: Any, by: Officer | None) -> dict[str, Any]:
    return dict(loan.settled_columns())


def what_rolling_over_lacks(loan: Any) -> list[str]:
    return list(loan.missing_to_roll_over())


def rolled_over(loan: Any, by: Officer | None) -> dict[str, Any]:
    """The new last day was put on the loan by the action that takes the step."""
    return dict(loan.rolled_over_columns())


def lay_out_again(loan: Any, by: Officer | None) -> None:
    loan.lay_out_again()


def next_day(loan: Any, by: Officer | None) -> dict[str, Any]:
    return {"due_on": loan.next_due_on()}


def caught_up(loan: Any, by: Officer | None) -> dict[str, Any]:
    """The next time it is overdue, the reminders begin anew."""
    return dict(loan.caught_up_columns())


def what_reminding_lacks(loan: Any) -> list[str]:
    return list(loan.missing_to_remind())


def reminded(loan: Any, by: Officer | None) -> dict[str, Any]:
    return dict(loan.reminded_columns())


def what_calling_lacks(loan: Any) -> list[str]:
    return list(loan.missing_to_call_guarantor())


def guarantor_called(loan: Any, by: Officer | None) -> dict[str, Any]:
    return dict(loan.called_columns())


def what_writing_off_lacks(loan: Any) -> list[str]:
    return list(loan.missing_to_write_off())


def written_off(loan: Any, by: Officer | None) -> dict[str, Any]:
    return dict(loan.written_off_columns())


def write_off_money(loan: Any, by: Officer | None) -> None:
    loan.write_off_money(by)


LOAN = Workflow(
    Move(L.APPLIED, P.LEND, L.REPAYING, CONSEQUENCE, sets=lent_today, then=lay_instalments),
    Move(L.APPLIED, P.DROP, L.DROPPED, CONSEQUENCE),
    Move(L.REPAYING, P.FALL_DUE, L.OVERDUE, CONSEQUENCE, sets=next_day),
    Move(L.OVERDUE, P.CATCH_UP, L.REPAYING, CONSEQUENCE, sets=caught_up),
    *(Move(stage, P.SETTLE, L.SETTLED, CONSEQUENCE, sets=settled_today)
      for stage in (L.REPAYING, L.OVERDUE)),
    *(Move(stage, P.ROLL_OVER, L.REPAYING, APPROVERS, needs_note=True, decision=True,
           optional=True, guard=what_rolling_over_lacks, sets=rolled_over, then=lay_out_again)
      for stage in (L.REPAYING, L.OVERDUE)),
    Move(L.OVERDUE, P.REMIND, L.OVERDUE, STAFF, needs_note=True, guard=what_reminding_lacks,
         sets=reminded),
    Move(L.OVERDUE, P.CALL_GUARANTOR, L.OVERDUE, STAFF, needs_note=True, optional=True,
         guard=what_calling_lacks, sets=guarantor_called),
    Move(L.OVERDUE, P.WRITE_OFF, L.WRITTEN_OFF, (COUNTY_CHAIR,), needs_note=True, decision=True,
         optional=True, guard=what_writing_off_lacks, sets=written_off, then=write_off_money),
)  # fmt: skip
