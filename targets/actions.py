"""Deeds on a year's targets: drafting, splitting, a new version, handing out what is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kernel.days import today
from kernel.figures import plain
from targets.indicators import ELIGIBLE, GROWTH, INDICATORS, REACHED, indicator, total
from targets.models import (
    FIRST_YEAR,
    NOT_SPLIT,
    SAME,
    Measure,
    Operator,
    Share,
    SharePart,
    TargetLine,
    TargetSheet,
)
from targets.planning import Wanted, asked_by_plans
from targets.splitting import Counted, counties_to_split_to, propose, starts_of
from targets.workflow import SHARE, SheetStage, Step
from unions.events import log_event
from unions.models import Officer
from unions.parameters import figures_in_force, parameter
from unions.refusals import Overtaken, Refused
from unions.scoping import owned_by, same_owner

MOST = 99_999_999  # of any figure; more is a slip of the keyboard
PART = ["value", "base", "most", "base_value"]
Parts = Mapping[tuple[int, int], Decimal]  # (county id, line id) → its figure


@dataclass(frozen=True)
class Terms:
    """What a draft's line asks for."""

    value: Decimal
    operator: str = Operator.AT_LEAST
    deadline: date | None = None
    split_by: str = NOT_SPLIT
    is_limited: bool = False


@transaction.atomic
def draft_sheet(year: int, *, by: Officer) -> TargetSheet:
    """The sheet of a year, with the figures in force as its lines and a proposed split.

    Raises Refused, and drafts nothing, for a year too far off or one that has a sheet.
    """
    if not FIRST_YEAR <= year <= today().year + 1:
        raise Refused(
            _("Targets can be set for %(first)s to %(last)s.")
            % {"first": FIRST_YEAR, "last": today().year + 1}
        )
    sheet = TargetSheet(year=year, drafted_by=by, **owned_by(by.union))
    _save_new(sheet, _("There already is a target sheet for %(year)s.") % {"year": year})
    counted = Counted(year)
    for wanted in _asked_of(year):
        _add(sheet, wanted, counted)
    log_event(sheet, "draft", _("Drafted"), by=by, target=sheet.stage)
    split_anew(sheet, sheet.lines.all(), by=by, counted=counted)
    return sheet


def _save_new(sheet: TargetSheet, taken: str) -> None:
    try:
        with transaction.atomic():
            sheet.save(force_insert=True)
    except IntegrityError:
        raise Refused(taken) from None


def _asked_of(year: int) -> list[Wanted]:
    """What a year asks for: the count to split, then the figures of the parameters and plans."""
    in_force = {figure.declared.key: figure for figure in figures_in_force()}
    usual = {
        code: Wanted(
            code,
            Decimal(str(in_force[figure.target].value)),
            in_force[figure.target].source,
            measure_of(code),
        )
        for code, figure in INDICATORS.items()
        if figure.target
    }
    first = Wanted(REACHED, Decimal(proposed_quota(year)), "", Measure.COUNT)
    return [*({REACHED: first} | usual | asked_by_plans(year)).values()]


def measure_of(code: str) -> Measure:
    if code == GROWTH:
        return Measure.GROWTH
    return Measure.RATE if indicator(code).is_rate else Measure.COUNT


def _add(sheet: TargetSheet, wanted: Wanted, counted: Counted) -> TargetLine:
    """A count is not split before the city says so, but for the one it splits every year."""
    first = wanted.indicator == REACHED
    usual = NOT_SPLIT if wanted.measure == Measure.COUNT else SAME
    line = TargetLine(
        sheet=sheet,
        indicator=wanted.indicator,
        measure=wanted.measure,
        operator=wanted.operator,
        value=wanted.value,
        basis=wanted.source,
        split_by=ELIGIBLE if first else usual,
        is_limited=first,
        **same_owner(sheet),
    )
    _start(line, wanted, counted)
    line.save(force_insert=True)
    return line


def _start(line: TargetLine, wanted: Wanted, counted: Counted) -> None:
    """What the line starts from. A figure that tells what there is adds up by itself."""
    line.base_value = wanted.course_from or starts_of(line, counted)
    if line.is_count and wanted.since is not None and not line.base_value:
        line.is_cumulative, line.base_year = True, wanted.since
        line.base_value = starts_of(line, counted)
    elif line.measure == Measure.GROWTH:
        line.base_year = wanted.since or counted.year - 1
        line.base_value = starts_of(line, counted)
    elif line.base_value:
        line.base_year = counted.year - 1


def proposed_quota(year: int) -> int:
    """The year's growth on the units that counted at the end of last year, rounded up; at least 1.

    Source: seed 000, four (1): units up to standard grow by 30 % a year.
    """
    day = min(today(), date(year - 1, 12, 31))
    counted = total(indicator(GROWTH).by_county(day, year)).denominator or 0
    return max(1, ceil(counted * Decimal(parameter("targets.growth_percent")) / 100))


@transaction.atomic
def split_anew(
    sheet: TargetSheet,
    lines: Iterable[TargetLine],
    *,
    by: Officer,
    counted: Counted | None = None,
) -> None:
    """Split these lines of a draft as the portal would today."""
    counted = counted or Counted(sheet.year)
    lines, counties = list(lines), counties_to_split_to(sheet.union)
    sheet.shares.exclude(union__in=counties).delete()
    SharePart.objects.unscoped("of the draft at hand").filter(line__in=lines).delete()
    shares = {share.union_id: share for share in sheet.shares.all()}
    for county in counties:
        if county.pk not in shares:
            shares[county.pk] = Share.objects.create(sheet=sheet, drafted_by=by, **owned_by(county))
    SharePart.objects.bulk_create(
        SharePart(
            share=shares[found.county.pk],
            line=line,
            **{name: getattr(found, name) for name in PART},
            **owned_by(found.county),
        )
        for line in lines
        for found in propose(line, counties, counted)
    )
    _log_split(sheet, by)


@transaction.atomic
def save_parts(sheet: TargetSheet, values: Parts, *, by: Officer, seen: int | None = None) -> None:
    """Keep a draft's figures by county. They need not add up before the sheet is issued.

    Raises Refused, and keeps nothing, for an issued sheet, for a figure above what the county has
    and for what is no part of the sheet; Overtaken for one that was issued since the page was made.
    """
    _hold_draft(sheet, seen)
    parts = {(part.share.union_id, part.line_id): part for part in parts_of(sheet)}
    if unknown := set(values) - set(parts):
        raise Refused(_("This is no part of the sheet: %(ids)s") % {"ids": sorted(unknown)})
    for key, value in values.items():
        check_part(parts[key], value)
        parts[key].value = value
    changed = [parts[key] for key in values]
    SharePart.objects.bulk_update(changed, ["value"])
    _log_split(sheet, by)


def parts_of(sheet: TargetSheet) -> list[SharePart]:
    parts = SharePart.objects.unscoped("of the sheet at hand").filter(share__sheet=sheet)
    return list(parts.select_related("share__union", "line").order_by("share__union__code", "pk"))


def check_part(part: SharePart, value: Decimal) -> None:
    """Raises Refused, naming county and line, for what the county cannot be asked for."""
    known = {
        "county": part.share.union.short_name,
        "line": part.line,
        "most": part.most_text,
        "value": plain(value),
    }
    if not 0 <= value <= MOST or (part.line.is_count and value != int(value)):
        raise Refused(_("%(county)s, %(line)s: %(value)s is no figure to ask for.") % known)
    if part.most is not None and value > part.most:
        raise Refused(
            _("%(county)s, %(line)s: %(value)s is more than it has; at most %(most)s.") % known
        )


def _log_split(sheet: TargetSheet, by: Officer) -> None:
    told: dict[str, dict[str, str]] = {}
    for part in parts_of(sheet):
        told.setdefault(part.line.indicator, {})[part.share.union.short_name] = part.value_text
    log_event(sheet, "split", _("Split saved"), by=by, detail={"parts": told})


@transaction.atomic
def set_lines(
    sheet: TargetSheet, terms: Mapping[int, Terms], *, by: Officer, seen: int | None = None
) -> list[TargetLine]:
    """Change a draft's lines: line id → terms. Gives those that are to be split anew.

    Raises Refused or Overtaken, and changes nothing, for an issued sheet or terms that make no
    sense.
    """
    _hold_draft(sheet, seen)
    resplit = []
    for line in sheet.lines.filter(pk__in=terms).select_related("sheet"):
        wanted = terms[line.pk]
        _check_terms(line, wanted)
        if (line.split_by, line.is_limited) != (wanted.split_by, wanted.is_limited):
            resplit.append(line)
        for name, value in vars(wanted).items():
            setattr(line, name, value)
        line.save(update_fields=list(vars(wanted)))
    told = {str(line.indicator): line.target_text for line in sheet.lines.all()}
    log_event(sheet, "set", _("Targets set"), by=by, detail={"lines": told})
    return resplit


def _check_terms(line: TargetLine, wanted: Terms) -> None:
    if line.is_count and wanted.value != int(wanted.value):
        raise Refused(_("%(line)s: a count is a whole number.") % {"line": line})
    if not line.is_count and wanted.split_by not in (NOT_SPLIT, SAME):
        raise Refused(_("%(line)s: only a count can be split by a base.") % {"line": line})
    if wanted.deadline and wanted.deadline.year != line.sheet.year:
        raise Refused(_("%(line)s: the deadline lies in another year.") % {"line": line})


@transaction.atomic
def add_line(
    sheet: TargetSheet, wanted: Wanted, *, by: Officer, seen: int | None = None
) -> TargetLine:
    """One more target of a draft; Refused where the sheet has it, or cannot tell it so."""
    _hold_draft(sheet, seen)
    known = indicator(wanted.indicator)
    if sheet.lines.filter(indicator=wanted.indicator).exists():
        raise Refused(_("The sheet has this target already: %(line)s.") % {"line": known.label})
    if known.is_rate and wanted.measure == Measure.COUNT:
        raise Refused(_("%(line)s is a rate, not a count.") % {"line": known.label})
    if not known.is_rate and wanted.measure in (Measure.RATE, Measure.DEADLINE):
        raise Refused(_("%(line)s is a count, not a rate.") % {"line": known.label})
    line = _add(sheet, wanted, Counted(sheet.year))
    split_anew(sheet, [line], by=by)
    return line


@transaction.atomic
def drop_lines(sheet: TargetSheet, lines: Sequence[int], *, by: Officer, seen: int | None) -> None:
    """Take targets out of a draft."""
    _hold_draft(sheet, seen)
    gone = sheet.lines.filter(pk__in=lines)
    names = [str(line) for line in gone]
    gone.delete()
    if names:
        log_event(sheet, "drop-lines", _("Targets taken out"), by=by, detail={"lines": names})


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
    _save_new(new, _("A new version of %(year)s is being drafted already.") % {"year": sheet.year})
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
    _hold_draft(sheet, seen)
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


def as_told(part: SharePart) -> dict[str, Any]:
    """A part as the trail keeps it."""
    return {
        "line": part.line.indicator,
        "label": str(part.line),
        "asked": part.value_text,
        "unit": part.line.unit,
    }


def _hold_draft(sheet: TargetSheet, seen: int | None) -> None:
    """Lock the sheet against being issued in between."""
    held = TargetSheet.objects.select_for_update().get(pk=sheet.pk)
    if seen is not None and seen != held.moves:
        raise Overtaken()
    if held.stage != SheetStage.DRAFT:
        raise Refused(_("The sheet has been issued; it changes by a new version, with a reason."))
