"""Courses: kept, filled, examined, certified, and whom they brought to work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from campaigns.actions.units import keeper_of
from campaigns.models import Course, Learner, Lesson
from campaigns.offices import organises, runs
from kernel.days import today
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer
from unions.parameters import parameter
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

CERTIFICATE = ["certificate", "level", "issued_on", "expires_on", "remind_on"]
JOB = ["placed_at", "placed_on", "kept_3"]


@transaction.atomic
def keep_course(course: Course, *, by: Officer) -> None:
    """Open a course of the officer's union, or change it. Raises Refused."""
    label = _("Course changed") if course.pk else _("Course opened")
    if course.pk is None:
        for name, value in owned_by(by.union).items():
            setattr(course, name, value)
    else:
        hold_course(course, by)
    course.pinyin = pinyin_key(course.title)
    course.save()
    log_event(course, "course", label, by=by)


@transaction.atomic
def add_lesson(lesson: Lesson, *, by: Officer) -> None:
    hold_course(lesson.course, by)
    for name, value in same_owner(lesson.course).items():
        setattr(lesson, name, value)
    lesson.save(force_insert=True)
    log_event(lesson, "lesson", _("Lesson set"), by=by, detail={"course": lesson.course_id})


def sends(officer: Officer, course: Course) -> bool:
    """Whether the officer may enrol learners: who runs it, and unions below."""
    return organises(officer)


@transaction.atomic
def strike_lesson(lesson: Lesson, *, by: Officer) -> None:
    """Take out a lesson set by mistake. Raises Refused once somebody was there."""
    hold_course(lesson.course, by)
    # Who signs in at this moment holds the row, and is then found.
    Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
    if lesson.sign_ins.exists():
        raise Refused(_("Somebody signed in to this lesson; it stays."))
    log_event(lesson, "strike", _("Lesson taken out"), by=by, detail={"course": lesson.course_id})
    lesson.delete()


@transaction.atomic
@sensitive_variables("learner")
def enrol(learner: Learner, *, by: Officer) -> None:
    """Raises Refused for a full course, and for somebody who is in it."""
    # Of two who take the last seat, the second waits here and finds it taken.
    course = Course.objects.select_for_update(of=("self",)).get(pk=learner.course_id)
    if course.learners.count() >= course.seats:
        raise Refused(_("The course is full: it has %(n)d seats.") % {"n": course.seats})
    owner = owned_by(keeper_of(learner.employer)) if learner.employer else same_owner(course)
    for name, value in owner.items():
        setattr(learner, name, value)
    index = Learner._meta.get_field("id_index").of_row(learner)
    if course.learners.filter(id_index=index).exists():
        raise Refused(_("This person is already in the course."))
    learner.save(force_insert=True)
    log_event(learner, "enrol", _("Enrolled in a course"), by=by, detail={"course": course.pk})


@transaction.atomic
def strike(learner: Learner, *, by: Officer) -> None:
    """Take somebody out again. Raises Refused once something of them is on record."""
    if learner.score is not None or learner.certificate or learner.sign_ins.exists():
        raise Refused(_("This person was at a lesson or in the exam; the row stays."))
    log_event(learner, "strike", _("Taken out of a course"), by=by)
    learner.delete()


@transaction.atomic
def score(course: Course, learners: Iterable[Learner], *, by: Officer) -> None:
    """Scores and levels before, as the exam went; who reached the pass mark has passed.

    Raises Refused for who has a certificate and would no longer have passed.
    """
    hold_course(course, by)
    written = list(learners)
    for learner in written:
        learner.passed = None if learner.score is None else learner.score >= course.pass_mark
        learner.scored_on = None if learner.score is None else learner.scored_on or today()
        if learner.certificate and not learner.passed:
            raise Refused(_("Somebody of these holds a certificate already, and would fail."))
        learner.save(update_fields=["score", "passed", "scored_on", "level_before"])
    log_event(course, "score", _("Scores recorded"), by=by, detail={"learners": len(written)})


@transaction.atomic
def certify(
    course: Course, *, level: str, issued_on: date, expires_on: date | None, by: Officer
) -> int:
    """Number a certificate for everyone who passed and has none; how many.

    The numbers of a course run from 1 without a gap: they are taken under the course's lock, and
    no row that has one is ever deleted.
    """
    held = hold_course(course, by)
    waiting = list(held.learners.filter(passed=True, certificate=None).order_by("pk"))
    if not waiting:
        raise Refused(_("Nobody who passed is without a certificate."))
    ahead = timedelta(days=int(parameter("campaigns.certificate_days")))
    for number, learner in enumerate(waiting, start=held.last_certificate + 1):
        learner.certificate, learner.level = number, level
        learner.issued_on, learner.expires_on = issued_on, expires_on
        learner.remind_on = expires_on - ahead if expires_on else None
    Learner.objects.bulk_update(waiting, CERTIFICATE)
    held.last_certificate += len(waiting)
    held.save(update_fields=["last_certificate"])
    detail = {"issued": len(waiting), "last": held.last_certificate}
    log_event(held, "certify", _("Certificates issued"), by=by, detail=detail)
    return len(waiting)


@transaction.atomic
def record_job(learner: Learner, *, by: Officer) -> None:
    """Where somebody went to work after the course, and whether they were still there."""
    learner.save(update_fields=JOB)
    log_event(learner, "job", _("Job after the course recorded"), by=by)


def hold_course(course: Course, by: Officer) -> Course:
    """The course, locked. Raises Refused for anyone but those who run it."""
    held = Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
    if not runs(by, held):
        raise Refused(_("Only the union that holds the course may do that."))
    return held
