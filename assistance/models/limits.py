"""How much one officer may approve, and how much a household may still get this year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Sum

from assistance.models.standard import standard_of
from kernel.days import today
from unions.models import Officer
from unions.offices import Role
from unions.parameters import parameter

if TYPE_CHECKING:
    from assistance.models.aid import Aid


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


def yearly_cap(aid: Aid) -> Decimal | None:
    """The most that aid of this kind may come to in its year; None where nothing is capped."""
    standard = standard_of(aid.county, today())
    match aid.kind:
        case "living" if standard and aid.file:
            basis = parameter("assistance.life_cap_basis")
            heads = aid.file.members.filter(not_counted="").count() if basis == "member" else 1
            return standard.monthly * int(parameter("assistance.life_cap_months")) * heads
        case "medical":
            return aid.basis
        case "tuition" if standard:
            return standard.monthly * int(parameter("assistance.tuition_cap_months"))
        case "temporary":
            return Decimal(parameter("assistance.temporary_cap"))
    return None


def remaining_cap(aid: Aid) -> Decimal | None:
    """What the cap still leaves beside everything else approved for the same household."""
    cap = yearly_cap(aid)
    if cap is None or aid.file is None:
        return cap
    others = aid.file.aids.committed(aid.year).filter(kind=aid.kind).exclude(pk=aid.pk)
    if aid.kind == "tuition":
        others = others.filter(member=aid.member)
    taken = others.aggregate(sum=Sum("granted"))["sum"] or Decimal(0)
    return max(Decimal(0), cap - taken)
