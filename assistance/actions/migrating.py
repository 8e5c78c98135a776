"""Files of the old register, taken over from a workbook: all of them, or none.

A row is a person. Rows with one old file number are one household; the applicant's row tells what
belongs to the file.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.actions.claiming import ALL_COUNTIES, told_where
from assistance.actions.legacy_rows import LegacyRefused, LegacyRow, clean_rows
from assistance.eligibility import LEGACY_CLASSES, LegacyClass
from assistance.models import HouseholdFile, HouseholdMember
from assistance.models.circumstances import Relation
from assistance.models.household import Origin, Reason, WorkerKind
from assistance.workflows.household import FileStage
from kernel.days import months_after, today
from kernel.digest import sm3_of
from kernel.sealing import BlindIndex
from kernel.search import pinyin_key
from kernel.tables import Cell, read_workbook
from unions.events import log_event
from unions.models import Officer, Union
from unions.offices import Level
from unions.parameters import parameter
from unions.scoping import owned_by, same_owner

BATCH = 500
MOST_FAULTS = 50  # shown at once


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
    rows = clean_rows(table, _keepers(by), faults)
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
