"""A help station: its public address, as a QR code, a poster, and renewed."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from assistance.actions.stations import describe_station, open_station, renew_token
from assistance.forms.station import StationForm
from assistance.models import Station
from assistance.offices import COUNTY_DIRECTOR
from unions.models import Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF, TOWNSHIP_STAFF, holds_any
from unions.pages import page_of
from unions.policy import OfficerRequest, for_officers

KEEPERS = (TOWNSHIP_STAFF, COUNTY_STAFF)
WATCHERS = (*KEEPERS, COUNTY_DIRECTOR, CITY_STAFF)


@for_officers(*WATCHERS)
@require_GET
def station_list(request: OfficerRequest) -> HttpResponse:
    stations = Station.objects.visible_to(request.officer).select_related("union", "county")
    own = holds_any(request.officer, KEEPERS)
    mine = stations.filter(union=request.officer.union).exists()
    context = {"page": page_of(stations, request.GET, by="pk"), "may_open": own and not mine}
    return render(request, "assistance/station_list.html", context)


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def station_new(request: OfficerRequest) -> HttpResponse:
    form = StationForm(request.POST or None, officer=request.officer)
    if form.is_valid():
        station = open_station(form.cleaned_data, by=request.officer)
        messages.success(request, _("The station is open: print its poster."))
        return redirect(station)
    status = 422 if form.is_bound else 200
    return render(request, "assistance/station_edit.html", {"form": form}, status=status)


@for_officers(*KEEPERS)
@require_http_methods(["GET", "POST"])
def station_edit(request: OfficerRequest, station_id: int) -> HttpResponse:
    station = find_station_of(request, station_id)
    form = StationForm(request.POST or None, instance=station, officer=request.officer)
    if form.is_valid():
        describe_station(station, form.cleaned_data, by=request.officer)
        messages.success(request, _("Saved."))
        return redirect(station)
    context = {"form": form, "station": station}
    status = 422 if form.is_bound else 200
    return render(request, "assistance/station_edit.html", context, status=status)


@for_officers(*WATCHERS)
@require_GET
def station_detail(request: OfficerRequest, station_id: int) -> HttpResponse:
    station = find_station_of(request, station_id)
    context = {
        "station": station,
        "address": public_address(request, station),
        "qr": qr_of(public_address(request, station)),
        "may_keep": keeps(request.officer, station),
    }
    return render(request, "assistance/station_detail.html", context)


@for_officers(*WATCHERS)
@require_GET
def station_poster(request: OfficerRequest, station_id: int) -> HttpResponse:
    """One A4 page to print and hang up."""
    station = find_station_of(request, station_id)
    address = public_address(request, station)
    context = {"station": station, "address": address, "qr": qr_of(address)}
    return render(request, "assistance/station_poster.html", context)


@for_officers(*KEEPERS)
@require_POST
def station_renew(request: OfficerRequest, station_id: int) -> HttpResponse:
    station = find_station_of(request, station_id)
    renew_token(station, by=request.officer)
    messages.success(request, _("The page has a new address: take the old posters down."))
    return redirect(station)


def find_station_of(request: OfficerRequest, station_id: int) -> Station:
    stations = Station.objects.visible_to(request.officer).select_related("union", "federation")
    return get_object_or_404(stations, pk=station_id)


def keeps(officer: Officer, station: Station) -> bool:
    return holds_any(officer, KEEPERS) and officer.oversees(station)


def public_address(request: OfficerRequest, station: Station) -> str:
    known = [station.federation.division_code, station.token]
    return request.build_absolute_uri(reverse("assistance:public-help", args=known))


def qr_of(address: str) -> SafeString:
    """The code as inline SVG; a quarter of it may be dirty or torn."""
    drawn = segno.make(address, error="q", micro=False).svg_inline(omitsize=True, border=2)
    return mark_safe(drawn)  # noqa: S308 - drawn by us, no text of anybody's in it
