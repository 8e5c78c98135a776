"""The publicity of honours: what everybody in the federation reads and may object to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.honours import object_to_nomination
from campaigns.forms.honours import NominationObjectionForm
from campaigns.models import Nomination
from unions.casework.pages import form_page
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

EVERYBODY = "whatever is in publicity is read by everybody in the federation"


@for_officers()
@require_GET
def honour_publicity(request: OfficerRequest) -> HttpResponse:
    shown = Nomination.objects.unscoped(EVERYBODY).in_publicity()
    rows = shown.select_related("scheme", "union", "employer")
    return render(request, "campaigns/honour_publicity.html", {"page": page_of(rows, request.GET)})


@for_officers()
@require_http_methods(["GET", "POST"])
def honour_object(request: OfficerRequest, nomination_id: int) -> HttpResponse:
    shown = Nomination.objects.unscoped(EVERYBODY).in_publicity().select_related("scheme__union")
    nomination = get_object_or_404(shown, pk=nomination_id)
    data = request.POST if request.method == "POST" else None
    form = NominationObjectionForm(data, officer=request.officer)
    if form.is_valid():
        object_to_nomination(nomination, **form.cleaned_data, by=request.officer)
        told = _("Recorded. The publicity stands still until the objection is settled.")
        messages.success(request, told)
        return redirect("campaigns:honour-publicity")
    title = _("Object: %(name)s") % {"name": nomination.name}
    hint = f"{nomination.scheme} · {nomination.union.name}"
    back = reverse("campaigns:honour-publicity")
    return form_page(request, form, title=title, back=back, hint=hint)
