"""A value in yuan comes with its certificate, or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import ContestOutcome, Suggestion, SuggestionTally
from campaigns.offices import organises, runs
from campaigns.workflows.contest import SuggestionStage
from evidence.actions import keep_file
from unions.events import log_event
from unions.models import Officer
from unions.refusals import Refused

Valued = ContestOutcome | Suggestion | SuggestionTally


def may_value(officer: Officer, row: Valued) -> bool:
    """A suggestion's own union, once it is implemented; of the rest, whoever reports on it."""
    if isinstance(row, Suggestion):
        return row.stage == SuggestionStage.IMPLEMENTED and runs(officer, row)
    return organises(officer) and officer.oversees(row)


@transaction.atomic
def certify_value(
    row: Valued,
    yuan: Decimal,
    certificate: UploadedFile[Any],
    *,
    certified_by: str,
    certified_on: date,
    by: Officer,
) -> None:
    """Write down what came of it, as the finance department's signed paper says.

    Raises UploadRefused for a paper that cannot be kept, Refused as `refuse_value`.
    """
    refuse_value(row, by)
    row.certificate = keep_file(certificate, union=row.union, by=by)
    row.yuan, row.certified_by, row.certified_on = yuan, certified_by, certified_on
    row.save(update_fields=["yuan", "certificate", "certified_by", "certified_on"])
    detail = {"yuan": str(yuan), "certificate": row.certificate.pk}
    log_event(row, "certify", _("Value certified"), by=by, detail=detail)


def refuse_value(row: Valued, by: Officer) -> None:
    if isinstance(row, Suggestion) and row.stage != SuggestionStage.IMPLEMENTED:
        raise Refused(_("A suggestion saves nothing before it is implemented."))
    if not may_value(by, row):
        raise Refused(_("The value is entered by the union that keeps the record."))
