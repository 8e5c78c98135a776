"""The answers to a share: a county proposes other figures, the city agrees to each or says why not.

What was asked, proposed and answered stays in the detail of each event: that is the trail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kernel.figures import plain
from targets.actions import as_told, check_part
from targets.models import Share, SharePart
from targets.workflow import SHARE, Step
from unions.models import Officer
from unions.refusals import Refused


@dataclass(frozen=True)
class Answer:
    """A figure for one part, and why."""

    value: Decimal
    why: str = ""


Answers = Mapping[int, Answer]  # part id → what is answered to it


@transaction.atomic
def counter_share(share: Share, answers: Answers, *, by: Officer, seen: int | None = None) -> None:
    """The county answers with other figures, and says why for each.

    Raises Refused where no figure differs or one lacks its reason, or is more than the county has;
    MoveRefused as every move does.
    """
    parts = _parts_of(share, answers)
    other = [part for part in parts if answers[part.pk].value != part.value]
    if not other:
        raise Refused(_("That is the share you were given; accept it, or name another figure."))
    told = []
    for part in other:
        part.counter, part.reason = answers[part.pk].value, answers[part.pk].why.strip()
        check_part(part, part.counter)
        _check_why(part, part.reason)
        told.append({**as_told(part), "counter": part.counter_text, "why": part.reason})
    SHARE.take(Step.COUNTER, share, by=by, note=_sentence(told), seen=seen, detail={"parts": told})
    share.close_the_round()
    SharePart.objects.bulk_update(other, ["counter", "reason"])


@transaction.atomic
def answer_counter(share: Share, answers: Answers, *, by: Officer, seen: int | None = None) -> None:
    """The city answers each figure that was proposed: the same agrees, another needs its reason.

    Where it agrees to all, the share is taken on; else the county is asked again.
    """
    parts = [part for part in _parts_of(share, answers) if part.counter is not None]
    told = []
    for part in parts:
        answer, why = answers[part.pk], answers[part.pk].why.strip()
        check_part(part, answer.value)
        if answer.value != part.counter:
            _check_why(part, why)
        row = {**as_told(part), "counter": part.counter_text, "value": plain(answer.value)}
        told.append({**row, "why": why})
    note = _sentence([row for row in told if row["why"]])
    if all(answers[part.pk].value == part.counter for part in parts):
        SHARE.take(Step.AGREE, share, by=by, note=note, seen=seen, detail={"parts": told})
        return
    SHARE.take(Step.REISSUE, share, by=by, note=note, seen=seen, detail={"parts": told})
    for part in parts:
        part.value = answers[part.pk].value
        part.counter, part.reason = None, ""
    SharePart.objects.bulk_update(parts, ["value", "counter", "reason"])


@transaction.atomic
def agree_to_counter(share: Share, *, by: Officer, seen: int | None = None) -> None:
    told = [
        {**as_told(part), "counter": part.counter_text, "value": part.counter_text}
        for part in share.parts.exclude(counter=None).select_related("line")
    ]
    SHARE.take(Step.AGREE, share, by=by, seen=seen, detail={"parts": told})


def _parts_of(share: Share, answers: Answers) -> list[SharePart]:
    found = share.parts.filter(pk__in=answers).select_related("line", "share__union")
    parts: list[SharePart] = list(found.select_for_update(of=("self",)).order_by("pk"))
    if len(parts) != len(answers):
        raise Refused(_("This is no part of the share."))
    return parts


def _check_why(part: SharePart, why: str) -> None:
    if not why:
        known = {"county": part.share.union.short_name, "line": part.line}
        raise Refused(_("%(county)s, %(line)s: please say why.") % known)


def _sentence(told: list[dict[str, Any]]) -> str:
    """The reasons in one line, for the log and the workbench."""
    said = [_("%(line)s: %(why)s") % {"line": row["label"], "why": row["why"]} for row in told]
    return _("; ").join(said)
