"""A person's request about their own data: received, checked, answered (PIPL §44–47)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assistance.actions.applying import find_application
from assistance.bounds import ASKED_FROM
from assistance.models import DataRequest, HouseholdFile, PublicApplication
from assistance.models.privacy import Channel
from assistance.workflows.privacy import DATA_REQUEST, REQUEST_DUE, RequestStage, RequestStep
from kernel.days import today
from unions.events import log_event
from unions.models import Officer, Union
from unions.refusals import Refused
from unions.scoping import owned_by, same_owner

OPEN = (RequestStage.RECEIVED, RequestStage.IDENTIFIED)


@transaction.atomic
def request_without_account(
    federation_id: int, said: dict[str, Any], *, address: str | None
) -> date:
    """Keep a request sent with a receipt number; gives the day by which it is answered.

    `said`: receipt, tail, kind, words. Raises NotFound, TooOften; Refused if the same is open.
    """
    ASKED_FROM.count(federation_id, address or "")
    application = find_application(federation_id, said["receipt"], said["tail"], address=address)
    if application.data_requests.filter(kind=said["kind"], stage__in=OPEN).exists():
        raise Refused(_("You have asked for this already; it will be answered."))
    request = DataRequest.objects.create(
        kind=said["kind"], channel=Channel.PUBLIC, name=application.name, phone=application.phone,
        words=said["words"], application=application, file=application.file,
        received_on=today(), due_on=REQUEST_DUE.after(today()),
        **same_owner(application.file or application),
    )  # fmt: skip
    log_event(
        request, "receive", _("Asked on the public page"), by=None, actor=_("The applicant"),
        detail={"kind": request.kind},
    )  # fmt: skip
    return REQUEST_DUE.after(today())


@transaction.atomic
def receive_request(
    said: dict[str, Any],
    *,
    file: HouseholdFile | None,
    application: PublicApplication | None,
    union: Union,
    by: Officer,
) -> DataRequest:
    """Enter a request made in person or on paper.

    `said`: kind, name, phone, words, received_on. The days count from the day it was received.
    """
    about = file or application
    owner = same_owner(about) if about is not None else owned_by(union)
    request = DataRequest.objects.create(
        channel=Channel.PAPER, file=file, application=application, drafted_by=by,
        due_on=REQUEST_DUE.after(said["received_on"]), **said, **owner,
    )  # fmt: skip
    log_event(request, "receive", _("Data request received"), by=by, detail={"kind": request.kind})
    return request


@transaction.atomic
def take_request_step(
    step: str, request: DataRequest, *, note: str, seen: int | None, by: Officer
) -> None:
    """Take a step and keep its words where the next reader looks for them. Raises MoveRefused."""
    DATA_REQUEST.take(step, request, by=by, note=note, seen=seen)
    if step == RequestStep.IDENTIFY:
        request.identity_check = note.strip()[:200]
    else:
        request.answer, request.answered_on = note.strip()[:400], today()
    request.save(update_fields=["identity_check", "answer", "answered_on"])
