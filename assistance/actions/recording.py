"""Entries of the privacy registers (PIPL §23, 55–57)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import PrivacyRecord
from kernel.days import months_after
from unions.events import log_event
from unions.models import Officer
from unions.parameters import parameter
from unions.scoping import owned_by


@transaction.atomic
def record_privacy(said: dict[str, Any], *, by: Officer) -> PrivacyRecord:
    """`said`: the fields of the form. It is kept for the years of the federation's parameter."""
    years = int(parameter("assistance.keep_assessment_years"))
    keep_until = months_after(said["happened_on"], 12 * years)
    record = PrivacyRecord.objects.create(
        **said, keep_until=keep_until, recorded_by=by, **owned_by(by.union)
    )
    log_event(record, "record", _("Entered in the register"), by=by, detail={"kind": record.kind})
    return record
