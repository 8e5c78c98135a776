"""What is written down about a venue: its use, stock, results, level, closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.actions.venues import (
    close_venue,
    count_stock,
    levels_given,
    may_recognise,
    recognise_venue,
    record_result,
    record_use,
    reopen_venue,
)
from campaigns.forms.venues import CloseForm, RecogniseForm, ResultForm, StockForm, UseForm
from campaigns.models import StudioResult, Venue, VenueStock, VenueUse
from campaigns.offices import ISSUERS, ORGANISERS
from campaigns.venue_levels import VenueKind
from campaigns.views.venues import find_own, find_venue
from unions.casework.pages import form_page
from unions.casework.workbooks import posted
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused


def _written(
    request: OfficerRequest, venue: Venue, form: Any, title: str, write: Callable[[], Any]
) -> HttpResponse:
    """The form, or back to the venue once it is written; a refusal stands above the form."""
    if form.is_valid():
        try:
            write()
            messages.success(request, _("Saved."))
            return redirect(venue)
        except Refused as refused:
            form.add_error(None, str(refused))
    back = venue.get_absolute_url()
    return form_page(request, form, title=title, back=back, hint=str(venue))


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def venue_use(request: OfficerRequest, venue_id: int) -> HttpResponse:
    venue = find_own(request, venue_id)
    form = UseForm(*posted(request), officer=request.officer, instance=VenueUse(venue=venue))
    title = _("Write down a day's use")
    return _written(
        request, venue, form, title, lambda: record_use(form.instance, by=request.officer)
    )


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def venue_stock(request: OfficerRequest, venue_id: int) -> HttpResponse:
    venue = find_own(request, venue_id)
    known = {name: getattr(venue, name) for name in ("books", "papers", "recordings")}
    stock = VenueStock(venue=venue, **known)
    form = StockForm(*posted(request), officer=request.officer, instance=stock)
    title = _("Count the stock")
    return _written(
        request, venue, form, title, lambda: count_stock(form.instance, by=request.officer)
    )


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def result_new(request: OfficerRequest, venue_id: int) -> HttpResponse:
    venue = find_own(request, venue_id)
    if venue.kind != VenueKind.STUDIO:
        raise Refused(_("Only an innovation studio has results."))
    form = ResultForm(*posted(request), officer=request.officer, instance=StudioResult(venue=venue))
    title = _("Write down a result")
    return _written(
        request, venue, form, title, lambda: record_result(form.instance, by=request.officer)
    )


@for_officers(*ISSUERS)
@require_http_methods(["GET", "POST"])
def venue_recognise(request: OfficerRequest, venue_id: int) -> HttpResponse:
    venue = find_venue(request, venue_id)
    if not may_recognise(request.officer, venue):
        raise Refused(_("This level is not yours to give."))
    form = RecogniseForm(
        *posted(request),
        officer=request.officer,
        levels=levels_given(request.officer, venue),
        initial={"level": venue.level, "plate": venue.plate},
    )
    title = _("Recognise, confirm or withdraw the level")
    return _written(
        request,
        venue,
        form,
        title,
        lambda: recognise_venue(venue, **form.cleaned_data, by=request.officer),
    )


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def venue_close(request: OfficerRequest, venue_id: int) -> HttpResponse:
    venue = find_own(request, venue_id)
    form = CloseForm(*posted(request), officer=request.officer)
    title = _("Close the venue")
    return _written(
        request,
        venue,
        form,
        title,
        lambda: close_venue(venue, **form.cleaned_data, by=request.officer),
    )


@for_officers(*ORGANISERS)
@require_POST
def venue_reopen(request: OfficerRequest, venue_id: int) -> HttpResponse:
    venue = find_own(request, venue_id)
    reopen_venue(venue, by=request.officer)
    messages.success(request, _("The venue is open again."))
    return redirect(venue)
