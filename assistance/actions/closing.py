"""Off the register, and what comes after: the call, the way back, the end of an appeal."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assistance.models import CallBack, HouseholdFile
from assistance.models.household import ExitReason
from assistance.offices import COUNTY, UNIT
from assistance.workflows.household import FILE, FileStep
from kernel.days import today
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import MoveRefused, Refused
from unions.scoping import same_owner
from unions.workflow import Deadline

CALL_BACK = Deadline("assistance.callback_days", working=False)
CALLERS = (*UNIT, *COUNTY)
# Nobody is there to be asked how they fare, or another file goes on asking.
WITHOUT_A_CALL = (ExitReason.DIED, ExitReason.DUPLICATE)


@transaction.atomic
def take_off(
    file: HouseholdFile, *, reason: str, note: str, by: Officer, seen: int | None = None
) -> CallBack | None:
    """Take a household off the register, and set the day of the call that asks how it fares.

    Raises MoveRefused, and changes nothing, if the file is not the officer's to close.
    """
    before, file.exit_reason = file.exit_reason, reason
    try:
        FILE.take(FileStep.EXIT, file, by=by, note=note, seen=seen, detail={"reason": reason})
    except BaseException:
        file.exit_reason = before
        raise
    if reason in WITHOUT_A_CALL:
        return None
    return CallBack.objects.create(
        file=file,
        about=_("After leaving the register: %(why)s") % {"why": ExitReason(reason).label},
        due_on=CALL_BACK.after(today()),
        **same_owner(file),
    )


def may_call(call_back: CallBack, officer: Officer) -> bool:
    held = holds_any(officer, CALLERS)
    return held and officer.oversees(call_back) and call_back.made_on is None


@transaction.atomic
def record_call(
    call_back: CallBack, *, made_on: date, finding: str, in_hardship_again: bool, by: Officer
) -> None:
    """What was heard. Raises Refused, and changes nothing, if the call was recorded before."""
    still_open = CallBack.objects.select_for_update().filter(pk=call_back.pk, made_on=None)
    if not may_call(call_back, by) or not still_open.exists():
        raise Refused(_("This call has been made, or is not yours to make."))
    call_back.made_on, call_back.made_by, call_back.finding = made_on, by, finding
    call_back.in_hardship_again = in_hardship_again
    call_back.save(update_fields=["made_on", "made_by", "finding", "in_hardship_again"])
    log_event(
        call_back.file,
        "call-back",
        _("Call made"),
        by=by,
        detail={"made_on": str(made_on), "again": in_hardship_again},
    )


@transaction.atomic
def appeal(file: HouseholdFile, *, why: str, by: Officer, seen: int | None = None) -> None:
    """Raises MoveRefused if it is too late, or someone of the household has a new live file."""
    try:
        with transaction.atomic():
            FILE.take(FileStep.APPEAL, file, by=by, note=why, seen=seen)
    except IntegrityError:
        raise MoveRefused(_("Someone of this household has another live file by now.")) from None


def lapse_appeals() -> list[HouseholdFile]:
    """Close the way of appeal, in the open federation, where its days have run out."""
    lapsed = []
    for file in HouseholdFile.objects.appeal_ended().select_for_update().order_by("pk"):
        file.due_on = None
        file.save(update_fields=["due_on"])
        log_event(file, "lapse", _("The time to appeal has passed"), by=None)
        lapsed.append(file)
    return lapsed
