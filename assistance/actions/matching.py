"""Reading a bank's answer: each row against line, approval and books; all of it or nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Case, F, OuterRef, Q, Subquery, Sum, Value, When
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from assistance.actions.lending import start_loans
from assistance.actions.sending import layout_of
from assistance.amounts import spelled
from assistance.banks import ReturnLine, read_return_file
from assistance.ledger import Entry, book_across, settle_kind
from assistance.models import Aid, FundBatch, PaymentBatch, PaymentLine, ReturnFile, Transfer
from assistance.models.funds import AccountKind, TransferKind
from assistance.models.payments import LineResult
from assistance.workflows.aid import AID, BATCH, AidStage, AidStep, BatchStage, BatchStep
from kernel.days import today
from kernel.digest import sm3
from unions.models import Officer
from unions.refusals import Refused
from unions.scoping import same_owner

REASONS_AT_ONCE = 1_000
LONGEST_REASON = PaymentLine._meta.get_field("bank_reason").max_length
# What may be a card, an identity number or a phone; not what follows a letter, as our references.
LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[ -]?[0-9Xx]){10,}")


@dataclass(frozen=True)
class Mismatch:
    """A row of the file that does not agree; `row` counts from 1 as the bank's file does."""

    row: int
    reference: str
    differs: str
    remedy: str


class ReturnRefused(Refused):
    """A file of which nothing was booked; `mismatches` are its rows at fault."""

    def __init__(self, reason: str, mismatches: list[Mismatch] | None = None) -> None:
        super().__init__(reason)
        self.mismatches = mismatches or []


@dataclass(frozen=True)
class Expected:
    """A line as the portal knows it; `at_bank` is what of its aid stands with the bank."""

    pk: int
    aid: Aid
    amount: Decimal
    granted: Decimal | None
    fund: int
    fund_name: str
    aid_stage: str
    result: str
    at_bank: Decimal


@dataclass
class Answers:
    """The rows that agree, by what they say; `again` says the same as an earlier file."""

    paid: list[Expected] = field(default_factory=list)
    refused: list[tuple[Expected, str]] = field(default_factory=list)
    again: int = 0


@dataclass(frozen=True)
class Booked:
    """What came of a file: lines newly paid and refused, answered before, still waiting."""

    file: ReturnFile
    again: int
    waiting: int


@transaction.atomic
def read_answer(batch: PaymentBatch, name: str, content: bytes, *, by: Officer) -> Booked:
    """Match a return file with its batch and book it whole.

    Raises BadTable for a file that cannot be read, and ReturnRefused for one that does not
    agree; nothing is booked then.
    """
    # One file after the other: the second finds what the first has booked.
    batch = PaymentBatch.objects.select_for_update().get(pk=batch.pk)
    digest = sm3(content)
    _refuse_what_was_read(digest, by)
    if batch.stage not in (BatchStage.SENT, BatchStage.CLOSED):
        raise ReturnRefused(_("This batch is not with the bank: nothing can come back for it."))
    answer = read_return_file(layout_of(batch), content)
    if answer.batch_reference != batch.reference:
        raise ReturnRefused(_whose(answer.batch_reference, by))
    answers = _match(batch, answer.lines)
    read = _keep(batch, name, digest, answers, by)
    _book(batch, read, answers, by)
    waiting = batch.lines.waiting().count()
    if batch.stage == BatchStage.SENT and not batch.missing_to_close():
        BATCH.follow_on(BatchStep.CLOSE, batch, by=by)
    return Booked(read, answers.again, waiting)


def _refuse_what_was_read(digest: str, by: Officer) -> None:
    files = ReturnFile.objects.visible_to(by).filter(sm3=digest)
    if earlier := files.select_related("officer__user", "batch").first():
        said = {
            "day": date_format(localtime(earlier.read_at), "Y-m-d H:i"),
            "who": earlier.officer.user.display_name,
            "batch": earlier.batch,
        }
        words = _(
            "This file was already read on %(day)s by %(who)s, for “%(batch)s”; "
            "nothing is booked again."
        )
        raise ReturnRefused(words % said)


def _whose(reference: str, by: Officer) -> str:
    """Which batch a file is for, if this officer may know."""
    number = re.fullmatch(r"HJ[0-9]{4,}?([0-9]{8})", reference)
    others = PaymentBatch.objects.visible_to(by).filter(pk=int(number[1]) if number else 0)
    other = others.first()
    if other is not None and other.reference == reference:
        words = _("This file answers another batch: “%(batch)s” (%(reference)s). Upload it there.")
        return words % {"batch": other, "reference": reference}
    words = _("This file answers batch “%(reference)s”, which is none of yours.")
    return words % {"reference": hide_numbers(reference)[:40]}


def _match(batch: PaymentBatch, rows: list[ReturnLine]) -> Answers:
    """Raises ReturnRefused with every row that does not agree."""
    expected, answers, mismatches = _expected(batch), Answers(), []
    for row in rows:
        line = expected.get(row.reference)
        wrong = _what_differs(row, line) if line else _unknown()
        if line is None or wrong:
            shown = hide_numbers(row.reference)
            mismatches.append(Mismatch(row.row, shown, *(wrong or _unknown())))
        elif line.result != LineResult.WAITING:
            answers.again += 1
        elif row.succeeded:
            answers.paid.append(line)
        else:
            answers.refused.append((line, hide_numbers(row.reason)[:LONGEST_REASON]))
    if mismatches:
        words = _("The file does not agree with the batch; nothing of it was booked.")
        raise ReturnRefused(words, mismatches)
    return answers


def _expected(batch: PaymentBatch) -> dict[str, Expected]:
    """Every line of the batch by its reference, in two queries."""
    at_bank = _money_at_bank(batch)
    lines = batch.lines.values_list(
        "number", "pk", "aid_id", "amount", "result",
        "aid__kind", "aid__stage", "aid__granted", "aid__fund_id", "aid__fund__name",
    )  # fmt: skip
    return {
        f"{number:06d}": Expected(
            pk, Aid(pk=aid, kind=kind), amount, granted, fund, name, stage, result,
            at_bank.get(aid, Decimal(0)),
        )
        for number, pk, aid, amount, result, kind, stage, granted, fund, name in lines
    }  # fmt: skip


def _money_at_bank(batch: PaymentBatch) -> dict[int, Decimal]:
    """How much of each aid of the batch stands with the bank, in the aid's own fund."""
    moves = Transfer.objects.filter(
        Q(from_account__kind=AccountKind.SENT) | Q(to_account__kind=AccountKind.SENT),
        aid__in=batch.lines.waiting().values("aid_id"),
        fund=F("aid__fund"),
    )
    signed = Case(
        When(to_account__kind=AccountKind.SENT, then=F("amount")),
        default=F("amount") * Value(-1),
    )
    return dict(moves.order_by().values_list("aid_id").annotate(sum=Sum(signed)))


def _unknown() -> tuple[str, str]:
    return _("no line of this batch has this reference"), _("ask the bank where it is from")


def _what_differs(row: ReturnLine, line: Expected) -> tuple[str, str] | None:
    """What does not agree, and what to do about it; None if all does."""
    amounts = {"row": row.amount, "line": line.amount, "granted": line.granted}
    said = {name: spelled(yuan) for name, yuan in amounts.items() if yuan is not None}
    if row.amount != line.amount:
        words = _("amount %(row)s, sent %(line)s") % said
        if row.amount in (line.amount * 100, line.amount / 100):
            return words, _("yuan and fen are mixed up: check the layout of the batch")
        return words, _("ask the bank what it has paid, and for a corrected file")
    if line.result == LineResult.DROPPED:
        return _("this line was taken out and never sent"), _("ask the bank where it is from")
    if line.result != LineResult.WAITING:
        return _against_earlier(row, line)
    if line.amount != line.granted:
        return _("sent %(line)s, granted %(granted)s") % said, _("have the grant checked")
    if line.aid_stage != AidStage.SENT:
        words = _("the aid stands at “%(stage)s”") % {"stage": AidStage(line.aid_stage).label}
        return words, _("have the aid checked")
    if line.at_bank != line.amount:
        words = _("%(sum)s of it stand with the bank in “%(fund)s”")
        there = {"sum": spelled(line.at_bank), "fund": line.fund_name}
        return words % there, _("have the books checked")
    return None


def _against_earlier(row: ReturnLine, line: Expected) -> tuple[str, str] | None:
    if row.succeeded == (line.result == LineResult.SUCCEEDED):
        return None
    words = _("said to be “%(now)s”, but answered before as “%(before)s”")
    now = LineResult.SUCCEEDED if row.succeeded else LineResult.FAILED
    said = {"now": now.label, "before": LineResult(line.result).label}
    return words % said, _("ask the bank which is true; the earlier answer stands")


def _keep(batch: PaymentBatch, name: str, digest: str, answers: Answers, by: Officer) -> ReturnFile:
    return ReturnFile.objects.create(
        batch=batch,
        name=hide_numbers(name)[:120],
        sm3=digest,
        succeeded=len(answers.paid),
        failed=len(answers.refused),
        paid_total=_sum(answers.paid),
        failed_total=_sum(line for line, _reason in answers.refused),
        officer=by,
        **same_owner(batch),
    )


def _sum(lines: Iterable[Expected]) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))


def _book(batch: PaymentBatch, read: ReturnFile, answers: Answers, by: Officer) -> None:
    failed = [line for line, _reason in answers.refused]
    _book_money(batch, answers.paid, failed, by)
    paid_lines = batch.lines.filter(pk__in=[line.pk for line in answers.paid])
    paid_lines.update(result=LineResult.SUCCEEDED, answered_by=read)
    failed_lines = batch.lines.filter(pk__in=[line.pk for line in failed])
    failed_lines.update(result=LineResult.FAILED, answered_by=read)
    if answers.paid:
        paid = Aid.objects.filter(pk__in=[line.aid.pk for line in answers.paid])
        AID.take_together(AidStep.PAY, paid, whole=batch, by=by, paid_on=today())
        start_loans((line.aid.pk for line in answers.paid), by=by)
    if failed:
        _note_reasons(answers.refused)
        reason = failed_lines.filter(aid=OuterRef("pk")).values("bank_reason")[:1]
        bounced = Aid.objects.filter(pk__in=[line.aid.pk for line in failed])
        AID.take_together(AidStep.BOUNCE, bounced, whole=batch, by=by, bank_reason=Subquery(reason))


def _book_money(
    batch: PaymentBatch, paid: list[Expected], failed: list[Expected], by: Officer
) -> None:
    entries: dict[int, list[Entry]] = defaultdict(list)

    def enter(kind: TransferKind, line: Expected) -> None:
        key = f"{kind.value}:line:{line.pk}"
        entries[line.fund].append(Entry(kind, line.amount, key, line.aid, batch.reference))

    for line in paid:
        enter(settle_kind(line.aid), line)
    for line in failed:
        enter(TransferKind.BOUNCE, line)
    funds = FundBatch.objects.unscoped("granted from").in_bulk(entries)
    book_across({funds[pk]: entries[pk] for pk in entries}, by=by)


def _note_reasons(refused: list[tuple[Expected, str]]) -> None:
    lines: list[Any] = [PaymentLine(pk=line.pk, bank_reason=reason) for line, reason in refused]
    PaymentLine.objects.bulk_update(lines, ["bank_reason"], batch_size=REASONS_AT_ONCE)


def hide_numbers(text: str) -> str:
    """The text without what may be a card, an identity number or a phone: the last four stay."""
    return LONG_NUMBER.sub(lambda found: "*" * (len(found[0]) - 4) + found[0][-4:], text)
