"""Figures of training: persons trained and raised a level, certificates, and who found work.

A person counts once a year, in the county of the first course; rows bear numbers, not names.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Course, Learner
from campaigns.models.course import FOR_A_JOB, CourseKind, SkillLevel
from targets.counting import Chosen, Rows, number_of, share_of
from targets.indicators import Indicator, declare
from targets.places import where_stood
from targets.sources import JIAXING, OURS, PERCENT, TONGAN

NOBODY = "figures count for no officer; the caller narrows the rows"


def as_learner(row: Any) -> tuple[str, str]:
    return str(row), reverse("campaigns:course-detail", args=[row.course_id])


LEARNER: dict[str, Any] = {"reads": as_learner, "row_label": _("Learner")}


def as_course(row: Any) -> tuple[str, str]:
    return row.title, row.get_absolute_url()


COURSE: dict[str, Any] = {"reads": as_course, "row_label": _("Course")}


def trained(day: date, year: int) -> Rows:
    return Learner.objects.unscoped(NOBODY).trained(day, year).first_of_each()


def promoted(day: date, year: int) -> Rows:
    return Learner.objects.unscoped(NOBODY).promoted(day, year).first_of_each()


def certified(day: date, year: int) -> Rows:
    return Learner.objects.unscoped(NOBODY).certified(day, year)


def trained_migrants(day: date, year: int) -> Rows:
    """Somebody is a migrant worker where one of the year's courses wrote it down."""
    found = Learner.objects.unscoped(NOBODY).trained(day, year).filter(is_migrant=True)
    return found.first_of_each()


def highly_skilled(day: date, year: int) -> Rows:
    found = Learner.objects.unscoped(NOBODY).promoted(day, year)
    return found.filter(level__lte=SkillLevel.THREE).first_of_each()


def trained_cadres(day: date, year: int) -> Rows:
    found = Learner.objects.unscoped(NOBODY).trained(day, year)
    return found.filter(course__kind=CourseKind.CADRE).first_of_each()


def certified_cadres(day: date, year: int) -> Rows:
    found: Rows = certified(day, year).filter(course__kind=CourseKind.CADRE)
    return found


def courses(day: date, year: int) -> Rows:
    return Course.objects.unscoped(NOBODY).filter(starts_on__year=year, starts_on__lte=day)


def cadre_courses(day: date, year: int) -> Rows:
    return courses(day, year).filter(kind=CourseKind.CADRE)


def learnt_for_a_job(day: date, year: int) -> Any:
    found = Learner.objects.unscoped(NOBODY).trained(day, year)
    return found.filter(course__kind__in=FOR_A_JOB)


def trained_for_a_job(day: date, year: int) -> Rows:
    found: Rows = learnt_for_a_job(day, year).first_of_each()
    return found


def placed(day: date, year: int) -> Exists:
    """Whether the person had found work by the day, after whichever of the year's courses."""
    courses = learnt_for_a_job(day, year).filter(id_index=OuterRef("id_index"))
    return Exists(courses.filter(placed_on__lte=day))


def learners(chosen: Chosen) -> dict[str, Any]:
    return number_of(chosen, where_stood()) | LEARNER


def courses_of(chosen: Chosen) -> dict[str, Any]:
    return number_of(chosen, where_stood()) | COURSE


declare(
    Indicator(
        "campaigns.trained",
        _("Persons trained"),
        _("persons, each once a year"),
        unit=_("persons"),
        formula=_(
            "Persons of courses begun in the year by the day who were at a lesson or passed by "
            "then; each once, with the first such course"
        ),
        source=JIAXING,
        **learners(trained),
    ),
    Indicator(
        "campaigns.promoted",
        _("Persons raised a skill level"),
        _("persons, each once a year"),
        unit=_("persons"),
        formula=_(
            "Persons given a certificate in the year by the day of a higher level than they had; "
            "each once"
        ),
        source=JIAXING,
        **learners(promoted),
    ),
    Indicator(
        "campaigns.promoted_skilled",
        _("Persons raised to a high skill level"),
        _("persons, each once a year"),
        unit=_("persons"),
        formula=_(
            "Persons given a certificate in the year by the day of level three or above, and "
            "higher than the level they had; each once"
        ),
        source=JIAXING,
        **learners(highly_skilled),
    ),
    Indicator(
        "campaigns.migrants_trained",
        _("Migrant workers trained"),
        _("persons, each once a year"),
        unit=_("persons"),
        formula=_(
            "Persons enrolled as migrant workers in courses begun in the year by the day who were "
            "at a lesson or passed by then; each once, with the first such course"
        ),
        source=JIAXING,
        **learners(trained_migrants),
    ),
    Indicator(
        "campaigns.cadres_trained",
        _("Union cadres trained"),
        _("persons, each once a year"),
        unit=_("persons"),
        formula=_(
            "Persons of courses for cadres begun in the year by the day who were at a lesson or "
            "passed by then; each once, with the first such course"
        ),
        source=TONGAN,
        **learners(trained_cadres),
    ),
    Indicator(
        "campaigns.cadres_certified",
        _("Certificates of union cadres"),
        _("certificates"),
        unit=_("certificates"),
        formula=_("Certificates of courses for cadres issued in the year by the day"),
        source=TONGAN,
        **learners(certified_cadres),
    ),
    Indicator(
        "campaigns.courses",
        _("Courses held"),
        _("courses"),
        unit=pgettext_lazy("counted", "courses"),
        formula=_("Courses begun in the year by the day"),
        source=OURS,
        **courses_of(courses),
    ),
    Indicator(
        "campaigns.cadre_courses",
        _("Courses for union cadres"),
        _("courses"),
        unit=pgettext_lazy("counted", "courses"),
        formula=_("Courses for cadres begun in the year by the day"),
        source=TONGAN,
        **courses_of(cadre_courses),
    ),
    Indicator(
        "campaigns.certificates",
        _("Certificates issued"),
        _("certificates"),
        unit=_("certificates"),
        formula=_("Certificates issued in the year by the day"),
        source=OURS,
        **learners(certified),
    ),
    Indicator(
        "campaigns.placed",
        _("Placed after training for a job"),
        _("persons trained to order or before a job"),
        unit=PERCENT,
        formula=_(
            "Those of them at work by the day ÷ persons trained in the year to order or before a "
            "job, each once, with the first such course"
        ),
        source=OURS,
        **share_of(trained_for_a_job, placed, where_stood()),
        **LEARNER,
    ),
)
