"""Honours: a scheme and its quotas, nominations, and what is said against them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import HonourObjection, HonourQuota, HonourScheme, Nomination
from campaigns.models.honour import Honoured
from campaigns.workflows.honour import (
    NOMINATION,
    OVER,
    NominationStage,
    NominationStep,
    SchemeStage,
)
from evidence.actions import keep_file
from kernel.days import today
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer, Union
from unions.refusals import MoveRefused, Refused
from unions.scoping import owned_by, same_owner

NAMED_AFTER_THE_EMPLOYER = (Honoured.EMPLOYER, Honoured.HOME)


@transaction.atomic
def draft_scheme(values: Mapping[str, Any], *, by: Officer) -> HonourScheme:
    scheme = HonourScheme.objects.create(**values, drafted_by=by, **owned_by(by.union))
    log_event(scheme, "draft", _("Honour drafted"), by=by)
    return scheme


@transaction.atomic
def set_quotas(scheme: HonourScheme, seats: Mapping[Union, int | None], *, by: Officer) -> None:
    """Set how many each union may forward; None takes its line away.

    Raises Refused for a scheme that is over, and for fewer places than were taken already.
    """
    if scheme.union_id != by.union_id or scheme.stage not in {SchemeStage.DRAFT, SchemeStage.OPEN}:
        raise Refused(_("Quotas are set by the union that issues the honour, while it is open."))
    own = HonourQuota.objects.unscoped("of the scheme in hand").filter(scheme=scheme)
    taken = {quota.union_id: quota for quota in own.select_for_update(of=("self",))}
    for union, number in seats.items():
        quota = taken.get(union.pk)
        used = quota.forwarded if quota else 0
        if used > (number or 0):
            told = {"county": union.short_name, "used": used}
            raise Refused(_("%(county)s has forwarded %(used)s already.") % told)
        if number is None:
            own.filter(union=union).delete()
        elif quota is None:
            HonourQuota.objects.create(scheme=scheme, seats=number, **owned_by(union))
        else:
            own.filter(pk=quota.pk).update(seats=number)
    said = {str(union.pk): number for union, number in seats.items()}
    log_event(scheme, "quotas", _("Quotas set"), by=by, detail={"seats": said})


@transaction.atomic
def keep_nomination(
    nomination: Nomination, *, evidence: UploadedFile[Any] | None = None, by: Officer
) -> None:
    """Nominate for the officer's union, or change what is still being drafted.

    Raises Refused where the scheme is closed, the record is another union's, or the same stands
    nominated already; UploadRefused for a file that cannot be kept.
    """
    label = _("Nomination changed") if nomination.pk else _("Nomination drafted")
    if nomination.pk is None:
        nomination.drafted_by, nomination.subject = by, nomination.scheme.honours
        for name, value in owned_by(by.union).items():
            setattr(nomination, name, value)
    elif nomination.union_id != by.union_id or nomination.stage != NominationStage.DRAFTED:
        raise Refused(_("It is changed by the union that nominates, and before it is handed in."))
    _hold_open(nomination.scheme)
    if nomination.subject in NAMED_AFTER_THE_EMPLOYER and nomination.employer:
        nomination.name = nomination.employer.name
    _refuse_twice(nomination)
    if evidence is not None:
        nomination.evidence = keep_file(evidence, union=by.union, by=by)
    nomination.pinyin = pinyin_key(nomination.name)
    nomination.save()
    log_event(nomination, "nominate", label, by=by)


def _hold_open(scheme: HonourScheme) -> None:
    # Two nominations of the same at once: the second waits here, and then finds the first.
    held = HonourScheme.objects.unscoped("the caller found it in the officer's branch")
    stage = held.select_for_update().values_list("stage", flat=True).get(pk=scheme.pk)
    if stage != SchemeStage.OPEN:
        raise Refused(_("This honour takes no more nominations."))


def _refuse_twice(nomination: Nomination) -> None:
    same = Nomination.objects.unscoped("whoever nominated it").filter(
        scheme=nomination.scheme, employer=nomination.employer, name=nomination.name
    )
    if same.exclude(pk=nomination.pk).exclude(stage__in=OVER).exists():
        raise Refused(_("It is nominated for this honour already."))


@transaction.atomic
def object_to_nomination(
    nomination: Nomination, *, ground: str, objector: str = "", by: Officer
) -> HonourObjection:
    """Stop the publicity and its clock. Raises MoveRefused, and changes nothing, if it is over."""
    if nomination.publicity_until is None or nomination.publicity_until < today():
        raise MoveRefused(_("The publicity has ended; it takes no more objections."))
    NOMINATION.follow_on(NominationStep.OBJECT, nomination, by=by)
    return HonourObjection.objects.create(
        nomination=nomination,
        ground=ground.strip(),
        objector=objector.strip(),
        recorded_by=by,
        **same_owner(nomination),
    )
