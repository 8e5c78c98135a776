"""The pages of a worker without an account: signing in to a lesson, and asking for a certificate.

They work on a phone, without scripts; nothing personal stands in an address or on a page.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from campaigns.actions.signing_in import CodeRefused, open_lesson, sign_in_by_phone
from campaigns.actions.verifying import open_public_federation, standing_of
from campaigns.forms.courses import CertificateNumberForm, SignInForm
from unions.bounds import TooOften, address_of
from unions.policy import public
from unions.refusals import Refused


@public("a worker in the classroom signs in; the code is on its wall, signed, and soon expires")
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@sensitive_variables()
def public_sign_in(request: HttpRequest, division_code: str, sign_code: str) -> HttpResponse:
    try:
        lesson = open_lesson(division_code, sign_code)
    except CodeRefused as refused:
        return _page(request, "public_refused", {"reason": refused}, status=refused.status)
    known = {"lesson": lesson, "course": lesson.course, "federation": lesson.federation}
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            sign_in_by_phone(lesson, **form.cleaned_data, address=address_of(request))
            return _page(request, "public_signed_in", known)
        except TooOften as bound:
            return _later(request, bound, known)
        except Refused as refused:
            form.add_error(None, str(refused))
    status = 422 if form.is_bound else 200
    return _page(request, "public_sign_in", {**known, "form": form}, status=status)


@public("anybody who is shown a certificate may ask whether its number holds; no personal data")
@require_http_methods(["GET", "POST"])
def public_certificate(request: HttpRequest, division_code: str) -> HttpResponse:
    federation = open_public_federation(division_code)
    if federation is None:
        raise Http404
    known: dict[str, Any] = {"federation": federation}
    form = CertificateNumberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            number = form.cleaned_data["number"]
            known["standing"] = standing_of(federation, number, address=address_of(request))
        except TooOften as bound:
            return _later(request, bound, known)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return _page(request, "public_certificate", {**known, "form": form}, status=status)


def _later(request: HttpRequest, bound: TooOften, known: dict[str, Any]) -> HttpResponse:
    response = _page(request, "public_refused", {**known, "reason": bound}, status=bound.status)
    response["Retry-After"] = str(bound.seconds)
    return response


def _page(
    request: HttpRequest, name: str, known: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Kept by no browser, by no search engine, and told to no other site."""
    response = render(request, f"campaigns/{name}.html", known, status=status)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response
