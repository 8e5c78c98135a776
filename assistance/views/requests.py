"""Requests of persons about their own data."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistance.actions.blanking import delete_as_asked, why_kept
from assistance.actions.copying import make_copy
from assistance.actions.requesting import receive_request, take_request_step
from assistance.actions.withdrawing import aid_under_way
from assistance.forms.life import UnpaidForm
from assistance.forms.requests import RequestFilter, RequestForm
from assistance.models import Aid, DataRequest
from assistance.models.privacy import RequestKind
from assistance.views.answer import answer_page
from assistance.views.casework import opening_page
from assistance.views.entry import entry_page
from assistance.workflows.privacy import DATA_REQUEST, KEEPERS, REQUEST_READERS, RequestStage
from unions.downloads import download
from unions.models import Event
from unions.offices import holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers


@for_officers(*REQUEST_READERS)
@require_GET
def request_list(request: OfficerRequest) -> HttpResponse:
    form = RequestFilter(request.GET, officer=request.officer)
    rows = form.narrow(DataRequest.objects.visible_to(request.officer).select_related("union"))
    keeps = holds_any(request.officer, KEEPERS)
    context = {"form": form, "page": page_of(rows, request.GET), "may_enter": keeps}
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/request_list.html", context, status=status)


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def request_new(request: OfficerRequest) -> HttpResponse:
    number = request.GET.get("household", "")
    initial = {"file": number} if number.isdecimal() else {}
    form = RequestForm(request.POST or None, officer=request.officer, initial=initial)
    if form.is_valid():
        said = dict(form.cleaned_data)
        asked = receive_request(
            said, file=said.pop("file"), application=None,
            union=request.officer.union, by=request.officer,
        )  # fmt: skip
        messages.success(request, _("The request is entered; its days are counted."))
        return redirect(asked)
    return entry_page(
        request, form, title=_("Enter a request"), button=_("Enter"),
        hint=_("The days to answer count from the day it was received."),
        back=(reverse("assistance:request-list"), _("Data requests")),
    )  # fmt: skip


@for_officers(*REQUEST_READERS)
@require_GET
def request_detail(request: OfficerRequest, request_id: int) -> HttpResponse:
    asked = _find(request, request_id)
    keeps = holds_any(request.officer, KEEPERS)
    identified = keeps and asked.stage == RequestStage.IDENTIFIED
    ends = asked.kind in {RequestKind.DELETION, RequestKind.WITHDRAWAL}
    done = bool(asked.blanked_at or asked.kept_because)
    aids = _at_stake(asked)
    context: dict[str, Any] = {
        "asked": asked,
        "moves": DATA_REQUEST.open_to(request.officer, asked),
        "may_open": keeps and bool(asked.words or asked.phone),
        "may_copy": identified and asked.kind == RequestKind.COPY,
        "may_delete": identified and ends and not done,
        "may_correct": identified and asked.kind == RequestKind.CORRECTION,
        "kept": why_kept(asked.file) if ends and not done else "",
        "aids": aids,
        "unpaid": UnpaidForm(officer=request.officer, at_stake=bool(aids)),
        "events": Event.objects.visible_to(request.officer).about(asked)[:20],
    }
    return render(request, "assistance/request_detail.html", context)


def _at_stake(asked: DataRequest) -> list[Aid]:
    """Aid under way of a household that takes its consent back."""
    withdrawn = asked.kind == RequestKind.WITHDRAWAL
    return list(aid_under_way(asked.file)) if asked.file and withdrawn else []


def _find(request: OfficerRequest, request_id: int) -> DataRequest:
    rows = DataRequest.objects.visible_to(request.officer)
    return get_object_or_404(rows.select_related("file", "application", "union"), pk=request_id)


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def request_opening(request: OfficerRequest, request_id: int) -> HttpResponse:
    """The number to call, and what is to be corrected."""
    return opening_page(request, _find(request, request_id))


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def request_step(request: OfficerRequest, request_id: int, step: str) -> HttpResponse:
    asked = _find(request, request_id)

    def take(said: dict[str, Any]) -> HttpResponse:
        take_request_step(step, asked, note=said["note"], seen=said["seen"], by=request.officer)
        return redirect(asked)

    template = "assistance/request_step.html"
    return answer_page(request, DATA_REQUEST, asked, step, take=take, template=template)


@for_officers(*KEEPERS)
@require_POST
@never_cache
@sensitive_variables()
def request_copy(request: OfficerRequest, request_id: int) -> HttpResponse:
    """Everything in clear, for the officer to hand to the person; nothing of it is kept."""
    asked = _find(request, request_id)
    return download(make_copy(asked, by=request.officer), f"data-{asked.pk}.xlsx")


@for_officers(*KEEPERS)
@require_POST
def request_delete(request: OfficerRequest, request_id: int) -> HttpResponse:
    asked = _find(request, request_id)
    delete_as_asked(asked, unpaid=request.POST.get("unpaid", ""), by=request.officer)
    messages.success(request, asked.kept_because or _("The data are deleted."))
    return redirect(asked)
