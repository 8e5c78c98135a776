"""The life of an honour's year (a scheme), and of one nomination for it.

A scheme, moved by the union that issues it:
draft --issue--> open --close--> closed; draft --drop--> dropped
A nomination:
drafted --hand-in--> county --forward--> city --publish--> publicity --award--> awarded
county --publish--> publicity where the scheme is the county's own, or the federation is a county.
county, city --send-back--> drafted; --refuse--> refused
publicity --object--> objected --dismiss--> publicity; objected --uphold--> refused
awarded, kept --keep--> kept when the re-check is due; awarded, kept --withdraw--> withdrawn
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.offices import ORGANISERS
from campaigns.workflows.campaign import of_level
from kernel.days import today
from kernel.workdays import add_working_days, working_days_between
from unions.models import Officer
from unions.offices import BASE_CHAIR, CITY_STAFF, COUNTY_STAFF, TOWNSHIP_STAFF, Level, Office
from unions.refusals import MoveRefused
from unions.workflow import Deadline, Move, Workflow, drafted


class SchemeStage(TextChoices):
    DRAFT = "draft", _("Being drafted")
    OPEN = "open", _("Open for nominations")
    CLOSED = "closed", _("Closed")
    DROPPED = "dropped", pgettext_lazy("campaign", "Dropped")


class SchemeStep(TextChoices):
    ISSUE = "issue", _("Issue")
    CLOSE = "close", _("Close the nominations")
    DROP = "drop", _("Drop")


class NominationStage(TextChoices):
    DRAFTED = "drafted", _("Being drafted")
    COUNTY = "county", _("County review")
    CITY = "city", _("City review")
    PUBLICITY = "publicity", _("In publicity")
    OBJECTED = "objected", _("Objected to")
    AWARDED = "awarded", _("Awarded")
    KEPT = "kept", _("Kept after a re-check")
    WITHDRAWN = "withdrawn", pgettext_lazy("honour", "Withdrawn")
    REFUSED = "refused", pgettext_lazy("nomination", "Refused")
    DROPPED = "dropped", pgettext_lazy("campaign", "Dropped")


class NominationStep(TextChoices):
    HAND_IN = "hand-in", _("Hand in")
    FORWARD = "forward", _("Forward to the city")
    PUBLISH = "publish", _("Begin the publicity")
    SEND_BACK = "send-back", _("Send back")
    REFUSE = "refuse", pgettext_lazy("nomination", "Refuse")
    OBJECT = "object", _("Object")
    DISMISS = "dismiss", _("Dismiss the objection")
    UPHOLD = "uphold", _("Uphold the objection")
    AWARD = "award", pgettext_lazy("honour", "Award")
    KEEP = "keep", _("Keep after the re-check")
    WITHDRAW = "withdraw", _("Withdraw the honour")
    DROP = "drop", _("Drop")


class Withdrawal(TextChoices):
    ORDERED = "ordered", _("By order")
    AUTOMATIC = "automatic", _("Automatic, its conditions no longer hold")
    NATURAL = "natural", _("Natural, the unit or post is no more")


S, T = NominationStage, NominationStep
HOLDING = (S.AWARDED, S.KEPT)
OVER = (S.REFUSED, S.DROPPED)
NOMINATORS = (BASE_CHAIR, TOWNSHIP_STAFF, COUNTY_STAFF)


def scheme_moves(level: Level, office: Office) -> list[Move]:
    own, a, b = of_level(level), SchemeStage, SchemeStep
    return [
        Move(a.DRAFT, b.ISSUE, a.OPEN, (office,), when=own,
             follows=_("Unions below can nominate.")),
        Move(a.DRAFT, b.DROP, a.DROPPED, (office,), when=own, optional=True),
        Move(a.OPEN, b.CLOSE, a.CLOSED, (office,), when=own, optional=True,
             follows=_("Nothing more is nominated; what was handed in is decided.")),
    ]  # fmt: skip


SCHEME = Workflow(
    *scheme_moves(Level.FEDERATION, CITY_STAFF), *scheme_moves(Level.COUNTY, COUNTY_STAFF)
)


def goes_to_the_city(record: Any) -> bool:
    scheme = record.scheme
    return bool(scheme.union.level == Level.FEDERATION and not record.federation.root_is_county)


def ends_in_the_county(record: Any) -> bool:
    return not goes_to_the_city(record)


def issued_at(level: Level) -> Callable[[Any], bool]:
    return lambda record: bool(record.scheme.union.level == level)


def what_handing_in_lacks(record: Any) -> list[str]:
    return list(record.missing_to_hand_in())


def what_awarding_lacks(record: Any) -> list[str]:
    return list(record.missing_to_award())


def what_keeping_lacks(record: Any) -> list[str]:
    return list(record.missing_to_keep())


def what_withdrawing_lacks(record: Any) -> list[str]:
    return [] if record.withdrawal else [gettext("Say in which way the honour is withdrawn.")]


def handed_in_today(record: Any, by: Officer | None) -> dict[str, Any]:
    return {"handed_in_on": today()}


def shown_from_today(record: Any, by: Officer | None) -> dict[str, Any]:
    until = add_working_days(today(), record.scheme.publicity_days)
    return {"published_on": today(), "publicity_until": until, "due_on": until}


def clock_stopped(record: Any, by: Officer | None) -> dict[str, Any]:
    return {"days_left": max(0, working_days_between(today(), record.publicity_until))}


def clock_runs_on(record: Any, by: Officer | None) -> dict[str, Any]:
    until = add_working_days(today(), max(1, record.days_left or 0))
    return {"publicity_until": until, "due_on": until, "days_left": None}


def taken_seat(record: Any, by: Officer | None) -> None:
    record.take_seat()


def freed_seat(record: Any, by: Officer | None) -> None:
    record.free_seat()


def dismissed(record: Any, by: Officer | None) -> None:
    record.settle_objection(upheld=False)


def upheld(record: Any, by: Officer | None) -> None:
    record.settle_objection(upheld=True)
    record.free_seat()


def awarded(record: Any, by: Officer | None) -> dict[str, Any]:
    _not_by_the_nominator(record, by)
    return {
        "plate": record.scheme.next_plate(),
        "awarded_on": today(),
        "recheck_on": record.scheme.recheck_after(today()),
    }


def kept(record: Any, by: Officer | None) -> dict[str, Any]:
    _not_by_the_nominator(record, by)
    return {"recheck_on": record.scheme.recheck_after(today()), "rechecked_on": today()}


def withdrawn(record: Any, by: Officer | None) -> dict[str, Any]:
    return {"withdrawn_on": today(), "recheck_on": None}


def _not_by_the_nominator(record: Any, by: Officer | None) -> None:
    # Not `decision`: whoever began the publicity may end it when nobody objected.
    if by and drafted(record, by):
        raise MoveRefused(gettext("You drafted this yourself; someone else has to decide."))


REVIEW = Deadline("campaigns.honour_review_days")
SETTLE = Deadline("campaigns.honour_objection_days")


def issuing_moves(level: Level, office: Office) -> list[Move]:
    """What the union that issued the scheme does from the publicity on."""
    own = issued_at(level)
    return [
        Move(S.OBJECTED, T.DISMISS, S.PUBLICITY, (office,), when=own, decision=True,
             needs_note=True, sets=clock_runs_on, then=dismissed,
             follows=_("The publicity runs on for the days it had left.")),
        Move(S.OBJECTED, T.UPHOLD, S.REFUSED, (office,), when=own, decision=True,
             needs_note=True, optional=True, then=upheld),
        Move(S.PUBLICITY, T.AWARD, S.AWARDED, (office,), when=own, guard=what_awarding_lacks,
             sets=awarded, follows=_("It gets its plate number when the publicity has run.")),
        *(
            move
            for stage in HOLDING
            for move in (
                Move(stage, T.KEEP, S.KEPT, (office,), when=own, optional=True, needs_note=True,
                     guard=what_keeping_lacks, sets=kept),
                Move(stage, T.WITHDRAW, S.WITHDRAWN, (office,), when=own, optional=True,
                     needs_note=True, guard=what_withdrawing_lacks, sets=withdrawn),
            )
        ),
    ]  # fmt: skip


NOMINATION = Workflow(
    *(
        move
        for office, level in zip(ORGANISERS[1:], (Level.COUNTY, Level.TOWNSHIP, Level.BASE),
                                 strict=True)
        for move in (
            Move(S.DRAFTED, T.HAND_IN, S.COUNTY, (office,), when=of_level(level),
                 guard=what_handing_in_lacks, due=REVIEW, sets=handed_in_today,
                 follows=_("The county reviews it next.")),
            Move(S.DRAFTED, T.DROP, S.DROPPED, (office,), when=of_level(level), optional=True),
        )
    ),
    # The root of a county of its own nominates, too.
    Move(S.DRAFTED, T.HAND_IN, S.COUNTY, (CITY_STAFF,), when=of_level(Level.FEDERATION),
         guard=what_handing_in_lacks, due=REVIEW, sets=handed_in_today),
    Move(S.COUNTY, T.FORWARD, S.CITY, (COUNTY_STAFF,), when=goes_to_the_city, decision=True,
         guard=what_handing_in_lacks, due=REVIEW, then=taken_seat,
         follows=_("It takes one of the county's places and waits for the city.")),
    Move(S.COUNTY, T.PUBLISH, S.PUBLICITY, (COUNTY_STAFF,), when=ends_in_the_county,
         decision=True, guard=what_handing_in_lacks, sets=shown_from_today, then=taken_seat,
         follows=_("Everybody in the federation can read it and object.")),
    Move(S.COUNTY, T.SEND_BACK, S.DRAFTED, (COUNTY_STAFF,), decision=True, needs_note=True,
         optional=True),
    Move(S.COUNTY, T.REFUSE, S.REFUSED, (COUNTY_STAFF,), decision=True, needs_note=True,
         optional=True),
    Move(S.CITY, T.PUBLISH, S.PUBLICITY, (CITY_STAFF,), decision=True, sets=shown_from_today,
         follows=_("Everybody in the federation can read it and object.")),
    Move(S.CITY, T.SEND_BACK, S.DRAFTED, (CITY_STAFF,), decision=True, needs_note=True,
         optional=True, then=freed_seat),
    Move(S.CITY, T.REFUSE, S.REFUSED, (CITY_STAFF,), decision=True, needs_note=True,
         optional=True, then=freed_seat),
    # Nobody's button: recorded by whoever read the publicity (campaigns/actions/honours.py).
    Move(S.PUBLICITY, T.OBJECT, S.OBJECTED, (), due=SETTLE, sets=clock_stopped),
    *issuing_moves(Level.FEDERATION, CITY_STAFF),
    *issuing_moves(Level.COUNTY, COUNTY_STAFF),
)  # fmt: skip
