"""The life of a household's file, from the first visit to the exit.

draft --submit--> unit_review --endorse--> unit_publicity --shown--> town_review --forward-->
means_check --checked--> county_review --approve--> [portal_publicity --shown-->] active

Where a federation checks the household's means first (parameter `assistance.means_first`):

unit_review --endorse--> town_review --forward--> means_check --checked--> unit_publicity --shown-->
county_review. The second publicity is a parameter too (`assistance.portal_publicity`).

active --call-up--> annual_review --renew--> active; active, annual_review --exit--> exited
Reviewers send back (returned --submit--> unit_review) or reject (rejected --appeal-->
county_review). An objection stops publicity and its clock until it is dismissed or upheld.
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from assistance.offices import CITY, COUNTY, REPORTERS, TOWN, UNIT
from unions.models import Officer
from unions.parameters import parameter
from unions.workflow import Deadline, Move, Workflow

CONSEQUENCE = ()  # nobody's button: the portal's clock, or what another act brings about


class FileStage(TextChoices):
    DRAFT = "draft", _("Being written")
    RETURNED = "returned", _("Returned for changes")
    UNIT_REVIEW = "unit_review", _("Checked by the basic union")
    UNIT_PUBLICITY = "unit_publicity", _("In publicity at the unit")
    TOWN_REVIEW = "town_review", _("Reviewed by the township")
    MEANS_CHECK = "means_check", _("Means being checked")
    COUNTY_REVIEW = "county_review", _("Waiting for the county")
    PORTAL_PUBLICITY = "portal_publicity", _("In public publicity")
    OBJECTION = "objection", _("Objection raised")
    ACTIVE = "active", _("On file")
    ANNUAL_REVIEW = "annual_review", _("Yearly review due")
    SUSPENDED = "suspended", _("Suspended")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXITED = "exited", _("Left the register")


class FileStep(TextChoices):
    SUBMIT = "submit", _("Submit")
    ENDORSE = "endorse", _("Endorse")
    SHOWN = "shown", _("End of publicity")
    FORWARD = "forward", _("Pass on for the means check")
    CHECKED = "checked", _("Record the means check")
    APPROVE = "approve", _("Approve the file")
    SEND_BACK = "send-back", _("Send back")
    REJECT = "reject", _("Reject")
    APPEAL = "appeal", _("Appeal")
    OBJECT = "object", _("Record an objection")
    DISMISS = "dismiss", _("Dismiss the objection")
    UPHOLD = "uphold", _("Uphold the objection")
    CALL_UP = "call-up", _("Call up for yearly review")
    RENEW = "renew", _("Renew for a year")
    SUSPEND = "suspend", _("Suspend")
    RESUME = "resume", _("Resume")
    EXIT = "exit", _("Take off the register")
    WITHDRAW = "withdraw", _("Withdraw")


S, T = FileStage, FileStep

# Stages in which the household has its one file; the others free its members for a new one.
LIVE = tuple(s.value for s in S if s not in {S.REJECTED, S.WITHDRAWN, S.EXITED})
ON_FILE = (S.ACTIVE.value, S.ANNUAL_REVIEW.value)  # who may be helped from an earmarked fund
SHOWN_IN_PUBLIC = (S.UNIT_PUBLICITY.value, S.PORTAL_PUBLICITY.value)


def publicity_first(file: Any) -> bool:
    return not parameter("assistance.means_first")


def means_first(file: Any) -> bool:
    return bool(parameter("assistance.means_first"))


def shown_twice(file: Any) -> bool:
    return bool(parameter("assistance.portal_publicity"))


def shown_once(file: Any) -> bool:
    return not shown_twice(file)


def was_at_unit(file: Any) -> bool:
    return bool(file.interrupted_stage == S.UNIT_PUBLICITY)


def was_at_portal(file: Any) -> bool:
    return bool(file.interrupted_stage == S.PORTAL_PUBLICITY)


def what_a_submission_lacks(file: Any) -> list[str]:
    return list(file.missing_to_submit())


def what_an_endorsement_lacks(file: Any) -> list[str]:
    return list(file.missing_to_endorse())


def what_forwarding_lacks(file: Any) -> list[str]:
    return list(file.missing_to_forward())


def what_a_check_lacks(file: Any) -> list[str]:
    return list(file.missing_to_check())


def what_approval_lacks(file: Any) -> list[str]:
    return list(file.missing_to_approve())


def what_renewal_lacks(file: Any) -> list[str]:
    return list(file.missing_to_renew())


def what_an_appeal_lacks(file: Any) -> list[str]:
    return list(file.missing_to_appeal())


def begin_publicity(file: Any, by: Officer | None) -> None:
    file.begin_publicity()


def stop_the_clock(file: Any, by: Officer | None) -> None:
    file.stop_the_clock()


def go_on_counting(file: Any, by: Officer | None) -> None:
    file.go_on_counting()


def filed_today(file: Any, by: Officer | None) -> dict[str, Any]:
    return dict(file.filed_today())


def reviewed_today(file: Any, by: Officer | None) -> dict[str, Any]:
    return dict(file.reviewed_today())


def left_today(file: Any, by: Officer | None) -> dict[str, Any]:
    """The reason of the exit was put on the file by the action that takes the step."""
    return dict(file.left_today())


def free_members(file: Any, by: Officer | None) -> None:
    file.free_members()


def claim_members(file: Any, by: Officer | None) -> None:
    file.claim_members()


UNIT_REVIEW = Deadline("assistance.unit_review_days", working=False)
PUBLICITY = Deadline("assistance.publicity_days")
TOWN_REVIEW = Deadline("assistance.town_review_days")
MEANS_CHECK = Deadline("assistance.means_check_days")
COUNTY_REVIEW = Deadline("assistance.county_review_days")
CORRECT = Deadline("assistance.correct_days")
APPEAL = Deadline("assistance.appeal_days")
OBJECTION = Deadline("assistance.objection_days")
REVIEW = Deadline("assistance.annual_review_days")

FILE = Workflow(
    Move(S.DRAFT, T.SUBMIT, S.UNIT_REVIEW, REPORTERS, guard=what_a_submission_lacks,
         due=UNIT_REVIEW, follows=_("Two persons visit the household.")),
    Move(S.RETURNED, T.SUBMIT, S.UNIT_REVIEW, REPORTERS, guard=what_a_submission_lacks,
         due=UNIT_REVIEW),
    # The unit, its publicity and the means check, in the order the federation has set
    Move(S.UNIT_REVIEW, T.ENDORSE, S.UNIT_PUBLICITY, UNIT, when=publicity_first,
         guard=what_an_endorsement_lacks, due=PUBLICITY, then=begin_publicity),
    Move(S.UNIT_REVIEW, T.ENDORSE, S.TOWN_REVIEW, UNIT, when=means_first,
         guard=what_an_endorsement_lacks, due=TOWN_REVIEW),
    Move(S.UNIT_PUBLICITY, T.SHOWN, S.TOWN_REVIEW, CONSEQUENCE, when=publicity_first,
         due=TOWN_REVIEW),
    Move(S.UNIT_PUBLICITY, T.SHOWN, S.COUNTY_REVIEW, CONSEQUENCE, when=means_first,
         due=COUNTY_REVIEW),
    Move(S.TOWN_REVIEW, T.FORWARD, S.MEANS_CHECK, TOWN, guard=what_forwarding_lacks,
         due=MEANS_CHECK),
    Move(S.MEANS_CHECK, T.CHECKED, S.COUNTY_REVIEW, COUNTY, when=publicity_first,
         guard=what_a_check_lacks, due=COUNTY_REVIEW),
    Move(S.MEANS_CHECK, T.CHECKED, S.UNIT_PUBLICITY, COUNTY, when=means_first,
         guard=what_a_check_lacks, due=PUBLICITY, then=begin_publicity),
    # The county decides
    Move(S.COUNTY_REVIEW, T.APPROVE, S.ACTIVE, COUNTY, decision=True, when=shown_once,
         guard=what_approval_lacks, sets=filed_today),
    Move(S.COUNTY_REVIEW, T.APPROVE, S.PORTAL_PUBLICITY, COUNTY, decision=True, when=shown_twice,
         guard=what_approval_lacks, due=PUBLICITY, then=begin_publicity),
    Move(S.PORTAL_PUBLICITY, T.SHOWN, S.ACTIVE, CONSEQUENCE, sets=filed_today),
    # Back, no, and against the no
    *(
        Move(stage, T.SEND_BACK, S.RETURNED, offices, needs_note=True, optional=True, due=CORRECT)
        for stage, offices in [
            (S.UNIT_REVIEW, UNIT),
            (S.TOWN_REVIEW, TOWN),
            (S.MEANS_CHECK, COUNTY),
            (S.COUNTY_REVIEW, COUNTY),
        ]
    ),
    *(
        Move(stage, T.REJECT, S.REJECTED, COUNTY, needs_note=True, decision=True, optional=True,
             due=APPEAL, then=free_members)
        for stage in (S.MEANS_CHECK, S.COUNTY_REVIEW)
    ),
    Move(S.REJECTED, T.APPEAL, S.COUNTY_REVIEW, REPORTERS, needs_note=True, optional=True,
         guard=what_an_appeal_lacks, due=COUNTY_REVIEW, then=claim_members),
    # Objections
    *(
        Move(stage, T.OBJECT, S.OBJECTION, (*UNIT, *COUNTY), needs_note=True, optional=True,
             due=OBJECTION, then=stop_the_clock)
        for stage in (S.UNIT_PUBLICITY, S.PORTAL_PUBLICITY)
    ),
    Move(S.OBJECTION, T.DISMISS, S.UNIT_PUBLICITY, COUNTY, needs_note=True, decision=True,
         when=was_at_unit, then=go_on_counting),
    Move(S.OBJECTION, T.DISMISS, S.PORTAL_PUBLICITY, COUNTY, needs_note=True, decision=True,
         when=was_at_portal, then=go_on_counting),
    Move(S.OBJECTION, T.UPHOLD, S.REJECTED, COUNTY, needs_note=True, decision=True, due=APPEAL,
         then=free_members),
    # On file
    Move(S.ACTIVE, T.CALL_UP, S.ANNUAL_REVIEW, CONSEQUENCE, due=REVIEW),
    Move(S.ANNUAL_REVIEW, T.RENEW, S.ACTIVE, COUNTY, decision=True, guard=what_renewal_lacks,
         sets=reviewed_today),
    Move(S.ACTIVE, T.SUSPEND, S.SUSPENDED, (*COUNTY, *CITY), needs_note=True, optional=True),
    Move(S.SUSPENDED, T.RESUME, S.ACTIVE, COUNTY, needs_note=True, decision=True, optional=True),
    # At the yearly review and after a suspension the exit is the other answer to a question, and
    # not for who put it. From the register it follows what has happened: a death, a move.
    *(
        Move(stage, T.EXIT, S.EXITED, COUNTY, needs_note=True, decision=answers, optional=True,
             sets=left_today, then=free_members)
        for stage, answers in [(S.ACTIVE, False), (S.ANNUAL_REVIEW, True), (S.SUSPENDED, True)]
    ),
    *(
        Move(stage, T.WITHDRAW, S.WITHDRAWN, REPORTERS, needs_note=True, optional=True,
             then=free_members)
        for stage in (S.DRAFT, S.RETURNED)
    ),
)  # fmt: skip
