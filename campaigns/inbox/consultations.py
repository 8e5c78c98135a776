"""What of consultations waits on the workbench: to comment on, to answer."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from campaigns.models import Consultation, ConsultationComment
from campaigns.offices import ISSUERS, UNITS
from campaigns.workflows.consultation import ConsultationStage
from kernel.days import today
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer
from unions.offices import holds_any

S = ConsultationStage


def to_comment(officer: Officer) -> Any:
    """Drafts of a union above on which the officer's own has said nothing yet."""
    found = Consultation.objects.visible_to(officer).select_related("union")
    if not holds_any(officer, UNITS):
        return found.none()
    said = ConsultationComment.objects.visible_to(officer).filter(
        consultation=OuterRef("pk"), union=officer.union_id
    )
    asked = found.filter(~Exists(said), stage=S.OPEN, until__gte=today())
    return asked.exclude(union_id=officer.union_id).order_by("until", "pk")


def to_answer(officer: Officer) -> Any:
    """The officer's own drafts whose day is over: to close, to answer, to publish."""
    found = Consultation.objects.visible_to(officer).select_related("union")
    if not holds_any(officer, ISSUERS):
        return found.none()
    over = found.filter(union_id=officer.union_id, until__lt=today(), stage__in=[S.OPEN, S.CLOSED])
    return over.order_by("until", "pk")


def comment_line(consultation: Consultation, officer: Officer) -> ToDo:
    return _line(
        consultation, _("%(union)s asks for comments") % {"union": consultation.union.name}
    )


def answer_line(consultation: Consultation, officer: Officer) -> ToDo:
    return _line(consultation, _("Comments are to be answered."))


def _line(consultation: Consultation, sub: str) -> ToDo:
    return ToDo(
        tag=_("Consultation"),
        title=consultation.title,
        sub=sub,
        url=consultation.get_absolute_url(),
        due_on=consultation.until,
        tone="amber",
    )


SOURCES += [
    Source("campaigns:consultation-list", to_comment, comment_line),
    Source("campaigns:consultation-list", to_answer, answer_line),
]
