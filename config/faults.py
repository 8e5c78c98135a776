"""Answers to faults that are the request's or the moment's, not the portal's."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.defaults import bad_request
from redis.exceptions import ConnectionError as Unreachable
from redis.exceptions import TimeoutError as TooSlow

# Two transactions wanted each other's rows, and PostgreSQL let one go.
LET_GO = {"40P01", "40001"}  # deadlock_detected, serialization_failure
# No text of PostgreSQL's holds a NUL; `untranslatable_character` is the same inside JSON.
NO_TEXT = {"22P05", "22021"}
SOON = 60  # seconds

log = logging.getLogger(__name__)


class DatabaseFaults:
    """Middleware: 409 for whom the database let go, 400 for text that it cannot keep."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        code = getattr(error.__cause__, "pgcode", None)
        if code in LET_GO:
            reason = _("Two people saved at the same moment. Please try again.")
            return _answer(request, 409, reason)
        if code in NO_TEXT or (isinstance(error, ValueError) and "NUL (0x00)" in str(error)):
            return _answer(request, 400, _("A text holds a character that is none."))
        return None


class CacheFaults:
    """Middleware: 503 where what is counted in the cache cannot be counted.

    To let them through would lift every bound on what strangers may ask.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Unreachable | TooSlow):
            return None
        log.error("the cache does not answer: %s", error)
        response = _answer(request, 503, "")
        response["Retry-After"] = str(SOON)
        return response


def bad_or_too_large(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400, but 413 for a body over DATA_UPLOAD_MAX_MEMORY_SIZE."""
    if isinstance(exception, RequestDataTooBig):
        return _answer(request, 413, "")
    return bad_request(request, exception)


def _answer(request: HttpRequest, status: int, reason: str) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": reason}, status=status)
    return render(request, f"{status}.html", {"reason": reason}, status=status)
