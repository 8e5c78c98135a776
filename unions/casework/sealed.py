"""A control for a sealed field: no number that was saved or typed ever stands in the page.

It shows a mask, and the mask coming back means unchanged. What was typed into a form that is then
refused comes back sealed in a hidden field beside its mask, so that nothing is typed twice.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Any

from django import forms
from django.views.decorators.debug import sensitive_variables

from kernel.ciphers import SealBroken, open_text, seal_text


class SealedInput(forms.TextInput):
    template_name = "casework/sealed.html"

    def __init__(self, mask: Callable[[str], str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.mask = mask

    @sensitive_variables("text", "typed")
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        text = data.get(name)
        typed = _opened(data.get(_beside(name)), name)
        return typed if typed and text == self.mask(typed) else text

    @sensitive_variables("value")
    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        text = str(value or "")
        shown = self.mask(text) if text else ""
        context = super().get_context(name, shown, attrs)
        if text != shown:
            context["widget"] |= {"beside": _beside(name), "kept": _sealed(text, name)}
        return context


class SealedText(forms.CharField):
    """`mask` must be the one of the model's field: its mask is what says "unchanged"."""

    def __init__(self, *, mask: Callable[[str], str], max_length: int = 40, **options: Any) -> None:
        super().__init__(max_length=max_length, widget=SealedInput(mask), **options)


def _beside(name: str) -> str:
    return f"{name}-kept"


def _place(name: str) -> bytes:
    return f"typed|{name}".encode()


@sensitive_variables("text")
def _sealed(text: str, name: str) -> str:
    return urlsafe_b64encode(seal_text(text, _place(name))).decode()


def _opened(kept: Any, name: str) -> str:
    """ "" for what is not ours."""
    if not isinstance(kept, str) or not kept:
        return ""
    try:
        return open_text(urlsafe_b64decode(kept.encode()), _place(name))
    except (SealBroken, ValueError):
        return ""
