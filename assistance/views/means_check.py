"""The means check: sent to another authority, and answered."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assistance.actions.reviewing import answer_means_check, may_check, send_means_check
from assistance.forms.life import AnswerForm, MeansCheckForm
from assistance.models import MeansCheck
from assistance.offices import COUNTY
from assistance.views.entry import entry_page, refusal_of
from assistance.views.found import find_file, to_the_file
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers(*COUNTY)
@require_http_methods(["GET", "POST"])
def means_check_new(request: OfficerRequest, household_id: int) -> HttpResponse:
    """Whom the county asked, and what it handed over."""
    file = find_file(request, household_id)
    form = MeansCheckForm(request.POST or None, officer=request.officer)
    refused = None
    if form.is_valid():
        refused = refusal_of(
            lambda: send_means_check(file, by=request.officer, **form.cleaned_data)
        )
        if not refused:
            messages.success(request, _("The means check is recorded as sent."))
            return redirect(file)
    hint = _("Handing personal data to another authority is kept in the log.")
    return entry_page(
        request, form, title=_("Means check"), hint=hint, button=_("Record as sent"),
        back=to_the_file(file), refused=refused,
    )  # fmt: skip


@for_officers(*COUNTY)
@require_http_methods(["GET", "POST"])
def means_check_edit(request: OfficerRequest, means_check_id: int) -> HttpResponse:
    """What the other authority answered."""
    checks = MeansCheck.objects.visible_to(request.officer).select_related("file")
    check = get_object_or_404(checks, pk=means_check_id)
    if check.result or not may_check(check.file, request.officer):
        raise Refused(_("This means check has been answered, or waits for nobody."))
    data = request.POST or None
    form = AnswerForm(data, officer=request.officer, sent_on=check.sent_on)
    if form.is_valid():
        answer_means_check(check, by=request.officer, **form.cleaned_data)
        messages.success(request, _("The answer is recorded."))
        return redirect(check.file)
    return entry_page(
        request,
        form,
        title=_("Answer of the means check"),
        hint=f"{check.receiver} · {check.sent_on}",
        button=_("Record the answer"),
        back=to_the_file(check.file),
    )
