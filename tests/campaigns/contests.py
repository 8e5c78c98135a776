"""Competitions and courses as the tests make them."""

from __future__ import annotations

from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from campaigns import models as m
from kernel.days import today
from kernel.spreadsheet import Column, Sheet, write_workbook
from targets.indicators import indicator, total
from tests.cast import City
from unions.models import Employer, Union
from unions.scoping import owned_by


def person_id(number: int) -> str:
    """A made-up identity number with a right check character."""
    body = f"210781{date(1980, 1, 1) + timedelta(days=number // 1000):%Y%m%d}{number % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(c) * w for c, w in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def make_contest(owner: Union, name: str = "立功竞赛", **changes: Any) -> m.Contest:
    first, last = date(today().year, 1, 1), date(today().year, 12, 31)
    known = {"year": first.year, "level": "county", "kind": "project", "stage": "running",
             "organiser": owner.name, "starts_on": first, "judges": "评委会", "ends_on": last,
             "opened_on": first}  # fmt: skip
    return m.Contest.objects.create(name=name, **{**known, **changes}, **owned_by(owner))


def make_unit(contest: m.Contest, employer: Employer, union: Union) -> m.ContestUnit:
    day = date(today().year, 1, 2)
    known = {"contest": contest, "employer": employer, "joined_on": day}
    return m.ContestUnit.objects.create(**known, **owned_by(union))


def make_course(owner: Union, title: str = "电工班", **changes: Any) -> m.Course:
    known = {"kind": "skill", "starts_on": today(), "ends_on": today() + timedelta(days=4),
             "hours": 40, "seats": 60, "place": "职工学校"}  # fmt: skip
    return m.Course.objects.create(title=title, **{**known, **changes}, **owned_by(owner))


def make_lesson(course: m.Course, **changes: Any) -> m.Lesson:
    known = {"day": course.starts_on, "starts_at": time(9), "ends_at": time(11)}
    return m.Lesson.objects.create(course=course, **{**known, **changes}, **owned_by(course.union))


def make_learner(course: m.Course, number: int, **changes: Any) -> m.Learner:
    known = {"name": f"学员{number}", "id_number": person_id(number)}
    known |= {"union": course.union, **changes}
    owner = owned_by(known.pop("union"))
    return m.Learner.objects.create(course=course, **known, **owner)


def workbook(headers: list[str], rows: list[list[Any]]) -> bytes:
    book = BytesIO()
    write_workbook(book, [Sheet("表", [Column(header) for header in headers], rows)])
    return book.getvalue()


def paper() -> SimpleUploadedFile:
    """A signed certificate, as scanned."""
    content = BytesIO()
    Image.new("RGB", (40, 30), (250, 250, 240)).save(content, "JPEG")
    return SimpleUploadedFile("财务证明.jpg", content.getvalue(), "image/jpeg")


def total_of(code: str, city: City, year: int | None = None) -> Any:
    return total(indicator(code).by_county(today(), year or today().year))
