"""The left rail: which sections an officer has, and how much waits in each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kernel.days import today
from unions.inbox import MOST, waiting_counts
from unions.models import Officer
from unions.workflow import Words


def everyone(officer: Officer) -> bool:
    return True


@dataclass(frozen=True)
class Item:
    """One entry of the rail; `route` is a URL name without arguments."""

    label: Words
    route: str
    shown_to: Callable[[Officer], bool] = everyone


@dataclass
class Section:
    label: Words
    order: int
    items: list[Item] = field(default_factory=list)


SECTIONS: list[Section] = []


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `nav`, `waiting` and `year`; nothing for people without a post."""
    officer = getattr(request, "officer", None)
    if officer is None:
        return {"nav": [], "year": today().year}
    if getattr(request, "htmx", False):
        return {"year": today().year}  # a part of a page has no rail
    counts = waiting_counts(officer)
    nav = [
        {
            "label": section.label,
            "items": [
                _entry(item, request, counts) for item in section.items if item.shown_to(officer)
            ],
        }
        for section in sorted(SECTIONS, key=lambda s: s.order)
    ]
    waiting = sum(counts.values())
    return {
        "nav": [section for section in nav if section["items"]],
        "waiting": waiting if waiting <= MOST else f"{MOST}+",
        "year": today().year,
    }


def _entry(item: Item, request: HttpRequest, counts: dict[str, int]) -> dict[str, Any]:
    url = reverse(item.route)
    section_root = "/".join(url.split("/")[:3])
    return {
        "label": item.label,
        "url": url,
        "count": counts.get(item.route, 0),
        "active": request.path == url
        or (url != "/" and request.path.startswith(section_root + "/")),
    }
