"""The life of a round of collective bargaining, from the plan to the record at the upper union.

planned --offer--> offered --reply--> replied --name--> named --inform--> informed --open--> talks
talks --agree--> drafted --pass--> passed --sign--> signed --file--> filed
filed --approve / unopposed--> in force --publish--> published --report--> reported
reported --record--> closed
offered --refuse--> refused --offer-again--> offered; offered, refused, talks --ask--> coordinated
coordinated --settle--> replied (nothing was answered before) or talks
talks --suspend--> suspended --resume--> talks; drafted --reject--> talks
filed --object--> objected --file-again--> filed

The union whose matter it is keeps the round, at its level: each edge stands in the table once per
level. The level above coordinates and records.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.clock import LegalClock
from bargaining.offices import KEEPERS
from kernel.days import today
from unions.models import Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF, Level, Office
from unions.workflow import Clock, Deadline, Move, Workflow


class RoundStage(TextChoices):
    PLANNED = "planned", pgettext_lazy("bargaining", "Planned")
    OFFERED = "offered", pgettext_lazy("bargaining", "Offer made")
    REFUSED = "refused", pgettext_lazy("bargaining", "Offer refused")
    REPLIED = "replied", pgettext_lazy("bargaining", "Offer accepted")
    NAMED = "named", _("Delegates published")
    INFORMED = "informed", _("Information given")
    TALKS = "talks", _("In talks")
    SUSPENDED = "suspended", pgettext_lazy("bargaining", "Suspended")
    COORDINATED = "coordinated", _("Coordination asked for")
    DRAFTED = "drafted", _("Draft agreed")
    PASSED = "passed", _("Passed by the workers' congress")
    SIGNED = "signed", pgettext_lazy("bargaining", "Signed")
    FILED = "filed", _("With the labour authority")
    OBJECTED = "objected", _("Labour authority objects")
    IN_FORCE = "in_force", pgettext_lazy("bargaining", "In force")
    PUBLISHED = "published", pgettext_lazy("bargaining", "Published")
    REPORTED = "reported", _("Reported to the upper union")
    CLOSED = "closed", _("Recorded and closed")
    DROPPED = "dropped", _("Given up")


class RoundStep(TextChoices):
    OFFER = "offer", _("Make the offer")
    REPLY = "reply", _("Record the acceptance")
    REFUSE = "refuse", _("Record the refusal")
    OFFER_AGAIN = "offer-again", _("Make a new offer")
    ASK = "ask", _("Ask for coordination")
    SETTLE = "settle", _("Record the coordination")
    NAME = "name", _("Publish the delegates")
    INFORM = "inform", _("Record the information given")
    OPEN = "open", _("Open the talks")
    SUSPEND = "suspend", _("Suspend the talks")
    RESUME = "resume", _("Take the talks up again")
    AGREE = "agree", _("Record the draft agreed")
    PASS = "pass", _("Record the vote")
    REJECT = "reject", _("Not passed: back to the talks")
    SIGN = "sign", _("Record the signatures")
    FILE = "file", _("Report to the labour authority")
    OBJECT = "object", _("Record an objection")
    FILE_AGAIN = "file-again", _("Report the revised text")
    APPROVE = "approve", _("Record the approval")
    UNOPPOSED = "unopposed", _("No objection in time: in force")
    PUBLISH = "publish", _("Record the publication")
    REPORT = "report", _("Report to the upper union")
    RETURN = "return", pgettext_lazy("bargaining", "Send back")
    RECORD = "record", pgettext_lazy("bargaining", "Record")
    CLOSE = "close", pgettext_lazy("bargaining", "Close")
    DROP = "drop", _("Give the round up")


S, T = RoundStage, RoundStep

# While these last, the sides may still name delegates; later a vacancy is filled.
BEFORE_NAMING = (S.PLANNED, S.OFFERED, S.REFUSED, S.REPLIED)
TALKING = (S.NAMED, S.INFORMED, S.TALKS, S.SUSPENDED, S.COORDINATED, S.DRAFTED)
OVER = (S.CLOSED, S.DROPPED)

REPORT_UP = Deadline("bargaining.record_days", working=False)
COORDINATION = Deadline("bargaining.coordination_days", working=False)

# A round kept here is coordinated and recorded there; the root answers to nobody in the portal.
ABOVE: dict[str, tuple[Office, ...]] = {
    Level.BASE: (COUNTY_STAFF,),
    Level.TOWNSHIP: (COUNTY_STAFF,),
    Level.COUNTY: (CITY_STAFF,),
    Level.FEDERATION: (CITY_STAFF,),
}


def kept_at(level: str, *also: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda r: bool(r.union.level == level and all(holds(r) for holds in also))


def lacks(step: str) -> Callable[[Any], list[str]]:
    return lambda r: list(r.missing_to(step))


def set_today(column: str) -> Callable[[Any, Officer | None], dict[str, Any]]:
    return lambda r, by: {column: today()}


def counted_from(clock: Clock, column: str) -> Callable[[Any, Officer | None], dict[str, Any]]:
    """The law counts from the day the thing happened, not from the day it was typed in."""
    return lambda r, by: {"due_on": clock.after(getattr(r, column))}


def answered(r: Any) -> bool:
    return r.replied_on is not None


def unanswered(r: Any) -> bool:
    return r.replied_on is None


def offer_unanswered_in_time(r: Any) -> bool:
    return bool(r.is_late)


def voted_before(r: Any) -> bool:
    return bool(r.rejections)


def not_voted_before(r: Any) -> bool:
    return not r.rejections


def before_information(r: Any, by: Officer | None) -> dict[str, Any]:
    return {"due_on": r.information_by}


def before_talks(r: Any, by: Officer | None) -> dict[str, Any]:
    return {"due_on": r.talks_planned_on}


def talks_rejected(r: Any, by: Officer | None) -> dict[str, Any]:
    return {"due_on": LegalClock("again").after(r.last_vote_on), "rejections": r.rejections + 1}


def in_force_unopposed(r: Any, by: Officer | None) -> dict[str, Any]:
    return into_force(r, r.objection_until)


def in_force_approved(r: Any, by: Officer | None) -> dict[str, Any]:
    return into_force(r, r.approved_on)


def into_force(r: Any, day: Any) -> dict[str, Any]:
    return {"effective_on": day, "due_on": LegalClock("publish").after(day)}


def brings_the_contract(r: Any, by: Officer | None) -> None:
    r.bring_into_force()


def moves_at(level: str) -> list[Move]:
    here, keeper, above = kept_at(level), KEEPERS[level], ABOVE[level]
    reply, talks, objection = LegalClock("reply"), LegalClock("talks"), LegalClock("objection")
    return [
        Move(S.PLANNED, T.OFFER, S.OFFERED, keeper, when=here, guard=lacks(T.OFFER), due=reply,
             sets=counted_from(reply, "offered_on"),
             follows=_("The days of the reply count from the day of the offer.")),
        Move(S.OFFERED, T.REPLY, S.REPLIED, keeper, when=here, guard=lacks(T.REPLY),
             due=LegalClock("delegates_shown"),
             sets=counted_from(LegalClock("delegates_shown"), "replied_on")),
        Move(S.OFFERED, T.REFUSE, S.REFUSED, keeper, when=here, needs_note=True, optional=True),
        Move(S.REFUSED, T.OFFER_AGAIN, S.OFFERED, keeper, when=here, guard=lacks(T.OFFER),
             due=reply, sets=counted_from(reply, "offered_on")),
        Move(S.OFFERED, T.ASK, S.COORDINATED, keeper, needs_note=True, optional=True,
             when=kept_at(level, offer_unanswered_in_time), due=COORDINATION),
        Move(S.REFUSED, T.ASK, S.COORDINATED, keeper, when=here, needs_note=True, optional=True,
             due=COORDINATION),
        Move(S.TALKS, T.ASK, S.COORDINATED, keeper, when=here, needs_note=True, optional=True,
             due=COORDINATION, follows=_("The level above coordinates with the labour authority.")),
        Move(S.COORDINATED, T.SETTLE, S.REPLIED, above, when=kept_at(level, unanswered),
             guard=lacks(T.SETTLE), sets=set_today("replied_on"),
             follows=_("The offer counts as accepted from today.")),
        Move(S.COORDINATED, T.SETTLE, S.TALKS, above, when=kept_at(level, answered),
             guard=lacks(T.SETTLE), due=talks, sets=counted_from(talks, "replied_on")),
        Move(S.REPLIED, T.NAME, S.NAMED, keeper, when=here, guard=lacks(T.NAME),
             due=LegalClock("information"), sets=before_information),
        Move(S.NAMED, T.INFORM, S.INFORMED, keeper, when=here, guard=lacks(T.INFORM),
             sets=before_talks),
        Move(S.INFORMED, T.OPEN, S.TALKS, keeper, when=here, guard=lacks(T.OPEN), due=talks,
             sets=counted_from(talks, "replied_on")),
        Move(S.TALKS, T.AGREE, S.DRAFTED, keeper, guard=lacks(T.AGREE),
             when=kept_at(level, not_voted_before), due=LegalClock("congress"),
             sets=counted_from(LegalClock("congress"), "agreed_on")),
        Move(S.TALKS, T.AGREE, S.DRAFTED, keeper, guard=lacks(T.AGREE),
             when=kept_at(level, voted_before), due=LegalClock("resubmit"),
             sets=counted_from(LegalClock("resubmit"), "agreed_on")),
        Move(S.TALKS, T.SUSPEND, S.SUSPENDED, keeper, when=here, needs_note=True, optional=True),
        Move(S.SUSPENDED, T.RESUME, S.TALKS, keeper, when=here, due=talks,
             sets=counted_from(talks, "replied_on")),
        Move(S.DRAFTED, T.PASS, S.PASSED, keeper, when=here, guard=lacks(T.PASS)),
        Move(S.DRAFTED, T.REJECT, S.TALKS, (), when=here, due=LegalClock("again"),
             sets=talks_rejected),
        Move(S.PASSED, T.SIGN, S.SIGNED, keeper, when=here, guard=lacks(T.SIGN),
             due=LegalClock("filing"), sets=counted_from(LegalClock("filing"), "signed_on")),
        Move(S.SIGNED, T.FILE, S.FILED, keeper, when=here, guard=lacks(T.FILE), due=objection,
             sets=counted_from(objection, "filed_on")),
        Move(S.FILED, T.UNOPPOSED, S.IN_FORCE, keeper, when=here, guard=lacks(T.UNOPPOSED),
             due=LegalClock("publish"), sets=in_force_unopposed, then=brings_the_contract),
        Move(S.FILED, T.APPROVE, S.IN_FORCE, keeper, when=here, guard=lacks(T.APPROVE),
             optional=True, due=LegalClock("publish"), sets=in_force_approved,
             then=brings_the_contract),
        Move(S.FILED, T.OBJECT, S.OBJECTED, keeper, when=here, guard=lacks(T.OBJECT),
             optional=True),
        Move(S.OBJECTED, T.FILE_AGAIN, S.FILED, keeper, when=here, guard=lacks(T.FILE_AGAIN),
             due=objection, sets=counted_from(objection, "filed_on")),
        Move(S.IN_FORCE, T.PUBLISH, S.PUBLISHED, keeper, when=here, guard=lacks(T.PUBLISH),
             due=REPORT_UP, sets=counted_from(REPORT_UP, "published_on")),
        *_reported_from(level),
        *(
            Move(stage, T.DROP, S.DROPPED, keeper, when=here, needs_note=True, optional=True)
            for stage in (*BEFORE_NAMING, S.SUSPENDED, S.TALKS)
        ),
    ]  # fmt: skip


def _reported_from(level: str) -> list[Move]:
    here, keeper, above = kept_at(level), KEEPERS[level], ABOVE[level]
    if level == Level.FEDERATION:
        return [Move(S.PUBLISHED, T.CLOSE, S.CLOSED, keeper, when=here)]
    return [
        Move(S.PUBLISHED, T.REPORT, S.REPORTED, keeper, when=here, due=REPORT_UP,
             follows=_("The upper union records the contract.")),
        Move(S.REPORTED, T.RECORD, S.CLOSED, above, when=here, decision=True),
        Move(S.REPORTED, T.RETURN, S.PUBLISHED, above, when=here, decision=True, needs_note=True,
             optional=True, due=REPORT_UP),
    ]  # fmt: skip


ROUNDS_OF: dict[str, Workflow] = {level: Workflow(*moves_at(level)) for level in KEEPERS}
ROUND = Workflow(*(move for workflow in ROUNDS_OF.values() for move in workflow.moves))
