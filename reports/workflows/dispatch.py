"""The life of a dispatch (发文), by the stages of the trade: drafted, checked, signed, issued.

draft --submit--> checking --pass--> [countersigning --agree-->] signing --sign--> signed
signed --issue--> issued --archive--> archived
checking, countersigning, signing --return--> draft; until then --withdraw--> withdrawn
signed, issued, archived --void--> voided; the number stays in the register

Signing gives the number. Counties and the federation each have their own desk: each edge stands in
the table once per level.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kernel.days import today
from unions.jobs import start_job
from unions.models import Officer
from unions.offices import Level, Office, Role, holds_any
from unions.workflow import Deadline, Move, Workflow

JOB = "reports.dispatch"  # the kind of the job that sets a signed dispatch


class DispatchStage(TextChoices):
    DRAFT = "draft", pgettext_lazy("dispatch", "Draft")
    CHECKING = "checking", _("Waiting to be checked")
    COUNTERSIGNING = "countersigning", _("Waiting for the countersignature")
    SIGNING = "signing", _("Waiting for the signature")
    SIGNED = "signed", _("Signed and numbered")
    ISSUED = "issued", pgettext_lazy("dispatch", "Issued")
    ARCHIVED = "archived", _("Archived")
    WITHDRAWN = "withdrawn", pgettext_lazy("dispatch", "Withdrawn")
    VOIDED = "voided", _("Voided")


class DispatchStep(TextChoices):
    SUBMIT = "submit", _("Hand in for checking")
    PASS = "pass", _("Checked: pass on")
    AGREE = "agree", _("Countersign")
    SIGN = "sign", pgettext_lazy("dispatch", "Sign")
    ISSUE = "issue", pgettext_lazy("step", "Issue")
    ARCHIVE = "archive", _("Archive")
    RETURN = "return", _("Return to the drafter")
    WITHDRAW = "withdraw", pgettext_lazy("dispatch", "Withdraw")
    VOID = "void", _("Declare void")


S, T = DispatchStage, DispatchStep
LEVELS = (Level.COUNTY, Level.FEDERATION)


def offices(*roles: Role) -> tuple[Office, ...]:
    return tuple(Office(level, role) for level in LEVELS for role in roles)


DRAFTERS = offices(Role.STAFF)
# A small county has no head of an office: there another member of the staff checks.
CHECKERS = offices(Role.STAFF, Role.DIRECTOR)
COUNTERSIGNERS = offices(Role.DIRECTOR, Role.FINANCE, Role.VICE_CHAIR)
SIGNERS = offices(Role.CHAIR, Role.VICE_CHAIR)
DESK = offices(Role.STAFF, Role.DIRECTOR, Role.FINANCE, Role.VICE_CHAIR, Role.CHAIR)


def at_the_desk(officer: Officer) -> bool:
    """Whether the officer has a part in the dispatches of their own union."""
    return holds_any(officer, DESK)


def at(level: str) -> Callable[[Any], bool]:
    return lambda dispatch: bool(dispatch.union.level == level)


def with_countersigning(level: str) -> Callable[[Any], bool]:
    return lambda dispatch: bool(dispatch.union.level == level and dispatch.countersigned)


def without_countersigning(level: str) -> Callable[[Any], bool]:
    return lambda dispatch: bool(dispatch.union.level == level and not dispatch.countersigned)


def what_a_draft_lacks(dispatch: Any) -> list[str]:
    return list(dispatch.missing_to_submit())


def what_an_issue_lacks(dispatch: Any) -> list[str]:
    return list(dispatch.missing_to_issue())


def signature(dispatch: Any, by: Officer | None) -> dict[str, Any]:
    return {"signed_on": today(), "signed_by": by}


def issue(dispatch: Any, by: Officer | None) -> dict[str, Any]:
    return {"issued_on": today()}


def number_and_set(dispatch: Any, by: Officer | None) -> None:
    """The number is given with the signature, or neither is."""
    dispatch.take_number(by=by)
    inputs = {"dispatch_id": dispatch.pk}
    start_job(JOB, dispatch.official_number, inputs, union=dispatch.union, by=by)


def void_number(dispatch: Any, by: Officer | None) -> None:
    dispatch.given.void(dispatch.void_reason, by=by)


CHECK = Deadline("reports.dispatch_check_days")
SIGN = Deadline("reports.dispatch_sign_days")


def moves_at(level: Level) -> list[Move]:
    def held(group: tuple[Office, ...]) -> tuple[Office, ...]:
        return tuple(office for office in group if office.level == level)

    here = at(level)
    staff, check, sign = held(DRAFTERS), held(CHECKERS), held(SIGNERS)
    agree = held(COUNTERSIGNERS)
    return [
        Move(S.DRAFT, T.SUBMIT, S.CHECKING, staff, when=here, guard=what_a_draft_lacks, due=CHECK,
             follows=_("Someone else checks it, before it is signed.")),
        Move(S.CHECKING, T.PASS, S.SIGNING, check, when=without_countersigning(level),
             decision=True, due=SIGN),
        Move(S.CHECKING, T.PASS, S.COUNTERSIGNING, check, when=with_countersigning(level),
             decision=True, due=CHECK),
        Move(S.COUNTERSIGNING, T.AGREE, S.SIGNING, agree, when=here, decision=True, due=SIGN),
        Move(S.SIGNING, T.SIGN, S.SIGNED, sign, when=here, decision=True, sets=signature,
             then=number_and_set,
             follows=_("The next number of the register is given, and the pages are set.")),
        Move(S.SIGNED, T.ISSUE, S.ISSUED, staff, when=here, guard=what_an_issue_lacks, sets=issue,
             follows=_("Those it is addressed to can read it from then on.")),
        Move(S.ISSUED, T.ARCHIVE, S.ARCHIVED, staff, when=here, optional=True),
        *(
            Move(stage, T.RETURN, S.DRAFT, who, when=here, needs_note=True, decision=True,
                 optional=True)
            for stage, who in ((S.CHECKING, check), (S.COUNTERSIGNING, agree), (S.SIGNING, sign))
        ),
        *(
            Move(stage, T.WITHDRAW, S.WITHDRAWN, staff, when=here, needs_note=True, optional=True)
            for stage in (S.DRAFT, S.CHECKING, S.COUNTERSIGNING, S.SIGNING)
        ),
        *(
            Move(stage, T.VOID, S.VOIDED, sign, when=here, optional=True, then=void_number,
                 follows=_("The number stays in the register, marked as void; it is not given "
                           "again."))
            for stage in (S.SIGNED, S.ISSUED, S.ARCHIVED)
        ),
    ]  # fmt: skip


DISPATCH = Workflow(*(move for level in LEVELS for move in moves_at(level)))
