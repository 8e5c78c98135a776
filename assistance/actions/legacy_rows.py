"""The rows of an old register's workbook, read and cleaned.

Headings and choices may stand in any language of the portal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.debug import sensitive_variables

from assistance.actions.claiming import settle_identity
from assistance.eligibility import LegacyClass
from assistance.models.circumstances import IdentityKind, Relation, Sex
from assistance.models.household import Reason, WorkerKind
from kernel.days import today
from kernel.identifiers import clean_bank_card, clean_mobile
from kernel.tables import Cell
from unions.models import Union
from unions.refusals import Refused

OLDEST = date(1990, 1, 1)


class LegacyRefused(Refused):
    """A workbook that is not taken over; `missing` has a line for each row at fault."""


@dataclass(frozen=True)
class Heading:
    name: str
    label: Any
    required: bool = False
    choices: type[TextChoices] | None = None
    longest: int = 40


HEADINGS = (
    Heading("old_number", gettext_lazy("Old file number"), required=True),
    Heading("union", gettext_lazy("Township or basic union"), longest=80),
    Heading("relation", gettext_lazy("Relation"), required=True, choices=Relation),
    Heading("name", gettext_lazy("Name"), required=True),
    Heading("identity_kind", gettext_lazy("Document"), choices=IdentityKind),
    Heading("id_number", gettext_lazy("Identity number"), required=True),
    Heading("sex", gettext_lazy("Sex"), choices=Sex),
    Heading("birth_year", gettext_lazy("Year of birth")),
    Heading("legacy_class", gettext_lazy("Class in the old register"), choices=LegacyClass),
    Heading("worker_kind", gettext_lazy("Worker"), choices=WorkerKind),
    Heading("workplace", gettext_lazy("Unit"), longest=80),
    Heading("main_reason", gettext_lazy("Main reason"), choices=Reason),
    Heading("phone", gettext_lazy("Mobile number")),
    Heading("card", gettext_lazy("Bank card")),
    Heading("bank_name", gettext_lazy("Bank and branch"), longest=80),
    Heading("address", gettext_lazy("Address"), longest=200),
    Heading("filed_on", gettext_lazy("On file since")),
)


@dataclass
class LegacyRow:
    """A person of the workbook, its cells cleaned; `number` is the row in the workbook."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)


@sensitive_variables("table", "rows", "row", "cells")
def clean_rows(
    table: list[list[Cell]], keepers: Mapping[str, Union], faults: list[str]
) -> list[LegacyRow]:
    if not table:
        raise LegacyRefused(_("The file is empty."))
    columns = _columns(table[0])
    rows = []
    for number, cells in enumerate(table[1:], start=2):
        if not any(str(cell).strip() for cell in cells):
            continue
        row = LegacyRow(number)
        found = _clean_row(row, {name: _cell(cells, at) for name, at in columns.items()}, keepers)
        faults += [_("Row %(row)d: %(what)s") % {"row": number, "what": line} for line in found]
        rows.append(row)
    if not rows:
        raise LegacyRefused(_("There is no row below the headings."))
    return rows


def _columns(head: list[Cell]) -> dict[str, int]:
    at = {str(cell).strip().rstrip("*"): position for position, cell in enumerate(head)}
    columns = {h.name: at[word] for h in HEADINGS for word in _in_every_language(h.label)
               if word in at}  # fmt: skip
    lacking = [str(h.label) for h in HEADINGS if h.required and h.name not in columns]
    if lacking:
        raise LegacyRefused(
            _("The first row must name the columns. Missing: %(columns)s.")
            % {"columns": "、".join(lacking)}
        )
    return columns


def _in_every_language(label: Any) -> list[str]:
    said = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            said.append(str(label))
    return said


def _cell(cells: list[Cell], at: int) -> Cell:
    return cells[at] if at < len(cells) else ""


@sensitive_variables("row", "cells", "cell")
def _clean_row(
    row: LegacyRow, cells: Mapping[str, Cell], keepers: Mapping[str, Union]
) -> list[str]:
    faults = []
    for heading in HEADINGS:
        cell = cells.get(heading.name, "")
        try:
            row.values[heading.name] = _clean_cell(heading, cell, keepers)
        except ValidationError as wrong:
            faults += [f"{heading.label}: {line}" for line in wrong.messages]
    return faults or _clean_person(row)


@sensitive_variables("cell", "text")
def _clean_cell(heading: Heading, cell: Cell, keepers: Mapping[str, Union]) -> Any:
    if heading.name == "filed_on":
        return _clean_day(cell)
    # A number in a cell has lost its leading zeros, and its digits after the fifteenth.
    if isinstance(cell, float | int) and heading.name in {"id_number", "phone", "card"}:
        raise ValidationError(_("Format this column as text: the number may have lost digits."))
    text = str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()
    if not text:
        if heading.required:
            raise ValidationError(_("Please fill this in."))
        return None if heading.name in {"birth_year", "union"} else ""
    if len(text) > heading.longest:
        raise ValidationError(_("At most %(n)d characters.") % {"n": heading.longest})
    if "\0" in text:
        raise ValidationError(_("This holds a character that is no text."))
    if heading.choices:
        return _clean_choice(heading.choices, text)
    special: dict[str, Callable[[str], Any]] = {
        "union": lambda name: _keeper(name, keepers),
        "phone": clean_mobile,
        "card": clean_bank_card,
        "birth_year": _clean_year,
    }
    return special.get(heading.name, str)(text)


def _clean_choice(choices: type[TextChoices], text: str) -> str:
    if text in (known_words := _words_of(choices)):
        return known_words[text]
    known = "、".join(str(label) for label in choices.labels)
    raise ValidationError(_("Not one of: %(known)s.") % {"known": known})


@cache
def _words_of(choices: type[TextChoices]) -> dict[str, str]:
    """Every word for a choice, in any language, and its value."""
    words = {}
    for choice in choices:
        for word in (choice.value, *_in_every_language(choice.label)):
            words[word] = str(choice.value)
    return words


def _clean_year(text: str) -> int:
    if not text.isdecimal() or not 1900 <= int(text[:6]) <= today().year:
        raise ValidationError(_("Not a year of birth."))
    return int(text)


def _clean_day(cell: Cell) -> date | None:
    day: date | None
    if isinstance(cell, datetime):
        day = cell.date()
    elif isinstance(cell, date):
        day = cell
    elif not str(cell).strip():
        return None
    else:
        try:
            day = date.fromisoformat(str(cell).strip().replace("/", "-"))
        except ValueError:
            raise ValidationError(_("Not a day: write it as 2019-05-01.")) from None
    if not OLDEST <= day <= today():
        raise ValidationError(_("This day cannot be."))
    return day


def _keeper(name: str, keepers: Mapping[str, Union]) -> Union:
    if name not in keepers:
        raise ValidationError(_("No union of this name in your branch."))
    return keepers[name]


@sensitive_variables("row", "values", "settled")
def _clean_person(row: LegacyRow) -> list[str]:
    values = row.values
    kind = values["identity_kind"] = values["identity_kind"] or IdentityKind.CITIZEN.value
    try:
        settled = settle_identity(kind, values["id_number"], values["birth_year"], values["sex"])
    except ValidationError as wrong:
        labels = {heading.name: heading.label for heading in HEADINGS}
        return [f"{labels[name]}: {' '.join(m)}" for name, m in wrong.message_dict.items()]
    values["id_number"], values["birth_year"], values["sex"] = settled
    if values["relation"] == Relation.SELF and not values["legacy_class"]:
        return [_("The applicant's row names the class in the old register.")]
    return []
