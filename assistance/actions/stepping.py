"""One door for every step of a file that is somebody's button."""

from __future__ import annotations

from django.db import transaction

from assistance.actions.closing import appeal, take_off
from assistance.actions.deciding import drop_decision, propose_category
from assistance.actions.publishing import object_to, settle_objection
from assistance.models import HouseholdFile
from assistance.workflows.household import FILE, FileStep
from unions.models import Officer


@transaction.atomic
def take_file_step(
    file: HouseholdFile,
    step: str,
    *,
    by: Officer,
    note: str = "",
    seen: int | None = None,
    objector: str = "",
    exit_reason: str = "",
) -> None:
    """Take a file one step on, with all that belongs to that step.

    Raises MoveRefused or Overtaken, and changes nothing.
    """
    if step == FileStep.OBJECT:
        object_to(file, ground=note, objector=objector, by=by, seen=seen)
    elif step in {FileStep.DISMISS, FileStep.UPHOLD}:
        settle_objection(file, step, why=note, by=by, seen=seen)
    elif step == FileStep.EXIT:
        take_off(file, reason=exit_reason, note=note, by=by, seen=seen)
    elif step == FileStep.APPEAL:
        appeal(file, why=note, by=by, seen=seen)
    else:
        FILE.take(step, file, by=by, note=note, seen=seen)
    if step in {FileStep.SUBMIT, FileStep.ENDORSE}:
        propose_category(file)
    elif step == FileStep.SEND_BACK:
        drop_decision(file)
