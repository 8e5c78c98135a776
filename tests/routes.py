"""Every route of the portal, read from the URLconf; nothing here is kept by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    name: str
    wants: tuple[str, ...] = ()
    view: Any = field(default=None, compare=False)

    @property
    def policy(self) -> Any:
        return getattr(self.view, "policy", None) or getattr(
            getattr(self.view, "cls", None), "policy", None
        )

    @property
    def is_api(self) -> bool:
        return hasattr(self.view, "cls")

    @property
    def offices(self) -> Any:
        if self.is_api:
            return getattr(self.view.cls, "offices", ())
        return self.policy[1]


def routes() -> list[Route]:
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: Any, space: str, wants: tuple[str, ...]) -> Iterator[Route]:
    for pattern in patterns:
        own = (*wants, *pattern.pattern.converters, *_groups(pattern))
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner, own)
        elif isinstance(pattern, URLPattern):
            name = f"{space}{pattern.name}" if pattern.name else ""
            yield Route(name, tuple(dict.fromkeys(own)), pattern.callback)


def _groups(pattern: Any) -> list[str]:
    """The named groups of a regular-expression route, as DRF's routers make them."""
    regex = pattern.pattern.regex
    return [name for name in regex.groupindex if name not in pattern.pattern.converters]


OFFICER_ROUTES = [r for r in routes() if r.policy and r.policy[0] == "officers"]
