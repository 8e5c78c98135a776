"""The life of an application from the public page.

received --take-up--> taken_up; received --call-back--> called_back --take-up--> taken_up
received, called_back --refuse--> refused
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from unions.offices import COUNTY_STAFF, TOWNSHIP_STAFF
from unions.workflow import Deadline, Move, Workflow

STATION = (TOWNSHIP_STAFF, COUNTY_STAFF)  # who keeps a help station


class ApplicationStage(TextChoices):
    RECEIVED = "received", _("Received")
    CALLED_BACK = "called_back", _("Waiting for the applicant")
    TAKEN_UP = "taken_up", _("Taken up")
    REFUSED = "refused", _("Not taken up")


class ApplicationStep(TextChoices):
    TAKE_UP = "take-up", _("Take up")
    CALL_BACK = "call-back", _("Ask back")
    REFUSE = "refuse", _("Do not take up")


S, T = ApplicationStage, ApplicationStep

ANSWER = Deadline("assistance.public_answer_days")

HELP = Workflow(
    *(
        Move(stage, T.TAKE_UP, S.TAKEN_UP, STATION,
             follows=_("A file begins with what the applicant wrote; the applicant sees it."))
        for stage in (S.RECEIVED, S.CALLED_BACK)
    ),
    Move(S.RECEIVED, T.CALL_BACK, S.CALLED_BACK, STATION, needs_note=True, optional=True,
         due=ANSWER, follows=_("The applicant reads your words on the progress page.")),
    *(
        Move(stage, T.REFUSE, S.REFUSED, STATION, needs_note=True, optional=True,
             follows=_("The applicant reads your words on the progress page."))
        for stage in (S.RECEIVED, S.CALLED_BACK)
    ),
)  # fmt: skip
