from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from assistance.actions.lending import (
    apply_for_loan,
    keep_loans,
    look_at_guarantor,
    record_jobs,
    repay,
    start_loans,
    take_loan_step,
)
from assistance.ledger import BookingRefused, book, settle_kind
from assistance.models import Loan
from assistance.models.funds import AccountKind, TransferKind
from assistance.models.loans import shares
from assistance.workflows.aid import AidStage
from assistance.workflows.loan import LOAN, LoanStage, LoanStep
from kernel.days import months_after, today
from tests.assistance import story
from unions.models import Event
from unions.refusals import MoveRefused, Refused

ASKED = {
    "asked": Decimal(10000), "why": "开早点铺", "months": 12, "instalments": 3,
    "business": "早点铺", "guarantor": "周保人", "guarantor_phone": "13841650002",
}  # fmt: skip


@pytest.fixture
def loan(filed, centre):
    return apply_for_loan(filed, by=centre.township, **ASKED)


@pytest.fixture
def lent(loan, town, centre):
    """Approved, sent and paid by the bank."""
    fund = story.make_fund(town.linghai, by=centre.finance, kinds=["loan"], purpose="loans")
    story.stand_at(
        loan.aid, AidStage.PAID, fund=fund, granted=10000, approved_by=centre.chair,
        approved_on=today(), paid_on=today(),
    )  # fmt: skip
    for kind in (TransferKind.RESERVE, TransferKind.SEND, settle_kind(loan.aid)):
        book(fund, kind, Decimal(10000), aid=loan.aid, by=centre.finance)
    start_loans([loan.aid_id], by=centre.finance)
    loan.refresh_from_db()
    return loan


def make_late(loan, days=10):
    """As if the first instalment's day were over."""
    day = today() - timedelta(days=days)
    loan.instalments.filter(number=1).update(due_on=day)
    Loan.objects.filter(pk=loan.pk).update(due_on=day)
    keep_loans()
    loan.refresh_from_db()
    return loan


def remind(loan, centre, times):
    for _ in range(times):
        Loan.objects.filter(pk=loan.pk).update(reminded_on=None)
        loan.refresh_from_db()
        take_loan_step(loan, LoanStep.REMIND, by=centre.staff, note="电话提醒")


@pytest.mark.parametrize("count", [1, 3, 7, 12])
@pytest.mark.parametrize("amount", ["10000", "0.12", "19999.99"])
def test_instalments_come_to_the_loan_to_the_fen(amount, count):
    parts = shares(Decimal(amount), count)

    assert (sum(parts), len(parts)) == (Decimal(amount), count)
    assert all(part == round(part, 2) and part > 0 for part in parts)


def test_what_the_bank_has_paid_is_lent_in_instalments(lent):
    assert lent.stage == LoanStage.REPAYING
    assert lent.aid.fund.balances()[AccountKind.LENT] == 10000
    laid = list(lent.instalments.order_by("number").values_list("due_on", "amount"))
    days = [months_after(today(), months) for months in (4, 8, 12)]
    sums = [Decimal("3333.33"), Decimal("3333.33"), Decimal("3333.34")]
    assert laid == list(zip(days, sums, strict=True))
    assert lent.due_on == days[0]


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"asked": Decimal("20000.01")}, "20,000"), ({"months": 13}, "12")],
)
def test_a_loan_keeps_to_the_federations_figures(filed, centre, changes, says):
    with pytest.raises(Refused, match=says):
        apply_for_loan(filed, by=centre.township, **ASKED | changes)


def test_a_household_has_one_loan_at_a_time(loan, filed, centre):
    with pytest.raises(Refused):
        apply_for_loan(filed, by=centre.township, **ASKED)


def test_repayments_go_to_the_oldest_part_first_and_settle_the_loan(lent, centre):
    repay(lent, Decimal(4000), voucher="收1", by=centre.finance)
    repaid = list(lent.instalments.order_by("number").values_list("repaid", flat=True))
    assert repaid == [Decimal("3333.33"), Decimal("666.67"), Decimal(0)]

    repay(lent, Decimal(6000), voucher="收2", by=centre.finance)

    lent.refresh_from_db()
    assert (lent.stage, lent.settled_on, lent.outstanding()) == (LoanStage.SETTLED, today(), 0)
    assert lent.aid.fund.balances()[AccountKind.AVAILABLE] == 100_000


def test_more_than_is_owed_is_not_taken(lent, centre):
    with pytest.raises(Refused, match=r"10,000\.00"):
        repay(lent, Decimal("10000.01"), voucher="收1", by=centre.finance)

    assert lent.outstanding() == 10000


def test_a_voucher_is_booked_once(lent, centre):
    repay(lent, Decimal(100), voucher="收1", by=centre.finance)

    with pytest.raises(BookingRefused) as refused:
        repay(lent, Decimal(100), voucher="收1", by=centre.finance)

    assert refused.value.code == "transfer_once"
    assert lent.instalments.owed() == 9900


def test_only_the_finance_office_books_repayments(lent, centre):
    with pytest.raises(Refused):
        repay(lent, Decimal(100), voucher="收1", by=centre.staff)


def test_the_calendar_calls_a_late_loan_overdue_and_a_repayment_catches_up(lent, centre):
    make_late(lent)
    assert lent.stage == LoanStage.OVERDUE

    repay(lent, Decimal("3333.33"), voucher="收1", by=centre.finance)

    lent.refresh_from_db()
    assert (lent.stage, lent.due_on) == (LoanStage.REPAYING, months_after(today(), 8))


def test_the_guarantor_is_called_after_three_reminders(lent, centre):
    make_late(lent)
    remind(lent, centre, 2)
    with pytest.raises(MoveRefused):
        take_loan_step(lent, LoanStep.CALL_GUARANTOR, by=centre.staff, note="已通知")

    remind(lent, centre, 1)
    take_loan_step(lent, LoanStep.CALL_GUARANTOR, by=centre.staff, note="已通知")

    assert (lent.reminders, lent.guarantor_called_on) == (3, today())
    with pytest.raises(MoveRefused):
        take_loan_step(lent, LoanStep.REMIND, by=centre.staff, note="再提醒")


def test_nobody_is_reminded_twice_a_day(lent, centre):
    make_late(lent)
    take_loan_step(lent, LoanStep.REMIND, by=centre.staff, note="电话提醒")

    with pytest.raises(MoveRefused):
        take_loan_step(lent, LoanStep.REMIND, by=centre.staff, note="电话提醒")


def test_a_step_that_must_wait_is_no_button_and_says_why(lent, centre, as_officer):
    make_late(lent)
    take_loan_step(lent, LoanStep.REMIND, by=centre.staff, note="电话提醒")

    page = as_officer(centre.staff).get(lent.get_absolute_url())

    assert page.context["moves"] == []
    assert page.context["held_up"] == ["今天已经催还过。"]


def test_each_repayment_is_seen_with_its_voucher(lent, centre, as_officer):
    repay(lent, Decimal("1000.50"), voucher="收0017", by=centre.finance)

    page = as_officer(centre.finance).get(lent.get_absolute_url()).content.decode()

    assert "收0017" in page
    assert "1,000.50" in page


def test_whoever_grants_a_loan_reads_its_terms(loan, centre, as_officer):
    story.stand_at(loan.aid, AidStage.CHECKED)

    for path in ("", "steps/approve/"):
        page = as_officer(centre.director).get(f"{loan.aid.get_absolute_url()}{path}")
        assert "12 个月，分 3 期" in page.content.decode()
        assert "周保人" in page.content.decode()


def test_a_loan_is_rolled_over_once(lent, centre):
    make_late(lent)
    later = months_after(lent.ends_on, 6)
    take_loan_step(lent, LoanStep.ROLL_OVER, by=centre.director, note="淡季", ends_on=later)

    assert (lent.stage, lent.rollovers, lent.ends_on) == (LoanStage.REPAYING, 1, later)
    assert lent.instalments.order_by("-number").first().due_on == later
    assert lent.instalments.filter(due_on__lte=today()).count() == 0
    again = months_after(later, 1)
    with pytest.raises(MoveRefused):
        take_loan_step(lent, LoanStep.ROLL_OVER, by=centre.director, note="淡季", ends_on=again)


@pytest.mark.parametrize("months", [-1, 0, 13])
def test_a_new_last_day_lies_after_the_old_one_and_within_a_term(lent, centre, months):
    day = months_after(lent.ends_on, months) if months >= 0 else today()

    with pytest.raises(Refused):
        take_loan_step(lent, LoanStep.ROLL_OVER, by=centre.director, note="淡季", ends_on=day)

    lent.refresh_from_db()
    assert lent.rollovers == 0


def test_a_loan_is_written_off_by_minutes_and_still_takes_money(lent, centre):
    make_late(lent)
    remind(lent, centre, 3)
    take_loan_step(lent, LoanStep.CALL_GUARANTOR, by=centre.staff, note="已通知")
    with pytest.raises(MoveRefused):
        take_loan_step(lent, LoanStep.WRITE_OFF, by=centre.chair, note="病故", minutes=" ")

    take_loan_step(lent, LoanStep.WRITE_OFF, by=centre.chair, note="病故", minutes="主席办公会3号")
    repay(lent, Decimal(500), voucher="收9", by=centre.finance)

    balances = lent.aid.fund.balances()
    assert lent.stage == LoanStage.WRITTEN_OFF
    assert (balances[AccountKind.LENT], balances[AccountKind.PAID]) == (0, 9500)


@pytest.mark.parametrize("stage", [AidStage.REFUSED, AidStage.WITHDRAWN])
def test_a_loan_whose_aid_is_refused_is_not_lent(loan, stage):
    story.stand_at(loan.aid, stage)

    keep_loans()

    loan.refresh_from_db()
    assert loan.stage == LoanStage.DROPPED


def test_jobs_are_recorded_once_the_loan_is_lent(loan, lent, centre):
    record_jobs(lent, persons=2, since=today(), what="帮工", by=centre.staff)

    assert lent.jobs.get().persons == 2


def test_the_guarantors_phone_is_seen_with_a_reason_and_a_trace(lent, centre):
    with pytest.raises(Refused):
        look_at_guarantor(lent, reason=" ", by=centre.staff)

    assert look_at_guarantor(lent, reason="逾期催收联系", by=centre.staff) == "13841650002"
    assert Event.objects.about(lent)[0].step == "look"
    assert "13841650002" not in str(list(Event.objects.values_list()))


def test_every_step_is_refused_to_every_other_office(lent, town, centre):
    make_late(lent)
    for move in LOAN.moves:
        for officer in (centre.finance, centre.township, town.stranger, town.chair):
            if move.source == lent.stage and move.offices:
                with pytest.raises(MoveRefused):
                    LOAN.take(move.step, lent, by=officer, note="x")


@pytest.mark.parametrize(("days", "told"), [(0, True), (7, True), (8, False), (-1, False)])
def test_an_instalment_is_reminded_of_within_the_figures_days(lent, days, told):
    Loan.objects.filter(pk=lent.pk).update(due_on=today() + timedelta(days=days))

    assert Loan.objects.due_soon().exists() is told


def test_after_the_guarantor_the_page_no_longer_asks_for_the_guarantor(as_officer, lent, centre):
    late = make_late(lent)
    remind(late, centre, 3)
    take_loan_step(late, LoanStep.CALL_GUARANTOR, by=centre.staff, note="已联系")

    page = as_officer(centre.staff).get(late.get_absolute_url())

    assert page.context["held_up"] == late.missing_to_remind()
    assert "请联系担保人" not in page.content.decode()


def test_writing_off_says_the_sum_and_is_confirmed(as_officer, lent, centre):
    late = make_late(lent)
    remind(late, centre, 3)
    take_loan_step(late, LoanStep.CALL_GUARANTOR, by=centre.staff, note="已联系")
    where = reverse("assistance:loan-step", args=[late.pk, "write-off"])

    page = as_officer(centre.chair).get(where).content.decode()

    assert all(words in page for words in ("10,000.00", "data-confirm=", "button--danger"))


def test_who_caught_up_is_reminded_anew_before_the_loan_can_be_written_off(lent, centre):
    late = make_late(lent)
    remind(late, centre, 3)
    take_loan_step(late, LoanStep.CALL_GUARANTOR, by=centre.staff, note="已联系")
    repay(late, Decimal("3333.33"), voucher="银收1号", by=centre.finance)
    late.refresh_from_db()

    assert (late.stage, late.reminders, late.guarantor_called_on) == (LoanStage.REPAYING, 0, None)
    assert len(late.missing_to_write_off()) > 0
