"""The end of keeping: what is sealed is emptied, names are taken out; sums and dates stay.

PIPL §47: deleted once the purpose is met or consent withdrawn, unless a period of keeping runs.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.actions.withdrawing import withdraw_consents
from assistance.models import DataRequest, Disposal, HouseholdFile, PublicApplication
from assistance.models.privacy import RequestKind
from assistance.workflows.household import FileStage
from assistance.workflows.privacy import DISPOSAL, DisposalStep, RequestStage
from kernel.days import months_after, today
from kernel.sealing import SealedField
from unions.events import log_event
from unions.models import Officer
from unions.parameters import parameter
from unions.refusals import Refused

BLANK = "—"  # where a name or a text was
# Free text and names beside the sealed fields, wherever a row of the file has them.
NAMES = {
    "name", "applicant_name", "card_holder", "worker_name", "given_by", "recipient_name",
}  # fmt: skip
TEXTS = {
    "story", "accident_proof", "finding", "decision_note", "workplace", "bank_name", "evidence",
    "set_aside_why", "words", "answer", "visitors", "place", "identity_check", "appraisal_note",
}  # fmt: skip
# Vouchers of payments have a longer time of their own.
VOUCHERS = {"assistance.aid", "assistance.loan"}
ENDED = (FileStage.EXITED, FileStage.REJECTED, FileStage.WITHDRAWN)


def kept_until(file: HouseholdFile) -> date | None:
    """The last day a file is kept; None if no period runs, because it never was on the register."""
    if file.exited_on is None:
        return None
    return months_after(file.exited_on, 12 * file_years())


def why_kept(file: HouseholdFile | None) -> str:
    """Why the file may not be deleted now; "" if it may."""
    if file is None:
        return ""
    if file.stage not in ENDED:
        return _("The file is still open: it has to be withdrawn or closed first.")
    until = kept_until(file)
    if until is not None and until >= today():
        words = _("Kept until %(day)s: aid was given from public money and must be accounted for.")
        return words % {"day": f"{until:%Y-%m-%d}"}
    return ""


def file_years() -> int:
    return int(parameter("assistance.keep_file_years"))


def retention_over(officer: Officer, years: int) -> Any:
    """Files of the branch that left so many years ago and that nobody has emptied yet."""
    over = HouseholdFile.objects.visible_to(officer).filter(
        stage=FileStage.EXITED, exited_on__lt=months_after(today(), -12 * years)
    )
    return over.exclude(applicant_name=BLANK).exclude(disposals__stage="proposed")


@transaction.atomic
def delete_as_asked(request: DataRequest, *, unpaid: str = "", by: Officer) -> None:
    """Delete what may be deleted, or say on the request why it is kept. Raises Refused.

    `unpaid` says what becomes of aid under way when a consent is withdrawn (one of Unpaid).
    """
    if request.kind not in {RequestKind.DELETION, RequestKind.WITHDRAWAL}:
        raise Refused(_("Nobody has asked for this here."))
    held = DataRequest.objects.select_for_update().get(pk=request.pk)
    if held.stage != RequestStage.IDENTIFIED:
        raise Refused(_("Check first who asks."))
    if request.kind == RequestKind.WITHDRAWAL:
        withdraw_consents(request, unpaid=unpaid, by=by)
    request.kept_because = why_kept(request.file)
    if not request.kept_because:
        if request.file:
            blank_file(request.file, by=by)
        if request.application:
            blank_application(request.application, by=by)
        request.blanked_at = timezone.now()
    request.save(update_fields=["kept_because", "blanked_at"])
    deed = _("Kept") if request.kept_because else _("Deleted")
    log_event(request, "delete", deed, by=by, note=request.kept_because)


@transaction.atomic
def propose_disposal(file: HouseholdFile, appraisal: str, *, by: Officer) -> Disposal:
    """Appraise a file whose time is over. Raises Refused while it has to be kept."""
    until = kept_until(file)
    if until is None or until >= today():
        raise Refused(_("The time of this file is not over."))
    disposal, new = Disposal.objects.get_or_create(
        file=file, stage="proposed", federation_id=file.federation_id,
        defaults={
            "appraisal": appraisal, "drafted_by": by, "county_id": file.county_id,
            "township_id": file.township_id, "union_id": file.union_id,
        },
    )  # fmt: skip
    if not new:
        raise Refused(_("This file is already waiting for its end."))
    log_event(disposal, "appraise", _("Appraised"), by=by, note=appraisal)
    return disposal


@transaction.atomic
def decide_disposal(
    step: str, disposal: Disposal, *, note: str, seen: int | None, by: Officer
) -> None:
    """A second person ends the file, or keeps it. Raises MoveRefused."""
    DISPOSAL.take(step, disposal, by=by, note=note, seen=seen)
    if step == DisposalStep.DESTROY:
        blank_file(disposal.file, by=by)


def blank_file(file: HouseholdFile, *, by: Officer) -> None:
    """Empty the file and everything about its persons; figures for the statistics stay."""
    papers = [proof.scan for proof in file.proofs.select_related("scan")]
    file.proofs.all().delete()
    for paper in papers:
        _drop(paper)
    rows = [file, *_rows_about(file)]
    for row in rows:
        _blank(row)
    log_event(file, "blank", _("Personal data deleted"), by=by, detail={"rows": len(rows)})


def _rows_about(file: HouseholdFile) -> list[Any]:
    found: list[Any] = []
    for related in HouseholdFile._meta.related_objects:
        model = related.related_model
        # A later file of the same household has a time of its own.
        if isinstance(model, str) or model is HouseholdFile:
            continue
        if model._meta.label_lower not in VOUCHERS:
            found += model._base_manager.filter(**{related.field.name: file})
    return found


def _blank(row: Any) -> None:
    emptied = []
    for field in row._meta.concrete_fields:
        if isinstance(field, SealedField) or field.name == "pinyin":
            setattr(row, field.name, "")
        elif field.name in NAMES | TEXTS and getattr(row, field.name):
            setattr(row, field.name, BLANK)  # some may not be empty
        elif field.name == "working":
            row.working = {}
        else:
            continue
        emptied.append(field.name)
    if isinstance(row, PublicApplication):
        row.blanked_at = timezone.now()
        emptied.append("blanked_at")
    if emptied:
        row.save(update_fields=emptied)


def blank_application(application: PublicApplication, *, by: Officer) -> None:
    if application.blanked_at is None:
        _blank(application)
    log_event(application, "blank", _("Personal data deleted"), by=by)


def _drop(paper: Any) -> None:
    """Remove a scan, unless another record rests on the same file."""
    try:
        with transaction.atomic():
            paper.delete()
    except ProtectedError:
        return
    transaction.on_commit(partial(paper.file.storage.delete, paper.file.name))
