"""A unit's answers: saved as it goes, reported in the end, or confirmed in one press."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import PartFile, Participation
from campaigns.models.campaign import answered
from campaigns.prefill import known_answers
from campaigns.workflows.campaign import PART, TO_REPORT, CampaignStage, PartStep
from evidence.actions import keep_file
from unions.models import Officer
from unions.refusals import Overtaken, Refused
from unions.scoping import same_owner

Answers = Mapping[str, Any]
Files = Mapping[str, UploadedFile[Any]]


def may_report(part: Participation, officer: Officer) -> bool:
    moves = PART.open_to(officer, part)
    return part.campaign.stage == CampaignStage.ISSUED and any(
        move.step == PartStep.REPORT for move in moves
    )


@transaction.atomic
def save_answers(
    part: Participation,
    answers: Answers,
    *,
    by: Officer,
    files: Files | None = None,
    seen: int | None = None,
) -> None:
    """Keep what is answered so far; the unit goes on another day.

    `answers` holds every field of the form but files, which stay unless a new one comes.
    Raises Refused once it is reported, Overtaken if it moved since the page was made.
    """
    _hold(part, by, seen)
    kept = {field.code: part.answers.get(field.code) for field in part.asked}
    said = {code: value for code, value in {**kept, **answers}.items() if answered(value)}
    for code, upload in (files or {}).items():
        file = keep_file(upload, union=part.union, by=by)
        PartFile.objects.update_or_create(
            part=part, code=code, defaults={"file": file, **same_owner(part)}
        )
        said[code] = file.pk
    part.answers = said
    part.save(update_fields=["answers"])


def _hold(part: Participation, by: Officer, seen: int | None) -> None:
    held = Participation.objects.unscoped("found by the caller").select_for_update()
    row = held.filter(pk=part.pk).values_list("stage", "moves").get()
    if row != (part.stage, part.moves) or (seen is not None and seen != part.moves):
        raise Overtaken()
    if part.stage not in TO_REPORT or not may_report(part, by):
        raise Refused(_("This report is not yours to write now."))


@transaction.atomic
def report_part(
    part: Participation,
    answers: Answers,
    *,
    by: Officer,
    files: Files | None = None,
    seen: int | None = None,
) -> None:
    """Save and report at once. Raises MoveRefused with the fields still open, and saves nothing."""
    save_answers(part, answers, by=by, files=files, seen=seen)
    PART.take(PartStep.REPORT, part, by=by, detail={"version": part.version.number})


@transaction.atomic
def confirm_part(part: Participation, *, by: Officer, seen: int | None = None) -> None:
    """Report what the portal knows, with what the unit had saved: nothing is new."""
    report_part(part, answers_at_hand(part), by=by, seen=seen)


def answers_at_hand(part: Participation) -> dict[str, Any]:
    """What the unit has saved; where it has not, what the portal knows."""
    return {**known_answers(part, part.asked), **part.answers}


def can_confirm(part: Participation) -> bool:
    """Whether one press is enough: every required field has an answer."""
    hand = answers_at_hand(part)
    return all(answered(hand.get(field.code)) for field in part.asked if field.required)
