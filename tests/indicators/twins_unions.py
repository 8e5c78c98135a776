"""Twins of the figures whose rows follow their union, by the county where it stood that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from assistance import models as a
from campaigns import models as c
from tests.indicators.reading import Part, World, by, in_year, runs, twin
from unions.models import Employer

# Visits (of employers on the roll) and households


@twin("assistance.five_visits")
def five_visits(world: World, on: date, year: int) -> Iterator[Part]:
    own = [row for row in world.all(a.FiveOccasions) if row.valid_from <= on]
    usual = ["illness", "family", "birth", "retirement", "disaster"]
    five = max(own, key=lambda row: row.valid_from).codes if own else usual
    for visit in world.all(a.Visit):
        judged = by(visit.visited_on, on) or by(visit.due_on, on - timedelta(days=1))
        if visit.employer_id is None or visit.occasion not in five or not judged:
            continue
        if in_year(visit.event_on, on, year):
            paid = by(visit.visited_on, on) and visit.visited_on <= visit.due_on
            yield world.get(Employer, visit.employer_id).county_id, paid, 1


def payments(world: World, on: date, year: int, file: Any) -> list[Any]:
    aids = {aid.pk for aid in world.of(a.Aid, "file_id", file.pk)}
    return [
        row.amount
        for row in world.all(a.Transfer)
        if row.aid_id in aids
        and row.kind in {"pay", "hand_out", "lend"}
        and in_year(row.made_on, on, year)
    ]


@twin("assistance.on_file")
def on_file(world: World, on: date, year: int) -> Iterator[Part]:
    for file in world.all(a.HouseholdFile):
        if runs(file, on, "filed_on", "exited_on"):
            yield world.place(file.union_id, on), 1, None


@twin("assistance.helped")
def helped(world: World, on: date, year: int) -> Iterator[Part]:
    for file in world.all(a.HouseholdFile):
        if runs(file, on, "filed_on", "exited_on"):
            yield world.place(file.union_id, on), bool(payments(world, on, year, file)), 1


@twin("assistance.paid")
def paid(world: World, on: date, year: int) -> Iterator[Part]:
    for file in world.all(a.HouseholdFile):
        yield world.place(file.union_id, on), sum(payments(world, on, year, file)), None


# Calls and cases


def closed(world: World, model: Any, on: date, year: int) -> list[Any]:
    return [
        case
        for case in world.all(model)
        if case.stage == "closed" and in_year(case.closed_on, on, year)
    ]


@twin("assistance.legal_closed")
def legal_closed(world: World, on: date, year: int) -> Iterator[Part]:
    for case in closed(world, a.LegalCase, on, year):
        yield world.place(case.union_id, on), 1, None


@twin("assistance.wages_legal")
def wages_legal(world: World, on: date, year: int) -> Iterator[Part]:
    for case in closed(world, a.LegalCase, on, year):
        yield world.place(case.union_id, on), case.recovered, None


@twin("assistance.wages_mediation")
def wages_mediation(world: World, on: date, year: int) -> Iterator[Part]:
    won = {case.ticket_id for case in closed(world, a.LegalCase, on, year) if case.recovered}
    for case in closed(world, a.MediationCase, on, year):
        if case.ticket_id is None or case.ticket_id not in won:
            yield world.place(case.union_id, on), case.recovered or 0, None


def as_it_stood(world: World, call: Any, on: date) -> Any:
    """The call, or its past, if it changed hands or lost its answer since."""
    pasts = [past for past in world.of(a.HotlinePast, "ticket_id", call.pk) if past.until > on]
    return min(pasts, key=lambda past: past.until, default=call)


@twin("assistance.wages_hotline")
def wages_hotline(world: World, on: date, year: int) -> Iterator[Part]:
    cases = [*world.all(a.LegalCase), *world.all(a.MediationCase)]
    grown = {case.ticket_id for case in cases if by(case.opened_on, on)}
    for call in world.all(a.HotlineTicket):
        then = as_it_stood(world, call, on)
        if call.pk not in grown and in_year(then.answered_on, on, year):
            yield world.place(then.union_id, on), then.recovered or 0, None


@twin("assistance.wages_recovered")
def wages_recovered(world: World, on: date, year: int) -> Iterator[Part]:
    for road in (wages_legal, wages_mediation, wages_hotline):
        yield from road(world, on, year)


@twin("assistance.mediation_success")
def mediation_success(world: World, on: date, year: int) -> Iterator[Part]:
    for case in world.all(a.MediationCase):
        ended = case.agreed_on or case.closed_on
        if case.stage == "withdrawn" or not in_year(ended, on, year):
            continue
        broken = case.stage == "referred" and by(case.closed_on, on)
        yield world.place(case.union_id, on), by(case.agreed_on, on) and not broken, 1


@twin("assistance.hotline_in_time")
def hotline_in_time(world: World, on: date, year: int) -> Iterator[Part]:
    for call in world.all(a.HotlineTicket):
        then = as_it_stood(world, call, on)
        answered = by(then.answered_on, on)
        if in_year(call.received_on, on, year) and (answered or call.promised_on < on):
            good = answered and then.answered_on <= call.promised_on
            yield world.place(then.union_id, on), good, 1


# Training


def was_trained(world: World, one: Any, on: date, year: int) -> bool:
    course = world.get(c.Course, one.course_id)
    lessons = [
        world.get(c.Lesson, row.lesson_id) for row in world.of(c.SignIn, "learner_id", one.pk)
    ]
    came = any(by(lesson.day, on) for lesson in lessons)
    passed = bool(one.passed) and by(one.scored_on, on)
    return in_year(course.starts_on, on, year) and (came or passed)


def each_once(learners: list[Any]) -> list[Any]:
    """The first of each person's rows."""
    firsts: dict[str, Any] = {}
    for one in learners:
        firsts.setdefault(one.id_index, one)
    return list(firsts.values())


@twin("campaigns.trained")
def trained(world: World, on: date, year: int) -> Iterator[Part]:
    some = [one for one in world.all(c.Learner) if was_trained(world, one, on, year)]
    for one in each_once(some):
        yield world.place(one.union_id, on), 1, None


@twin("campaigns.certificates")
def certificates(world: World, on: date, year: int) -> Iterator[Part]:
    for one in world.all(c.Learner):
        if in_year(one.issued_on, on, year):
            yield world.place(one.union_id, on), 1, None


@twin("campaigns.promoted")
def promoted(world: World, on: date, year: int) -> Iterator[Part]:
    risen = [
        one
        for one in world.all(c.Learner)
        if in_year(one.issued_on, on, year) and one.level and one.level_before > one.level
    ]
    for one in each_once(risen):
        yield world.place(one.union_id, on), 1, None


@twin("campaigns.placed")
def placed(world: World, on: date, year: int) -> Iterator[Part]:
    some = [
        one
        for one in world.all(c.Learner)
        if was_trained(world, one, on, year)
        and world.get(c.Course, one.course_id).kind in {"order", "pre_job"}
    ]
    at_work = {one.id_index for one in some if by(one.placed_on, on)}
    for one in each_once(some):
        yield world.place(one.union_id, on), one.id_index in at_work, 1


# Honours and venues


@twin("campaigns.honours")
def honours(world: World, on: date, year: int) -> Iterator[Part]:
    for one in world.all(c.Nomination):
        if runs(one, on, "awarded_on", "withdrawn_on") and one.awarded_on.year == year:
            yield world.place(one.union_id, on), 1, None


def standing(world: World, kind: str, on: date) -> Iterator[tuple[Any, Any]]:
    """Open venues of the kind, each with how it stood that day."""
    for venue in world.of(c.Venue, "kind", kind):
        for then in world.of(c.VenueStanding, "venue_id", venue.pk):
            if runs(then, on) and then.is_open:
                yield venue, then


def venues(kind: str, *levels: str) -> Any:
    def told(world: World, on: date, year: int) -> Iterator[Part]:
        for venue, then in standing(world, kind, on):
            if not levels or then.level in levels:
                yield world.place(venue.union_id, on), 1, None

    return told


for name, kind in (("reading_rooms", "reading_room"), ("studios", "studio")):
    twin(f"campaigns.{name}")(venues(kind))
    for level in ("county", "city", "province", "national"):
        twin(f"campaigns.{name}_{level}")(venues(kind, level))


@twin("campaigns.reading_room_books")
def reading_room_books(world: World, on: date, year: int) -> Iterator[Part]:
    for room, _then in standing(world, "reading_room", on):
        counts = [s for s in world.of(c.VenueStock, "venue_id", room.pk) if by(s.counted_on, on)]
        if counts:
            last = max(counts, key=lambda stock: stock.counted_on)
            yield world.place(room.union_id, on), last.books, None


@twin("campaigns.stations_with_organiser")
def stations_with_organiser(world: World, on: date, year: int) -> Iterator[Part]:
    for station, then in standing(world, "station", on):
        yield world.place(station.union_id, on), then.full_time, 1
