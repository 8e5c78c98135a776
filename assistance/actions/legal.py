"""Legal aid: the request, and the stages of the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.models import LegalCase, LegalPhase
from assistance.offices import COUNTY, REPORTERS
from assistance.workflows.legal import LegalStage
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import Overtaken, Refused
from unions.scoping import owned_by, same_owner


def may_write(case: LegalCase, officer: Officer) -> bool:
    return (
        case.stage == LegalStage.DRAFT and officer.oversees(case) and holds_any(officer, REPORTERS)
    )


def may_keep_phases(case: LegalCase, officer: Officer) -> bool:
    """Whether the officer records what comes of the case before each body."""
    return (
        case.stage == LegalStage.HANDLING and officer.oversees(case) and holds_any(officer, COUNTY)
    )


@transaction.atomic
@sensitive_variables("values")
def open_legal_case(values: Mapping[str, Any], *, by: Officer) -> LegalCase:
    case = LegalCase.objects.create(
        **values, pinyin=pinyin_key(values["name"]), drafted_by=by, **owned_by(by.union)
    )
    log_event(case, "open", _("Request written down"), by=by)
    return case


@transaction.atomic
@sensitive_variables("values")
def write_legal_case(
    case: LegalCase, values: Mapping[str, Any], *, by: Officer, seen: int | None = None
) -> None:
    """Raises Refused once the request is handed in, Overtaken if it moved meanwhile."""
    held = _hold(case)
    if seen is not None and seen != held.moves:
        raise Overtaken()
    if not may_write(held, by):
        raise Refused(_("The request is handed in; it is not written any more."))
    for name, value in {**values, "pinyin": pinyin_key(values["name"])}.items():
        setattr(case, name, value)
    case.save(update_fields=[*values, "pinyin"])
    log_event(case, "write", _("Request changed"), by=by, detail={"fields": sorted(values)})


def _hold(case: LegalCase) -> LegalCase:
    """The case as it now stands; nobody moves it until this is written."""
    held = LegalCase.objects.unscoped("the caller found it in the officer's branch")
    return held.select_for_update().get(pk=case.pk)


@transaction.atomic
def record_phase(
    case: LegalCase, values: Mapping[str, Any], *, by: Officer, phase: LegalPhase | None = None
) -> LegalPhase:
    """A new stage of the case, or how one ended. Raises Refused outside the lawyer's hands."""
    if not may_keep_phases(_hold(case), by):
        raise Refused(_("Stages are recorded while the case is with the lawyer."))
    phase = phase or LegalPhase(case=case, **same_owner(case))
    for name, value in values.items():
        setattr(phase, name, value)
    phase.save()
    log_event(case, "phase", str(phase), by=by, detail={"phase": phase.pk, "kind": phase.kind})
    return phase
