"""Interest-free loans: asked for, lent, repaid, reminded of, rolled over, and what they brought."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.actions.aiding import apply_for_household
from assistance.actions.unmasking import LOOK, SHORTEST_REASON, count_look
from assistance.amounts import spelled, spelled_short
from assistance.ledger import book
from assistance.models import HouseholdFile, JobsCreated, Loan
from assistance.models.funds import AidKind, TransferKind
from assistance.offices import COUNTY, FINANCE, reads_assistance
from assistance.workflows.aid import AidStage
from assistance.workflows.loan import LENT, LOAN, OPEN, LoanStage, LoanStep
from kernel.days import months_after, today
from unions.events import log_event
from unions.models import Officer
from unions.offices import COUNTY_STAFF, holds_any
from unions.parameters import parameter
from unions.refusals import MoveRefused, Refused
from unions.scoping import same_owner

GONE = (AidStage.REFUSED, AidStage.WITHDRAWN)
LENT_OUT = (AidStage.PAID, AidStage.CLOSED)


def may_book_repayments(officer: Officer, loan: Loan) -> bool:
    holds = holds_any(officer, FINANCE)
    return holds and officer.oversees(loan) and loan.stage in (*LENT, LoanStage.WRITTEN_OFF)


def may_follow(officer: Officer, loan: Loan) -> bool:
    """Whether the officer writes down what the loan brings."""
    return COUNTY_STAFF.held_by(officer) and officer.oversees(loan)


@transaction.atomic
@sensitive_variables("guarantor_phone")
def apply_for_loan(
    file: HouseholdFile,
    *,
    asked: Decimal,
    why: str,
    months: int,
    instalments: int,
    business: str,
    guarantor: str,
    guarantor_phone: str,
    by: Officer,
) -> Loan:
    """Ask for a loan to a household on file.

    Raises Refused above the federation's figures, and while another of its loans is open.
    """
    ceiling, longest = _ceiling(), _longest()
    if asked > ceiling:
        raise Refused(_("At most %(sum)s yuan are lent.") % {"sum": spelled_short(ceiling)})
    if months > longest:
        raise Refused(_("The longest term is %(n)d months.") % {"n": longest})
    # The file's row is the lock: of two applications at once the second sees the first.
    HouseholdFile.objects.select_for_update().get(pk=file.pk)
    if Loan.objects.filter(aid__file=file, stage__in=OPEN).exists():
        raise Refused(_("This household has a loan that is not repaid yet."))
    aid = apply_for_household(
        file, by=by, kind=AidKind.LOAN, year=today().year, asked=asked, why=why
    )
    loan = Loan.objects.create(
        aid=aid, months=months, instalments_wanted=instalments, business=business,
        guarantor=guarantor, guarantor_phone=guarantor_phone, drafted_by=by, **same_owner(aid),
    )  # fmt: skip
    log_event(loan, "apply", _("Applied for"), by=by, target=loan.stage)
    return loan


def _ceiling() -> Decimal:
    return Decimal(parameter("assistance.loan_ceiling"))


def _longest() -> int:
    return int(parameter("assistance.loan_months"))


@transaction.atomic
def start_loans(aids: Iterable[int], *, by: Officer | None) -> None:
    """The bank has paid these aids out: those that are loans are lent, and their parts laid."""
    loans = Loan.objects.filter(aid__in=list(aids), stage=LoanStage.APPLIED)
    for loan in loans.select_related("aid").order_by("pk"):
        LOAN.follow_on(LoanStep.LEND, loan, by=by)


@transaction.atomic
def repay(loan: Loan, amount: Decimal, *, voucher: str, by: Officer) -> None:
    """Book money that came back, on the oldest open parts first.

    Raises Refused for more than is owed, BookingRefused for a voucher booked before.
    """
    if not may_book_repayments(by, loan):
        raise Refused(_("Only the county's finance office books repayments of a lent loan."))
    loan = Loan.objects.select_for_update(of=("self",)).select_related("aid__fund").get(pk=loan.pk)
    written_off = loan.stage == LoanStage.WRITTEN_OFF
    if not written_off and amount > (owed := loan.outstanding()):
        raise Refused(_("Only %(sum)s yuan are still owed.") % {"sum": spelled(owed)})
    # What comes after the write-off comes back from what was counted as paid.
    kind = TransferKind.REFUND if written_off else TransferKind.REPAY
    assert loan.aid.fund is not None  # noqa: S101 - lent from it
    book(
        loan.aid.fund, kind, amount, aid=loan.aid, by=by, document=voucher,
        key=f"{kind.value}:{loan.aid_id}:{voucher}",
    )  # fmt: skip
    _spread(loan, amount)
    detail = {"yuan": str(amount), "voucher": voucher}
    log_event(loan, "repay", _("Repaid"), by=by, detail=detail)
    if not written_off:
        _go_on(loan, by)


def _spread(loan: Loan, amount: Decimal) -> None:
    for part in loan.instalments.unpaid():
        taken = min(amount, part.amount - part.repaid)
        part.repaid, part.repaid_on = part.repaid + taken, today()
        part.save(update_fields=["repaid", "repaid_on"])
        amount -= taken
        if not amount:
            return


def _go_on(loan: Loan, by: Officer | None) -> None:
    """Settled, caught up, or waiting for the next part."""
    due_on = loan.next_due_on()
    if due_on is None:
        LOAN.follow_on(LoanStep.SETTLE, loan, by=by)
    elif loan.stage == LoanStage.OVERDUE and due_on >= today():
        LOAN.follow_on(LoanStep.CATCH_UP, loan, by=by)
    else:
        Loan.objects.filter(pk=loan.pk).update(due_on=due_on)


@transaction.atomic
def take_loan_step(
    loan: Loan, step: str, *, by: Officer, note: str = "", seen: int | None = None, **said: Any
) -> None:
    """A step that is somebody's button; `said` is what its form asks. Raises MoveRefused."""
    if step == LoanStep.ROLL_OVER:
        loan.ends_on = _new_end(loan, said["ends_on"])
    if step == LoanStep.WRITE_OFF:
        loan.minutes = said["minutes"].strip()
    LOAN.take(step, loan, by=by, note=note, seen=seen)


def _new_end(loan: Loan, ends_on: date) -> date:
    assert loan.ends_on is not None  # noqa: S101 - lent
    latest = months_after(max(loan.ends_on, today()), _longest())
    if not max(loan.ends_on, today()) < ends_on <= latest:
        words = _("The new last day lies after the old one, by %(day)s at the latest.")
        raise Refused(words % {"day": latest})
    return ends_on


@transaction.atomic
def record_jobs(loan: Loan, *, persons: int, since: date, what: str, by: Officer) -> None:
    """People at work through the loan. Raises Refused before it is lent."""
    if not may_follow(by, loan) or loan.lent_on is None:
        raise Refused(_("Jobs are recorded by the county, once the loan is lent."))
    JobsCreated.objects.create(
        loan=loan, persons=persons, since=since, what=what, **same_owner(loan)
    )
    log_event(loan, "jobs", _("Jobs recorded"), by=by, detail={"persons": persons})


@transaction.atomic
@sensitive_variables()
def look_at_guarantor(loan: Loan, *, reason: str, by: Officer) -> str:
    """The guarantor's phone; that it was looked at, and why, stays in the log. Raises Refused."""
    works = holds_any(by, COUNTY)
    if not reads_assistance(by) or not works or not by.oversees(loan):
        raise Refused(_("There is nothing hidden here for you to see."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_("Say in a few words what you need it for."))
    count_look(by)
    label = _("Looked at: %(field)s") % {"field": _("guarantor's phone")}
    log_event(loan, LOOK, label, by=by, note=reason, detail={"field": "guarantor_phone"})
    return str(loan.guarantor_phone.reveal())


def keep_loans() -> None:
    """What the calendar and the aid's own way bring about, each loan by itself.

    One that was moved meanwhile is left as it stands.
    """
    applied = Loan.objects.filter(stage=LoanStage.APPLIED)
    start_loans(applied.filter(aid__stage__in=LENT_OUT).values_list("aid", flat=True), by=None)
    for loan in applied.filter(aid__stage__in=GONE):
        with suppress(MoveRefused):
            LOAN.follow_on(LoanStep.DROP, loan, by=None)
    for loan in Loan.objects.late():
        with suppress(MoveRefused):
            LOAN.follow_on(LoanStep.FALL_DUE, loan, by=None)
