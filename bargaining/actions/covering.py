"""Which employers a regional or industry contract covers: one row each, by credit code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bargaining.kinds import Scope
from bargaining.models import Contract, ListedEmployer
from kernel.days import today
from kernel.identifiers import clean_uscc
from kernel.tables import read_workbook
from unions.events import log_event
from unions.models import Employer, Officer
from unions.offices import Level
from unions.refusals import Refused
from unions.scoping import UnionOwned, same_owner

MOST_CODES = 2000  # at once
BY_CODE = "a code may name an employer outside the region; then only that is said"


@dataclass(frozen=True)
class CodeLine:
    """A line of a list of codes: the employer it names, or what is wrong with it."""

    number: int
    code: str
    employer: Employer | None
    fault: str


def codes_of_text(text: str) -> list[tuple[int, str]]:
    """The codes pasted, one a line, with the numbers of their lines."""
    lines = enumerate(text.splitlines(), start=1)
    return [(number, line.strip()) for number, line in lines if line.strip()]


def codes_of_workbook(content: bytes) -> list[tuple[int, str]]:
    """The first column of a workbook's first sheet; a heading above it may stand.

    Raises BadTable.
    """
    cells = [str(row[0]).strip() if row else "" for row in read_workbook(content)]
    numbered = [(number, cell) for number, cell in enumerate(cells, start=1) if cell]
    heading = numbered[:1] and not any(c.isdigit() for c in numbered[0][1])
    return numbered[1:] if heading else numbered


def look_up(
    contract: Contract, codes: Sequence[tuple[int, str]], *, listed_on: date
) -> list[CodeLine]:
    """Each code held against the roll, the region and the list as it stands."""

    def listed(employers: Iterable[Employer]) -> set[int]:
        ever = contract.listed.filter(employer__in=employers)
        still = (r for r in ever if r.struck_on is None or r.struck_on > listed_on)
        return {row.employer_id for row in still}

    return look_up_codes(contract, codes, on=listed_on, listed=listed)


def look_up_codes(
    row: UnionOwned,
    codes: Sequence[tuple[int, str]],
    *,
    on: date,
    listed: Callable[[Iterable[Employer]], set[int]],
) -> list[CodeLine]:
    """Each code held against the roll and the region of the row's union; `listed`: who of the
    employers stands on the list already."""
    cleaned = [(number, *_cleaned(code)) for number, code in codes]
    wanted = [code for _number, code, fault in cleaned if not fault]
    rows = Employer.objects.unscoped(BY_CODE).filter(uscc__in=wanted)
    known = {employer.uscc: employer for employer in rows}
    already = listed(known.values())
    first: dict[str, int] = {}
    lines = []
    for number, code, wrong in cleaned:
        employer = known.get(code)
        fault = wrong or _fault_of(row, employer, already, on)
        if code in first:
            fault = _("the same code as in line %(n)d.") % {"n": first[code]}
        first.setdefault(code, number)
        lines.append(CodeLine(number, code, None if fault else employer, fault))
    return lines


def _cleaned(code: str) -> tuple[str, str]:
    """The code as it should be, or as it is with what is wrong with it."""
    try:
        return clean_uscc(code), ""
    except ValidationError as wrong:
        return code[:40], " ".join(wrong.messages)


def _fault_of(row: UnionOwned, employer: Employer | None, listed: set[int], on: date) -> str:
    if employer is None:
        return _("no employer on the roll has this code.")
    if not _in_region(row, employer):
        return _("this employer does not belong to the region of that union.")
    if not _on_roll(employer, on):
        return _("this employer is not on the roll on that day.")
    if employer.pk in listed:
        return _("this employer is already on the list.")
    return ""


def _on_roll(employer: Employer, day: date) -> bool:
    return employer.joined_on <= day and (employer.left_on is None or employer.left_on > day)


def _in_region(row: UnionOwned, employer: Employer) -> bool:
    """The region is the place of the union that signed or held it."""
    column = f"{row.union.level}_id"
    if row.union.level == Level.BASE:
        return False
    return bool(getattr(employer, column) == getattr(row, column))


@transaction.atomic
def cover_employers(
    contract: Contract,
    codes: Sequence[tuple[int, str]],
    *,
    listed_on: date,
    sealed_on: date | None = None,
    by: Officer,
) -> int:
    """Put the employers of the codes on the list, all or none; gives their count.

    Raises Refused with a line for each code at fault.
    """
    rows = Contract.objects.unscoped("the caller found it in the officer's branch")
    held = rows.select_for_update(of=("self",)).select_related("union").get(pk=contract.pk)
    check_listing(held, listed_on, sealed_on)
    if not 0 < len(codes) <= MOST_CODES:
        raise Refused(_("Send 1 to %(most)d codes at once.") % {"most": MOST_CODES})
    lines = look_up(held, codes, listed_on=listed_on)
    if wrong := [line for line in lines if line.fault]:
        raise Refused(_("Nobody was put on the list."), missing=[said_of(line) for line in wrong])
    ListedEmployer.objects.bulk_create(
        ListedEmployer(
            contract=held, employer=line.employer, listed_on=listed_on, sealed_on=sealed_on,
            **same_owner(held),
        )
        for line in lines
    )  # fmt: skip
    detail = {"employers": len(lines), "from": listed_on.isoformat()}
    log_event(held, "cover", _("Employers put on the list"), by=by, detail=detail)
    return len(lines)


def said_of(line: CodeLine) -> str:
    return _("Line %(n)d, %(code)s: %(fault)s") % {
        "n": line.number,
        "code": line.code,
        "fault": line.fault,
    }


def check_listing(contract: Contract, listed_on: date, sealed_on: date | None) -> None:
    """Raises Refused where the contract cannot list anybody on that day."""
    if contract.scope == Scope.ENTERPRISE:
        raise Refused(_("An enterprise's own contract covers nobody else."))
    last = min(contract.ended_on or contract.expires_on, contract.expires_on)
    if not contract.effective_on <= listed_on <= last:
        raise Refused(_("Employers are listed from a day on which the contract is in force."))
    if sealed_on and sealed_on > today():
        raise Refused(_("A confirmation is sealed today or was sealed before."))


@transaction.atomic
def seal_confirmations(
    contract: Contract, rows: Iterable[ListedEmployer], *, on: date, by: Officer
) -> int:
    """Those employers sealed their confirmations on a day; gives how many had not before."""
    if on > today():
        raise Refused(_("A confirmation is sealed today or was sealed before."))
    open_rows = contract.listed.filter(
        pk__in=[row.pk for row in rows], sealed_on=None, struck_on=None
    )
    count = open_rows.update(sealed_on=on)
    if count:
        detail = {"employers": count, "on": on.isoformat()}
        log_event(contract, "seal", _("Confirmations sealed"), by=by, detail=detail)
    return count


@transaction.atomic
def strike_off(row: ListedEmployer, *, on: date, why: str, by: Officer) -> None:
    """The contract covers this employer no longer from a day on.

    Raises Refused, and changes nothing, if it was struck off before or was listed later.
    """
    held = row.contract.listed.select_for_update(of=("self",)).get(pk=row.pk)
    if held.struck_on:
        raise Refused(_("It was struck off already."))
    if not held.listed_on <= on <= today():
        raise Refused(_("The day lies before its listing, or is still to come."))
    held.struck_on = on
    held.save(update_fields=["struck_on"])
    detail = {"employer": row.employer.uscc, "on": on.isoformat()}
    log_event(row.contract, "strike", _("Struck off the list"), by=by, note=why, detail=detail)
