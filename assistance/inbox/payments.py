"""Batches to approve, to send and to match, and what a bank has refused."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from assistance.amounts import spelled
from assistance.models import Aid, PaymentBatch
from assistance.offices import FINANCE
from assistance.workflows.aid import AID, BATCH, AidStage, BatchStage
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer
from unions.offices import holds_any


def batches_waiting(officer: Officer) -> Any:
    """Those on which the officer is the next to act."""
    batches = PaymentBatch.objects.visible_to(officer).with_sums()
    return batches.awaiting(BATCH.waiting_for(officer))


def batch_todo(batch: Any, officer: Officer) -> ToDo:
    tags = {
        BatchStage.DRAFT: _("To submit"),
        BatchStage.SUBMITTED: _("To approve"),
        BatchStage.APPROVED: _("To pay"),
    }
    return ToDo(
        tag=tags[BatchStage(batch.stage)],
        title=batch.title,
        sub=_("%(n)d payments, %(sum)s yuan.") % {"n": batch.size, "sum": spelled(batch.sum)},
        url=batch.get_absolute_url(),
        due_on=batch.due_on,
        tone="red",
    )


def batches_at_bank(officer: Officer) -> Any:
    """Sent, and not closed: the bank has not answered for all, or the sums differ."""
    pays = holds_any(officer, FINANCE)
    sent: list[str] = [BatchStage.SENT] if pays else []
    return PaymentBatch.objects.visible_to(officer).with_sums().awaiting(sent)


def answer_todo(batch: Any, officer: Officer) -> ToDo:
    waiting = _("The bank has not answered for %(n)d of %(size)d payments.")
    differs = _("The bank has answered for all, but grant, books and bank differ.")
    said = waiting % {"n": batch.open_lines, "size": batch.size}
    return ToDo(
        tag=_("With the bank") if batch.open_lines else _("Difference"),
        title=batch.title,
        sub=said if batch.open_lines else differs,
        url=batch.get_absolute_url(),
        due_on=batch.due_on,
        tone="amber" if batch.open_lines else "red",
    )


def aids_bounced(officer: Officer) -> Any:
    """Refused by the bank, for who asked for the aid; who mends it is told with the other aids."""
    mends = AidStage.FAILED in AID.waiting_for(officer)
    failed: list[str] = [] if mends else [AidStage.FAILED]
    aids = Aid.objects.visible_to(officer).awaiting(failed)
    return aids.filter(drafted_by__user_id=officer.user_id)


def bounced_todo(aid: Aid, officer: Officer) -> ToDo:
    said = {"why": aid.bank_reason or _("no reason given")}
    return ToDo(
        tag=_("Refused by the bank"),
        title=f"{aid} · {aid.recipient}",
        sub=_("The bank says: %(why)s. Have the card mended; the county then pays again.") % said,
        url=aid.get_absolute_url(),
        due_on=aid.due_on,
        tone="amber",
    )


SOURCES += [
    Source("assistance:batch-list", batches_waiting, batch_todo),
    Source("assistance:batch-list", batches_at_bank, answer_todo),
    Source("assistance:aid-list", aids_bounced, bounced_todo),
]
