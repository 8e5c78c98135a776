"""The targets' part of the workbench: sheets to issue, shares to answer."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from targets.models import Share, TargetSheet
from targets.workflow import SHARE, SHEET, TAKEN_ON, ShareStage
from unions.inbox import SOURCES, Source, ToDo
from unions.models import Event, Officer

SECTION = "targets:sheet-list"


def sheets_awaiting(officer: Officer) -> QuerySet[Any]:
    sheets: QuerySet[Any] = TargetSheet.objects.visible_to(officer)
    return sheets.filter(stage__in=SHEET.waiting_for(officer)).order_by("year")


def sheet_as_todo(sheet: TargetSheet, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To issue"),
        title=str(sheet),
        sub=sheet.reason or _("Split the targets to the counties and issue them."),
        url=sheet.get_absolute_url(),
        tone="amber",
    )


def shares_awaiting(officer: Officer) -> QuerySet[Any]:
    """With who moved it last, and what they said."""
    last = Event.objects.filter(subject=Share._meta.label_lower, subject_id=OuterRef("pk"))
    last = last.order_by("-pk")
    shares: QuerySet[Any] = Share.objects.visible_to(officer)
    shares = shares.filter(stage__in=SHARE.waiting_for(officer)).order_by("due_on", "pk")
    found: QuerySet[Any] = shares.select_related("union", "sheet").annotate(
        said_by=Subquery(last.values("actor")[:1]), said=Subquery(last.values("note")[:1])
    )
    return found


def share_as_todo(share: Any, officer: Officer) -> ToDo:
    return ToDo(
        tag=_("To sign") if share.stage in TAKEN_ON else _("To answer"),
        title=_share_title(share),
        sub=_sub(share),
        url=share.get_absolute_url(),
        due_on=share.due_on,
        tone="red",
    )


def _sub(share: Any) -> str:
    """Who moved it last, and what they said, or why a version asks otherwise."""
    said = share.said or (share.sheet.reason if share.stage == ShareStage.ISSUED else "")
    if share.said_by and said:
        return _("%(who)s: %(said)s") % {"who": share.said_by, "said": said}
    return str(share.said_by or said or "")


def _share_title(share: Share) -> str:
    if share.stage == ShareStage.COUNTERED:
        known = {"county": share.union.short_name, "year": share.sheet.year}
        return _("%(county)s proposes other figures for %(year)s") % known
    return str(share)


SOURCES += [
    Source(SECTION, sheets_awaiting, sheet_as_todo),
    Source(SECTION, shares_awaiting, share_as_todo),
]
