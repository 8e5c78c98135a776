"""The life of a dispute in mediation; it climbs one level when mediation fails.

opened --accept--> mediating --agree--> agreed --close--> closed
mediating --pass-up--> opened (one level up); at the top: mediating --refer--> referred
agreed --confirm--> agreed (by court or arbitration); agreed --broken--> referred

Who acts depends on the level in charge (`tier`): each edge stands in the table once per tier.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assistance.offices import CITY, COUNTY, TOWN
from kernel.days import today
from unions.models import Federation, Officer
from unions.offices import BASE_CHAIR, Office
from unions.parameters import parameter
from unions.workflow import Deadline, Move, Workflow


class Tier(TextChoices):
    """The levels of mediation, the lowest first."""

    UNIT = "unit", _("Unit")
    COMMUNITY = "community", _("Community")
    TOWNSHIP = "township", _("Township or street")
    COUNTY = "county", _("County or district")
    CITY = "city", _("City")


# A community has no post of its own here: its township's staff keep its cases.
MEDIATORS: dict[str, tuple[Office, ...]] = {
    Tier.UNIT: (BASE_CHAIR,),
    Tier.COMMUNITY: TOWN,
    Tier.TOWNSHIP: TOWN,
    Tier.COUNTY: COUNTY,
    Tier.CITY: CITY,
}


def tiers_of(federation: Federation) -> list[Tier]:
    """The federation's levels by `assistance.mediation_levels`, the lowest first.

    The fourth is the city; where the county is the root, it is the community.
    """
    three = [Tier.UNIT, Tier.TOWNSHIP, Tier.COUNTY]
    if int(parameter("assistance.mediation_levels")) < 4:
        return three
    if federation.root_is_county:
        return [Tier.UNIT, Tier.COMMUNITY, Tier.TOWNSHIP, Tier.COUNTY]
    return [*three, Tier.CITY]


def tier_above(tier: str, federation: Federation) -> Tier | None:
    """The next level up; None at the top. A tier since abolished goes on from its height."""
    order = list(Tier)
    above = [t for t in tiers_of(federation) if order.index(t) > order.index(Tier(tier))]
    return above[0] if above else None


class MediationStage(TextChoices):
    OPENED = "opened", _("Waiting to be accepted")
    MEDIATING = "mediating", _("In mediation")
    AGREED = "agreed", _("Agreement reached")
    CLOSED = "closed", _("Agreement kept")
    REFERRED = "referred", _("Referred to arbitration or court")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class MediationStep(TextChoices):
    ACCEPT = "accept", _("Take up")
    AGREE = "agree", _("Record the agreement")
    PASS_UP = "pass-up", _("Failed: pass one level up")
    REFER = "refer", _("Failed: refer to arbitration or court")
    CONFIRM = "confirm", _("Record the confirmation")
    CLOSE = "close", _("Record what was paid and close")
    BROKEN = "broken", _("Agreement not kept: refer")
    WITHDRAW = "withdraw", _("Withdraw")


S, T = MediationStage, MediationStep


def at(tier: str) -> Callable[[Any], bool]:
    return lambda case: bool(case.tier == tier)


def below_the_top(tier: str) -> Callable[[Any], bool]:
    return lambda case: bool(case.tier == tier and case.tier_above)


def at_the_top(tier: str) -> Callable[[Any], bool]:
    return lambda case: bool(case.tier == tier and not case.tier_above)


def what_acceptance_lacks(case: Any) -> list[str]:
    return list(case.missing_to_accept())


def what_an_agreement_lacks(case: Any) -> list[str]:
    return list(case.missing_to_agree())


def what_a_confirmation_lacks(case: Any) -> list[str]:
    return list(case.missing_to_confirm())


def accepted(case: Any, by: Officer | None) -> dict[str, Any]:
    return {"accepted_on": today()}


def agreed(case: Any, by: Officer | None) -> dict[str, Any]:
    return {"agreed_on": today()}


def ended(case: Any, by: Officer | None) -> dict[str, Any]:
    return {"closed_on": today()}


def one_level_up(case: Any, by: Officer | None) -> dict[str, Any]:
    return dict(case.one_level_up())


ACCEPT = Deadline("assistance.mediation_accept_days")
MEDIATE = Deadline("assistance.mediation_days", working=False)


def moves_at(tier: str, offices: tuple[Office, ...]) -> list[Move]:
    here = at(tier)
    return [
        Move(S.OPENED, T.ACCEPT, S.MEDIATING, offices, when=here, guard=what_acceptance_lacks,
             due=MEDIATE, sets=accepted, follows=_("The days of mediation count from today.")),
        Move(S.MEDIATING, T.AGREE, S.AGREED, offices, when=here, guard=what_an_agreement_lacks,
             sets=agreed),
        Move(S.MEDIATING, T.PASS_UP, S.OPENED, offices, when=below_the_top(tier), needs_note=True,
             optional=True, due=ACCEPT, sets=one_level_up,
             follows=_("The next level up takes the case over.")),
        Move(S.MEDIATING, T.REFER, S.REFERRED, offices, when=at_the_top(tier), needs_note=True,
             optional=True, sets=ended),
        Move(S.AGREED, T.CONFIRM, S.AGREED, offices, when=here, optional=True,
             guard=what_a_confirmation_lacks),
        Move(S.AGREED, T.CLOSE, S.CLOSED, offices, when=here, sets=ended),
        Move(S.AGREED, T.BROKEN, S.REFERRED, offices, when=here, needs_note=True, optional=True,
             sets=ended),
        *(
            Move(stage, T.WITHDRAW, S.WITHDRAWN, offices, when=here, needs_note=True,
                 optional=True, sets=ended)
            for stage in (S.OPENED, S.MEDIATING)
        ),
    ]  # fmt: skip


MEDIATION = Workflow(
    *(move for tier, offices in MEDIATORS.items() for move in moves_at(tier, offices))
)
