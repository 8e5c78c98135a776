"""Calls after an exit: to be made, and made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.closing import CALLERS, may_call, record_call
from assistance.forms.life import CallFilter, CallForm
from assistance.models import CallBack
from assistance.offices import READERS, REPORTERS
from kernel.days import today
from unions.offices import holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers(*READERS)
@require_GET
def call_back_list(request: OfficerRequest) -> HttpResponse:
    form = CallFilter(request.GET, officer=request.officer)
    calls = CallBack.objects.visible_to(request.officer).select_related("file", "made_by__user")
    calls = form.narrow(calls, prefix="file__")
    made = form.cleaned_data.get("made") == "yes"
    page = page_of(calls.filter(made_on__isnull=not made), request.GET, by="due_on")
    rows = [{"call": call, "open": may_call(call, request.officer)} for call in page.rows]
    context = {"form": form, "page": page, "rows": rows, "today": today()}
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/call_back_list.html", context, status=status)


@for_officers(*CALLERS)
@require_http_methods(["GET", "POST"])
def call_back_edit(request: OfficerRequest, call_back_id: int) -> HttpResponse:
    """Record a call; a household in hardship again may have a new file, linked to the old."""
    calls = CallBack.objects.visible_to(request.officer).select_related("file")
    call = get_object_or_404(calls, pk=call_back_id)
    if call.made_on is None and not may_call(call, request.officer):
        raise Refused(_("This call is not yours to make."))
    form = CallForm(request.POST or None, officer=request.officer)
    if call.made_on is None and form.is_valid():
        record_call(call, by=request.officer, **form.cleaned_data)
        messages.success(request, _("The call is recorded."))
        return redirect("assistance:call-back-edit", call.pk)
    may_begin = holds_any(request.officer, REPORTERS)
    context = {"call": call, "file": call.file, "form": form, "may_begin": may_begin}
    status = 422 if request.method == "POST" else 200
    return render(request, "assistance/call_back_edit.html", context, status=status)
