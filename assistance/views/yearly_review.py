"""Yearly reviews: what is due, and what is overdue."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from assistance.forms.life import FileFilter
from assistance.models import HouseholdFile
from assistance.offices import READERS
from assistance.workflows.household import FileStage
from kernel.days import today
from unions.pages import page_of
from unions.parameters import parameter
from unions.policy import OfficerRequest, for_officers


@for_officers(*READERS)
@require_GET
def yearly_review_list(request: OfficerRequest) -> HttpResponse:
    """Files whose review is due soon, due or late, the most urgent first."""
    form = FileFilter(request.GET, officer=request.officer)
    until = today() + timedelta(days=int(parameter("assistance.review_notice_days")))
    # One called up by hand or by a migration may have its day still to come.
    due = HouseholdFile.objects.visible_to(request.officer).filter(
        Q(stage=FileStage.ANNUAL_REVIEW) | Q(stage=FileStage.ACTIVE, review_due_on__lte=until)
    )
    page = page_of(
        form.narrow(due.select_related("county", "township")), request.GET, by="review_due_on"
    )
    context = {"form": form, "page": page, "today": today()}
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/yearly_review_list.html", context, status=status)
