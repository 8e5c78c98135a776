"""Twins of the figures whose rows are employers, by the county that keeps them on its roll."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bargaining.models import (
    CongressEmployer,
    CongressSession,
    Contract,
    ListedEmployer,
    OpennessRule,
    Posting,
)
from campaigns import models as c
from homes.models import Home
from kernel.days import months_after
from tests.indicators.reading import Part, World, by, in_year, runs, twin

# Organising and homes


@twin("targets.organised")
def organised(world: World, on: date, year: int) -> Iterator[Part]:
    for employer, _profile in world.enterprises(on, with_union=False):
        yield employer.county_id, world.has_union(employer, on), 1


@twin("targets.organised_non_public")
def organised_non_public(world: World, on: date, year: int) -> Iterator[Part]:
    for employer, profile in world.enterprises(on, with_union=False):
        if profile.ownership == "non_public":
            yield employer.county_id, world.has_union(employer, on), 1


def homes(world: World, employer: Any, on: date) -> list[Any]:
    return [
        home
        for home in world.of(Home, "employer_id", employer.pk)
        if runs(home, on, "accepted_on", "revoked_on")
    ]


@twin("homes.model")
def model_units(world: World, on: date, year: int) -> Iterator[Part]:
    for employer in world.employers:
        if any(home.level == "model" for home in homes(world, employer, on)):
            yield employer.county_id, 1, None


@twin("homes.qualified")
def qualified(world: World, on: date, year: int) -> Iterator[Part]:
    for employer in world.employers:
        if any(home.accepted_on.year == year for home in homes(world, employer, on)):
            yield employer.county_id, 1, None


@twin("homes.eligible")
def eligible(world: World, on: date, year: int) -> Iterator[Part]:
    for employer in world.employers:
        may = world.on_roll(employer, on) and world.has_union(employer, on)
        if may and not homes(world, employer, on):
            yield employer.county_id, 1, None


@twin("homes.growth")
def growth(world: World, on: date, year: int) -> Iterator[Part]:
    for employer in world.employers:
        then = bool(homes(world, employer, date(year - 1, 12, 31)))
        yield employer.county_id, bool(homes(world, employer, on)) - then, then


def homes_in(of_class: Any) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for employer in world.employers:
            profile = world.profile(employer, on)
            if world.on_roll(employer, on) and profile and of_class(profile):
                yield employer.county_id, bool(homes(world, employer, on)), 1

    return told


def is_private(profile: Any, least: int) -> bool:
    is_one = profile.kind == "enterprise" and profile.ownership == "non_public"
    return is_one and profile.headcount >= least


def is_public(profile: Any) -> bool:
    of_state = profile.kind == "enterprise" and profile.ownership == "public"
    return of_state or profile.kind == "institution"


twin("homes.rate_large_private")(homes_in(lambda profile: is_private(profile, 100)))
twin("homes.rate_private_50")(homes_in(lambda profile: is_private(profile, 50)))
twin("homes.rate_public")(homes_in(is_public))


@twin("homes.rate_covered")
def rate_covered(world: World, on: date, year: int) -> Iterator[Part]:
    for employer in world.employers:
        if world.on_roll(employer, on) and world.has_union(employer, on):
            yield employer.county_id, bool(homes(world, employer, on)), 1


@twin("homes.rate_model")
def rate_model(world: World, on: date, year: int) -> Iterator[Part]:
    for employer in world.employers:
        if held := homes(world, employer, on):
            yield employer.county_id, any(home.level == "model" for home in held), 1


# Bargaining


def is_valid(contract: Any, on: date) -> bool:
    ended = contract.ended_on is not None and contract.ended_on <= on
    return contract.effective_on <= on <= contract.expires_on and not ended


def is_on_wages(contract: Any) -> bool:
    with_annex = contract.kind == "comprehensive" and contract.wage_annex
    return contract.kind == "wage" or with_annex


def is_covered(world: World, employer: Any, on: date, *, wages: bool) -> bool:
    def binds(contract: Any) -> bool:
        return is_valid(contract, on) and (not wages or is_on_wages(contract))

    def listed(row: Any) -> bool:
        sealed = by(row.sealed_on, on) or not world.setting("bargaining.sealed_only", on, 0)
        return runs(row, on, "listed_on", "struck_on") and sealed

    own = world.of(Contract, "employer_id", employer.pk)
    lists = world.of(ListedEmployer, "employer_id", employer.pk)
    return any(binds(contract) for contract in own) or any(
        listed(row) and binds(world.get(Contract, row.contract_id)) for row in lists
    )


def bargained(of_base: Any, *, wages: bool, workers: bool = False) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for employer, profile in world.enterprises(on, with_union=True):
            if of_base(profile):
                many = profile.headcount if workers else 1
                covered = is_covered(world, employer, on, wages=wages)
                yield employer.county_id, many * covered, many

    return told


def anybody(profile: Any) -> bool:
    return True


def non_public(profile: Any) -> bool:
    return bool(profile.ownership == "non_public")


twin("bargaining.wage_coverage")(bargained(anybody, wages=True))
twin("bargaining.wage_workers")(bargained(anybody, wages=True, workers=True))
twin("bargaining.coverage")(bargained(anybody, wages=False))
twin("bargaining.wage_state")(bargained(lambda profile: profile.holding == "1", wages=True))
twin("bargaining.wage_non_public")(bargained(non_public, wages=True))


def has_congress(world: World, employer: Any, on: date) -> bool:
    sessions = world.of(CongressSession, "employer_id", employer.pk)
    lists = world.of(CongressEmployer, "employer_id", employer.pk)
    held = [*sessions, *(world.get(CongressSession, row.session_id) for row in lists)]
    return any(is_fresh(world, session.held_on, on) for session in held)


def is_fresh(world: World, day: date | None, on: date) -> bool:
    months = world.setting("bargaining.congress_months", on, 12)
    return day is not None and months_after(on, -months) <= day <= on


def is_open(world: World, employer: Any, on: date) -> bool:
    rules = world.of(OpennessRule, "employer_id", employer.pk)
    postings = world.of(Posting, "employer_id", employer.pk)
    return any(runs(rule, on, "adopted_on", "repealed_on") for rule in rules) and any(
        is_fresh(world, posting.posted_on, on) for posting in postings
    )


def governed(of_base: Any, *asked: Any) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for employer, profile in world.enterprises(on, with_union=True):
            if of_base(profile):
                yield employer.county_id, all(has(world, employer, on) for has in asked), 1

    return told


for whom, of_base in {
    "established": anybody,
    "public": lambda profile: profile.ownership == "public",
    "nonpublic": non_public,
    "private100": lambda profile: non_public(profile) and profile.headcount >= 100,
}.items():
    twin(f"bargaining.congress_{whom}")(governed(of_base, has_congress))
    twin(f"bargaining.openness_{whom}")(governed(of_base, is_open))
    twin(f"bargaining.governed_{whom}")(governed(of_base, has_congress, is_open))


# Competitions, suggestions, harmony


def is_held(contest: Any, on: date, year: int) -> bool:
    return contest.year == year and runs(contest, on, "opened_on", "dropped_on")


@twin("campaigns.contest_coverage")
def contest_coverage(world: World, on: date, year: int) -> Iterator[Part]:
    for employer, _profile in world.enterprises(on, with_union=True):
        joined = any(
            by(unit.joined_on, on) and is_held(world.get(c.Contest, unit.contest_id), on, year)
            for unit in world.of(c.ContestUnit, "employer_id", employer.pk)
        )
        yield employer.county_id, joined, 1


@twin("campaigns.contests")
def contests(world: World, on: date, year: int) -> Iterator[Part]:
    for contest in world.all(c.Contest):
        if is_held(contest, on, year):
            yield world.place(contest.union_id, on), 1, None


@twin("campaigns.contestants")
def contestants(world: World, on: date, year: int) -> Iterator[Part]:
    for county, persons, _headcount in contest_participation(world, on, year):
        yield county, persons, None


@twin("campaigns.contest_participation")
def contest_participation(world: World, on: date, year: int) -> Iterator[Part]:
    working = {e.pk: e for e in world.employers if world.on_roll(e, on)}
    for employer in working.values():
        profile = world.profile(employer, on)
        yield employer.county_id, 0, profile.headcount if profile else 0
    seen = set()
    for entry in world.all(c.Contestant):
        held = is_held(world.get(c.Contest, entry.contest_id), on, year)
        if not (held and by(entry.entered_on, on) and entry.employer_id in working):
            continue
        person = entry.id_index or (entry.employer_id, entry.staff_number)
        if person not in seen:
            seen.add(person)
            yield working[entry.employer_id].county_id, 1, 0


def suggested(column: str) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for county, ones, tally in books(world, on, year):
            yield county, sum(by(getattr(one, f"{column}_on"), on) for one in ones), None
            yield county, getattr(tally, column) if tally else 0, None

    return told


def books(world: World, on: date, year: int) -> Iterator[tuple[int | None, list[Any], Any]]:
    """Of each book of the year: its county, its suggestions, or its last count by the day."""
    for book in world.all(c.SuggestionBook):
        county = next(e.county_id for e in world.employers if e.pk == book.employer_id)
        counts = [
            t for t in world.of(c.SuggestionTally, "book_id", book.pk) if by(t.counted_on, on)
        ]
        if book.year != year:
            continue
        if book.way == "single":
            yield county, world.of(c.Suggestion, "book_id", book.pk), None
        else:
            yield county, [], max(counts, key=lambda tally: tally.counted_on, default=None)


for column in ("proposed", "adopted", "implemented"):
    twin(f"campaigns.suggestions_{column}")(suggested(column))


@twin("campaigns.contest_value")
def contest_value(world: World, on: date, year: int) -> Iterator[Part]:
    for outcome in world.all(c.ContestOutcome):
        unit = world.get(c.ContestUnit, outcome.unit_id)
        employer = next(e for e in world.employers if e.pk == unit.employer_id)
        held = is_held(world.get(c.Contest, outcome.contest_id), on, year)
        if held and by(outcome.certified_on, on):
            yield employer.county_id, outcome.yuan or 0, None
    for county, ones, tally in books(world, on, year):
        done = [one for one in ones if by(one.implemented_on, on)]
        for one in [*done, *([tally] if tally else [])]:
            if by(one.certified_on, on):
                yield county, one.yuan or 0, None


def harmonious(of_class: Any) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for employer, profile in world.enterprises(on, with_union=True):
            if of_class(profile):
                put = world.of(c.Nomination, "employer_id", employer.pk)
                part = any(takes_part(world, one, on, year) for one in put)
                yield employer.county_id, part, 1

    return told


def takes_part(world: World, one: Any, on: date, year: int) -> bool:
    scheme = world.get(c.HonourScheme, one.scheme_id)
    applied = in_year(one.handed_in_on, on, year)
    holds = runs(one, on, "awarded_on", "withdrawn_on")
    return scheme.family == "harmony" and one.subject == "employer" and (applied or holds)


twin("campaigns.harmony_participation")(harmonious(anybody))
twin("campaigns.harmony_participation_public")(
    harmonious(lambda profile: profile.ownership == "public")
)
twin("campaigns.harmony_participation_non_public")(harmonious(non_public))


@twin("campaigns.harmony_participation_large")
def harmonious_large(world: World, on: date, year: int) -> Iterator[Part]:
    least = world.setting("targets.large_workers", on, 100)
    return harmonious(lambda profile: profile.headcount >= least)(world, on, year)
