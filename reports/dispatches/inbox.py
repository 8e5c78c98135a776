"""What of the dispatches waits on the workbench of the union that writes them."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import pgettext_lazy

from reports.models import Dispatch
from reports.workflows.dispatch import DISPATCH, DispatchStage
from unions.casework.todo import line
from unions.inbox import SOURCES, Source
from unions.models import Event, Officer

DECIDED = (DispatchStage.CHECKING, DispatchStage.COUNTERSIGNING, DispatchStage.SIGNING)


def dispatches(officer: Officer) -> Any:
    """Those at the officer's own union; nobody decides on what they drafted or handed in."""
    own: Any = Dispatch.objects.visible_to(officer).filter(union_id=officer.union_id)
    waiting = own.awaiting(DISPATCH.waiting_for(officer)).select_related("given")
    others = waiting.exclude(stage__in=DECIDED, drafted_by__user_id=officer.user_id)
    moved = Event.objects.visible_to(officer).filter(
        subject=Dispatch._meta.label_lower, subject_id=OuterRef("pk"), target=OuterRef("stage")
    )
    brought = moved.exclude(source="").order_by("-pk").values("officer__user_id")[:1]
    others = others.annotate(brought_by=Subquery(brought))
    return others.exclude(stage__in=DECIDED, brought_by=officer.user_id)


SOURCES.append(
    Source(
        "reports:dispatch-list",
        dispatches,
        line(pgettext_lazy("official document", "Dispatch"), lambda dispatch: dispatch.title),
    )
)
