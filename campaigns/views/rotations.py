"""Books on rotation: what is lent where and due when, lending, passing on, taking back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.rotations import due_back, lend_books, may_end, pass_on, take_back
from campaigns.forms.venues import PassOnForm, ReturnForm, RotationFilter, RotationForm
from campaigns.models import BookRotation
from campaigns.offices import ORGANISERS, READERS, organises
from unions.casework.pages import form_page
from unions.casework.workbooks import posted
from unions.pages import page_of
from unions.parameters import parameter
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

LIST = "campaigns:rotation-list"


def find_rotation(request: OfficerRequest, rotation_id: int) -> BookRotation:
    rotations = BookRotation.objects.visible_to(request.officer).select_related(
        "venue", "lender", "lent_by"
    )
    rotation: BookRotation = get_object_or_404(rotations, pk=rotation_id)
    if not may_end(request.officer, rotation):
        raise Refused(_("These books are back already, or not yours to take back."))
    return rotation


@for_officers(*READERS)
@require_GET
def rotation_list(request: OfficerRequest) -> HttpResponse:
    form = RotationFilter(request.GET, officer=request.officer)
    rotations = form.narrow(BookRotation.objects.visible_to(request.officer))
    rotations = rotations.select_related("venue", "lender", "lent_by", "county")
    page = page_of(rotations, request.GET, by="-due_on")
    rows = [(rotation, may_end(request.officer, rotation)) for rotation in page.rows]
    context = {"form": form, "page": page, "rows": rows, "may_new": organises(request.officer)}
    status = 200 if form.is_valid() else 422
    return render(request, "campaigns/rotation_list.html", context, status=status)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def rotation_new(request: OfficerRequest) -> HttpResponse:
    initial: dict[str, Any] = {"books": int(parameter("campaigns.rotation_books"))}
    if request.GET.get("venue", "").isdecimal():
        initial["venue"] = request.GET["venue"]
    form = RotationForm(*posted(request), officer=request.officer, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        rotation = BookRotation(**said, due_on=due_back(said["lent_on"]))
        try:
            lend_books(rotation, by=request.officer)
            messages.success(request, _("Lent; due back on %(day)s.") % {"day": rotation.due_on})
            return redirect(LIST)
        except Refused as refused:
            form.add_error("books", str(refused))
    return form_page(request, form, title=_("Lend books"), back=reverse(LIST))


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def rotation_return(request: OfficerRequest, rotation_id: int) -> HttpResponse:
    rotation = find_rotation(request, rotation_id)
    form = ReturnForm(*posted(request), officer=request.officer)
    if form.is_valid():
        try:
            take_back(rotation, **form.cleaned_data, by=request.officer)
            return redirect(LIST)
        except Refused as refused:
            form.add_error(None, str(refused))
    title = _("Take the books back")
    return form_page(request, form, title=title, back=reverse(LIST), hint=str(rotation))


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def rotation_on(request: OfficerRequest, rotation_id: int) -> HttpResponse:
    rotation = find_rotation(request, rotation_id)
    form = PassOnForm(*posted(request), officer=request.officer, rotation=rotation)
    if form.is_valid():
        try:
            pass_on(rotation, **form.cleaned_data, by=request.officer)
            return redirect(LIST)
        except Refused as refused:
            form.add_error(None, str(refused))
    title = _("Pass the books on")
    return form_page(request, form, title=title, back=reverse(LIST), hint=str(rotation))
