"""One page for every small form of a record: heading, hint, fields, one button."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from unions.policy import OfficerRequest


def entry_page(
    request: OfficerRequest,
    form: Any,
    *,
    title: str,
    button: str,
    back: tuple[str, str],
    hint: str = "",
    refused: Any = None,
) -> HttpResponse:
    """The form as a page; 422 once it was sent. `back` is where it came from: address and label."""
    context = {
        "form": form, "title": title, "button": button, "hint": hint, "refused": refused,
        "back_url": back[0], "back_label": back[1],
    }  # fmt: skip
    return render(request, "assistance/entry.html", context, status=422 if form.is_bound else 200)


def asked_number(request: OfficerRequest, name: str) -> int:
    """A number in the address, as in ?household=7; 0 for none, and for what is none."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
