"""Contracts whose texts are much like one another: a hint that a form was copied, not bargained."""

from __future__ import annotations

from dataclasses import dataclass

from bargaining.likeness import bands_of, similarity, trigrams
from bargaining.models import Contract, ContractBand
from unions.models import Officer
from unions.parameters import parameter

CANDIDATES = 20  # whose whole texts are held against each other
SHOWN = 5
EVERYWHERE = "texts of all counties are held against each other; only the share leaves the branch"


@dataclass(frozen=True)
class Alike:
    """`share` in percent; `contract` is None where it lies outside the reader's branch."""

    share: int
    contract: Contract | None


def alike_to(contract: Contract, officer: Officer) -> list[Alike]:
    """The most similar of the federation's contracts, from `bargaining.alike_percent` on."""
    least = int(parameter("bargaining.alike_percent"))
    mine = trigrams(contract.text)
    bands = ContractBand.objects.unscoped(EVERYWHERE)
    candidates = bands.sharing(bands_of(contract.text), apart_from=contract.pk, most=CANDIDATES)
    others = Contract.objects.unscoped(EVERYWHERE).filter(pk__in=candidates)
    found = [
        (round(100 * similarity(mine, trigrams(other.text))), other)
        for other in others.select_related("union", "employer")
    ]
    found.sort(key=lambda pair: (-pair[0], pair[1].pk))
    return [
        Alike(share, other if officer.oversees(other) else None)
        for share, other in found[:SHOWN]
        if share >= least
    ]
