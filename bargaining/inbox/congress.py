"""Proposals that wait for a step, and congresses whose next session is due.

The keeper is reminded when the last session is older than 11 months, the level above when it is
older than 12 and no longer counts.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bargaining.figures import months_before
from bargaining.models import CongressProposal, CongressSession
from bargaining.offices import UNITS, kept_right_below
from kernel.days import months_after, today
from unions.casework.todo import late_line, line
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer
from unions.offices import holds_any

YEAR = 12


def last_sessions(officer: Officer, key: str) -> Any:
    """The last session of each congress that lies as many months back as the figure says."""
    sessions = CongressSession.objects.visible_to(officer)
    if not holds_any(officer, UNITS):
        return sessions.none()
    old = sessions.filter(held_on__lt=months_before(today(), key), union__closed_on=None)
    return (
        old.filter(employer__left_on=None)
        .latest_of_each()
        .select_related("employer")
        .order_by("held_on", "pk")
    )


def sessions_due(officer: Officer) -> Any:
    return last_sessions(officer, "congress_remind_months").filter(union_id=officer.union_id)


def sessions_overdue_below(officer: Officer) -> Any:
    return last_sessions(officer, "congress_months").filter(kept_right_below(officer))


def as_due(session: Any, officer: Officer) -> ToDo:
    due_on = months_after(session.held_on, YEAR)
    return ToDo(
        tag=_("Congress"),
        title=session.holder,
        sub=_("Hold the next session: %(number)s is nearly a year ago.")
        % {"number": session.number},
        url=session.get_absolute_url(),
        due_on=due_on,
        tone="red" if due_on < today() else "amber",
    )


def as_overdue(session: Any, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("Late below"),
        title=session.holder,
        sub=_("Workers' congress: no session for a year."),
        url=session.get_absolute_url(),
        due_on=months_after(session.held_on, YEAR),
        tone="amber",
    )


def proposals(officer: Officer) -> Any:
    return CongressProposal.objects.visible_to(officer).on_desk_of(officer)


def proposals_late_below(officer: Officer) -> Any:
    return CongressProposal.objects.visible_to(officer).late_one_level_down(officer)


PROPOSAL = pgettext_lazy("congress", "Proposal")

SOURCES += [
    Source("bargaining:congress-list", sessions_due, as_due),
    Source("bargaining:congress-list", sessions_overdue_below, as_overdue),
    Source("bargaining:congress-list", proposals, line(PROPOSAL, lambda p: p.title)),
    Source("bargaining:congress-list", proposals_late_below, late_line(PROPOSAL)),
]
