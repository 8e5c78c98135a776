"""What the tests of entry share: addresses, and what a browser would post."""

from __future__ import annotations

from typing import Any

from django.urls import reverse


def url(name: str, *args: Any) -> str:
    return reverse(f"assistance:{name}", args=args)


def fields(response: Any, form: str) -> dict[str, Any]:
    """What the page's form would post, as a browser takes it from the form's initial values."""
    bound = response.context[form]
    return {
        field.html_name: value for field in bound if (value := field.value()) not in (None, False)
    }
