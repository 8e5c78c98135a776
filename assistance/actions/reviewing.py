"""Looking into a household's means, and looking again every year."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import HouseholdFile, MeansCheck
from assistance.offices import COUNTY
from assistance.workflows.household import FILE, FileStage, FileStep
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import MoveRefused, Refused
from unions.scoping import same_owner

CHECKED_IN = (FileStage.MEANS_CHECK, FileStage.ANNUAL_REVIEW)


def may_check(file: HouseholdFile, officer: Officer) -> bool:
    held = holds_any(officer, COUNTY)
    return held and officer.oversees(file) and file.stage in CHECKED_IN


@transaction.atomic
def send_means_check(
    file: HouseholdFile, *, receiver: str, purpose: str, data_kinds: str, sent_on: date, by: Officer
) -> MeansCheck:
    """Record that another authority was asked, and what it was told of the household.

    The Personal Information Protection Law §23 wants receiver, purpose and kinds of data on
    record. Raises Refused without a signed authorisation, or while an answer is still awaited.
    """
    if not may_check(file, by):
        raise Refused(_("The county sends the means check, when it is the file's turn."))
    if missing := file.missing_to_forward():
        raise Refused(_("The means check has to wait."), missing=missing)
    # The file's row is held, so that of two who send at once the second sees the first.
    HouseholdFile.objects.select_for_update().get(pk=file.pk)
    if file.means_checks.filter(result="").exists():
        raise Refused(_("A means check was sent and is not answered yet."))
    check = MeansCheck.objects.create(
        file=file,
        receiver=receiver,
        purpose=purpose,
        data_kinds=data_kinds,
        sent_on=sent_on,
        **same_owner(file),
    )
    told = {"receiver": receiver, "purpose": purpose, "kinds": data_kinds, "on": str(sent_on)}
    log_event(file, "hand-over", _("Personal data handed over"), by=by, detail=told)
    return check


@transaction.atomic
def answer_means_check(
    check: MeansCheck, *, result: str, answered_on: date, finding: str, by: Officer
) -> None:
    """Raises Refused if it was answered before, or is no longer the county's to record."""
    if not may_check(check.file, by):
        raise Refused(_("The county records the answer, while the means are being checked."))
    unanswered = MeansCheck.objects.select_for_update().filter(pk=check.pk, result="")
    if not unanswered.exists():
        raise Refused(_("This means check has been answered already."))
    check.result, check.answered_on, check.finding = result, answered_on, finding
    check.save(update_fields=["result", "answered_on", "finding"])
    label = _("Means check answered")
    log_event(check.file, "means-answer", label, by=by, detail={"result": result})


def call_up_reviews() -> list[HouseholdFile]:
    """Call up every file of the open federation whose yearly review has come due."""
    called = []
    for file in HouseholdFile.objects.review_due().order_by("pk"):
        try:
            FILE.follow_on(FileStep.CALL_UP, file, by=None)
            called.append(file)
        except MoveRefused:
            continue
    return called
