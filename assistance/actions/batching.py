"""Making up a payment batch: aids gathered, copied as lines, taken out again."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from assistance.models import Aid, PaymentBatch, PaymentLine
from assistance.models.payments import HAS_CARD, TAKE_OUT, LineResult
from assistance.workflows.aid import AID, AidStep, BatchStage
from kernel.tables import MOST_ROWS
from unions.events import log_event
from unions.models import Officer
from unions.refusals import MoveRefused, Overtaken, Refused
from unions.scoping import owned_by, same_owner

LINES_AT_ONCE = 2_000


def ready_aids(officer: Officer) -> QuerySet[Aid]:
    """Money that may go to the bank now, in the officer's branch."""
    return Aid.objects.visible_to(officer).payable().filter(HAS_CARD)


def ready_without_card(officer: Officer) -> QuerySet[Aid]:
    """Ready, but for a card in the recipient's own name."""
    ready = Aid.objects.visible_to(officer).payable()
    return ready.exclude(pk__in=ready.filter(HAS_CARD).values("pk"))


def size_of(aids: QuerySet[Aid]) -> tuple[int, Decimal]:
    """How many, and how much money in yuan."""
    sums = aids.aggregate(count=Count("pk"), sum=Sum("granted"))
    return sums["count"], sums["sum"] or Decimal(0)


@transaction.atomic
def make_batch(
    aids: QuerySet[Aid],
    *,
    title: str,
    layout: str,
    by: Officer,
    seen: tuple[int, Decimal] | None = None,
) -> PaymentBatch:
    """Gather these aids, of those that are ready.

    `seen` is what the page said of their number and sum. Raises Refused, or Overtaken where
    others have become ready since, and makes nothing.
    """
    batch = PaymentBatch.objects.create(
        title=title, layout=layout, drafted_by=by, **owned_by(by.union)
    )
    gathered = AID.take_together(AidStep.GATHER, aids, whole=batch, by=by)
    if not gathered:
        raise Refused(_("Nothing of this choice is ready to be paid."))
    if len(gathered) > MOST_ROWS:
        words = _("A batch holds up to %(most)d payments: choose fewer.")
        raise Refused(words % {"most": MOST_ROWS})
    PaymentLine.objects.bulk_create(_lines(batch, gathered), batch_size=LINES_AT_ONCE)
    if seen is not None and seen != (len(gathered), batch.total):
        raise Overtaken(_("What is ready has changed since the page was made. Look again."))
    return batch


def _lines(batch: PaymentBatch, gathered: list[int]) -> Iterator[PaymentLine]:
    """As the bank will be told; each card is sealed anew for its line."""
    aids = Aid.objects.unscoped("just gathered").filter(pk__in=gathered)
    mine = same_owner(batch)
    rows = aids.select_related("file", "payee").order_by("pk")
    for number, aid in enumerate(rows, start=1):
        holder = aid.file or aid.payee
        yield PaymentLine(
            batch=batch,
            aid=aid,
            number=number,
            payee=aid.file.card_holder if aid.file else aid.payee.name,
            card=holder.card,
            bank_name=holder.bank_name,
            amount=aid.granted or 0,
            **mine,
        )


@transaction.atomic
def take_out(line: PaymentLine, *, by: Officer, note: str = "") -> None:
    """Take a line out while the batch is made up; its aid is ready again.

    Raises MoveRefused, and changes nothing, later than that.
    """
    batch = PaymentBatch.objects.select_for_update().get(pk=line.batch_id)
    line.refresh_from_db(fields=["result"])
    if batch.stage != BatchStage.DRAFT or line.result != LineResult.WAITING:
        raise MoveRefused(_("A line can be taken out only while the batch is made up."))
    AID.follow_on(AidStep.RELEASE, line.aid, by=by, note=note)
    line.result = LineResult.DROPPED
    line.save(update_fields=["result"])
    label, detail = _("Line taken out"), {"line": line.number, "aid": line.aid_id}
    log_event(batch, TAKE_OUT, label, by=by, note=note, detail=detail)
