from __future__ import annotations

from datetime import timedelta

from bargaining.models import (
    CongressEmployer,
    CongressSession,
    Contract,
    ListedEmployer,
    OpennessRule,
    Posting,
)
from tests.indicators.worlds import Scene
from unions.models import Parameter
from unions.scoping import owned_by


def sign(scene: Scene) -> None:
    """Contracts of one and of many, of all kinds, ended before their time or not."""
    dice = scene.dice
    contracts = []
    for _ in dice.some(4):
        own = dice.often(0.6)
        first = dice.day()
        contracts.append(
            Contract(
                title="合同", kind=dice.pick(["comprehensive", "wage", "wage", "women"]),
                scope="enterprise" if own else dice.pick(["regional", "industry"]),
                employer=scene.employer() if own else None, wage_annex=dice.often(0.5),
                signed_on=first, effective_on=first,
                expires_on=dice.maybe_day(0.8, since=first + timedelta(days=1))
                or first + timedelta(days=400),
                ended_on=dice.maybe_day(0.2), **scene.owner(),
            )
        )  # fmt: skip
    Contract.objects.bulk_create(contracts)
    ListedEmployer.objects.bulk_create(
        ListedEmployer(
            contract=contract, employer=employer, listed_on=first, struck_on=struck,
            sealed_on=dice.maybe_day(0.6), **scene.owner(),
        )
        for contract in contracts
        if contract.employer_id is None
        for employer in dice.random.sample(scene.employers, 3)
        for first, struck in dice.spans(1)
    )  # fmt: skip


def govern(scene: Scene) -> None:
    """Congresses, the rules of openness and what was posted; and what the federation asks."""
    dice = scene.dice
    sessions = []
    for n in dice.some(5):
        own = dice.often(0.7)
        sessions.append(
            CongressSession(
                kind=dice.pick(["congress", "all_staff"]) if own else "regional", term=1, sitting=n,
                employer=scene.employer() if own else None, area="" if own else "某街道",
                held_on=dice.day(), employees=9, employees_women=3, representatives=9, present=9,
                women=3, managers=1, agenda="审议", **scene.owner(),
            )
        )  # fmt: skip
    CongressSession.objects.bulk_create(sessions)
    CongressEmployer.objects.bulk_create(
        CongressEmployer(session=session, employer=employer, **scene.owner())
        for session in sessions
        if session.employer_id is None
        for employer in dice.random.sample(scene.employers, 2)
    )
    OpennessRule.objects.bulk_create(
        OpennessRule(
            employer=scene.employer(), title=f"办法{n}", adopted_on=first, repealed_on=over,
            **scene.owner(),
        )
        for n in dice.some(6)
        for first, over in [dice.span(0.3)]
    )  # fmt: skip
    Posting.objects.bulk_create(
        Posting(
            employer=scene.employer(), item="招待费", form="board", audience="职工",
            posted_on=dice.maybe_day(0.9), **scene.owner(),
        )
        for _ in dice.some(8)
    )  # fmt: skip
    set_rules(scene)


def set_rules(scene: Scene) -> None:
    """The federation's own figures, which hold from a day on."""
    dice = scene.dice
    values = {"bargaining.sealed_only": [0, 1], "bargaining.congress_months": [1, 12, 24]}
    Parameter.objects.bulk_create(
        Parameter(
            key=key,
            value=dice.pick(some),
            valid_from=first,
            basis="试",
            **owned_by(scene.city.root),
        )
        for key, some in values.items()
        if dice.often(0.5)
        for first in dice.random.sample(dice.days, 2)
    )
