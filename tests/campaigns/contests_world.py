"""One row of every table of competitions and of training."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from campaigns import models as m
from tests.cast import City
from unions.scoping import owned_by


def fill_contests(city: City, campaign: m.Campaign) -> dict[str, Any]:
    """Make them in the city's open scope; gives the URL kwargs of the rows."""
    issuer, unit = owned_by(city.linghai), owned_by(city.mill_union)
    contest = m.Contest.objects.create(
        name="凌海市重点工程立功竞赛", year=2026, level="county", kind="project", stage="running",
        organiser="凌海市总工会", starts_on=date(2026, 3, 1), ends_on=date(2026, 11, 30),
        opened_on=date(2026, 3, 1), campaign=campaign, **issuer,
    )  # fmt: skip
    entered = m.ContestUnit.objects.create(contest=contest, employer=city.mill, **unit)
    contestant = m.Contestant.objects.create(
        contest=contest, unit=entered, employer=city.mill, name="参赛者", staff_number="A-001",
        id_number="210703199001011279", **unit,
    )  # fmt: skip
    outcome = m.ContestOutcome.objects.create(
        contest=contest, unit=entered, kind="method", title="快速换模法", count=1, **unit
    )
    book = m.SuggestionBook.objects.create(employer=city.mill, year=2026, way="single", **unit)
    suggestion = m.Suggestion.objects.create(
        book=book, contest=contest, title="改进换模工序", proposer="二班", drafted_by=city.chair,
        **unit,
    )  # fmt: skip
    counted = m.SuggestionBook.objects.create(employer=city.mill, year=2025, way="counts", **unit)
    tally = m.SuggestionTally.objects.create(
        book=counted, proposed=30, adopted=12, implemented=8, **unit
    )
    course = m.Course.objects.create(
        title="电工技能提升班", kind="skill", starts_on=date(2026, 5, 11), hours=40, seats=50,
        ends_on=date(2026, 5, 15), place="凌海市职工学校", **issuer,
    )  # fmt: skip
    lesson = m.Lesson.objects.create(
        course=course, day=date(2026, 5, 11), starts_at=time(9), ends_at=time(11), **issuer
    )
    learner = m.Learner.objects.create(
        course=course, name="学员", id_number="210703199001011279", phone="13941600001",
        employer=city.mill, **unit,
    )  # fmt: skip
    m.SignIn.objects.create(learner=learner, lesson=lesson, way="hand", by=city.county, **unit)
    return {
        "contest_id": contest.pk, "contest_unit_id": entered.pk, "contestant_id": contestant.pk,
        "outcome_id": outcome.pk, "suggestion_id": suggestion.pk, "tally_id": tally.pk,
        "course_id": course.pk, "lesson_id": lesson.pk, "learner_id": learner.pk,
        "sign_code": "none",
    }  # fmt: skip
