"""Twins of what unions report in campaigns, of honours by their title, and of courses and books."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from campaigns import models as c
from campaigns.catalogue import known_honours
from tests.indicators.reading import Part, World, by, in_year, runs, twin
from tests.indicators.twins_employers import is_covered
from tests.indicators.twins_unions import each_once, standing, was_trained
from unions.models import Coverage, Union

# What the newest accepted report of a union answers to a question


def newest(world: World, union: int, question: str, on: date, year: int | None = None) -> Any:
    """Its answers; empty where it reported nothing of that."""
    asked = {field.version_id for field in world.of(c.FormField, "code", question)}
    accepted = [
        part
        for part in world.of(c.Participation, "union_id", union)
        if part.stage == "accepted" and by(part.accepted_on, on) and part.version_id in asked
    ]
    if year is not None:
        accepted = [p for p in accepted if world.get(c.Campaign, p.campaign_id).year == year]
    accepted.sort(key=lambda part: (part.accepted_on, part.pk))
    return accepted[-1].answers if accepted else {}


def share_of_unions(level: str, question: str, wanted: Any) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for union in world.of(Union, "level", level):
            if runs(union, on, "founded_on", "closed_on"):
                said = newest(world, union.pk, question, on).get(question)
                yield world.place(union.pk, on), said == wanted, 1

    return told


twin("campaigns.township_six")(share_of_unions("township", "six_met", "6"))
twin("campaigns.standard_unions")(share_of_unions("union", "standard_met", True))


@twin("campaigns.culture_eight")
def culture_eight(world: World, on: date, year: int) -> Iterator[Part]:
    least = world.setting("targets.large_workers", on, 100)
    for employer, profile in world.enterprises(on, with_union=True):
        if profile.headcount < least:
            continue
        covered = [row for row in world.of(Coverage, "employer_id", employer.pk) if runs(row, on)]
        said = [newest(world, row.covering_id, "eight_met", on) for row in covered]
        yield employer.county_id, any(one.get("eight_met") == "8" for one in said), 1


def reported(question: str) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for union in world.all(Union):
            said = str(newest(world, union.pk, question, on, year).get(question, ""))
            if said.replace(".", "", 1).isdigit():
                yield world.place(union.pk, on), Decimal(said), None

    return told


for question in ("insured_mutual", "chairs_certified", "issues_solved", "started", "subsidy",
                 "lent"):  # fmt: skip
    twin(f"campaigns.reported_{question}")(reported(question))


# Honours by their title


def title_of(world: World, nomination: Any) -> str:
    title: str = world.get(c.HonourScheme, nomination.scheme_id).title
    return title


def held(world: World, code: str, on: date) -> list[Any]:
    return [
        one
        for one in world.all(c.Nomination)
        if title_of(world, one) == known_honours()[code]["title"]
        and runs(one, on, "awarded_on", "withdrawn_on")
    ]


def awards(code: str, years: int) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for one in held(world, code, on):
            if year - one.awarded_on.year in range(years):
                yield world.place(one.union_id, on), 1, None

    return told


for code, years in (("pioneer", 1), ("union", 1), ("skill_leader", 1), ("guide", 2), ("method", 2)):
    twin(f"campaigns.honours_{code}")(awards(code, years))


@twin("campaigns.harmonious")
def harmonious(world: World, on: date, year: int) -> Iterator[Part]:
    honoured = {
        one.employer_id
        for one in world.all(c.Nomination)
        if one.subject == "employer"
        and world.get(c.HonourScheme, one.scheme_id).family == "harmony"
        and runs(one, on, "awarded_on", "withdrawn_on")
    }
    for employer, _profile in world.enterprises(on, with_union=True):
        yield employer.county_id, employer.pk in honoured, 1


@twin("campaigns.leading_bargained")
def leading_bargained(world: World, on: date, year: int) -> Iterator[Part]:
    named = {one.employer_id for one in held(world, "leading", on)}
    unionised = {employer.pk for employer, _told in world.enterprises(on, with_union=True)}
    for employer in world.employers:
        if employer.pk in named and world.on_roll(employer, on):
            bound = employer.pk in unionised and is_covered(world, employer, on, wages=True)
            yield employer.county_id, bound, 1


# Courses


@twin("campaigns.migrants_trained")
def migrants_trained(world: World, on: date, year: int) -> Iterator[Part]:
    some = [o for o in world.all(c.Learner) if o.is_migrant and was_trained(world, o, on, year)]
    for one in each_once(some):
        yield world.place(one.union_id, on), 1, None


@twin("campaigns.promoted_skilled")
def promoted_skilled(world: World, on: date, year: int) -> Iterator[Part]:
    risen = [
        one
        for one in world.all(c.Learner)
        if in_year(one.issued_on, on, year) and one.level in {"3", "2", "1"}
        if one.level_before > one.level
    ]
    for one in each_once(risen):
        yield world.place(one.union_id, on), 1, None


def is_cadre(world: World, learner: Any) -> bool:
    return bool(world.get(c.Course, learner.course_id).kind == "cadre")


@twin("campaigns.cadres_trained")
def cadres_trained(world: World, on: date, year: int) -> Iterator[Part]:
    cadres = [one for one in world.all(c.Learner) if is_cadre(world, one)]
    some = [one for one in cadres if was_trained(world, one, on, year)]
    for one in each_once(some):
        yield world.place(one.union_id, on), 1, None


@twin("campaigns.cadres_certified")
def cadres_certified(world: World, on: date, year: int) -> Iterator[Part]:
    for one in world.all(c.Learner):
        if is_cadre(world, one) and in_year(one.issued_on, on, year):
            yield world.place(one.union_id, on), 1, None


def courses(*kinds: str) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for course in world.all(c.Course):
            if in_year(course.starts_on, on, year) and (not kinds or course.kind in kinds):
                yield world.place(course.union_id, on), 1, None

    return told


twin("campaigns.courses")(courses())
twin("campaigns.cadre_courses")(courses("cadre"))

# Venues and the books between them


def open_ones(kind: str) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for venue, _then in standing(world, kind, on):
            yield world.place(venue.union_id, on), 1, None

    return told


for kind in ("station", "cultural_home", "counselling", "school", "weekend_school"):
    twin(f"campaigns.venues_{kind}")(open_ones(kind))


@twin("campaigns.books_out")
def books_out(world: World, on: date, year: int) -> Iterator[Part]:
    for one in world.all(c.BookRotation):
        if runs(one, on, "lent_on", "returned_on"):
            yield world.place(one.union_id, on), one.books, None


@twin("campaigns.books_rotated")
def books_rotated(world: World, on: date, year: int) -> Iterator[Part]:
    for one in world.all(c.BookRotation):
        if in_year(one.lent_on, on, year):
            yield world.place(one.union_id, on), one.books, None
