"""The life of a request for legal aid.

draft --submit--> applied --grant--> assigning --assign--> handling --close--> closed
applied --send-back--> draft; applied --refuse--> refused --appeal--> appealed (level above)
appealed --overrule--> assigning; appealed --uphold--> rejected
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assistance.offices import CITY, COUNTY, REPORTERS
from kernel.days import today
from unions.models import Officer
from unions.refusals import MoveRefused
from unions.workflow import Deadline, Move, Workflow


class LegalStage(TextChoices):
    DRAFT = "draft", _("Being written")
    APPLIED = "applied", _("Applied for")
    ASSIGNING = "assigning", _("Granted, waiting for a lawyer")
    HANDLING = "handling", _("With the lawyer")
    CLOSED = "closed", _("Closed")
    REFUSED = "refused", pgettext_lazy("legal aid", "Refused")
    APPEALED = "appealed", _("Appealed")
    REJECTED = "rejected", _("Refusal upheld")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class LegalStep(TextChoices):
    SUBMIT = "submit", _("Submit")
    GRANT = "grant", _("Grant legal aid")
    REFUSE = "refuse", pgettext_lazy("legal aid", "Refuse")
    SEND_BACK = "send-back", _("Send back")
    ASSIGN = "assign", _("Assign a lawyer")
    CLOSE = "close", _("Close the case")
    APPEAL = "appeal", _("Appeal")
    OVERRULE = "overrule", _("Grant on appeal")
    UPHOLD = "uphold", _("Uphold the refusal")
    WITHDRAW = "withdraw", _("Withdraw")


S, T = LegalStage, LegalStep


def what_an_application_lacks(case: Any) -> list[str]:
    return list(case.missing_to_submit())


def what_a_grant_lacks(case: Any) -> list[str]:
    return list(case.missing_to_grant())


def what_an_assignment_lacks(case: Any) -> list[str]:
    return list(case.missing_to_assign())


def what_closing_lacks(case: Any) -> list[str]:
    return list(case.missing_to_close())


def decided(case: Any, by: Officer | None) -> dict[str, Any]:
    return {"decided_on": today(), "decided_by": by}


def assigned(case: Any, by: Officer | None) -> dict[str, Any]:
    return {"assigned_on": today()}


def closed(case: Any, by: Officer | None) -> dict[str, Any]:
    return {"closed_on": today()}


def by_another_than_refused(case: Any, by: Officer | None) -> None:
    """In a county that is a tenant of its own, the level above is the same people."""
    if by and case.decided_by and case.decided_by.user_id == by.user_id:
        raise MoveRefused(gettext("You refused this yourself; someone else decides the appeal."))


# Days of the Legal Aid Law count by the calendar.
DECIDE = Deadline("assistance.legal_decide_days", working=False)
ASSIGN = Deadline("assistance.legal_assign_days", working=False)
APPEAL = Deadline("assistance.legal_appeal_days")
CORRECT = Deadline("assistance.correct_days")

LEGAL = Workflow(
    Move(S.DRAFT, T.SUBMIT, S.APPLIED, REPORTERS, guard=what_an_application_lacks, due=DECIDE,
         follows=_("The county's centre decides.")),
    Move(S.APPLIED, T.GRANT, S.ASSIGNING, COUNTY, decision=True, guard=what_a_grant_lacks,
         due=ASSIGN, sets=decided, follows=_("A lawyer is assigned next.")),
    Move(S.APPLIED, T.REFUSE, S.REFUSED, COUNTY, decision=True, needs_note=True, optional=True,
         due=APPEAL, sets=decided, follows=_("The applicant may appeal to the level above.")),
    Move(S.APPLIED, T.SEND_BACK, S.DRAFT, COUNTY, needs_note=True, optional=True, due=CORRECT),
    Move(S.ASSIGNING, T.ASSIGN, S.HANDLING, COUNTY, guard=what_an_assignment_lacks, sets=assigned,
         follows=_("The lawyer's stages are recorded on the case.")),
    Move(S.HANDLING, T.CLOSE, S.CLOSED, COUNTY, guard=what_closing_lacks, sets=closed),
    Move(S.REFUSED, T.APPEAL, S.APPEALED, REPORTERS, needs_note=True, optional=True, due=APPEAL),
    Move(S.APPEALED, T.OVERRULE, S.ASSIGNING, CITY, decision=True, needs_note=True, due=ASSIGN,
         then=by_another_than_refused),
    Move(S.APPEALED, T.UPHOLD, S.REJECTED, CITY, decision=True, needs_note=True,
         then=by_another_than_refused),
    *(
        Move(stage, T.WITHDRAW, S.WITHDRAWN, (*REPORTERS, *COUNTY[1:]), needs_note=True,
             optional=True)
        for stage in (S.DRAFT, S.APPLIED, S.ASSIGNING, S.HANDLING)
    ),
)  # fmt: skip
