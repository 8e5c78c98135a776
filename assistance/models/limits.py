"""How much one officer may approve, and how much a household may still get this year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Sum
from django.utils.translation import gettext

from assistance.amounts import spelled_short
from assistance.models.standard import standard_of
from kernel.days import today
from unions.models import Officer, Union
from unions.offices import Role
from unions.parameters import parameter
from unions.refusals import MoveRefused

if TYPE_CHECKING:
    from assistance.models.aid import Aid


@dataclass(frozen=True)
class CapRule:
    """The most of one kind in a year; `yuan` None: not capped. `by_member`: times the members."""

    yuan: Decimal | None
    by_member: bool = False


@dataclass(frozen=True)
class Cap:
    """The cap of one aid's kind and year: what is allowed, already approved, and left, in yuan."""

    allowed: Decimal
    taken: Decimal

    @property
    def left(self) -> Decimal:
        return max(Decimal(0), self.allowed - self.taken)


def approval_limit(officer: Officer) -> Decimal | None:
    """Yuan this officer may approve at once; None for the chair, who brings the minutes."""
    match officer.role:
        case Role.DIRECTOR:
            return Decimal(parameter("assistance.limit_director"))
        case Role.VICE_CHAIR:
            return Decimal(parameter("assistance.limit_vice_chair"))
        case Role.CHAIR:
            return None
    return Decimal(0)


def limit_without_minutes() -> Decimal:
    """Above this the chair's office meeting decides, and its minutes are named."""
    return Decimal(parameter("assistance.limit_vice_chair"))


def hold_to_limit(officer: Officer, amount: Decimal, minutes: str) -> None:
    """Raises MoveRefused where one aid of this sum is above what the officer may approve."""
    limit = approval_limit(officer)
    if limit is not None and amount > limit:
        words = gettext("You may approve up to %(limit)s yuan; this is above.")
        raise MoveRefused(words % {"limit": spelled_short(limit)})
    if amount > limit_without_minutes() and not minutes:
        raise MoveRefused(gettext("Above that sum the minutes of the chair's meeting are needed."))


def cap_rule(kind: str, place: Union | None) -> CapRule:
    """What caps a kind of aid in a county; medical aid is capped by its own costs instead."""
    match kind:
        case "living" | "tuition":
            standard = standard_of(place, today())
            if standard is None:
                return CapRule(None)
            months = "life_cap_months" if kind == "living" else "tuition_cap_months"
            by_member = kind == "living" and parameter("assistance.life_cap_basis") == "member"
            return CapRule(standard.monthly * int(parameter(f"assistance.{months}")), by_member)
        case "temporary":
            return CapRule(Decimal(parameter("assistance.temporary_cap")))
    return CapRule(None)


def yearly_cap(aid: Aid) -> Decimal | None:
    """The most that aid of this kind may come to in its year; None where nothing is capped."""
    if aid.kind == "medical":
        return aid.basis
    rule = cap_rule(aid.kind, aid.county)
    if rule.yuan is None or (aid.kind == "living" and aid.file is None):
        return None
    if rule.by_member and aid.file:
        return rule.yuan * aid.file.members.filter(not_counted="").count()
    return rule.yuan


def cap_of(aid: Aid) -> Cap | None:
    """The cap beside everything else approved in the aid's year for the same recipient."""
    allowed = yearly_cap(aid)
    if allowed is None:
        return None
    others = others_of(aid).committed(aid.year).filter(kind=aid.kind)
    if aid.kind == "tuition":
        others = others.filter(member=aid.member)
    return Cap(allowed, others.aggregate(sum=Sum("granted"))["sum"] or Decimal(0))


def remaining_cap(aid: Aid) -> Decimal | None:
    """What the cap still leaves; None where nothing is capped."""
    cap = cap_of(aid)
    return cap.left if cap else None


def others_of(aid: Aid) -> Any:
    """The household's other aids; without a file, those to the same card, or name in the union."""
    every = type(aid)._default_manager.all()
    if aid.file_id:
        return every.filter(file_id=aid.file_id).exclude(pk=aid.pk)
    same = Q(recipient=aid.recipient, union_id=aid.union_id)
    payee = getattr(aid, "payee", None)
    if payee is not None:
        same |= Q(payee__card_index=payee.card_index)
    return every.filter(same, file=None).exclude(pk=aid.pk)
