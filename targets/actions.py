"""Deeds on the draft of a year's targets: its lines, and the counties' parts of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
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
from targets.splitting import WHOLE, Counted, counties_to_split_to, propose, starts_of
from targets.workflow import SheetStage
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


@dataclass(frozen=True)
class Changes:
    """What is changed of a draft at once. `anew`: and all of it is split as the portal would."""

    terms: Mapping[int, Terms]  # by line id
    parts: Parts
    dropped: Sequence[int] = ()
    added: Wanted | None = None
    anew: bool = False


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
    save_new(sheet, _("There already is a target sheet for %(year)s.") % {"year": year})
    counted = Counted(year)
    for wanted in _asked_of(year):
        _add(sheet, wanted, counted)
    log_event(sheet, "draft", _("Drafted"), by=by, target=sheet.stage)
    split_anew(sheet, sheet.lines.all(), by=by, counted=counted)
    return sheet


def save_new(sheet: TargetSheet, taken: str) -> None:
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
    hold_draft(sheet, seen)
    parts = {(part.share.union_id, part.line_id): part for part in parts_of(sheet)}
    if unknown := set(values) - set(parts):
        raise Refused(_("This is no part of the sheet: %(ids)s") % {"ids": sorted(unknown)})
    other = {key: value for key, value in values.items() if parts[key].value != value}
    for key, value in other.items():
        check_part(parts[key], value)
        parts[key].value = value
    if other:
        SharePart.objects.bulk_update([parts[key] for key in other], ["value"])
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

    Of a line that is the same for each, the counties that were asked the same go with it.
    Raises Refused or Overtaken, and changes nothing, for an issued sheet or terms that make no
    sense.
    """
    hold_draft(sheet, seen)
    resplit, other = [], False
    for line in sheet.lines.filter(pk__in=terms).select_related("sheet"):
        wanted = terms[line.pk]
        if all(getattr(line, name) == value for name, value in vars(wanted).items()):
            continue
        other = True
        _check_terms(line, wanted)
        if line.split_by == SAME and line.value != wanted.value:
            line.parts.filter(value=line.value).update(value=wanted.value)
        if (line.split_by, line.is_limited) != (wanted.split_by, wanted.is_limited):
            resplit.append(line)
        for name, value in vars(wanted).items():
            setattr(line, name, value)
        line.save(update_fields=list(vars(wanted)))
    if other:
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
    hold_draft(sheet, seen)
    known = indicator(wanted.indicator)
    if sheet.lines.filter(indicator=wanted.indicator).exists():
        raise Refused(_("The sheet has this target already: %(line)s.") % {"line": known.label})
    _check_wanted(wanted, sheet.year)
    line = _add(sheet, wanted, Counted(sheet.year))
    told = {str(line): line.target_text}
    log_event(sheet, "add-line", _("Target added"), by=by, detail={"lines": told})
    split_anew(sheet, [line], by=by)
    return line


def _check_wanted(wanted: Wanted, year: int) -> None:
    known, told = indicator(wanted.indicator), {"line": indicator(wanted.indicator).label}
    grows = wanted.measure == Measure.GROWTH
    if known.is_rate and wanted.measure == Measure.COUNT:
        raise Refused(_("%(line)s is a rate, not a count.") % told)
    if not known.is_rate and wanted.measure in (Measure.RATE, Measure.DEADLINE):
        raise Refused(_("%(line)s is a count, not a rate.") % told)
    if known.is_rate and wanted.since is not None and wanted.indicator != GROWTH:
        raise Refused(_("%(line)s is a rate: it neither adds up nor grows on a year.") % told)
    if wanted.measure == Measure.COUNT and wanted.value != int(wanted.value):
        raise Refused(_("%(line)s: a count is a whole number.") % told)
    if known.is_rate and not grows and wanted.value > WHOLE:
        raise Refused(_("%(line)s: a rate is at most 100%%.") % told)
    if wanted.since is not None and wanted.since >= year:
        raise Refused(_("%(line)s: the base year lies before the year of the targets.") % told)


@transaction.atomic
def drop_lines(
    sheet: TargetSheet, lines: Sequence[int], *, by: Officer, seen: int | None = None
) -> None:
    """Take targets out of a draft."""
    hold_draft(sheet, seen)
    gone = sheet.lines.filter(pk__in=lines)
    names = [str(line) for line in gone]
    gone.delete()
    if names:
        log_event(sheet, "drop-lines", _("Targets taken out"), by=by, detail={"lines": names})


@transaction.atomic
def change_draft(
    sheet: TargetSheet, changes: Changes, *, by: Officer, seen: int | None = None
) -> None:
    """Keep everything a page of the draft sends, and count it as a move: what others saw is old.

    Raises Refused or Overtaken, and changes nothing, as each of its parts does.
    """
    hold_draft(sheet, seen)
    save_parts(sheet, changes.parts, by=by)
    resplit = set_lines(sheet, changes.terms, by=by)
    drop_lines(sheet, changes.dropped, by=by)
    if changes.added:
        add_line(sheet, changes.added, by=by)
    anew = sheet.lines.all()
    if not changes.anew:
        anew = anew.filter(pk__in=[line.pk for line in resplit])
    if anew:
        split_anew(sheet, anew, by=by)
    TargetSheet.objects.filter(pk=sheet.pk).update(moves=F("moves") + 1)
    sheet.moves += 1


def as_told(part: SharePart) -> dict[str, Any]:
    """A part as the trail keeps it."""
    return {
        "line": part.line.indicator,
        "label": str(part.line),
        "asked": part.value_text,
        "unit": part.line.unit,
    }


def hold_draft(sheet: TargetSheet, seen: int | None) -> None:
    """Lock the sheet against being issued or changed in between."""
    held = TargetSheet.objects.select_for_update().get(pk=sheet.pk)
    if seen is not None and seen != held.moves:
        raise Overtaken()
    sheet.moves = held.moves
    if held.stage != SheetStage.DRAFT:
        raise Refused(_("The sheet has been issued; it changes by a new version, with a reason."))
