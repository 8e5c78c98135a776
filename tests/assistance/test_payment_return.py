"""What the bank answers, matched three ways: all of a file is booked, or nothing of it."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from assistance.actions.batching import take_out
from assistance.actions.matching import ReturnRefused, hide_numbers
from assistance.banks import BadTable, layouts
from assistance.ledger import book
from assistance.models import Aid, PaymentBatch, PaymentLine, ReturnFile
from assistance.models.funds import TransferKind
from assistance.workflows.aid import AID, BATCH, AidStage, AidStep, BatchStage, BatchStep
from kernel.days import today
from tests.assistance import payments, story
from tests.assistance.bank import answer_rows, as_file
from unions.models import Event
from unions.refusals import MoveRefused
from unions.scoping import owned_by

CSV = layouts()["generic-csv"]


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def aids(town, fund, centre):
    return payments.ready_aids_of(town.street, fund, centre)


@pytest.fixture
def batch(aids, centre):
    return payments.released(centre)


@pytest.fixture
def read(batch, centre):
    """`read(content)` by the county's finance."""
    return lambda content: payments.read(batch, content, centre.finance)


def results(batch) -> list[str]:
    return list(batch.lines.order_by("number").values_list("result", flat=True))


def refusal(read, content) -> ReturnRefused:
    with pytest.raises(ReturnRefused) as refused:
        read(content)
    return refused.value


def rows_of(batch, **changes) -> list[list[str]]:
    """The file as rows of text: headers, three lines, total."""
    return answer_rows(CSV, batch.reference, payments.said_of(batch, **changes))


# What agrees


def test_everything_paid_closes_the_batch(batch, aids, fund, read):
    booked = read(payments.answer_to(batch))

    batch.refresh_from_db()
    assert (batch.stage, booked.waiting) == (BatchStage.CLOSED, 0)
    assert payments.standing(fund) == {"available": 99400, "paid": 600}
    paid = Aid.objects.filter(pk__in=[aid.pk for aid in aids])
    assert set(paid.values_list("stage", "paid_on")) == {(AidStage.PAID, today())}
    assert not batch.differing().exists()


def test_what_the_bank_refuses_goes_back_with_its_reason(batch, aids, fund, read):
    read(payments.answer_to(batch, {2: "账号户名不符"}))

    aids[1].refresh_from_db()
    assert (aids[1].stage, aids[1].bank_reason) == (AidStage.FAILED, "账号户名不符")
    assert results(batch) == ["succeeded", "failed", "succeeded"]
    assert payments.standing(fund) == {"available": 99400, "reserved": 200, "paid": 400}
    assert PaymentBatch.objects.get(pk=batch.pk).stage == BatchStage.CLOSED


def test_a_refused_payment_is_corrected_and_paid_by_another_batch(batch, aids, fund, read, centre):
    read(payments.answer_to(batch, {2: "销户"}))
    aids[1].refresh_from_db()
    AID.take(AidStep.CORRECT, aids[1], by=centre.staff)

    second = payments.released(centre)
    payments.read(second, payments.answer_to(second), centre.finance)

    assert payments.standing(fund) == {"available": 99400, "paid": 600}
    assert not batch.differing().exists()
    assert not second.differing().exists()


def test_a_loan_is_lent_not_paid(town, filed, centre):
    fund = story.make_fund(town.linghai, kinds=["loan"], purpose="loans")
    payments.ready_aid(filed, fund, centre, kind="loan")
    batch = payments.released(centre)

    payments.read(batch, payments.answer_to(batch), centre.finance)

    assert payments.standing(fund) == {"available": 99000, "lent": 1000}
    assert PaymentBatch.objects.get(pk=batch.pk).stage == BatchStage.CLOSED


def test_lines_of_several_funds_are_booked_each_in_its_own(town, aids, fund, centre):
    other = story.make_fund(town.linghai)
    payments.ready_aid(story.on_file(town.street), other, centre)
    batch = payments.released(centre)

    payments.read(batch, payments.answer_to(batch), centre.finance)

    assert payments.standing(fund) == {"available": 99400, "paid": 600}
    assert payments.standing(other) == {"available": 99000, "paid": 1000}


@pytest.mark.parametrize("layout", layouts())
def test_shuffled_rows_are_the_same_answer(aids, fund, centre, layout):
    batch = payments.released(centre, layout=layout)
    rows = answer_rows(layouts()[layout], batch.reference, payments.said_of(batch, {3: "挂失"}))
    first = 2 if layouts()[layout].return_opening else 1
    middle = rows[first : first + 3]
    random.Random(1).shuffle(middle)
    rows[first : first + 3] = middle

    payments.read(batch, as_file(layouts()[layout], rows), centre.finance)

    assert results(batch) == ["succeeded", "succeeded", "failed"]


def test_the_rest_of_a_partial_file_stays_waiting(batch, fund, read):
    booked = read(payments.answer_to(batch, only={1, 3}))

    batch.refresh_from_db()
    assert (batch.stage, booked.waiting) == (BatchStage.SENT, 1)
    assert payments.standing(fund) == {"available": 99400, "sent": 200, "paid": 400}
    with pytest.raises(MoveRefused):
        BATCH.follow_on(BatchStep.CLOSE, batch, by=None)

    read(payments.answer_to(batch, only={2}))
    batch.refresh_from_db()
    assert batch.stage == BatchStage.CLOSED


def test_the_same_answer_in_two_files_is_booked_once(batch, fund, read):
    read(payments.answer_to(batch, {2: "销户"}, only={1, 2}))
    booked = read(payments.answer_to(batch, {2: "账户已销"}))

    assert (booked.again, booked.file.succeeded, booked.file.failed) == (2, 1, 0)
    assert payments.standing(fund) == {"available": 99400, "reserved": 200, "paid": 400}


def test_what_is_paid_already_is_not_paid_again_by_a_new_file(batch, fund, read):
    read(payments.answer_to(batch))
    booked = read(payments.answer_to(batch, only={1}))

    assert (booked.again, booked.file.succeeded) == (1, 0)
    assert payments.standing(fund) == {"available": 99400, "paid": 600}


def test_of_a_file_its_digest_and_sums_are_kept(batch, read):
    read(payments.answer_to(batch, {2: "销户"}))

    kept = ReturnFile.objects.get()
    assert (kept.succeeded, kept.failed) == (2, 1)
    assert (kept.paid_total, kept.failed_total) == (Decimal(400), Decimal(200))
    assert len(kept.sm3) == 64


def test_a_card_in_the_bank_s_reason_is_not_kept(batch, aids, read):
    read(payments.answer_to(batch, {2: f"账号{story.CARD}户名不符,请联系{story.PHONE}"}))

    kept = PaymentLine.objects.get(batch=batch, number=2).bank_reason
    assert story.CARD not in kept
    assert story.PHONE not in kept
    assert kept.startswith("账号***************8907户名不符")


# What does not


def nothing_was_booked(batch, fund) -> bool:
    aids = Aid.objects.filter(payments__batch=batch).values_list("stage", flat=True)
    return (
        set(results(batch)) == {"waiting"}
        and set(aids) == {AidStage.SENT}
        and payments.standing(fund) == {"available": 99400, "sent": 600}
        and not ReturnFile.objects.exists()
    )


def test_the_same_file_twice_says_who_read_it_and_when(batch, fund, read):
    content = payments.answer_to(batch)
    read(content)

    assert "already read" in str(refusal(read, content))
    assert payments.standing(fund) == {"available": 99400, "paid": 600}
    assert ReturnFile.objects.count() == 1


def test_a_file_of_another_batch_says_whose_it_is(town, batch, fund, centre, read):
    payments.ready_aid(story.on_file(town.street), fund, centre)
    other = payments.released(centre)
    PaymentBatch.objects.filter(pk=other.pk).update(title="七月批次")

    assert "七月批次" in str(refusal(read, payments.answer_to(other)))
    assert set(results(batch)) == {"waiting"}


def test_a_file_of_a_batch_out_of_scope_says_no_more_than_that(town, batch, centre, read):
    other = PaymentBatch.objects.create(
        title="黑山批次", layout="generic-csv", stage="sent", **owned_by(town.heishan)
    )
    content = as_file(CSV, answer_rows(CSV, other.reference))

    said = str(refusal(read, content))

    assert "none of yours" in said
    assert other.title not in said


@pytest.mark.parametrize("reference", ["X-1", "HJ", "HJ000100000000", "HJ" + "9" * 30, "二"])
def test_a_file_of_no_batch_of_ours_is_refused(batch, fund, read, reference):
    content = as_file(CSV, answer_rows(CSV, reference))

    assert "none of yours" in str(refusal(read, content))
    assert nothing_was_booked(batch, fund)


CHANGES = {
    "unknown reference": ("业务编号", "000009", "no line of this batch"),
    "another amount": ("金额", "199.00", "amount 199.00, sent 200.00"),
}


@pytest.mark.parametrize(("column", "value", "told"), CHANGES.values(), ids=CHANGES)
def test_one_row_that_does_not_agree_stops_the_file(batch, fund, read, column, value, told):
    rows = rows_of(batch)
    rows[2][rows[0].index(column)] = value
    rows[-1][rows[0].index("金额")] = "599.00" if column == "金额" else "600.00"

    refused = refusal(read, as_file(CSV, rows))

    (wrong,) = refused.mismatches
    assert (wrong.row, told in wrong.differs) == (3, True)
    assert nothing_was_booked(batch, fund)


def test_fen_for_yuan_are_told_as_such(batch, fund, read):
    outcomes = [(ref, yuan * 100, ok, why) for ref, yuan, ok, why in payments.said_of(batch)]

    refused = refusal(read, as_file(CSV, answer_rows(CSV, batch.reference, outcomes)))

    assert len(refused.mismatches) == 3
    assert "layout" in refused.mismatches[0].remedy
    assert nothing_was_booked(batch, fund)


@pytest.mark.parametrize("amount", ["壹佰元", "200.001", "", "-200", "1e2"])
def test_an_amount_that_is_none_stops_the_file(batch, fund, read, amount):
    rows = rows_of(batch)
    rows[2][rows[0].index("金额")] = amount

    with pytest.raises(BadTable):
        read(as_file(CSV, rows))
    assert nothing_was_booked(batch, fund)


def test_a_wrong_total_stops_the_file(batch, fund, read):
    rows = rows_of(batch)
    rows[-1][rows[0].index("金额")] = "601.00"

    with pytest.raises(BadTable):
        read(as_file(CSV, rows))
    assert nothing_was_booked(batch, fund)


@pytest.mark.parametrize("first", [None, "销户"])
def test_an_answer_that_contradicts_an_earlier_one_is_refused(batch, fund, read, first):
    read(payments.answer_to(batch, {1: first} if first else None, only={1}))
    before = payments.standing(fund)

    refused = refusal(read, payments.answer_to(batch, None if first else {1: "退票"}))

    assert [wrong.reference for wrong in refused.mismatches] == ["000001"]
    assert "answered before" in refused.mismatches[0].differs
    assert payments.standing(fund) == before
    assert results(batch)[1:] == ["waiting", "waiting"]


def test_a_line_that_was_taken_out_cannot_come_back(aids, fund, centre):
    batch = payments.gathered(centre)
    said = payments.said_of(batch)
    take_out(batch.lines.get(number=2), by=centre.staff)
    payments.walk(batch, centre)
    content = as_file(CSV, answer_rows(CSV, batch.reference, said))

    refused = refusal(lambda c: payments.read(batch, c, centre.finance), content)

    assert "taken out" in refused.mismatches[0].differs


def test_a_grant_that_differs_from_the_line_is_told(batch, fund, read):
    PaymentLine.objects.filter(batch=batch, number=2).update(amount=150)
    content = payments.answer_to(batch)

    (wrong,) = refusal(read, content).mismatches

    assert wrong.differs == "sent 150.00, granted 200.00"


def test_money_that_does_not_stand_with_the_bank_is_told(batch, aids, fund, read, centre):
    book(fund, TransferKind.BOUNCE, Decimal(200), aid=aids[1], by=centre.finance, key="by hand")

    (wrong,) = refusal(read, payments.answer_to(batch)).mismatches

    assert wrong.differs.startswith("0.00 of it stand with the bank")


def test_an_aid_that_stands_elsewhere_is_told(batch, aids, read):
    story.stand_at(aids[2], AidStage.FAILED)

    (wrong,) = refusal(read, payments.answer_to(batch)).mismatches

    assert "Refused by the bank" in wrong.differs


@pytest.mark.parametrize("stage", [BatchStage.DRAFT, BatchStage.APPROVED, BatchStage.DROPPED])
def test_nothing_comes_back_for_a_batch_that_is_not_at_the_bank(batch, read, stage):
    content = payments.answer_to(batch)
    PaymentBatch.objects.filter(pk=batch.pk).update(stage=stage)

    assert "not with the bank" in str(refusal(read, content))


def test_the_log_of_an_answer_names_nobody(batch, read):
    read(payments.answer_to(batch, {2: "户名不符"}))

    told = " ".join(f"{e.title} {e.note} {e.detail}" for e in Event.objects.about(batch))
    assert "赵和" not in told
    assert story.CARD not in told


def test_numbers_are_hidden_but_not_our_references():
    assert hide_numbers("HJ000100000001") == "HJ000100000001"
    assert hide_numbers("210781198001010018") == "**************0018"
    assert hide_numbers("6217 0000 1234 5678 907") == "*" * 19 + " 907"
    assert hide_numbers("共3笔,金额1200.00") == "共3笔,金额1200.00"


def test_matching_thirty_lines_takes_the_statements_of_matching_three(town, fund, centre):
    def statements(count: int) -> int:
        payments.ready_aids_of(town.street, fund, centre, count=count)
        batch = payments.released(centre)
        refused = range(1, count // 2 + 1)
        content = payments.answer_to(batch, {n: f"理由{n}" for n in refused})
        with CaptureQueriesContext(connection) as asked:
            payments.read(batch, content, centre.finance)
        return len(asked)

    statements(3)  # what is read once per process
    assert statements(30) == statements(3)
