"""A lesson: the code on its wall, who is there, and signing in by hand."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.actions.courses import strike_lesson
from campaigns.actions.signing_in import code_at, sign_in_by_hand
from campaigns.models import Lesson, SignIn
from campaigns.offices import ORGANISERS, READERS, runs
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


def find_lesson(request: OfficerRequest, lesson_id: int) -> Lesson:
    lessons = Lesson.objects.visible_to(request.officer).select_related(
        "course", "union", "federation"
    )
    return get_object_or_404(lessons, pk=lesson_id)


@for_officers(*READERS)
@require_GET
def lesson_detail(request: OfficerRequest, lesson_id: int) -> HttpResponse:
    lesson = find_lesson(request, lesson_id)
    return render(request, "campaigns/lesson_detail.html", _attendance(request, lesson))


@for_officers(*READERS)
@require_GET
def lesson_live(request: OfficerRequest, lesson_id: int) -> HttpResponse:
    """The list alone, asked for again while the lesson is open."""
    lesson = find_lesson(request, lesson_id)
    return render(request, "campaigns/_lesson_live.html", _attendance(request, lesson))


def _attendance(request: OfficerRequest, lesson: Lesson) -> dict[str, Any]:
    signed = SignIn.objects.visible_to(request.officer).filter(lesson=lesson)
    learners = lesson.course.learners.visible_to(request.officer).select_related("employer")
    there = Exists(signed.filter(learner=OuterRef("pk")))
    missing = list(learners.filter(~there).order_by("pk"))
    return {
        "lesson": lesson,
        "course": lesson.course,
        "signed": list(signed.select_related("learner__employer").order_by("-at", "-pk")),
        "missing": missing,
        "runs": runs(request.officer, lesson),
        "is_open": lesson.is_open_at(timezone.now()),
    }


@for_officers(*ORGANISERS)
@require_GET
def lesson_wall(request: OfficerRequest, lesson_id: int) -> HttpResponse:
    """The code as large as the wall allows."""
    context = _code(request, find_lesson(request, lesson_id))
    return render(request, "campaigns/lesson_wall.html", context)


@for_officers(*ORGANISERS)
@require_GET
def lesson_code(request: OfficerRequest, lesson_id: int) -> HttpResponse:
    """The code alone: the wall asks for it again, since it changes."""
    context = _code(request, find_lesson(request, lesson_id))
    return render(request, "campaigns/_lesson_code.html", context)


def _code(request: OfficerRequest, lesson: Lesson) -> dict[str, Any]:
    if not runs(request.officer, lesson):
        raise Refused(_("Only the union that holds the course may do that."))
    now = timezone.localtime()
    code, changes_at = code_at(lesson, now)
    known = [lesson.federation.division_code, code]
    address = request.build_absolute_uri(reverse("campaigns:public-sign-in", args=known))
    return {
        "lesson": lesson,
        "course": lesson.course,
        "address": address,
        "qr": _drawn(address),
        "changes_at": changes_at,
        "is_open": lesson.is_open_at(now),
        "there": lesson.sign_ins.count(),
        "wanted": lesson.course.learners.count(),
    }


def _drawn(address: str) -> SafeString:
    """As inline SVG; a code shown on a wall is not torn, and is the coarser for it."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=2)
    return mark_safe(drawn)  # noqa: S308 - drawn by us, no text of anybody's in it


@for_officers(*ORGANISERS)
@require_POST
def lesson_hand(request: OfficerRequest, lesson_id: int) -> HttpResponse:
    """Sign in those ticked: their phone failed them."""
    lesson = find_lesson(request, lesson_id)
    ticked = [int(pk) for pk in request.POST.getlist("learners") if pk.isdecimal() and len(pk) < 19]
    learners = lesson.course.learners.visible_to(request.officer).filter(pk__in=ticked)
    if not ticked:
        raise Refused(_("Tick at least one person."))
    n = sign_in_by_hand(lesson, learners, by=request.officer)
    messages.success(request, _("%(n)d signed in by hand.") % {"n": n})
    return redirect(lesson)


@for_officers(*ORGANISERS)
@require_POST
def lesson_strike(request: OfficerRequest, lesson_id: int) -> HttpResponse:
    lesson = find_lesson(request, lesson_id)
    strike_lesson(lesson, by=request.officer)
    messages.success(request, _("The lesson is taken out."))
    return redirect(lesson.course)
