"""Files of the old register, taken over from a workbook: all of them, or none.

A row is a person. Rows with one old file number are one household; the applicant's row tells what
belongs to the file. Headings and choices may stand in any language of the portal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.debug import sensitive_variables

from assistance.actions.claiming import ALL_COUNTIES, settle_identity, told_where
from assistance.banks.tables import Cell, read_workbook
from assistance.eligibility import LEGACY_CLASSES, LegacyClass
from assistance.models import HouseholdFile, HouseholdMember
from assistance.models.circumstances import IdentityKind, Relation, Sex
from assistance.models.household import Origin, Reason, WorkerKind
from assistance.workflows.household import FileStage
from kernel.days import months_after, today
from kernel.digest import sm3_of
from kernel.identifiers import clean_bank_card, clean_mobile
from kernel.sealing import BlindIndex
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer, Union
from unions.offices import Level
from unions.parameters import parameter
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

BATCH = 500
MOST_FAULTS = 50  # shown at once
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


@sensitive_variables("content")
def import_legacy_files(content: bytes, *, by: Officer) -> int:
    """Take over the households of a workbook (.xlsx) as files on the register; gives their count.

    Each keeps the class of its time. Its yearly review is due a year after it was filed, today at
    the earliest. Raises LegacyRefused, with every row at fault, and takes over none.
    """
    try:
        table = read_workbook(content)
    except ValidationError as wrong:
        raise LegacyRefused(_("The workbook cannot be read."), missing=wrong.messages) from None
    return take_over(table, by=by)


@transaction.atomic
@sensitive_variables("table", "rows", "households", "files", "members")
def take_over(table: list[list[Cell]], *, by: Officer) -> int:
    faults: list[str] = []
    rows = _clean_rows(table, _keepers(by), faults)
    faults += _ownerless(rows, by)
    households = _households(rows, faults)
    faults += _claimed(rows, by)
    if faults:
        _refuse(faults)
    months = int(parameter("assistance.review_months"))
    files = [_file(household, months, by) for household in households]
    HouseholdFile.objects.bulk_create(files, batch_size=BATCH)
    members = [
        _member(row, file)
        for file, household in zip(files, households, strict=True)
        for row in household
    ]
    try:
        with transaction.atomic():
            HouseholdMember.objects.bulk_create(members, batch_size=BATCH)
    except IntegrityError as error:
        if "one_live_file" not in str(error):
            raise
        _refuse(_claimed(rows, by))
    # One entry for the whole: the log would otherwise be longer than the register.
    detail = {"files": len(files), "members": len(members), "sm3": sm3_of([f.pk for f in files])}
    log_event(by, "import", _("Old hardship files taken over"), by=by, detail=detail)
    return len(files)


def _keepers(by: Officer) -> dict[str, Union]:
    """The unions of the officer's branch that may keep a file, by name and short name."""
    unions = Union.objects.visible_to(by).open()
    named: dict[str, Union] = {}
    for union in unions.filter(level__in=[Level.TOWNSHIP, Level.BASE]).order_by("level", "pk"):
        for name in (union.short_name, union.name):
            named.setdefault(name, union)
    return named


@sensitive_variables("table", "rows", "row", "cells")
def _clean_rows(
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


def _households(rows: Iterable[LegacyRow], faults: list[str]) -> list[list[LegacyRow]]:
    """The rows of each old file, the applicant's first."""
    together: dict[str, list[LegacyRow]] = {}
    for row in rows:
        if number := row.values.get("old_number"):
            together.setdefault(number, []).append(row)
    for number, household in together.items():
        household.sort(key=lambda row: row.values.get("relation") != Relation.SELF)
        selves = sum(row.values.get("relation") == Relation.SELF for row in household)
        if selves != 1:
            faults.append(
                _("Row %(row)d: the old file %(number)s has %(n)d applicants instead of one.")
                % {"row": household[0].number, "number": number, "n": selves}
            )
    return list(together.values())


def _ownerless(rows: Iterable[LegacyRow], by: Officer) -> list[str]:
    """Applicants of no union, where the officer's own keeps no files."""
    if by.level in {Level.TOWNSHIP, Level.BASE}:
        return []
    said = _("Row %(row)d: name the township or basic union that keeps the file.")
    applicants = (row for row in rows if row.values.get("relation") == Relation.SELF)
    return [said % {"row": row.number} for row in applicants if not row.values.get("union")]


@sensitive_variables("rows", "row")
def _claimed(rows: Iterable[LegacyRow], by: Officer) -> list[str]:
    """Persons who stand twice in the workbook, or belong to a live file already."""
    index = HouseholdMember._meta.get_field("id_index")
    assert isinstance(index, BlindIndex)  # noqa: S101 - the model says so
    first: dict[str, int] = {}
    faults = []
    for row in rows:
        if not row.values.get("id_number"):
            continue
        key = index.of(by.federation_id, row.values["id_number"])
        if key in first:
            same = _("Row %(row)d: the same person as in row %(first)d.")
            faults.append(same % {"row": row.number, "first": first[key]})
        first.setdefault(key, row.number)
    live = HouseholdMember.objects.unscoped(ALL_COUNTIES).filter(live=True, id_index__in=[*first])
    for member in live.select_related("county", "federation"):
        line = {"row": first[member.id_index], "what": told_where(member)}
        faults.append(_("Row %(row)d: %(what)s") % line)
    return faults


def _refuse(faults: list[str]) -> None:
    shown = faults[:MOST_FAULTS]
    if len(faults) > MOST_FAULTS:
        shown.append(_("… and %(n)d more.") % {"n": len(faults) - MOST_FAULTS})
    raise LegacyRefused(_("Nothing was taken over: please mend these rows first."), missing=shown)


def _file(household: list[LegacyRow], months: int, by: Officer) -> HouseholdFile:
    told = household[0].values
    filed = told["filed_on"] or today()
    legacy = LegacyClass(told["legacy_class"])
    category = LEGACY_CLASSES.get(legacy)
    return HouseholdFile(
        stage=FileStage.ACTIVE, origin=Origin.MIGRATED, drafted_by=by, legacy_class=legacy.value,
        category=category.value if category else "",
        applicant_name=told["name"], pinyin=pinyin_key(told["name"]),
        worker_kind=told["worker_kind"] or WorkerKind.EMPLOYED, workplace=told["workplace"],
        main_reason=told["main_reason"] or Reason.OTHER, phone=told["phone"], card=told["card"],
        card_holder=told["name"] if told["card"] else "", bank_name=told["bank_name"],
        address=told["address"], filed_on=filed,
        review_due_on=max(today(), months_after(filed, months)),
        **owned_by(told["union"] or by.union),
    )  # fmt: skip


def _member(row: LegacyRow, file: HouseholdFile) -> HouseholdMember:
    told = row.values
    names = ("relation", "name", "identity_kind", "id_number", "birth_year", "sex")
    return HouseholdMember(file=file, **{n: told[n] for n in names}, **same_owner(file))
