"""The left rail: which sections an officer has, and how much waits in each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from kernel.days import today
from unions.inbox import MOST, counts_lately
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


def section(label: Words, order: int) -> Section:
    """The section at this place of the rail, made on first asking."""
    found = next((s for s in SECTIONS if s.order == order), None)
    if found is None:
        found = Section(label, order)
        SECTIONS.append(found)
    return found


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the rail, what waits, the year, the search; no rail without a post."""
    context: dict[str, Any] = {"year": str(today().year)}
    if getattr(request, "officer", None) is not None:
        # Lazy, because a part of a page and an error page have no rail.
        rail = SimpleLazyObject(lambda: _rail(request))
        context["nav"] = SimpleLazyObject(lambda: rail["nav"])
        context["waiting"] = SimpleLazyObject(lambda: rail["waiting"])
        context["search_url"] = reverse(settings.SEARCH_ROUTE) if settings.SEARCH_ROUTE else ""
    return context


def _rail(request: Any) -> dict[str, Any]:
    officer: Officer = request.officer
    counts = counts_lately(officer)
    shown = [
        {
            "label": section.label,
            "items": [
                _entry(item, request, counts) for item in section.items if item.shown_to(officer)
            ],
        }
        for section in sorted(SECTIONS, key=lambda s: s.order)
    ]
    return {
        "nav": [section for section in shown if section["items"]],
        "waiting": _said(sum(counts.values())),
    }


def _said(count: int) -> str:
    if not count:
        return ""
    return str(count) if count <= MOST else f"{MOST}+"


@cache
def _address(route: str) -> str:
    """Sixty routes without arguments, on every page, always the same."""
    return reverse(route)


def _entry(item: Item, request: HttpRequest, counts: dict[str, int]) -> dict[str, Any]:
    url = _address(item.route)
    inside = url != "/" and request.path.startswith(url)
    return {
        "label": item.label,
        "url": url,
        "count": _said(counts[item.route]) if item.route in counts else "",
        "active": inside or request.path == url,
    }
