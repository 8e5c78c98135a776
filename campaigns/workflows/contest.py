"""The life of a labour competition, and of one suggestion of a worker.

A competition:
planned --open--> running --judge--> judged --close--> closed; before judging: --drop--> dropped
A suggestion:
proposed --adopt--> adopted --implement--> implemented; proposed --decline--> declined

Both are moved by the union that owns them, at whatever level: each edge stands once per level.
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.offices import RUNNERS, run_at
from kernel.days import today
from unions.models import Officer
from unions.workflow import Deadline, Move, Workflow


class ContestStage(TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    JUDGED = "judged", _("Judged")
    CLOSED = "closed", _("Closed")
    DROPPED = "dropped", pgettext_lazy("campaign", "Dropped")


class ContestStep(TextChoices):
    OPEN = "open", _("Open the competition")
    JUDGE = "judge", _("Record the judging")
    CLOSE = "close", pgettext_lazy("contest", "Close")
    DROP = "drop", _("Drop")


class SuggestionStage(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("suggestion", "Proposed")
    ADOPTED = "adopted", _("Adopted")
    DECLINED = "declined", _("Not adopted")
    IMPLEMENTED = "implemented", _("Implemented")


class SuggestionStep(TextChoices):
    ADOPT = "adopt", _("Adopt")
    DECLINE = "decline", _("Do not adopt")
    IMPLEMENT = "implement", _("Implemented")


S, T = ContestStage, ContestStep
P, R = SuggestionStage, SuggestionStep


def opened(contest: Any, by: Officer | None) -> dict[str, Any]:
    return {"opened_on": today()}


def dropped(contest: Any, by: Officer | None) -> dict[str, Any]:
    return {"dropped_on": today()}


def what_judging_lacks(contest: Any) -> list[str]:
    return list(contest.missing_to_judge())


def what_closing_lacks(contest: Any) -> list[str]:
    return list(contest.missing_to_close())


def adopted(suggestion: Any, by: Officer | None) -> dict[str, Any]:
    return {"adopted_on": today()}


def implemented(suggestion: Any, by: Officer | None) -> dict[str, Any]:
    return {"implemented_on": today()}


ANSWER = Deadline("campaigns.suggestion_days")

CONTEST = Workflow(
    *(
        move
        for level, office in RUNNERS.items()
        for move in (
            Move(S.PLANNED, T.OPEN, S.RUNNING, (office,), when=run_at(level), sets=opened,
                 follows=_("Units and unions below can enter their workers.")),
            Move(S.RUNNING, T.JUDGE, S.JUDGED, (office,), when=run_at(level),
                 guard=what_judging_lacks,
                 follows=_("Enter ranks and awards, then close.")),
            Move(S.JUDGED, T.CLOSE, S.CLOSED, (office,), when=run_at(level),
                 guard=what_closing_lacks),
            Move(S.PLANNED, T.DROP, S.DROPPED, (office,), when=run_at(level), needs_note=True,
                 optional=True, sets=dropped),
            Move(S.RUNNING, T.DROP, S.DROPPED, (office,), when=run_at(level), needs_note=True,
                 optional=True, sets=dropped),
        )
    )
)  # fmt: skip

SUGGESTION = Workflow(
    *(
        move
        for level, office in RUNNERS.items()
        for move in (
            Move(P.PROPOSED, R.ADOPT, P.ADOPTED, (office,), when=run_at(level), sets=adopted),
            Move(P.PROPOSED, R.DECLINE, P.DECLINED, (office,), when=run_at(level),
                 needs_note=True, optional=True),
            Move(P.ADOPTED, R.IMPLEMENT, P.IMPLEMENTED, (office,), when=run_at(level),
                 sets=implemented,
                 follows=_("What it saved can then be entered with its finance certificate.")),
        )
    )
)  # fmt: skip
