"""The station answers an application from the public page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.actions.unmasking import LOOK, SHORTEST_REASON, count_look
from assistance.models import Consent, HouseholdFile, PublicApplication
from assistance.models.household import Origin, WorkerKind
from assistance.models.proofs import ConsentKind
from assistance.workflows.application import HELP, ApplicationStep
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer
from unions.refusals import Refused
from unions.scoping import same_owner


@transaction.atomic
def take_up(
    application: PublicApplication, *, seen: int | None = None, by: Officer
) -> HouseholdFile:
    """Begin a file with what the applicant wrote and agreed to. Raises MoveRefused.

    The words stay with the application: an officer reads them there, and writes the story.
    """
    file = HouseholdFile.objects.create(
        origin=Origin.PUBLIC, applicant_name=application.name,
        pinyin=pinyin_key(application.name), worker_kind=WorkerKind.EMPLOYED,
        workplace=application.workplace or "—", phone=application.phone,
        main_reason=application.reason, drafted_by=by, **same_owner(application),
    )  # fmt: skip
    for kind in (ConsentKind.NOTICE, ConsentKind.SENSITIVE):
        Consent.objects.create(
            file=file, kind=kind, wording=application.notice, given_by=application.name,
            given_at=application.agreed_at, address=application.address, **same_owner(file),
        )  # fmt: skip
    application.file = file
    application.save(update_fields=["file"])
    HELP.take(ApplicationStep.TAKE_UP, application, by=by, seen=seen, detail={"file": file.pk})
    log_event(file, "begin", _("Begun from the public page"), by=by)
    return file


@transaction.atomic
def answer_applicant(
    step: str, application: PublicApplication, *, words: str, seen: int | None = None, by: Officer
) -> None:
    """Ask back, or do not take up; the applicant reads the words. Raises MoveRefused."""
    HELP.take(step, application, by=by, note=words, seen=seen)
    application.answer = words.strip()[:400]
    application.save(update_fields=["answer"])


@dataclass(frozen=True, repr=False)
class InClear:
    """What an officer needs to call the applicant back."""

    phone: str
    words: str


@transaction.atomic
@sensitive_variables()
def read_application(application: PublicApplication, *, reason: str, by: Officer) -> InClear:
    """The number and the words in clear; that they were read, and why, stays in the log.

    Raises Refused without a reason; TooManyLooks beyond the hour's bound.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_("Say in a few words what you need it for."))
    count_look(by)
    detail = {"fields": ["phone", "words"]}
    log_event(application, LOOK, _("Read in clear"), by=by, note=reason, detail=detail)
    return InClear(application.phone.reveal(), application.words.reveal())
