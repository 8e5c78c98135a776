"""Coverage against an independent count by hand, on random worlds."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bargaining.coverage import Band, Base, by_line, cells, figures, marked
from bargaining.models import Contract, ListedEmployer
from tests.cast import make_uscc
from unions.models import Coverage, Employer, EmployerProfile, Parameter
from unions.scoping import owned_by

WORLDS = int(os.environ.get("HEJIA_WORLDS", "100"))  # twice: sealed or not
FIRST = date(2025, 1, 1)
DAYS = st.integers(0, 9)  # few, so that first and last days meet
# Mostly yes and mostly early, so that many worlds hold somebody covered twice.
MOSTLY = st.sampled_from([True, True, True, True, False])
STRETCH = st.tuples(
    st.sampled_from([0, 0, 0, 1, 2, 4, 8]), st.sampled_from([None, None, None, 1, 4, 9])
)


@dataclass(frozen=True)
class Firm:
    """An employer as the roll tells it; each stretch is (first day, days until it ends)."""

    county: int
    on_roll: tuple[int, int | None]
    established: tuple[int, int | None] | None
    profiles: list[tuple[int, bool, bool, str]]  # headcount, public, enterprise, holding
    changes_after: int


@dataclass(frozen=True)
class Paper:
    kind: str
    annex: bool
    firm: int | None  # its own contract, or a regional one
    term: tuple[int, int]
    ended: int | None
    owner: int
    listed: list[tuple[int, tuple[int, int | None], int | None]] = field(default_factory=list)


def firms() -> Any:
    profile = st.tuples(
        st.sampled_from([1, 24, 25, 99, 100, 299, 300, 1000]), st.booleans(), MOSTLY,
        st.sampled_from(["1", "3"]),
    )  # fmt: skip
    return st.builds(
        Firm, st.integers(0, 1), STRETCH, STRETCH | STRETCH | STRETCH | st.none(),
        st.lists(profile, min_size=1, max_size=2), st.integers(1, 9),
    )  # fmt: skip


def papers(firm: int) -> Any:
    listing = st.tuples(st.integers(0, firm), STRETCH, st.none() | DAYS)
    return st.builds(
        Paper,
        st.sampled_from(["comprehensive", "wage", "women", "safety"]),
        st.booleans(),
        st.none() | st.integers(0, firm),  # half of them regional
        st.tuples(st.sampled_from([0, 0, 1, 2, 4]), st.sampled_from([1, 4, 6, 9])),
        st.none() | st.none() | DAYS,
        st.integers(0, 1),
        st.lists(listing, min_size=1, max_size=4, unique_by=lambda listed: listed[0]),
    )


MEASURES = st.sampled_from(["any", "any", "wage", "wage", "women"])
BASES = st.sampled_from([Base.ESTABLISHED.value] * 4 + Base.values)

WORLD = st.lists(firms(), min_size=1, max_size=4).flatmap(
    lambda some: st.tuples(st.just(some), st.lists(papers(len(some) - 1), min_size=2, max_size=6))
)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def until(stretch: tuple[int, int | None]) -> date | None:
    first, length = stretch
    return None if length is None else day(first + length)


def turns(world: Any) -> list[int]:
    """The days on which something begins or ends in a world: where a count goes wrong."""
    _some, signed = world
    found = {sum(paper.term) for paper in signed} | {paper.ended for paper in signed}
    for paper in signed:
        for _who, (first, length), sealed in paper.listed:
            found |= {first, sealed, None if length is None else first + length}
    return sorted(found - {None})


def runs(stretch: tuple[int, int | None], at: int) -> bool:
    first, length = stretch
    return first <= at and (length is None or at < first + length)


# The independent count: plain loops over plain tuples.


def facts_of(firm: Firm, at: int) -> tuple[int, bool, bool, str]:
    return firm.profiles[-1] if at >= firm.changes_after else firm.profiles[0]


def stands_in(firm: Firm, base: str, at: int) -> bool:
    headcount, public, enterprise, holding = facts_of(firm, at)
    if not (enterprise and runs(firm.on_roll, at)):
        return False
    if base == Base.ROLL:
        return True
    if firm.established is None or not runs(firm.established, at):
        return False
    return {
        Base.ESTABLISHED: True,
        Base.FROM_25: headcount >= 25,
        Base.FROM_100: headcount >= 100,
        Base.PRIVATE_100: headcount >= 100 and not public,
        Base.STATE: holding == "1",
        Base.PUBLIC: public,
        Base.NON_PUBLIC: not public,
    }[Base(base)]


def counts_for(paper: Paper, measure: str, at: int) -> bool:
    first, length = paper.term
    if not first <= at <= first + length or (paper.ended is not None and paper.ended <= at):
        return False
    if measure == "any":
        return True
    if measure == "wage":
        return paper.kind == "wage" or (paper.kind == "comprehensive" and paper.annex)
    return paper.kind == measure


def by_hand(world: Any, measure: str, base: str, at: int, *, sealed_only: bool) -> dict[str, Any]:
    some, signed = world
    found: dict[str, Any] = {}
    for number, firm in enumerate(some):
        if not stands_in(firm, base, at):
            continue
        valid = [paper for paper in signed if counts_for(paper, measure, at)]
        own = any(paper.firm == number for paper in valid)
        regional = any(
            paper.firm is None
            and any(
                who == number
                and runs(stretch, at)
                and (not sealed_only or (sealed is not None and sealed <= at))
                for who, stretch, sealed in paper.listed
            )
            for paper in valid
        )
        headcount, public, _enterprise, _holding = facts_of(firm, at)
        band = 1 + sum(headcount >= least for least in (25, 100, 300, 1000))
        for line in ("all", firm.county, "public" if public else "non_public", f"band {band}"):
            sums = found.setdefault(str(line), [0, 0, 0, 0, 0, 0])
            sums[0] += 1
            sums[1] += own
            sums[2] += regional
            sums[3] += own or regional
            sums[4] += headcount
            sums[5] += headcount * (own or regional)
    return found


# The same world as rows.


def write(world: Any, town: Any) -> None:
    some, signed = world
    keepers = [town.street, town.far_union.parent]
    unions = [town.mill_union, town.far_union]
    employers = Employer.objects.bulk_create(
        Employer(
            name=f"企业{number}", uscc=make_uscc(500 + number), industry="C", headcount=7,
            ownership="public", kind="agency",  # today's copy, which no figure may read
            joined_on=day(firm.on_roll[0]), left_on=until(firm.on_roll),
            **owned_by(keepers[firm.county]),
        )
        for number, firm in enumerate(some)
    )  # fmt: skip
    EmployerProfile.objects.bulk_create(
        profile for e, firm in zip(employers, some, strict=True) for profile in profiles(e, firm)
    )
    Coverage.objects.bulk_create(
        Coverage(
            employer=e, covering=unions[0], valid_from=day(firm.established[0]),
            valid_to=until(firm.established), **owned_by(keepers[firm.county]),
        )
        for e, firm in zip(employers, some, strict=True)
        if firm.established
    )  # fmt: skip
    contracts = Contract.objects.bulk_create(
        Contract(
            title="合同", kind=paper.kind, wage_annex=paper.annex,
            scope="regional" if paper.firm is None else "enterprise",
            employer=None if paper.firm is None else employers[paper.firm],
            signed_on=day(paper.term[0]), effective_on=day(paper.term[0]),
            expires_on=day(sum(paper.term)),
            ended_on=None if paper.ended is None else day(paper.ended),
            **owned_by(unions[paper.owner]),
        )
        for paper in signed
    )  # fmt: skip
    ListedEmployer.objects.bulk_create(
        ListedEmployer(
            contract=contract, employer=employers[who], listed_on=day(stretch[0]),
            struck_on=until(stretch), sealed_on=None if sealed is None else day(sealed),
            **owned_by(unions[paper.owner]),
        )
        for contract, paper in zip(contracts, signed, strict=True)
        for who, stretch, sealed in paper.listed
    )  # fmt: skip


def profiles(employer: Employer, firm: Firm) -> list[EmployerProfile]:
    ends = [day(firm.changes_after), None] if len(firm.profiles) == 2 else [None]
    starts = [day(-99), day(firm.changes_after)]
    return [
        EmployerProfile(
            employer=employer, registration="173", holding=holding, headcount=headcount,
            ownership="public" if public else "non_public",
            kind="enterprise" if enterprise else "institution", valid_from=start, valid_to=end,
            federation_id=employer.federation_id, county_id=employer.county_id,
            township_id=employer.township_id, union_id=employer.union_id,
        )
        for (headcount, public, enterprise, holding), start, end in zip(
            firm.profiles, starts, ends, strict=False
        )
    ]  # fmt: skip


def by_query(measure: str, base: str, at: int, town: Any) -> dict[str, Any]:
    employers = marked(day(at), measure, base).filter(name__startswith="企业")
    counted = cells(employers)
    names = {
        town.linghai.pk: "0",
        town.heishan.pk: "1",
        **{band.value: f"band {band.value}" for band in Band},
    }
    found = {"all": figures(counted)} if counted else {}
    for by in ("county", "ownership", "size"):
        found |= {names.get(key, key): value for key, value in by_line(counted, by).items()}
    return {
        line: [f.base, f.own, f.regional, f.total, f.workers, f.workers_covered]
        for line, f in found.items()
    }


@pytest.mark.parametrize("sealed_only", [False, True])
def test_coverage_is_what_counting_by_hand_gives(town, sealed_only):
    Parameter.objects.create(
        key="bargaining.sealed_only", value=int(sealed_only), valid_from=FIRST, basis="试",
        **owned_by(town.root),
    )  # fmt: skip

    @settings(
        max_examples=WORLDS, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), derandomize="HEJIA_WORLDS" not in os.environ,
    )  # fmt: skip
    @given(WORLD, MEASURES, BASES, DAYS, st.lists(st.integers(0, 99), min_size=2, max_size=4))
    def holds(world: Any, measure: str, base: str, at: int, picks: list[int]) -> None:
        turning = turns(world)
        days = {at, *(turning[pick % len(turning)] for pick in picks)}
        with transaction.atomic():
            write(world, town)
            told = {on: by_query(measure, base, on, town) for on in days}
            transaction.set_rollback(True)
        for on, found in told.items():
            assert found == by_hand(world, measure, base, on, sealed_only=sealed_only)

    holds()
