"""The workflow engine: one table of moves per lifecycle, one way to move.

Buttons, the inbox, the permission check, deadlines and the drawn diagram all come from the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from kernel.days import today
from kernel.digest import sm3_of
from kernel.workdays import add_days_rolling, add_working_days
from unions.events import log_event
from unions.models import Event, Officer
from unions.offices import Office, holds_any
from unions.parameters import parameter
from unions.refusals import MoveRefused, Overtaken

Words = str | Promise


@dataclass(frozen=True)
class Deadline:
    """How long the record may wait where a move has put it: a parameter that holds the days."""

    key: str
    working: bool = True

    def after(self, day: date) -> date:
        days = int(parameter(self.key, on=day))
        return add_working_days(day, days) if self.working else add_days_rolling(day, days)

    @property
    def counted_in(self) -> str:
        """For the drawing (docs/workflows.md)."""
        return "working days" if self.working else "days"


class Clock(Protocol):
    """What a move asks of its deadline: the last day, or None where no rule sets one."""

    @property
    def key(self) -> str: ...

    @property
    def counted_in(self) -> str: ...

    def after(self, day: date) -> date | None: ...


@dataclass(frozen=True)
class Move:
    """One edge of a lifecycle.

    source, target: stages. step: the verb. offices: who may take it; none is a
    consequence of something else, or the portal's clock.
    needs_note: the mover must say why. decision: not for the person who drafted the record or
    handed it in.
    optional: open to the office, but nobody waits for it. due: the deadline at the target.
    when: whether this edge is on the federation's road at all, where its parameters offer two.
    guard: what stands against the move, as lines for the mover; an empty list lets it through.
    sets: columns written in one with the stage, which a constraint ties to it.
    then: what the move changes besides the record's own row.
    follows: a sentence saying what comes next.
    """

    source: Any
    step: Any
    target: Any
    offices: tuple[Office, ...]
    needs_note: bool = False
    decision: bool = False
    optional: bool = False
    due: Clock | None = None
    when: Callable[[Any], bool] | None = None
    guard: Callable[[Any], list[str]] | None = None
    sets: Callable[[Any, Officer | None], dict[str, Any]] | None = None
    then: Callable[[Any, Officer | None], None] | None = None
    follows: Words = ""

    @property
    def label(self) -> str:
        return str(self.step.label)

    def leads_from(self, record: Any) -> bool:
        """Whether the record stands at the beginning of this edge, and the edge is on its road."""
        return self.source == record.stage and (self.when is None or self.when(record))


class Workflow:
    """The table of one lifecycle, and the one way to move through it."""

    def __init__(self, *moves: Move) -> None:
        self.moves = moves

    def held_by(self, officer: Officer) -> list[Move]:
        return [m for m in self.moves if holds_any(officer, m.offices)]

    def waiting_for(self, officer: Officer) -> list[str]:
        """Stages in which this officer's office is expected to act."""
        return sorted({str(m.source) for m in self.held_by(officer) if not m.optional})

    def open_to(self, officer: Officer, record: Any) -> list[Move]:
        """The moves this officer may make on this record as it now stands."""
        if not officer.oversees(record):
            return []
        return [
            m
            for m in self.held_by(officer)
            if m.leads_from(record) and not (m.decision and drafted(record, officer))
        ]

    @transaction.atomic
    def take(
        self,
        step: str,
        record: Any,
        *,
        by: Officer,
        note: str = "",
        seen: int | None = None,
        detail: dict[str, Any] | None = None,
    ) -> None:
        """Take `record` one step on, and log it.

        `seen` is the count of moves the page showed.
        Raises MoveRefused, and changes nothing, if the move is not open, lacks the note it needs or
        is held up by its guard; Overtaken if another officer moved the record first.
        """
        if seen is not None and seen != record.moves:
            raise Overtaken()
        move = self._find(step, record, by)
        if move.needs_note and not note.strip():
            raise MoveRefused(_("Please say why: the person who must act will read it."))
        self._make(move, record, by, note, detail)

    @transaction.atomic
    def follow_on(
        self,
        step: str,
        record: Any,
        *,
        by: Officer | None,
        note: str = "",
        detail: dict[str, Any] | None = None,
    ) -> None:
        """Take a step that is nobody's to press: the consequence of what `by` has just done.

        Raises MoveRefused, and changes nothing, if the record does not stand where the step begins.
        """
        self._make(self._find(step, record, None), record, by, note, detail)

    @transaction.atomic
    def take_together(
        self, step: str, records: QuerySet[Any], *, whole: Any, by: Officer | None, **changes: Any
    ) -> list[int]:
        """Take one step on thousands of records in one UPDATE, and log it once, on `whole`.

        For what was decided of the whole: the mover's office was checked there, guards and `then`
        are not asked for each record, and `changes` are columns set along with the stage. Gives
        the ids that moved, in order; records that stand elsewhere stay where they are. The event
        keeps their count and the SM3 of their ids.
        """
        (move,) = (m for m in self.moves if m.step == step and (not m.when or m.when(whole)))
        standing = records.filter(stage=move.source).order_by("pk").select_for_update(of=("self",))
        moved = list(standing.values_list("pk", flat=True))
        records.model._base_manager.filter(pk__in=moved).update(
            stage=move.target,
            moves=F("moves") + 1,
            due_on=move.due.after(today()) if move.due else None,
            **changes,
        )
        kind = str(records.model._meta.label_lower)
        detail = {"records": kind, "moved": len(moved), "sm3": sm3_of(moved)}
        log_event(whole, str(move.step.value), move.label, by=by, detail=detail)
        return moved

    def _make(
        self,
        move: Move,
        record: Any,
        by: Officer | None,
        note: str,
        detail: dict[str, Any] | None,
    ) -> None:
        self._hold(record)
        self._ask(move, record)
        before = record.stage, record.due_on, record.moves
        try:
            self._claim(move, record, by)
            if move.then:
                move.then(record, by)
        except BaseException:
            # The database takes the row back; the object a page still shows goes with it.
            record.stage, record.due_on, record.moves = before
            raise
        log_event(
            record,
            str(move.step.value),
            move.label,
            by=by,
            note=note,
            source=str(move.source),
            target=str(move.target),
            detail=detail,
        )

    def _hold(self, record: Any) -> None:
        # Of two officers who press at once, the second waits here, and then finds no such row.
        standing = type(record)._base_manager.filter(
            pk=record.pk, stage=record.stage, moves=record.moves
        )
        if standing.select_for_update().values_list("pk").first() is None:
            raise Overtaken()

    def _ask(self, move: Move, record: Any) -> None:
        missing = move.guard(record) if move.guard else []
        if missing:
            raise MoveRefused(
                _("“%(step)s” has to wait: something is missing.") % {"step": move.label},
                missing=missing,
            )

    def _find(self, step: str, record: Any, by: Officer | None) -> Move:
        if by is None:
            moves = [m for m in self.moves if not m.offices and m.leads_from(record)]
        else:
            moves = self.open_to(by, record)
        move = next((m for m in moves if m.step == step), None)
        if move is None:
            raise MoveRefused(self._why_not(step, record, by))
        if by and move.decision and handed_in(record, by):
            raise MoveRefused(_("You handed this in yourself; someone else has to decide."))
        return move

    def _why_not(self, step: str, record: Any, by: Officer | None) -> str:
        edges = [m for m in self.moves if m.step == step]
        if not edges:
            return _("There is no such step.")
        here = [m for m in edges if m.leads_from(record)]
        if not here:
            return _("“%(step)s” is not possible now: the record stands at “%(stage)s”.") % {
                "step": edges[0].label,
                "stage": record.get_stage_display(),
            }
        if by and here[0].decision and drafted(record, by):
            return _("You drafted this yourself; someone else has to decide.")
        return _("“%(step)s” is not yours to take: it waits for %(office)s.") % {
            "step": here[0].label,
            "office": " / ".join(office.label for office in here[0].offices) or _("its date"),
        }

    def _claim(self, move: Move, record: Any, by: Officer | None) -> None:
        changes = {"due_on": move.due.after(today()) if move.due else None}
        if move.sets:
            changes |= move.sets(record, by)
        type(record)._base_manager.filter(pk=record.pk).update(
            stage=move.target, moves=F("moves") + 1, **changes
        )
        for name, value in changes.items():
            setattr(record, name, value)
        record.stage = str(move.target)
        record.moves += 1


def drafted(record: Any, officer: Officer) -> bool:
    """Whether this person drafted the record, in whatever post."""
    return bool(record.drafted_by_id) and record.drafted_by.user_id == officer.user_id


def handed_in(record: Any, officer: Officer) -> bool:
    """Whether this person took the record to where it stands, in whatever post."""
    arrivals = Event.objects.about(record).filter(target=record.stage).exclude(source="")
    last = arrivals.select_related("officer").first()
    return last is not None and last.officer is not None and last.officer.user_id == officer.user_id


def take_each(
    workflow: Workflow, step: str, records: Iterable[Any], *, by: Officer, note: str = ""
) -> tuple[list[Any], list[tuple[Any, MoveRefused]]]:
    """Take the same step on several records; each stands or falls alone.

    Returns those that moved, and those that did not with the reason.
    """
    moved, refused = [], []
    for record in records:
        try:
            workflow.take(step, record, by=by, note=note)
            moved.append(record)
        except MoveRefused as refusal:
            refused.append((record, refusal))
    return moved, refused
