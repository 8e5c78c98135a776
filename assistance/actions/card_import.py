"""A month's uses of the card, as a pharmacy or hospital lists them in a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistance.actions.carding import faults_of, reckon, scheme_in_force
from assistance.discounts import CardScheme, Service
from assistance.models import BenefitCard, CardUse, Partner
from kernel.tables import BadTable, Cell, read_workbook, text_of
from unions.events import log_event
from unions.models import Officer
from unions.scoping import same_owner

MOST_NAMED = 50  # rows at fault that are told; the file is refused as a whole anyway
LONGEST_RECEIPT = 40


class RowFault(Exception):
    """What is wrong with one row."""


def headers() -> list[str]:
    """The columns, in their order, in the reader's language."""
    return [
        _("Card number"), _("Day"), _("Service"), _("Pharmacy or hospital"), _("Receipt number"),
        _("Total of the bill"), _("Part the card works on"), _("Rate of the pharmacy, percent"),
    ]  # fmt: skip


@transaction.atomic
def import_uses(content: bytes, *, by: Officer) -> list[CardUse]:
    """All uses of the workbook, or none.

    Raises BadTable with a message for each row at fault; rows are numbered as the sheet does.
    """
    rows = read_workbook(content)
    if not rows or [text_of(cell) for cell in rows[0]][: len(headers())] != headers():
        raise BadTable(
            _("The first row must read: %(columns)s") % {"columns": " | ".join(headers())}
        )
    reading = _Reading(by)
    reading.prepare(rows[1:])
    uses, faults = [], []
    for number, row in enumerate(rows[1:], start=2):
        if not any(text_of(cell) for cell in row):
            continue
        try:
            uses.append(reading.use_of(row))
        except RowFault as fault:
            faults.append(_("Row %(row)s: %(fault)s") % {"row": number, "fault": fault})
    if not uses and not faults:
        faults.append(_("The file holds no rows."))
    if faults:
        raise BadTable(faults[:MOST_NAMED])
    try:
        with transaction.atomic():
            CardUse.objects.bulk_create(uses, batch_size=1000)
    except IntegrityError:  # another file, read at the same moment
        raise BadTable(_("A receipt of this file has just been recorded.")) from None
    saved = sum(use.saved for use in uses)
    detail = {"uses": len(uses), "saved": str(saved)}
    log_event(by, "card-import", _("Card uses imported"), by=by, detail=detail)
    return uses


class _Reading:
    """The rows of one file, against the cards and partners the officer may see."""

    def __init__(self, by: Officer) -> None:
        self.by = by
        self.schemes: dict[date, CardScheme] = {}
        self.services = {str(service.label): service for service in Service}
        self.taken: set[tuple[int, str, str]] = set()

    def prepare(self, rows: list[list[Cell]]) -> None:
        numbers = {text_of(row[0]) for row in rows if row}
        receipts = {text_of(row[4]) for row in rows if len(row) > 4}
        cards = BenefitCard.objects.visible_to(self.by).filter(number__in=numbers)
        self.cards = {card.number: card for card in cards}
        self.partners = {p.name: p for p in Partner.objects.visible_to(self.by)}
        known = CardUse.objects.filter(receipt__in=receipts)
        self.taken |= set(known.values_list("partner_id", "receipt", "service"))

    def use_of(self, row: list[Cell]) -> CardUse:
        cells = [*row, *[""] * len(headers())][: len(headers())]
        number, day, service, partner, receipt, total, reducible, rate = cells
        card = self.cards.get(text_of(number))
        place = self.partners.get(text_of(partner))
        kind = self.services.get(text_of(service))
        if card is None:
            raise RowFault(
                _("no card of yours has the number %(n)s.") % {"n": text_of(number)[:20]}
            )
        if place is None:
            raise RowFault(_("%(n)s is not among the partners.") % {"n": text_of(partner)[:40]})
        if kind is None:
            raise RowFault(_("%(n)s is no service of the card.") % {"n": text_of(service)[:20]})
        use = CardUse(
            card=card, partner=place, service=kind.value, used_on=_day(day),
            receipt=self._receipt(receipt, place, kind), total=_amount(total) or Decimal(0),
            reducible=_amount(reducible), rate=_amount(rate), recorded_by=self.by,
            **same_owner(card),
        )  # fmt: skip
        self._reckon(use)
        return use

    def _receipt(self, cell: Cell, place: Partner, kind: Service) -> str:
        receipt = text_of(cell)
        if not 0 < len(receipt) <= LONGEST_RECEIPT or "\0" in receipt:
            raise RowFault(_("the receipt number is missing or too long."))
        key = (place.pk, receipt, kind.value)
        if key in self.taken:
            raise RowFault(_("receipt %(n)s is recorded already.") % {"n": receipt})
        self.taken.add(key)
        return receipt

    def _reckon(self, use: CardUse) -> None:
        day = use.used_on
        scheme = self.schemes.setdefault(day, self.schemes.get(day) or scheme_in_force(day))
        if faults := faults_of(use, scheme):
            raise RowFault(" ".join(words for _field, words in faults))
        reckon(use, scheme)


def _day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        return date.fromisoformat(text_of(cell))
    except ValueError:
        raise RowFault(_("the day must be a date, as in 2026-03-01.")) from None


def _amount(cell: Cell) -> Decimal | None:
    text = text_of(cell).replace(",", "")
    if not text:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise RowFault(_("%(n)s is no amount.") % {"n": text[:20]}) from None
    if not amount.is_finite() or not 0 <= amount < 10**8:
        raise RowFault(_("%(n)s is no amount.") % {"n": text[:20]})
    return amount


def example() -> Iterator[list[Any]]:
    """A line that shows what the columns hold, for the empty form."""
    yield [
        "202600000101", date(2026, 3, 1), str(Service.PHARMACY.label), _("Name of the pharmacy"),
        "A-0001", Decimal("120.50"), Decimal("100.00"), Decimal(8),
    ]  # fmt: skip
