"""Handing a batch to the bank: the only place where its cards are read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_variables

from assistance.banks import BankLayout, OutgoingLine, layouts, write_bank_file
from assistance.models import PaymentBatch, PaymentLine
from assistance.offices import FINANCE
from assistance.workflows.aid import BatchStage
from kernel.digest import sm3
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import MoveRefused, Refused

TO_BANK = "to-bank"
# What the bank is told, for the log of personal data handed on.
HANDED_ON = "name, bank card, bank, amount, kind of aid"
WORDED_IN = "zh-hans"


@dataclass(frozen=True, repr=False)
class BankFile:
    """Cards in clear: handed out, and shown in no trace of an error."""

    name: str
    content: bytes


def layout_of(batch: PaymentBatch) -> BankLayout:
    """Raises Refused where the layout's file has been taken away."""
    layout = layouts().get(batch.layout)
    if layout is None:
        words = _("There is no bank layout “%(layout)s” any more.")
        raise Refused(words % {"layout": batch.layout})
    return layout


@transaction.atomic
@sensitive_variables("outgoing", "content")
def write_for_bank(batch: PaymentBatch, *, receiver: str, purpose: str, by: Officer) -> BankFile:
    """The batch as its bank reads it; that it was handed on is logged, of its content the digest.

    Raises Refused before the batch is released and after it is closed.
    """
    if not holds_any(by, FINANCE):
        raise MoveRefused(_("Only the county's finance hands a batch to the bank."))
    if batch.stage != BatchStage.SENT:
        raise MoveRefused(_("There is a bank file only while the batch is with the bank."))
    layout = layout_of(batch)
    outgoing = [_outgoing(line) for line in _lines_of(batch)]
    try:
        content = write_bank_file(layout, batch.reference, outgoing)
    except ValueError as wrong:
        raise Refused(str(wrong)) from wrong
    detail = {"receiver": receiver, "purpose": purpose, "kinds": HANDED_ON}
    detail |= {"lines": str(len(outgoing)), "sm3": sm3(content)}
    note = f"{receiver}: {purpose}"
    log_event(
        batch, TO_BANK, _("Personal data handed to the bank"), by=by, note=note, detail=detail
    )
    return BankFile(f"{batch.reference}.{layout.format}", content)


def _lines_of(batch: PaymentBatch) -> list[PaymentLine]:
    return list(batch.lines.standing().select_related("aid").order_by("number"))


@sensitive_variables()
def _outgoing(line: PaymentLine) -> OutgoingLine:
    # Whoever downloads it, in whatever language: the bank gets the same bytes.
    with override(WORDED_IN):
        purpose = str(line.aid.get_kind_display())
    return OutgoingLine(
        line.reference, line.payee, line.card.reveal(), line.bank_name, line.amount, purpose
    )
