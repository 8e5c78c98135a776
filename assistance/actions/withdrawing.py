"""A consent taken back, and what then becomes of the help that is on its way (PIPL §15, §47)."""

from __future__ import annotations

from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models import Consent, DataRequest, HouseholdFile
from assistance.models.aid import AidQuerySet
from assistance.models.proofs import ConsentKind
from assistance.offices import COUNTY, REPORTERS
from assistance.workflows.aid import AID, AidStep
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import Refused


class Unpaid(TextChoices):
    """What becomes of aid that is not paid yet: the household is asked, an officer enters it."""

    SETTLE = "settle", gettext_lazy("Settle it: what is approved is still paid")
    DROP = "drop", gettext_lazy("Drop it: the money goes back to its fund")


def may_withdraw_consent(file: HouseholdFile, officer: Officer) -> bool:
    """Whoever works on the file takes it down, at any stage: nobody may be held to a yes."""
    held = holds_any(officer, (*REPORTERS, *COUNTY))
    return held and officer.oversees(file)


def aid_at_stake(consent: Consent) -> AidQuerySet:
    """Aid under way that rests on this consent; a means check is a matter of its own."""
    under_way = aid_under_way(consent.file)
    return under_way.none() if consent.kind == ConsentKind.MEANS_CHECK else under_way


def aid_under_way(file: HouseholdFile) -> AidQuerySet:
    aids: AidQuerySet = file.aids.under_way().select_related("fund").order_by("pk")
    return aids


@transaction.atomic
def withdraw_consent(consent: Consent, *, reason: str, unpaid: str = "", by: Officer) -> None:
    """A person takes a yes back; the row stays, and says when.

    `unpaid` is one of Unpaid, asked for where aid is at stake. Raises Refused without it, if the
    consent was withdrawn before, or is not the officer's to record.
    """
    if not may_withdraw_consent(consent.file, by):
        raise Refused(_("Who works on the file records that a consent is withdrawn."))
    held = Consent.objects.unscoped("the caller found it in the officer's branch")
    standing = held.filter(pk=consent.pk, withdrawn_at=None)
    if not standing.update(withdrawn_at=timezone.now()):
        raise Refused(_("This consent has been withdrawn already."))
    aid = _end_aid(aid_at_stake(consent), unpaid, by)
    detail = {"kind": consent.kind, "wording": consent.wording, **aid}
    label = _("Consent withdrawn")
    log_event(consent.file, "withdraw-consent", label, by=by, note=reason, detail=detail)


def withdraw_consents(request: DataRequest, *, unpaid: str, by: Officer) -> None:
    """All of the file, as a request asks for it. Raises Refused as for one."""
    if request.file is None:
        return
    count = request.file.consents.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    aid = _end_aid(aid_under_way(request.file), unpaid, by)
    detail = {"consents": count, "request": request.pk, **aid}
    log_event(request.file, "withdraw-consent", _("Consents withdrawn"), by=by, detail=detail)


def _end_aid(aids: AidQuerySet, unpaid: str, by: Officer) -> dict[str, object]:
    """For the log: what was chosen, and the ids of the aids it was said of."""
    rows = list(aids)
    if not rows:
        return {}
    if unpaid not in Unpaid.values:
        raise Refused(_("Aid is still under way: choose what becomes of it."))
    if unpaid == Unpaid.DROP:
        rows = [aid for aid in rows if not aid.in_a_batch]
        for aid in rows:
            AID.follow_on(AidStep.LAPSE, aid, by=by)
    return {"unpaid": str(unpaid), "aids": [aid.pk for aid in rows]}


def what_a_withdrawal_brings(consent: Consent) -> list[str]:
    """In sentences, for who is about to record it (PIPL §15, §47)."""
    lines = [
        _("What was done on this consent until now stays lawful."),
        _("The consent stays on record, with the day it was withdrawn."),
    ]
    if consent.kind == ConsentKind.MEANS_CHECK:
        lines.append(_("No means check is sent any more until a new authorisation is signed."))
    elif consent.file.is_live:
        lines.append(
            _(
                "The file is not taken a step on without it: send it back for a new consent, or "
                "close it."
            )
        )
    else:
        lines.append(_("The file is closed; a new file needs a new consent."))
    lines.append(
        _("Nothing is deleted by this: who wants that asks for it, as a request about their data.")
    )
    return lines
