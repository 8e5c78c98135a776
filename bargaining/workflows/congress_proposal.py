"""The life of a proposal to a workers' congress (提案 → 立案 → 办理 → 反馈 → 满意度).

raised --file--> filed --hand-over--> in hand --answer--> answered --close--> closed
raised --decline--> declined; answered --again--> in hand

The union that held the session sees to it; one above may do so where that union has no account.
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.offices import UNITS
from kernel.days import today
from unions.models import Officer
from unions.workflow import Deadline, Move, Workflow


class CongressProposalStage(TextChoices):
    RAISED = "raised", pgettext_lazy("proposal", "Raised")
    FILED = "filed", pgettext_lazy("proposal", "Filed")
    DECLINED = "declined", pgettext_lazy("proposal", "Not filed")
    IN_HAND = "in_hand", pgettext_lazy("proposal", "In hand")
    ANSWERED = "answered", pgettext_lazy("proposal", "Answered")
    CLOSED = "closed", pgettext_lazy("proposal", "Closed")


class CongressProposalStep(TextChoices):
    FILE = "file", pgettext_lazy("proposal", "File")
    DECLINE = "decline", pgettext_lazy("proposal", "Do not file")
    HAND_OVER = "hand-over", _("Hand over")
    ANSWER = "answer", pgettext_lazy("proposal", "Record the answer")
    AGAIN = "again", _("Not satisfied: handle again")
    CLOSE = "close", _("Record the satisfaction")


S, T = CongressProposalStage, CongressProposalStep
FILING = Deadline("bargaining.proposal_filing_days")
HANDLING = Deadline("bargaining.proposal_handling_days", working=False)
FEEDBACK = Deadline("bargaining.proposal_feedback_days")


def lacks(step: str) -> Any:
    return lambda proposal: list(proposal.missing_to(step))


def answered(proposal: Any, by: Officer | None) -> dict[str, Any]:
    return {"answered_on": today()}


CONGRESS_PROPOSAL = Workflow(
    Move(S.RAISED, T.FILE, S.FILED, UNITS, due=FILING),
    Move(S.RAISED, T.DECLINE, S.DECLINED, UNITS, needs_note=True, optional=True,
         follows=_("Whoever raised it is told why.")),
    Move(S.FILED, T.HAND_OVER, S.IN_HAND, UNITS, guard=lacks(T.HAND_OVER), due=HANDLING,
         follows=_("The days of handling count from today.")),
    Move(S.IN_HAND, T.ANSWER, S.ANSWERED, UNITS, guard=lacks(T.ANSWER), due=FEEDBACK,
         sets=answered, follows=_("Whoever raised it says whether the answer satisfies.")),
    Move(S.ANSWERED, T.CLOSE, S.CLOSED, UNITS, guard=lacks(T.CLOSE)),
    Move(S.ANSWERED, T.AGAIN, S.IN_HAND, UNITS, needs_note=True, optional=True, due=HANDLING),
)  # fmt: skip
