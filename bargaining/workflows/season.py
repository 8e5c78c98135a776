"""The life of an offer season (要约行动): many unions are asked to make their offers by a day.

draft --issue--> issued --sum-up--> summed-up; draft --drop--> dropped
"""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bargaining.offices import OVERSEERS
from kernel.days import today
from unions.models import Officer
from unions.workflow import Move, Workflow


class SeasonStage(TextChoices):
    DRAFT = "draft", _("Being drafted")
    ISSUED = "issued", pgettext_lazy("season", "Under way")
    SUMMED_UP = "summed-up", _("Summed up")
    DROPPED = "dropped", pgettext_lazy("season", "Dropped")


class SeasonStep(TextChoices):
    ISSUE = "issue", _("Issue the season")
    SUM_UP = "sum-up", _("Sum up")
    DROP = "drop", _("Drop")


S, T = SeasonStage, SeasonStep


def what_issuing_lacks(season: Any) -> list[str]:
    return list(season.missing_to_issue())


def issued_today(season: Any, by: Officer | None) -> dict[str, Any]:
    return {"issued_on": today()}


SEASON = Workflow(
    Move(S.DRAFT, T.ISSUE, S.ISSUED, OVERSEERS, guard=what_issuing_lacks, sets=issued_today,
         follows=_("It appears on the workbench of every union on the list.")),
    Move(S.DRAFT, T.DROP, S.DROPPED, OVERSEERS, optional=True),
    Move(S.ISSUED, T.SUM_UP, S.SUMMED_UP, OVERSEERS, needs_note=True, optional=True,
         follows=_("What was reached stays as a page; the list is closed.")),
)  # fmt: skip
