"""What came in on the public pages of the officer's stations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistance.actions.answering import answer_applicant, read_application, take_up
from assistance.forms.application import ApplicationFilter, ReasonForm
from assistance.models import HouseholdFile, PublicApplication
from assistance.views.answer import answer_page
from assistance.views.station import KEEPERS, WATCHERS
from assistance.workflows.application import HELP, ApplicationStep
from unions.models import Event
from unions.offices import holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

ALIKE = 10


@for_officers(*WATCHERS)
@require_GET
def help_list(request: OfficerRequest) -> HttpResponse:
    form = ApplicationFilter(request.GET, officer=request.officer)
    rows = PublicApplication.objects.visible_to(request.officer).select_related("station__union")
    context = {"form": form, "page": page_of(form.narrow(rows), request.GET)}
    return render(request, "assistance/help_list.html", context, status=_status(form))


def _status(form: ApplicationFilter) -> int:
    return 200 if form.is_valid() else 422


@for_officers(*WATCHERS)
@require_GET
def help_detail(request: OfficerRequest, application_id: int) -> HttpResponse:
    return _shown(request, _find(request, application_id))


def _find(request: OfficerRequest, application_id: int) -> PublicApplication:
    rows = PublicApplication.objects.visible_to(request.officer)
    return get_object_or_404(rows.select_related("station__union", "file"), pk=application_id)


def _shown(request: OfficerRequest, application: PublicApplication, **more: Any) -> HttpResponse:
    alike = PublicApplication.objects.visible_to(request.officer).exclude(pk=application.pk)
    files = HouseholdFile.objects.visible_to(request.officer)
    same = {"phone_index": application.phone_index}
    context = {
        "application": application,
        "moves": HELP.open_to(request.officer, application),
        "may_read": holds_any(request.officer, KEEPERS),
        "read_form": ReasonForm(officer=request.officer),
        "alike": alike.filter(**same).order_by("-pk")[:ALIKE],
        "files_alike": files.filter(**same)
        .exclude(pk=application.file_id or 0)
        .order_by("-pk")[:ALIKE],
        "events": Event.objects.visible_to(request.officer).about(application)[:20],
        **more,
    }
    return render(request, "assistance/help_detail.html", context, status=more.get("status", 200))


@for_officers(*KEEPERS)
@require_POST
@never_cache
@sensitive_variables()
def help_read(request: OfficerRequest, application_id: int) -> HttpResponse:
    """The number to call and the words, in clear, for a reason that is logged."""
    application = _find(request, application_id)
    form = ReasonForm(request.POST, officer=request.officer)
    if not form.is_valid():
        return _shown(request, application, read_form=form, status=422)
    reason = form.cleaned_data["reason"]
    return _shown(request, application, clear=read_application(
        application, reason=reason, by=request.officer
    ))  # fmt: skip


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def help_step(request: OfficerRequest, application_id: int, step: str) -> HttpResponse:
    application = _find(request, application_id)
    return answer_page(
        request, HELP, application, step, template="assistance/help_step.html",
        take=lambda said: _answer(request, application, step, said),
    )  # fmt: skip


def _answer(
    request: OfficerRequest, application: PublicApplication, step: str, said: dict[str, Any]
) -> HttpResponse:
    by = request.officer
    if step == ApplicationStep.TAKE_UP:
        file = take_up(application, seen=said["seen"], by=by)
        messages.success(request, _("A file has begun. Go on with the household."))
        return redirect(file)
    answer_applicant(step, application, words=said["note"], seen=said["seen"], by=by)
    messages.success(request, _("The applicant reads your words on the progress page."))
    return redirect(application)
