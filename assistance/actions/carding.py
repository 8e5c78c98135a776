"""Medical discount cards: issued to members of households on file, used, ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistance.discounts import Bill, CardScheme, Saving, Service, discount
from assistance.models import BenefitCard, CardUse, HouseholdFile, HouseholdMember, Partner
from assistance.models.cards import CardState
from assistance.offices import COUNTY, TOWN
from kernel.days import months_after, today
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.parameters import figures_in_force, parameter
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

KEEPERS = (*TOWN, *COUNTY)  # who issues cards and records what they took off
PREFIX = "assistance.card_"

Fault = tuple[str, str]  # the field at fault ("" for the whole), and what is wrong with it


def keeps_cards(officer: Officer) -> bool:
    return holds_any(officer, KEEPERS)


def scheme_in_force(on: date) -> CardScheme:
    """The federation's rates and bounds on a day. Raises Refused where they contradict."""
    names = set(CardScheme.__dataclass_fields__)
    figures = {
        figure.declared.key.removeprefix(PREFIX): figure.value
        for figure in figures_in_force(on)
        if figure.declared.key.startswith(PREFIX)
    }
    try:
        return CardScheme(**{name: Decimal(str(figures[name])) for name in names})
    except (ArithmeticError, ValueError):
        words = _("The federation's figures of the card contradict each other.")
        raise Refused(words) from None


@transaction.atomic
def issue_cards(members: Iterable[HouseholdMember], *, by: Officer) -> list[BenefitCard]:
    """A card for each, from today on; one that has run out is replaced.

    Raises Refused, and issues none, for a member whose household is not on file or who holds a
    card.
    """
    until = months_after(today(), 12 * int(parameter("assistance.card_years")))
    return [_issue(member, until, by) for member in members]


def _issue(member: HouseholdMember, until: date, by: Officer) -> BenefitCard:
    # Two officers may press at once; the second waits here and then finds the card.
    file = HouseholdFile.objects.select_for_update().get(pk=member.file_id)
    if not file.is_on_file:
        raise Refused(_("%(name)s: the household is not on file.") % {"name": member.name})
    held = BenefitCard.objects.filter(member=member, state=CardState.VALID).first()
    if held is not None and held.valid_until >= today():
        raise Refused(_("%(name)s already holds a card.") % {"name": member.name})
    if held is not None:
        _end(held, CardState.WITHDRAWN, _("Run out, replaced"), by)
    earlier = BenefitCard.objects.filter(member=member, issued_on__year=today().year).count()
    card = BenefitCard.objects.create(
        file=file,
        member=member,
        number=f"{today().year}{member.pk:06d}{earlier + 1:02d}",
        holder=member.name,
        pinyin=pinyin_key(member.name),
        issued_on=today(),
        valid_until=until,
        issued_by=by,
        **same_owner(file),
    )
    log_event(card, "card-issue", _("Card issued"), by=by, detail={"valid_until": str(until)})
    return card


@transaction.atomic
def end_card(card: BenefitCard, state: str, why: str, *, by: Officer) -> None:
    """Report it lost, or withdraw it. Raises Refused for a card that has ended."""
    held = BenefitCard.objects.select_for_update().get(pk=card.pk)
    if held.state != CardState.VALID:
        raise Refused(_("This card has ended already."))
    _end(card, state, why, by)


def _end(card: BenefitCard, state: str, why: str, by: Officer) -> None:
    card.state, card.ended_on, card.ended_why = state, today(), why
    card.save(update_fields=["state", "ended_on", "ended_why"])
    log_event(card, "card-end", _("Card ended"), by=by, note=why, detail={"state": state})


@transaction.atomic
def record_use(use: CardUse, *, by: Officer) -> None:
    """Reckon what the card takes off and keep it, with the rule as it reads today.

    Raises Refused, and keeps nothing, if `faults_of` finds any, and for a receipt kept before.
    """
    scheme = scheme_in_force(use.used_on)
    if faults := faults_of(use, scheme):
        raise Refused(
            _("This use cannot be recorded."), missing=[words for _field, words in faults]
        )
    reckon(use, scheme)
    use.recorded_by = by
    for name, value in same_owner(use.card).items():
        setattr(use, name, value)
    try:
        with transaction.atomic():
            use.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("This receipt is already recorded.")) from None
    detail = {"service": use.service, "total": str(use.total), "saved": str(use.saved)}
    log_event(use, "card-use", _("Card used"), by=by, detail=detail)


def reckon(use: CardUse, scheme: CardScheme) -> Saving:
    """Fill in what was charged and saved. Raises ValueError as `discount` does."""
    if use.service != Service.PHARMACY:
        use.rate = None
    if use.service in {Service.REGISTRATION, Service.EXAMINATION}:
        use.reducible = None
    bill = Bill(Service(use.service), use.total, use.reducible, use.rate)
    saving = discount(bill, scheme)
    use.charged, use.saved, use.rule = saving.charged, saving.saved, saving.words
    return saving


def faults_of(use: CardUse, scheme: CardScheme) -> list[Fault]:
    """What stands against this use: the card, the partner, the day, the amounts."""
    card, day = use.card, use.used_on
    faults: list[Fault] = []
    if day > today():
        faults.append(("used_on", _("This day lies in the future.")))
    if not card.issued_on <= day <= card.valid_until or (card.ended_on and day > card.ended_on):
        faults.append(("used_on", _("The card was not valid on this day.")))
    ended = use.partner.valid_to is not None and day > use.partner.valid_to
    if day < use.partner.valid_from or ended:
        faults.append(("partner", _("There was no agreement with this partner on this day.")))
    if use.service not in use.partner.takes:
        faults.append(("service", _("This partner does not give this service.")))
    if use.total <= 0:
        faults.append(("total", _("Enter the total of the bill.")))
    return faults or _amount_faults(use, scheme)


def _amount_faults(use: CardUse, scheme: CardScheme) -> list[Fault]:
    try:
        reckon(use, scheme)
    except ValueError as error:
        words = str(error)
        rate = words.startswith(_("Rate of the pharmacy"))
        part = words.startswith(_("Part of the bill the card works on"))
        return [("rate" if rate else "reducible" if part else "total", words)]
    return []


@transaction.atomic
def keep_partner(partner: Partner, *, by: Officer) -> None:
    """Register a pharmacy or hospital of the officer's own union, or change its row."""
    label = _("Partner changed") if partner.pk else _("Partner registered")
    if partner.pk is None:
        for name, value in owned_by(by.union).items():
            setattr(partner, name, value)
    elif partner.union_id != by.union_id:
        raise Refused(_("This partner is another union's."))
    partner.save()
    log_event(partner, "partner", label, by=by)
