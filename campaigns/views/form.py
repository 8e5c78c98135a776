"""The form builder: a version of a campaign's form and its questions, one press at a time."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from campaigns.actions.drafting import (
    add_field,
    begin_version,
    change_field,
    may_write,
    move_field,
    put_in_force,
    remove_field,
)
from campaigns.forms.campaign import VersionForm
from campaigns.forms.field import FieldForm
from campaigns.models import FormField, FormVersion
from campaigns.offices import ISSUERS, READERS
from campaigns.prefill import prefill_label
from campaigns.views.campaigns import find_campaign
from unions.casework.pages import form_page
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


def find_version(request: OfficerRequest, form_version_id: int) -> FormVersion:
    versions = FormVersion.objects.visible_to(request.officer)
    found = versions.select_related("campaign__union", "campaign__county")
    return get_object_or_404(found, pk=form_version_id)


def find_field(request: OfficerRequest, form_field_id: int) -> FormField:
    fields = FormField.objects.visible_to(request.officer).select_related("version__campaign")
    return get_object_or_404(fields, pk=form_field_id)


def builder_url(version: FormVersion) -> str:
    return reverse("campaigns:form-detail", args=[version.pk])


@for_officers(*READERS)
@require_GET
def form_detail(request: OfficerRequest, form_version_id: int) -> HttpResponse:
    """The questions in order; while the version is open, the buttons that change them."""
    version = find_version(request, form_version_id)
    fields = list(version.fields.order_by("position", "pk"))
    writes = may_write(version.campaign, request.officer)
    context = {
        "version": version,
        "campaign": version.campaign,
        "rows": [{"field": field, "prefill": prefill_label(field.prefill)} for field in fields],
        "versions": version.campaign.versions.order_by("number") if writes else [],
        "may_change": writes and version.is_open,
        "may_begin": writes and not version.is_open,
    }
    return render(request, "campaigns/form_detail.html", context)


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def form_version_new(request: OfficerRequest, campaign_id: int) -> HttpResponse:
    campaign = find_campaign(request, campaign_id)
    data = request.POST if request.method == "POST" else None
    form = VersionForm(data, officer=request.officer)
    if form.is_valid():
        why = form.cleaned_data["why"]
        return redirect(builder_url(begin_version(campaign, why=why, by=request.officer)))
    return form_page(
        request, form, title=_("New version of the form"), back=campaign.get_absolute_url()
    )


@for_officers(*ISSUERS)
@require_POST
def form_enforce(request: OfficerRequest, form_version_id: int) -> HttpResponse:
    version = find_version(request, form_version_id)
    asked = put_in_force(version, by=request.officer)
    messages.success(request, _("%(count)d units now answer this version.") % {"count": asked})
    return redirect(version.campaign)


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def field_new(request: OfficerRequest, form_version_id: int) -> HttpResponse:
    version = find_version(request, form_version_id)
    data = request.POST if request.method == "POST" else None
    form = FieldForm(data, officer=request.officer)
    if form.is_valid():
        add_field(version, form.said, by=request.officer)
        return redirect(builder_url(version))
    return form_page(request, form, title=_("Add a question"), back=builder_url(version))


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def field_edit(request: OfficerRequest, form_field_id: int) -> HttpResponse:
    field = find_field(request, form_field_id)
    data = request.POST if request.method == "POST" else None
    # The form validates a copy: a refused change must not stand in the row that is saved.
    form = FieldForm(data, officer=request.officer, instance=find_field(request, form_field_id))
    if form.is_valid():
        try:
            change_field(field, form.said, by=request.officer)
            return redirect(builder_url(field.version))
        except Refused as refused:
            form.add_error("kind", str(refused))
    return form_page(request, form, title=_("Change the question"), back=builder_url(field.version))


@for_officers(*ISSUERS)
@require_POST
def field_remove(request: OfficerRequest, form_field_id: int) -> HttpResponse:
    field = find_field(request, form_field_id)
    remove_field(field, by=request.officer)
    return redirect(builder_url(field.version))


@for_officers(*ISSUERS)
@require_POST
def field_move(request: OfficerRequest, form_field_id: int) -> HttpResponse:
    """Up or down by one: `direction` says which."""
    field = find_field(request, form_field_id)
    move_field(field, up=request.POST.get("direction") == "up", by=request.officer)
    return redirect(builder_url(field.version))
