"""The rows of a workbook somebody fills in: the heading checked, the cells as texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from kernel.tables import BadTable, read_workbook, text_of

MOST_NAMED = 50  # rows at fault that are told; the file is refused as a whole anyway
T = TypeVar("T")


class RowFault(Exception):
    """What is wrong with one row."""


@sensitive_variables()
def read_rows(
    content: bytes, headers: Sequence[str], read: Callable[[int, list[str]], T]
) -> list[T]:
    """`read` of each row: its number in the sheet, and a text for every heading.

    Raises BadTable with a message for each row at fault.
    """
    table = read_workbook(content)
    if not table or [text_of(cell) for cell in table[0]][: len(headers)] != list(headers):
        raise BadTable(_("The first row must read: %(columns)s") % {"columns": " | ".join(headers)})
    found, faults = [], []
    for number, row in enumerate(table[1:], start=2):
        cells = [text_of(cell) for cell in [*row, *[""] * len(headers)][: len(headers)]]
        if not any(cells):
            continue
        try:
            found.append(read(number, cells))
        except (RowFault, ValidationError) as fault:
            told = " ".join(getattr(fault, "messages", None) or [str(fault)])
            faults.append(_("Row %(row)s: %(fault)s") % {"row": number, "fault": told})
    if not found and not faults:
        faults.append(_("The file holds no rows."))
    if faults:
        raise BadTable(faults[:MOST_NAMED])
    return found


def short(text: str, longest: int, label: Any) -> str:
    """Raises RowFault for what is too long, or cannot be kept."""
    if len(text) > longest or "\0" in text:
        told = {"label": label, "longest": longest}
        raise RowFault(_("%(label)s: at most %(longest)d characters.") % told)
    return text


def whole(text: str, label: Any) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise RowFault(_("%(label)s: a whole number, please.") % {"label": label})
    return int(text)
