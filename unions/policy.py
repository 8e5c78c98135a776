"""Every view says who may come in: `@for_officers`, `@signed_in` or `@public`, with its reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget
from django_htmx.middleware import HtmxDetails

from unions.forms import typed_in
from unions.inbox import forget_counts
from unions.models import Officer
from unions.offices import Office
from unions.refusals import Refused
from unions.rowsecurity import open_federation

View = Callable[..., HttpResponse]
SAFE = {"GET", "HEAD", "OPTIONS"}


class OfficerRequest(HttpRequest):
    """What a view behind `@for_officers` gets: the post that asks, and htmx's headers."""

    officer: Officer
    htmx: HtmxDetails


def for_officers(*offices: Office) -> Callable[[View], View]:
    """Only for people in a post; with offices, only for those who hold one of them.

    Opens the post's federation for the request's transaction. Anyone else's rows are then simply
    not there (404); the wrong office is told so (403).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            officer = officer_of(request)
            if officer is None:
                return _to(request, "unions:post-list")
            request.officer = officer
            if offices and not any(office.held_by(officer) for office in offices):
                raise PermissionDenied
            try:
                response = view(request, *args, **kwargs)
            except Refused as refused:
                return _tell(request, refused)
            if request.method not in SAFE and response.status_code < 400:
                transaction.on_commit(partial(forget_counts, officer))
            return response

        guarded.policy = ("officers", offices)  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in(reason: str) -> Callable[[View], View]:
    """For anyone signed in, before a post is chosen; `reason` is for the reviewer."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            return view(request, *args, **kwargs)

        guarded.policy = ("signed in", reason)  # type: ignore[attr-defined]
        return guarded

    return decorate


def public(reason: str) -> Callable[[Any], Any]:
    """For everyone; `reason` is for the reviewer."""

    def decorate(view: Any) -> Any:
        view.policy = ("public", reason)
        return view

    return decorate


def officer_of(request: HttpRequest) -> Officer | None:
    """The post chosen in this session, if it is still held; opens its federation."""
    chosen = request.session.get("post")
    if not chosen:
        return None
    federation_id, officer_id = chosen
    open_federation(federation_id)
    return (
        Officer.objects.unscoped("the session's own post")
        .in_office()
        .complete()
        .filter(pk=officer_id, user_id=int(request.user.pk or 0))
        .first()
    )


def _to_sign_in(request: Any) -> HttpResponse:
    return _to(request, settings.LOGIN_URL)


def _to(request: Any, route: str) -> HttpResponse:
    """To another page first, and back from there to what was asked for."""
    came_for = request.htmx.current_url_abs_path if request.htmx else request.get_full_path()
    where = f"{resolve_url(route)}?{urlencode({'next': came_for or '/'})}"
    # A part of a page must not be filled with a whole one: the browser goes there.
    return HttpResponseClientRedirect(where) if request.htmx else redirect(where)


def way_back(asked: str) -> str:
    """The address someone came for, if it is a path of ours; else ""."""
    # A bare word would be taken for the name of a route.
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours else ""


def _came_from(request: HttpRequest) -> str:
    parts = urlsplit(request.headers.get("Referer", ""))
    return way_back(parts._replace(scheme="", netloc="", fragment="").geturl())


def _tell(request: Any, refused: Refused) -> HttpResponse:
    """A refusal no view turned into a page of its own: said on the page of its status."""
    context: dict[str, Any] = {"reason": str(refused), "missing": refused.missing}
    if request.method == "POST":
        context["typed"] = typed_in(request.officer.sent)
        context["again"] = refused.again or _came_from(request)
    response = render(request, f"{refused.status}.html", context, status=refused.status)
    if request.htmx:
        # What was asked for keeps its place on the page; the refusal stands above it.
        reswap(retarget(response, "#messages"), "innerHTML")
    # What the view wrote before it was refused goes too; the answer promises that nothing changed.
    transaction.set_rollback(True)
    return response
