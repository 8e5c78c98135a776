from __future__ import annotations

from datetime import date, time
from typing import Any

from campaigns import models as m
from campaigns.catalogue import known_honours
from evidence.models import EvidenceFile
from kernel.days import today
from tests.campaigns.contests import person_id
from tests.indicators.worlds import Scene
from unions.scoping import owned_by

OTHERS = ["cultural_home", "counselling", "school", "weekend_school"]
LEVELS = ["own", "county", "city", "province", "national"]


def paper(scene: Scene) -> EvidenceFile:
    return EvidenceFile.objects.create(
        name="证明.jpg", media_type="image/jpeg", extension=".jpg", size=3, sm3="0" * 64,
        file="evidence/none.jpg", uploaded_by=scene.city.city, **owned_by(scene.city.root),
    )  # fmt: skip


def year(scene: Scene) -> int:
    return scene.dice.pick([today().year - 1, today().year, today().year, today().year + 1])


def value(scene: Scene, proof: EvidenceFile, chance: float = 0.6) -> dict[str, Any]:
    dice = scene.dice
    if not dice.often(chance):
        return {}
    return {"yuan": dice.yuan(), "certificate": proof, "certified_by": "财务",
            "certified_on": dice.day()}  # fmt: skip


def compete(scene: Scene) -> None:
    dice, proof = scene.dice, paper(scene)
    contests = []
    for n in dice.some(1.5):
        opened = dice.maybe_day(0.9)
        dropped = dice.maybe_day(0.2, since=opened)
        contests.append(
            m.Contest(
                stage="dropped" if dropped else "running" if opened else "planned", level="county",
                name=f"竞赛{n}", year=year(scene), kind="skill", organiser="某工会",
                starts_on=dice.days[0], ends_on=dice.days[-1], opened_on=opened, dropped_on=dropped,
                **scene.owner(),
            )
        )  # fmt: skip
    m.Contest.objects.bulk_create(contests)
    units = m.ContestUnit.objects.bulk_create(
        m.ContestUnit(contest=contest, employer=one, joined_on=dice.day(), **scene.owner())
        for contest in contests
        for one in dice.random.sample(scene.employers, 4)
    )
    enter(scene, units)
    m.ContestOutcome.objects.bulk_create(
        m.ContestOutcome(
            contest=unit.contest, unit=unit, kind="method", count=1, **value(scene, proof),
            **scene.owner(),
        )
        for unit in units
        if dice.often(0.5)
    )  # fmt: skip
    suggest(scene, proof)


def enter(scene: Scene, units: list[m.ContestUnit]) -> None:
    """Persons, known by a staff number or by their identity; many of them more than once."""
    dice = scene.dice
    entered = {}
    for unit in units:
        for _ in range(3):
            known = dice.pick([1, 2, 3, 4])
            told = {"id_number": person_id(known)} if dice.often(0.5) else {}
            one = (unit.contest_id, known if told else (unit.employer_id, known))
            entered[one] = m.Contestant(
                contest=unit.contest, unit=unit, employer_id=unit.employer_id, name="某人",
                staff_number=f"{known}", entered_on=dice.day(), **told, **scene.owner(),
            )  # fmt: skip
    m.Contestant.objects.bulk_create(entered.values())


def suggest(scene: Scene, proof: EvidenceFile) -> None:
    """Both in every book: only what it is kept by may count."""
    dice = scene.dice
    books = m.SuggestionBook.objects.bulk_create(
        m.SuggestionBook(
            employer=one, year=on, way=dice.pick(["single", "counts"]), **scene.owner()
        )
        for one in dice.random.sample(scene.employers, dice.size + 2)
        for on in {year(scene), year(scene)}
    )
    m.Suggestion.objects.bulk_create(suggestion(scene, b, proof) for b in books for _ in range(2))
    m.SuggestionTally.objects.bulk_create(
        m.SuggestionTally(
            book=book, counted_on=day, proposed=9, adopted=dice.pick([3, 6]),
            implemented=dice.pick([0, 2]), **value(scene, proof), **scene.owner(),
        )
        for book in books
        for day in dice.random.sample(dice.days, dice.pick([0, 1, 3]))
    )  # fmt: skip


def suggestion(scene: Scene, book: m.SuggestionBook, proof: EvidenceFile) -> m.Suggestion:
    dice = scene.dice
    proposed = dice.day()
    adopted = dice.maybe_day(0.7, since=proposed)
    done = dice.maybe_day(0.7, since=adopted) if adopted else None
    return m.Suggestion(
        book=book, title="建议", proposer="某人", proposed_on=proposed, adopted_on=adopted,
        implemented_on=done, **(value(scene, proof) if done else {}), **scene.owner(),
        stage="implemented" if done else "adopted" if adopted else "proposed",
    )  # fmt: skip


def teach(scene: Scene) -> None:
    dice = scene.dice
    courses = m.Course.objects.bulk_create(
        m.Course(
            title="电工班", kind=dice.pick(["skill", "order", "pre_job", "cadre"]),
            orderer=scene.employer(), starts_on=dice.day(), ends_on=dice.days[-1], hours=8,
            place="某处", seats=9, **scene.owner(),
        )
        for _ in dice.some(1.5)
    )  # fmt: skip
    lessons = m.Lesson.objects.bulk_create(
        m.Lesson(course=course, day=dice.day(), starts_at=time(8 + n), ends_at=time(9 + n),
                 **scene.owner())
        for course in courses
        for n in range(2)
    )  # fmt: skip
    learners = m.Learner.objects.bulk_create(
        learner(scene, course, number)
        for course in courses
        for number in dice.random.sample(range(1, 9), 4)
    )
    m.SignIn.objects.bulk_create(
        m.SignIn(learner=one, lesson=lesson, way="phone", **scene.owner())
        for one in learners
        for lesson in lessons
        if lesson.course_id == one.course_id and dice.often(0.3)
    )


def learner(scene: Scene, course: m.Course, number: int) -> m.Learner:
    dice = scene.dice
    scored = dice.maybe_day(0.7)
    passed = dice.often(0.7) if scored else None
    issued = dice.maybe_day(0.7) if passed else None
    placed = dice.maybe_day(0.4)
    return m.Learner(
        course=course, name="某人", id_number=person_id(number), scored_on=scored, passed=passed,
        issued_on=issued, certificate=number if issued else None,
        level_before=dice.pick(["", "6", "5", "4"]), level=dice.pick(["", "5", "4", "3", "2"]),
        is_migrant=dice.often(0.5),
        placed_on=placed, placed_at="某厂" if placed else "", **scene.owner(),
    )  # fmt: skip


def honour(scene: Scene) -> None:
    dice = scene.dice
    schemes = m.HonourScheme.objects.bulk_create(
        m.HonourScheme(
            stage="open", title=title, year=today().year, honours="employer",
            family=dice.pick(["harmony", "harmony", "honour"]), **owned_by(scene.city.root),
        )
        for title in ["荣誉", *{known["title"] for known in known_honours().values()}]
    )  # fmt: skip
    m.Nomination.objects.bulk_create(nomination(scene, dice.pick(schemes), n) for n in dice.some(9))


def nomination(scene: Scene, scheme: m.HonourScheme, n: int) -> m.Nomination:
    """Being written, handed in, awarded, withdrawn after that, or refused."""
    dice = scene.dice
    handed = dice.maybe_day(0.85)
    awarded = dice.maybe_day(0.6, since=handed) if handed else None
    gone = dice.maybe_day(0.3, since=awarded) if awarded else None
    return m.Nomination(
        scheme=scheme, subject=dice.pick(["employer", "employer", "employer", "home"]),
        employer=scene.employer(), name=f"荣誉单位{n}", summary="事迹", handed_in_on=handed,
        awarded_on=awarded, plate=f"{n}" if awarded else "", withdrawn_on=gone,
        withdrawal="ordered" if gone else "", stage=stage_of(scene, handed, awarded, gone),
        **scene.owner(),
    )  # fmt: skip


def stage_of(scene: Scene, handed: date | None, awarded: date | None, gone: date | None) -> str:
    if gone:
        return "withdrawn"
    if awarded:
        return scene.dice.pick(["awarded", "kept"])
    return scene.dice.pick(["county", "publicity", "refused"]) if handed else "drafted"


def open_venues(scene: Scene) -> None:
    dice = scene.dice
    venues = m.Venue.objects.bulk_create(
        m.Venue(
            kind=dice.pick([*["reading_room", "studio", "station"] * 2, *OTHERS]), name=f"场所{n}",
            place="某处", opened_on=dice.day(), books=7, **scene.owner(),
        )
        for n in dice.some(7)
    )  # fmt: skip
    m.VenueStanding.objects.bulk_create(
        m.VenueStanding(
            venue=venue, is_open=dice.often(0.85), level=dice.pick(LEVELS),
            full_time=dice.often(0.5), valid_from=first, valid_to=over, **scene.owner(),
        )
        for venue in venues
        for first, over in dice.spans(3)
    )  # fmt: skip
    m.VenueStock.objects.bulk_create(
        m.VenueStock(
            venue=venue, counted_on=day, books=dice.pick([0, 30, 700]), papers=1, recordings=1,
            **scene.owner(),
        )
        for venue in venues
        for day in dice.random.sample(dice.days, dice.pick([0, 1, 3]))
    )  # fmt: skip
    rotations = []
    for _ in dice.some(2) if venues else ():
        first, over = dice.span()
        rotations.append(
            m.BookRotation(
                venue=dice.pick(venues), library="图书馆", lent_by=scene.city.root, lent_on=first,
                books=dice.pick([1, 300]), due_on=first, returned_on=over, **scene.owner(),
            )
        )  # fmt: skip
    m.BookRotation.objects.bulk_create(rotations)
