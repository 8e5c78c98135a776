"""What a page of counted rows shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from unions.pages import Page
from unions.workflow import Words


@dataclass(frozen=True)
class CountedRows:
    """`lines`: name, where it is, address of its page. `page` is None where all are shown.

    `heads`: over the names, and over what stands as `where`.
    """

    label: str
    place: str
    lines: list[dict[str, Any]]
    page: Page[Any] | None
    heads: tuple[Words, Words] = (gettext_lazy("Employer"), gettext_lazy("Place"))
    base: str = ""  # what it was divided by, whose rows open as well
