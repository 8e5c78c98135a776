"""The life of an appointment with a counsellor.

booked --confirm--> confirmed --held--> held --close--> closed
held --follow-up--> follow_up --close--> closed; confirmed --no-show--> no_show
booked, confirmed --cancel--> cancelled

What is said there is the counsellor's: from `confirmed` on, only the one assigned acts, or the
head of the centre.
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assistance.offices import CITY_DIRECTOR, COUNTY, COUNTY_DIRECTOR, READERS, REPORTERS
from kernel.days import today
from unions.models import Officer
from unions.offices import holds_any
from unions.workflow import Deadline, Move, Workflow

HEADS = (COUNTY_DIRECTOR, CITY_DIRECTOR)


class CounselStage(TextChoices):
    BOOKED = "booked", _("Booked")
    CONFIRMED = "confirmed", pgettext_lazy("appointment", "Confirmed")
    HELD = "held", _("Held")
    FOLLOW_UP = "follow_up", _("Followed up")
    CLOSED = "closed", _("Closed")
    NO_SHOW = "no_show", _("Did not come")
    CANCELLED = "cancelled", _("Cancelled")


class CounselStep(TextChoices):
    CONFIRM = "confirm", pgettext_lazy("appointment", "Confirm")
    HELD = "held", _("It was held")
    NO_SHOW = "no-show", _("Did not come")
    FOLLOW_UP = "follow-up", _("Follow up")
    CLOSE = "close", _("Close")
    CANCEL = "cancel", _("Cancel the appointment")


S, T = CounselStage, CounselStep
TAKEN = (S.BOOKED.value, S.CONFIRMED.value, S.HELD.value, S.FOLLOW_UP.value, S.CLOSED.value)
RESTRICTED = {T.HELD, T.NO_SHOW, T.FOLLOW_UP, T.CLOSE}


def may_read(appointment: Any, officer: Officer) -> bool:
    """Whether the content is this officer's: the counsellor's, and the head of the centre's."""
    return bool(appointment.counsellor.user_id == officer.user_id or holds_any(officer, HEADS))


class Restricted(Workflow):
    def open_to(self, officer: Officer, record: Any) -> list[Move]:
        moves = super().open_to(officer, record)
        return [m for m in moves if m.step not in RESTRICTED or may_read(record, officer)]


def what_holding_lacks(appointment: Any) -> list[str]:
    return list(appointment.missing_to_hold())


def held(appointment: Any, by: Officer | None) -> dict[str, Any]:
    return {"held_on": today()}


CONFIRM = Deadline("assistance.counsel_confirm_days")
FOLLOW = Deadline("assistance.counsel_follow_days", working=False)

COUNSEL = Restricted(
    Move(S.BOOKED, T.CONFIRM, S.CONFIRMED, COUNTY),
    # Any office may be a counsellor's; `Restricted` leaves it to the one assigned.
    Move(S.CONFIRMED, T.HELD, S.HELD, READERS, guard=what_holding_lacks, sets=held),
    Move(S.CONFIRMED, T.NO_SHOW, S.NO_SHOW, READERS, optional=True, guard=what_holding_lacks),
    Move(S.HELD, T.FOLLOW_UP, S.FOLLOW_UP, READERS, optional=True, due=FOLLOW),
    Move(S.HELD, T.CLOSE, S.CLOSED, READERS),
    Move(S.FOLLOW_UP, T.CLOSE, S.CLOSED, READERS),
    *(
        Move(stage, T.CANCEL, S.CANCELLED, (*REPORTERS, COUNTY_DIRECTOR), optional=True)
        for stage in (S.BOOKED, S.CONFIRMED)
    ),
)  # fmt: skip
