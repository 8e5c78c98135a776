"""What of honours waits on the workbench: to review, to settle, to award, to check again."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Nomination
from campaigns.offices import ISSUERS, organises
from campaigns.workflows.honour import HOLDING, NominationStage
from kernel.days import today
from unions.casework.todo import line
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Officer
from unions.offices import CITY_STAFF, COUNTY_STAFF, holds_any

S = NominationStage


def to_review(officer: Officer) -> Any:
    found = Nomination.objects.visible_to(officer).select_related("scheme")
    stages = [
        str(stage)
        for stage, office in ((S.COUNTY, COUNTY_STAFF), (S.CITY, CITY_STAFF))
        if office.held_by(officer)
    ]
    return found.awaiting(stages)


def returned(officer: Officer) -> Any:
    """Sent back to the officer's own union."""
    found = Nomination.objects.visible_to(officer).select_related("scheme")
    if not organises(officer):
        return found.none()
    mine = found.filter(union_id=officer.union_id, handed_in_on__isnull=False)
    return mine.awaiting([S.DRAFTED])


def for_the_issuer(officer: Officer) -> Any:
    """Objected to, through its publicity, or due for its re-check, of the officer's own honours."""
    found = Nomination.objects.visible_to(officer).select_related("scheme")
    if not holds_any(officer, ISSUERS):
        return found.none()
    waits = (
        Q(stage=S.OBJECTED)
        | Q(stage=S.PUBLICITY, publicity_until__lt=today())
        | Q(stage__in=HOLDING, recheck_on__lte=today())
    )
    return found.filter(waits, scheme__union_id=officer.union_id).order_by("pk")


def issuer_line(nomination: Nomination, officer: Officer) -> ToDo:
    what = {
        S.OBJECTED: _("An objection is to be settled."),
        S.PUBLICITY: _("The publicity has run: it can be awarded."),
    }.get(S(nomination.stage), _("Its re-check is due."))
    due = {S.OBJECTED: nomination.due_on, S.PUBLICITY: nomination.publicity_until}
    return ToDo(
        tag=_("Honour"),
        title=nomination.number,
        sub=f"{nomination.scheme} · {what}",
        url=nomination.get_absolute_url(),
        due_on=due.get(S(nomination.stage), nomination.recheck_on),
        tone="red" if nomination.stage == S.OBJECTED else "amber",
    )


nomination_line = line(gettext_lazy("Honour"), lambda nomination: str(nomination.scheme))
SOURCES += [
    Source("campaigns:honour-list", to_review, nomination_line),
    Source("campaigns:honour-list", returned, nomination_line),
    Source("campaigns:honour-list", for_the_issuer, issuer_line),
]
