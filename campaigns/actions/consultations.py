"""Consultations: put to the unions, commented on, gathered, and answered with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import Consultation, ConsultationComment
from campaigns.models.consultation import Verdict
from campaigns.workflows.consultation import ConsultationStage
from kernel.days import today
from unions.events import log_event
from unions.models import Officer
from unions.offices import COUNTY_STAFF
from unions.refusals import Refused
from unions.scoping import owned_by


@transaction.atomic
def keep_consultation(consultation: Consultation, *, by: Officer) -> None:
    """Draft one for the officer's union, or change the draft. Raises Refused once it is open."""
    label = _("Consultation changed") if consultation.pk else _("Consultation drafted")
    if consultation.pk is None:
        consultation.drafted_by = by
        for name, value in owned_by(by.union).items():
            setattr(consultation, name, value)
    elif not may_change(by, consultation):
        raise Refused(_("The draft is changed by the union that issues it, before it is open."))
    consultation.save()
    log_event(consultation, "draft", label, by=by)


def may_change(by: Officer, consultation: Consultation) -> bool:
    return consultation.union_id == by.union_id and consultation.stage == ConsultationStage.DRAFT


@transaction.atomic
def comment_on(
    consultation: Consultation, values: Mapping[str, Any], *, by: Officer
) -> ConsultationComment:
    """Write down what the officer's union says. Raises Refused when comments are closed."""
    _hold(consultation)
    if not consultation.takes_comments:
        raise Refused(_("This draft takes no more comments."))
    comment = ConsultationComment.objects.create(
        consultation=consultation, **values, written_by=by, **owned_by(by.union)
    )
    log_event(comment, "comment", _("Comment written"), by=by)
    return comment


def may_gather(by: Officer, consultation: Consultation) -> bool:
    """Whether the officer may forward a digest of what the unions of their county said."""
    above = consultation.union_id != by.union_id
    return above and consultation.takes_comments and COUNTY_STAFF.held_by(by)


@transaction.atomic
def forward_digest(
    consultation: Consultation, values: Mapping[str, Any], *, by: Officer
) -> ConsultationComment:
    """Gather the comments on a paragraph from below into one of the county's own.

    What is gathered is answered with it. Raises Refused where nothing is left to be gathered.
    """
    _hold(consultation)
    if not may_gather(by, consultation):
        raise Refused(_("A digest is forwarded by a county, while comments are open."))
    below = ConsultationComment.objects.visible_to(by).to_answer().filter(
        consultation=consultation, paragraph=values["paragraph"], is_digest=False
    )  # fmt: skip
    ids = list(below.exclude(union=by.union).values_list("pk", flat=True))
    if not ids:
        raise Refused(_("Nothing from below is left to be gathered on this paragraph."))
    digest = ConsultationComment.objects.create(
        consultation=consultation, **values, is_digest=True, written_by=by, **owned_by(by.union)
    )
    below.filter(pk__in=ids).update(gathered_in=digest)
    log_event(digest, "digest", _("Digest forwarded"), by=by, detail={"comments": len(ids)})
    return digest


@transaction.atomic
def answer_comment(comment: ConsultationComment, verdict: str, reason: str, *, by: Officer) -> None:
    """Say what becomes of a comment and why, and of all it gathers.

    Raises Refused without a reason, to another union's officer, and once answers are published.
    """
    consultation = comment.consultation
    _hold(consultation)
    if consultation.union_id != by.union_id or not consultation.takes_answers:
        raise Refused(_("Comments are answered by the union that issued the draft."))
    if comment.gathered_in_id:
        raise Refused(_("This comment is answered with the digest that gathers it."))
    if verdict not in Verdict.values or not reason.strip():
        raise Refused(_("An answer needs its reason."))
    said = {"verdict": verdict, "reason": reason.strip(), "answered_on": today()}
    rows = ConsultationComment.objects.unscoped("the comment and what it gathers")
    rows.filter(pk=comment.pk).update(**said)
    rows.filter(gathered_in=comment.pk).update(**said)
    log_event(comment, "answer", _("Comment answered"), by=by, detail={"verdict": verdict})


def _hold(consultation: Consultation) -> None:
    # Closing and commenting at once: one of them waits for the other.
    held = Consultation.objects.unscoped("the caller found it in the officer's branch")
    consultation.stage = (
        held.select_for_update().values_list("stage", flat=True).get(pk=consultation.pk)
    )
