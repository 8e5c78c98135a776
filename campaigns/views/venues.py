"""Venues: the list with what each lacks, one venue, and what its keeper writes down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, Sum, Window
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from campaigns.actions.rotations import may_end
from campaigns.actions.venues import change_venue, may_recognise, open_venue
from campaigns.forms.venues import NewVenueForm, VenueFilter, VenueForm
from campaigns.models import BookRotation, StudioResult, Venue, VenueUse
from campaigns.models.venue import unused_from
from campaigns.offices import ORGANISERS, READERS, organises, runs
from campaigns.venue_levels import VenueKind, checklist, standards_above
from campaigns.venue_results import told_by
from unions.casework.pages import events_of, form_page
from unions.casework.workbooks import posted
from unions.pages import page_of
from unions.parameters import parameter
from unions.policy import OfficerRequest, for_officers
from unions.refusals import Refused

LIST = "campaigns:venue-list"
SHOWN = 20


def find_venue(request: OfficerRequest, venue_id: int) -> Venue:
    venues = Venue.objects.visible_to(request.officer).complete()
    venue: Venue = get_object_or_404(venues, pk=venue_id)
    return venue


def find_own(request: OfficerRequest, venue_id: int) -> Venue:
    venue = find_venue(request, venue_id)
    if not runs(request.officer, venue):
        raise Refused(_("A venue is kept by the union that owns it."))
    return venue


@for_officers(*READERS)
@require_GET
def venue_list(request: OfficerRequest) -> HttpResponse:
    days = int(parameter("campaigns.venue_idle_days"))
    form = VenueFilter(request.GET, officer=request.officer)
    venues = form.narrow(Venue.objects.visible_to(request.officer), idle_since=unused_from(days))
    page = page_of(venues.select_related("county", "township", "union"), request.GET)
    context = {"form": form, "page": page, "idle_days": days}
    context["rows"] = [(venue, _short_of_next(venue)) for venue in page.rows]
    context["may_new"] = organises(request.officer)
    status = 200 if form.is_valid() else 422
    return render(request, "campaigns/venue_list.html", context, status=status)


def _short_of_next(venue: Venue) -> dict[str, Any] | None:
    """What its own columns tell it lacks for the next level; None where nothing is to be told."""
    above = [s for s in standards_above(venue.kind, venue.level) if s.by_columns]
    if not above or not venue.is_open:
        return None
    short = [line for line in checklist(above[0], venue, {}) if line.short]
    return {"standard": above[0], "short": short}


@for_officers(*READERS)
@require_GET
def venue_detail(request: OfficerRequest, venue_id: int) -> HttpResponse:
    officer = request.officer
    venues = Venue.objects.visible_to(officer).complete().with_counts()
    venue: Venue = get_object_or_404(venues, pk=venue_id)
    results = list(venue.results.order_by("-year", "-pk")) if _is(venue, VenueKind.STUDIO) else []
    context: dict[str, Any] = {
        "venue": venue,
        "results": results,
        "uses": _uses(venue),
        "standards": _standards(venue, results),
        "standings": list(venue.standings.order_by("-valid_from", "-pk")[:SHOWN]),
        "events": events_of(request, venue),
        "may_keep": runs(officer, venue),
        "may_recognise": may_recognise(officer, venue),
    }
    if _is(venue, VenueKind.READING_ROOM):
        context["rotations"] = _rotations(request, venue)
        context["may_lend"] = organises(officer) and venue.is_open
    return render(request, "campaigns/venue_detail.html", context)


def _is(venue: Venue, kind: VenueKind) -> bool:
    return venue.kind == kind


def _uses(venue: Venue) -> list[VenueUse]:
    """The newest, each with the sums of the last year."""
    in_year = Q(day__gt=unused_from(365))
    sums = {
        f"{name}_in_year": Window(Sum(name, filter=in_year))
        for name in ("visitors", "loans", "hours_open")
    }
    return list(venue.uses.annotate(**sums).order_by("-day", "-pk")[:SHOWN])


def _standards(venue: Venue, results: list[StudioResult]) -> list[dict[str, Any]]:
    told = told_by(venue, results)
    lists = ((s, checklist(s, venue, told)) for s in standards_above(venue.kind, venue.level))
    return [
        {"standard": standard, "lines": lines, "met": not any(line.short for line in lines)}
        for standard, lines in lists
    ]


def _rotations(request: OfficerRequest, venue: Venue) -> list[tuple[BookRotation, bool]]:
    rotations = BookRotation.objects.visible_to(request.officer).select_related(
        "venue", "lender", "lent_by"
    )
    mine = rotations.filter(venue=venue) | rotations.filter(lender=venue)
    return [
        (row, may_end(request.officer, row)) for row in mine.order_by("-lent_on", "-pk")[:SHOWN]
    ]


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def venue_new(request: OfficerRequest) -> HttpResponse:
    form = NewVenueForm(*posted(request), officer=request.officer, instance=Venue())
    if form.is_valid():
        open_venue(form.instance, by=request.officer)
        messages.success(request, _("Saved."))
        return redirect(form.instance)
    hint = _("Of the kinds of venue; what it does not have stays empty.")
    back = redirect(LIST).url
    return form_page(request, form, title=_("Enter a venue"), back=back, hint=hint)


@for_officers(*ORGANISERS)
@require_http_methods(["GET", "POST"])
def venue_edit(request: OfficerRequest, venue_id: int) -> HttpResponse:
    venue = find_own(request, venue_id)
    form = VenueForm(*posted(request), officer=request.officer, instance=venue)
    if form.is_valid():
        change_venue(form.instance, list(form.fields), by=request.officer)
        messages.success(request, _("Saved."))
        return redirect(venue)
    return form_page(request, form, title=_("Change the venue"), back=venue.get_absolute_url())
