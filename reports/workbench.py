"""What a person meets first: what waits, how the year stands, and their own next step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homes.lifeline import lifeline
from homes.models import HomePlan
from homes.workflow import PLAN
from unions.inbox import MOST, ToDo, todos
from unions.models import Event, Officer
from unions.offices import BASE_CHAIR

SHOWN = 6
SOON = 3  # days


def greeting() -> str:
    hour = timezone.localtime().hour
    if 5 <= hour < 12:
        return _("Good morning")
    return _("Good afternoon") if hour < 18 else _("Good evening")


def waiting_words(lines: Sequence[ToDo]) -> str:
    """How many things wait, and how many of them until today."""
    if not lines:
        return _("nothing waits for you today")
    count = f"{MOST}+" if len(lines) >= MOST else str(len(lines))
    words = ngettext("%(count)s thing waits for you", "%(count)s things wait for you", len(lines))
    due = sum(1 for line in lines if line.days_left is not None and line.days_left <= 0)
    if not due:
        return words % {"count": count}
    late = ngettext(
        "%(due)s of them is due today or late", "%(due)s of them are due today or late", due
    )
    comma = _(", ")  # by itself: what stands inside an f-string is not collected
    return f"{words % {'count': count}}{comma}{late % {'due': due}}"


def lines_of(found: Sequence[ToDo]) -> list[dict[str, Any]]:
    """To-dos as `_todo.html` takes them."""
    return [
        {
            "tag": line.tag,
            "title": line.title,
            "sub": line.sub,
            "url": line.url,
            "tone": line.tone,
            "due": due_words(line),
            "due_tone": due_tone(line),
        }
        for line in found
    ]


def due_words(line: ToDo) -> str:
    left = line.days_left
    if left is None or line.due_on is None:
        return ""
    if left < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}
    if left == 0:
        return _("Due today")
    if left <= 30:
        return ngettext("%(days)s day left", "%(days)s days left", left) % {"days": left}
    return date_format(line.due_on, "Y-m-d")


def due_tone(line: ToDo) -> str:
    if line.days_left is None or line.days_left > SOON:
        return ""
    return "red" if line.days_left <= 0 else "amber"


def everything_waiting(officer: Officer) -> list[ToDo]:
    return todos(officer)


def own_plan(officer: Officer, *, names: bool = True) -> dict[str, Any] | None:
    """The chair's plan of the latest year: where it is in its life, and the step that is theirs.

    `names`: with who took each step, and when.
    """
    if not BASE_CHAIR.held_by(officer):
        return None
    plans = HomePlan.objects.visible_to(officer).filter(union=officer.union_id)
    plan = plans.exclude(stage="withdrawn").order_by("-year", "-pk").first()
    if plan is None:
        return {"plan": None}
    events = list(Event.objects.visible_to(officer).about(plan)) if names else []
    moves = [move for move in PLAN.open_to(officer, plan) if not move.optional]
    return {
        "plan": plan,
        "steps": lifeline(plan, events),
        "move": moves[0] if moves else None,
        "due": date_format(plan.due_on, "Y-m-d") if plan.due_on else "",
    }
