"""Twins of the figures of members and of unions themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from kernel.days import months_after
from tests.indicators.reading import Part, World, runs, twin
from unions.models import Coverage, MemberReturn, Union


def last_return(world: World, employer: Any, on: date) -> Any:
    """The last by the day, unless it is too old by then."""
    made = [r for r in world.of(MemberReturn, "employer_id", employer.pk) if r.counted_on <= on]
    newest = max(made, key=lambda r: r.counted_on, default=None)
    oldest = months_after(on, -world.setting("unions.return_months", on, 12))
    return newest if newest and newest.counted_on >= oldest else None


def established(world: World, on: date) -> Iterator[tuple[Any, Any, Any]]:
    """Employers with a union: each with what the roll said of it, and its return."""
    for employer in world.employers:
        if world.on_roll(employer, on) and world.has_union(employer, on):
            yield employer, world.profile(employer, on), last_return(world, employer, on)


def is_private(profile: Any) -> bool:
    is_one = profile is not None and profile.kind == "enterprise"
    return bool(is_one and profile.ownership == "non_public")


def joined_at(profile: Any, held: Any) -> tuple[int, int]:
    if held:
        return held.members, held.employees
    return 0, profile.headcount if profile else 0


@twin("targets.joined")
def joined(world: World, on: date, year: int) -> Iterator[Part]:
    for employer, profile, held in established(world, on):
        yield employer.county_id, *joined_at(profile, held)


@twin("targets.joined_non_public")
def joined_non_public(world: World, on: date, year: int) -> Iterator[Part]:
    for employer, profile, held in established(world, on):
        if is_private(profile):
            yield employer.county_id, *joined_at(profile, held)


@twin("targets.joined_roll")
def joined_roll(world: World, on: date, year: int) -> Iterator[Part]:
    for employer in world.employers:
        if world.on_roll(employer, on):
            held = last_return(world, employer, on)
            members, employees = joined_at(world.profile(employer, on), held)
            yield employer.county_id, members * world.has_union(employer, on), employees


@twin("targets.one_shoulder_large")
def one_shoulder(world: World, on: date, year: int) -> Iterator[Part]:
    least = world.setting("targets.large_workers", on, 100)
    for employer, profile, held in established(world, on):
        if is_private(profile) and profile.headcount >= least:
            post = held.one_shoulder if held else ""
            if post != "no_party":
                yield employer.county_id, post == "yes", 1


@twin("targets.women_organised")
def women_organised(world: World, on: date, year: int) -> Iterator[Part]:
    for employer, _profile, held in established(world, on):
        if held is None or held.women_members:
            yield employer.county_id, bool(held and held.has_women_organisation), 1


def counted(column: str) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for employer, _profile, held in established(world, on):
            yield employer.county_id, getattr(held, column) if held else 0, None

    return told


for column in ("members", "women_members", "migrant_members"):
    twin(f"targets.{column}")(counted(column))


@twin("targets.own_union")
def own_union(world: World, on: date, year: int) -> Iterator[Part]:
    for employer, _profile in world.enterprises(on, with_union=True):
        (own,) = (c for c in world.of(Coverage, "employer_id", employer.pk) if runs(c, on))
        with_it = [c for c in world.of(Coverage, "covering_id", own.covering_id) if runs(c, on)]
        yield employer.county_id, len(with_it) == 1, 1


@twin("targets.basic_unions")
def basic_unions(world: World, on: date, year: int) -> Iterator[Part]:
    for union in world.all(Union):
        if union.level == "union" and runs(union, on, "founded_on", "closed_on"):
            yield world.place(union.pk, on), 1, None
