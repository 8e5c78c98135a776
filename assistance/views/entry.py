"""One page for every small form of a record: heading, hint, fields, one button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from unions.policy import OfficerRequest
from unions.refusals import Overtaken, Refused


def entry_page(
    request: OfficerRequest,
    form: Any,
    *,
    title: str,
    button: str,
    back: tuple[str, str],
    hint: str = "",
    confirm: str = "",
    refused: Refused | None = None,
) -> HttpResponse:
    """The form as a page; 422, or what refused it said, where it was posted in vain.

    `back` is where it came from: address and label. `confirm` is asked before what cannot be
    undone.
    """
    context = {
        "form": form, "title": title, "button": button, "hint": hint, "refused": refused,
        "confirm": confirm,
        "back_url": back[0], "back_label": back[1],
    }  # fmt: skip
    status = refused.status if refused else 422 if request.method == "POST" else 200
    return render(request, "assistance/entry.html", context, status=status)


def refusal_of(act: Callable[[], object]) -> Refused | None:
    """What refused the act, for the page to say beside what was entered; None where it was done.

    Raises Overtaken: a page that is too old is answered by a page of its own.
    """
    try:
        act()
    except Overtaken:
        raise
    except Refused as refused:
        return refused
    return None
