"""A batch from the first choice to the bank: who may do what, and where the money stands."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from assistance.actions.batching import make_batch, ready_aids, ready_without_card, take_out
from assistance.actions.sending import write_for_bank
from assistance.ledger import book
from assistance.models import Aid, AidRound, FundBatch, Payee, PaymentBatch, PaymentLine
from assistance.models.funds import TransferKind
from assistance.models.payments import in_ranges
from assistance.workflows.aid import AID, BATCH, AidStage, AidStep, BatchStage, BatchStep
from kernel.days import today
from tests.assistance import payments, story
from tests.cast import make_person
from unions.actions import appoint
from unions.models import Event
from unions.offices import Role
from unions.refusals import MoveRefused, Overtaken, Refused
from unions.scoping import owned_by, same_owner

LONG_AGO = today() - timedelta(days=900)


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
def aids(town, fund, centre):
    return payments.ready_aids_of(town.street, fund, centre)


@pytest.fixture
def batch(aids, centre):
    return payments.gathered(centre)


def stages(aids) -> set[str]:
    return set(Aid.objects.filter(pk__in=[a.pk for a in aids]).values_list("stage", flat=True))


# Made up


def test_gathering_copies_what_the_bank_must_know(batch, aids):
    lines = list(batch.lines.order_by("number"))

    assert [(line.number, line.amount, line.payee) for line in lines] == [
        (1, 100, "赵和1"), (2, 200, "赵和2"), (3, 300, "赵和3"),
    ]  # fmt: skip
    assert {str(line.card) for line in lines} == {"***************8907"}
    assert stages(aids) == {AidStage.QUEUED}


def test_a_card_is_sealed_anew_for_its_line(batch, aids):
    line = batch.lines.first()

    assert line.card.reveal() == story.CARD
    assert line.card != line.aid.file.card


def test_money_goes_to_a_card_in_ones_own_name_only(town, fund, centre):
    for file in (
        story.on_file(town.street, card_holder="别人"),
        story.on_file(town.street, card="", card_holder="赵和平"),
    ):
        payments.ready_aid(file, fund, centre)

    assert not ready_aids(centre.staff).exists()
    assert ready_without_card(centre.staff).count() == 2


def test_who_has_no_file_is_paid_to_the_named_payee(town, filed, centre):
    fund = story.make_fund(town.linghai, filed_only=False, source="dues")
    aid = Aid.objects.create(
        recipient="李安", kind="temporary", year=2026, asked=500, granted=500, fund=fund,
        visit=story.complete(filed, centre.township).visits.get(), approved_by=centre.director,
        **owned_by(town.street),
    )  # fmt: skip
    book(fund, TransferKind.RESERVE, Decimal(500), aid=aid, by=centre.director)
    story.stand_at(aid, AidStage.READY)
    Payee.objects.create(aid=aid, name="李安", card="6222020200112233445", **same_owner(aid))

    line = payments.gathered(centre).lines.get()

    assert (line.payee, line.card.reveal()) == ("李安", "6222020200112233445")


def test_goods_are_in_no_batch(town, filed, fund, centre):
    payments.ready_aid(filed, fund, centre, form="goods")

    with pytest.raises(Refused, match="Nothing"):
        payments.gathered(centre)
    assert not PaymentBatch.objects.exists()


def test_what_became_ready_since_is_not_gathered_unseen(aids, centre):
    with pytest.raises(Overtaken):
        make_batch(
            ready_aids(centre.staff), title="x", layout="generic-csv", by=centre.staff,
            seen=(2, 300),
        )  # fmt: skip
    assert stages(aids) == {AidStage.READY}


def test_a_line_taken_out_frees_its_aid(batch, aids, centre):
    take_out(batch.lines.get(number=2), by=centre.staff)

    aids[1].refresh_from_db()
    assert (aids[1].stage, batch.total) == (AidStage.READY, 400)
    assert payments.gathered(centre).lines.get().amount == 200


def test_no_line_leaves_a_batch_that_is_handed_in(batch, centre):
    BATCH.take(BatchStep.SUBMIT, batch, by=centre.staff)

    with pytest.raises(MoveRefused):
        take_out(batch.lines.get(number=2), by=centre.staff)


def test_an_empty_batch_is_not_handed_in(batch, centre):
    for line in batch.lines.all():
        take_out(line, by=centre.staff)

    with pytest.raises(MoveRefused) as refused:
        BATCH.take(BatchStep.SUBMIT, batch, by=centre.staff)
    assert refused.value.missing == ["The batch is empty."]


@pytest.mark.parametrize("when", ["draft", "approved"])
def test_a_dropped_batch_frees_its_aids(batch, aids, fund, centre, when):
    by = centre.staff
    if when == "approved":
        BATCH.take(BatchStep.SUBMIT, batch, by=centre.staff)
        BATCH.take(BatchStep.APPROVE, batch, by=centre.director)
        by = centre.finance

    BATCH.take(BatchStep.DROP, batch, by=by, note="重做")

    assert stages(aids) == {AidStage.READY}
    assert payments.standing(fund) == {"available": 99400, "reserved": 600}
    assert payments.gathered(centre).lines.count() == 3


# Three persons


def test_three_persons_bring_the_money_to_the_bank(batch, aids, fund, centre):
    payments.walk(batch, centre)

    assert (batch.stage, batch.sent_by, batch.sent_on) == (BatchStage.SENT, centre.finance, today())
    assert stages(aids) == {AidStage.SENT}
    assert payments.standing(fund) == {"available": 99400, "sent": 600}


def second_post(officer, union, role):
    """The same person in another office."""
    return appoint(officer.user, union, role, on=LONG_AGO)


def test_who_made_a_batch_up_approves_it_in_no_post(town, batch, centre):
    maker_as_director = second_post(centre.staff, town.linghai, Role.DIRECTOR)
    BATCH.take(BatchStep.SUBMIT, batch, by=town.county_deputy)

    with pytest.raises(MoveRefused):
        BATCH.take(BatchStep.APPROVE, batch, by=maker_as_director)


def test_who_handed_a_batch_in_approves_it_in_no_post(town, batch, centre):
    BATCH.take(BatchStep.SUBMIT, batch, by=town.county_deputy)

    with pytest.raises(MoveRefused):
        BATCH.take(
            BatchStep.APPROVE, batch, by=second_post(town.county_deputy, town.linghai, Role.CHAIR)
        )


def test_who_took_a_line_out_approves_the_rest_in_no_post(town, batch, centre):
    take_out(batch.lines.get(number=1), by=town.county_deputy)
    BATCH.take(BatchStep.SUBMIT, batch, by=centre.staff)

    with pytest.raises(MoveRefused, match="made this batch up"):
        BATCH.take(
            BatchStep.APPROVE, batch, by=second_post(town.county_deputy, town.linghai, Role.CHAIR)
        )


@pytest.mark.parametrize("hand", ["maker", "submitter", "approver"])
def test_who_had_a_hand_in_a_batch_pays_it_in_no_post(town, batch, aids, centre, hand):
    people = {"maker": centre.staff, "submitter": town.county_deputy, "approver": centre.director}
    payer = second_post(people[hand], town.linghai, Role.FINANCE)
    BATCH.take(BatchStep.SUBMIT, batch, by=town.county_deputy)
    BATCH.take(BatchStep.APPROVE, batch, by=centre.director)

    with pytest.raises(MoveRefused):
        BATCH.take(BatchStep.SEND, batch, by=payer)
    assert stages(aids) == {AidStage.QUEUED}


@pytest.mark.parametrize("hand", ["drafted_by", "approved_by"])
def test_who_had_a_hand_in_an_aid_does_not_pay_it(town, batch, aids, centre, hand):
    elsewhere = second_post(centre.finance, town.street, Role.STAFF)
    Aid.objects.filter(pk=aids[1].pk).update(**{hand: elsewhere})

    with pytest.raises(MoveRefused) as refused:
        payments.walk(batch, centre)

    assert refused.value.missing == [f"Line 2: aid {aids[1].pk:06d}"]
    assert stages(aids) == {AidStage.QUEUED}


def test_who_checked_an_aid_does_not_pay_it(town, filed, fund, centre):
    aid = payments.ready_aid(filed, fund, centre)
    story.stand_at(aid, AidStage.APPLIED)
    AID.take(AidStep.CHECK, aid, by=second_post(centre.finance, town.linghai, Role.STAFF))
    story.stand_at(aid, AidStage.READY)

    with pytest.raises(MoveRefused) as refused:
        payments.walk(payments.gathered(centre), centre)
    assert len(refused.value.missing) == 1


def test_who_drafted_the_round_of_an_aid_does_not_pay_it(of_a_round, centre):
    with pytest.raises(MoveRefused) as refused:
        payments.walk(payments.gathered(centre), centre)
    assert len(refused.value.missing) == 1


@pytest.fixture
def of_a_round(town, filed, fund, centre):
    a_round = AidRound.objects.create(
        title="送温暖", kind="festival", year=2026, fund=fund, amounts={"deep": "1000"},
        drafted_by=second_post(centre.finance, town.linghai, Role.STAFF),
        **owned_by(town.linghai),
    )  # fmt: skip
    return payments.ready_aid(filed, fund, centre, round=a_round)


@pytest.mark.parametrize("who", ["staff", "director", "chair", "city", "township"])
def test_only_finance_pays(batch, centre, who):
    BATCH.take(BatchStep.SUBMIT, batch, by=centre.staff)
    BATCH.take(BatchStep.APPROVE, batch, by=centre.vice_chair)

    with pytest.raises(MoveRefused):
        BATCH.take(BatchStep.SEND, batch, by=getattr(centre, who))


def test_a_second_finance_officer_does_not_pay_twice(town, batch, fund, centre):
    payments.walk(batch, centre)
    again = PaymentBatch.objects.get(pk=batch.pk)

    with pytest.raises(MoveRefused):
        BATCH.take(BatchStep.SEND, again, by=make_person("finance2", town.linghai, Role.FINANCE))
    assert payments.standing(fund)["sent"] == 600


# What the fund allows


def test_a_fund_that_has_expired_at_midnight_sends_nothing(town, aids, fund, centre):
    other = story.make_fund(town.linghai, valid_to=today() + timedelta(days=1))
    payments.ready_aid(story.on_file(town.street), other, centre)
    batch = payments.gathered(centre)
    FundBatch.objects.filter(pk=other.pk).update(valid_to=today() - timedelta(days=1))

    with pytest.raises(MoveRefused, match="not valid today") as refused:
        payments.walk(batch, centre)

    assert refused.value.missing == [f"“{other}”: lines 4"]
    assert payments.standing(fund) == {"available": 99400, "reserved": 600}
    assert stages(aids) == {AidStage.QUEUED}


def test_a_grant_that_changed_since_is_not_sent(batch, aids, fund, centre):
    PaymentLine.objects.filter(batch=batch, number=2).update(amount=201)

    with pytest.raises(MoveRefused) as refused:
        payments.walk(batch, centre)
    assert refused.value.missing == ["Lines 2"]
    assert payments.standing(fund)["reserved"] == 600


def test_line_numbers_are_said_in_ranges():
    assert in_ranges([1, 2, 3, 5, 7, 8]) == "1–3, 5, 7–8"
    assert in_ranges(range(1, 200, 2)).endswith(" …")


# The bank's file


def write(batch, by, **changes):
    said = {"receiver": "凌海农商银行", "purpose": "代发救助金", **changes}
    return write_for_bank(batch, by=by, **said)


def test_the_bank_gets_the_same_bytes_each_time(batch, centre):
    payments.walk(batch, centre)

    first, second = write(batch, centre.finance), write(batch, centre.finance)

    assert first.content == second.content
    assert story.CARD.encode() in first.content
    assert "赵和2".encode() in first.content


def test_the_bank_gets_the_same_bytes_after_its_answer(batch, centre):
    payments.walk(batch, centre)
    before = write(batch, centre.finance).content
    payments.read(batch, payments.answer_to(batch, only={1}), centre.finance)

    assert write(batch, centre.finance).content == before


def test_handing_data_to_the_bank_is_logged_without_the_data(batch, centre):
    payments.walk(batch, centre)
    write(batch, centre.finance)

    event = Event.objects.about(batch).filter(step="to-bank").get()
    assert event.detail["receiver"] == "凌海农商银行"
    assert "bank card" in event.detail["kinds"]
    assert story.CARD not in str(event.detail) + event.note


@pytest.mark.parametrize("who", ["staff", "director", "city"])
def test_only_finance_hands_a_batch_to_the_bank(batch, centre, who):
    payments.walk(batch, centre)

    with pytest.raises(MoveRefused):
        write(batch, getattr(centre, who))


def test_there_is_no_bank_file_before_the_release(batch, centre):
    with pytest.raises(MoveRefused):
        write(batch, centre.finance)


def test_a_layout_that_was_taken_away_is_said(batch, centre):
    payments.walk(batch, centre)
    batch.layout = "gone"

    with pytest.raises(Refused, match="gone"):
        write(batch, centre.finance)
