"""The life of a consultation on a draft (征求意见), moved by the union that issues it.

draft --open--> open --close--> closed --answer--> answered; draft --drop--> dropped
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.workflows.campaign import of_level
from kernel.days import today
from unions.models import Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF, Level, Office
from unions.workflow import Move, Workflow


class ConsultationStage(TextChoices):
    DRAFT = "draft", _("Being drafted")
    OPEN = "open", _("Open for comments")
    CLOSED = "closed", _("Comments closed")
    ANSWERED = "answered", _("Answered")
    DROPPED = "dropped", pgettext_lazy("campaign", "Dropped")


class ConsultationStep(TextChoices):
    OPEN = "open", _("Ask for comments")
    CLOSE = "close", _("Close the comments")
    ANSWER = "answer", _("Publish the answers")
    DROP = "drop", _("Drop")


def what_opening_lacks(record: Any) -> list[str]:
    return list(record.missing_to_open())


def what_answering_lacks(record: Any) -> list[str]:
    return list(record.missing_to_answer())


def opened(record: Any, by: Officer | None) -> dict[str, Any]:
    return {"opened_on": today()}


S, T = ConsultationStage, ConsultationStep


def moves_of(level: Level, office: Office) -> list[Move]:
    own = of_level(level)
    return [
        Move(S.DRAFT, T.OPEN, S.OPEN, (office,), when=own, guard=what_opening_lacks, sets=opened,
             follows=_("Unions below read the draft and comment on it.")),
        Move(S.DRAFT, T.DROP, S.DROPPED, (office,), when=own, optional=True),
        Move(S.OPEN, T.CLOSE, S.CLOSED, (office,), when=own,
             follows=_("No more comments come in; each is then answered.")),
        Move(S.CLOSED, T.ANSWER, S.ANSWERED, (office,), when=own, guard=what_answering_lacks,
             follows=_("Every comment needs its answer and reason first.")),
    ]  # fmt: skip


CONSULTATION = Workflow(
    *moves_of(Level.FEDERATION, CITY_STAFF), *moves_of(Level.COUNTY, COUNTY_STAFF)
)
