"""The people of a competition, as a workbook lists them."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from campaigns.actions.contests import (
    entered_keys,
    fill_in_known,
    fill_in_others,
    hold_entries,
    keys_of,
)
from campaigns.actions.sheets import RowFault, read_rows, short
from campaigns.actions.units import employers_by_code, keepers_of
from campaigns.models import Contest, Contestant, ContestUnit
from kernel.identifiers import clean_citizen_id, clean_uscc
from kernel.tables import BadTable
from unions.events import log_event
from unions.models import Employer, Officer
from unions.scoping import owned_by, same_owner


def headers() -> list[str]:
    """The columns, in their order, in the reader's language."""
    return [
        _("Credit code of the employer"), _("Name"), _("Identity number"), _("Staff number"),
        _("Team"),
    ]  # fmt: skip


@transaction.atomic
@sensitive_variables()
def import_contestants(contest: Contest, content: bytes, *, by: Officer) -> list[Contestant]:
    """All people of the workbook, or none; their employers take part from then on.

    Raises Refused where entries are closed, BadTable with a message for each row at fault.
    """
    hold_entries(contest, by)
    rows = read_rows(content, headers(), lambda number, cells: (number, _clean(cells)))
    codes = {said["code"] for _number, said in rows}
    employers = employers_by_code(codes, by=by)
    if faults := _unknown(rows, employers):
        raise BadTable(faults)
    units = _units_of(contest, employers.values())
    people = [_person(contest, units[employers[said.pop("code")].pk], said) for _n, said in rows]
    fill_in_known(people)
    if faults := _doubles(contest, [number for number, _said in rows], people):
        raise BadTable(faults)
    try:
        with transaction.atomic():
            Contestant.objects.bulk_create(people, batch_size=1000)
    except IntegrityError:
        raise BadTable(_("Somebody of this file has just been entered.")) from None
    fill_in_others(people)
    detail = {"persons": len(people), "units": len(units)}
    log_event(contest, "import", _("Contestants imported"), by=by, detail=detail)
    return people


@sensitive_variables()
def _clean(cells: list[str]) -> dict[str, Any]:
    code, name, id_number, staff, team = cells
    if not name:
        raise RowFault(_("the name is missing."))
    if not id_number and not staff:
        raise RowFault(_("enter the identity number or the staff number."))
    return {
        "code": clean_uscc(code),
        "name": short(name, 40, _("Name")),
        "id_number": clean_citizen_id(id_number) if id_number else "",
        "staff_number": short(staff, 30, _("Staff number")),
        "team": short(team, 60, _("Team")),
    }


def _unknown(rows: list[Any], employers: dict[str, Employer]) -> list[str]:
    return [
        _("Row %(row)s: no employer of your branch has the code %(code)s.")
        % {"row": number, "code": said["code"]}
        for number, said in rows
        if said["code"] not in employers
    ][:50]


def _units_of(contest: Contest, employers: Any) -> dict[int, ContestUnit]:
    """The units, those made that do not take part yet; by the employer's id."""
    known = list(employers)
    keepers = keepers_of(known)
    there = set(contest.units.filter(employer__in=known).values_list("employer", flat=True))
    ContestUnit.objects.bulk_create(
        ContestUnit(contest=contest, employer=employer, **owned_by(keepers[employer.pk]))
        for employer in known
        if employer.pk not in there
    )
    units = contest.units.filter(employer__in=known).select_related("employer")
    return {unit.employer_id: unit for unit in units}


@sensitive_variables()
def _person(contest: Contest, unit: ContestUnit, said: dict[str, Any]) -> Contestant:
    owner = same_owner(unit)
    return Contestant(contest=contest, unit=unit, employer=unit.employer, **said, **owner)


def _doubles(contest: Contest, numbers: list[int], people: list[Contestant]) -> list[str]:
    taken = entered_keys(contest)
    faults = []
    for number, person in zip(numbers, people, strict=True):
        keys = keys_of(person)
        if keys & taken:
            faults.append(_("Row %(row)s: this person already takes part.") % {"row": number})
        taken |= keys
    return faults[:50]
