"""The life of a labour-law supervision opinion (工会劳动法律监督意见书).

draft --issue--> issued --reply--> replied --close--> closed
issued, replied --propose--> proposed (建议书 to the labour authority) --close--> closed
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assistance.offices import COUNTY, REPORTERS
from kernel.days import today
from unions.models import Officer
from unions.workflow import Deadline, Move, Workflow


class OpinionStage(TextChoices):
    DRAFT = "draft", _("Being written")
    ISSUED = "issued", _("Issued, reply awaited")
    REPLIED = "replied", _("Replied")
    PROPOSED = "proposed", _("Proposed to the labour authority")
    CLOSED = "closed", _("Closed")


class OpinionStep(TextChoices):
    ISSUE = "issue", _("Issue the opinion")
    REPLY = "reply", _("Record the reply")
    PROPOSE = "propose", _("Propose to the labour authority")
    CLOSE = "close", _("Close")


S, T = OpinionStage, OpinionStep


def what_issuing_lacks(opinion: Any) -> list[str]:
    return list(opinion.missing_to_issue())


def what_a_reply_lacks(opinion: Any) -> list[str]:
    return list(opinion.missing_to_reply())


def what_a_proposal_lacks(opinion: Any) -> list[str]:
    return list(opinion.missing_to_propose())


def issued(opinion: Any, by: Officer | None) -> dict[str, Any]:
    return {"issued_on": today()}


def proposed(opinion: Any, by: Officer | None) -> dict[str, Any]:
    return {"proposed_on": today()}


def closed(opinion: Any, by: Officer | None) -> dict[str, Any]:
    return {"closed_on": today()}


REPLY = Deadline("assistance.supervision_reply_days")

OPINION = Workflow(
    Move(S.DRAFT, T.ISSUE, S.ISSUED, COUNTY, decision=True, guard=what_issuing_lacks, due=REPLY,
         sets=issued, follows=_("The employer's written reply is awaited.")),
    Move(S.ISSUED, T.REPLY, S.REPLIED, REPORTERS, guard=what_a_reply_lacks),
    *(
        Move(stage, T.PROPOSE, S.PROPOSED, COUNTY, needs_note=True, optional=True,
             guard=what_a_proposal_lacks, sets=proposed)
        for stage in (S.ISSUED, S.REPLIED)
    ),
    *(
        Move(stage, T.CLOSE, S.CLOSED, COUNTY, sets=closed)
        for stage in (S.REPLIED, S.PROPOSED)
    ),
)  # fmt: skip
