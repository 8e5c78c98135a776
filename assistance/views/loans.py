"""Interest-free loans: listed with their figures, asked for, seen whole, repaid, followed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.lending import (
    apply_for_loan,
    look_at_guarantor,
    may_book_repayments,
    may_follow,
    record_jobs,
    repay,
    take_loan_step,
)
from assistance.amounts import spelled
from assistance.forms.loans import (
    JobsForm,
    LoanFilter,
    LoanForm,
    LoanStepForm,
    RepaymentForm,
    WhyForm,
)
from assistance.models import Loan
from assistance.models.funds import TransferKind
from assistance.offices import COUNTY, FINANCE, READERS, REPORTERS
from assistance.views.entry import entry_page, refusal_of
from assistance.views.found import find_file, to_the_file
from assistance.workflows.loan import LENT, LOAN, LoanStage, LoanStep
from unions.models import Event
from unions.offices import COUNTY_STAFF, holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import MoveRefused, Refused
from unions.workflow import Move

AWAITED = (LoanStep.REMIND, LoanStep.ROLL_OVER)  # a missing button of these is explained
TONES = {
    LoanStage.OVERDUE: "red",
    LoanStage.REPAYING: "amber",
    LoanStage.SETTLED: "green",
}


def find_loan(request: OfficerRequest, loan_id: int) -> Loan:
    loans = Loan.objects.visible_to(request.officer).select_related(
        "aid__file", "aid__fund", "county", "township", "drafted_by__user"
    )
    return get_object_or_404(loans, pk=loan_id)


def to_the_loan(loan: Loan) -> tuple[str, str]:
    """The way back: address and label."""
    return loan.get_absolute_url(), f"{loan.aid.recipient} · {loan}"


@for_officers(*READERS)
@require_GET
def loan_list(request: OfficerRequest) -> HttpResponse:
    form = LoanFilter(request.GET, officer=request.officer)
    loans = Loan.objects.visible_to(request.officer)
    shown = form.narrow(loans.select_related("aid", "township")).annotate(
        owed=Sum(F("instalments__amount") - F("instalments__repaid"))
    )
    page = page_of(shown, request.GET)
    rows = [{"loan": loan, "tone": tone_of(loan)} for loan in page.rows]
    context = {"form": form, "page": page, "rows": rows, "figures": _figures(loans)}
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/loan_list.html", context, status=status)


def tone_of(loan: Loan) -> str:
    return TONES.get(LoanStage(loan.stage), "neutral")


def _figures(loans: Any) -> dict[str, Any]:
    """Of the whole branch: loans out and overdue, yuan owed and repaid, persons at work."""
    counts = loans.order_by().aggregate(
        out=Count("pk", filter=Q(stage__in=LENT)),
        overdue=Count("pk", filter=Q(stage=LoanStage.OVERDUE)),
    )
    owed = F("instalments__amount") - F("instalments__repaid")
    sums = loans.order_by().aggregate(
        owed=Sum(owed, filter=Q(stage__in=LENT)),
        late=Sum(owed, filter=Q(stage=LoanStage.OVERDUE)),
        repaid=Sum("instalments__repaid"),
    )
    persons = loans.order_by().aggregate(persons=Sum("jobs__persons"))
    found = {**sums, **persons}
    return {**counts, **{name: value or Decimal(0) for name, value in found.items()}}


@for_officers(*REPORTERS)
@require_http_methods(["GET", "POST"])
@sensitive_variables("form")
def loan_new(request: OfficerRequest, household_id: int) -> HttpResponse:
    """For a household on file."""
    file = find_file(request, household_id)
    form, refused = LoanForm(request.POST or None, officer=request.officer), None
    if form.is_valid():
        try:
            loan = apply_for_loan(file, by=request.officer, **form.cleaned_data)
        except Refused as error:
            refused = error
        else:
            messages.success(request, _("The application is handed in; the county checks it."))
            return redirect(loan)
    return entry_page(
        request,
        form,
        title=_("Apply for a loan"),
        hint=_("Without interest, for an own business, with somebody who answers for it."),
        button=_("Hand in the application"),
        back=to_the_file(file),
        refused=refused,
    )


@for_officers(*READERS)
@require_GET
def loan_detail(request: OfficerRequest, loan_id: int) -> HttpResponse:
    loan = find_loan(request, loan_id)
    officer = request.officer
    moves = LOAN.open_to(officer, loan)
    parts = list(loan.instalments.order_by("number"))
    context = {
        "loan": loan,
        "tone": tone_of(loan),
        "parts": parts,
        "owed": sum((part.amount - part.repaid for part in parts), Decimal(0)),
        "jobs": list(loan.jobs.order_by("since", "pk")),
        "events": Event.objects.visible_to(officer).about(loan)[:30],
        "repayments": list(_repayments(loan)),
        "moves": [m for m in moves if not _against(m, loan)],
        "held_up": [line for m in moves if m.step in AWAITED for line in _against(m, loan)],
        "may_repay": may_book_repayments(officer, loan),
        "may_follow": may_follow(officer, loan) and loan.lent_on is not None,
        "may_look": holds_any(officer, COUNTY),
    }
    return render(request, "assistance/loan_detail.html", context)


def _repayments(loan: Loan) -> Any:
    came_back = (TransferKind.REPAY, TransferKind.REFUND)
    found = loan.aid.transfers.filter(kind__in=came_back)
    return found.select_related("officer__user").order_by("pk")


def _against(move: Move, loan: Loan) -> list[str]:
    """What stands against a step that its own form could not mend."""
    if move.step == LoanStep.WRITE_OFF and loan.guarantor_called_on:
        return []  # the minutes are named in the form
    return list(move.guard(loan)) if move.guard else []


def still_owed(loan: Loan) -> str:
    return _("Still owed: %(sum)s yuan.") % {"sum": spelled(loan.instalments.owed())}


@for_officers(*FINANCE)
@require_http_methods(["GET", "POST"])
def repayment_new(request: OfficerRequest, loan_id: int) -> HttpResponse:
    loan = find_loan(request, loan_id)
    form, refused = RepaymentForm(request.POST or None, officer=request.officer), None
    if form.is_valid():
        refused = refusal_of(lambda: repay(loan, by=request.officer, **form.cleaned_data))
        if not refused:
            messages.success(request, _("The repayment is booked."))
            return redirect(loan)
    owed = still_owed(loan)
    if due := loan.instalments.unpaid().first():
        next_part = _("Next: %(sum)s yuan by %(day)s.")
        owed += " " + next_part % {"sum": spelled(due.amount - due.repaid), "day": due.due_on}
    return entry_page(
        request, form, title=_("Book a repayment"), hint=owed, button=_("Book the repayment"),
        back=to_the_loan(loan), refused=refused,
    )  # fmt: skip


@for_officers(*READERS)
@require_http_methods(["GET", "POST"])
def loan_step(request: OfficerRequest, loan_id: int, step: str) -> HttpResponse:
    """A step to take: GET asks for what it needs, POST takes it."""
    loan = find_loan(request, loan_id)
    move = next((m for m in LOAN.open_to(request.officer, loan) if m.step == step), None)
    form = LoanStepForm(request.POST or None, officer=request.officer, loan=loan, step=step)
    refused = None
    if form.is_valid():
        said = form.cleaned_data
        refused = refusal_of(lambda: take_loan_step(loan, step, by=request.officer, **said))
        if not refused:
            messages.success(request, _("%(step)s: done.") % {"step": move.label if move else step})
            return redirect(loan)
    if move is None:
        raise refused or MoveRefused(_("This step is not open to you now."))
    for_good = _("What is still owed is given up for good. Write the loan off?")
    return entry_page(
        request, form, title=move.label, button=move.label, back=to_the_loan(loan),
        hint=still_owed(loan), confirm=for_good if step == LoanStep.WRITE_OFF else "",
        refused=refused,
    )  # fmt: skip


@for_officers(COUNTY_STAFF)
@require_http_methods(["GET", "POST"])
def loan_jobs_new(request: OfficerRequest, loan_id: int) -> HttpResponse:
    loan = find_loan(request, loan_id)
    form, refused = JobsForm(request.POST or None, officer=request.officer), None
    if form.is_valid():
        refused = refusal_of(lambda: record_jobs(loan, by=request.officer, **form.cleaned_data))
        if not refused:
            messages.success(request, _("The jobs are recorded."))
            return redirect(loan)
    return entry_page(
        request, form, title=_("Record jobs"), button=_("Enter"), back=to_the_loan(loan),
        refused=refused,
    )  # fmt: skip


@for_officers(*COUNTY)
@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_variables()
def guarantor_show(request: OfficerRequest, loan_id: int) -> HttpResponse:
    """GET asks what for; POST shows the phone once, and the log says so."""
    loan = find_loan(request, loan_id)
    form, refused = WhyForm(request.POST or None, officer=request.officer), None
    if form.is_valid():
        try:
            text = look_at_guarantor(loan, by=request.officer, **form.cleaned_data)
        except Refused as error:
            refused = error
        else:
            context = {"loan": loan, "text": text, "at": timezone.now()}
            return render(request, "assistance/loan_unmasked.html", context)
    return entry_page(
        request, form, title="{} · {}".format(loan.guarantor, _("Guarantor's phone")),
        hint=_("It is shown once, to you alone, with your name on the page."),
        button=_("Show"), back=to_the_loan(loan), refused=refused,
    )  # fmt: skip
