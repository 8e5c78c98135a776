"""Deciding on one aid, and handing over what was granted in goods."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import Aid, FundBatch, HouseholdFile
from assistance.workflows.aid import AID, AidStep
from evidence.actions import keep_file
from evidence.models import EvidenceFile
from unions.events import log_event
from unions.models import Officer
from unions.refusals import MoveRefused, Refused


def take_aid_step(
    aid: Aid, step: str, *, by: Officer, seen: int | None = None, note: str = "", **said: Any
) -> None:
    """One door for every step of an aid that is somebody's button; `said` is what its form asks.

    Raises MoveRefused, BookingRefused, UploadRefused or Overtaken, and changes nothing.
    """
    if step == AidStep.APPROVE:
        grant_aid(aid, by=by, seen=seen, **said)
    elif step == AidStep.HAND_OVER:
        hand_over_aid(aid, by=by, seen=seen, **said)
    else:
        AID.take(step, aid, by=by, note=note, seen=seen)


@transaction.atomic
def grant_aid(
    aid: Aid,
    fund: FundBatch,
    amount: Decimal,
    *,
    minutes: str = "",
    by: Officer,
    seen: int | None = None,
) -> None:
    """Grant an amount from a fund, and reserve it there.

    Raises MoveRefused above the officer's limit or the year's cap, BookingRefused where the fund
    does not allow it; nothing is changed then.
    """
    hold_household(aid)
    before = aid.fund, aid.granted, aid.minutes
    aid.fund, aid.granted, aid.minutes = fund, amount, minutes.strip()
    _or_as_before(
        aid,
        before,
        lambda: AID.take(AidStep.APPROVE, aid, by=by, seen=seen, detail=_weighed(aid)),
    )


def hold_household(aid: Aid) -> None:
    """Of two aids to one household decided at once, the second waits and finds the first's sum."""
    if aid.file_id:
        household = HouseholdFile.objects.filter(pk=aid.file_id)
        household.select_for_update(no_key=True).values_list("pk").first()


def _weighed(aid: Aid) -> dict[str, Any]:
    return {"fund": aid.fund_id, "granted": str(aid.granted), "minutes": aid.minutes}


def _or_as_before(aid: Aid, before: tuple[Any, ...], take: Callable[[], None]) -> None:
    # The page that is shown again must not show the refused grant as given.
    try:
        take()
    except BaseException:
        aid.fund, aid.granted, aid.minutes = before
        raise


@transaction.atomic
def hand_over_aid(
    aid: Aid, receipt: UploadedFile[Any], *, by: Officer, seen: int | None = None
) -> None:
    """Goods are handed over against the signed receipt, which is kept in confidence.

    Raises UploadRefused or MoveRefused, and changes nothing.
    """
    aid.receipt = keep_file(receipt, union=aid.union, by=by, confidential=True)
    aid.save(update_fields=["receipt"])
    AID.take(AidStep.HAND_OVER, aid, by=by, seen=seen)


def open_receipt(aid: Aid, *, by: Officer) -> EvidenceFile:
    """The signed receipt of an aid the officer may see; that it was opened is logged."""
    if aid.receipt is None:
        raise Refused(_("There is no signed receipt."))
    log_event(aid, "open", _("Signed receipt opened"), by=by, detail={"file": aid.receipt_id})
    return aid.receipt


def end_aid_publicities() -> None:
    """What was shown for its days goes on to be paid; in the open federation.

    One that was moved meanwhile is left as it stands.
    """
    ended = Aid.objects.unscoped("the calendar acts for the federation").publicity_ended()
    for aid in ended.order_by("pk"):
        with suppress(MoveRefused):
            AID.follow_on(AidStep.SHOWN, aid, by=None)
