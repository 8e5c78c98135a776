"""To the bank and back: the file that pays, and the file that answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from assistance.actions.matching import Booked, ReturnRefused, hide_numbers, read_answer
from assistance.actions.sending import write_for_bank
from assistance.banks import BadTable
from assistance.forms.payments import BankFileForm, ReturnForm
from assistance.offices import FINANCE
from assistance.views.payments import find_batch
from assistance.workflows.aid import BatchStage
from kernel.tables import MOST_BYTES
from unions.downloads import download
from unions.policy import OfficerRequest, for_officers
from unions.refusals import MoveRefused, Refused


@for_officers(*FINANCE)
@never_cache
@require_http_methods(["GET", "POST"])
def batch_file(request: OfficerRequest, batch_id: int) -> HttpResponse:
    """The bank's file, made while someone waits, and kept nowhere."""
    batch = find_batch(request, batch_id)
    if batch.stage != BatchStage.SENT:
        raise MoveRefused(_("There is a bank file only while the batch is with the bank."))
    form = BankFileForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        said = form.cleaned_data
        file = write_for_bank(
            batch, receiver=said["receiver"], purpose=said["purpose"], by=request.officer
        )
        return download(file.content, file.name)
    status = 422 if request.method == "POST" else 200
    context = {"batch": batch, "form": form}
    return render(request, "assistance/batch_file.html", context, status=status)


@for_officers(*FINANCE)
@never_cache
@require_http_methods(["GET", "POST"])
def return_new(request: OfficerRequest, batch_id: int) -> HttpResponse:
    """The bank's answer; what is wrong with it stands on the page, and nothing is booked."""
    batch = find_batch(request, batch_id)
    form = ReturnForm(request.POST or None, request.FILES or None, officer=request.officer)
    trouble: dict[str, Any] = {}
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            booked = read_answer(batch, file.name, file.read(MOST_BYTES + 1), by=request.officer)
        except BadTable as bad:
            lines = [hide_numbers(message) for message in bad.messages]
            trouble = {"refused": _("The file cannot be read; nothing was booked."), "lines": lines}
        except ReturnRefused as refused:
            trouble = {"refused": refused, "mismatches": refused.mismatches}
        except (Refused, ImproperlyConfigured) as refused:
            trouble = {"refused": refused}
        else:
            messages.success(request, _told(booked))
            return redirect(batch)
    status = 422 if request.method == "POST" else 200
    context = {"batch": batch, "form": form, "most_bytes": MOST_BYTES, **trouble}
    return render(request, "assistance/return_new.html", context, status=status)


def _told(booked: Booked) -> str:
    words = _("Read: %(paid)d paid, %(failed)d refused by the bank; %(waiting)d still to come.")
    said = {"paid": booked.file.succeeded, "failed": booked.file.failed}
    told = words % {**said, "waiting": booked.waiting}
    if booked.again:
        again = _("%(n)d had been answered before, the same way; they are not booked again.")
        told += " " + again % {"n": booked.again}
    return told
