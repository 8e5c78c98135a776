"""The answer to a locked name."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def locked_out(request: HttpRequest, credentials: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    if request.content_type == "application/json":
        detail = _("There were five failed attempts with this name. Try again in ten minutes.")
        return JsonResponse({"detail": detail}, status=429)
    return render(request, "unions/locked_out.html", status=429)
