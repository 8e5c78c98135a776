"""What becomes of an issued sheet: a new version, and what is left of it handed out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kernel.figures import plain
from targets.actions import Parts, as_told, check_part, hold_draft, parts_of, save_new
from targets.models import Share, SharePart, TargetSheet
from targets.workflow import SHARE, SheetStage, Step
from unions.events import log_event
from unions.models import Officer
from unions.refusals import Refused
from unions.scoping import same_owner


@transaction.atomic
def draft_version(sheet: TargetSheet, *, reason: str, document: str, by: Officer) -> TargetSheet:
    """The next version of an issued sheet, to be changed and issued; until then this one holds.

    Raises Refused without a reason and the paper it rests on, while another is being drafted, and
    for a sheet that is not the one in force.
    """
    if sheet.stage != SheetStage.ISSUED:
        raise Refused(_("Only the targets in force can be followed by a new version."))
    if not reason.strip() or not document.strip():
        raise Refused(_("A new version says why, and on what document it rests."))
    new = TargetSheet(
        year=sheet.year,
        version=sheet.version + 1,
        reason=reason.strip(),
        document=document.strip(),
        drafted_by=by,
        **same_owner(sheet),
    )
    save_new(new, _("A new version of %(year)s is being drafted already.") % {"year": sheet.year})
    lines = {line.pk: _copy(line, sheet=new) for line in sheet.lines.all()}
    for share in sheet.shares.select_related("union").order_by("pk"):
        following = Share.objects.create(
            sheet=new, previous=share, drafted_by=by, **same_owner(share)
        )
        for part in share.parts.all():
            _copy(part, share=following, line=lines[part.line_id], counter=None, reason="")
    log_event(new, "draft", _("Drafted"), by=by, note=reason, target=new.stage)
    return new


def _copy(row: Any, **changes: Any) -> Any:
    skipped = {"id", *changes}
    kept = {f.attname: getattr(row, f.attname) for f in row._meta.fields if f.name not in skipped}
    return type(row).objects.create(**kept, **changes)


@transaction.atomic
def drop_version(sheet: TargetSheet, *, by: Officer, seen: int | None = None) -> TargetSheet:
    """Give up the draft of a new version; the one in force stays. Gives that one."""
    hold_draft(sheet, seen)
    before = sheet.version_before()
    if before is None:
        raise Refused(_("The first version of a year is not dropped, but changed."))
    number = sheet.version
    sheet.shares.all().delete()
    sheet.delete()
    detail = {"version": number}
    log_event(before, "drop-version", _("Draft of a new version dropped"), by=by, detail=detail)
    return before


@transaction.atomic
def hand_out(sheet: TargetSheet, more: Parts, *, by: Officer, note: str) -> None:
    """Give counties that have not signed yet what is left of lines: (county, line) → how much more.

    Raises Refused for more than is left or than a county has, and for one that has signed;
    MoveRefused without a reason.
    """
    more = {key: value for key, value in more.items() if value}
    if not more:
        raise Refused(_("Say at least for one county how much more it is asked for."))
    parts = {(part.share.union_id, part.line_id): part for part in _held(sheet)}
    if unknown := set(more) - set(parts):
        raise Refused(_("This is no part of the sheet: %(ids)s") % {"ids": sorted(unknown)})
    _check_left(sheet, more)
    told: dict[int, list[dict[str, Any]]] = {}
    for key, value in more.items():
        part = parts[key]
        check_part(part, part.value + value)
        row = {**as_told(part), "value": plain(part.value + value)}
        told.setdefault(part.share_id, []).append(row)
        part.value += value
    SharePart.objects.bulk_update([parts[key] for key in more], ["value"])
    for share in {parts[key].share_id: parts[key].share for key in more}.values():
        SHARE.take(Step.RAISE, share, by=by, note=note, detail={"parts": told[share.pk]})


def _held(sheet: TargetSheet) -> list[SharePart]:
    list(sheet.shares.select_for_update().order_by("pk"))
    return parts_of(sheet)


def _check_left(sheet: TargetSheet, more: Parts) -> None:
    left = sheet.remainders()
    for line, rest in left.items():
        asked = [value for (_county, pk), value in more.items() if pk == line.pk]
        given, rest = sum(asked, Decimal(0)), max(Decimal(0), rest)
        if given > rest:
            known = {"line": line, "left": plain(rest), "given": plain(given)}
            raise Refused(_("%(line)s: %(left)s is left, not %(given)s.") % known)
    if {pk for _county, pk in more} - {line.pk for line in left}:
        raise Refused(_("Only of what is split by a base can something be left."))
