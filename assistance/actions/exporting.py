"""A list of files as a workbook: masked, bounded, and logged."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.models import HouseholdFile
from assistance.models.household import HouseholdFileQuerySet
from kernel.spreadsheet import Column, Sheet, write_workbook
from unions.events import log_event
from unions.models import Officer
from unions.parameters import parameter
from unions.refusals import Refused


@transaction.atomic
def export_files(files: HouseholdFileQuerySet, *, by: Officer, filters: dict[str, str]) -> bytes:
    """The workbook. `filters` tells the log what was chosen, and holds no name and no number.

    Raises Refused, and writes nothing, for more rows than one list may hold.
    """
    most = int(parameter("assistance.export_rows"))
    files = files.select_related("township", "county", "federation")
    rows = list(files.order_by("-pk")[: most + 1])
    if len(rows) > most:
        raise Refused(
            _(
                "A list of personal data holds at most %(most)d files. Narrow the filters, for "
                "example by township or stage, and export part by part."
            )
            % {"most": most}
        )
    target = BytesIO()
    write_workbook(target, [Sheet(_("Hardship files"), _columns(), map(_cells, rows),
                                  below=[_watermark(by, len(rows))])])  # fmt: skip
    detail = {"rows": len(rows), "filters": filters}
    log_event(by, "export", _("List of hardship files exported"), by=by, detail=detail)
    return target.getvalue()


def _columns() -> list[Column]:
    return [
        Column(_("File number"), 20),
        Column(_("Applicant"), 12),
        Column(_("Worker"), 12),
        Column(_("Unit"), 28),
        Column(_("County"), 12),
        Column(_("Township"), 20),
        Column(_("Mobile number"), 14),
        Column(_("Bank card"), 22),
        Column(_("Main reason"), 18),
        Column(_("Category"), 12),
        Column(_("Stage"), 16),
        Column(_("On file since"), 12),
        Column(_("Due"), 12),
    ]


def _cells(file: HouseholdFile) -> list[Any]:
    return [
        file.number,
        file.applicant_name,
        file.get_worker_kind_display(),
        file.workplace,
        (file.county or file.federation).short_name,
        file.township.short_name if file.township else "",
        str(file.phone),
        str(file.card),
        file.get_main_reason_display(),
        file.get_category_display(),
        file.get_stage_display(),
        file.filed_on,
        file.due_on,
    ]


def _watermark(by: Officer, rows: int) -> str:
    when = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    said = _("Exported by %(who)s on %(when)s: %(rows)d files. Personal data: for this work only.")
    return said % {"who": by, "when": when, "rows": rows}
