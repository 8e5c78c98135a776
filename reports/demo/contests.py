"""Competitions, suggestions and courses of the demo; every name is made up."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw
from stdnum.cn import ric

from campaigns.actions.contests import (
    enter_person,
    enter_unit,
    keep_contest,
    record_outcome,
    record_results,
)
from campaigns.actions.courses import add_lesson, certify, enrol, keep_course, record_job, score
from campaigns.actions.suggestions import propose, tally
from campaigns.actions.valuing import certify_value
from campaigns.models import (
    Contest,
    Contestant,
    ContestOutcome,
    Course,
    Learner,
    Lesson,
    SignIn,
    Suggestion,
)
from campaigns.workflows.contest import CONTEST, SUGGESTION, ContestStep, SuggestionStep
from kernel.days import today
from unions.models import Employer, Officer
from unions.offices import Role
from unions.scoping import same_owner

NAMES = ("王立新", "李春梅", "张国庆", "刘海燕", "陈志强", "杨丽华", "赵文博", "周晓东")
SUGGESTIONS = (
    ("缩短换模时间的夹具改进", "冲压二班", 2),
    ("车间照明改用感应开关", "设备班 陈志强", 1),
    ("增设质检台防错提示", "质检班", 0),
)


def hold_contests(linghai: Officer, city: Officer) -> None:
    """The county's competitions and courses, and the city's, as their staff keep them."""
    employers = list(
        Employer.objects.visible_to(linghai).covered().select_related("union").order_by("pk")[:6]
    )
    _bridge(employers, linghai)
    _saving(employers, city)
    _suggest(employers, linghai)
    _train(employers, linghai)


def _contest(by: Officer, **said: Any) -> Contest:
    year = today().year
    known = {"year": year, "starts_on": date(year, 1, 5), "ends_on": date(year, 12, 20)}
    contest = Contest(**{**known, **said, "organiser": by.union.name})
    keep_contest(contest, by=by)
    CONTEST.take(ContestStep.OPEN, contest, by=by)
    return contest


def _bridge(employers: list[Employer], by: Officer) -> None:
    contest = _contest(
        by, name="跨江通道重点工程立功竞赛", level="county", kind="project", judges="总工办",
        theme="比质量、比安全、比进度、比创新",
    )  # fmt: skip
    for number, employer in enumerate(employers[:4]):
        unit = enter_unit(contest, employer, teams=3 + number, by=by)
        for place, name in enumerate(NAMES[: 5 - number]):
            entry = Contestant(
                contest=contest, unit=unit, name=name, staff_number=f"{number + 1}{place:03d}",
                id_number=_citizen_id(10 * number + place), team=f"{place % 2 + 1}班",
            )  # fmt: skip
            enter_person(entry, by=by)
        outcome = ContestOutcome(
            contest=contest, unit=unit, kind="method", title="预制梁快速拼装法", count=1 + number
        )
        record_outcome(outcome, by=by)
        if number == 0:
            certify_value(
                outcome, Decimal("862000.00"), _paper(), certified_by="财务科 孙敏",
                certified_on=today(), by=by,
            )  # fmt: skip


def _saving(employers: list[Employer], by: Officer) -> None:
    contest = _contest(
        by, name="节能减排劳动竞赛", level="city", kind="energy", theme="节约一度电、一滴水",
        judges="市总经济部",
    )  # fmt: skip
    units = [enter_unit(contest, employer, teams=2, by=by) for employer in employers[:3]]
    CONTEST.take(ContestStep.JUDGE, contest, by=by)
    for rank, unit in enumerate(units, start=1):
        unit.rank, unit.award = rank, "优胜单位" if rank == 1 else ""
    record_results(contest, units, by=by)


def _suggest(employers: list[Employer], by: Officer) -> None:
    for (title, proposer, steps), employer in zip(SUGGESTIONS, employers, strict=False):
        suggestion = Suggestion(title=title, proposer=proposer)
        propose(suggestion, employer, by=by)
        chairs = Officer.objects.unscoped("the demo's own people").complete()
        chair = chairs.filter(union=suggestion.union, role=Role.CHAIR).first()
        if chair:
            for step in (SuggestionStep.ADOPT, SuggestionStep.IMPLEMENT)[:steps]:
                SUGGESTION.take(step, suggestion, by=chair)
    for number, employer in enumerate(employers[4:6]):
        counts = {"proposed": 1280 + 310 * number, "adopted": 640, "implemented": 388}
        tally(employer, today().year, counts, by=by)


def _train(employers: list[Employer], by: Officer) -> None:
    course = Course(
        title="电工技能提升班", kind="skill", hours=40, starts_on=today(),
        ends_on=today() + timedelta(days=4), place="凌海市职工学校201教室", seats=40,
        cost=Decimal(18000), funded_by="职工教育经费",
    )  # fmt: skip
    keep_course(course, by=by)
    _fill(course, employers, by)
    # All day long, so that signing in can be tried whenever the demo is looked at.
    add_lesson(
        Lesson(course=course, day=today(), starts_at=time(0, 30), ends_at=time(23, 59),
               topic="安全用电"), by=by,
    )  # fmt: skip
    ordered = Course(
        title="数控操作订单班", kind="order", orderer=employers[0], hours=120, seats=30,
        starts_on=today() - timedelta(days=120), ends_on=today() - timedelta(days=90),
        place="凌海市职工学校实训车间",
    )  # fmt: skip
    keep_course(ordered, by=by)
    lesson = Lesson(
        course=ordered, day=ordered.starts_on, starts_at=time(9), ends_at=time(11), topic="开班"
    )
    add_lesson(lesson, by=by)
    learners = _fill(ordered, employers, by)
    for learner in learners[:5]:
        SignIn.objects.create(learner=learner, lesson=lesson, way="phone", **same_owner(learner))
    for points, learner in enumerate(learners):
        learner.score, learner.level_before = Decimal(55 + 6 * points), "5"
    score(ordered, learners, by=by)
    soon = today() + timedelta(days=40)
    certify(ordered, level="4", issued_on=today() - timedelta(days=80), expires_on=soon, by=by)
    placed = learners[-1]
    placed.refresh_from_db()
    placed.placed_at, placed.placed_on = employers[0].name, today() - timedelta(days=70)
    record_job(placed, by=by)


def _fill(course: Course, employers: list[Employer], by: Officer) -> list[Learner]:
    learners = []
    for number, name in enumerate(NAMES[:6]):
        learner = Learner(
            course=course, name=name, id_number=_citizen_id(number), phone=f"139000001{number:02d}",
            employer=employers[number % 3], is_migrant=number % 2 == 0,
        )  # fmt: skip
        enrol(learner, by=by)
        learners.append(learner)
    return learners


def _citizen_id(number: int) -> str:
    body = f"2107811985{number // 28 % 12 + 1:02d}{number % 28 + 1:02d}{number:03d}"
    return body + ric.calc_check_digit(body)


def _paper() -> SimpleUploadedFile:
    """A signed certificate, as scanned."""
    picture = Image.new("RGB", (420, 594), (252, 252, 247))
    ImageDraw.Draw(picture).rectangle((40, 60, 380, 500), outline=(160, 160, 160))
    content = BytesIO()
    picture.save(content, "JPEG")
    return SimpleUploadedFile("财务证明.jpg", content.getvalue(), "image/jpeg")
