"""Aid and rounds on the workbench: to check, to approve, to mend, to hand over, to call back."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from assistance.amounts import spelled
from assistance.models import Aid, AidRound
from assistance.models.limits import approval_limit
from assistance.models.round import Form
from assistance.workflows.aid import AID, ROUND, AidStage, RoundStage
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer

A, R = AidStage, RoundStage


def aids_waiting(officer: Officer) -> Any:
    """Aids on which the officer is the next to act; not those that are decided with their round."""
    aids = Aid.objects.visible_to(officer).to_decide_singly().awaiting(AID.waiting_for(officer))
    # Money that is ready waits for a batch, which is somebody else's line; goods of a round are
    # handed over on one sheet, and its hundreds are not called back one by one.
    aids = aids.exclude(stage=A.READY, form=Form.MONEY)
    aids = aids.exclude(stage__in=[A.READY, A.PAID], round__isnull=False)
    limit = approval_limit(officer)
    if limit:  # what is above goes to the next in rank
        aids = aids.filter(~Q(stage=A.CHECKED) | Q(asked__lte=limit))
    return aids


def aid_todo(aid: Aid, officer: Officer) -> ToDo:
    words = _("%(kind)s, %(yuan)s yuan.")
    said = words % {"kind": aid.get_kind_display(), "yuan": spelled(aid.granted or aid.asked)}
    if aid.stage == A.FAILED and aid.bank_reason:
        said = _("The bank says: %(reason)s") % {"reason": aid.bank_reason}
    return ToDo(
        tag=_tag(aid.stage),
        title=aid.recipient,
        sub=said,
        url=aid.get_absolute_url(),
        due_on=aid.due_on,
        tone="amber" if aid.stage in {A.RETURNED, A.FAILED} else "red",
    )


def _tag(stage: str) -> str:
    tags = {
        A.APPLIED: _("To check"),
        A.CHECKED: _("To approve"),
        A.RETURNED: _("Returned"),
        A.FAILED: _("Refused by the bank"),
        A.READY: _("To hand over"),
        A.PAID: _("To call back"),
    }
    return tags[AidStage(stage)]


def rounds_waiting(officer: Officer) -> Any:
    rounds = AidRound.objects.visible_to(officer).awaiting(ROUND.waiting_for(officer))
    return rounds.select_related("fund")


def round_todo(a_round: AidRound, officer: Officer) -> ToDo:
    says = {
        R.DRAFT: _("The rules stand; make the list."),
        R.PREPARED: _("Check the list and propose it for decision."),
        R.PROPOSED: _("The whole list waits for your decision."),
    }
    return ToDo(
        tag=a_round.get_stage_display(),
        title=a_round.title,
        sub=says[RoundStage(a_round.stage)],
        url=a_round.get_absolute_url(),
        due_on=a_round.due_on,
        tone="red",
    )


SOURCES += [
    Source("assistance:aid-list", aids_waiting, aid_todo),
    Source("assistance:round-list", rounds_waiting, round_todo),
]
