"""Writing a plan: the measures, their evidence, and handing them in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from evidence.actions import keep_file
from homes.models import Attachment, HomePlan, Measure
from homes.workflow import PLAN, Stage, Step
from unions.models import Officer
from unions.offices import BASE_CHAIR
from unions.refusals import Overtaken, Refused
from unions.scoping import same_owner

DRAFT_STAGES = (Stage.DRAFTING, Stage.RETURNED)
DRAFTED = ["text", "responsible", "due_on", "already_met"]


@dataclass(frozen=True)
class Draft:
    """One measure as its chair has just written it, with files to add and files to take away."""

    measure: Measure
    uploads: Sequence[UploadedFile[Any]] = ()
    removed: Collection[Attachment] = field(default=())


def may_write(plan: HomePlan, officer: Officer, stages: Collection[str] = DRAFT_STAGES) -> bool:
    """Whether this officer writes this plan now: the chair of its own union, in these stages."""
    chairs = BASE_CHAIR.held_by(officer) and officer.union_id == plan.union_id
    return chairs and plan.stage in stages


@transaction.atomic
def save_measures(
    plan: HomePlan, drafts: Iterable[Draft], *, by: Officer, seen: int | None = None
) -> None:
    """Keep what the chair has written so far; nothing of it need be complete.

    Raises Refused or Overtaken, and keeps nothing, if the plan is no longer the chair's to write.
    """
    hold(plan, DRAFT_STAGES, by, seen=seen)
    for draft in drafts:
        draft.measure.save(update_fields=DRAFTED)
        change_files(draft, by=by)
    plan.drafted_by = by
    plan.save(update_fields=["drafted_by"])


@transaction.atomic
def fill_in(plan: HomePlan, *, responsible: str, due_on: date | None, by: Officer) -> None:
    """Give one person and one date to every measure that names none yet."""
    hold(plan, DRAFT_STAGES, by)
    open_measures = plan.measures.filter(already_met=False)
    if responsible:
        open_measures.filter(responsible="").update(responsible=responsible)
    if due_on:
        open_measures.filter(due_on=None).update(due_on=due_on)


@transaction.atomic
def submit_plan(plan: HomePlan, *, by: Officer, seen: int | None = None) -> None:
    """Hand the plan in; the log keeps the measures as they were handed in."""
    PLAN.take(Step.SUBMIT, plan, by=by, seen=seen, detail={"measures": as_submitted(plan)})


def as_submitted(plan: HomePlan) -> list[dict[str, Any]]:
    measures = plan.measures.select_related("criterion").prefetch_related("attachments__file")
    return [
        {
            "code": measure.criterion.code,
            "title": measure.criterion.title,
            "text": measure.text,
            "responsible": measure.responsible,
            "due_on": measure.due_on.isoformat() if measure.due_on else "",
            "already_met": measure.already_met,
            "files": sorted(attachment.file.sm3 for attachment in measure.attachments.all()),
        }
        for measure in measures.order_by("criterion__position")
    ]


def hold(plan: HomePlan, stages: Collection[str], by: Officer, *, seen: int | None = None) -> None:
    """Keep the plan where it stands until this transaction ends.

    `seen` is the count of moves the page showed. Raises Refused if the plan is not the officer's
    to write, Overtaken if it has moved meanwhile.
    """
    now = HomePlan.objects.select_for_update().filter(pk=plan.pk).values_list("moves", flat=True)
    if now.get() != (plan.moves if seen is None else seen):
        raise Overtaken()
    if not may_write(plan, by, stages):
        raise Refused(
            _("The plan stands at “%(stage)s” and cannot be written now.")
            % {"stage": plan.get_stage_display()}
        )


def change_files(draft: Draft, *, by: Officer) -> None:
    for attachment in draft.removed:
        attachment.delete()
    for upload in draft.uploads:
        file = keep_file(upload, union=by.union, by=by)
        # The same photo sent twice is one proof.
        Attachment.objects.get_or_create(
            measure=draft.measure, file=file, defaults=same_owner(draft.measure)
        )
