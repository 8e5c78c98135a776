"""Courses: the list with the year's figures, one course, its learners, exam and certificates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.courses import (
    add_lesson,
    certify,
    enrol,
    keep_course,
    record_job,
    score,
    strike,
)
from campaigns.actions.learner_import import headers, import_learners
from campaigns.forms.courses import (
    CertificateForm,
    CourseFilter,
    CourseForm,
    JobForm,
    LearnerForm,
    LessonForm,
    ScoreForm,
)
from campaigns.models import Course, Learner, Lesson
from campaigns.models.course import PROMOTED
from campaigns.offices import ORGANISERS, READERS, organises, runs
from kernel.days import today
from unions.casework.pages import form_page
from unions.casework.workbooks import WorkbookForm, empty_workbook, import_page, posted, sent
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

LEARNERS_A_PAGE = 50


def find_course(request: OfficerRequest, course_id: int) -> Course:
    courses = Course.objects.visible_to(request.officer).select_related(
        "union", "county", "orderer", "campaign"
    )
    return get_object_or_404(courses, pk=course_id)


def find_learner(request: OfficerRequest, learner_id: int) -> Learner:
    learners = Learner.objects.visible_to(request.officer).select_related("course", "union")
    return get_object_or_404(learners, pk=learner_id)


def _own(request: OfficerRequest, course_id: int) -> Course:
    course = find_course(request, course_id)
    if not runs(request.officer, course):
        raise Refused(_("Only the union that holds the course may do that."))
    return course


@for_officers(*READERS)
@require_GET
def course_list(request: OfficerRequest) -> HttpResponse:
    form = CourseFilter(request.GET, officer=request.officer)
    courses = Course.objects.visible_to(request.officer).select_related("union", "orderer")
    courses = form.narrow(courses)
    year = form.cleaned_data.get("year") or today().year
    context = {
        "form": form,
        "page": page_of(courses, request.GET),
        "figures": _figures(request, year),
        "year_asked": year,
        "may_new": organises(request.officer),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "campaigns/course_list.html", context, status=status)


def _figures(request: OfficerRequest, year: int) -> dict[str, int]:
    """Persons, each once a year, apart from how often they sat in a course."""
    learners = Learner.objects.visible_to(request.officer)
    trained = learners.trained(today(), year).aggregate(
        persons=Count("id_index", distinct=True), times=Count("pk")
    )
    certified = learners.certified(today(), year).aggregate(
        certificates=Count("pk"), promoted=Count("id_index", distinct=True, filter=PROMOTED)
    )
    return {**trained, **certified}


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def course_new(request: OfficerRequest) -> HttpResponse:
    return _course_page(request, Course(), _("Open a course"))


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def course_edit(request: OfficerRequest, course_id: int) -> HttpResponse:
    return _course_page(request, _own(request, course_id), _("Change the course"))


def _course_page(request: OfficerRequest, course: Course, title: str) -> HttpResponse:
    form = CourseForm(*posted(request), officer=request.officer, instance=course)
    if form.is_valid():
        keep_course(form.instance, by=request.officer)
        messages.success(request, _("The course is on record."))
        return redirect(form.instance)
    back = course.get_absolute_url() if course.pk else reverse("campaigns:course-list")
    return form_page(request, form, title=title, back=back)


@for_officers(*READERS)
@require_GET
def course_detail(request: OfficerRequest, course_id: int) -> HttpResponse:
    course, officer = find_course(request, course_id), request.officer
    learners = course.learners.visible_to(officer)
    passed = Count("pk", filter=Q(passed=True))
    lessons = course.lessons.order_by("day", "starts_at").annotate(there=Count("sign_ins"))
    shown = learners.select_related("employer").annotate(lessons_there=Count("sign_ins"))
    context = {
        "course": course,
        "lessons": list(lessons),
        "page": page_of(shown, request.GET, by="pk", size=LEARNERS_A_PAGE),
        "figures": learners.aggregate(
            all=Count("pk"), passed=passed, certified=Count("certificate"),
            placed=Count("placed_on"), kept=Count("pk", filter=Q(kept_3=True)),
        ),
        "runs": runs(officer, course),
        "oversees": officer.oversees(course),
        "sends": organises(officer),
        "today": today(),
    }  # fmt: skip
    return render(request, "campaigns/course_detail.html", context)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def lesson_new(request: OfficerRequest, course_id: int) -> HttpResponse:
    course = _own(request, course_id)
    form = LessonForm(
        *posted(request),
        officer=request.officer,
        instance=Lesson(course=course),
        initial={"day": course.starts_on},
    )
    if form.is_valid():
        add_lesson(form.instance, by=request.officer)
        return redirect(course)
    return form_page(request, form, title=_("Set a lesson"), back=course.get_absolute_url())


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("id_number", "phone")
def learner_new(request: OfficerRequest, course_id: int) -> HttpResponse:
    course = find_course(request, course_id)
    form = LearnerForm(*posted(request), officer=request.officer, instance=Learner(course=course))
    if form.is_valid():
        try:
            enrol(form.instance, by=request.officer)
            messages.success(request, _("Enrolled."))
            return redirect(course)
        except Refused as refused:
            form.add_error(None, str(refused))
    return form_page(request, form, title=_("Enrol somebody"), back=course.get_absolute_url())


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
@sensitive_variables("said")
def learner_import(request: OfficerRequest, course_id: int) -> HttpResponse:
    course = find_course(request, course_id)

    def take_over(said: dict[str, Any]) -> str:
        n = import_learners(course, said["workbook"], by=request.officer)
        return _("%(n)d persons are enrolled.") % {"n": n}

    return import_page(
        request,
        WorkbookForm(*sent(request), officer=request.officer),
        take_over,
        columns=headers(),
        title=_("Enrol from a workbook"),
        back=course.get_absolute_url(),
        empty_url=reverse("campaigns:learner-workbook"),
    )


@for_officers(*ORGANISERS)
@require_GET
def learner_workbook(request: OfficerRequest) -> HttpResponse:
    line = [_("Name"), "210781198001010010", "13900000000", "91210781000000001X", _("no")]
    return empty_workbook(_("Learners"), headers(), line)


@for_officers(*ORGANISERS)
@require_POST
def learner_strike(request: OfficerRequest, learner_id: int) -> HttpResponse:
    learner = find_learner(request, learner_id)
    strike(learner, by=request.officer)
    messages.success(request, _("Taken out of the course."))
    return redirect(learner.course)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def learner_job(request: OfficerRequest, learner_id: int) -> HttpResponse:
    learner = find_learner(request, learner_id)
    form = JobForm(*posted(request), officer=request.officer, instance=learner)
    if form.is_valid():
        record_job(form.instance, by=request.officer)
        messages.success(request, _("Saved."))
        return redirect(learner.course)
    title = _("Where %(name)s went to work") % {"name": learner.name}
    return form_page(request, form, title=title, back=learner.course.get_absolute_url())


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def course_scores(request: OfficerRequest, course_id: int) -> HttpResponse:
    """The exam in one table: who reaches the pass mark has passed."""
    course = _own(request, course_id)
    learners = course.learners.visible_to(request.officer).order_by("pk")
    data = request.POST if request.method == "POST" else None
    forms = [
        ScoreForm(data, officer=request.officer, instance=learner, prefix=f"l{learner.pk}")
        for learner in learners
    ]
    # Each is asked, so that every wrong line is told at once.
    if data is not None and not [form for form in forms if not form.is_valid()]:
        score(course, [form.instance for form in forms], by=request.officer)
        messages.success(request, _("The scores are on record."))
        return redirect(course)
    context = {"course": course, "forms": forms}
    status = 422 if data is not None else 200
    return render(request, "campaigns/course_scores.html", context, status=status)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def course_certificates(request: OfficerRequest, course_id: int) -> HttpResponse:
    """Certificates for all who passed and have none."""
    course = _own(request, course_id)
    form = CertificateForm(*posted(request), officer=request.officer)
    if form.is_valid():
        try:
            n = certify(course, **form.cleaned_data, by=request.officer)
            messages.success(request, _("%(n)d certificates are issued.") % {"n": n})
            return redirect(course)
        except Refused as refused:
            form.add_error(None, str(refused))
    hint = _("For all who passed and have none. The numbers of a course run on without a gap.")
    back = course.get_absolute_url()
    return form_page(request, form, title=_("Issue certificates"), back=back, hint=hint)


@for_officers(*READERS)
@require_GET
def certificate_list(request: OfficerRequest) -> HttpResponse:
    """Certificates that end soon, the first to end first."""
    learners = Learner.objects.visible_to(request.officer).expiring()
    learners = learners.select_related("course", "employer")
    context = {"page": page_of(learners, request.GET, by="expires_on")}
    return render(request, "campaigns/certificate_list.html", context)
