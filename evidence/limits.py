"""How much a request may carry, decided before any of it is taken in."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

MOST_FILES = 4  # in one form
CHUNK = 64 * 1024
DRAINED = 128 * 1024 * 1024  # a browser shows no answer before it has sent its body

GetResponse = Callable[[HttpRequest], HttpResponse]


def most_bytes() -> int:
    return MOST_FILES * int(settings.UPLOAD_MAX_BYTES)


def refuse_large_bodies(get_response: GetResponse) -> GetResponse:
    """Middleware: a body announced as larger than any form of ours is answered with 413.

    It is thrown away as it comes, a chunk at a time, and never kept in memory or on disk.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if not announced.isdecimal() or int(announced) <= most_bytes():
            return get_response(request)
        left = min(int(announced), DRAINED)
        while left > 0 and (chunk := request.read(min(CHUNK, left))):
            left -= len(chunk)
        reason = _("All files of one form together may have %(limit)s MB.") % {
            "limit": most_bytes() // 1024 // 1024
        }
        return render(request, "413.html", {"reason": reason}, status=413)

    return middleware
