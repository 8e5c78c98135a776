"""Returns entered, corrected and taken off; the log keeps what a correction replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from kernel.days import today
from kernel.digest import sm3_of
from unions.events import log_event
from unions.models import Coverage, Employer, MemberReturn, Officer
from unions.offices import BASE_CHAIR, CITY_STAFF, COUNTY_STAFF, TOWNSHIP_STAFF
from unions.refusals import Overtaken, Refused
from unions.scoping import same_owner

WHY = "the caller found the employer in the officer's branch"
KEEPERS = (BASE_CHAIR, TOWNSHIP_STAFF, COUNTY_STAFF, CITY_STAFF)
COUNTED = (
    "counted_on", "employees", "members", "women_members", "migrant_members", "one_shoulder",
    "has_women_organisation",
)  # fmt: skip
OLDEST = date(1990, 1, 1)

Fault = tuple[str, str]  # a field, and what is wrong with it
Spans = Mapping[int, list[tuple[date, date | None]]]  # employer id → when a union covered it


class ReturnRefused(Refused):
    """What a return says does not hold; `faults` name the fields."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(_("The return was not entered."), missing=[what for _f, what in faults])
        self.faults = faults


@transaction.atomic
def enter_return(employer: Employer, said: Mapping[str, Any], *, by: Officer) -> MemberReturn:
    """What was counted at an employer on a day. Raises ReturnRefused, and enters nothing."""
    hold([employer.pk])
    row = MemberReturn(employer=employer, **said, **same_owner(employer))
    _check(row)
    row.save(force_insert=True)
    put_in_order([employer.pk])
    log_event(row, "enter", _("Return entered"), by=by, detail=told(row))
    return row


@transaction.atomic
def correct_return(
    row: MemberReturn, said: Mapping[str, Any], *, why: str, by: Officer, seen: str = ""
) -> MemberReturn:
    """Replace what a return says. Raises ReturnRefused or Overtaken, and changes nothing.

    `seen` is the stamp of what the page showed.
    """
    held = _still(row, seen)
    before = told(held)
    for name, value in said.items():
        setattr(held, name, value)
    # Its next may stand elsewhere by now: all of them are put in order afterwards.
    held.next_on, held.entered_on = None, today()
    _check(held)
    held.save(update_fields=[*said, "next_on", "entered_on"])
    put_in_order([held.employer_id])
    detail = {"before": before, "after": told(held)}
    log_event(held, "correct", _("Return corrected"), by=by, note=why, detail=detail)
    return held


@transaction.atomic
def remove_return(row: MemberReturn, *, why: str, by: Officer, seen: str = "") -> None:
    """Take off one entered by mistake; the one before it counts on.

    Raises Overtaken, and changes nothing. `seen` is the stamp of what the page showed.
    """
    held = _still(row, seen)
    log_event(held, "remove", _("Return taken off"), by=by, note=why, detail=told(held))
    held.delete()
    put_in_order([row.employer_id])


def _still(row: MemberReturn, seen: str) -> MemberReturn:
    """The return as it stands, held; Overtaken if it is gone or says something else by now."""
    hold([row.employer_id])
    rows = MemberReturn.objects.unscoped(WHY).select_related("employer")
    held: MemberReturn | None = rows.filter(pk=row.pk).first()
    if held is None or (seen and seen != stamp_of(held)):
        raise Overtaken()
    return held


def stamp_of(row: MemberReturn) -> str:
    return sm3_of(told(row))


def told(row: MemberReturn) -> dict[str, Any]:
    """What a return says, for the log."""
    said = {name: getattr(row, name) for name in COUNTED}
    return said | {"counted_on": row.counted_on.isoformat()}


def hold(employers: Iterable[int]) -> None:
    """Lock employers: two returns entered at once would both be its newest."""
    rows = Employer.objects.unscoped(WHY).filter(pk__in=employers).order_by("pk")
    list(rows.select_for_update().values_list("pk"))


def put_in_order(employers: Iterable[int]) -> None:
    """Let each return of these employers count until the next."""
    rows = MemberReturn.objects.unscoped(WHY)
    later = rows.filter(employer=OuterRef("employer"), counted_on__gt=OuterRef("counted_on"))
    first = later.order_by("counted_on").values("counted_on")[:1]
    rows.filter(employer__in=employers).update(next_on=Subquery(first))


def covered_in(employers: Iterable[int]) -> Spans:
    found: dict[int, list[tuple[date, date | None]]] = {}
    rows = Coverage.objects.unscoped(WHY).filter(employer__in=employers)
    for employer_id, first, over in rows.values_list("employer_id", "valid_from", "valid_to"):
        found.setdefault(employer_id, []).append((first, over))
    return found


def faults_of(row: MemberReturn, spans: Spans) -> list[Fault]:
    """What keeps a return out, apart from another of its day."""
    faults: list[Fault] = []
    if row.members > row.employees:
        faults.append(("members", _("There cannot be more members than employees.")))
    for part in ("women_members", "migrant_members"):
        if getattr(row, part) > row.members:
            faults.append((part, _("A part of the members cannot be more than all of them.")))
    if not OLDEST <= row.counted_on <= today():
        faults.append(("counted_on", _("A return is of today or a day gone by.")))
    elif not _covers(spans.get(row.employer_id, []), row.counted_on):
        faults.append(("counted_on", _("No union covered the employer on that day.")))
    return faults


def _covers(spans: Iterable[tuple[date, date | None]], day: date) -> bool:
    return any(first <= day and (over is None or over > day) for first, over in spans)


def _check(row: MemberReturn) -> None:
    faults = faults_of(row, covered_in([row.employer_id]))
    same_day = MemberReturn.objects.unscoped(WHY).filter(
        employer=row.employer_id, counted_on=row.counted_on
    )
    if same_day.exclude(pk=row.pk).exists():
        faults.append(("counted_on", _("There is a return of this day already: correct that.")))
    if faults:
        raise ReturnRefused(faults)
