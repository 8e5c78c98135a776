"""Opening a dispute for mediation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assistance.models import MediationCase
from assistance.models.mediation import place_at
from assistance.workflows.mediation import ACCEPT, MEDIATORS, Tier, tiers_of
from kernel.days import today
from kernel.search import pinyin_key
from unions.events import log_event
from unions.models import Officer
from unions.offices import holds_any
from unions.refusals import Refused
from unions.scoping import owned_by


def tiers_open_to(officer: Officer) -> list[Tier]:
    """The levels at which this officer may open a case: those the officer mediates at."""
    return [tier for tier in tiers_of(officer.federation) if holds_any(officer, MEDIATORS[tier])]


@transaction.atomic
@sensitive_variables("values")
def open_mediation(values: Mapping[str, Any], *, by: Officer) -> MediationCase:
    """Raises Refused for a level the officer does not mediate at."""
    if values["tier"] not in tiers_open_to(by):
        raise Refused(_("You do not mediate at that level."))
    case = MediationCase(
        **values, pinyin=pinyin_key(values["name"]), due_on=ACCEPT.after(today()), drafted_by=by,
        **owned_by(by.union),
    )  # fmt: skip
    case.in_charge = place_at(case.tier, by)
    case.save()
    log_event(case, "open", _("Dispute opened"), by=by, detail={"tier": str(case.tier)})
    return case
