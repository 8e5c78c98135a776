"""Jobs found and mutual aid covers: both begin with a member of a household on file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from assistance.actions.training import TRAINERS, check_job, enrol_in_scheme, place, runs_classes
from assistance.forms.training import CoverForm, JobCheckForm, NamedFilter, PlacementForm
from assistance.models import HouseholdMember, JobPlacement, MutualCover
from assistance.offices import READERS
from assistance.views.entry import entry_page, refusal_of
from assistance.views.found import asked_number, members_on_file
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


@for_officers(*READERS)
@require_GET
def placement_list(request: OfficerRequest) -> HttpResponse:
    form = NamedFilter(request.GET, officer=request.officer)
    jobs = JobPlacement.objects.visible_to(request.officer).select_related("file", "township")
    page = page_of(form.narrow(jobs, by_day="since"), request.GET)
    context = {"form": form, "page": page, "runs": runs_classes(request.officer)}
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/placement_list.html", context, status=status)


@for_officers(*TRAINERS)
@require_http_methods(["GET", "POST"])
def placement_new(request: OfficerRequest) -> HttpResponse:
    """First whom, then the job."""
    member = _asked_member(request)
    back = (reverse("assistance:placement-list"), _("Placements"))
    if member is None:
        return _pick_member(request, _("Record a job found"), back)
    instance = JobPlacement(member=member)
    form = PlacementForm(request.POST or None, officer=request.officer, instance=instance)
    if form.is_valid():
        place(form.instance, by=request.officer)
        messages.success(request, _("The job is on record; it is asked after in three months."))
        return redirect("assistance:placement-list")
    title = _("A job for %(name)s") % {"name": member.name}
    return entry_page(request, form, title=title, back=back, button=_("Save"))


@for_officers(*TRAINERS)
@require_http_methods(["GET", "POST"])
def placement_edit(request: OfficerRequest, placement_id: int) -> HttpResponse:
    """Whether the job was kept."""
    job = get_object_or_404(JobPlacement.objects.visible_to(request.officer), pk=placement_id)
    if job.check_due_on is None:
        raise Refused(_("Nothing is left to ask about this job."))
    form = JobCheckForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        check_job(job, **form.cleaned_data, by=request.officer)
        messages.success(request, _("What became of the job is on record."))
        return redirect("assistance:placement-list")
    back = (reverse("assistance:placement-list"), _("Placements"))
    said = {"name": job.name, "unit": job.workplace, "day": job.since}
    return entry_page(
        request, form, title=_("%(name)s at %(unit)s since %(day)s") % said,
        hint=_("Asked after three and six months."), back=back, button=_("Save"),
    )  # fmt: skip


@for_officers(*READERS)
@require_GET
def cover_list(request: OfficerRequest) -> HttpResponse:
    form = NamedFilter(request.GET, officer=request.officer)
    covers = MutualCover.objects.visible_to(request.officer)
    covers = covers.select_related("file", "member", "township")
    page = page_of(form.narrow(covers, by_day="begins_on"), request.GET)
    context = {"form": form, "page": page, "runs": runs_classes(request.officer)}
    status = 200 if form.is_valid() else 422
    return render(request, "assistance/cover_list.html", context, status=status)


@for_officers(*TRAINERS)
@require_http_methods(["GET", "POST"])
def cover_new(request: OfficerRequest) -> HttpResponse:
    """First whom, then the scheme."""
    member = _asked_member(request)
    back = (reverse("assistance:cover-list"), _("Mutual aid"))
    if member is None:
        return _pick_member(request, _("Enrol in mutual aid"), back)
    instance = MutualCover(member=member)
    form = CoverForm(request.POST or None, officer=request.officer, instance=instance)
    refused = None
    if form.is_valid():
        refused = refusal_of(lambda: enrol_in_scheme(form.instance, by=request.officer))
        if not refused:
            messages.success(request, _("%(name)s is covered.") % {"name": member.name})
            return redirect("assistance:cover-list")
    title = _("Mutual aid for %(name)s") % {"name": member.name}
    return entry_page(request, form, title=title, back=back, button=_("Save"), refused=refused)


def _asked_member(request: OfficerRequest) -> HouseholdMember | None:
    """The member in ?member=, of a household on file in the branch; none where none is asked."""
    if "member" not in request.GET:
        return None
    members = members_on_file(request)
    found: HouseholdMember = get_object_or_404(members, pk=asked_number(request, "member"))
    return found


def _pick_member(request: OfficerRequest, title: str, back: Any) -> HttpResponse:
    context = {
        "title": title, "back_url": back[0], "back_label": back[1],
        "page": page_of(members_on_file(request), request.GET), "q": request.GET.get("q", ""),
    }  # fmt: skip
    return render(request, "assistance/member_pick.html", context)
