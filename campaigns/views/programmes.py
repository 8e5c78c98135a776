"""The programmes a federation runs, the portal's catalogue and its own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.drafting import issues
from campaigns.actions.programmes import (
    add_programme,
    change_programme,
    load_programmes,
    may_change,
)
from campaigns.forms.programme import ProgrammeFilter, ProgrammeForm
from campaigns.models import Campaign, Programme
from campaigns.models.form import FieldKind
from campaigns.offices import ISSUERS, READERS
from unions.casework.pages import form_page
from unions.offices import CITY_STAFF
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

RECENT = 10


@for_officers(*READERS)
@require_GET
def programme_list(request: OfficerRequest) -> HttpResponse:
    officer = request.officer
    form = ProgrammeFilter(request.GET, officer=officer)
    programmes = form.narrow(Programme.objects.visible_to(officer).select_related("union"))
    context = {
        "form": form,
        "page": page_of(programmes, request.GET, by="pk"),
        "may_load": CITY_STAFF.held_by(officer),
        "may_add": issues(officer),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "campaigns/programme_list.html", context, status=status)


@for_officers(CITY_STAFF)
@require_POST
def programme_load(request: OfficerRequest) -> HttpResponse:
    count = load_programmes(request.officer.union, by=request.officer)
    messages.success(
        request, _("%(count)d programmes of the catalogue are there.") % {"count": count}
    )
    return redirect("campaigns:programme-list")


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def programme_new(request: OfficerRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = ProgrammeForm(data, officer=request.officer)
    if form.is_valid():
        return redirect(add_programme(form.said, by=request.officer))
    return form_page(
        request, form, title=_("New programme"), back=reverse("campaigns:programme-list")
    )


def find_programme(request: OfficerRequest, programme_id: int) -> Programme:
    programmes = Programme.objects.visible_to(request.officer).select_related("union")
    programme: Programme = get_object_or_404(programmes, pk=programme_id)
    return programme


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def programme_edit(request: OfficerRequest, programme_id: int) -> HttpResponse:
    programme = find_programme(request, programme_id)
    data = request.POST if request.method == "POST" else None
    form = ProgrammeForm(data, officer=request.officer, instance=programme)
    if not may_change(programme, request.officer):
        raise Refused(_("Only a programme of your own union can be changed."))
    if form.is_valid():
        change_programme(programme, form.said, by=request.officer)
        return redirect(programme)
    return form_page(
        request, form, title=_("Change the programme"), back=programme.get_absolute_url()
    )


@for_officers(*READERS)
@require_GET
def programme_detail(request: OfficerRequest, programme_id: int) -> HttpResponse:
    programme = find_programme(request, programme_id)
    campaigns = Campaign.objects.visible_to(request.officer).filter(programme=programme)
    kinds = dict(FieldKind.choices)
    context = {
        "programme": programme,
        "fields": [{**spec, "kind": kinds[spec["kind"]]} for spec in programme.form],
        "campaigns": campaigns.select_related("union").order_by("-year", "-pk")[:RECENT],
        "may_draft": issues(request.officer),
        "may_change": may_change(programme, request.officer),
    }
    return render(request, "campaigns/programme_detail.html", context)
