"""The pages of a worker without an account. They work on a phone, without scripts.

Nothing personal stands in an address, in a session or on a page that can be opened again.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from assistance.actions.applying import (
    apply_for_help,
    find_application,
    find_station,
    open_public_federation,
    read_agreement,
    sign_agreement,
)
from assistance.actions.following import standing_of
from assistance.actions.requesting import request_without_account
from assistance.forms.public import HelpForm, NoticeForm, OwnDataForm, ReceiptForm
from assistance.models import Station
from assistance.notices import CURRENT
from unions.bounds import TooOften, address_of
from unions.models import Federation
from unions.parameters import parameter
from unions.policy import public
from unions.refusals import Refused


@public("a worker without an account applies for help; the token is on the station's poster")
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def public_help(request: HttpRequest, division_code: str, token: str) -> HttpResponse:
    """First the notice, then the form, then the receipt: each the answer to the one before."""
    station = find_station(division_code, token)
    if station is None:
        raise Http404
    if request.method == "GET":
        return _notice(request, station)
    if "agreed" not in request.POST:
        return _agree(request, station)
    return _apply(request, station)


def _notice(
    request: HttpRequest, station: Station, form: NoticeForm | None = None, refused: str = ""
) -> HttpResponse:
    lines = CURRENT.filled(
        federation=station.federation.name,
        place=f"{station.union.name} {station.place}",
        telephone=station.telephone or str(parameter("assistance.data_contact")),
        years=str(parameter("assistance.keep_file_years")),
    )
    known = {
        "station": station,
        "lines": lines,
        "version": CURRENT.version,
        "refused": refused,
        "form": form or NoticeForm(sensitive=CURRENT.sensitive),
    }
    return _page(request, "public_notice", known, status=422 if form or refused else 200)


def _agree(request: HttpRequest, station: Station) -> HttpResponse:
    form = NoticeForm(request.POST, sensitive=CURRENT.sensitive)
    if not form.is_valid():
        return _notice(request, station, form)
    fresh = HelpForm(initial={"agreed": sign_agreement()})
    return _page(request, "public_help", {"station": station, "form": fresh})


def _apply(request: HttpRequest, station: Station) -> HttpResponse:
    form = HelpForm(request.POST)
    if not form.is_valid():
        return _page(request, "public_help", {"station": station, "form": form}, status=422)
    try:
        agreement = read_agreement(form.cleaned_data["agreed"])
    except Refused as stale:
        return _notice(request, station, refused=str(stale))
    try:
        receipt = apply_for_help(station, form.said, agreement, address=address_of(request))
    except TooOften as bound:
        return _later(request, bound)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _page(request, "public_help", {"station": station, "form": form}, status=422)
    return _page(request, "public_receipt", {"station": station, "receipt": receipt})


@public("an applicant follows the state by receipt number and phone digits; no personal data")
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def public_progress(request: HttpRequest, division_code: str) -> HttpResponse:
    federation = _federation(division_code)
    form, standing = ReceiptForm(request.POST or None), None
    if form.is_valid():
        try:
            found = find_application(
                federation.pk, form.cleaned_data["receipt"], form.cleaned_data["tail"],
                address=address_of(request),
            )  # fmt: skip
        except TooOften as bound:
            return _later(request, bound)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            standing = standing_of(found)
            known = {"federation": federation, "standing": standing, "station": found.station}
            return _page(request, "public_standing", known)
    known = {"federation": federation, "form": form}
    return _page(request, "public_progress", known, status=422 if form.is_bound else 200)


@public("the rights of §44–47 are open to those without an account")
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def public_data(request: HttpRequest, division_code: str) -> HttpResponse:
    federation = _federation(division_code)
    form = OwnDataForm(request.POST or None)
    if form.is_valid():
        try:
            due_on = request_without_account(
                federation.pk, form.cleaned_data, address=address_of(request)
            )
        except TooOften as bound:
            return _later(request, bound)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            known = {"federation": federation, "due_on": due_on}
            return _page(request, "public_requested", known)
    known = {"federation": federation, "form": form}
    return _page(request, "public_data", known, status=422 if form.is_bound else 200)


def _federation(division_code: str) -> Federation:
    federation = open_public_federation(division_code)
    if federation is None:
        raise Http404
    return federation


def _later(request: HttpRequest, bound: TooOften) -> HttpResponse:
    response = _page(request, "public_later", {"reason": str(bound)}, status=bound.status)
    response["Retry-After"] = str(bound.seconds)
    return response


def _page(
    request: HttpRequest, name: str, known: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Kept by no browser, by no search engine, and told to no other site."""
    federation = known.get("federation") or getattr(known.get("station"), "federation", None)
    context = {**known, "federation": federation, "title_word": _("Help")}
    response = render(request, f"assistance/{name}.html", context, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
