"""The life of one aid, of a round of aids, and of the batch that pays them.

An aid:
applied --check--> checked --approve--> [publicity --shown-->] ready --gather--> queued --send-->
sent --pay--> paid --call-back--> closed
                            sent --bounce--> failed --correct--> ready
Goods go from ready --hand-over--> paid. Approving reserves the money in the fund; whatever takes
an aid off its way again releases it. What is not paid yet can be dropped when the household takes
its consent back; what is in a payment batch goes on to its end.

A round prepares the aids of hundreds of households from a list with rules; approving the round
approves them together. A payment batch gathers what is ready, and three different persons make,
approve and pay it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assistance.offices import APPROVERS, COUNTY, FINANCE, REPORTERS
from unions.models import Officer
from unions.offices import COUNTY_STAFF
from unions.parameters import parameter
from unions.workflow import Deadline, Move, Workflow

CONSEQUENCE = ()
STAFF = (COUNTY_STAFF,)


class AidStage(TextChoices):
    APPLIED = "applied", _("Applied for")
    RETURNED = "returned", _("Returned for changes")
    CHECKED = "checked", _("Checked, waiting for approval")
    PUBLICITY = "publicity", _("Approved, in publicity")
    READY = "ready", _("Ready to be paid")
    QUEUED = "queued", _("In a payment batch")
    SENT = "sent", _("With the bank")
    FAILED = "failed", _("Refused by the bank")
    PAID = "paid", _("Paid")
    CLOSED = "closed", _("Closed")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AidStep(TextChoices):
    CHECK = "check", _("First check passed")
    APPROVE = "approve", _("Approve the aid")
    SHOWN = "shown", _("End of publicity")
    GATHER = "gather", _("Put into a payment batch")
    RELEASE = "release", _("Take out of the batch")
    SEND = "send", _("Send to the bank")
    PAY = "pay", _("Paid by the bank")
    BOUNCE = "bounce", _("Refused by the bank")
    CORRECT = "correct", _("Correct and pay again")
    HAND_OVER = "hand-over", _("Hand over against signature")
    CALL_BACK = "call-back", _("Record the call afterwards")
    RESUBMIT = "resubmit", _("Hand in again")
    SEND_BACK = "send-back", _("Send back")
    REFUSE = "refuse", _("Refuse")
    WITHDRAW = "withdraw", _("Withdraw")
    CANCEL = "cancel", _("Cancel the approval")
    DROP = "drop", _("Dropped with its round")
    LAPSE = "lapse", _("Dropped with the consent")


class RoundStage(TextChoices):
    DRAFT = "draft", _("Being prepared")
    PREPARING = "preparing", _("List being made")
    PREPARED = "prepared", _("List to be checked")
    PROPOSED = "proposed", _("Waiting for the decision")
    APPROVED = "approved", _("Approved")
    DROPPED = "dropped", _("Dropped")


class RoundStep(TextChoices):
    PREPARE = "prepare", _("Make the list")
    LISTED = "listed", _("List made")
    PROPOSE = "propose", _("Propose for decision")
    APPROVE = "approve", _("Approve the round")
    SEND_BACK = "send-back", _("Send back")
    DROP = "drop", _("Drop the round")


class BatchStage(TextChoices):
    DRAFT = "draft", _("Being made up")
    SUBMITTED = "submitted", _("Waiting for approval")
    APPROVED = "approved", _("Ready to be sent")
    SENT = "sent", _("With the bank")
    CLOSED = "closed", _("Closed")
    DROPPED = "dropped", _("Dropped")


class BatchStep(TextChoices):
    SUBMIT = "submit", _("Submit")
    APPROVE = "approve", _("Approve the payment")
    SEND_BACK = "send-back", _("Send back")
    SEND = "send", _("Release to the bank")
    CLOSE = "close", _("Close")
    DROP = "drop", _("Dissolve the batch")


A, V = AidStage, AidStep

# Stages in which the aid's money is set aside or gone; what counts against a year's cap.
COMMITTED = tuple(
    s.value for s in (A.PUBLICITY, A.READY, A.QUEUED, A.SENT, A.FAILED, A.PAID, A.CLOSED)
)
RECEIVED = (A.PAID.value, A.CLOSED.value)
# Stages before and after the approval from which an aid can still be dropped; then those from which
# it cannot.
UNDECIDED = (A.APPLIED.value, A.RETURNED.value, A.CHECKED.value)
UNPAID = (A.PUBLICITY.value, A.READY.value, A.FAILED.value)
IN_A_BATCH = (A.QUEUED.value, A.SENT.value)


def shown_before_paid(record: Any) -> bool:
    return int(parameter("assistance.aid_publicity_days")) > 0


def paid_at_once(record: Any) -> bool:
    return not shown_before_paid(record)


def is_money(aid: Any) -> bool:
    return bool(aid.is_money)


def is_goods(aid: Any) -> bool:
    return not aid.is_money


def what_a_check_lacks(aid: Any) -> list[str]:
    return list(aid.missing_to_check())


def what_approval_lacks(aid: Any) -> list[str]:
    return list(aid.missing_to_approve())


def what_a_correction_lacks(aid: Any) -> list[str]:
    return list(aid.missing_to_pay())


def what_handing_over_lacks(aid: Any) -> list[str]:
    return list(aid.missing_to_hand_over())


def granted_by(aid: Any, by: Officer | None) -> dict[str, Any]:
    """Amount and fund were put on the aid by the action that takes the step; the limit is asked."""
    return dict(aid.granted_by(by))


def reserve_money(aid: Any, by: Officer | None) -> None:
    aid.reserve_money(by)


def release_money(aid: Any, by: Officer | None) -> None:
    aid.release_money(by)


def received_today(aid: Any, by: Officer | None) -> dict[str, Any]:
    return dict(aid.received_today())


def hand_over(aid: Any, by: Officer | None) -> None:
    aid.hand_over(by)


def what_a_round_lacks(a_round: Any) -> list[str]:
    return list(a_round.missing_to_prepare())


def what_a_proposal_lacks(a_round: Any) -> list[str]:
    return list(a_round.missing_to_propose())


def what_a_round_decision_lacks(a_round: Any) -> list[str]:
    return list(a_round.missing_to_approve())


def decided_by(a_round: Any, by: Officer | None) -> dict[str, Any]:
    """The minutes were put on the round by the action that takes the step; the limit is asked."""
    return dict(a_round.decided_by(by))


def grant_listed(a_round: Any, by: Officer | None) -> None:
    a_round.grant_listed(by)


def drop_listed(a_round: Any, by: Officer | None) -> None:
    a_round.drop_listed(by)


def what_a_batch_lacks(batch: Any) -> list[str]:
    return list(batch.missing_to_submit())


def what_closing_lacks(batch: Any) -> list[str]:
    return list(batch.missing_to_close())


def approved_by_another(batch: Any, by: Officer | None) -> dict[str, Any]:
    return dict(batch.approved_by_another(by))


def sent_by_another(batch: Any, by: Officer | None) -> dict[str, Any]:
    return dict(batch.sent_by_another(by))


def send_money(batch: Any, by: Officer | None) -> None:
    batch.send_money(by)


def free_aids(batch: Any, by: Officer | None) -> None:
    batch.free_aids(by)


CHECK = Deadline("assistance.aid_check_days")
APPROVE = Deadline("assistance.aid_approve_days")
CORRECT = Deadline("assistance.correct_days")
PUBLICITY = Deadline("assistance.aid_publicity_days")
PAY = Deadline("assistance.pay_days")
CALL_BACK = Deadline("assistance.callback_days", working=False)

AID = Workflow(
    Move(A.APPLIED, V.CHECK, A.CHECKED, COUNTY, guard=what_a_check_lacks, due=APPROVE),
    Move(A.RETURNED, V.RESUBMIT, A.APPLIED, REPORTERS, due=CHECK),
    Move(A.CHECKED, V.APPROVE, A.READY, APPROVERS, decision=True, when=paid_at_once,
         guard=what_approval_lacks, due=PAY, sets=granted_by,
         then=reserve_money),
    Move(A.CHECKED, V.APPROVE, A.PUBLICITY, APPROVERS, decision=True, when=shown_before_paid,
         guard=what_approval_lacks, due=PUBLICITY, sets=granted_by,
         then=reserve_money),
    Move(A.PUBLICITY, V.SHOWN, A.READY, CONSEQUENCE, due=PAY),
    # To the bank and back
    Move(A.READY, V.GATHER, A.QUEUED, CONSEQUENCE, when=is_money, due=PAY),
    Move(A.QUEUED, V.RELEASE, A.READY, CONSEQUENCE, due=PAY),
    Move(A.QUEUED, V.SEND, A.SENT, CONSEQUENCE),
    Move(A.SENT, V.PAY, A.PAID, CONSEQUENCE, due=CALL_BACK),
    Move(A.SENT, V.BOUNCE, A.FAILED, CONSEQUENCE, due=CORRECT),
    Move(A.FAILED, V.CORRECT, A.READY, STAFF, guard=what_a_correction_lacks, due=PAY),
    Move(A.READY, V.HAND_OVER, A.PAID, STAFF, when=is_goods, guard=what_handing_over_lacks,
         due=CALL_BACK, sets=received_today, then=hand_over),
    Move(A.PAID, V.CALL_BACK, A.CLOSED, REPORTERS, needs_note=True),
    # Off the way
    *(
        Move(stage, V.SEND_BACK, A.RETURNED, offices, needs_note=True, optional=True, due=CORRECT)
        for stage, offices in [(A.APPLIED, COUNTY), (A.CHECKED, APPROVERS)]
    ),
    Move(A.APPLIED, V.REFUSE, A.REFUSED, COUNTY, needs_note=True, decision=True, optional=True),
    Move(A.CHECKED, V.REFUSE, A.REFUSED, APPROVERS, needs_note=True, decision=True, optional=True),
    *(
        Move(stage, V.WITHDRAW, A.WITHDRAWN, REPORTERS, needs_note=True, optional=True)
        for stage in (A.APPLIED, A.RETURNED, A.CHECKED)
    ),
    Move(A.CHECKED, V.DROP, A.WITHDRAWN, CONSEQUENCE),
    *(
        Move(stage, V.CANCEL, A.WITHDRAWN, APPROVERS, needs_note=True, optional=True,
             then=release_money)
        for stage in (A.PUBLICITY, A.READY, A.FAILED)
    ),
    # The household took its consent back, and wants no more of it
    *(
        Move(stage, V.LAPSE, A.WITHDRAWN, CONSEQUENCE)
        for stage in (A.APPLIED, A.RETURNED, A.CHECKED)
    ),
    *(
        Move(stage, V.LAPSE, A.WITHDRAWN, CONSEQUENCE, then=release_money)
        for stage in (A.PUBLICITY, A.READY, A.FAILED)
    ),
)  # fmt: skip

R, W = RoundStage, RoundStep

ROUND = Workflow(
    Move(R.DRAFT, W.PREPARE, R.PREPARING, STAFF, guard=what_a_round_lacks),
    Move(R.PREPARED, W.PREPARE, R.PREPARING, STAFF, optional=True, guard=what_a_round_lacks),
    Move(R.PREPARING, W.LISTED, R.PREPARED, CONSEQUENCE),
    Move(R.PREPARED, W.PROPOSE, R.PROPOSED, STAFF, guard=what_a_proposal_lacks, due=APPROVE),
    Move(R.PROPOSED, W.APPROVE, R.APPROVED, APPROVERS, decision=True,
         guard=what_a_round_decision_lacks, sets=decided_by, then=grant_listed),
    Move(R.PROPOSED, W.SEND_BACK, R.PREPARED, APPROVERS, needs_note=True, optional=True),
    *(
        Move(stage, W.DROP, R.DROPPED, STAFF, needs_note=True, optional=True, then=drop_listed)
        for stage in (R.DRAFT, R.PREPARED)
    ),
)  # fmt: skip

B, P = BatchStage, BatchStep

BATCH = Workflow(
    Move(B.DRAFT, P.SUBMIT, B.SUBMITTED, STAFF, guard=what_a_batch_lacks, due=PAY),
    Move(B.SUBMITTED, P.APPROVE, B.APPROVED, APPROVERS, decision=True, due=PAY,
         sets=approved_by_another),
    Move(B.SUBMITTED, P.SEND_BACK, B.DRAFT, APPROVERS, needs_note=True, optional=True),
    # The payer is neither who made it up nor who approved it, nor had a hand in one of its aids.
    Move(B.APPROVED, P.SEND, B.SENT, FINANCE, decision=True, due=PAY, sets=sent_by_another,
         then=send_money),
    Move(B.SENT, P.CLOSE, B.CLOSED, CONSEQUENCE, guard=what_closing_lacks),
    *(
        Move(stage, P.DROP, B.DROPPED, offices, needs_note=True, optional=True, then=free_aids)
        for stage, offices in [(B.DRAFT, STAFF), (B.APPROVED, FINANCE)]
    ),
)  # fmt: skip
