"""A consent taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assistance.actions.withdrawing import (
    aid_at_stake,
    what_a_withdrawal_brings,
    withdraw_consent,
)
from assistance.forms.life import WithdrawalForm
from assistance.offices import COUNTY, REPORTERS
from assistance.views.entry import refusal_of
from assistance.views.found import find_file
from unions.policy import OfficerRequest, for_officers


@for_officers(*REPORTERS, *COUNTY)
@require_http_methods(["GET", "POST"])
def consent_withdraw(request: OfficerRequest, household_id: int, consent_id: int) -> HttpResponse:
    """GET says what follows; POST records it, with the reason."""
    file = find_file(request, household_id)
    consent = get_object_or_404(file.consents.select_related("member"), pk=consent_id)
    aids, refused = list(aid_at_stake(consent)), None
    form = WithdrawalForm(request.POST or None, officer=request.officer, at_stake=bool(aids))
    if form.is_valid():
        refused = refusal_of(lambda: withdraw_consent(consent, **form.said, by=request.officer))
        if not refused:
            messages.success(request, _("The withdrawal is on record."))
            return redirect(file)
    context = {"file": file, "consent": consent, "form": form, "refused": refused}
    context |= {"aids": aids, "follows": what_a_withdrawal_brings(consent)}
    status = 422 if request.method == "POST" else 200
    return render(request, "assistance/consent_withdraw.html", context, status=status)
