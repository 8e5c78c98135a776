"""What is past its day, and whose business that is: the level above sees to it, too."""

from __future__ import annotations

from typing import Self

from kernel.days import today
from unions.models import Officer
from unions.models.lifecycle import LifecycleQuerySet
from unions.offices import Level
from unions.scoping import M
from unions.workflow import Workflow

HEIGHT = {Level.BASE: 0, Level.TOWNSHIP: 1, Level.COUNTY: 2, Level.FEDERATION: 3}


class LateQuerySet(LifecycleQuerySet[M]):
    def late(self) -> Self:
        """Past the day of the step that waits."""
        return self.filter(due_on__lt=today())

    def late_below(self, workflow: Workflow, officer: Officer) -> Self:
        """Late at the level right under the officer's, which is to see to it."""
        return (
            self.late().filter(stage__in=stages_below(workflow, officer)).order_by("due_on", "pk")
        )


def stages_below(workflow: Workflow, officer: Officer) -> list[str]:
    """Stages in which the level under the officer's is expected to act, and the officer is not."""
    height = HEIGHT[officer.level] - 1
    if officer.level == Level.FEDERATION and officer.federation.root_is_county:
        height -= 1  # the root does the county's part itself
    highest: dict[str, int] = {}
    for move in workflow.moves:
        if not move.optional and move.offices:
            acts = max(HEIGHT[office.level] for office in move.offices)
            highest[str(move.source)] = max(acts, highest.get(str(move.source), 0))
    mine = set(workflow.waiting_for(officer))
    return sorted(stage for stage, acts in highest.items() if acts == height and stage not in mine)
